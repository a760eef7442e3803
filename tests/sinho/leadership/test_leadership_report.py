"""Report `leadership` on a small district that can be counted by hand: what is left out, scope, queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.assessments.models import Campaign
from sinho.accounts.roles import Role
from sinho.documents.formats import FIGURES
from sinho.documents.reports import Asked, PaperDetails
from sinho.filings import files
from sinho.leadership.report import KIND, build
from sinho.leadership.report.build import SUBJECTS
from sinho.refusal import Refused
from tests.conftest import TODAY
from tests.factories import assessments as year
from tests.factories import cadres, filings, people
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import training as study

D = dt.date
SINCE = D(2008, 1, 1)
PAGE = reverse("reports:report", args=["leadership"])


def told(person, organization, since=SINCE, until=TODAY, on=TODAY):
    return build(people.scope(person), Asked(organization.pk, on, since=since, until=until))


def said(report) -> str:
    chapters = (chapter for part in report.story.parts for chapter in part.chapters)
    return " ".join(one.plain for chapter in chapters for paragraph in chapter.paragraphs for one in paragraph)


def admitted(cell, number: int, on: dt.date):
    return make.member(cell, f"Lò Văn {number}", admitted=on, official=None)


def test_where_nothing_is_known_nothing_is_said(district, staff):
    report = told(staff, district)
    assert said(report) == "" and [part.chapters for part in report.story.parts] == [()] * 4
    assert "kết quả trên" in KIND.printed(report, PaperDetails()).html()


def test_a_small_district_in_words(district, nam_tam, nam_tam_cells, ta_phin, staff):
    one, other = nam_tam_cells
    admitted(one, 1, D(2007, 5, 1))
    for number in range(2, 5):
        admitted(other, number, D(2009, 5, 1))
    text = said(told(staff, district))
    assert "Đảng bộ huyện Sìn Hồ có 02 tổ chức cơ sở đảng (gồm 02 đảng bộ cơ sở, 00 chi bộ cơ sở), 02 chi bộ" in text
    assert "Tổ chức cơ sở đảng không thay đổi so với ngày 31/12/2007" in text
    assert "Toàn đảng bộ có 04 đảng viên, tăng 03 so với ngày 31/12/2007." in text
    assert "kết nạp 1 đảng viên (tính các năm 2007–2009)" in text, "a year without anybody counts in the mean"


def test_who_is_in_two_classes_on_the_spot_is_one_person(district, nam_tam, nam_tam_cells, staff):
    member = admitted(nam_tam_cells[0], 1, D(2007, 5, 1))
    cadre, other = cadres.cadre(nam_tam, "Lò Văn 1", member=member), cadres.cadre(nam_tam, "Tẩn A Lử")
    theory = {"name": "Trung cấp lý luận", "field": "theory", "specialty": ""}
    classes = study.training_class(district), study.training_class(district, **theory)
    study.enrolment(classes[0], nam_tam, cadre=cadre)
    study.enrolment(classes[1], nam_tam_cells[0], member=member, since=D(2009, 2, 1))
    for one in classes:
        study.enrolment(one, nam_tam, cadre=other)
    report = told(staff, district)
    people_there = report.figure("training.on_site.people")
    assert (people_there.count, report.figure("training.sent").count) == (2, 4)
    assert "01 lớp trung cấp lý luận chính trị đào tạo tại chỗ cho 02 cán bộ" in said(report)


def test_an_organisation_younger_than_the_campaigns_is_told_from_its_first_year(district, staff):
    for number in (2007, 2008, 2009):
        year.campaign(district, number)
    young = places.grassroots_cell("Ngân hàng", parent=district, code="SH-NH", since=D(2009, 3, 1))
    report = told(staff, young)
    assert Campaign.objects.count() == 3
    assert not [key for key in report.figures if key.startswith(("grades.2007", "grades.2008"))]


def test_a_day_on_which_it_was_not_there_is_refused(district, nam_tam, staff):
    with pytest.raises(Refused, match="không tồn tại"):
        told(staff, nam_tam, D(2003, 1, 1), D(2003, 12, 31), D(2003, 12, 31))
    with pytest.raises(Refused, match="chưa bắt đầu"):
        told(staff, nam_tam, D(2010, 1, 1), D(2010, 12, 31))


def test_more_rows_need_no_more_queries(district, nam_tam, nam_tam_cells, staff):
    counts = []
    for size in (1, 12):
        for number in range(size):
            admitted(nam_tam_cells[0], size * 100 + number, D(2009, 2, 1))
        with CaptureQueriesContext(connection) as found:
            told(staff, district)
        counts.append(len(found))
    assert counts[0] == counts[1] < 300


def test_who_may_open_it(log_in, staff, stranger, nam_tam, nam_tam_cells, district):
    cell = people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0])
    assert log_in(staff).get(PAGE).status_code == 200
    assert log_in(stranger).get(PAGE, {"don_vi": nam_tam.pk}).status_code == 404
    assert log_in(cell).get(PAGE).status_code == 403


def test_an_issued_report_is_opened_only_by_who_may_read_all_of_it(district, staff, client, monkeypatch):
    monkeypatch.setattr(files, "FORMATS", (FIGURES,))
    asked = Asked(district.pk, TODAY, since=SINCE, until=TODAY)
    one = filings.report(district, staff, asked=asked, code="leadership")
    pages = [reverse("filings:filing", args=[one.pk]), reverse("filings:file", args=[one.pk, "json"])]
    for role, status in ((Role.INSPECTOR, 403), (Role.CADRE_OFFICER, 403), (Role.DISTRICT_LEADER, 200)):
        client.force_login(people.user(role.value, role, district))
        assert [client.get(page).status_code for page in pages] == [status, status]
        assert (one.title in client.get(reverse("filings:list")).content.decode()) is (status == 200)


def test_what_an_issued_report_asks_for_covers_every_subject():
    assert {one.needs for one in SUBJECTS if one.needs} <= set(KIND.needs_when_issued)
