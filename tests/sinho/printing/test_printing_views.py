"""The pages of print runs: who sees what, how far it is, the file, bad inputs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinho.audit.models import AuditEntry
from sinho.printing.enums import PartState, RunState
from sinho.printing.models import PrintRun
from sinho.refusal import Refused
from sinho.web import clock
from tests.sinho.printing.conftest import CODE, work

ASK, INDEX = reverse("printing:ask", args=[CODE]), reverse("printing:index")


def page(response) -> str:
    return " ".join(response.text.split())


def of(name: str, run: PrintRun) -> str:
    return reverse(f"printing:{name}", args=[run.pk])


@pytest.fixture
def form(district):
    return {"don_vi": district.pk, "ngay": "18/12/2009", "ly_do": "đối chiếu sổ đảng viên"}


def test_from_the_question_to_the_file(log_in, staff, trial, form):
    client = log_in(staff)
    assert "Danh sách thử" in page(client.get(INDEX)) and "chưa yêu cầu lần in nào" in page(client.get(INDEX))
    assert "18/12/2009" in page(client.get(ASK))
    response = client.post(ASK, form)
    run = PrintRun.objects.get()
    assert response.url == of("run", run)
    waiting = client.get(of("run", run))
    assert waiting["Refresh"] == "2" and "Đang chờ tới lượt" in page(waiting)
    PrintRun.objects.update(state=RunState.RUNNING)
    run.parts.filter(key="a").update(state=PartState.MADE, content=b"%PDF", size=4)
    shown = page(client.get(of("run", run)))
    assert "Đã in 1/3 bản" in shown and 'value="33"' in shown
    work()
    done = client.get(of("run", run))
    assert "Refresh" not in done and "Tệp đã sẵn sàng" in page(done) and "25/12/2009" in page(done)
    got = client.get(of("download", run))
    content = got.getvalue()
    assert content.startswith(b"PK") and int(got["Content-Length"]) == len(content)
    assert got["Content-Type"] == "application/zip" and f'"trial-2009-12-18-{run.pk}.zip"' in got["Content-Disposition"]
    assert "Đã in xong" in page(client.get(INDEX))
    last = AuditEntry.objects.latest("pk")
    assert (last.did, last.actor_id) == ("printing.downloaded", staff.pk) and "đối chiếu sổ đảng viên" in last.said


def test_every_download_is_in_the_log_and_a_look_is_not(log_in, staff, begin):
    run = begin(staff)
    work()
    client = log_in(staff)
    client.head(of("download", run))
    for _ in range(2):
        client.get(of("download", run)).getvalue()
    assert AuditEntry.objects.filter(did="printing.downloaded").count() == 2


def test_asked_twice_is_said_and_leads_to_the_same_run(log_in, staff, trial, form):
    client = log_in(staff)
    client.post(ASK, form)
    response = client.post(ASK, form, follow=True)
    assert "lần in đó đang làm" in page(response) and PrintRun.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"don_vi": "999999"}, "Phạm vi không đúng"),
        ({"don_vi": "x\x00"}, "Phạm vi không đúng"),
        ({"don_vi": ""}, "Phạm vi không đúng"),
        ({"ngay": "31/02/2009"}, "Không có ngày 31/02/2009"),
        ({"ngay": "hôm qua"}, "không phải là ngày"),
        ({"ngay": ""}, "Đồng chí ghi ngày lấy số liệu"),
        ({"ngay": "19/12/2009"}, "Ngày này chưa đến"),
        ({"ngay": "18\x0012/2009"}, "không phải là ngày"),
        ({"ly_do": ""}, "phải ghi lý do"),
        ({"ly_do": "in"}, "ít nhất 5"),
        ({"ly_do": "x" * 301}, "300"),
        ({"ly_do": "đối chiếu\x00 sổ"}, "ký tự"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_begun(log_in, staff, trial, form, wrong, sentence):
    response = log_in(staff).post(ASK, form | wrong)
    assert response.status_code == 422 and sentence.lower() in page(response).lower()
    assert PrintRun.objects.count() == 0 and not AuditEntry.objects.filter(did__startswith="printing").exists()


def test_why_nothing_was_begun_stands_on_the_page(log_in, staff, trial, form):
    trial.papers = {}
    response = log_in(staff).post(ASK, form)
    assert response.status_code == 409 and "Không có bản nào để in" in page(response)
    assert "đối chiếu sổ đảng viên" in page(response)


def test_a_day_before_the_organisation_was_founded_gets_a_sentence(log_in, staff, trial, form):
    object.__setattr__(
        trial.kind, "organizations", lambda scope, day: [(form["don_vi"], "H")] if day.year > 2000 else []
    )
    response = log_in(staff).post(ASK, form | {"ngay": "01/02/1999"})
    assert response.status_code == 409 and "Vào ngày 01/02/1999 không có tổ chức đã chọn" in page(response)


def test_kinds_that_one_may_not_have_are_not_offered(log_in, inspector, administrator):
    client = log_in(inspector)
    shown = page(client.get(INDEX))
    assert "Bản tự đánh giá của các chi bộ" in shown and "Danh sách đảng viên các tổ chức" not in shown
    assert client.get(reverse("printing:ask", args=["member-lists"])).status_code == 403
    assert client.get(reverse("printing:ask", args=["no-such-kind"])).status_code == 404
    assert log_in(administrator).get(INDEX).status_code == 403


def test_a_colleague_is_refused_and_a_stranger_finds_nothing(log_in, staff, leader, stranger, begin):
    run = begin(staff)
    for user, status in ((leader, 403), (stranger, 404)):
        client = log_in(user)
        assert {client.get(of(name, run)).status_code for name in ("run", "download")} == {status}
        assert client.post(of("cancel", run)).status_code == status
        assert run.title not in page(client.get(INDEX))
    assert PrintRun.objects.get().state == RunState.WAITING


def test_who_lost_the_right_gets_no_file_any_more(log_in, staff, district, begin):
    run = begin(staff)
    work()
    staff.grants.update(role="cadre_officer")  # still takes out reports, but sees no members
    client = log_in(staff)
    assert client.get(of("download", run)).status_code == 403
    staff.grants.update(valid=(dt.date(2000, 1, 1), clock.today()))
    assert log_in(staff).get(of("download", run)).status_code == 403
    assert not AuditEntry.objects.filter(did="printing.downloaded").exists()


def test_cancelling(log_in, staff, begin):
    run, client = begin(staff), log_in(staff)
    assert client.get(of("cancel", run)).status_code == 405
    response = client.post(of("cancel", run), follow=True)
    assert "những bản đã in không được giữ lại" in page(response) and "In lại" in page(response)
    assert client.get(of("download", run)).status_code == 409
    run = begin(staff)
    work()
    assert client.post(of("cancel", run)).status_code == 409
    assert PrintRun.objects.get(pk=run.pk).state == RunState.DONE


def test_an_expired_file_is_refused_with_a_sentence(log_in, staff, begin, trial):
    trial.papers["b"] = Refused("Không có số liệu.")
    run = begin(staff)
    work()
    client = log_in(staff)
    assert "Không có số liệu." in page(client.get(of("run", run)))
    PrintRun.objects.update(kept_until=clock.now())
    response = client.get(of("download", run))
    assert response.status_code == 409 and "hết hạn giữ một tuần" in page(response)
    assert "Tải tệp nén" not in page(client.get(of("run", run)))


def test_the_list_asks_the_same_for_one_run_and_for_thirty(log_in, staff, begin, django_assert_num_queries, trial):
    client = log_in(staff)

    def more(number):
        for _ in range(number):
            begin(staff)
            work()

    more(1)
    client.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        client.get(INDEX)
    more(29)
    with django_assert_num_queries(len(few)):
        client.get(INDEX)
