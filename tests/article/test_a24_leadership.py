"""The whole-theme report on the demo district says every figure of the article, as the other reports count it (A24)."""

import datetime as dt
import io
import re

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.organizations.models import Organization
from members.coverage.models import lives_of, states_seen
from members.coverage.rules import numbers_on
from sinho.accounts.models import User
from sinho.documents.formats import format_of
from sinho.documents.reports import PaperDetails, asked_for, kind_of
from sinho.home import curves
from sinho.leadership.report import KIND
from sinho.leadership.report.build import SUBJECTS
from tests.factories import people

pytestmark = pytest.mark.usefixtures("demo")
SINCE, TODAY = dt.date(2008, 1, 1), dt.date(2009, 12, 18)
SIGNED = PaperDetails("214", dt.date(2009, 12, 21), "Phó Bí thư", "Vàng Văn Ún")
# Words of the article, with the figure as the report computes it.
ARTICLE = (
    "Trung bình hằng năm kết nạp gần 200 đảng viên",
    "Đến tháng 10/2008 không còn bản trắng đảng viên",
    "thành lập 06 chi bộ cơ sở, 41 chi bộ trực thuộc đảng ủy cơ sở",
    "02 lớp trung cấp chuyên môn, 01 lớp trung cấp lý luận chính trị đào tạo tại chỗ cho hơn 200 (209 người) cán bộ",
    "hằng năm ngân sách huyện dành từ 200 đến 300 triệu đồng hỗ trợ tiền sinh hoạt",
    "năm 2008 chi 222,25 triệu đồng",
    "298/400 (74,5 %) có trình độ học vấn trung học cơ sở (THCS) trở lên, tăng 30,0 điểm phần trăm (tương đối tăng "
    "67,4 %) so với ngày 31/12/2007 (174/391, bằng 44,5 %)",
    "340/400 (85,0 %) được đào tạo, bồi dưỡng chuyên môn nghiệp vụ theo chức danh quy định",
    "128/400 (32,0 %) có trình độ chuyên môn từ trung cấp trở lên",
    "bằng 32,0 % tổng số cán bộ, công chức và bằng 37,6 % số được đào tạo, bồi dưỡng theo chức danh (128/340)",
    "175/400 (43,8 %) có trình độ lý luận chính trị từ sơ cấp trở lên",
)


def asked(code="SH", kind=KIND, **times):
    organization = Organization.objects.get(code=code).pk
    return asked_for(kind, organization_id=organization, today=TODAY, **times)


def built(username="bantochuc", code="SH", **times):
    return KIND.build(people.scope(User.objects.get(username=username)), asked(code, **times))


@pytest.fixture(scope="module")
def kept() -> dict:
    """What was built before: a report is a value, and no test here changes the demo district."""
    return {}


@pytest.fixture
def report(demo, kept):
    if "report" not in kept:
        kept["report"] = built()
    return kept["report"]


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def said(report) -> str:
    parts = (part for part in report.story.parts)
    told = (chapter for part in parts for chapter in part.chapters)
    return spaced(" ".join(one.plain for chapter in told for paragraph in chapter.paragraphs for one in paragraph))


def test_without_a_period_it_looks_back_to_the_beginning_of_the_year_before(report):
    assert (report.since, report.day) == (SINCE, TODAY)


def test_the_paper_read_back_holds_every_figure_of_the_article(report):
    pages = pypdf.PdfReader(io.BytesIO(KIND.pdf(report, SIGNED))).pages
    # Without the number of a page, which is read last and may come to stand within a sentence.
    text = spaced(" ".join(re.sub(r"\s\d+\s*$", "", page.extract_text()) for page in pages))
    assert [words for words in ARTICLE if words not in text] == []
    for heading in ("I- TÌNH HÌNH", "II- KẾT QUẢ", "III- HẠN CHẾ, NGUYÊN NHÂN", "IV- NHIỆM VỤ, KIẾN NGHỊ"):
        assert heading in text
    assert "HUYỆN ỦY SÌN HỒ * Số 214-BC/HU" in text and "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Vàng Văn Ún" in text


def test_every_figure_opens_as_many_rows_as_it_counts(report):
    assert len(report.keys()) > 150 and report.columns == ()
    for key in report.figures:
        figure = report.figure(key)
        assert figure.count == report.as_json()["figures"][key] and figure.thing, key
        assert all(len(row.texts) == len(figure.columns) for row in figure.rows), key


