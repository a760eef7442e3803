"""The report on training: a period beside the same one of the year before, each figure with its rows; form 10."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from cadres.training.report import build
from sinho.documents.reports import Asked
from tests.factories import cadres as make
from tests.factories import members, people
from tests.factories import training as train

D = dt.date
YEAR = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
BASE = reverse("reports:report", args=["training"])

COUNTED = {
    "money.2009": 3,
    "classes": 2,
    "before.classes": 1,
    "classes.training": 1,
    "before.classes.training": 1,
    "classes.committee": 1,
    "classes.district": 2,
    "before.classes.district": 1,
    "classes.on_site": 2,
    "before.classes.on_site": 1,
    "sent": 3,
    "before.sent": 1,
    "sent.cadres": 2,
    "before.sent.cadres": 1,
    "sent.members": 1,
    "sent.training": 2,
    "before.sent.training": 1,
    "sent.committee": 1,
    "sent.professional": 2,
    "sent.professional.intermediate": 2,
    "sent.party_work": 1,
    "before.sent.theory": 1,
    "before.sent.theory.elementary": 1,
    "sent.women": 1,
    "sent.minority": 3,
    "sent.eth_thai": 2,
    "sent.eth_dao": 1,
    "before.sent.eth_kinh": 1,
    "attending": 1,
    "before.attending": 1,
    "ended.finished": 2,
    "ended.left": 1,
    "certified": 2,
    "paid": 2,
    "taken_back": 1,
    "SH-NT-sent": 2,
    "SH-NT-women": 1,
    "SH-NT-finished": 2,
    "SH-TP-sent": 1,
}


@pytest.fixture
def filled(district, nam_tam, ta_phin, nam_tam_cells):
    """2009: a professional class of two, a course of one member; 2008: a theory class of one who finished in 2009."""
    course = train.training_class(district)
    an = make.cadre(nam_tam, "Lò Thị An", "women_chair", sex="female")
    lo = make.cadre(ta_phin, "Chẻo A Lở", "front_chair", ethnicity="eth_dao")
    kinh = make.cadre(nam_tam, "Phạm Văn Kinh", "finance_accounting", ethnicity="eth_kinh")
    first = train.student(course, nam_tam, an)
    train.student(course, ta_phin, lo, status="left", ended_on=D(2009, 6, 1))
    skills = train.training_class(district, name="Cấp ủy", kind="committee", field="party_work", level="", specialty="")
    done = {"status": "finished", "certificate_number": "1"}
    member = members.member(nam_tam_cells[0], "Tao Văn Bí")
    on = D(2009, 1, 9)
    train.enrolment(skills, nam_tam_cells[0], member=member, ended_on=on, certificate_on=on, **done)
    train.student(skills, nam_tam, kinh, status="withdrawn", ended_on=D(2009, 1, 5))
    days = {"starts_on": D(2008, 9, 1), "ends_on": D(2009, 6, 30), "decision_date": None}
    theory = train.training_class(district, name="Lý luận", field="theory", level="elementary", **days)
    until = D(2009, 6, 30)
    train.student(theory, nam_tam, kinh, since=D(2008, 9, 1), ended_on=until, certificate_on=until, **done)
    budget = train.budget(district, amount=1_000_000)
    award = train.award(first)
    paid = train.payment(award, budget, D(2009, 3, 1))
    train.payment(award, budget, D(2009, 3, 1), amount=-300_000, reverses=paid, reason="Nhầm")
    train.payment(award, budget, D(2009, 4, 1))
    return district


def built(who, organization, **more):
    return build(people.scope(who), Asked(organization.pk, D(2009, 12, 18), **YEAR | more))


def test_the_figures_of_a_year_beside_the_year_before(filled, staff):
    report = built(staff, filled)
    counted = {key: figure.count for key, figure in report.figures.items() if figure.count}
    assert counted == COUNTED
    assert (report.now.budget, report.now.paid, report.paid_share) == (1_000_000, 300_000, 30)


def test_the_money_of_the_years_is_drawn_with_the_payments_behind_it(filled, staff):
    report = built(staff, filled)
    chart = report.charts[0]
    assert (chart.labels, [one.values for one in chart.series]) == (("2009",), [(1,), (Decimal("0.3"),)])
    assert report.figure("money.2009") is chart.series[1].figures[0]
    assert report.years_of_money[-1].paid == report.now.paid and report.years_of_money[-1].budget == report.now.budget


def test_a_commune_counts_its_own_people(filled, nam_tam, ta_phin, secretary, stranger):
    own = built(secretary, nam_tam).figures
    assert (own["sent"].count, own["classes"].count, own["paid"].count) == (2, 2, 2)
    assert [row.name for row in own["sent"].rows] == ["Lò Thị An", "Tao Văn Bí"]
    theirs = built(stranger, ta_phin)
    assert (theirs.figures["sent"].count, theirs.now.budget, theirs.now.paid) == (1, 0, 0)


def test_a_long_period_has_no_earlier_one(filled, staff):
    report = built(staff, filled, since=D(2008, 1, 1))
    assert report.before is None and report.figures["sent"].count == 4


@pytest.mark.parametrize("code", ["training", "form-10"])
def test_screen_paper_workbook_and_list(log_in, staff, filled, code):
    client, asked = log_in(staff), {"tu": "01/01/2009", "den": "31/12/2009"}
    key = "sent.professional.intermediate" if code == "training" else "total.training"
    assert client.get(reverse("reports:report", args=[code]), asked).status_code == 200
    pages = PdfReader(io.BytesIO(client.get(reverse("reports:pdf", args=[code]), asked).content)).pages
    if code == "form-10":  # too tall for a page: its second part begins the second one
        assert len(pages) == 2 and "II. Bồi dưỡng" not in pages[0].extract_text()
        assert "II. Bồi dưỡng" in pages[1].extract_text() and "TRƯỞNG BAN" in pages[1].extract_text()
    assert client.get(reverse("reports:xlsx", args=[code]), asked).content[:2] == b"PK"
    rows = client.get(reverse("reports:rows", args=[code]), asked | {"so": key}).text
    assert "Lò Thị An" in rows and "Chẻo A Lở" in rows


def test_the_same_queries_for_few_and_for_many(filled, nam_tam, staff):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert built(staff, filled).figures
        return len(caught)

    before = queries()
    course = train.training_class(filled, name="Thêm")
    for number in range(20):
        train.student(course, nam_tam, make.cadre(nam_tam, f"Lò Văn {number}", "village_head"))
    assert queries() == before


def test_who_does_not_see_the_staff_does_not_see_the_report(log_in, inspector, filled):
    assert log_in(inspector).get(BASE).status_code == 403
