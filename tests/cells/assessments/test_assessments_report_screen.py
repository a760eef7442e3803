"""The report on the screen: every figure opens its list, and the list has as many rows as the figure says."""

import re
from html import unescape

import pytest
from django.urls import reverse

from cells.assessments.report import CODE
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import assessments as year
from tests.factories import graded_district as made
from tests.factories import organizations as make
from tests.factories import people

PAGE, ROWS = (reverse(f"reports:{name}", args=[CODE]) for name in ("report", "rows"))
FILES = [reverse(f"reports:{name}", args=[CODE]) for name in ("pdf", "xlsx", "json")]
LINK = re.compile(r'<a class="fig" href="([^"]*)"[^>]*>([^<]*)</a>')


@pytest.fixture
def orgs(db):
    return made.graded_district()


@pytest.fixture
def staff(orgs):
    return people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])


@pytest.fixture
def browser(log_in, staff):
    return log_in(staff)


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def rows_of(page: str) -> int:
    return page.count('<th scope="row" class="name">')


def test_every_figure_of_the_report_opens_a_list_of_as_many_rows(browser):
    report = browser.get(PAGE).context["report"]
    assert len(report.figures) > 150
    for key in report.figures:
        response = browser.get(ROWS, {"so": key})
        count = report.figure(key).count
        assert response.status_code == 200
        assert response.context["page"].paginator.count == count
        assert rows_of(response.content.decode()) == count, key
        assert f"{count} tổ chức" in text_of(response)


def test_the_screen_tells_the_sentences_of_the_paper_above_the_tables(browser):
    text = text_of(browser.get(PAGE)).replace("\u00a0", " ")
    places = [
        text.index(said)
        for said in (
            "I. Tình hình",
            "Đảng bộ huyện Sìn Hồ có 05 tổ chức cơ sở đảng, gồm 03 đảng bộ cơ sở và 02 chi bộ cơ sở",
            "II. Kết quả",
            "Có 03/05 tổ chức cơ sở đảng được đánh giá; 01 chưa đánh giá (mới thành lập 01)",
            "Tổ chức cơ sở đảng xếp loại yếu kém có 01: Đảng bộ xã Tả Phìn, hai năm liền.",
            "Tổng hợp",
        )
    ]
    assert places == sorted(places)


def test_every_link_on_the_page_leads_to_a_list_of_the_number_shown(browser):
    page = browser.get(PAGE).content.decode()
    links = LINK.findall(page)
    assert len(links) > 80
    for address, shown in links:
        response = browser.get(unescape(address))
        assert response.status_code == 200
        assert response.context["figure"].count == int(shown)


def test_a_zero_is_no_link(browser):
    assert '<td class="num nil" data-l="HTNV">0</td>' in browser.get(PAGE).content.decode()


def test_a_long_list_has_pages_that_count_on(browser, orgs):
    for n in range(60):
        make.cell(f"thêm {n}", parent=orgs["SH-NT"])
    last = browser.get(ROWS, {"so": "cells.total", "trang": "2"}).content.decode()
    assert rows_of(last) == 18
    assert '<td class="num was wide">68</td>' in last


def test_names_in_a_list_lead_to_the_organisation(browser, orgs):
    page = browser.get(ROWS, {"so": "grassroots.level.weak"}).content.decode()
    assert reverse("organizations:organization", args=[orgs["SH-TP"].pk]) in page


def test_the_page_shows_both_years_the_weak_and_the_moves(browser):
    text = text_of(browser.get(PAGE))
    for words in (
        "Chất lượng tổ chức cơ sở đảng năm 2009",
        "So với năm 2008",
        "Theo Hướng dẫn số 20-HD/BTCTW ngày 10/10/2008",
        "Trong sạch, vững mạnh 3 50,0 3 37,5 0 +12,5",
        "1 trên 5 tổ chức cơ sở đảng chưa có quyết định",
        "1 tổ chức cơ sở đảng xếp loại yếu kém: Đảng bộ xã Tả Phìn hai năm liền",
        "Tổ chức cơ sở đảng so với năm 2008: 1 lên, 1 xuống",
        "1 Nậm Tăm TSVM tiêu biểu HTTNV ▲ lên 4 2 1 0 0 1 0 2/3 66,7",
        "Cộng 3 đảng bộ 1 TSVM 1 TSVM 8 3 1 1 1 1 1 3/6 50,0",
    ):
        assert words in text


def test_the_page_is_drawn_without_style_attributes_or_scripts(browser):
    page = browser.get(PAGE).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "style=" not in main and "<script" not in main and "<style" not in main
    assert "<svg" in main


