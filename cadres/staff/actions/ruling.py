"""Figures of regulations: a new one from a day on, a wrong one mended with a reason, one confirmed against its text."""

import datetime as dt
from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff import titles
from cadres.staff.models import QualificationStandard, StaffingNumber
from cadres.staff.models.sourced import Sourced
from cadres.staff.standards import StandardRequirements, problem_of
from cells.places.actions import period
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

KEYS = {QualificationStandard: ("title", "area"), StaffingNumber: ("kind", "grade")}
FIGURES = {
    QualificationStandard: tuple(StandardRequirements.__dataclass_fields__),
    StaffingNumber: ("least", "full_time", "part_time"),
}
WORDS = {QualificationStandard: "tiêu chuẩn", StaffingNumber: "định mức"}


def told(row: Sourced) -> dict:
    """The row as the log keeps it."""
    names = (*KEYS[type(row)], *FIGURES[type(row)], "source")
    days = {"since": row.valid.lower, "until": row.last_day, "confirmed": row.is_confirmed}
    return {name: getattr(row, name) for name in names} | days


def refuse_impossible(row: Sourced) -> None:
    """What no regulation says."""
    if isinstance(row, QualificationStandard) and (why := problem_of(row.asked, titles.known_titles(), row.title)):
        raise Refused(why)
    if not row.source.strip():
        raise Refused("Ghi nguồn: văn bản nào, ngày nào.")


@atomic_or_refused()
def enact(*, row: Sourced, since: dt.date, until: dt.date | None = None, by) -> Sourced:
    """A row, not yet saved, holds from `since` on; the one before it ends the day before."""
    refuse_impossible(row)
    model, word = type(row), WORDS[type(row)]
    kin = {name: getattr(row, name) for name in KEYS[model]}
    grade = {"grade__isnull": True} if kin.get("grade", "") is None else {}
    kin = {name: value for name, value in kin.items() if value is not None}
    own, holding, row.valid = period(list(model.objects.select_for_update().filter(**kin, **grade)), since, until)
    if own:
        raise Refused(f"Ngày {format_date(since)} đã có {word} bắt đầu; đồng chí mở dòng ấy để sửa.")
    if holding:
        holding.valid = DateRange(holding.valid.lower, since)
        holding.save(update_fields=["valid"])
    row.save(force_insert=True)
    said = f"Ghi {word} {row}, từ {format_date(since)}"
    record(by=by, did="staff_rule.enacted", said=said, on=row, after=told(row))
    return row


@atomic_or_refused()
def mend(*, row: Sourced, figures: dict, source: str, since: dt.date, until: dt.date | None, reason: str, by) -> None:
    """A row that was written wrongly; it has to be confirmed anew."""
    if until is not None and until < since:
        raise Refused("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if not reason.strip():
        raise Refused("Ghi lý do sửa.")
    row = type(row).objects.select_for_update().get(pk=row.pk)
    before = told(row)
    for name in FIGURES[type(row)]:
        setattr(row, name, figures[name])
    row.source, row.valid = source.strip(), DateRange(since, until + dt.timedelta(days=1) if until else None)
    refuse_impossible(row)
    if told(row) == before:
        raise Refused("Chưa có gì khác so với đã ghi.")
    row.confirmed_by = row.confirmed_at = None
    row.save()
    said = f"Sửa {WORDS[type(row)]} {row}. Lý do: {reason.strip()}"
    record(by=by, did="staff_rule.mended", said=said, on=row, before=before, after=told(row))


@atomic_or_refused()
def confirm(*, rows: Sequence[Sourced], by) -> int:
    """Somebody has compared these rows with the texts that they name; how many."""
    if not rows:
        raise Refused("Chọn ít nhất một dòng đã đối chiếu.")
    held = list(type(rows[0]).objects.select_for_update().filter(pk__in=[one.pk for one in rows]).order_by("pk"))
    if known := [str(one) for one in held if one.is_confirmed]:
        raise Refused(f"Đã được đối chiếu: {'; '.join(known)}.")
    now, acts = clock.now(), []
    for row in held:
        row.confirmed_by, row.confirmed_at = by, now
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        said = f"Đã đối chiếu {WORDS[type(row)]} {row} với {row.source}"
        acts.append({"by": by, "did": "staff_rule.confirmed", "said": said, "on": row, "after": told(row)})
    record_many(acts)
    return len(held)