def test_a_list_is_opened_from_its_chapter_alone(report):
    scope, found = people.scope(User.objects.get(username="bantochuc")), {}
    for subject in SUBJECTS:
        with CaptureQueriesContext(connection) as queries:
            part = KIND.holding(scope, report.asked, f"{subject.key}.x")
        assert len(queries) < 65, "the whole report asks about 250"
        assert {key.partition(".")[0] for key in part.figures} <= {subject.key}
        found |= part.figures
    assert found == report.figures
    assert KIND.holding(scope, report.asked, "khong.co").keys() == []


def test_word_holds_them_too_and_what_people_wrote(report):
    document = docx.Document(io.BytesIO(format_of("docx").write(KIND, report, SIGNED)))
    text = spaced(" ".join(paragraph.text for paragraph in document.paragraphs))
    assert [words for words in ARTICLE if words not in text] == []
    assert "Nguyên nhân khách quan: địa bàn rộng" in text and "Kiến nghị Ban Thường vụ Tỉnh ủy" in text


# Chapter → the report that its figures are taken from, and the period.
TAKEN = {
    "directives": ("directives", SINCE),
    "regulations": ("directives", SINCE),
    "founded": ("organizations-founded", SINCE),
    "weak": ("oversight", SINCE),
    "charge": ("oversight", SINCE),
    "people": ("oversight", SINCE),
    "praise": ("conduct", SINCE),
    "training": ("training", SINCE),
    "quality": ("cadre-quality", SINCE),
}


def other(code: str, **times):
    kind = kind_of(code)
    return kind.build(people.scope(User.objects.get(username="bantochuc")), asked(kind=kind, **times))


@pytest.mark.parametrize("chapter", TAKEN)
def test_a_figure_is_the_one_of_the_other_report(report, chapter):
    code, since = TAKEN[chapter]
    theirs = other(code, since=since, until=TODAY)
    mine = {key.removeprefix(f"{chapter}."): report.figure(key) for key in report.figures if key.startswith(chapter)}
    own = {key for key in mine if key.startswith("on_site.") or key == "votes"}
    assert set(mine) - own
    for key in set(mine) - own:
        assert mine[key].rows == theirs.figure(key).rows, key


@pytest.mark.parametrize("year", [2005, 2007, 2008, 2009])
def test_admissions_of_a_year_are_those_of_the_report_on_admission(report, year):
    theirs = other("admission", since=dt.date(year, 1, 1), until=min(dt.date(year, 12, 31), TODAY))
    for line in ("total", "women", "minority", "village", "general.upper_secondary"):
        assert report.figure(f"admissions.{year}.{line}").rows == theirs.figure(line).rows
    if year == 2009:
        for key in ("cases.late", "cases.preparing", "cases.probation"):
            assert report.figure(f"admissions.{key}").rows == theirs.figure(key).rows


@pytest.mark.parametrize("year", [2008, 2009])
def test_grades_of_a_year_are_those_of_the_report_on_quality(report, year):
    theirs = other("cell-quality", year=year)
    keys = [key for key in report.figures if key.startswith(f"grades.{year}.") and not key.endswith("registered")]
    assert len(keys) > 10
    for key in keys:
        assert report.figure(key).count == theirs.figure(key.removeprefix(f"grades.{year}.")).count, key


def test_meetings_conduct_and_money_are_those_of_their_reports(report):
    year = {"since": dt.date(2009, 1, 1), "until": TODAY}
    meetings = other("meetings", **year)
    for key in ("due", "held", "missed", "themes", "low", "good"):
        assert report.figure(f"meetings.{key}").rows == meetings.figure(f"all-{key}").rows
    conduct, values = other("conduct", since=SINCE, until=TODAY), report.chapter("inspection").values
    assert {key: conduct.figure(key).count for key in values} == values
    for first in (2008, 2009):
        training = other("training", since=dt.date(first, 1, 1), until=min(dt.date(first, 12, 31), TODAY))
        money = report.chapter("support").values
        assert (money[f"{first}.paid"], money[f"{first}.budget"]) == (training.now.paid, training.now.budget)
        assert report.figure(f"support.{first}.payments").count == len(training.now.payments)


@pytest.mark.parametrize(("key", "day"), [("tree.members", TODAY), ("tree.members.before", dt.date(2007, 12, 31))])
def test_the_roll_is_that_of_form_3(report, key, day):
    assert report.figure(key).count == other("form-3", year=day.year, on=day).figure("total").count


# Figure → the page that lists the same, and what is asked of it.
PAGES = {
    "planning.people": ("planning:people", {}),
    "reviews.all": ("reviews:people", {}),
    "reviews.missing": ("reviews:people", {"muc": "chua"}),
    "movements.away": ("movements:list", {}),
    "movements.late": ("movements:list", {"tinh-trang": "qua-han"}),
    "movements.soon": ("movements:list", {"tinh-trang": "sap-het"}),
    "renewal.going_on": ("movements:cases", {}),
}


