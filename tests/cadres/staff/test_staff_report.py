"""Report `cadre-quality` on people that can be counted by hand (A23)."""

import datetime as dt
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from cadres.staff.report import CODE, build, printed, workbook
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked, PaperDetails
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
TODAY, FIRST = D(2009, 12, 18), D(2008, 1, 1)


@pytest.fixture
def four(nam_tam, ta_phin, district):
    """Two of Nậm Tăm, one of Tả Phìn; one came in 2009, one left in 2008; a part-time worker is not counted."""
    an = make.cadre(nam_tam, "Lò Văn An", "committee_chair")
    make.learned(an, "general", "primary")
    make.learned(an, "general", "lower_secondary", D(2009, 6, 1))
    make.learned(an, "title_training", title="committee_chair")
    mai = make.cadre(nam_tam, "Tao Thị Mai", "justice_registry", since=D(2009, 1, 5), sex="female")
    make.learned(mai, "general", "upper_secondary")
    make.learned(mai, "professional", "university")
    old = make.cadre(ta_phin, "Chẻo A Cũ", "front_chair", until=D(2008, 5, 1))
    make.learned(old, "theory", "elementary")
    make.learned(make.cadre(ta_phin, "Chẻo A Lở", "women_chair"), "general", "lower_secondary")
    make.learned(make.cadre(ta_phin, "Phàn A Phó", "police_deputy"), "general", "upper_secondary")
    return an


def ask(person, organization, since=FIRST, until=TODAY, on=TODAY):
    return build(people.scope(person), Asked(organization.pk, on, since=since, until=until))


@pytest.fixture
def report(four, staff, district):
    return ask(staff, district)


def test_the_indicators_of_both_days(report):
    counts = {line.measure: (line.before.count, line.now.count, line.missing.count) for line in report.lines}
    assert (report.staff_before.count, report.staff.count, report.earlier) == (3, 3, D(2007, 12, 31))
    assert counts == {"general": (1, 3, 0), "trained": (1, 2, 1), "intermediate": (0, 1, 2), "theory": (1, 0, 3)}
    general, theory = report.lines[0], report.lines[3]
    assert (general.share_before, general.share) == (Decimal("33.3"), Decimal("100.0"))
    assert (general.growth.points, general.growth.relative) == (Decimal("66.7"), Decimal("200.0"))
    assert (theory.growth.points, theory.growth.relative) == (Decimal("-33.3"), Decimal("-100.0"))
    assert report.intermediate_of_trained == (1, 2)


def test_each_commune_and_its_figures(report):
    lines = {one.name: (one.staff.count, [figure.count for figure in one.reached]) for one in report.communes}
    assert lines == {"Nậm Tăm": (2, [2, 2, 1, 0]), "Tả Phìn": (1, [1, 0, 0, 0])}
    assert len(report.keys()) == len(set(report.keys())) == 2 + 4 * 3 + 2 * 5 + 5 * 2
    assert [row.name for row in report.figure("SH-NT-intermediate").rows] == ["Tao Thị Mai"]
    assert report.figure("theory-before").rows[0].texts[4] == "Chủ tịch Ủy ban Mặt trận Tổ quốc"


def test_the_pyramid_of_schooling_shows_everybody_once_and_opens_its_lists(report):
    pyramid = report.charts[0]
    assert pyramid.labels == ("Trung học cơ sở", "Trung học phổ thông")
    assert [(one.label, one.values) for one in pyramid.series] == [("Nữ", (0, 1)), ("Nam", (2, 0))]
    found = [figure for one in pyramid.series for figure in one.figures]
    assert sum(figure.count for figure in found) == report.staff.count
    assert all(report.figure(figure.key) is figure for figure in found)


def test_one_commune_alone(four, staff, nam_tam):
    assert (ask(staff, nam_tam).staff.count, ask(staff, nam_tam).staff_before.count) == (2, 1)


def test_what_cannot_be_asked(four, staff, nam_tam):
    with pytest.raises(Refused, match="không tồn tại"):
        ask(staff, nam_tam, D(2003, 1, 1), D(2003, 12, 31))
    with pytest.raises(Refused, match="chưa bắt đầu"):
        ask(staff, nam_tam, D(2010, 1, 1), D(2010, 12, 31))


