"""Pages of the yearly evaluation: who may open them, what they answer, that nothing typed is lost (A10, A11)."""

import json

import pytest
from django.urls import reverse

from cells.assessments.enums import SheetState
from cells.assessments.models import Score, Sheet
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


class TestForms:
    def test_every_part_is_shown_and_lacks_are_named(self, log_in, secretary, sheet):
        client = log_in(secretary)
        for key in ("chung", "2", "3", "4", "5", "6", "ket-qua", "xep-loai", "nop"):
            answer = client.get(url("part", sheet.pk, key))
            assert answer.status_code == 200
            assert "Còn thiếu" in answer.content.decode()
        assert client.get(url("part", sheet.pk, "99")).status_code == 404

    def test_the_form_saves_what_was_changed_without_a_script(self, log_in, secretary, sheet):
        client = log_in(secretary)
        base = {"score:2.1:points": "", "score:2.2:points": "", "score:2.1:evidence": ""}
        data = {"base": json.dumps(base), "score:2.1:points": "13,5", "score:2.2:points": "", "score:2.1:evidence": ""}
        answer = client.post(url("part", sheet.pk, "2"), data)
        assert (answer.status_code, answer.url) == (302, url("part", sheet.pk, "3"))
        assert list(Score.objects.values_list("criterion", flat=True)) == ["2.1"]

    def test_a_wrong_field_keeps_what_was_typed_and_saves_the_others(self, log_in, secretary, sheet):
        base = {"score:2.1:points": "", "score:2.2:points": ""}
        data = {"base": json.dumps(base), "score:2.1:points": "sáu", "score:2.2:points": "9"}
        answer = log_in(secretary).post(url("part", sheet.pk, "2"), data)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="sáu"' in page
        assert "Chỉ ghi số" in page
        assert Score.objects.get().criterion == "2.2"

    def test_a_conflict_shows_both_and_the_second_try_wins(self, log_in, secretary, sheet, nam_tam):
        deputy = people.user("pho.namtam", "commune_secretary", nam_tam, full_name="Lò Thị Phó")
        send(log_in(deputy), sheet, "score:2.1:points", "12")
        client = log_in(secretary)
        data = {"base": json.dumps({"score:2.1:points": ""}), "score:2.1:points": "13,5", "v:score:2.1": "0"}
        answer = client.post(url("part", sheet.pk, "2"), data)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Lò Thị Phó đã sửa ô này trước" in page
        assert 'value="13,5"' in page
        again = client.post(
            url("part", sheet.pk, "2"), data | {"v:score:2.1": "1", "base": '{"score:2.1:points": "12"}'}
        )
        assert again.status_code == 302
        assert str(Score.objects.get().points) == "13.50"

    @pytest.mark.parametrize("base", ["", "[", "[]", '"x"', "[" * 100_000, '{"score:2.1:points": 5}'])
    def test_a_damaged_form_loses_nothing_and_asks_again(self, log_in, secretary, sheet, base):
        answer = log_in(secretary).post(url("part", sheet.pk, "2"), {"base": base, "score:2.1:points": "5"})
        assert answer.status_code == 409
        assert 'value="5"' in answer.content.decode()
        assert not Score.objects.exists()

    def test_a_form_with_a_field_that_is_none_changes_nothing(self, log_in, secretary, sheet):
        base = {"base": '{"nothing:here:x": "a"}', "nothing:here:x": "b"}
        assert log_in(secretary).post(url("part", sheet.pk, "2"), base).status_code == 422

    def test_what_is_shown_after_the_log_in_is_stored_nowhere(self, log_in, secretary, client, sheet):
        answer = log_in(secretary).get(url("part", sheet.pk, "2"))
        assert answer.headers["Cache-Control"] == "no-store, private"

    def test_handing_in_an_unfinished_sheet_lists_the_reasons(self, log_in, secretary, sheet):
        answer = log_in(secretary).post(url("submit", sheet.pk))
        assert answer.status_code == 409
        assert "Ghi ngày họp thông qua" in answer.content.decode()

    def test_handing_in_moves_the_sheet_once(self, log_in, secretary, full):
        client = log_in(secretary)
        assert client.post(url("submit", full.pk)).status_code == 302
        assert client.post(url("submit", full.pk)).status_code == 409
        full.refresh_from_db()
        assert full.state == SheetState.SUBMITTED
        assert client.get(url("round", full.pk, 1)).status_code == 200
        assert client.get(url("round", full.pk, 2)).status_code == 404

    def test_an_expired_log_in_carries_the_form_along(self, client, secretary, sheet):
        data = {"base": json.dumps({"score:2.1:points": ""}), "score:2.1:points": "13,5"}
        answer = client.post(url("part", sheet.pk, "2"), data)
        kept = answer.context["kept_data"]
        assert answer.status_code == 401
        login = {"username": secretary.username, "password": people.PASSWORD, "kept_data": kept}
        resend = client.post(reverse("accounts:login"), login | {"kept_path": url("part", sheet.pk, "2")})
        assert dict(resend.context["pairs"])["score:2.1:points"] == "13,5"
        assert client.post(url("part", sheet.pk, "2"), dict(resend.context["pairs"])).status_code == 302
        assert Score.objects.count() == 1


