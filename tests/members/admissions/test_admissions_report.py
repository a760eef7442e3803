"""Report `admission` on people that can be counted by hand (A4, A24)."""

import datetime as dt
import io
import json
import re

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from cells.organizations.actions import Decision, StateData, change
from members.admissions.report import CODE, build, printed, workbook
from members.roll.actions import moving
from members.roll.actions.moving import Paper
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked, PaperDetails
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people

D = dt.date
TODAY, FIRST, LAST = D(2009, 12, 18), D(2009, 1, 1), D(2009, 12, 31)


def admitted(cell, name, on, **facts):
    return make.member(cell, name, admitted=on, official=None, **facts)


@pytest.fixture
def roll(nam_tam, nam_tam_cells, ta_phin_cells, district):
    """2009: four in Nậm Tăm and one in an agency; 2008: two; 2007: one; who came from elsewhere does not count."""
    one, other = nam_tam_cells
    village = places.village("Nà Tăm", committee=nam_tam, served_by=one)
    an = admitted(one, "Lò Văn An", D(2009, 1, 1), birth_year=1984, joined_union_on=D(2000, 3, 26))
    make.learned(an, "general", "lower_secondary")
    make.learned(an, "general", "upper_secondary", D(2009, 6, 1))
    make.works(an, "farmer", D(2009, 1, 1))
    make.lives(an, village, since=D(2009, 1, 1))
    anh = admitted(one, "Tao Thị Ánh", D(2009, 5, 19), sex="female", ethnicity="eth_lu", birth_year=1974)
    make.learned(anh, "general", "upper_secondary")
    make.learned(anh, "professional", "intermediate")
    make.works(anh, "service_unit", D(2009, 5, 19))
    admitted(other, "Phàn A Chẳn", D(2009, 12, 18), ethnicity="eth_dao", religion="protestant", birth_year=1979)
    left = admitted(other, "Lù Thị Lả", D(2009, 3, 3), sex="female", birth_year=1990)
    make.moved(left, ta_phin_cells[0], D(2009, 9, 1))
    agency = places.grassroots_cell("Bưu điện", parent=district, code="SH-BD")
    admitted(agency, "Nguyễn Văn Hải", D(2009, 7, 1), ethnicity="eth_kinh", birth_year=1960)
    admitted(one, "Lò Văn Cũ", D(2008, 12, 31), birth_year=1980)
    admitted(one, "Lò Văn Xưa", D(2008, 2, 3), sex="female", birth_year=1980)
    admitted(one, "Lò Văn Rất Xưa", D(2007, 6, 1), birth_year=1980)
    make.member(one, "Vàng A Đến", since=D(2009, 4, 1), entry="from_district")
    return {"an": an, "left": left, "agency": agency}


def ask(person, organization, since=FIRST, until=LAST, on=TODAY):
    return build(people.scope(person), Asked(organization.pk, on, since=since, until=until))


@pytest.fixture
def report(roll, district, staff):
    return ask(staff, district)


def counts(report, back=0):
    """Figures of a period that are not zero."""
    start = f"before{back}."
    figures = report.as_json()["figures"]
    if back:
        return {key.removeprefix(start): n for key, n in figures.items() if n and key.startswith(start)}
    return {key: n for key, n in figures.items() if n and not key.startswith("before")}


def test_who_was_admitted_is_counted_as_he_was_on_that_day(report):
    assert counts(report) == {
        "total": 5,
        "minority": 4,
        "women": 2,
        "religious": 1,
        "union": 1,
        "village": 1,
        "occupation.farmer": 1,
        "occupation.service_unit": 1,
        "age.18-30": 3,
        "age.31-35": 1,
        "age.46-50": 1,
        "general.lower_secondary": 1,
        "general.upper_secondary": 1,
        "professional.intermediate": 1,
        "ethnicity.eth_thai": 2,
        "ethnicity.eth_lu": 1,
        "ethnicity.eth_dao": 1,
        "ethnicity.eth_kinh": 1,
        "base.SH-NT": 4,
        "base.SH-BD": 1,
        "type.commune": 4,
        "type.state_agency": 1,
        "bases.without": 1,
    }


def test_earlier_years_are_the_same_part_of_the_year(report, roll, district, staff):
    assert counts(report, 1)["total"] == 1, "31/12/2008 comes after 18/12"
    assert counts(report, 2)["total"] == 1
    assert report.headings == ["2009", "2008", "2007", "2006", "2005"]
    assert ask(staff, district, on=D(2010, 1, 5)).total.before.count == 2
    half = ask(staff, district, until=D(2009, 6, 30))
    assert [figure.count for figure in half.total.figures] == [3, 1, 1, 0, 0]


def test_the_years_are_drawn_with_the_lists_behind_them(report, roll, district, staff):
    chart = report.charts[0]
    assert chart.labels == ("2005", "2006", "2007", "2008", "2009") and "từ 01/01 đến 18/12" in chart.title
    assert [one.values[-2:] for one in chart.series] == [(1, 5), (1, 2)]
    assert all(report.figure(figure.key) is figure for one in chart.series for figure in one.figures)
    assert ask(staff, district, since=D(2005, 1, 1)).charts == (), "a period longer than a year is not compared"


