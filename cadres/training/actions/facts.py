"""What acts on training all look after."""

from cadres.training.models import TrainingClass
from cells.organizations.models import Organization
from sinho.refusal import Refused
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


def place_of(organization: Organization) -> tuple[int, str]:
    """As the log keeps it."""
    return organization.named(clock.today())
