"""Pages of the year against stale pages and wrong hands; the years of an organisation (A11)."""

import pytest
from django.urls import reverse

from cells.assessments.actions import submission
from cells.assessments.models import Sheet
from tests.factories import assessments as year
from tests.factories.organizations import state_of
from tests.factories.working_year import hand_of, proposed


def url(name, *args):
    return reverse(f"assessments:{name}", args=args)


DECISION = {"qd-grade": "clean_strong", "qd-number": "112-QĐ/HU", "qd-date": "17/12/2009"}


def test_nobody_decides_on_a_proposal_that_he_has_not_seen(log_in, sheet, secretary, staff, leader):
    seen = proposed(sheet, secretary, staff).version
    submission.propose(
        sheet=sheet, level="weak", exemplary=False, comment="Vi phạm", hand=hand_of(staff, sheet), by=staff
    )
    answer = log_in(leader).post(url("decide", sheet.pk), DECISION | {"seen": seen})
    assert answer.status_code == 409
    assert "vừa thay đổi" in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.state == "proposed"
    assert log_in(leader).post(url("decide", sheet.pk), DECISION | {"seen": sheet.version}).status_code == 302


@pytest.mark.parametrize("name", ["send_back", "propose", "decide", "return_to_board", "send_back_registration"])
def test_the_right_is_asked_before_the_form(log_in, sheet, inspector, name):
    assert log_in(inspector).post(url(name, sheet.pk), {}).status_code == 403


def test_a_reader_is_not_told_that_he_saved(log_in, sheet, inspector):
    assert log_in(inspector).post(url("review", sheet.pk), {"base": "{}"}).status_code == 403


def test_the_years_of_an_organisation_are_a_tab_of_its_page(log_in, staff, stranger, district, nam_tam, ta_phin):
    year.decided(year.campaign(district, 2008), nam_tam, "weak", decision_number="3-QĐ/HU")
    Sheet.objects.create(campaign=year.campaign(district, 2009), organization=nam_tam, aimed_level="good")
    client = log_in(staff)
    page = client.get(url("organization", nam_tam.pk))
    assert [(line["year"], line["aimed"], line["decided"]) for line in page.context["years"]] == [
        (2009, "HTTNV", ""),
        (2008, "", "Yếu kém"),
    ]
    assert "Chưa có năm nào" in client.get(url("organization", ta_phin.pk)).content.decode()
    assert log_in(stranger).get(url("organization", nam_tam.pk)).status_code == 404


def test_dates_from_an_older_page_do_not_overwrite(log_in, staff, campaign):
    client = log_in(staff)
    seen = client.get(url("settings", 2009)).context["seen"]
    dates = {"register_by": "28/02/2009", "appraise_by": "31/12/2009", "decide_by": "15/01/2010"}
    assert client.post(url("settings", 2009), dates | {"submit_by": "16/12/2009", "seen": seen}).status_code == 302
    answer = client.post(url("settings", 2009), dates | {"submit_by": "17/12/2009", "seen": seen})
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    wrong = client.post(url("settings", 2009), dates | {"submit_by": "x", "seen": seen})
    assert wrong.status_code == 409 and "vừa được người khác sửa" in wrong.content.decode()
    campaign.refresh_from_db()
    assert f"{campaign.submit_by:%d}" == "16"
    again = dates | {"submit_by": "17/12/2009", "seen": answer.context["seen"]}
    assert client.post(url("settings", 2009), again).status_code == 302


def test_the_page_that_was_too_old_says_who_changed_what_and_shows_it(log_in, staff, campaign):
    client = log_in(staff)
    seen = client.get(url("settings", 2009)).context["seen"]
    dates = {"register_by": "28/02/2009", "appraise_by": "31/12/2009", "decide_by": "15/01/2010"}
    client.post(url("settings", 2009), dates | {"submit_by": "16/12/2009", "seen": seen})
    text = client.post(url("settings", 2009), dates | {"submit_by": "17/12/2009", "seen": seen}).content.decode()
    assert f"“Đổi các hạn của đợt”, {staff.full_name}" in text
    assert 'value="17/12/2009"' in text and text.count("Đang ghi: ") == 1 and "Đang ghi: 16/12/2009" in text


