"""The report `oversight`: a period beside the same one of the year before, each figure with its rows."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from cells.oversight.models import PlanMeasure, QuarterCheck
from cells.oversight.report.build import build
from cells.oversight.report.spans import Span, year_before
from sinho.documents.reports import Asked
from sinho.home.oversight import oversight_tasks
from sinho.web import clock
from tests.factories import assessments as year
from tests.factories import oversight as make
from tests.factories import people
from tests.factories.graded_district import grades_of_2008, grades_of_2009, organizations

D = dt.date
YEAR = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
COUNTED = {
    "charge.communes": 2,
    "before.charge.communes": 2,
    "charge.covered": 1,
    "charge.missing": 1,
    "before.charge.covered": 1,
    "before.charge.missing": 1,
    "charge.gap": 1,
    "charge.begun": 1,
    "before.charge.begun": 1,
    "charge.ended": 1,
    "visits": 1,
    "visits.none": 1,
    "before.visits.none": 2,
    "difficulty.before": 1,
    "before.difficulty.raised": 1,
    "before.difficulty.raised.land": 1,
    "before.difficulty.open": 1,
    "difficulty.raised": 2,
    "difficulty.raised.works": 2,
    "difficulty.solved": 1,
    "difficulty.open": 2,
    "difficulty.late": 1,
    "weak.on": 2,
    "weak.without_plan": 2,
    "weak.new": 3,
    "weak.risen": 1,
    "weak.to_close": 1,
    "plan.issued": 1,
    "measure.late": 1,
    "check": 1,
    "check.better": 1,
    "check.missing": 2,
    "opinion.received": 2,
    "opinion.received.front": 1,
    "opinion.received.women": 1,
    "opinion.answered": 1,
    "opinion.waiting": 1,
    "opinion.late": 1,
    "SH-NT-visits": 1,
    "SH-NT-difficulty.raised": 1,
    "SH-NT-difficulty.solved": 1,
    "SH-TP-difficulty.raised": 1,
    "SH-TP-difficulty.late": 1,
}


@pytest.fixture
def orgs(db):
    """2009: a change and a gap in Nậm Tăm, nobody in Tả Phìn; cell 2 there has risen, its plan is open."""
    found = organizations()
    grades_of_2008(found)
    grades_of_2009(found)
    year.decided(year.campaign(found["SH"], 2007), found["SH-TP-2"], "weak")
    by = people.user("bantochuc", "district_staff", found["SH"], full_name="Tao Thị Mỷ")
    nam_tam, ta_phin = found["SH-NT"], found["SH-TP"]
    make.in_charge(nam_tam, by, since=D(2008, 1, 7), last_day=D(2009, 5, 31))
    make.in_charge(nam_tam, by, "Lò Văn An", since=D(2009, 7, 1))
    make.visit(nam_tam, by)
    old = make.difficulty(nam_tam, by, D(2008, 12, 1), field="land", due_on=D(2009, 3, 1))
    make.entry(old, "solved", D(2009, 2, 2), by)
    make.difficulty(nam_tam, by, D(2009, 12, 1))
    make.difficulty(ta_phin, by, D(2009, 9, 1))
    make.entry(make.difficulty(ta_phin, by, D(2009, 9, 2), content="x"), "withdrawn", D(2009, 9, 3), by)
    plan, hand = make.plan(found["SH-TP-2"], by, D(2009, 2, 2)), {"by": by, "at": clock.now()}
    PlanMeasure.objects.create(plan=plan, content="a", owner="b", on=D(2009, 3, 2), due_on=D(2009, 5, 1), **hand)
    checked = {"checked_on": D(2009, 4, 8), "checked_by": "a", "findings": "a", "judgement": "better"}
    QuarterCheck.objects.create(plan=plan, year=2009, quarter=1, **checked, **hand)
    make.answer(make.opinion(nam_tam, by), D(2009, 10, 20), by)
    make.opinion(ta_phin, by, source="women")
    return found | {"by": by}


def built(who, organization, **more):
    return build(people.scope(who), Asked(organization.pk, D(2009, 12, 18), **YEAR | more))


def test_the_figures_of_a_year_beside_the_year_before(orgs):
    report = built(orgs["by"], orgs["SH"])
    assert {key: figure.count for key, figure in report.figures.items() if figure.count} == COUNTED
    assert {row.name for row in report.figure("weak.without_plan").rows} == {
        "Chi bộ bản Tả Phìn 1",
        "Đảng bộ xã Tả Phìn",
    }
    assert report.as_json()["figures"]["visits"] == 1


def test_a_commune_counts_its_own(orgs):
    head = people.user("bithu.namtam", "commune_secretary", orgs["SH-NT"])
    report = built(head, orgs["SH-NT"])
    found = {key: report.figure(key).count for key in ("charge.communes", "difficulty.raised", "weak.on", "check")}
    assert found == {"charge.communes": 1, "difficulty.raised": 1, "weak.on": 0, "check": 0}


def test_a_long_period_has_no_earlier_one(orgs):
    report = built(orgs["by"], orgs["SH"], since=D(2008, 1, 1))
    assert report.before_span is None and report.figure("difficulty.raised").count == 3


def test_the_same_period_of_the_year_before():
    spans = {
        (D(2009, 1, 1), D(2009, 12, 31)): (D(2008, 1, 1), D(2008, 12, 31)),
        (D(2009, 2, 1), D(2009, 2, 28)): (D(2008, 2, 1), D(2008, 2, 29)),
        (D(2008, 2, 29), D(2008, 3, 31)): (D(2007, 2, 28), D(2007, 3, 31)),
    }
    for (since, until), expected in spans.items():
        found = year_before(Span(since, until))
        assert (found.since, found.until) == expected
    assert year_before(Span(D(2008, 1, 1), D(2009, 1, 1))) is None


def test_screen_paper_workbook_and_list(log_in, orgs):
    client, asked = log_in(orgs["by"]), {"tu": "01/01/2009", "den": "31/12/2009"}
    assert client.get(reverse("reports:report", args=["oversight"]), asked).status_code == 200
    pages = PdfReader(io.BytesIO(client.get(reverse("reports:pdf", args=["oversight"]), asked).content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Khó khăn của cơ sở" in words and "báo cáo công tác phụ trách cơ sở" in words
    assert client.get(reverse("reports:xlsx", args=["oversight"]), asked).content[:2] == b"PK"
    for key, said in (("difficulty.late", "Đường vào bản"), ("weak.risen", "Yếu kém"), ("charge.gap", "01/06/2009")):
        assert said in client.get(reverse("reports:rows", args=["oversight"]), asked | {"so": key}).text


def test_the_same_queries_for_few_and_for_many(orgs):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert built(orgs["by"], orgs["SH"]).figures
        return len(caught)

    before = queries()
    for number in range(20):
        make.difficulty(orgs["SH-NT"], orgs["by"], content=f"Việc {number}")
        make.opinion(orgs["SH-NT"], orgs["by"], content=f"Ý {number}")
        make.visit(orgs["SH-NT"], orgs["by"], content=f"Lần {number}")
    assert queries() == before


def test_what_is_due_on_the_first_page(log_in, orgs):
    said = [task.title for task in oversight_tasks(people.scope(orgs["by"]))]
    assert said == [
        "Giải quyết 1 khó khăn quá hạn của cơ sở",
        "Phân công huyện ủy viên phụ trách 1 xã còn trống",
        "Mở kế hoạch củng cố cho 2 tổ chức yếu kém kéo dài",
        "Ghi kiểm tra quý của 1 kế hoạch củng cố",
        "Kết thúc 1 kế hoạch củng cố của tổ chức đã ra khỏi danh sách",
        "Trả lời 1 ý kiến của nhân dân đã quá hạn",
        "Công bố 1 trả lời ý kiến của nhân dân",
    ]
    follower = people.user("phutrach", "member_in_charge", orgs["SH-NT"])
    assert [task.title for task in oversight_tasks(people.scope(follower))] == ["Xem 1 địa bàn tôi phụ trách"]
    assert "khó khăn quá hạn" in log_in(orgs["by"]).get(reverse("home:index")).text
