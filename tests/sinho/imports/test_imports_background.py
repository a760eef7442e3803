"""Large files: left to the background, whose progress is seen; what was stopped is begun anew."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cells.organizations.models import OrganizationState
from sinho.imports import background
from sinho.imports.actions import uploads
from sinho.imports.enums import UploadState, Work
from sinho.imports.kinds import kind_of
from sinho.imports.models import Progress, Upload
from sinho.management.commands.work import begin_anew
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row


@pytest.fixture(autouse=True)
def _everything_is_large(settings):
    settings.BACKGROUND_FROM_BYTES = 1


@pytest.fixture
def at_work(log_in, staff, nam_tam):
    return log_in(staff)


@pytest.fixture
def sent(at_work, django_capture_on_commit_callbacks):
    """`sent(rows)` gives a file that was sent and waits."""

    def act(*rows, content=b""):
        file = io.BytesIO(content or xlsx(rows))
        file.name = "to-chuc.xlsx"
        with django_capture_on_commit_callbacks(execute=True):
            response = at_work.post(reverse("imports:upload"), {"kind": "organizations", "file": file})
        assert response.status_code == 302
        return Upload.objects.latest("pk")

    return act


def work() -> None:
    """What waits is done, as `manage.py work` does it."""
    for task in DBTaskResult.objects.filter(status="READY"):
        background.run.call(*task.args_kwargs["args"])
        task.set_successful(None)


def page(response) -> str:
    return " ".join(response.content.decode().split())


def of(name: str, upload: Upload) -> str:
    return reverse(f"imports:{name}", args=[upload.pk])


def test_a_large_file_waits_and_its_page_looks_again(at_work, sent):
    upload = sent(cell_row())
    assert (upload.under_way, upload.trial) == (Work.TRY, {})
    response = at_work.get(of("file", upload))
    assert response["Refresh"] == "2" and "Đang chờ tới lượt" in page(response)
    Progress.objects.filter(upload=upload).update(done=30, total=120)
    assert "Đã làm 25 %" in page(at_work.get(of("file", upload)))
    assert "Thử tệp" in page(at_work.get(reverse("imports:index")))
    for name in ("rows", "commented", "left_out"):
        assert at_work.get(of(name, upload)).status_code == 404


def test_afterwards_it_is_a_tried_file_like_any_other(at_work, sent, django_capture_on_commit_callbacks):
    upload = sent(cell_row())
    work()
    response = at_work.get(of("file", upload))
    assert "Refresh" not in response and "dòng sẽ ghi" in page(response)
    with django_capture_on_commit_callbacks(execute=True):
        at_work.post(of("confirm", upload))
    assert not OrganizationState.objects.filter(name="Chi bộ bản Nậm Ngập 5").exists()
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.under_way) == (UploadState.CONFIRMED, "")
    assert OrganizationState.objects.filter(name="Chi bộ bản Nậm Ngập 5").exists()


def test_why_it_could_not_be_done_stands_on_its_page(at_work, sent, django_capture_on_commit_callbacks):
    upload = sent(cell_row(), WRONG)
    work()
    with django_capture_on_commit_callbacks(execute=True):
        at_work.post(of("confirm", upload))
    work()
    shown = page(at_work.get(of("file", upload)))
    assert "Chưa nhập được, chưa có gì thay đổi" in shown and "Nhập các dòng còn lại" in shown


def test_a_file_that_cannot_be_read_says_so(at_work, sent):
    upload = sent(content=xlsx([{"A": 1, "B": 2}]))
    work()
    shown = page(at_work.get(of("file", upload)))
    assert "Không thấy dòng tiêu đề" in shown and "Tải tệp khác lên" in shown
    assert at_work.post(of("confirm", upload)).status_code == 302
    work()
    assert not OrganizationState.objects.filter(name="Chi bộ bản Nậm Ngập 5").exists()


@pytest.mark.parametrize("readable", [True, False])
def test_what_is_not_read_yet_is_neither_answered_nor_undone(at_work, sent, readable):
    upload = sent(cell_row()) if readable else sent(content=xlsx([{"A": 1, "B": 2}]))
    if not readable:
        work()
    for name, given in (("undo", {}), ("answer", {"encoding": "vps"})):
        response = at_work.post(of(name, upload), given)
        assert response.status_code == 409 and "Chưa có gì thay đổi" in page(response)


def test_what_is_under_way_is_not_begun_twice(at_work, sent, django_capture_on_commit_callbacks):
    upload = sent(cell_row())
    with django_capture_on_commit_callbacks(execute=True):
        at_work.post(of("try_again", upload))
    assert DBTaskResult.objects.count() == 1
    work()
    background.run.call(upload.pk, upload.tried_by_id, Work.TRY, False, False)  # late: nothing is left to do
    upload.refresh_from_db()
    assert upload.under_way == ""


def test_what_a_stop_interrupted_is_done_by_the_next_worker(transactional_db, at_work, sent):
    upload = sent(cell_row())
    DBTaskResult.objects.update(status="RUNNING")
    assert begin_anew() == 1
    call_command("work", once=True)
    upload.refresh_from_db()
    assert upload.under_way == "" and upload.counts["new"] == 1


def test_a_defect_of_ours_leaves_a_sentence_and_its_trace(at_work, sent, monkeypatch):
    upload = sent(cell_row())
    monkeypatch.setattr(background, "_scope_of", [lambda user, day: 1 / 0])
    with pytest.raises(ZeroDivisionError):
        background.run.call(upload.pk, upload.tried_by_id, Work.TRY, False, False)
    assert "Phần mềm gặp lỗi khi xử lý tệp này" in page(at_work.get(of("file", upload)))


def test_progress_is_told_while_the_rows_are_read(staff, nam_tam):
    told, scope = [], people.scope(staff)
    upload = uploads.keep(
        kind=kind_of("organizations"),
        file_name="a.xlsx",
        content=xlsx([cell_row(5), cell_row(6)]),
        root=uploads.root_of(kind_of("organizations"), scope),
        author=staff,
    )
    uploads.try_again(upload=upload, scope=scope, by=staff, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (1, 6) and told[-1][0] >= 4 and {total for _, total in told} == {6}
