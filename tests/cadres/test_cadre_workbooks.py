"""The five workbooks about the staff as large files with a hidden sheet, and from the command line."""

import io
import random

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from cadres.staff.models import Cadre, Qualification
from cadres.training.models import Enrolment, SupportPayment, TrainingClass
from sinho.imports import background
from sinho.imports.enums import UploadState, Work
from sinho.imports.models import Upload
from sinho.web.models import Installation
from tests.conftest import TODAY
from tests.factories import cadres as make
from tests.factories import staff_books, training_books, uploads
from tests.factories import training as train
from tests.factories.workbooks import saved, xlsx

# Kind → model, a right row, a column, what does not belong there, what is said.
BOOKS = {
    "cadres": (Cadre, staff_books.new(), staff_books.TITLE, "Thợ xây", "Không có trong danh mục chức danh"),
    "qualifications": (Qualification, staff_books.level(), staff_books.LEVEL, "Rất cao", "Không rõ trình độ"),
    "classes": (TrainingClass, training_books.course(), training_books.KIND, "Dạy nghề", "Các giá trị: Đào tạo"),
    "enrolments": (Enrolment, training_books.student(), training_books.CLASS, "Lớp lạ", "Không có lớp"),
    "allowances": (SupportPayment, training_books.paid(), training_books.AMOUNT, "vài đồng", "Ghi số đồng nguyên"),
}
LARGE = 100_000


@pytest.fixture
def ready(staff, district, nam_tam):
    """`ready(kind)`: the district as the right row of the kind needs it; gives the row."""
    Installation.objects.create(demo_day=TODAY)

    def act(kind):
        an = make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)
        if kind in ("enrolments", "allowances"):
            one = train.training_class(district)
        if kind == "allowances":
            train.award(train.student(one, nam_tam, an))
            train.budget(district)
        return BOOKS[kind][1]

    return act


def large(row: dict) -> bytes:
    """A workbook of more than 100 kB: a hidden sheet with the same header holds what would be wrong."""
    workbook = load_workbook(io.BytesIO(xlsx([row])))
    hidden, noise = workbook.create_sheet("Cũ", 0), random.Random(2009)
    hidden.append(list(row))
    for _ in range(1_000):
        hidden.append([f"{noise.getrandbits(400):x}" for _ in row][:6])
    hidden.sheet_state = "hidden"
    workbook.active = 1
    content = saved(workbook)
    assert len(content) > LARGE
    return content


def work() -> None:
    """What waits is done, as `manage.py work` does it."""
    for task in DBTaskResult.objects.filter(status="READY"):
        background.run.call(*task.args_kwargs["args"])
        task.set_successful(None)


@pytest.mark.parametrize("kind", BOOKS)
def test_a_large_file_is_tried_and_written_in_the_background(
    log_in, staff, ready, kind, django_capture_on_commit_callbacks
):
    file, client = io.BytesIO(large(ready(kind))), log_in(staff)
    file.name = "danh-sach.xlsx"
    model, before = BOOKS[kind][0], BOOKS[kind][0].objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("imports:upload"), {"kind": kind, "file": file}).status_code == 302
    upload = Upload.objects.get()
    assert upload.under_way == Work.TRY
    work()
    upload.refresh_from_db()
    assert (upload.reasons, uploads.said(upload), upload.counts["rows"], upload.under_way) == ([], [], 1, "")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:confirm", args=[upload.pk]))
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.reasons, model.objects.count()) == (UploadState.CONFIRMED, [], before + 1)


@pytest.mark.parametrize("kind", BOOKS)
def test_the_command_tries_refuses_and_writes(ready, kind, tmp_path):
    row, path = ready(kind), tmp_path / "a.xlsx"
    model, _, column, wrong, words = BOOKS[kind]
    before = model.objects.count()

    def run(*rows, confirm="--confirm"):
        path.write_bytes(xlsx(rows))
        out = io.StringIO()
        try:
            call_command(
                "import_workbook", kind, str(path), "--as", "bantochuc", *([confirm] if confirm else []), stdout=out
            )
        except CommandError as failed:
            return out.getvalue() + str(failed)
        return out.getvalue()

    said = run(row | {column: wrong})
    assert words in said and said.endswith("Tệp còn lỗi; chưa ghi gì.") and model.objects.count() == before
    assert "chưa ghi gì. Thêm --confirm để ghi." in run(row, confirm="") and model.objects.count() == before
    assert run(row).endswith("Đã nhập 1 dòng.\n") and model.objects.count() == before + 1
    assert run(row).endswith("Không có gì để ghi: mọi dòng đã có đúng như thế.\n")
    assert model.objects.count() == before + 1
