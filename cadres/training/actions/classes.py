"""A class is opened, mended by a reason, called off."""

from cadres.staff.actions.facts import refuse_future
from cadres.training.actions.facts import hold, hold_open, place_of
from cadres.training.enums import Status
from cadres.training.models import SupportAward, TrainingClass
from cadres.training.rules import ClassFacts, month_words, next_month, why_not_class
from cells.organizations.models import Organization
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused

# What a certificate that was issued has taken over from the class.
TAUGHT = ("field", "level", "title", "specialty")


@atomic_or_refused()
def open_class(*, organization: Organization, facts: ClassFacts, by) -> TrainingClass:
    """Write down a class, also one that is still to begin."""
    refuse_wrong(facts)
    made = TrainingClass.objects.create(organization=organization, **vars(facts))
    said = f"Mở lớp {made.name}, khai giảng {format_date(made.starts_on)}"
    record(by=by, did="training.opened", said=said, on=made, organization=place_of(organization), after=vars(facts))
    return made


def refuse_wrong(facts: ClassFacts) -> None:
    if reasons := why_not_class(facts):
        raise Refused(reasons)
    refuse_future(facts.decision_date)


@atomic_or_refused()
def correct_class(*, training_class: TrainingClass, facts: ClassFacts, reason: str, by) -> None:
    """Mend what a class is. What it teaches stays once a certificate was issued, its days hold everybody's."""
    refuse_wrong(facts)
    if not reason.strip():
        raise Refused("Sửa lớp phải có lý do.")
    held = hold_open(training_class)
    before = held.facts()
    if before == facts:
        raise Refused("Chưa có gì khác so với đã ghi.")
    rows = held.enrolments.exclude(status=Status.WITHDRAWN)
    taught = any(getattr(before, name) != getattr(facts, name) for name in TAUGHT)
    if taught and rows.exclude(certificate_number="").exists():
        raise Refused("Lớp đã cấp chứng chỉ, không đổi nội dung, trình độ, chuyên ngành, chức danh.")
    if rows.filter(since__lt=facts.starts_on).exists() or rows.filter(since__gt=facts.ends_on).exists():
        raise Refused("Có người vào học ngoài thời gian mới của lớp; đồng chí xem lại ngày khai giảng, kết thúc.")
    refuse_supported(held, facts)
    for name, value in vars(facts).items():
        setattr(held, name, value)
    held.save()
    changed = [name for name in vars(facts) if getattr(before, name) != getattr(facts, name)]
    old, new = ({name: getattr(one, name) for name in changed} for one in (before, facts))
    said = f"Sửa lớp {held.name}. Lý do: {reason.strip()}"
    place = place_of(held.organization)
    record(by=by, did="training.corrected", said=said, on=held, organization=place, before=old, after=new)


def refuse_supported(held: TrainingClass, facts: ClassFacts) -> None:
    """Nobody is supported in a month after the class, as when support is awarded."""
    awards = SupportAward.objects.filter(enrolment__training_class=held, months__endswith__gt=next_month(facts.ends_on))
    if late := sorted({one.cadre.full_name for one in awards.select_related("cadre")}):
        raise Refused(
            f"Sau tháng {month_words(facts.ends_on)} còn được hỗ trợ: {', '.join(late)}; ghi thôi hỗ trợ trước."
        )


@atomic_or_refused()
def call_off(*, training_class: TrainingClass, reason: str, by) -> None:
    """The class does not take place, or was written down by mistake. Only while nobody is in it."""
    held = hold(training_class)
    if held.called_off:
        raise Refused(f"Lớp này đã hủy: {held.called_off}")
    if not reason.strip():
        raise Refused("Hủy lớp phải có lý do.")
    if held.enrolments.exclude(status=Status.WITHDRAWN).exists():
        raise Refused("Lớp đang có người học; đồng chí đính chính “ghi nhầm” cho từng người trước khi hủy.")
    held.called_off = reason.strip()
    held.save(update_fields=["called_off"])
    said = f"Hủy lớp {held.name}. Lý do: {held.called_off}"
    record(by=by, did="training.called_off", said=said, on=held, organization=place_of(held.organization))
