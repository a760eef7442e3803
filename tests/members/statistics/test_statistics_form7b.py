"""Form 7B on a small district that is counted by hand."""

import datetime as dt
import io

import pypdf
import pytest

from cells.organizations.enums import OrganizationType
from members.ratings.models import Rating
from members.statistics.report import form7b
from sinho.documents.reports import Asked, NothingToReport
from tests.factories import assessments, people, ratings
from tests.factories import members as roll
from tests.factories.ratings import BOTH

D = dt.date


@pytest.fixture
def campaign(district):
    return assessments.campaign(district, 2009)


@pytest.fixture
def decided(campaign, nam_tam, nam_tam_cells, ta_phin_cells, finance_cell, secretary):
    """Nậm Tăm: 1 excellent, 7 good, 2 completed (1 with limits), 1 in breach, 1 exempted. Tả Phìn: 2 handed in.
    The office: 3 whom nobody has rated, one of them suspended."""
    finance_cell.states.update(type=OrganizationType.STATE_AGENCY)
    first = ratings.rated(campaign, nam_tam_cells[0], ["excellent", "completed", "completed", "breach"])
    Rating.objects.filter(pk=first[1].pk).update(sub_reason="qualified_not_devoted")
    roll.exempted(ratings.people(nam_tam_cells[0], 1, "Già")[0])
    ratings.rated(campaign, nam_tam_cells[1], ["good"] * 7, secretary, "submitted")
    ratings.handing.submit(campaign=campaign, cell=nam_tam_cells[0], hand=BOTH, by=secretary)
    ratings.decide(campaign, nam_tam, nam_tam_cells, secretary)
    ratings.rated(campaign, ta_phin_cells[0], ["good", "good"], secretary, "submitted")
    idle = ratings.people(finance_cell, 3, "Tài")
    idle[0].pauses.create(kind="suspended", valid=roll.period(D(2009, 11, 1)), reason="Bị đình chỉ")
    return nam_tam_cells


TODAY = D(2009, 12, 18)


def ask(person, organization, on=TODAY):
    return form7b.build(people.scope(person), Asked(organization.pk, on, year=2009))


def numbers(report) -> dict:
    return {key: figure.count for key, figure in report.figures.items() if figure.count}


def test_the_form_is_the_hand_count(decided, district, staff):
    found = numbers(ask(staff, district))
    whole = {key: n for key, n in found.items() if not key.endswith((".commune", ".agency"))}
    assert whole == {
        "all": 17,
        "exempt": 2,
        "open": 4,
        "rated": 11,
        "level.excellent": 1,
        "level.good": 7,
        "level.completed": 2,
        "sub.qualified_not_devoted": 1,
        "level.breach": 1,
        "sub.disciplined_in_year": 1,
    }
    assert {key: n for key, n in found.items() if key.endswith(".agency")} == {
        "all.agency": 3,
        "exempt.agency": 1,
        "open.agency": 2,
    }
    assert (found["all.commune"], found["rated.commune"], found["level.good.commune"]) == (14, 11, 7)


def test_shares_and_totals_are_checked(decided, district, staff):
    report = ask(staff, district)
    shares = {line.key: line.cells[1].number for line in report.sheets[0].lines}
    assert [str(shares[key]) for key in ("all", "rated", "level.good", "level.excellent")] == [
        "100.0",
        "64.7",
        "63.6",
        "9.1",
    ]
    assert all("khớp" in note for note in report.notes[:3])
    assert [heading.number for heading in report.sheets[0].headings][:4] == ["2(=4+…+9+11+…+14)", "3", "4", "5"]


def test_every_figure_opens_its_list(decided, district, staff, walk):
    report = ask(staff, district)
    walk(report)
    assert report.figure("level.breach").rows[0].name == "Lò Văn Ad"
    assert "Bị đình chỉ sinh hoạt đảng" in [row.texts[-1] for row in report.figure("exempt").rows]


def test_the_form_of_an_earlier_day_knows_no_later_decision(decided, district, staff):
    found = numbers(ask(staff, district, D(2009, 12, 17)))
    assert (found["all"], found["open"], "rated" in found) == (17, 15, False)


def test_a_later_decision_is_counted_in_place_of_the_first(decided, campaign, nam_tam, district, staff, secretary):
    one = Rating.objects.filter(decided_level="good").first()
    ratings.deciding.decide_anew(
        rating=one,
        base=nam_tam,
        verdict=ratings.deciding.Verdict(level="completed", reason="Xem lại"),
        paper=ratings.PAPER,
        hand=BOTH,
        by=secretary,
    )
    found = numbers(ask(staff, district))
    assert (found["level.good"], found["level.completed"]) == (6, 3)


def test_a_secretary_sees_his_own_commune_alone(decided, nam_tam, secretary):
    assert numbers(ask(secretary, nam_tam))["all"] == 12


def test_a_year_without_a_campaign_says_so(district, staff):
    with pytest.raises(NothingToReport, match="Chưa mở đợt"):
        ask(staff, district)


def test_screen_files_and_lists_of_the_form(decided, district, staff, log_in):
    client = log_in(staff)
    asked = {"nam": 2009, "ngay": "18/12/2009", "don_vi": district.pk}
    page = client.get("/bao-cao/form-7b/", asked).content.decode()
    assert "Biểu số 7B-TCTW" in page and "vi phạm tư cách" in page
    listed = client.get("/bao-cao/form-7b/danh-sach/", asked | {"so": "level.good"}).content.decode()
    assert listed.count("Lò Văn") == 7
    assert client.get("/bao-cao/form-7b/json/", asked).json()["figures"]["level.good"] == 7
    said = pypdf.PdfReader(io.BytesIO(client.get("/bao-cao/form-7b/pdf/", asked).content)).pages[0].extract_text()
    assert "Biểu số 7B-TCTW" in said and "Thời hạn: 20 ngày sau kỳ báo cáo" in " ".join(said.split())
    assert client.get("/bao-cao/form-7b/excel/", asked).content.startswith(b"PK")
    assert "Chưa mở đợt đánh giá năm 2007" in client.get("/bao-cao/form-7b/", {"nam": 2007}).content.decode()
