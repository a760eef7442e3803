"""Form 11 on movements that can be counted by hand; every figure opens its list; screen, paper, workbook, JSON."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from cadres.movements.models import Movement
from cadres.movements.report.form11 import KIND, build
from sinho.documents.reports import Asked, PaperDetails
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import movements, people

D = dt.date
YEAR = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
TODAY = D(2009, 12, 18)


@pytest.fixture
def moved(nam_tam, ta_phin):
    """Three down (one woman, one of 2008, one as reinforcement), one across, one up, one seconded."""
    first = movements.movement(nam_tam, "Phạm Văn Một", birth_year=1965, ethnicity="eth_kinh", added=True)
    make.learned(first.cadre, "professional", "university")
    make.learned(first.cadre, "professional", "intermediate", D(2007, 1, 1))
    make.learned(first.cadre, "theory", "advanced", D(2009, 6, 1))
    movements.movement(
        ta_phin, "Phạm Thị Hai", sex="female", birth_year=1975, kind="reinforcement", religion="catholic"
    )
    movements.movement(nam_tam, "Phạm Văn Trước", title="party_deputy", since=D(2008, 12, 31))
    movements.movement(nam_tam, "Phạm Văn Biệt", title="front_chair", kind="secondment")
    across = movements.movement(nam_tam, "Chẻo A Ngang", title="youth_secretary", birth_year=1950)
    Movement.objects.filter(pk=across.pk).update(direction="between", agency="", other=ta_phin)
    up = make.cadre(ta_phin, "Chẻo A Lên", "farmers_chair", until=D(2009, 5, 31), birth_year=1980)
    row = vars(across) | {"cadre_id": up.pk, "organization_id": ta_phin.pk, "direction": "to_district"}
    names = ("cadre_id", "organization_id", "kind", "direction", "valid", "decision_number", "decision_date")
    Movement.objects.create(**{name: row[name] for name in names}, agency="Huyện đoàn")


def ask(person, organization, **period):
    return build(people.scope(person), Asked(organization.pk, TODAY, **{**YEAR, **period}))


def counts(report) -> dict[str, int]:
    return {key: figure.count for key, figure in report.figures.items() if figure.count}


def test_the_form_of_a_year(staff, district, moved):
    assert counts(ask(staff, district)) == {
        "total.down": 2,
        "total.up": 1,
        "total.across": 1,
        "women.down": 1,
        "minority.down": 1,
        "minority.up": 1,
        "minority.across": 1,
        "religious.down": 1,
        "added.down": 1,
        "age.40.down": 1,
        "age.41-50.down": 1,
        "age.40.up": 1,
        "age.51.across": 1,
        "professional.university.down": 1,
        "theory.advanced.down": 1,
        "rest.professional": 3,
        "rest.theory": 3,
        "rest.kinds": 1,
    }


def test_of_a_commune_and_of_an_earlier_period(staff, secretary, nam_tam, district, moved):
    assert ask(secretary, nam_tam).figure("total.down").count == 1
    assert ask(staff, district, since=D(2008, 1, 1), until=D(2008, 12, 31)).figure("total.down").count == 1
    assert ask(staff, district, until=D(2009, 5, 31)).figure("rest.theory").count == 4
    with pytest.raises(Refused):
        ask(staff, district, since=D(2010, 1, 1), until=D(2010, 12, 31))


def test_each_figure_opens_its_list_and_the_province_stands_on_paper_alone(log_in, staff, district, moved):
    client, address = log_in(staff), reverse("reports:report", args=["form-11"])
    page = client.get(address, {"nam": 2009})
    text = page.content.decode()
    assert page.status_code == 200 and "Huyện về xã" in text and "do Ban Tổ chức Tỉnh ủy" in text
    assert "Tỉnh về xã" not in text and "Tỉnh về xã" in [one.label for one in page.context["report"].sheets[0].headings]
    rows = reverse("reports:rows", args=["form-11"])
    for key in ("total.across", "added.down", "religious.up", "rest.theory", "rest.kinds"):
        assert client.get(rows, {"nam": 2009, "so": key}).status_code == 200
    assert "Phạm Thị Hai" in client.get(rows, {"nam": 2009, "so": "women.down"}).content.decode()
    assert client.get(rows, {"nam": 2009, "so": "total.province.all"}).status_code == 404


def test_on_paper_and_in_a_workbook(staff, district, moved):
    report = ask(staff, district)
    pages = PdfReader(io.BytesIO(KIND.pdf(report, PaperDetails()))).pages
    text = " ".join(pages[0].extract_text().split())
    assert "LUÂN CHUYỂN CÁN BỘ" in text and "Chức danh tăng thêm để luân chuyển" in text and len(pages) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(KIND.workbook(report))).worksheets[0]
    found = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert found["I. Tổng số"][:11] == (None,) * 7 + (2, 1, 1, None)
    assert report.as_json()["figures"]["total.down"] == 2
