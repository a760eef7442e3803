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
from cells.organizations.enums import Office
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState
from cells.places.models import Commune, VillageService, VillageState
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


def test_m01_and_m02_a_parent_that_does_not_stand_above(no_triggers, nam_tam_cells, nam_tam):
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(until=LATER))

    assert found("M01") == [
        "Chi bộ bản Nậm Tăm 1 (SH-NT-01) không có cấp trên phù hợp trong cả giai đoạn từ 02/01/2004.",
        "Chi bộ bản Nậm Tăm 2 (SH-NT-02) không có cấp trên phù hợp trong cả giai đoạn từ 02/01/2004.",
    ]
    assert len(found("M02")) == 2


def test_m03_a_founding_after_the_first_day(nam_tam):
    make.founding(nam_tam, LATER)

    assert found("M03") == ["SH-NT thành lập ngày 01/06/2009 nhưng giai đoạn đầu từ 02/01/2004."]


def test_m04_a_village_served_by_a_cell_that_has_ended(no_triggers, nam_tam, nam_tam_cells):
    village = make.village("Nà Tăm", committee=nam_tam, served_by=nam_tam_cells[0])
    OrganizationState.objects.filter(organization=nam_tam_cells[0]).update(valid=make.period(until=LATER))

    assert found("M04") == [f"Bản {village.code} do SH-NT-01 phụ trách từ 02/01/2004 khi chi bộ này không tồn tại."]


def test_m05_a_village_under_a_committee_that_has_ended(no_triggers, nam_tam):
    village = make.village("Nà Tăm", committee=nam_tam)
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(until=LATER))

    assert found("M05") == [f"Bản Nà Tăm ({village.code}) thuộc SH-NT cả khi tổ chức này không tồn tại."]


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


def test_r01_an_organisation_without_secretary(district, nam_tam):
    make.secretary(district)
    officer = make.secretary(nam_tam)
    assert found("R01") == []
    Officer.objects.filter(pk=officer.pk).update(held=make.period(until=LATER))

    assert found("R01") == ["Đảng bộ xã Nậm Tăm (SH-NT) chưa có bí thư."]


def test_r01_a_deputy_is_no_secretary(nam_tam):
    officer = make.secretary(nam_tam)
    Officer.objects.filter(pk=officer.pk).update(office=Office.STANDING_DEPUTY)

    assert "Đảng bộ xã Nậm Tăm (SH-NT) chưa có bí thư." in found("R01")


@pytest.mark.parametrize(("members", "sentences"), [(2, 1), (3, 0), (None, 0)])
def test_r02_too_few_members_at_the_founding(nam_tam_cells, members, sentences):
    make.founding(nam_tam_cells[0], make.LONG_AGO, official_members=members)

    assert len(found("R02")) == sentences


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ({"decision_number": "5-QĐ/ĐU", "decision_date": LATER}, 0),
        ({"decision_number": "", "decision_date": LATER}, 1),
        ({"decision_number": "5-QĐ/ĐU"}, 1),
    ],
)
def test_r03_a_founding_without_its_decision(nam_tam_cells, facts, sentences):
    make.founding(nam_tam_cells[0], make.LONG_AGO, **facts)

    assert len(found("R03")) == sentences


def test_r04_a_committee_without_cells(nam_tam, ta_phin_cells):
    assert found("R04") == ["Đảng bộ xã Nậm Tăm (SH-NT) chưa có tổ chức trực thuộc nào."]


def test_r05_two_of_the_same_name_under_one_committee(nam_tam, ta_phin):
    for committee in (nam_tam, nam_tam, ta_phin):
        make.cell("bản Sín Chải", parent=committee)

    assert found("R05") == ["Có 2 tổ chức cùng tên Chi bộ bản Sín Chải dưới SH-NT."]


def test_r06_and_r07_times_of_which_nothing_is_known(nam_tam, nam_tam_cells):
    village = make.village("Nà Tăm", committee=nam_tam)
    for rows in (OrganizationState.objects.filter(organization=nam_tam_cells[0]), VillageState.objects.all()):
        row = rows.get()
        row.valid = make.period(until=dt.date(2008, 3, 31))
        row.save()
        row.pk, row.valid = None, make.period(since=dt.date(2008, 4, 2))
        row.save()

    assert found("R06") == ["Chi bộ bản Nậm Tăm 1 (SH-NT-01): không ghi gì giữa 31/03/2008 và 02/04/2008."]
    assert found("R07") == [f"Bản Nà Tăm ({village.code}): không ghi gì giữa 31/03/2008 và 02/04/2008."]


def test_r06_periods_that_touch_leave_no_gap(nam_tam_cells):
    state = OrganizationState.objects.get(organization=nam_tam_cells[0])
    state.valid = make.period(until=dt.date(2008, 3, 31))
    state.save()
    state.pk, state.valid = None, make.period(since=dt.date(2008, 4, 1))
    state.save()

    assert found("R06") == []


def test_r08_and_r09_villages_and_their_cells(nam_tam, nam_tam_cells):
    alone = make.village("Bản Lẻ", committee=nam_tam)
    for name in ("Nà Tăm", "Nà Sẳng"):
        make.village(name, committee=nam_tam, served_by=nam_tam_cells[0])

    assert found("R08") == [f"Bản Bản Lẻ ({alone.code}), Xã Nậm Tăm, chưa có chi bộ nào phụ trách."]
    assert found("R09") == ["SH-NT-01 ghi là chi bộ riêng của 2 bản."]


def test_r09_shared_cells_serve_several_villages(nam_tam, nam_tam_cells):
    for name in ("Nà Tăm", "Nà Sẳng"):
        make.village(name, committee=nam_tam, served_by=nam_tam_cells[0], kind="shared")

    assert found("R09") == []
    assert VillageService.objects.count() == 2


def test_r10_a_committee_of_a_commune_that_has_ended(nam_tam):
    Commune.objects.update(valid=make.period(until=LATER))

    assert found("R10") == ["Đảng bộ xã Nậm Tăm (SH-NT) còn ghi thuộc một xã không còn vào ngày 18/12/2009."]
    assert found("R10", LATER) == []


def test_r11_a_term_that_is_over(nam_tam):
    term = nam_tam.terms.create(starts_on=dt.date(2005, 6, 1), planned_until=LATER)
    assert found("R11") == ["Đảng bộ xã Nậm Tăm (SH-NT) đã hết nhiệm kỳ, chưa ghi nhiệm kỳ mới."]

    nam_tam.terms.create(starts_on=term.planned_until, planned_until=dt.date(2014, 6, 1))
    assert found("R11") == []


def test_r12_and_r13_people_left_in_an_organisation_that_has_ended(no_triggers, nam_tam):
    make.secretary(nam_tam, "Lò Văn Inh")
    people.user("bithu.namtam", "commune_secretary", nam_tam, full_name="Lò Văn Inh")
    assert found("R12") == found("R13") == []
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(until=LATER))

    assert found("R12") == ["Lò Văn Inh còn ghi là bí thư của SH-NT, tổ chức đã kết thúc."]
    assert found("R13") == ["Lò Văn Inh còn vai trò Bí thư tổ chức cơ sở đảng ở SH-NT, tổ chức đã kết thúc."]


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