class TestRegistrationPage:
    def test_lines_are_added_filled_and_sent(self, log_in, secretary, sheet):
        client, page = log_in(secretary), url("registration", sheet.pk)
        assert "Chưa có nhiệm vụ nào" in client.get(page).content.decode()
        client.post(page, {"base": "{}", "do": "add:political_tasks"})
        first = sheet.tasks.first()
        fields = {"content": "Trồng rừng", "planned": "25", "unit": "ha"}
        data = {f"task:{first.pk}:{name}": value for name, value in fields.items()}
        base = dict.fromkeys(data, "") | {"sheet::aimed_level": ""}
        sent = data | {"base": json.dumps(base), "sheet::aimed_level": "clean_strong", f"v:task:{first.pk}": 1}
        answer = client.post(page, sent | {"v:sheet:": 1, "do": "send"})
        assert answer.status_code == 302
        sheet.refresh_from_db()
        assert (sheet.registration_state, sheet.tasks.count()) == ("sent", 1)

    @pytest.mark.parametrize(
        ("do", "status"),
        [("send", 409), ("add:nothing", 409), ("remove:999", 302), ("remove:x", 302), ("copy", 409), ("dance", 302)],
    )
    def test_every_button_answers(self, log_in, secretary, sheet, do, status):
        answer = log_in(secretary).post(url("registration", sheet.pk), {"base": "{}", "do": do})
        assert answer.status_code == status

    def test_the_level_above_accepts_or_sends_back(self, log_in, staff, stranger, sheet):
        year.fill(sheet)
        Sheet.objects.filter(pk=sheet.pk).update(registration_state="sent", accepted_by=None, accepted_at=None)
        assert log_in(stranger).post(url("accept_registration", sheet.pk)).status_code == 404
        client = log_in(staff)
        assert client.post(url("send_back_registration", sheet.pk), {"dk-comment": ""}).status_code == 422
        assert client.post(url("accept_registration", sheet.pk)).status_code == 302
        assert client.post(url("accept_registration", sheet.pk)).status_code == 409


