"""Who is late and whom to call; numbers are entered by their owner or the administrator (A11)."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.assessments.models import Sheet
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import assessments as year
from tests.factories import people


def url(name, *args):
    return reverse(name, args=args)


def test_the_page_names_the_late_ones_and_whom_to_call(
    campaign, nam_tam, nam_tam_cells, ta_phin, secretary, staff, leader, log_in
):
    Sheet.objects.create(campaign=campaign, organization=nam_tam, state="draft")
    year.decided(campaign, ta_phin, "good")
    type(secretary).objects.filter(pk=secretary.pk).update(phone="0912 345 678")
    page = log_in(staff).get(url("assessments:late", 2009)).content.decode()
    assert "Nậm Tăm" in page and "3 ngày" in page and 'href="tel:0912345678"' in page and "Tả Phìn" not in page
    cells = log_in(staff).get(url("assessments:late", 2009), {"cap": "chi-bo"}).content.decode()
    assert secretary.full_name in cells and "0912 345 678" in cells
    read = log_in(leader).get(url("assessments:late", 2009)).content.decode()
    assert secretary.full_name in read and "0912" not in read


def test_a_committee_sees_its_own_cells_alone(campaign, nam_tam_cells, ta_phin_cells, secretary, log_in):
    page = log_in(secretary).get(url("assessments:late", 2009)).content.decode()
    assert "Chi bộ chậm nộp" in page and "Tả Phìn" not in page


def test_who_leads_one_committee_and_watches_others_has_the_numbers_of_his_own_alone(
    campaign, district, nam_tam, ta_phin, secretary, log_in
):
    for committee in (nam_tam, ta_phin):
        Sheet.objects.create(campaign=campaign, organization=committee, state="draft")
    people.grant(secretary, Role.INSPECTOR, district)
    other = people.user("bithu.khac", Role.COMMUNE_SECRETARY, ta_phin, full_name="Tẩn A Khác", phone="0911 111 111")
    type(secretary).objects.filter(pk=secretary.pk).update(phone="0912 345 678")
    page = log_in(secretary).get(url("assessments:late", 2009)).content.decode()
    assert other.full_name in page and "0912 345 678" in page and "0911 111 111" not in page
    sheet = campaign.sheets.get(organization=ta_phin)
    people.grant(secretary, Role.CELL_SECRETARY, nam_tam)
    secretary.grants.filter(role=Role.INSPECTOR).update(role=Role.MEMBER_IN_CHARGE)
    assert log_in(secretary).get(url("assessments:printed", sheet.pk)).status_code == 403


def test_nobody_is_late_before_the_deadline(campaign, nam_tam, staff, log_in):
    clock.fix_day(dt.date(2009, 12, 15))
    assert "Không có tổ chức nào chậm nộp" in log_in(staff).get(url("assessments:late", 2009)).content.decode()


def test_one_enters_ones_own_number(secretary, log_in):
    client, there = log_in(secretary), url("access:own_phone")
    for wrong in ("abc", "12", "0912-345-678", "0" * 21, "09\x0012345678"):
        answer = client.post(there, {"phone": wrong})
        assert answer.status_code == 422 and "Số điện thoại" in answer.content.decode(), wrong
    assert client.post(there, {"phone": " 0912  345 678 "}).status_code == 302
    secretary.refresh_from_db()
    assert secretary.phone == "0912 345 678"
    assert client.post(there, {"phone": "0912 345 678"}).status_code == 302
    assert AuditEntry.objects.filter(did="account.phone_set").count() == 1
    client.post(there, {"phone": ""})
    secretary.refresh_from_db()
    assert secretary.phone == ""


@pytest.mark.parametrize(("who", "status"), [("administrator", 302), ("staff", 403)])
def test_only_the_administrator_enters_those_of_others(who, status, secretary, log_in, request):
    client, there = log_in(request.getfixturevalue(who)), url("access:phone", secretary.pk)
    assert client.post(there, {"phone": "0912345678"}).status_code == status
    secretary.refresh_from_db()
    assert secretary.phone == ("0912345678" if status == 302 else "")
    if status == 302:
        assert client.post(there, {"phone": "x"}).status_code == 422
        assert client.get(there).status_code == 405


def test_the_list_is_printed_in_the_party_layout_and_logged(
    campaign, nam_tam, nam_tam_cells, ta_phin, secretary, staff, leader, log_in
):
    Sheet.objects.create(campaign=campaign, organization=nam_tam, state="draft")
    there = url("assessments:print_late", 2009)
    for user, cap, issuer in ((staff, "co-so", campaign.organization_id), (secretary, "chi-bo", nam_tam.pk)):
        client = log_in(user)
        assert there in client.get(url("assessments:late", 2009), {"cap": cap}).content.decode()
        answer = client.get(there, {"cap": cap})
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
        entry = AuditEntry.objects.filter(did="campaign.late_printed").latest("pk")
        assert (entry.actor_id, entry.organization_id) == (user.pk, issuer)
        assert "tổ chức chậm nộp năm 2009" in entry.said
