"""What waits for a person about transfers of Party activity."""

from django.urls import reverse

from members.roll.models.transfer_reading import waiting_and_late
from sinho.home.desk import Task
from sinho.web import clock

# Who waits and what is late: the word of its list in the address, the sentence.
LISTS = (
    ("cho-nhan", "Tiếp nhận {n} đảng viên chuyển sinh hoạt đến"),
    ("qua-han", "Đôn đốc {n} việc chuyển sinh hoạt đã quá hạn"),
)


def transfer_tasks(request) -> list[Task]:
    """Who waits to be received, and what is late: each the number of rows of the list that it opens."""
    url, today = reverse("members:transfers"), clock.today()
    found = []
    for (word, sentence), rows in zip(LISTS, waiting_and_late(request.scope, today), strict=True):
        if rows:
            due = min((row.due.day for row in rows if row.due), default=None)
            found.append(Task(sentence.format(n=len(rows)), f"{url}?xem={word}", due, today))
    return found
