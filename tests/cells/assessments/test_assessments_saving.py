"""Fields of a sheet saved one by one, several in one request (A11)."""

import pytest
from django.urls import reverse

from cells.assessments.models import Score
from sinho.audit.models import AuditEntry
from tests.factories import assessments as year
from tests.factories import people

FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def full(sheet):
    """A sheet that lacks nothing."""
    return year.fill(sheet)


def url(name, *args):
    return reverse(f"assessments:{name}", args=args)


def send(client, sheet, field, value, version=0, was=""):
    data = {"field": field, "value": value, "version": version, "was": was, "key": "x"}
    return client.post(url("save", sheet.pk), data, **FETCH)


class TestSavingOneField:
    def test_the_answer_is_small_and_says_what_the_page_needs(self, log_in, secretary, sheet):
        answer = send(log_in(secretary), sheet, "score:2.1:points", "13,5")
        body = answer.json()
        assert (answer.status_code, body["ok"], body["version"], body["value"]) == (200, True, 1, "13,5")
        assert body["totals"] == {
            "score": "13,5",
            "score:2": "13,5",
            "score:3": "0",
            "score:4": "0",
            "score:5": "0",
            "score:6": "0",
        }
        assert "Còn thiếu" in body["missing_html"]
        assert len(answer.content) < 3000

    def test_the_sheet_is_read_once(self, log_in, secretary, full, django_assert_max_num_queries):
        client = log_in(secretary)
        with django_assert_max_num_queries(21):
            assert send(client, full, "score:2.1:points", "12", 1, "13").status_code == 200

    def test_a_task_tells_how_it_turned_out(self, log_in, secretary, full):
        task = full.tasks.get()
        body = send(log_in(secretary), full, f"task:{task.pk}:actual", "1000", 1, "1.512").json()
        assert body["texts"] == {f"task:{task.pk}:percent": "69,0 %"}
        assert body["hide"] == {f"task:{task.pk}:why": False}
        assert "Chưa đạt" in body["html"][f"task:{task.pk}:outcome"]

    def test_a_conflict_gives_both_values(self, log_in, secretary, sheet, nam_tam):
        deputy = people.user("pho.namtam", "commune_secretary", nam_tam, full_name="Lò Thị Phó")
        assert send(log_in(deputy), sheet, "score:2.1:points", "12").status_code == 200
        answer = send(log_in(secretary), sheet, "score:2.1:points", "13,5")
        assert answer.status_code == 409
        assert answer.json() == {"conflict": True, "theirs": "12", "theirs_by": "Lò Thị Phó", "theirs_version": 1}

    @pytest.mark.parametrize(
        ("field", "value", "status"),
        [
            ("score:2.1:points", "mười lăm", 422),
            ("score:2.1:points", "15,1", 422),
            ("score:8.1:points", "1", 422),
            ("score:2.1:points", "\x00", 200),
            ("sheet:7:self_level", "good", 422),
            ("sheet::state", "decided", 422),
            ("sheet::self_level", "decided", 422),
            ("task:99999999999999999999:actual", "1", 422),
            ("task:12:actual", "1", 409),
            ("", "", 422),
        ],
    )
    def test_bad_input_gets_a_sentence(self, log_in, secretary, sheet, field, value, status):
        answer = send(log_in(secretary), sheet, field, value)
        assert answer.status_code == status
        if status != 200:
            assert " " in answer.json()["errors"][0]
        assert not Score.objects.exclude(points=None).exists()

    @pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999"])
    def test_a_version_that_never_was_is_no_error(self, log_in, secretary, sheet, version):
        assert send(log_in(secretary), sheet, "score:2.1:points", "1", version).status_code == 200

    def test_after_handing_in_the_reason_is_given(self, log_in, secretary, full):
        client = log_in(secretary)
        client.post(url("submit", full.pk))
        answer = send(client, full, "score:2.1:points", "1", 1)
        assert answer.status_code == 409
        assert "đã nộp" in answer.json()["errors"][0]

    def test_an_expired_log_in_is_said_to_the_script(self, client, sheet):
        answer = send(client, sheet, "score:2.1:points", "1")
        assert (answer.status_code, answer.json()["login"]) == (401, True)

    def test_strangers_and_colleagues(self, log_in, secretary, stranger, staff, sheet):
        assert send(log_in(stranger), sheet, "score:2.1:points", "1").status_code == 404
        assert send(log_in(staff), sheet, "score:2.1:points", "1").status_code == 403
        assert log_in(secretary).get(url("save", sheet.pk)).status_code == 405


