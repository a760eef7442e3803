"""What waits for a person about transfers of Party activity."""

from django.urls import reverse

from members.roll.views.transfers import waiting_and_late
from sinho.home.desk import Task
from sinho.web import clock

SENTENCES = {
    "cho-nhan": "Tiếp nhận {n} đảng viên chuyển sinh hoạt đến",
    "qua-han": "Đôn đốc {n} việc chuyển sinh hoạt đã quá hạn",
}


def transfer_tasks(request) -> list[Task]:
    """Who waits to be received, and what is late: each the number of rows of the list that it opens."""
    url, today = reverse("members:transfers"), clock.today()
    found = []
    for word, rows in waiting_and_late(request.scope, today).items():
        if rows:
            due = min((row.due.day for row in rows if row.due), default=None)
            found.append(Task(SENTENCES[word].format(n=len(rows)), f"{url}?xem={word}", due, today))
    return found
