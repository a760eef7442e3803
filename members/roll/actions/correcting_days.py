"""The days of admission decision, ceremony and recognition are mended by a decision; the rows of the roll follow."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.actions.moving import Paper, refuse_future
from members.roll.actions.reading import place_of
from members.roll.actions.taking_back import refuse_without_paper
from members.roll.actions.touching import Touched, keep, later_rows
from members.roll.enums import CorrectionKind, Entry, StandingKind
from members.roll.models import Card, LivingPlace, Member, Membership, Schooling, Standing, Work
from members.roll.rules import dated, why_not_admitted_then
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

# What may be written about somebody before he is in the Party, and what follows the days by itself.
WITHOUT_THE_PARTY = (Standing, Membership, Schooling, Work, LivingPlace)


@dataclass(frozen=True)
class PartyDays:
    """Decision of admission, ceremony (from then probationary), official day, decision of recognition."""

    admitted_on: dt.date
    decided_on: dt.date | None = None
    decision_number: str = ""
    official_on: dt.date | None = None
    recognised_on: dt.date | None = None
    recognition_number: str = ""


LABELS = {
    "decided_on": "ngày quyết định kết nạp",
    "decision_number": "số quyết định kết nạp",
    "admitted_on": "ngày kết nạp",
    "official_on": "ngày chính thức",
    "recognised_on": "ngày quyết định công nhận",
    "recognition_number": "số quyết định công nhận",
}


def course_of(member: Member) -> tuple[Standing | None, Standing | None]:
    """The last admission of the member and the recognition that followed it."""
    rows = list(Standing.objects.filter(member=member).order_by("valid"))
    probation = next((one for one in reversed(rows) if one.kind == StandingKind.PROBATIONARY), None)
    official = next((one for one in rows if probation and one.valid.lower == probation.valid.upper), None)
    return probation, official


def days_of(probation: Standing, official: Standing | None) -> PartyDays:
    """What the roll says now."""
    return PartyDays(
        admitted_on=probation.valid.lower,
        decided_on=probation.decision_date,
        decision_number=probation.decision_number,
        official_on=official.valid.lower if official else None,
        recognised_on=official.decision_date if official else None,
        recognition_number=official.decision_number if official else "",
    )


@atomic_or_refused()
def correct_days(*, member: Member, days: PartyDays, paper: Paper, by) -> None:
    """Mend the days of his last admission by a decision; before and after stay in the correction and in the log."""
    refuse_without_paper(paper)
    member = Member.objects.select_for_update().get(pk=member.pk)
    probation, official = course_of(member)
    if probation is None:
        raise Refused(f"{member.full_name} chưa có ngày vào Đảng trong sổ.")
    before = days_of(probation, official)
    changed = [name for name in LABELS if getattr(before, name) != getattr(days, name)]
    if not changed:
        raise Refused("Chưa có gì khác so với hồ sơ.")
    refuse_case(member, before)
    refuse_impossible(member, before, days)
    touched = Touched()
    stay = Membership.objects.filter(member=member, entry=Entry.ADMITTED, valid__startswith=before.admitted_on).first()
    touched.see(*filter(None, (probation, official, stay)))
    write(days, probation, official, stay)
    words = "; ".join(f"{LABELS[name]}: {told(before, name)} → {told(days, name)}" for name in changed)
    keep(touched, member=member, kind=CorrectionKind.DAYS, said=words, paper=paper, author=by)
    by_which = dated(paper.number.strip(), paper.date)
    record(
        by=by,
        did="member.days_corrected",
        said=f"Sửa {words} của {member.full_name} theo {by_which}: {paper.reason.strip()}",
        on=member,
        organization=place_of(member),
        before={name: getattr(before, name) for name in changed},
        after={name: getattr(days, name) for name in changed} | {"paper": paper.number.strip()},
    )


def told(days: PartyDays, name: str) -> str:
    value = getattr(days, name)
    return (format_date(value) if isinstance(value, dt.date) else value) or "chưa ghi"


def refuse_case(member: Member, before: PartyDays) -> None:
    """What a case of admission wrote (kept by the theme above) is mended there, so that the two never disagree."""
    case = {"step": "ceremony", "on": before.admitted_on, "struck_at__isnull": True}
    cases = Member.objects.filter(pk=member.pk, **{f"admission_cases__steps__{k}": value for k, value in case.items()})
    if cases.exists():
        raise Refused(
            f"Ngày vào Đảng, ngày chính thức của {member.full_name} ghi từ hồ sơ kết nạp; đồng chí mở hồ sơ ấy ở trang "
            "Kết nạp, gạch bỏ bước ghi sai rồi ghi lại."
        )


def refuse_impossible(member: Member, before: PartyDays, days: PartyDays) -> None:
    """Days that cannot follow each other, or a recognition that this correction would make or undo."""
    refuse_future(days.admitted_on, days.decided_on, days.official_on, days.recognised_on)
    if (before.official_on is None) != (days.official_on is None):
        words = "chưa là đảng viên chính thức" if before.official_on is None else "đã là đảng viên chính thức"
        raise Refused(f"{member.full_name} {words}; ngày chính thức ở đây chỉ sửa, không thêm hoặc bỏ.")
    if days.official_on is None and (days.recognised_on or days.recognition_number.strip()):
        raise Refused("Quyết định công nhận chỉ ghi khi đã là đảng viên chính thức.")
    if early := next(later_rows(member, before.admitted_on, WITHOUT_THE_PARTY, before=days.admitted_on), ""):
        raise Refused(f"Trước ngày kết nạp mới đã ghi {early}; đồng chí sửa việc ấy trước.")
    today = clock.today()
    if reasons := why_not_admitted_then(member.birth, days.admitted_on, days.official_on, days.decided_on, today):
        raise Refused(reasons)
    if days.recognised_on and days.official_on and days.recognised_on < days.official_on:
        raise Refused("Ngày quyết định công nhận không thể trước ngày chính thức.")
    if before.official_on and days.official_on > before.official_on:
        early = Card.objects.filter(member=member, valid__startswith__range=(before.official_on, days.official_on))
        first = early.exclude(valid__startswith=days.official_on).order_by("valid").first()
        if first:
            day = format_date(first.valid.lower)
            raise Refused(f"Thẻ đảng viên {first.masked} phát ngày {day}, trước ngày chính thức mới.")


def write(days: PartyDays, probation: Standing, official: Standing | None, stay: Membership | None) -> None:
    """The rows with their new days; what becomes shorter comes first, so that no day has two standings."""
    until = days.official_on or probation.valid.upper
    later = official is not None and days.official_on > official.valid.lower
    probation.valid = DateRange(days.admitted_on, until)
    probation.decision_date, probation.decision_number = days.decided_on, days.decision_number.strip()
    rows = [probation]
    if official:
        official.valid = DateRange(days.official_on, official.valid.upper)
        official.decision_date, official.decision_number = days.recognised_on, days.recognition_number.strip()
        rows = [official, probation] if later else [probation, official]
    if stay:
        stay.valid = DateRange(days.admitted_on, stay.valid.upper)
        rows.append(stay)
    for row in rows:
        if row.valid.upper and row.valid.lower >= row.valid.upper:
            raise Refused(f"Ngày mới không trước ngày kết thúc {format_date(row.valid.upper)} của “{row}”.")
        row.save()