class TestReview:
    @pytest.fixture
    def submitted(self, log_in, secretary, full):
        log_in(secretary).post(url("submit", full.pk))
        return full

    def test_the_whole_way_to_the_decision(self, log_in, staff, leader, inspector, submitted):
        client, pk = log_in(staff), submitted.pk
        assert client.post(url("receive", pk)).status_code == 302
        assert send(client, submitted, "board:2.1:points", "14").json()["totals"]["board:2"] == "39"
        unexplained = client.post(url("propose", pk), {"dn-level": "clean_strong", "dn-comment": ""})
        assert unexplained.status_code == 409
        assert "tiêu chí 2.1" in unexplained.content.decode()
        send(client, submitted, "board:2.1:evidence", "Hộ nghèo theo số Thống kê", 1)
        opinion = {"yk-propaganda-level": "good", "yk-propaganda-comment": ""}
        assert client.post(url("give_opinion", pk, "propaganda"), opinion).status_code == 302
        grade = {"yk-inspection-level": "clean_strong"}
        assert log_in(inspector).post(url("give_opinion", pk, "inspection"), grade).status_code == 302
        proposal = {"dn-level": "clean_strong", "dn-comment": ""}
        assert log_in(staff).post(url("propose", pk), proposal).status_code == 302
        decision = {"qd-grade": "clean_strong+", "qd-number": "112-QĐ/HU", "qd-date": "17/12/2009"}
        assert log_in(leader).post(url("decide", pk), decision).status_code == 302
        submitted.refresh_from_db()
        assert (submitted.decided_level, submitted.decided_exemplary) == ("clean_strong", True)
        page = log_in(leader).get(url("review", pk)).content.decode()
        assert "Trong sạch, vững mạnh tiêu biểu" in page
        assert "112-QĐ/HU" in page

    def test_sending_back_shows_each_request_at_its_criterion(self, log_in, staff, secretary, submitted):
        data = {
            "tra-place1": "2.1",
            "tra-text1": "Gắn số liệu Thống kê",
            "tra-mend_by": "21/12/2009",
            "tra-comment": "",
        }
        assert log_in(staff).post(url("send_back", submitted.pk), data).status_code == 302
        client = log_in(secretary)
        door = client.get(url("sheet", submitted.pk))
        assert door.url == url("part", submitted.pk, "2")
        page = client.get(door.url).content.decode()
        assert "Gắn số liệu Thống kê" in page
        assert "còn 3 ngày" in page

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            ({"tra-mend_by": ""}, 422),
            ({"tra-mend_by": "31/02/2010"}, 422),
            ({"tra-mend_by": "17/12/2009"}, 409),
            ({"tra-text1": ""}, 422),
            ({"tra-place1": ""}, 422),
            ({"tra-place1": "77"}, 422),
            ({"tra-place1": "", "tra-text1": ""}, 422),
            ({"tra-text1": "x" * 501}, 422),
        ],
    )
    def test_a_bad_request_to_mend_keeps_what_was_typed(self, log_in, staff, submitted, change, status):
        data = {
            "tra-place1": "2.1",
            "tra-text1": "Gắn số liệu",
            "tra-mend_by": "21/12/2009",
            "tra-comment": "",
        } | change
        answer = log_in(staff).post(url("send_back", submitted.pk), data)
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode()
        submitted.refresh_from_db()
        assert submitted.state == SheetState.SUBMITTED

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"qd-grade": "best"},
            {"qd-grade": "good", "qd-number": "", "qd-date": "17/12/2009"},
            {"qd-grade": "good", "qd-number": "1", "qd-date": "x"},
            {"qd-grade": "good", "qd-number": "x" * 41, "qd-date": "17/12/2009"},
        ],
    )
    def test_a_bad_decision_decides_nothing(self, log_in, leader, submitted, data):
        assert log_in(leader).post(url("decide", submitted.pk), data).status_code == 422
        assert not Sheet.objects.filter(state="decided").exists()

    def test_not_evaluated_needs_no_paper(self, log_in, leader, sheet):
        data = {"qd-grade": "-not_yet", "qd-number": "", "qd-date": ""}
        assert log_in(leader).post(url("decide", sheet.pk), data).status_code == 422
        answer = log_in(leader).post(url("decide", sheet.pk), data | {"qd-note": "Đang bị kiểm tra"})
        assert answer.status_code == 302
        sheet.refresh_from_db()
        assert sheet.not_evaluated_reason == "not_yet"

    @pytest.mark.parametrize(
        "name", ["receive", "send_back", "propose", "decide", "return_to_board", "accept_registration"]
    )
    def test_acts_are_for_those_above_alone(self, log_in, name, secretary, stranger, inspector, submitted):
        assert log_in(stranger).post(url(name, submitted.pk)).status_code == 404
        assert log_in(secretary).post(url(name, submitted.pk)).status_code == 403
        assert log_in(inspector).get(url(name, submitted.pk)).status_code == 405
        submitted.refresh_from_db()
        assert submitted.state == SheetState.SUBMITTED

    def test_the_organisation_does_not_read_the_appraisal(self, log_in, secretary, inspector, submitted):
        assert log_in(secretary).get(url("review", submitted.pk)).status_code == 403
        assert log_in(inspector).get(url("review", submitted.pk)).status_code == 200

    def test_an_unknown_board_is_not_there(self, log_in, staff, submitted):
        assert log_in(staff).post(url("give_opinion", submitted.pk, "army")).status_code == 404
