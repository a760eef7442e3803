"""What was written by mistake is struck out, with what hangs from it; it stays in sight and counts no longer."""

from cells.oversight.actions.facts import refuse_if
from cells.oversight.actions.reading import refuse_himself
from cells.oversight.models.struck import Struck
from sinho.accounts.scope import Scope
from sinho.audit.actions import record_many
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


def hold(row: Struck) -> Struck:
    """The row as it stands now; held with the one on whose page it stands until the act is over."""
    root = row.root
    if root is not row:
        type(root).objects.select_for_update(of=("self",), no_key=True).get(pk=root.pk)
    return type(row).objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def falling(row: Struck) -> list[Struck]:
    """The row and everything that hangs from it and stands, each once."""
    found = {(type(row), row.pk): row}
    for rows in row.hanging():
        for one in rows.select_for_update(of=("self",), no_key=True):
            found |= {(type(below), below.pk): below for below in falling(one)}
    return list(found.values())


@atomic_or_refused()
def strike(*, row: Struck, reason: str, scope: Scope, by) -> list[Struck]:
    """Once, with a reason. Who may write such rows may strike them."""
    scope.require(row.writes, row.place.pk)
    refuse_himself(row.about, by)
    held = hold(row)
    if not held.stands:
        raise Refused(f"{held.struck_words}. Đồng chí không cần gạch bỏ lần nữa.")
    refuse_if(held.why_not_struck())
    gone = falling(held)
    for one in gone:
        one.struck_at, one.struck_by, one.struck_reason = clock.now(), by, reason.strip()
        one.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    where = held.place.named(clock.today())
    record_many(
        {
            "by": by,
            "did": "oversight.struck",
            "said": f"Gạch bỏ vì ghi nhầm, {one._meta.verbose_name} “{one}”: {one.struck_reason}",
            "on": one.root,
            "organization": where,
            "after": {"row": one.pk, "kind": one._meta.label_lower, "reason": one.struck_reason},
        }
        for one in gone
    )
    return gone
