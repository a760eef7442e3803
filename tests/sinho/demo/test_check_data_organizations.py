"""What check_data says of organisations, their villages, offices and terms."""

import datetime as dt

import pytest

from cells.organizations.enums import Office
from cells.organizations.models import Officer, OrganizationState
from cells.places.models import Commune, VillageService, VillageState
from tests.factories import organizations as make
from tests.factories import people
from tests.sinho.demo.test_check_data import LATER, found


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
