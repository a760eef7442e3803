"""What acts on training all look after."""

from cadres.training.models import TrainingClass
from cells.organizations.models import Organization
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock


def hold(training_class: TrainingClass) -> TrainingClass:
    """The class is held until the act is over."""
    return TrainingClass.objects.select_for_update().get(pk=training_class.pk)


def hold_open(training_class: TrainingClass) -> TrainingClass:
    """The class, held; refused when it was called off."""
    held = hold(training_class)
    if held.called_off:
        raise Refused(f"Lớp này đã hủy: {held.called_off}")
    return held


def refuse_future(*days) -> None:
    """Nothing is written down before its day."""
    for day in days:
        if day and day > clock.today():
            raise Refused(f"Ngày {format_date(day)} chưa đến.")


def place_of(organization: Organization) -> tuple[int, str]:
    """As the log keeps it."""
    return organization.named(clock.today())