def test_a_day_without_anybody(staff, district):
    report = ask(staff, district)
    assert report.lines[0].share is None and report.communes == ()
    assert report.as_json()["indicators"]["general"]["points"] is None
    assert printed(report, PaperDetails()).pdf().startswith(b"%PDF") and workbook(report)


def test_more_people_need_no_more_queries(four, district, nam_tam, staff, django_assert_max_num_queries):
    scope, asked = people.scope(staff), Asked(district.pk, TODAY, since=FIRST, until=TODAY)
    with django_assert_max_num_queries(30) as few:
        build(scope, asked).as_json()
    for number in range(30):
        make.learned(make.cadre(nam_tam, f"Lò Văn {number}", "finance_accounting"), "general", "primary")
    with django_assert_max_num_queries(len(few)):
        build(scope, asked).as_json()


class TestScreen:
    def test_the_page_and_the_list_behind_a_figure(self, log_in, staff, four):
        client, asked = log_in(staff), {"tu": "01/01/2008", "den": "18/12/2009"}
        text = client.get(reverse("reports:report", args=[CODE]), asked).content.decode()
        assert "+66,7" in text and "+200,0" in text and "Tả Phìn" in text
        rows = client.get(reverse("reports:rows", args=[CODE]), asked | {"so": "intermediate-now"}).content.decode()
        assert "Tao Thị Mai" in rows and "<b>1</b> người" in rows and "/can-bo/" in rows
        assert client.get(reverse("reports:rows", args=[CODE]), asked | {"so": "x"}).status_code == 404

    def test_it_is_only_for_who_may_see_the_staff(self, log_in, inspector, four):
        client = log_in(inspector)
        for name in ("report", "xlsx", "json"):
            assert client.get(reverse(f"reports:{name}", args=[CODE])).status_code == 403
        assert CODE not in client.get(reverse("reports:list")).content.decode()

    def test_a_secretary_has_his_commune_only(self, log_in, secretary, nam_tam, ta_phin, four):
        client = log_in(secretary)
        assert client.get(reverse("reports:report", args=[CODE]), {"don_vi": ta_phin.pk}).status_code == 404
        page = client.get(reverse("reports:report", args=[CODE]), {"don_vi": nam_tam.pk})
        assert page.context["report"].staff.count == 2 and "Chẻo A Lở" not in page.content.decode()


class TestFiles:
    def test_the_paper_says_the_figures(self, report):
        content = printed(report, PaperDetails("214", TODAY, "Phó Bí thư", "Vàng Văn Ún")).pdf()
        text = " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
        assert "có 3 cán bộ chuyên trách, công chức xã" in text and "+66,7" in text and "+200,0" in text
        assert "1 trên 2 người từ trung cấp trở lên (50 %)" in text.replace("\xa0", " ")
        assert "PHỤ LỤC" in text and "Tả Phìn" in text

    def test_the_workbook_holds_the_numbers(self, report):
        book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
        assert book.sheetnames == ["Chỉ tiêu", "Theo xã"]
        rows = [[cell.value for cell in row] for row in book["Chỉ tiêu"].iter_rows()]
        general = next(row for row in rows if row[0] == "Học vấn từ trung học cơ sở trở lên")
        assert general[1:] == [1, 3, 33.3, 3, 3, 100, 66.7, 200]

    def test_taking_it_out_is_logged(self, log_in, staff, four):
        asked = {"tu": "01/01/2008", "den": "18/12/2009"}
        answer = log_in(staff).get(reverse("reports:json", args=[CODE]), asked)
        assert json.loads(answer.content)["indicators"]["general"]["relative"] == 200
        assert "Chất lượng cán bộ" in AuditEntry.objects.get(did="report.exported").said

    def test_the_command_gives_the_same_figures(self, report, tmp_path):
        file = tmp_path / "quality.json"
        days = ("--from", "01/01/2008", "--to", "18/12/2009")
        call_command("report", CODE, *days, "--format", "json", "-o", str(file))
        assert json.loads(file.read_text(encoding="utf-8"))["figures"] == report.as_json()["figures"]
