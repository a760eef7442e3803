"""Form 6F on a small district that is counted by hand."""

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from cells.assessments.enums import SheetState
from cells.assessments.models import Step
from members.statistics.report import form6f
from sinho.documents.reports import Asked, NothingToReport
from tests.factories import assessments, people, ratings
from tests.factories import members as roll

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def campaign(district):
    return assessments.campaign(district, 2009)


@pytest.fixture
def reviewed(campaign, nam_tam, nam_tam_cells, ta_phin, ta_phin_cells, finance_cell, secretary):
    """Collectives: Nậm Tăm and its first cell have a level, the second handed in and was sent back, Tả Phìn is new;
    its two cells and the office did nothing. Members: 4 decided, 1 exempted; 2 handed in; 3 at the office, nothing."""
    on = D(2009, 12, 16)
    assessments.decided(campaign, nam_tam, "clean_strong", on=on)
    assessments.decided(campaign, nam_tam_cells[0], "good", on=on)
    again = assessments.sheet(campaign, nam_tam_cells[1], SheetState.SENT_BACK)
    Step.objects.create(
        sheet=again, round=1, state=SheetState.SUBMITTED, by=secretary, at=assessments.at(D(2009, 12, 10))
    )
    assessments.not_evaluated(campaign, ta_phin, on=on)
    ratings.rated(campaign, nam_tam_cells[0], ["good", "good", "good", "completed"])
    roll.exempted(ratings.people(nam_tam_cells[0], 1, "Già")[0])
    ratings.handing.submit(campaign=campaign, cell=nam_tam_cells[0], hand=ratings.BOTH, by=secretary)
    ratings.decide(campaign, nam_tam, nam_tam_cells[:1], secretary)
    ratings.rated(campaign, ta_phin_cells[0], ["good", "good"], secretary, "submitted")
    ratings.people(finance_cell, 3, "Tài")


def ask(person, organization, on=TODAY):
    return form6f.build(people.scope(person), Asked(organization.pk, on, year=2009))


def numbers(report) -> dict:
    return {key: figure.count for key, figure in report.figures.items()}


def test_the_form_is_the_hand_count(reviewed, district, staff):
    assert numbers(ask(staff, district)) == {
        "collectives.all": 7,
        "members.all": 10,
        "collectives.done": 3,
        "members.done": 6,
        "collectives.not": 4,
        "members.not": 4,
        "collectives.new": 1,
        "members.exempt": 1,
        "rest.collectives": 3,
        "rest.members": 3,
    }


def test_every_figure_opens_its_list_and_the_totals_hold(reviewed, district, staff, walk):
    report = ask(staff, district)
    walk(report)
    assert sum("khớp" in note for note in report.notes) == 2
    assert "Chi bộ chưa nộp kết quả" in [row.texts[-1] for row in report.figure("rest.members").rows]
    assert any("để trống: Được gợi ý kiểm điểm; Diện Ban Thường vụ Tỉnh ủy" in words for words in report.remarks)


def test_an_earlier_day_knows_only_what_was_handed_in_by_then(reviewed, district, staff):
    found = numbers(ask(staff, district, D(2009, 12, 11)))
    assert (found["collectives.done"], found["members.done"], found["members.exempt"]) == (1, 0, 1)


def test_a_secretary_sees_his_own_commune_alone(reviewed, nam_tam, secretary):
    found = numbers(ask(secretary, nam_tam))
    assert (found["collectives.all"], found["members.all"], found["members.done"]) == (3, 5, 4)


def test_a_year_without_a_campaign_says_so(district, staff):
    with pytest.raises(NothingToReport, match="Chưa mở đợt"):
        ask(staff, district)


def test_screen_files_and_walls(reviewed, district, nam_tam, staff, secretary, stranger, log_in):
    client, asked = log_in(staff), {"nam": 2009, "ngay": "18/12/2009", "don_vi": district.pk}
    page = client.get("/bao-cao/form-6f/", asked).content.decode()
    assert "Biểu số 6F-BTCTW" in page and "Được gợi ý kiểm điểm" in page
    listed = client.get("/bao-cao/form-6f/danh-sach/", asked | {"so": "members.done"}).content.decode()
    assert listed.count("Lò Văn") == 6
    assert client.get("/bao-cao/form-6f/json/", asked).json()["figures"]["collectives.done"] == 3
    assert client.get("/bao-cao/form-6f/excel/", asked).content.startswith(b"PK")
    pages = PdfReader(io.BytesIO(client.get("/bao-cao/form-6f/pdf/", asked).content)).pages
    words = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pages))
    assert "2 Đã kiểm điểm 3 6" in words and "NGƯỜI LẬP BIỂU" in words
    assert log_in(stranger).get("/bao-cao/form-6f/", asked | {"don_vi": nam_tam.pk}).status_code == 404
    assert log_in(secretary).get("/bao-cao/form-6f/", asked).status_code == 404
