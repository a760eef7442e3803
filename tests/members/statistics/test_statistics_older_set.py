"""Forms 6, 8, 9 and 10 of the older set on rows that can be counted by hand; who may see them; queries."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from members.admissions.models import Case
from members.conduct.models import MemberDisciplineStep
from members.roll.models import Badge
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked, PaperDetails, asked_for, kind_of
from sinho.web import clock
from tests.factories import admissions, conduct, people
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories.workbooks import computed

D = dt.date
TODAY = D(2009, 12, 18)
CODES = ("form-tctw-6", "form-tctw-8", "form-tctw-9", "form-tctw-10")


def ask(code, person, organization, year=2009, on=TODAY):
    kind = kind_of(code)
    asked = asked_for(kind, organization_id=organization.pk, today=TODAY, year=year, on=on)
    return kind.build(people.scope(person), asked)


def counts(report, prefix=""):
    found = {key: one.count for key, one in report.figures.items() if one.count and key.startswith(prefix)}
    others = ("before.", "ever.") if not prefix else ()
    return {key.removeprefix(prefix): n for key, n in found.items() if not key.startswith(others or ("-",))}


@pytest.fixture
def year(nam_tam, ta_phin, nam_tam_cells, ta_phin_cells, inspector, staff, secretary):
    """Of 2009: one expelled by decision and off the roll, one removed probationer, one resigned, honours, cards."""
    one, two = nam_tam_cells
    told = {"by": staff, "at": clock.now()}
    an = make.member(one, "Lò Văn An")
    make.works(an, "farmer")
    ba = make.member(ta_phin_cells[0], "Chẻo A Ba", until=D(2009, 4, 30), exit="expelled")
    cu = make.member(two, "Lò Văn Cụ")
    make.works(cu, "retired")
    make.exempted(cu)
    make.probationer(two, "Tao Thị Thử", admitted=D(2008, 11, 7), until=D(2009, 7, 31), exit="removed")
    make.member(two, "Lò Văn Xin", until=D(2009, 6, 30), exit="resigned")
    new = make.member(one, "Lò Văn Mới", admitted=D(2008, 6, 1), official=D(2009, 6, 1))
    conduct.member_discipline(ba, ta_phin_cells[0], inspector, form="expulsion")
    conduct.member_discipline(an, one, inspector, form="warning", decision_number="06-QĐ/UBKT")
    lifted = conduct.member_discipline(cu, two, inspector, form="reprimand", decision_number="07-QĐ/UBKT")
    facts = {"by": inspector, "at": clock.now()}
    MemberDisciplineStep.objects.create(discipline=lifted, kind="complaint", on=D(2009, 4, 1), **facts)
    facts |= {"number": "9-QĐ/HU", "issuer": "HU", "outcome": "lifted"}
    MemberDisciplineStep.objects.create(discipline=lifted, kind="decision", on=D(2009, 5, 1), **facts)
    conduct.member_commendation(an, one, staff)
    conduct.member_commendation(
        cu,
        two,
        staff,
        kind="diploma",
        level="province",
        decision_date=D(2007, 2, 3),
        year=2006,
        decision_number="1-QĐ/TU",
    )
    badge = {"decision_number": "3-QĐ/TU", **told}
    Badge.objects.create(member=cu, level=30, awarded_on=D(2007, 5, 19), decision_date=D(2007, 5, 1), **badge)
    Badge.objects.create(member=cu, level=40, awarded_on=D(2009, 5, 19), decision_date=D(2009, 5, 1), **badge)
    make.card(new, since=D(2009, 9, 1))
    return an


class TestFigures:
    def test_form_6_counts_occupations(self, year, staff, district):
        report = ask("form-tctw-6", staff, district)
        assert counts(report) == {
            "total": 3, "working": 1, "occupation.farmer": 1, "retired": 1, "exempted": 1, "rest.occupation": 1,
        }  # fmt: skip
        assert [row.name for row in report.figure("rest.occupation").rows] == ["Lò Văn Mới"]
        assert report.spec.code == "Biểu số 6-TCTW" and any("15 nhóm" in one for one in report.remarks)

    def test_form_8_counts_the_year_and_all_before(self, year, staff, district):
        report = ask("form-tctw-8", staff, district)
        assert counts(report) == {"badges": 1, "certificates": 1}
        assert counts(report, "ever.") == {"badges": 2, "certificates": 1, "diplomas": 1}
        assert report.figure("ever.badges").rows[0].name == "Lò Văn Cụ"
        assert any("Huân chương" in one for one in report.remarks), "what is not kept is named"

    def test_form_9_counts_what_stands_after_complaints_and_who_left(self, year, staff, district, nam_tam):
        report = ask("form-tctw-9", staff, district)
        assert counts(report) == {
            "people": 2, "people.warning": 1, "people.expulsion": 1,
            "out": 3, "expelled": 1, "removed": 1, "removed.probationers": 1, "resigned": 1,
        }  # fmt: skip
        assert counts(ask("form-tctw-9", staff, nam_tam)) == {
            "people": 1, "people.warning": 1, "out": 2, "removed": 1, "removed.probationers": 1, "resigned": 1,
        }  # fmt: skip
        assert counts(ask("form-tctw-9", staff, district, year=2008)) == {}

    def test_form_10_counts_the_business_of_the_year(self, year, staff, district, nam_tam, secretary, nam_tam_cells):
        empty = places.village("Nậm Lúc", committee=nam_tam)
        lived = places.village("Nậm Tăm", committee=nam_tam)
        make.lives(year, lived)
        Case.objects.all().delete()
        admissions.case(nam_tam_cells[0], secretary, since=D(2009, 10, 1))
        found = counts(ask("form-tctw-10", staff, district))
        assert found == {
            "districts": 1, "bases": 2, "bases.idle": 2, "villages.without": 1, "sympathisers": 1, "recognised": 1,
            "cards.first": 1, "praise.members": 1, "badges": 1, "discipline": 2, "discipline.warning": 1,
            "discipline.expulsion": 1, "leaving": 2, "leaving.unfit": 1, "leaving.resigned": 1,
        }  # fmt: skip
        report = ask("form-tctw-10", staff, district)
        [row] = report.figure("villages.without").rows
        assert (row.view, row.key) == ("coverage:village", empty.pk)
        [row] = report.figure("recognised").rows
        assert (row.name, row.texts[0]) == ("Lò Văn Mới", "01/06/2009")

    def test_whoever_took_the_class_or_was_admitted_counts_in_his_period(
        self, staff, district, secretary, nam_tam_cells
    ):
        admissions.brought(nam_tam_cells[0], secretary, "awareness_class")
        found = counts(ask("form-tctw-10", staff, district, year=2007, on=D(2007, 12, 31)))
        assert found["classes"] == 1 and found["sympathisers"] == 1
        make.probationer(nam_tam_cells[0], admitted=D(2007, 11, 1))
        assert "bases.idle" not in counts(ask("form-tctw-10", staff, district, year=2007, on=D(2007, 12, 31)))

    @pytest.mark.parametrize("code", CODES)
    def test_every_figure_opens_its_rows_and_the_workbook_has_its_number(self, code, year, staff, district):
        report = ask(code, staff, district)
        for key in report.figures:
            figure = report.figure(key)
            columns = figure.columns or report.columns
            assert all(len(row.texts) == len(columns) for row in figure.rows), key
        [sheet], rows = report.sheets, computed(kind_of(code).workbook(report))[0]
        for line, row in zip(sheet.lines, rows[3:], strict=False):
            counted = [cell.figure.count if cell.figure else cell.number for cell in line.cells]
            assert [one and float(one) for one in row[1:]] == [one and float(one) for one in counted], line.label

    @pytest.mark.parametrize("code", CODES)
    def test_the_older_set_is_printed_on_any_day(self, code, year, staff, district):
        report = ask(code, staff, district, year=2022, on=D(2022, 12, 31))
        pages = PdfReader(io.BytesIO(kind_of(code).pdf(report, PaperDetails()))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert f"Biểu số {code.removeprefix('form-tctw-')}-TCTW" in text and "NGƯỜI LẬP BIỂU" in text
        assert "Thời hạn: 20 ngày sau kỳ báo cáo" in text and "chưa đối chiếu văn bản" in text


class TestAccess:
    @pytest.mark.parametrize("code", CODES)
    def test_who_may_see_them(self, code, log_in, stranger, nam_tam, district, year):
        address = reverse("reports:report", args=[code])
        assert log_in(people.user("can.bo", "cadre_officer", district)).get(address).status_code == 403
        client = log_in(stranger)
        assert client.get(address, {"don_vi": nam_tam.pk}).status_code == 404
        assert client.get(address).status_code == 200 and client.post(address).status_code == 405

    def test_reading_of_discipline_is_logged(self, log_in, staff, year):
        log_in(staff).get(reverse("reports:report", args=["form-tctw-9"]))
        assert AuditEntry.objects.filter(said__startswith="Xem báo cáo “Biểu 9").count() == 1

    def test_the_neighbours_members_are_not_listed(self, year, stranger, ta_phin, district):
        asked = Asked(ta_phin.pk, TODAY, since=D(2009, 1, 1), until=D(2009, 12, 31))
        for code in CODES[2:]:
            report = kind_of(code).build(people.scope(stranger), asked)
            names = {row.name for one in report.figures.values() for row in one.rows}
            assert "Lò Văn An" not in names and "Lò Văn Xin" not in names


def test_more_rows_need_no_more_queries(year, staff, district, nam_tam_cells, inspector):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            for code in CODES:
                ask(code, staff, district)
        return len(found)

    few = queries()
    for number in range(10):
        who = make.probationer(nam_tam_cells[number % 2], f"Lò Văn {number}", D(2009, 6, 1))
        conduct.member_discipline(who, nam_tam_cells[0], inspector, decision_number=f"{number}")
        make.card(who, since=D(2009, 9, 1))
    assert queries() <= few
