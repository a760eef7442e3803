"""`check_data` finds what it promises, reads only, and tells contradictions apart from what is to be seen to."""

import datetime as dt
import hashlib
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cells.access.models import Grant
from cells.assessments.models import Score, Sheet
from cells.organizations.models import Organization, OrganizationEvent, OrganizationState
from cells.places.models import VillageState
from members.roll.models import Standing
from sinho.accounts.models import User
from sinho.imports.models import Upload
from sinho.management.data_checks import CONTRADICTIONS, FINDINGS
from tests.factories import admissions, people
from tests.factories import assessments as year
from tests.factories import members as roll
from tests.factories import organizations as make

TODAY = dt.date(2009, 12, 18)
LATER = dt.date(2009, 6, 1)


def checked(**options):
    """(lines, whether the command failed)."""
    out = io.StringIO()
    try:
        call_command("check_data", stdout=out, **options)
    except CommandError:
        return out.getvalue().splitlines(), True
    return out.getvalue().splitlines(), False


def found(code, day=TODAY):
    return list({**CONTRADICTIONS, **FINDINGS}[code](day))


def test_the_demo_district_has_no_contradiction(demo):
    lines, failed = checked()

    assert not failed
    assert lines[-1] == "Rà soát đến ngày 18/12/2009: 0 mâu thuẫn, 40 việc cần xem lại."
    assert [sum(line.startswith(code) for line in lines) for code in ("R18", "R21", "R22")] == [3, 5, 3]
    assert [line for line in lines[:-1] if not line.startswith(("R08", "R18", "R21", "R22"))] == [
        f"R01: {OrganizationState.objects.get(organization__code='SH-PSC-B01').name} (SH-PSC-B01) chưa có bí thư."
    ]


