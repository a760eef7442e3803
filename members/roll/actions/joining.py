"""Two records of one person become one; it can be undone while nothing was changed since."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from members.roll.actions.join_plan import Chosen, Plan, birth_of, hanging, plan_of, row_of, values_of
from members.roll.actions.reading import place_of
from members.roll.actions.receiving import facts_of
from members.roll.enums import StandingKind
from members.roll.models import Join, Member, Membership, Standing, TwoPeople
from members.roll.rules import why_not_admitted_then
from members.roll.said import said_of
from sinho.audit.actions import record, record_many
from sinho.imports.taking_back import delete, listed, rows_of
from sinho.imports.units import image_of, restore
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

NUMBERS = ("identity_number", "file_number")


@dataclass
class _Tried(Exception):
    """Carries what was seen out of a transaction that is given up."""

    seen: object


def try_join(*, look: Callable[[Join], object], **asked) -> object:
    """What `look` sees of the join, which is then given up as if it had not been."""
    try:
        with transaction.atomic():
            raise _Tried(look(join(**asked)))
    except _Tried as tried:
        return tried.seen


@atomic_or_refused()
def join(*, kept: Member, gone: Member, chosen: Chosen, reason: str, by) -> Join:
    """Everything that is written on `gone` moves to `kept`; what cannot stand beside it is set aside in the join."""
    kept, gone = hold(kept, gone)
    refuse_unfit(kept, gone)
    plan = plan_of(kept, gone)
    if missing := plan.missing(chosen):
        raise Refused(missing)
    before, places = (facts_of(kept), facts_of(gone)), (place_of(kept), place_of(gone))
    agreed = plan.agreed_days()
    made = Join.objects.create(
        kept=kept, gone=gone, reason=reason.strip(), images=carry_out(plan, chosen), at=clock.now(), by=by
    )
    refuse_impossible(kept)
    refuse_torn(kept, agreed)
    into = f"{kept.full_name} (mã {kept.code})"
    said = f"Gộp hồ sơ {before[1]['full_name']} (mã {gone.code}) vào hồ sơ {into}: {made.reason}"
    after = facts_of(kept) | {"joined": gone.pk, "reason": made.reason}
    record_many(
        [
            {"by": by, "did": "member.joined", "said": said, "on": kept, "organization": places[0]}
            | {"before": before[0], "after": after},
            {"by": by, "did": "member.joined", "said": said, "on": gone, "organization": places[1]}
            | {"before": before[1], "after": {"joined_into": kept.pk, "reason": made.reason}},
        ]
    )
    return made


def hold(kept: Member, gone: Member) -> tuple[Member, Member]:
    """Both records, held against other writers; first their cases, whose steps hold the case before its member."""
    both = [kept.pk, gone.pk]
    cases = Member.admission_cases.rel.related_model._base_manager.filter(member__in=both)
    list(cases.select_for_update().order_by("pk").values_list("pk"))
    rows = {row.pk: row for row in Member.objects.select_for_update().filter(pk__in=both).order_by("pk")}
    if len(rows) != 2:
        raise Refused("Chọn hai hồ sơ khác nhau.")
    return rows[kept.pk], rows[gone.pk]


def refuse_unfit(kept: Member, gone: Member) -> None:
    """Records that cannot be joined as they are, whatever is chosen."""
    for one in (kept, gone):
        if one.joined_into_id:
            raise Refused(f"Hồ sơ {one.full_name} (mã {one.code}) đã được gộp vào một hồ sơ khác.")
    if gone.joined_from.exists():
        raise Refused("Hồ sơ gộp đi đã nhận hồ sơ khác gộp vào; đồng chí chọn giữ lại hồ sơ ấy.")
    if TwoPeople.objects.in_force().between(kept, gone).exists():
        raise Refused("Đã ghi đây là hai người khác nhau; nếu ghi nhầm thì bỏ ghi trước khi gộp.")
    if has_open_case(gone):
        other = " Cả hai hồ sơ đều như vậy: đồng chí kết thúc một hồ sơ kết nạp trước." if has_open_case(kept) else ""
        raise Refused(f"Hồ sơ có việc kết nạp, công nhận chính thức đang làm thì phải là hồ sơ giữ lại.{other}")


def has_open_case(member: Member) -> bool:
    """Whether a case of admission of his goes on (kept by the theme above, which hangs on the member)."""
    official = Standing.objects.filter(member=member, kind=StandingKind.OFFICIAL)
    since = official.filter(valid__startswith__gt=models.OuterRef("admission_cases__opened_on"))
    open_now = {"admission_cases__isnull": False, "admission_cases__closed_on__isnull": True}
    cases = Member.objects.filter(~models.Exists(since), pk=member.pk, **open_now)
    here = Membership.objects.filter(member=member, valid__upper_inf=True)
    return cases.exists() and here.exists()


def refuse_impossible(kept: Member) -> None:
    """A birth after the days in the Party: two people, or a wrong choice."""
    first = Standing.objects.filter(member=kept).order_by("valid").first()
    since = first.valid.lower if first else None
    if first and (reasons := why_not_admitted_then(kept.birth, since, None, None, since)):
        raise Refused(reasons)


def refuse_torn(kept: Member, agreed: set[dt.date]) -> None:
    """Standing and cells of the record that stays must not tell two stories: a day of standing that was spent in a
    cell keeps one, a cell entered by admission keeps its admission. Forms 1 and 2 would contradict each other."""
    plan = plan_of(kept, kept)
    lost = sorted(agreed & plan.told_days() - plan.agreed_days())
    if lost:
        raise Refused(
            f"Ngày {format_date(lost[0])}: tư cách đảng viên và nơi sinh hoạt của hồ sơ giữ lại không khớp nhau, vì "
            "đang chọn mỗi thứ của một hồ sơ. Chọn cả hai của cùng một hồ sơ, hoặc đính chính ngày trước khi gộp."
        )


def carry_out(plan: Plan, chosen: Chosen) -> dict:
    """Write the join; the images of all rows of both records, before and after, in the order of writing."""
    kept, gone, values = plan.kept, plan.gone, values_of(plan, chosen)
    if problem := birth_of(values).problem():
        raise Refused(problem)
    before = {id(row): image_of(row) for row in (kept, gone, *plan.rows())}
    aside = [row for kind in plan.kinds for row in kind.set_aside(chosen.kinds.get(kind.key, "kept"))]
    images = [image(row, before[id(row)], None) for row in aside]
    set_aside(aside)
    gone.joined_into = kept
    for name in NUMBERS:
        setattr(gone, name, "")
    gone.save()
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    for kind in plan.kinds:
        for row in kind.gone:
            if row not in aside:
                setattr(row, kind.field, kept)
                row.save(update_fields=[kind.field])
    stay = [row for row in (kept, gone, *plan.rows()) if row not in aside]
    return {"rows": [image(row, before[id(row)], image_of(row)) for row in stay] + images}


def image(row: models.Model, before: dict, after: dict | None) -> dict:
    return {"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after}


def set_aside(rows: list[models.Model]) -> None:
    """Take the rows out of the tables; the join keeps their images. They keep their keys in memory."""
    for row in rows:
        key = row.pk
        try:
            delete(type(row), [row])
        except Refused as error:
            words = f"{row._meta.verbose_name} “{said_of(row)}”"
            raise Refused(f"Không để riêng được {words} vì đã có số liệu khác dựa vào; chọn giữ bên này.") from error
        row.pk = key


@atomic_or_refused()
def undo_join(*, made: Join, by) -> None:
    """Both records as they were before; refused when anything about them was changed since."""
    made = Join.objects.select_for_update().get(pk=made.pk)
    kept, gone = hold(made.kept, made.gone)
    if made.undone_at:
        raise Refused("Lần gộp này đã được hoàn tác.")
    before, place = facts_of(kept), place_of(kept)
    rows = rows_of(made.images["rows"])
    refuse_changed(made, rows)
    put_back(rows, made)
    made.undone_at, made.undone_by = clock.now(), by
    made.save(update_fields=["undone_at", "undone_by"])
    kept.refresh_from_db()
    gone.refresh_from_db()
    said = f"Hoàn tác việc gộp hồ sơ {gone.full_name} (mã {gone.code}) vào hồ sơ {kept.full_name} (mã {kept.code})"
    for one, first, where in ((kept, before, place), (gone, {"joined_into": kept.pk}, place_of(gone))):
        record(
            by=by,
            did="member.join_undone",
            said=said,
            on=one,
            organization=where,
            before=first,
            after=facts_of(one),
        )


def refuse_changed(made: Join, rows: list[tuple[dict, models.Model | None]]) -> None:
    """Every row must still be as the join left it, and none have been added."""
    changed = {}
    for one, row in rows:
        if (None if row is None else as_known(row, one["before"])) != one["after"]:
            changed[name_of(apps.get_model(one["model"]), row, one["after"] or one["before"])] = None
    known = {(one["model"], one["pk"]) for one in made.images["rows"]}
    for model, name in hanging():
        for row in model._base_manager.filter(**{f"{name}__in": [made.kept_id, made.gone_id]}):
            if (model._meta.label_lower, row.pk) not in known:
                changed[name_of(model, row, {})] = None
    if changed:
        raise Refused(f"Không hoàn tác được vì sau khi gộp đã có thay đổi: {listed(changed)}.")


def as_known(row: models.Model, image: dict) -> dict:
    """The row as it is, in the columns that there were when the image was made."""
    return {name: text for name, text in image_of(row).items() if name in image}


def name_of(model: type[models.Model], row: models.Model | None, known: dict) -> str:
    """“thẻ đảng viên •••• 1234”, of the row as it is, or as it was."""
    return f"{model._meta.verbose_name} {said_of(row or row_of(model, None, known))}"


def put_back(rows: list[tuple[dict, models.Model | None]], made: Join) -> None:
    """The record that stayed first: it gives back the numbers. Rows that were set aside come last."""
    order = {made.kept_id: 0, made.gone_id: 1}
    label = Member._meta.label_lower
    rows = sorted(rows, key=lambda pair: order[pair[0]["pk"]] if pair[0]["model"] == label else 2)
    for one, row in rows:
        if row is not None and one["before"] != one["after"]:
            restore(row, image_of(row) | one["before"])
            row.save(force_update=True)
    for one, row in rows:
        if row is None:
            row_of(apps.get_model(one["model"]), one["pk"], one["before"]).save(force_insert=True)


def former_cell(made: Join) -> int:
    """Key of the cell to which the record that went would come back."""
    rows = [one["before"] for one in made.images["rows"] if one["model"] == Membership._meta.label_lower]
    mine = [row for row in rows if row["member_id"] == str(made.gone_id)]
    return int(max(mine, key=lambda row: json.loads(row["valid"])["lower"])["organization_id"])
