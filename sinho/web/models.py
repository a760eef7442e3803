"""What this installation is."""

import datetime as dt

from django.db import connection, models


class Installation(models.Model):
    """One row at most. A demo district has made-up data that end on a fixed day, on which its users live."""

    demo_day = models.DateField("ngày của số liệu trình diễn")
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = "bản cài đặt"
        verbose_name_plural = "bản cài đặt"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(only=True),
                name="installation_only_one",
                violation_error_message="Mỗi cơ sở dữ liệu chỉ có một bản cài đặt.",
            )
        ]

    def __str__(self) -> str:
        return f"Trình diễn, ngày {self.demo_day:%d/%m/%Y}"


def demo_day() -> dt.date | None:
    """The day on which the demo district lives; None for a real district. Every request asks, so it is plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT demo_day FROM web_installation")
        row = cursor.fetchone()
    return row and row[0]
