"""A case of retirement is opened, takes its steps, is given up or ends the posts; wrong steps are struck out (A19)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cadres.movements.enums import CaseClosing
from cadres.movements.models import InsuranceRecord, RetirementCase, RetirementStep
from cadres.movements.rulebook import path_of, path_on, regimes, regimes_on
from cadres.movements.rules.retiring import Step, open_steps
from cadres.staff.actions import correcting, posting
from cadres.staff.actions.facts import Appointment, Paper, hold, refuse_future
from cadres.staff.models import Cadre, Post
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_dong
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

ONE_DAY = dt.timedelta(days=1)
NAMES = {
    "number": "số giấy",
    "people": "người gặp gỡ, vận động",
    "place": "nơi giám định",
    "amount": "số tiền",
    "regime": "chế độ",
    "last_day": "ngày làm việc cuối cùng",
}


@dataclass(frozen=True)
class Taken:
    """What is written down about a step."""

    step: str
    on: dt.date
    number: str = ""
    people: str = ""
    place: str = ""
    loss: Decimal | None = None
    amount: int | None = None
    regime: str = ""
    last_day: dt.date | None = None
    note: str = ""

    def columns(self) -> dict:
        return {name: value.strip() if isinstance(value, str) else value for name, value in vars(self).items()}


@atomic_or_refused()
def open_case(*, cadre: Cadre, on: dt.date, grounds: str, by) -> RetirementCase:
    """Somebody with a post is to be led to retire, on these grounds."""
    cadre = hold(cadre)
    refuse_future(on)
    post = cadre.posts.on(on).select_related("organization").order_by("pk").first()
    if post is None:
        raise Refused(f"Ngày {format_date(on)} {cadre.full_name} không giữ chức danh nào ở xã.")
    if not grounds.strip():
        raise Refused("Ghi căn cứ đưa vào diện vận động.")
    case = RetirementCase.objects.create(
        cadre=cadre,
        organization=post.organization,
        path=path_on(on).code,
        opened_on=on,
        grounds=grounds.strip(),
    )
    note(case, "opened", f"Mở hồ sơ nghỉ hưu của {cadre.full_name}", by, after={"grounds": case.grounds, "on": on})
    return case


@atomic_or_refused()
def take_step(*, case: RetirementCase, taken: Taken, by) -> RetirementStep:
    """Write a step down. The last one ends every post from the day after."""
    case = held(case)
    refuse_ended(case)
    done = list(case.steps.in_force())
    step = next(
        (one for one in open_steps(path_of(case.path), {one.step for one in done}) if one.code == taken.step), None
    )
    if step is None:
        raise Refused("Bước này chưa đến, hoặc đã ghi rồi.")
    refuse_wrong(case, step, taken, done)
    row = RetirementStep.objects.create(case=case, by=by, at=clock.now(), **taken.columns())
    if step.leaves:
        leave_posts(case, row, by)
    note(case, "step", said_of(case, step, row), by, after=told(step, row))
    return row


def refuse_wrong(case: RetirementCase, step: Step, taken: Taken, done: list[RetirementStep]) -> None:
    """What the step needs is there, and its day fits the others."""
    refuse_future(taken.on)
    first = max((one.on for one in done if one.step in step.after), default=case.opened_on)
    if taken.on < first:
        raise Refused(f"Ngày của bước này phải từ {format_date(first)}.")
    columns = taken.columns()
    reasons = [f"{step.label}: ghi {NAMES[name]}." for name in step.needs if not columns[name]]
    asked = {"step", "on", "number", "note", *step.asks}
    if others := [name for name, value in columns.items() if name not in asked and value not in ("", None)]:
        reasons.append(f"{step.label} không có {', '.join(NAMES.get(name, name) for name in others)}.")
    if "regime" in step.asks and taken.regime and taken.regime not in {one.code for one in regimes_on(taken.on)}:
        reasons.append(f"Ngày {format_date(taken.on)} không có chế độ này trong danh mục.")
    if taken.loss is not None and not 0 <= taken.loss <= 100:
        reasons.append("Tỷ lệ suy giảm khả năng lao động phải từ 0 đến 100 %.")
    if taken.last_day and taken.last_day < case.opened_on:
        reasons.append(f"Ngày làm việc cuối cùng phải từ ngày mở hồ sơ, {format_date(case.opened_on)}.")
    if reasons:
        raise Refused(reasons)


def leave_posts(case: RetirementCase, row: RetirementStep, by) -> None:
    """Every post is left on the day after the last working day, by the decision and as its regime says.

    Whoever keeps the staff of the commune of the case ends no post in the commune to which he has moved since.
    """
    decision = decision_of(case)
    paper = Paper(decision.number, decision.on, regimes()[decision.regime].label)
    posts = list(case.cadre.posts.filter(valid__upper_inf=True).order_by("pk"))
    if not posts:
        raise Refused(f"{case.cadre.full_name} không còn giữ chức danh nào; đồng chí thôi hồ sơ này.")
    if any(post.organization_id != case.organization_id for post in posts):
        raise Refused(f"{case.cadre.full_name} nay giữ chức danh ở xã khác; đồng chí thôi hồ sơ này và mở lại ở xã ấy.")
    first_day = row.on + ONE_DAY
    if first_day > clock.today():
        raise Refused(
            f"Ngày làm việc cuối {format_date(row.on)} chưa qua; bước này ghi được từ {format_date(first_day)}."
        )
    for post in posts:
        posting.end_post(post=post, on=first_day, how=regimes()[decision.regime].exit, paper=paper, by=by)


@atomic_or_refused()
def strike_step(*, case: RetirementCase, step: RetirementStep, paper: Paper, by) -> None:
    """Strike out the step written last; a struck leaving gives the posts back, by a paper."""
    case = held(case)
    last = case.steps.in_force().order_by("pk").last()
    if last is None or last.pk != step.pk:
        raise Refused("Chỉ gạch bỏ được bước ghi sau cùng; đồng chí gạch bỏ các bước ghi sau trước.")
    if case.closed_on:
        raise Refused(f"Hồ sơ đã thôi từ {format_date(case.closed_on)}; các bước được giữ nguyên.")
    if not paper.reason.strip():
        raise Refused("Ghi lý do gạch bỏ.")
    rule = path_of(case.path).step(last.step)
    if rule.leaves:
        take_back_leaving(case, last, paper, by)
    last.struck_at, last.struck_by, last.struck_reason = clock.now(), by, paper.reason.strip()
    last.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    said = f"Gạch bỏ bước “{rule.label}” ngày {format_date(last.on)} của {case.cadre.full_name}"
    # Why something medical was struck may tell the result: it stays on the case.
    said = said if rule.medical else f"{said}: {last.struck_reason}"
    note(case, "struck", said, by, before=told(rule, last))


def decision_of(case: RetirementCase) -> RetirementStep:
    """The decision by which he leaves."""
    return case.steps.in_force().filter(step="decision").latest("pk")


def take_back_leaving(case: RetirementCase, row: RetirementStep, paper: Paper, by) -> None:
    """The posts that the leaving ended go on; one that another paper ended on the same day stays ended."""
    decision = decision_of(case)
    ended = {"exit": regimes()[decision.regime].exit, "exit_number": decision.number, "exit_date": decision.on}
    ended |= {"organization": case.organization, "valid__endswith": row.on + ONE_DAY}
    for post in case.cadre.posts.filter(**ended).order_by("pk"):
        facts = (post.organization, post.title, post.since, post.entry, post.decision_number, post.decision_date)
        correcting.correct_post(post=post, to=Appointment(*facts), until=None, how="", paper=paper, by=by)
        Post.objects.filter(pk=post.pk).update(exit_number="", exit_date=None, exit_reason="")


@atomic_or_refused()
def close_case(*, case: RetirementCase, on: dt.date, closing: str, reason: str, by) -> None:
    """The case comes to nothing: refused, withdrawn, not entitled. The person stays on the staff."""
    case = held(case)
    refuse_ended(case)
    if closing not in CaseClosing.values or not reason.strip():
        raise Refused("Thôi hồ sơ nghỉ hưu phải chọn vì sao và ghi lý do.")
    refuse_future(on)
    last = max(case.steps.in_force().values_list("on", flat=True), default=case.opened_on)
    if on < last:
        raise Refused(f"Ngày thôi hồ sơ phải từ {format_date(last)}.")
    case.closed_on, case.closing, case.closing_reason = on, closing, reason.strip()
    case.save(update_fields=["closed_on", "closing", "closing_reason"])
    said = f"Thôi hồ sơ nghỉ hưu của {case.cadre.full_name}: {case.get_closing_display().lower()}, {reason.strip()}"
    note(case, "closed", said, by, after={"closing": closing, "on": on})


@atomic_or_refused()
def record_insurance(*, cadre: Cadre, on: dt.date, months: int, number: str, by) -> InsuranceRecord:
    """How many months the book of social insurance shows by a day; earlier records stay."""
    cadre = hold(cadre)
    refuse_future(on)
    if months > 12 * cadre.birth.age_on(on):
        raise Refused(f"Đóng {months} tháng là nhiều hơn tuổi của đồng chí ấy ngày {format_date(on)}.")
    row = InsuranceRecord.objects.create(cadre=cadre, on=on, months=months, number=number.strip())
    place = cadre.posts.select_related("organization").order_by("-valid").first()
    said = f"{cadre.full_name} đóng bảo hiểm xã hội {months} tháng đến ngày {format_date(on)}"
    where = place.organization.named(clock.today()) if place else None
    record(
        by=by, did="retirement.insurance", said=said, on=cadre, organization=where, after={"months": months, "on": on}
    )
    return row


def held(case: RetirementCase) -> RetirementCase:
    """The record of the person and the case are held until the act is over."""
    hold(case.cadre)
    return (
        RetirementCase.objects.select_for_update(of=("self",)).select_related("cadre", "organization").get(pk=case.pk)
    )


def refuse_ended(case: RetirementCase) -> None:
    if case.closed_on:
        raise Refused(f"Hồ sơ đã thôi từ {format_date(case.closed_on)}: {case.get_closing_display().lower()}.")


def said_of(case: RetirementCase, step: Step, row: RetirementStep) -> str:
    """The sentence of the log; never the result of a medical assessment: more people read the log."""
    money = f", {format_dong(row.amount)}" if row.amount else ""
    return f"{case.cadre.full_name}: {step.label.lower()} ngày {format_date(row.on)}{money}"


def told(step: Step, row: RetirementStep) -> dict:
    """The step as the log keeps it, without anything medical."""
    names = ("step", "on", "number", "people", "amount", "regime", "last_day")
    names = ("step", "on", "number") if step.medical else names
    return {name: value for name in names if (value := getattr(row, name)) not in ("", None)}


def note(case: RetirementCase, did: str, said: str, author, **more) -> None:
    """An entry of the log about a case."""
    where = case.organization.named(clock.today())
    record(by=author, did=f"retirement.{did}", said=said, on=case, organization=where, **more)