def test_what_no_report_counts_is_what_its_page_lists(report, client):
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    for key, (page, query) in PAGES.items():
        listed = client.get(reverse(page), query).context["page"].paginator.count
        assert report.figure(key).count == listed > 0, key
    assert report.figure("planning.gaps").count == len(client.get(reverse("planning:gaps")).context["rows"])
    sent = other("form-11", since=SINCE, until=TODAY)
    assert report.figure("movements.to_communes").count == sent.figure("total.down").count


def test_villages_are_those_of_their_page_and_of_the_first_page_of_the_leaders(report):
    scope = people.scope(User.objects.get(username="bantochuc"))
    for day, suffix in ((TODAY, ""), (dt.date(2007, 12, 31), ".before")):
        found = numbers_on(lives_of([one.village_id for one in states_seen(scope, day)]), day)
        assert report.figure(f"villages.without_members{suffix}").count == found.without_members
        assert report.figure(f"villages.without_own_cell{suffix}").count == found.without_own_cell
        if not suffix:
            assert report.figure("villages.all").count == found.villages
            assert report.figure("villages.without_cell").count == found.without_cell
    frame = curves.Frame(scope, report.asked.organization_id, TODAY)
    assert curves.without_members(frame).now == report.figure("villages.without_members").count
    assert curves.weak(frame).now == other("oversight", since=SINCE, until=TODAY).figure("weak.on").count
    assert curves.meetings(frame).now == report.figure("meetings.held").count


def test_discipline_is_numbers_alone(report):
    """The lists stand in the report on conduct, where each opening is in the log."""
    assert not [key for key in report.figures if key.startswith("inspection.")]
    assert "Thi hành kỷ luật 01 tổ chức đảng, 13 đảng viên" in said(report)


def test_who_may_not_read_a_subject_gets_the_report_without_it(demo):
    whole = {chapter.key for chapter in built().chapters}
    officer, inspector = built("canbo"), built("kiemtra")
    members_only = {"villages", "admissions"}
    staff_only = {"reviews", "planning", "movements", "renewal", "training", "support", "quality"}
    assert whole - {one.key for one in officer.chapters} == {*members_only, "inspection"}
    assert whole - {one.key for one in inspector.chapters} == staff_only
    assert "Kiểm tra, giám sát, kỷ luật" in officer.left_out and "kỷ luật 01" not in said(officer)
    assert "đảng viên, tăng" not in said(officer) and "lượt đảng viên" not in said(officer)
    assert "lấy phiếu tín nhiệm đối với" not in said(inspector)


def test_a_commune_reports_on_itself_alone(demo):
    report = built("bithu.namtam", "SH-NT")
    text = said(report)
    assert "Đảng bộ xã Nậm Tăm có 13 chi bộ trực thuộc" in text and "thành lập 03 chi bộ trực thuộc" in text
    below = {row.organization_id for key in report.figures for row in report.figure(key).rows}
    codes = Organization.objects.filter(pk__in=below).values_list("code", flat=True)
    assert {code for code in codes if not code.startswith("SH-NT")} <= {"SH"}  # classes and papers of the district
    assert report.chapter("weak") is None and not re.search(r"\b00 ", text)
    assert "ĐẢNG ỦY XÃ NẬM TĂM" in KIND.printed(report, SIGNED).html()


def test_it_is_told_as_of_any_day(demo):
    text = said(built(since=dt.date(2007, 1, 1), until=dt.date(2007, 12, 31), on=dt.date(2007, 12, 31)))
    assert "08/300 (2,7 %) bản chưa có đảng viên" in text and "Còn 08 bản chưa có đảng viên" in text.replace(
        "còn", "Còn"
    )
    assert "174/391 (44,5 %)" in text and "2009" not in text


def test_page_list_workbook_json(client):
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("reports:report", args=["leadership"])).text
    assert "III. Hạn chế, nguyên nhân" in page and 'so=founded.kind.grassroots_cell"' in page
    rows = client.get(reverse("reports:rows", args=["leadership"]), {"so": "founded.kind.grassroots_cell"})
    assert rows.context["page"].paginator.count == 6 and "Ngày thành lập" in rows.text
    data = client.get(reverse("reports:json", args=["leadership"])).json()
    assert data["figures"]["founded.kind.subordinate_cell"] == 41 and data["values"]["admissions"]["mean"] == 192
    assert data["values"]["villages"]["last_village_reached_on"] == "2008-10-14"
    assert client.get(reverse("reports:xlsx", args=["leadership"])).status_code == 200
    assert client.get(reverse("reports:passages", args=["leadership"])).status_code == 200
