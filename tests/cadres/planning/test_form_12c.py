"""Form 12C on turns that can be counted by hand: rows, columns, the list behind each figure, its files."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from cadres.planning.report.form12c import CODE, build, printed, workbook
from sinho.documents.reports import Asked, NothingToReport, PaperDetails
from tests.factories import cadres as make
from tests.factories import members, people, plans

TODAY = dt.date(2009, 12, 18)


@pytest.fixture
def three(nam_tam, ta_phin, nam_tam_cells):
    """An for two posts, Mai for one in the other commune, a member for one."""
    an = make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1958)
    make.learned(an, "professional", "university")
    make.learned(an, "theory", "intermediate")
    mai = make.cadre(ta_phin, "Tao Thị Mai", "women_chair", sex="female", birth_year=1968)
    make.learned(mai, "theory", "bachelor")
    ban = members.member(nam_tam_cells[0], "Trần Văn Bản", birth_year=1980, ethnicity="eth_kinh")
    members.learned(ban, "professional", "college")
    first, second = plans.plan(nam_tam), plans.plan(ta_phin)
    plans.planned(first, an, "committee_chair", "committee_member")
    plans.planned(first, ban, "front_chair")
    plans.planned(second, mai, "women_chair")
    return first


def ask(person, organization, year=2009):
    return build(people.scope(person), Asked(organization.pk, TODAY, year=year))


def test_turns_by_row_and_column(three, staff, district):
    report = ask(staff, district)
    counts = {key: figure.count for key, figure in report.figures.items() if figure.count}
    assert {key: number for key, number in counts.items() if key.startswith("all.")} == {
        "all.all": 4,
        "all.committee": 1,
        "all.administration_chair": 1,
        "all.organisation_head": 2,
    }
    totals = {key.removesuffix(".all"): number for key, number in counts.items() if key.endswith(".all")}
    assert totals == {
        "all": 4,
        "women": 1,
        "minority": 3,
        "age.to_40": 1,
        "age.to_50": 1,
        "age.over_50": 2,
        "professional.college": 1,
        "professional.university": 2,
        "theory.intermediate": 2,
        "theory.advanced": 1,
    }
    assert [row.name for row in report.figure("age.over_50.all").rows] == ["Lò Văn An", "Lò Văn An"]
    for line in report.sheets[0].lines:
        figures = [cell.figure for cell in line.cells if cell.figure]
        assert not figures or figures[0].count == sum(one.count for one in figures[1:])
    assert report.blanks == ["Học hàm (giáo sư, phó giáo sư)"] and "chưa đối chiếu" in report.edition.says


def test_the_secretary_counts_his_commune_and_before_the_decision_there_is_nothing(three, secretary, nam_tam):
    assert ask(secretary, nam_tam).figure("all.all").count == 3
    with pytest.raises(NothingToReport, match="chưa ghi quy hoạch nào"):
        ask(secretary, nam_tam, year=2007)


def test_screen_files_and_lists_say_the_same(three, log_in, staff, district):
    client = log_in(staff)
    report, asked = ask(staff, district), f"?nam=2009&don_vi={district.pk}&ngay=18/12/2009"
    page = client.get(reverse("reports:report", args=[CODE]) + asked)
    assert page.status_code == 200 and "nhiệm kỳ 2010–2015" in page.content.decode()
    rows = client.get(reverse("reports:rows", args=[CODE]) + f"{asked}&so=organisation_head".replace("so=", "so=all."))
    text = rows.content.decode()
    assert rows.status_code == 200 and "Tao Thị Mai" in text and "Trần Văn Bản" in text
    told = json.loads(client.get(reverse("reports:json", args=[CODE]) + asked).content)
    assert told["figures"]["all.all"] == 4
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(report))).active
    total, *parts = [cell.value for cell in sheet[4]][1:13]
    assert total == "=C4+D4+E4+F4+G4+H4+I4+J4+K4+L4+M4" and (parts[0], sum(parts)) == (1, 4)
    pages = PdfReader(io.BytesIO(printed(report, PaperDetails()).pdf())).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1 and "QUY HOẠCH CÁN BỘ LÃNH ĐẠO" in text and "Lượt người" in text