def test_the_first_and_last_day_count_and_nothing_after_the_day_of_the_report(roll, district, staff):
    assert ask(staff, district, on=D(2009, 12, 17)).total.now.count == 4
    assert ask(staff, district, since=D(2009, 1, 2)).total.now.count == 4
    assert ask(staff, district, D(2009, 1, 1), D(2009, 1, 1)).total.now.count == 1


def test_every_figure_opens_as_many_rows_as_it_counts(report):
    for key in list(report.figures):
        figure = report.figure(key)
        assert figure.count == len(figure.rows) == report.as_json()["figures"][key]
    [row] = report.figure("professional.intermediate").rows
    assert (row.name, row.texts[:4]) == ("Tao Thị Ánh", ("19/05/2009", "1974", "Nữ", "Lự"))


def test_who_admitted_nobody_is_named(report):
    assert [row.name for row in report.nobody.rows] == ["Đảng bộ xã Tả Phìn"]


def test_a_cell_that_moved_since_counts_where_it_stood(roll, district, nam_tam, ta_phin, nam_tam_cells, staff):
    state = places.state_of(nam_tam_cells[1])
    change(
        organization=nam_tam_cells[1],
        since=D(2009, 12, 18),
        data=StateData(state.name, state.short_name, state.kind, parent=ta_phin),
        event_kind="move",
        decision=Decision(),
        by=staff,
    )
    whole = ask(staff, district)
    assert {line.category.key: line.now.count for line in whole.by_base} == {
        "base.SH-BD": 1,
        "base.SH-NT": 3,
        "base.SH-TP": 1,
    }
    assert sum(line.now.count for line in whole.by_base) == whole.total.now.count
    assert ask(staff, nam_tam).total.now.count == 3 and ask(staff, ta_phin).total.now.count == 1


def test_who_was_annulled_was_not_admitted(roll, district, staff):
    moving.leave(member=roll["an"], on=D(2009, 12, 1), how="annulled", paper=Paper("1", D(2009, 12, 1)), by=staff)
    assert roll["an"].memberships.get().exit == "annulled" and ask(staff, district).total.now.count == 4


def test_february_is_compared_with_all_of_february(roll, nam_tam_cells, district, staff):
    admitted(nam_tam_cells[0], "Lò Văn Nhuận", D(2008, 2, 29))
    february = ask(staff, district, D(2009, 2, 1), D(2009, 2, 28))
    assert february.period(1) == (D(2008, 2, 1), D(2008, 2, 29)) and february.total.before.count == 2


def test_a_long_period_is_not_compared_and_one_to_come_is_refused(roll, district, staff, log_in):
    long = ask(staff, district, D(2005, 1, 1))
    assert long.total.before is None and long.total.now.count == 8
    assert printed(long, PaperDetails()).pdf() and workbook(long)
    client = log_in(staff)
    page = client.get(reverse("reports:report", args=[CODE]), {"tu": "01/01/2005", "den": "18/12/2009"})
    assert page.status_code == 200
    with pytest.raises(Refused, match="chưa bắt đầu"):
        ask(staff, district, D(2010, 1, 1), D(2010, 12, 31))


def test_an_admission_counts_where_it_took_place(report, roll, nam_tam, ta_phin, staff, secretary):
    assert ask(staff, nam_tam).total.now.count == 4 and ask(staff, ta_phin).total.now.count == 0
    mine = ask(secretary, nam_tam)
    rows = {row.name: row.view for row in mine.figure("total").rows}
    assert rows["Lù Thị Lả"] == "" and rows["Lò Văn An"] == "members:member"


def test_nobody_counts_what_he_does_not_see(roll, district, secretary):
    assert ask(secretary, district).total.now.count == 4


def test_mean_age_and_an_empty_period(report, district, staff):
    assert report.mean_age == pytest.approx((25 + 35 + 30 + 19 + 49) / 5)
    empty = ask(staff, district, D(2005, 1, 1), D(2005, 3, 31), D(2005, 6, 1))
    assert empty.mean_age is None and counts(empty).keys() == {"bases.without"}


def test_an_organisation_that_does_not_exist_then_is_refused(roll, nam_tam, staff):
    with pytest.raises(Refused, match="không tồn tại"):
        ask(staff, nam_tam, D(2003, 1, 1), D(2003, 12, 31), D(2003, 12, 31))


def test_more_people_need_no_more_queries(roll, district, staff, nam_tam_cells, django_assert_max_num_queries):
    scope = people.scope(staff)
    asked = Asked(district.pk, TODAY, since=D(2009, 1, 1), until=D(2009, 12, 31))
    with django_assert_max_num_queries(60) as few:
        build(scope, asked)
    for number in range(30):
        admitted(nam_tam_cells[number % 2], f"Lò Văn {number}", D(2009, 6, 1))
    with django_assert_max_num_queries(len(few)):
        build(scope, asked)


