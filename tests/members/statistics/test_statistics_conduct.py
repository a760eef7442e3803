"""Report `conduct` and form 7: hand counts, the year before, lists, who may see them, files."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.oversight.models import DisciplineStep
from members.conduct.models import MemberDisciplineStep
from members.roll.models import Badge
from members.statistics.report import conduct as conduct_report
from members.statistics.report import form7
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked
from sinho.web import clock
from tests.factories import conduct, people
from tests.factories import members as roll

D = dt.date
TODAY = D(2009, 12, 18)
PERIOD = {"tu": "01/01/2009", "den": "31/12/2009", "ngay": "18/12/2009"}


def built(module, person, organization, on=TODAY):
    asked = Asked(organization.pk, on, since=D(2009, 1, 1), until=D(2009, 12, 31))
    return module.build(people.scope(person), asked)


@pytest.fixture
def year(nam_tam, ta_phin, nam_tam_cells, ta_phin_cells, inspector, staff):
    """Of 2009: two inspections, one with an overdue recommendation; disciplines, one lifted, one reduced; praise."""
    plan = conduct.plan(nam_tam, inspector)
    done, _ = conduct.inspection(plan, nam_tam, inspector), conduct.inspection(plan, ta_phin, inspector, kind="signs")
    conduct.conclusion(done, inspector)
    conduct.recommendation(done, inspector)
    an = roll.member(nam_tam_cells[0], "Lò Văn An", sex="female", birth_year=1980)
    ba = roll.member(ta_phin_cells[0], "Phạm Văn Ba", ethnicity="eth_kinh", birth_year=1950)
    told = {"by": inspector, "at": clock.now()}
    reduced = conduct.member_discipline(an, nam_tam_cells[0], inspector)
    lifted = conduct.member_discipline(ba, ta_phin_cells[0], inspector)
    for one, more in ((reduced, {"outcome": "reduced", "new_form": "reprimand"}), (lifted, {"outcome": "lifted"})):
        MemberDisciplineStep.objects.create(discipline=one, kind="complaint", on=D(2009, 4, 1), **told)
        facts = {"number": "9-QĐ/HU", "issuer": "HU", **more, **told}
        MemberDisciplineStep.objects.create(discipline=one, kind="decision", on=D(2009, 5, 1), **facts)
    conduct.member_discipline(ba, ta_phin_cells[0], inspector, decision_number="8", side="state", form="state_pay")
    body = conduct.discipline(nam_tam, inspector)
    DisciplineStep.objects.create(discipline=body, kind="complaint", on=D(2009, 12, 1), **told)
    conduct.discipline(
        nam_tam, inspector, decision_number="1", decision_date=D(2008, 3, 1), effective_from=D(2008, 3, 1)
    )
    conduct.commendation(nam_tam, staff)
    conduct.commendation(nam_tam_cells[0], staff, level="grassroots")
    conduct.member_commendation(an, nam_tam_cells[0], staff, level="province", kind="diploma")
    facts = {"decision_number": "3-QĐ/TU", "decision_date": D(2009, 5, 1), "by": staff, "at": clock.now()}
    Badge.objects.create(member=ba, level=30, awarded_on=D(2009, 5, 19), **facts)
    roll.card(an, since=D(2009, 2, 1))
    roll.moved(ba, nam_tam_cells[1], D(2009, 8, 1))
    return an, ba


def test_the_report_is_the_hand_count(year, district, inspector, counts, walk):
    report = built(conduct_report, inspector, district)
    walk(report)
    assert counts(report) == {
        "checks": 2,
        "checks.compliance": 1,
        "checks.signs": 1,
        "checks.done": 1,
        "checks.breach": 1,
        "checks.late": 1,
        "asked": 1,
        "asked.late": 1,
        "bodies": 1,
        "bodies.warning": 1,
        "bodies.committees": 1,
        "people": 1,
        "people.reprimand": 1,
        "people.women": 1,
        "people.minority": 1,
        "people.age0": 1,
        "people.state": 1,
        "complaints": 3,
        "complaints.reduced": 1,
        "complaints.lifted": 1,
        "praise": 2,
        "praise.certificate": 2,
        "praise.by_grassroots": 1,
        "praise.by_district": 1,
        "honour": 1,
        "honour.diploma": 1,
        "honour.by_province": 1,
        "honour.women": 1,
        "honour.minority": 1,
    }
    assert counts(report, earlier=True) == {"bodies": 1, "bodies.warning": 1, "bodies.committees": 1}


def test_an_earlier_day_knows_less(year, district, inspector, counts):
    found = counts(built(conduct_report, inspector, district, on=D(2009, 4, 15)))
    assert (found["people"], found["people.warning"], found["complaints"]) == (2, 2, 2)
    assert "checks.done" not in found and "asked" not in found


def test_form_7_is_the_hand_count(year, district, staff, counts, walk):
    report = built(form7, staff, district)
    walk(report)
    assert counts(report) == {
        "base": 1,
        "base.certificate": 1,
        "cell": 1,
        "cell.certificate": 1,
        "members": 1,
        "members.diploma": 1,
        "badges": 1,
        "badges.30": 1,
        "cards.first": 1,
    }
    assert "Sai thủ tục, đi" in " ".join(report.remarks)


def test_who_may_see_the_lists(year, log_in, inspector, secretary, stranger, nam_tam, ta_phin):
    client, asked = log_in(inspector), PERIOD
    page = client.get("/bao-cao/conduct/", asked)
    assert page.status_code == 200 and "Cảnh cáo" in page.content.decode()
    assert "Lò Văn An" in client.get("/bao-cao/conduct/danh-sach/", asked | {"so": "people"}).content.decode()
    assert client.get("/bao-cao/conduct/json/", asked).json()["figures"]["people"] == 1
    assert client.get("/bao-cao/conduct/pdf/", asked).content.startswith(b"%PDF")
    assert client.get("/bao-cao/conduct/excel/", asked).content.startswith(b"PK")
    client = log_in(secretary)
    assert client.get("/bao-cao/conduct/", asked | {"don_vi": nam_tam.pk}).status_code == 200
    assert client.get("/bao-cao/conduct/", asked | {"don_vi": ta_phin.pk}).status_code == 404
    officer = log_in(people.user("canbo", "cadre_officer", nam_tam))
    assert officer.get("/bao-cao/conduct/", asked).status_code in (403, 404)


def test_opening_the_report_or_its_lists_is_written_down(year, log_in, inspector, nam_tam):
    client = log_in(inspector)
    address = reverse("reports:report", args=[conduct_report.CODE])
    lists = reverse("reports:rows", args=[conduct_report.CODE])
    assert client.get(address, PERIOD).status_code == 200
    assert client.get(lists, PERIOD | {"so": "people"}).status_code == 200
    assert client.get(reverse("reports:report", args=[form7.CODE]), PERIOD).status_code == 200
    said = "Xem báo cáo “Kiểm tra, kỷ luật, khen thưởng” từ 01/01/2009 đến 31/12/2009"
    kept = AuditEntry.objects.filter(did="conduct.read", actor_id=inspector.pk)
    assert [one.said for one in kept] == [said] * 2


def test_the_reports_need_no_more_queries_for_more_rows(year, district, inspector, nam_tam_cells):
    an, _ = year
    for module in (conduct_report, form7):
        counted = []
        for number in (1, 20):
            for n in range(number):
                paper = f"{module.CODE}-{number}-{n}"
                conduct.member_discipline(an, nam_tam_cells[0], inspector, decision_number=paper)
                conduct.member_commendation(an, nam_tam_cells[0], inspector, decision_number=paper)
            built(module, inspector, district)
            with CaptureQueriesContext(connection) as queries:
                built(module, inspector, district)
            counted.append(len(queries))
        assert counted[0] == counted[1]