def test_it_says_so_when_nothing_is_decided_yet(browser):
    response = browser.get(PAGE, {"nam": "2009", "ngay": "01/12/2009"})
    text = text_of(response)
    assert "Đến 01/12/2009 chưa có tổ chức nào được quyết định xếp loại năm 2009." in text
    assert reverse("assessments:years") in response.content.decode()
    assert response.context["report"].charts  # last year still is


def test_a_year_without_a_campaign_says_what_to_do(browser):
    response = browser.get(PAGE, {"nam": "2007"})
    assert response.status_code == 200
    assert "Chưa có đợt đánh giá năm 2007." in text_of(response)
    assert reverse("assessments:years") in response.content.decode()


def test_without_last_year_the_page_does_not_compare(db, log_in):
    orgs = made.organizations()
    made.grades_of_2009(orgs)
    response = log_in(people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])).get(PAGE)
    text = text_of(response)
    assert "Không có năm 2008 để so" in text and "Tăng, giảm" not in text
    assert rows_of(response.content.decode()) > 0


def test_a_commune_sees_its_own_grade_and_its_cells_by_name(browser, orgs):
    text = text_of(browser.get(PAGE, {"don_vi": orgs["SH-NT"].pk}))
    assert "Xếp loại: trong sạch, vững mạnh tiêu biểu (năm 2008: hoàn thành tốt nhiệm vụ)" in text
    assert "2 Chi bộ bản Nậm Tăm 2 Trong sạch, vững mạnh Hoàn thành tốt nhiệm vụ" in text
    assert "Theo đảng bộ cơ sở" not in text and "Tả Phìn" not in text.partition("Tổng hợp")[2]


def test_a_district_of_grassroots_cells_alone_has_no_table_of_committees(db, log_in):
    district = make.district()
    campaign = year.campaign(district, 2009)
    year.decided(campaign, make.grassroots_cell("Phòng Tài chính", parent=district), "good", on=made.DECIDED_2009)
    browser = log_in(people.user("bantochuc", Role.DISTRICT_STAFF, district))
    text = text_of(browser.get(PAGE))
    assert "Chi bộ cơ sở 1 0 1" in text and "Theo đảng bộ cơ sở" not in text
    for address in FILES:
        assert browser.get(address).status_code == 200


def test_an_empty_district_says_what_to_do(db, log_in):
    orgs = {"SH": make.district()}
    year.campaign(orgs["SH"], 2009)
    response = log_in(people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])).get(PAGE)
    assert "Chưa có tổ chức nào để đánh giá" in text_of(response)
    assert reverse("organizations:tree") in response.content.decode()


@pytest.mark.parametrize("code", ["SH-NT", "SH-TC", "SH-TH", "SH-NT-1", "SH-QS"])
def test_any_organisation_below_may_be_asked_for(browser, orgs, code):
    asked = {"don_vi": orgs[code].pk}
    assert browser.get(PAGE, asked).status_code == 200
    for address in FILES:
        assert browser.get(address, asked).status_code == 200


@pytest.mark.parametrize("role", [Role.DISTRICT_STAFF, Role.DISTRICT_LEADER, Role.INSPECTOR, Role.COMMUNE_SECRETARY])
def test_pages_and_files_work_for_those_who_may_take_figures_out(log_in, orgs, role):
    home = "SH-NT" if role == Role.COMMUNE_SECRETARY else "SH"
    browser = log_in(people.user("nguoi", role, orgs[home]))
    assert browser.get(PAGE).context["report"].organization_code == home
    for address in FILES:
        assert browser.get(address).status_code == 200


def test_another_commune_does_not_exist(log_in, orgs):
    browser = log_in(people.user("bithu", Role.COMMUNE_SECRETARY, orgs["SH-NT"]))
    for code in ("SH-TP", "SH", "SH-TP-1"):
        for address in (PAGE, ROWS, *FILES):
            assert browser.get(address, {"don_vi": orgs[code].pk, "so": "cells.total"}).status_code == 404


def test_a_cell_secretary_may_not(log_in, orgs):
    browser = log_in(people.user("bithu.chibo", Role.CELL_SECRETARY, orgs["SH-NT-1"]))
    assert browser.get(PAGE).status_code == 403


def test_files_leave_a_trace_with_the_name_of_the_organisation(browser, orgs, staff):
    for address in FILES:
        browser.get(address, {"don_vi": orgs["SH-NT"].pk})
    entries = AuditEntry.objects.filter(did="report.exported").order_by("id")
    assert [entry.said for entry in entries] == [
        f"Xuất báo cáo “Chất lượng tổ chức cơ sở đảng” năm 2009, {form}"
        for form in ("bản in PDF", "tệp Excel", "tệp JSON")
    ]
    assert {(entry.actor_id, entry.organization_name) for entry in entries} == {(staff.pk, "Đảng bộ xã Nậm Tăm")}


def test_the_page_is_made_with_few_queries_however_many_rows(browser, orgs, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        browser.get(PAGE)