class TestScreen:
    def test_the_page_and_the_list_behind_a_figure(self, log_in, staff, roll):
        client = log_in(staff)
        page = client.get(reverse("reports:report", args=[CODE]), {"nam": 2009})
        text = page.content.decode()
        assert page.status_code == 200 and "Đoàn viên Thanh niên" in text and "500\xa0%" in text
        rows = client.get(reverse("reports:rows", args=[CODE]), {"nam": 2009, "so": "women"}).content.decode()
        assert "Tao Thị Ánh" in rows and "<b>2</b> người" in rows and "/dang-vien/" in rows
        assert client.get(reverse("reports:rows", args=[CODE]), {"nam": 2009, "so": "x"}).status_code == 404

    def test_it_is_only_for_who_may_see_members(self, log_in, district, roll):
        officer = people.user("can.bo", "cadre_officer", district)
        client = log_in(officer)
        assert client.get(reverse("reports:report", args=[CODE]), {"nam": 2009}).status_code == 403
        assert client.get(reverse("reports:xlsx", args=[CODE]), {"nam": 2009}).status_code == 403
        assert CODE not in client.get(reverse("reports:list")).content.decode()

    def test_a_neighbour_asks_for_his_own_only(self, log_in, stranger, nam_tam, roll):
        answer = log_in(stranger).get(reverse("reports:report", args=[CODE]), {"nam": 2009, "don_vi": nam_tam.pk})
        assert answer.status_code == 404


class TestFiles:
    def test_the_paper_says_the_figures(self, report):
        content = printed(report, PaperDetails("214", TODAY, "Phó Bí thư", "Vàng Văn Ún")).pdf()
        text = " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
        assert "kết nạp 5 đảng viên, bằng 500 %" in text
        assert "PHỤ LỤC 1" in text and "PHỤ LỤC 2" in text and "Tao Thị Ánh" in text
        assert "Có 01 tổ chức cơ sở đảng không kết nạp được đảng viên trong kỳ: Đảng bộ xã Tả Phìn" in text

    def test_each_part_is_told_before_its_tables_and_the_tables_before_the_next_part(self, log_in, staff, report):
        page = log_in(staff).get(reverse("reports:report", args=[CODE]), {"tu": "01/01/2009", "den": "31/12/2009"})
        said = page.content.decode()
        parts = ["phan-situation", "phan-results", "chi-tieu", "to-chuc", "phan-limits", "phan-tasks"]
        assert sorted(parts, key=lambda name: said.index(f'id="{name}"')) == parts
        assert re.search(r'kết nạp <a class="fig" [^>]*so=total"[^>]*>5</a> đảng viên', said)
        paper = printed(report, PaperDetails())
        words = "".join(node.text or "" for node in Document(io.BytesIO(paper.word())).element.iter(qn("w:t")))
        pdf = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf())).pages)
        order = ["như sau:", "KẾT QUẢ", "kết nạp 5 đảng viên", "Bảng 1.", "HẠN CHẾ", "kết quả trên."]
        for text in (words, " ".join(pdf.split())):
            places_of = [text.index(piece) for piece in order]
            assert places_of == sorted(places_of)

    def test_the_workbook_holds_numbers_and_names(self, report):
        book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
        assert book.sheetnames == ["Tổng hợp", "Theo tổ chức", "Danh sách"]
        rows = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows()]
        total = next(row for row in rows if row[1] == "Tổng số kết nạp")
        assert total[2:7] == [5, 1, 1, 0, 0] and total[7].startswith("=IF(")
        names = [row[1].value for row in book["Danh sách"].iter_rows(min_row=4) if isinstance(row[0].value, int)]
        assert len(names) == 5

    def test_taking_it_out_is_logged(self, log_in, staff, roll):
        answer = log_in(staff).get(reverse("reports:json", args=[CODE]), {"nam": 2009})
        assert json.loads(answer.content)["figures"]["total"] == 5
        assert AuditEntry.objects.get(did="report.exported").said.startswith("Xuất báo cáo “Kết nạp đảng viên”")

    def test_the_command_gives_the_same_figures(self, report, tmp_path):
        file = tmp_path / "admission.json"
        call_command("report", CODE, "--year", "2009", "--format", "json", "-o", str(file))
        assert json.loads(file.read_text(encoding="utf-8"))["figures"] == report.as_json()["figures"]


def test_an_organisation_that_has_ended_is_not_named_among_those_that_admitted_nobody(roll, district, staff):
    agency = places.grassroots_cell("Thương nghiệp", parent=district, code="SH-TN")
    make.member(agency, "Vàng A Cũ", admitted=D(2009, 3, 3), official=None, until=D(2009, 12, 31), exit="died")
    state = places.state_of(agency)
    state.valid = places.period(state.valid.lower, D(2009, 12, 31))
    state.save()
    later = ask(staff, district, D(2010, 1, 1), D(2010, 12, 31), D(2010, 12, 31))
    assert agency.pk in {one.organization_id for one in later.bases}, "somebody was admitted in a year that is shown"
    nobody = {row.key for row in later.figure("bases.without").rows}
    assert agency.pk not in nobody and roll["agency"].pk in nobody