def test_an_extension_from_an_older_page_is_not_given(log_in, staff, campaign, nam_tam):
    client = log_in(staff)
    seen = client.get(url("settings", 2009)).context["extensions_seen"]
    asked = {"organization": "SH-NT", "submit_by": "20/12/2009", "reason": "Lũ", "seen": seen}
    assert client.post(url("extend", 2009), asked).status_code == 302
    answer = client.post(url("extend", 2009), asked | {"submit_by": "22/12/2009"})
    assert answer.status_code == 409 and "Gia hạn nộp cho" in answer.content.decode()
    assert [given.submit_by.day for given in campaign.extensions.all()] == [20]
    again = asked | {"submit_by": "22/12/2009", "seen": answer.context["extensions_seen"]}
    assert client.post(url("extend", 2009), again).status_code == 302
    shown = [
        (given.submit_by.day, counts) for given, _, counts in client.get(url("settings", 2009)).context["extensions"]
    ]
    assert shown == [(22, True), (20, False)]


def test_a_cell_graded_meanwhile_is_named_and_the_others_are_not_written(log_in, secretary, campaign, nam_tam_cells):
    one, other = nam_tam_cells
    client = log_in(secretary)
    data = {"number": "5-QĐ/ĐU", "date": "04/12/2009", f"cell-{one.pk}": "good", f"cell-{other.pk}": "weak"}
    year.decided(campaign, one, "clean_strong")
    answer = client.post(url("record", 2009), data)
    text = answer.content.decode()
    assert answer.status_code == 422 and f"{state_of(one).name} đã có kết quả “TSVM”; không ghi đè" in text
    assert not Sheet.objects.filter(organization=other).exists()
    assert client.post(url("record", 2009), data | {f"cell-{one.pk}": ""}).status_code == 302
    assert dict(Sheet.objects.values_list("organization", "decided_level")) == {
        one.pk: "clean_strong",
        other.pk: "weak",
    }


def test_a_cell_that_is_not_in_the_list_is_not_passed_over(log_in, secretary, campaign, nam_tam_cells, ta_phin):
    data = {"number": "5-QĐ/ĐU", "date": "04/12/2009", f"cell-{nam_tam_cells[0].pk}": "good"}
    answer = log_in(secretary).post(url("record", 2009), data | {f"cell-{ta_phin.pk}": "weak"})
    assert answer.status_code == 422 and "không còn trong danh sách" in answer.content.decode()
    assert not Sheet.objects.exists()


def test_a_decision_on_one_cell_that_is_still_at_work_must_be_confirmed(log_in, secretary, campaign, nam_tam_cells):
    sheet = year.sheet(campaign, nam_tam_cells[0], "draft")
    client, data = log_in(secretary), {"qd-grade": "good", "qd-number": "5-QĐ/ĐU", "qd-date": "04/12/2009"}
    assert "đang làm bản tự đánh giá sẽ không nộp được" in client.get(url("review", sheet.pk)).content.decode()
    asked = client.post(url("decide", sheet.pk), data)
    assert asked.status_code == 422 and "đánh dấu nếu vẫn ghi" in asked.content.decode()
    assert client.post(url("decide", sheet.pk), data | {"qd-confirmed": "on"}).status_code == 302
    handed_in = year.sheet(campaign, nam_tam_cells[1], "submitted")
    assert "sẽ không nộp được" not in client.get(url("review", handed_in.pk)).content.decode()
    assert client.post(url("decide", handed_in.pk), data).status_code == 302


def test_a_grade_for_a_cell_that_is_still_at_work_must_be_confirmed(log_in, secretary, campaign, nam_tam_cells):
    year.sheet(campaign, nam_tam_cells[0], "draft")
    client, data = log_in(secretary), {"number": "5-QĐ/ĐU", "date": "04/12/2009"}
    for_the_other = data | {f"cell-{nam_tam_cells[1].pk}": "good"}
    asked = client.post(url("record", 2009), data | {f"cell-{nam_tam_cells[0].pk}": "good"})
    assert asked.status_code == 422 and "đang làm bản tự đánh giá; đồng chí đánh dấu" in asked.content.decode()
    assert client.post(url("record", 2009), for_the_other).status_code == 302
    confirmed = data | {f"cell-{nam_tam_cells[0].pk}": "good", "confirmed": "on"}
    assert client.post(url("record", 2009), confirmed).status_code == 302
    assert Sheet.objects.filter(state="decided").count() == 2


def test_cells_without_a_grade_for_another_reason_need_words(log_in, secretary, campaign, nam_tam_cells):
    client = log_in(secretary)
    data = {"number": "5-QĐ/ĐU", "date": "04/12/2009", f"cell-{nam_tam_cells[0].pk}": "-not_yet"}
    data[f"cell-{nam_tam_cells[1].pk}"] = "good"
    assert client.post(url("record", 2009), data).status_code == 422
    assert client.post(url("record", 2009), data | {"note": "Bí thư đang bị kiểm tra"}).status_code == 302
    notes = Sheet.objects.filter(state="decided").values_list("not_evaluated_reason", "decision_note")
    assert dict(notes) == {"not_yet": "Bí thư đang bị kiểm tra", "": ""}