class TestSavingManyFields:
    def test_each_is_saved_by_itself_and_answered_in_its_place(self, log_in, secretary, sheet, nam_tam):
        deputy = people.user("pho.namtam", "commune_secretary", nam_tam, full_name="Lò Thị Phó")
        assert send(log_in(deputy), sheet, "score:2.2:points", "7").status_code == 200
        sent = [
            ("score:2.1:points", "13,5", 0, ""),
            ("score:2.1:evidence", "Báo cáo số 38", 0, ""),
            ("score:2.2:points", "9", 0, ""),
            ("score:2.3:points", "rất tốt", 0, ""),
        ]
        answers = send_many(log_in(secretary), sheet, sent)
        assert [one["status"] for one in answers] == [200, 200, 409, 422]
        assert (answers[1]["version"], answers[2]["theirs_by"]) == (2, "Lò Thị Phó")
        score = Score.objects.get(sheet=sheet, criterion="2.1")
        assert (str(score.points), score.evidence) == ("13.50", "Báo cáo số 38")
        assert str(Score.objects.get(sheet=sheet, criterion="2.2").points) == "7.00"

    def test_what_is_still_missing_comes_once(self, log_in, secretary, sheet):
        sent = [("score:2.1:points", "13", 0, ""), ("score:2.2:points", "9", 0, "")]
        answers = send_many(log_in(secretary), sheet, sent)
        assert ["missing_html" in one for one in answers] == [False, True]

    def test_sent_twice_nothing_is_done_twice(self, log_in, secretary, sheet):
        client, sent = log_in(secretary), [("score:2.1:points", "13", 0, ""), ("score:2.2:points", "9", 0, "")]
        first, second = send_many(client, sheet, sent), send_many(client, sheet, sent)
        assert [one["version"] for one in first] == [one["version"] for one in second] == [1, 1]
        assert AuditEntry.objects.filter(did="assessment.saved").count() == 2

    def test_after_handing_in_each_says_why(self, log_in, secretary, full):
        client = log_in(secretary)
        client.post(url("submit", full.pk))
        answers = send_many(client, full, [("score:2.1:points", "1", 1, "13"), ("score:2.2:points", "1", 1, "")])
        assert [one["status"] for one in answers] == [409, 409]
        assert "đã nộp" in answers[0]["errors"][0]

    @pytest.mark.parametrize("data", [{"many": "1"}, {"many": "1", "field": ["a", "b"], "value": ["1"]}])
    def test_a_broken_request_is_answered(self, log_in, secretary, sheet, data):
        answers = log_in(secretary).post(url("save", sheet.pk), data, **FETCH).json()["answers"]
        assert answers[0]["status"] == 422

    def test_at_most_forty_at_once(self, log_in, secretary, sheet):
        answers = send_many(log_in(secretary), sheet, [("score:2.1:points", "x", 0, "")] * 50)
        assert len(answers) == 40

    def test_a_reader_saves_nothing(self, log_in, staff, sheet):
        data = {
            "many": "1",
            "field": ["score:2.1:points"] * 2,
            "value": ["1"] * 2,
            "version": ["0"] * 2,
            "was": ["", ""],
        }
        assert log_in(staff).post(url("save", sheet.pk), data, **FETCH).status_code == 403
        assert not Score.objects.filter(sheet=sheet).exists()


def send_many(client, sheet, sent) -> list[dict]:
    fields = dict(zip(("field", "value", "version", "was"), map(list, zip(*sent, strict=True)), strict=True))
    answer = client.post(url("save", sheet.pk), {"many": "1", **fields}, **FETCH)
    assert answer.status_code == 200
    return answer.json()["answers"]
