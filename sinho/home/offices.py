"""What waits for a person about offices of committees."""

from django.urls import reverse

from members.roll.offices import offices_to_end
from sinho.home.desk import Task
from sinho.web import clock


def office_tasks(scope) -> list[Task]:
    """Offices whose holder is elsewhere: the number of rows of the list that it opens."""
    number = len(offices_to_end(scope, clock.today()))
    words = f"Xem lại {number} chức vụ mà người giữ đã rời tổ chức"
    return [Task(words, reverse("members:offices_to_end"), None, clock.today())] if number else []