def test_the_check_only_reads(demo):
    """In a transaction that refuses every change."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")

    lines, failed = checked()

    assert lines and not failed


def test_an_empty_database_has_nothing_to_say(db):
    assert checked() == (["Rà soát đến ngày 18/12/2009: 0 mâu thuẫn, 0 việc cần xem lại."], False)


def test_another_day_may_be_asked_for(demo):
    lines, _ = checked(on="31/12/2007")

    assert lines[-1].startswith("Rà soát đến ngày 31/12/2007: 0 mâu thuẫn, ")
    assert len([line for line in lines if line.startswith("R08")]) == 34


def test_what_is_no_day_is_refused_with_a_sentence(db):
    with pytest.raises(CommandError, match="Không có ngày 31/02/2009"):
        call_command("check_data", on="31/02/2009")


def test_a_contradiction_fails_the_command(no_triggers, nam_tam_cells, nam_tam):
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(until=LATER))

    lines, failed = checked()

    assert failed
    assert len([line for line in lines if line.startswith("M01")]) == 2


@pytest.mark.parametrize("facts", [{"decided_level": "excellent"}, {"decided_level": "", "not_evaluated_reason": "x"}])
def test_m06_a_result_that_the_scheme_does_not_know(no_triggers, district, nam_tam, facts):
    sheet = year.decided(year.campaign(district, 2009), nam_tam, "good")
    Sheet.objects.filter(pk=sheet.pk).update(**facts)

    assert found("M06") == ["Kết quả năm 2009 của SH-NT không có trong bộ quy tắc của đợt."]


@pytest.mark.parametrize(("criterion", "points"), [("2.1", "15.5"), ("9.9", "1")])
def test_m07_points_that_the_criteria_do_not_allow(district, nam_tam, criterion, points):
    sheet = year.sheet(year.campaign(district, 2009), nam_tam)
    Score.objects.create(sheet=sheet, body="self", criterion=criterion, points=Decimal(points))

    assert found("M07") == [f"Điểm tiêu chí {criterion} năm 2009 của SH-NT vượt mức tối đa hoặc sai tiêu chí."]


def test_r14_an_open_account_without_a_role(staff):
    people.user("khong.quyen", full_name="Tẩn A Mìn")
    people.user("da.dong", is_active=False)
    assert found("R14") == ["Tài khoản khong.quyen (Tẩn A Mìn) đang mở nhưng không có vai trò nào."]

    Grant.objects.update(valid=make.period(until=LATER))
    assert len(found("R14")) == User.objects.filter(is_active=True).count() == 2


@pytest.fixture
def uploaded(staff, district):
    """A file tried ten days ago."""
    content = b"mot tep"
    return Upload.objects.create(
        kind="organizations",
        file_name="to-chuc.xlsx",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        organization_id=district.pk,
        tried_at=year.at(dt.date(2009, 12, 8)),
        tried_by=staff,
    )


def test_r16_a_file_that_was_tried_and_forgotten(uploaded):
    assert found("R16") == ["Tệp to-chuc.xlsx (Tao Thị Mỷ) đã thử ngày 08/12/2009 nhưng chưa nhập."]
    assert found("R16", dt.date(2009, 12, 15)) == []
    assert found("M08") == found("M09") == []


def test_m08_a_file_of_an_organisation_that_is_not_there(uploaded):
    Upload.objects.update(organization_id=0)

    assert found("M08") == [f"Tệp nhập to-chuc.xlsx (số {uploaded.pk}) ghi cho một tổ chức không có."]


def test_m09_a_file_that_is_no_longer_what_was_uploaded(uploaded):
    Upload.objects.update(content=b"tep khac")

    assert found("M09") == [f"Tệp nhập to-chuc.xlsx (số {uploaded.pk}) không còn nguyên như khi đưa lên."]


@pytest.fixture
def graded(district, nam_tam):
    """A commune decided as clean and strong with 75 points of its own, and the rows to explain it."""
    sheet = year.decided(year.campaign(district, 2009), nam_tam, "clean_strong")
    sheet.scores.all().delete()
    criteria = sheet.campaign.rules.frame_for("grassroots_committee", "commune").criteria.values()
    for criterion in criteria:
        points = (criterion.max * 3 / 4).quantize(Decimal("0.01"))
        Score.objects.create(sheet=sheet, body="self", criterion=criterion.code, points=points)
    return sheet


def test_r15_a_grade_above_the_points_without_a_word(graded):
    assert found("R15") == [
        "Đảng bộ xã Nậm Tăm (SH-NT) năm 2009 xếp “Trong sạch, vững mạnh” cao hơn mức theo điểm "
        "“Hoàn thành tốt nhiệm vụ” mà không ghi lý do."
    ]


def test_r15_is_silent_when_the_decision_says_why(no_triggers, graded):
    Sheet.objects.filter(pk=graded.pk).update(decision_note="Dẫn đầu huyện về phổ cập.")

    assert found("R15") == []


def test_r15_is_silent_when_points_are_missing_or_lower_grades_were_given(no_triggers, graded):
    Sheet.objects.filter(pk=graded.pk).update(decided_level="completed")
    assert found("R15") == []

    Sheet.objects.filter(pk=graded.pk).update(decided_level="clean_strong")
    Score.objects.filter(sheet=graded, criterion="6.3").update(points=None)
    assert found("R15") == []


def test_the_number_of_queries_does_not_grow_with_the_rows(demo, django_assert_max_num_queries):
    """The demo district has 300 organisations and 1,200 sheets; four campaigns are read one by one."""
    assert OrganizationEvent.objects.count() > 300
    assert Organization.objects.count() > 300

    with django_assert_max_num_queries(97):
        checked()


def test_m10_a_membership_outside_the_cell_or_the_standing(no_triggers, nam_tam_cells):
    member = roll.member(nam_tam_cells[0], "Lò Văn An")
    Standing.objects.filter(member=member, kind="official").update(valid=make.period(LATER))

    [line] = found("M10")
    assert line.startswith("Lò Văn An sinh hoạt từ 03/02/2004")


def test_m11_a_step_that_the_rules_would_not_let_be_written(no_triggers, nam_tam_cells, staff):
    case = admissions.brought(nam_tam_cells[0], staff, "cell_vote")
    assert found("M11") == []
    case.steps.filter(step="cell_vote").update(on=dt.date(2008, 1, 1))

    [line] = found("M11")
    assert "trước bước trước đó" in line


def test_r17_to_r20_what_is_to_be_seen_to_about_members(nam_tam, nam_tam_cells):
    roll.probationer(nam_tam_cells[0], "Tao Thị Lâu", admitted=dt.date(2007, 5, 19))
    first, second = (
        roll.member(nam_tam_cells[0], "Lò Văn Đôi", birth_month=2, birth_day=3, home_place="Xã Nậm Tăm")
        for _ in range(2)
    )
    village = make.village("Nà Hết", committee=nam_tam)
    roll.lives(roll.member(nam_tam_cells[1], "Lò Văn Xa"), village)
    VillageState.objects.filter(village=village).update(valid=make.period(until=LATER))
    roll.member(nam_tam_cells[1], "Lò Văn Trẻ", birth_year=1990)

    assert found("R17") == ["Tao Thị Lâu là đảng viên dự bị từ 19/05/2007, chưa xét chính thức."]
    assert found("R18") == [
        f"Lò Văn Đôi, sinh 03/02/1975: hồ sơ mã {first.pk} và mã {second.pk} có thể là của một người."
    ]
    assert found("R19") == [f"Lò Văn Xa ở bản {village.code}, bản không có vào ngày 18/12/2009."]
    assert found("R20") == ["Lò Văn Trẻ, sinh 1990, vào Đảng 03/02/2004 khi chưa đủ 18 tuổi."]
