"""The workbooks on leading the cells when they are large: tried and written in the background, then like any other."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cells.directives.models import Briefing, Directive
from cells.meetings.models import Meeting
from cells.oversight.models import Commendation
from sinho.imports import background
from sinho.imports.enums import UploadState
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from tests.cells.directives.test_directives_workbook import DOCUMENT, HELD, NUMBER, SESSION
from tests.cells.meetings.test_meetings_imports import COLUMNS as MEETING_COLUMNS
from tests.cells.meetings.test_meetings_imports import DAY, row
from tests.factories.workbooks import xlsx
from tests.members.conduct.test_conduct_imports import COLUMNS as PRAISE_COLUMNS
from tests.members.conduct.test_conduct_imports import NUMBER as DECISION
from tests.members.conduct.test_conduct_imports import ROW

D = dt.date
DAYS = [D(2009, month, day) for month in range(1, 12) for day in (5, 6, 9)]


def directives() -> bytes:
    return xlsx([DOCUMENT | SESSION | {NUMBER: f"{n}-NQ/TW", HELD: day} for n, day in enumerate(DAYS, 1)])


def meetings() -> bytes:
    days = [D(2009, month, 5) for month in range(1, 13)] + [D(2008, month, 5) for month in range(1, 13)]
    return xlsx([row(**{DAY: day}) for day in days], MEETING_COLUMNS)


def commendations() -> bytes:
    return xlsx([ROW | {DECISION: f"{n}-QĐ/HU"} for n in range(1, 34)], PRAISE_COLUMNS)


def work() -> None:
    for task in DBTaskResult.objects.filter(status="READY"):
        background.run.call(*task.args_kwargs["args"])
        task.set_successful(None)


@pytest.mark.parametrize(
    ("kind", "content", "models"),
    [
        ("directives", directives, (Directive, Briefing)),
        ("meetings", meetings, (Meeting,)),
        ("commendations", commendations, (Commendation,)),
    ],
)
def test_a_large_book_waits_is_tried_written_and_taken_back(
    kind, content, models, log_in, staff, nam_tam_cells, settings, django_capture_on_commit_callbacks
):
    file = io.BytesIO(content())
    settings.BACKGROUND_FROM_BYTES = len(file.getvalue()) * kind_of(kind).weight
    file.name, client = f"{kind}.xlsx", log_in(staff)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("imports:upload"), {"kind": kind, "file": file}).status_code == 302
    upload = Upload.objects.latest("pk")
    assert upload.under_way and upload.trial == {} and not models[0].objects.exists()
    page = client.get(reverse("imports:file", args=[upload.pk]))
    assert page["Refresh"] == "2" and "Đang chờ tới lượt" in " ".join(page.text.split())
    work()
    upload.refresh_from_db()
    assert (upload.under_way, upload.state) == ("", UploadState.TRIED) and upload.trial["errors"] == [], upload.trial
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:confirm", args=[upload.pk]))
    assert not models[0].objects.exists(), "nothing before its turn"
    work()
    assert {model.objects.count() for model in models} == {upload.counts["rows"]} and upload.counts["rows"] > 20
    client.post(reverse("imports:undo", args=[upload.pk]))
    assert not any(model.objects.exists() for model in models)
