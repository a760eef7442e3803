"""Report `organizations-founded` on foundings that can be counted by hand."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from cells.organizations import actions
from cells.organizations.actions import Decision, StateData
from cells.organizations.enums import EventKind
from cells.organizations.report import CODE, build, printed, workbook
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked, PaperDetails
from sinho.refusal import Refused
from tests.factories import organizations as make
from tests.factories import people

YEAR_END = dt.date(2009, 12, 31)
TODAY = dt.date(2009, 12, 18)


def founded(organization, on, place=""):
    return make.founding(organization, on, place=place, decision_number="24-QĐ/ĐU", official_members=4)


@pytest.fixture
def foundings(district, nam_tam, ta_phin, staff):
    """Since 2008: two cells in villages, one in a school, one nobody knows where; one agency cell; one before."""
    made = {}
    for key, parent, on, place in (
        ("lo", nam_tam, dt.date(2008, 11, 18), "village"),
        ("tu", nam_tam, dt.date(2009, 1, 1), "village"),
        ("school", ta_phin, dt.date(2009, 9, 5), "school"),
        ("somewhere", ta_phin, dt.date(2009, 12, 31), ""),
        ("old", nam_tam, dt.date(2007, 12, 31), "village"),
    ):
        made[key] = make.cell(f"bản {key}", parent=parent, since=on, code=f"C-{key.upper()}")
        founded(made[key], on, place)
    made["agency"] = make.grassroots_cell("Bưu điện", parent=district, since=dt.date(2008, 1, 1))
    founded(made["agency"], dt.date(2008, 1, 1), "agency")
    return made


@pytest.fixture
def report(foundings, district, staff):
    """All of 2008 and 2009, for the district."""
    return ask(staff, district)


def ask(person, organization, since=dt.date(2008, 1, 1), until=YEAR_END, on=YEAR_END):
    return build(people.scope(person), Asked(organization.pk, on, since=since, until=until))


def counts(report):
    return {key: number for key, number in report.as_json()["figures"].items() if number}


def test_foundings_are_counted_by_kind_and_by_place(report):
    assert counts(report) == {
        "total": 5,
        "kind.grassroots_cell": 1,
        "kind.subordinate_cell": 4,
        "place.village": 2,
        "place.school": 1,
        "place.agency": 1,
        "place.unknown": 1,
        "kind.subordinate_cell.place.village": 2,
        "kind.subordinate_cell.place.school": 1,
        "kind.subordinate_cell.place.unknown": 1,
        "kind.grassroots_cell.place.agency": 1,
    }


def test_the_first_and_the_last_day_of_the_period_count(foundings, district, staff):
    assert ask(staff, district, dt.date(2009, 1, 1), dt.date(2009, 9, 5)).total.count == 2


def test_what_comes_after_the_day_asked_for_is_not_known_yet(foundings, district, staff):
    assert ask(staff, district, on=dt.date(2009, 9, 4)).total.count == 3


def test_a_part_of_the_tree_has_its_own_foundings(foundings, nam_tam, staff, secretary):
    assert ask(staff, nam_tam).total.count == 2
    assert [row.organization_id for row in ask(secretary, nam_tam).rows] == [foundings["lo"].pk, foundings["tu"].pk]


def test_nobody_counts_what_he_does_not_see(foundings, district, secretary):
    assert ask(secretary, district).total.count == 2


def test_a_founding_counts_where_the_organisation_stands_on_the_day(foundings, nam_tam, ta_phin, staff):
    cell, state = foundings["lo"], make.state_of(foundings["lo"])
    actions.change(
        organization=cell,
        since=dt.date(2009, 6, 1),
        data=StateData("Chi bộ bản mới", "bản mới", state.kind, parent=ta_phin),
        event_kind=EventKind.MOVE,
        decision=Decision(),
        by=staff,
    )
    assert cell.pk not in {row.organization_id for row in ask(staff, nam_tam).rows}
    [row] = [row for row in ask(staff, ta_phin).rows if row.organization_id == cell.pk]
    assert (row.name, row.committee) == ("Chi bộ bản mới", "Đảng bộ xã Nậm Tăm")
    assert cell.pk in {row.organization_id for row in ask(staff, nam_tam, on=dt.date(2009, 5, 31)).rows}


def test_what_has_ended_since_still_counts_and_says_so(foundings, nam_tam, staff):
    actions.dissolve(
        organization=foundings["tu"],
        on=dt.date(2009, 12, 1),
        event_kind=EventKind.DISSOLVE,
        decision=Decision(),
        by=staff,
    )
    rows = {row.organization_id: row for row in ask(staff, nam_tam).rows}
    assert rows[foundings["tu"].pk].ended and not rows[foundings["lo"].pk].ended


def test_kind_is_that_of_the_founding(foundings, district, nam_tam, staff):
    state = make.state_of(foundings["agency"])
    actions.change(
        organization=foundings["agency"],
        since=dt.date(2009, 6, 1),
        data=StateData("Đảng bộ Bưu điện", "Bưu điện", "grassroots_committee", parent=district, type=state.type),
        event_kind=EventKind.CHANGE_KIND,
        decision=Decision(),
        by=staff,
    )
    assert ask(staff, district).figure("kind.grassroots_cell").count == 1


def test_an_organisation_that_does_not_exist_then_is_refused(foundings, staff):
    with pytest.raises(Refused, match="không tồn tại vào ngày"):
        ask(staff, foundings["lo"], dt.date(2000, 1, 1), dt.date(2000, 12, 31))


def test_json_holds_every_figure(report):
    answer = json.loads(json.dumps(report.as_json()))
    assert (answer["since"], answer["until"], answer["organization"]["code"]) == ("2008-01-01", "2009-12-31", "SH")
    assert answer["figures"] == {key: figure.count for key, figure in report.figures.items()}


def test_the_workbook_holds_the_same_figures_and_the_list(report):
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    table = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows(min_row=4, max_row=10)]
    assert table[0][:5] == ["Bản", 0, 0, 0, 2] and table[-1][0] == "Cộng"
    assert table[-1][4] == "=SUM(E4:E9)" and table[0][5] == "=B4+C4+D4+E4"
    names = [row[1].value for row in book["Danh sách"].iter_rows(min_row=4)][:5]
    assert names == [row.name for row in report.rows]


def test_the_paper_holds_the_same_figures(report):
    details = PaperDetails("31", dt.date(2010, 1, 5), "Phó Bí thư", "Vàng Văn Ún")
    reader = PdfReader(io.BytesIO(printed(report, details).pdf()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Số 31-BC/HU" in text and "ngày 05 tháng 01 năm 2010" in text
    assert "có 5 tổ chức đảng được thành lập, gồm: 1 chi bộ cơ sở; 4 chi bộ trực thuộc" in text
    assert "Chi bộ bản lo" in text and "VÀNG VĂN ÚN" not in text and "Vàng Văn Ún" in text


def test_the_page_opens_the_rows_of_every_figure(log_in, foundings, district, leader):
    client = log_in(leader)
    query = {"tu": "01/01/2008", "den": "31/12/2009", "ngay": "31/12/2009", "don_vi": district.pk}
    page = client.get(reverse("reports:report", args=[CODE]), query)
    built = page.context["report"]
    assert page.status_code == 200 and built.total.count == 5
    for key in built.figures:
        rows = client.get(reverse("reports:rows", args=[CODE]), query | {"so": key})
        assert rows.context["page"].paginator.count == built.figure(key).count
        assert rows.status_code == 200


@pytest.mark.parametrize("form", ["pdf", "xlsx", "json"])
def test_each_file_can_be_taken_and_leaves_a_trace(log_in, foundings, district, leader, form):
    response = log_in(leader).get(reverse(f"reports:{form}", args=[CODE]), {"tu": "01/01/2008", "den": "31/12/2009"})
    assert response.status_code == 200 and "to-chuc-dang-thanh-lap-moi" in response["Content-Disposition"]
    assert AuditEntry.objects.filter(did="report.exported", organization_id=district.pk).count() == 1


def test_an_empty_period_says_so(log_in, district, leader):
    text = log_in(leader).get(reverse("reports:report", args=[CODE])).content.decode()
    assert "Không có tổ chức nào thành lập trong kỳ này" in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"tu": "31/12/2009", "den": "01/01/2009"}, 422),
        ({"tu": "x"}, 422),
        ({"don_vi": "9" * 30}, 404),
        ({"don_vi": "x"}, 422),
    ],
)
def test_a_question_that_makes_no_sense_is_not_answered(log_in, foundings, leader, query, status):
    assert log_in(leader).get(reverse("reports:report", args=[CODE]), query).status_code == status


def test_the_report_of_another_commune_does_not_exist(log_in, foundings, stranger, nam_tam):
    client = log_in(stranger)
    assert client.get(reverse("reports:report", args=[CODE]), {"don_vi": nam_tam.pk}).status_code == 404


def test_who_may_not_export_is_answered_403(log_in, foundings, nam_tam):
    reader = people.user("phutrach", Role.MEMBER_IN_CHARGE, nam_tam)
    assert log_in(reader).get(reverse("reports:report", args=[CODE])).status_code == 403


def test_the_report_asks_as_often_for_many_rows_as_for_one(
    foundings, nam_tam, district, staff, django_assert_num_queries
):
    with django_assert_num_queries(8):
        ask(staff, district)
    for number in range(30):
        founded(make.cell(f"thêm {number}", parent=nam_tam, since=TODAY), TODAY, "village")
    with django_assert_num_queries(8):
        ask(staff, district)


def test_the_command_gives_the_same_figures(foundings, tmp_path):
    target = tmp_path / "founded.json"
    call_command("report", CODE, "--from", "01/01/2008", "--to", "31/12/2009", "--on", "31/12/2009", "-o", str(target))
    assert json.loads(target.read_text())["figures"]["total"] == 5
