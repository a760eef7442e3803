"""The workbook of organisations: what its rows write."""

import pytest

from cells.organizations.actions import StateData, put_state
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.cells.organizations.books import CELL, DAY, verdicts
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.workbooks import xlsx


def states(code):
    """Name, first and last day of each period."""
    rows = OrganizationState.objects.filter(organization__code=code).order_by("valid")
    return [(state.name, state.since, state.last_day) for state in rows]


FULL = {
    **CELL,
    "Tên gọi tắt": "Nậm Ngập",
    "Mã xã": "nam tam",
    "Nơi thành lập": "Bản",
    "Ngày thành lập": "20/05/2009",
    "Số quyết định thành lập": "12-QĐ/ĐU",
    "Ngày quyết định": "15/05/2009",
    "Cơ quan quyết định": "Đảng ủy xã Nậm Tăm",
    "Lý do": "Đủ đảng viên",
    "Đảng viên chính thức": 4,
    "Đảng viên dự bị": 0,
    "Bí thư": "Lò Văn Ánh",
    "Bí thư từ ngày": "02/06/2009",
    "Nhiệm kỳ từ": "02/06/2009",
    "Nhiệm kỳ đến": "02/12/2011",
}


def test_a_full_row_founds_an_organisation(bring, nam_tam):
    upload = bring(FULL)
    state = Organization.objects.get(code="SH-NT-05").states.get()
    assert (state.name, state.short_name) == ("Chi bộ bản Nậm Ngập", "Nậm Ngập")
    assert (state.kind, state.type) == ("subordinate_cell", "")
    assert (state.parent, state.commune) == (nam_tam, make.state_of(nam_tam).commune)
    assert (state.since, state.last_day) == (DAY(2009, 6, 1), None)
    assert (state.search_key, bool(state.sort_key)) == ("chi bo ban nam ngap", True)
    assert upload.trial["rows"][0]["text"] == (
        f"Chi bộ trực thuộc; thuộc SH-NT · Nậm Tăm; {state.commune.code} · Xã Nậm Tăm; từ 01/06/2009; "
        "thành lập: bản, 12-QĐ/ĐU; đảng viên: 4 chính thức, 0 dự bị; bí thư Lò Văn Ánh; "
        "nhiệm kỳ 02/06/2009–02/12/2011"
    )


def test_a_full_row_tells_of_the_founding_the_secretary_and_the_term(bring):
    bring(FULL)
    organization = Organization.objects.get(code="SH-NT-05")
    event = organization.events.get()
    assert (event.kind, event.on) == ("establish", DAY(2009, 5, 20))
    assert (event.decision_number, event.decision_date) == ("12-QĐ/ĐU", DAY(2009, 5, 15))
    assert (event.issuer, event.reason) == ("Đảng ủy xã Nậm Tăm", "Đủ đảng viên")
    assert (event.place, event.official_members, event.probationary_members) == ("village", 4, 0)
    officer = organization.officers.get()
    assert (officer.person_name, officer.office, officer.held.lower) == ("Lò Văn Ánh", "secretary", DAY(2009, 6, 2))
    term = organization.terms.get()
    assert (term.starts_on, term.planned_until) == (DAY(2009, 6, 2), DAY(2011, 12, 2))


def test_what_follows_from_other_cells_may_be_left_out(bring):
    bring({**CELL, "Đảng viên chính thức": 3, "Bí thư": "Lò Văn Ánh"})
    organization = Organization.objects.get(code="SH-NT-05")
    assert organization.states.get().short_name == "Chi bộ bản Nậm Ngập"
    assert organization.events.get().on == DAY(2009, 6, 1)
    assert organization.officers.get().held.lower == DAY(2009, 6, 1)


def test_a_parent_may_be_a_later_row_of_the_same_file(bring, district):
    committee = {
        "Mã tổ chức": "SH-NC",
        "Tên đầy đủ": "Đảng bộ xã Nậm Cuổi",
        "Hình thức": "Đảng bộ cơ sở",
        "Loại hình": "Xã",
        "Mã tổ chức cấp trên": "Đảng bộ huyện Sìn Hồ",
        "Có hiệu lực từ ngày": DAY(2009, 1, 1),
    }
    bring({**CELL, "Mã tổ chức cấp trên": "SH-NC · Nậm Cuổi"}, committee)
    assert make.state_of(Organization.objects.get(code="SH-NT-05")).parent.code == "SH-NC"
    state = make.state_of(Organization.objects.get(code="SH-NC"))
    assert (state.parent, state.short_name, state.type) == (district, "Nậm Cuổi", "commune")


def test_the_same_workbook_twice_has_nothing_to_do(bring, staff):
    bring({**CELL, "Bí thư": "Lò Văn Ánh", "Nhiệm kỳ từ": "02/06/2009", "Nhiệm kỳ đến": "02/12/2011"})
    again = bring(
        {**CELL, "Bí thư": "Lò Văn Ánh", "Nhiệm kỳ từ": "02/06/2009", "Nhiệm kỳ đến": "02/12/2011"}, confirm=False
    )
    assert verdicts(again) == ["unchanged"]
    with pytest.raises(Refused, match="Không có dòng nào cần ghi"):
        uploads.confirm(upload=again, scope=people.scope(staff), by=staff)


def test_a_later_day_adds_a_dated_change_and_the_old_state_ends_the_day_before(bring):
    bring(CELL)
    upload = bring({**CELL, "Tên đầy đủ": "Chi bộ bản Nậm Ngập I", "Có hiệu lực từ ngày": DAY(2009, 9, 1)})
    assert verdicts(upload) == ["changed"]
    assert states("SH-NT-05") == [
        ("Chi bộ bản Nậm Ngập", DAY(2009, 6, 1), DAY(2009, 8, 31)),
        ("Chi bộ bản Nậm Ngập I", DAY(2009, 9, 1), None),
    ]
    assert make.state_of(Organization.objects.get(code="SH-NT-05")).short_name == "Chi bộ bản Nậm Ngập I"


def test_the_same_day_is_a_correction_that_the_log_keeps(bring):
    bring(CELL)
    bring({**CELL, "Tên đầy đủ": "Chi bộ bản Nậm Ngập I"})
    assert states("SH-NT-05") == [("Chi bộ bản Nậm Ngập I", DAY(2009, 6, 1), None)]
    entry = AuditEntry.objects.filter(did="organization.imported").first()
    assert entry.before["rows"][0]["name"] == "Chi bộ bản Nậm Ngập"
    assert entry.after["rows"][0]["name"] == "Chi bộ bản Nậm Ngập I"
    assert entry.organization_id == Organization.objects.get(code="SH-NT-05").pk


def test_an_empty_cell_leaves_what_is_known(bring):
    bring({**CELL, "Tên gọi tắt": "Ngập", "Mã xã": "Nậm Tăm", "Lý do": "Đủ đảng viên"})
    upload = bring({**CELL, "Lý do": "Đủ đảng viên", "Đảng viên chính thức": 5})
    assert upload.trial["rows"][0]["changes"] == [["Đảng viên chính thức", "", "5"]]
    state = make.state_of(Organization.objects.get(code="SH-NT-05"))
    assert (state.short_name, state.commune.name) == ("Ngập", "Nậm Tăm")


def test_periods_of_one_organisation_may_stand_in_one_file_in_any_order(bring):
    later = {**CELL, "Tên đầy đủ": "Chi bộ bản Nậm Ngập I", "Có hiệu lực từ ngày": DAY(2009, 9, 1)}
    assert verdicts(bring(later, CELL)) == ["changed", "new"]
    assert [name for name, _, _ in states("SH-NT-05")] == ["Chi bộ bản Nậm Ngập", "Chi bộ bản Nậm Ngập I"]


def test_a_last_day_ends_the_organisation_and_its_offices(bring):
    bring({**CELL, "Bí thư": "Lò Văn Ánh"})
    bring({**CELL, "Đến ngày": DAY(2009, 11, 30)})
    assert states("SH-NT-05") == [("Chi bộ bản Nậm Ngập", DAY(2009, 6, 1), DAY(2009, 11, 30))]
    assert Officer.objects.get().held.upper == DAY(2009, 12, 1)


MOVE = {
    "Mã tổ chức": "SH-TP-09",
    "Tên đầy đủ": "Đảng bộ bộ phận Tả Phìn",
    "Hình thức": "Đảng bộ bộ phận",
    "Mã tổ chức cấp trên": "SH-TP",
}


def test_a_committee_may_end_in_the_file_that_moves_its_cells_away(bring, ta_phin):
    part = make.organization("Đảng bộ bộ phận Tả Phìn", "section_committee", parent=ta_phin, code="SH-TP-09")
    cells = [make.cell(f"bản {n}", parent=part, code=f"SH-TP-1{n}") for n in (1, 2)]
    moved = [
        {**MOVE, "Mã tổ chức": cell.code, "Tên đầy đủ": make.state_of(cell).name, "Hình thức": "Chi bộ trực thuộc"}
        for cell in cells
    ]
    ended = {**MOVE, "Có hiệu lực từ ngày": make.LONG_AGO, "Đến ngày": DAY(2009, 11, 30)}
    bring(ended, *({**row, "Có hiệu lực từ ngày": DAY(2009, 12, 1)} for row in moved))
    assert [make.state_of(cell, DAY(2009, 12, 1)).parent for cell in cells] == [ta_phin, ta_phin]
    assert make.state_of(part).last_day == DAY(2009, 11, 30)


def test_rows_that_hang_together_are_written_although_the_database_refuses_another(staff, ta_phin, nam_tam_cells):
    """A cell that still serves a village may not end; the others go in one by one, whatever their order."""
    make.village("Nậm Tăm 1", committee=nam_tam_cells[0].states.get().parent, served_by=nam_tam_cells[0])
    part = make.organization("Đảng bộ bộ phận Tả Phìn", "section_committee", parent=ta_phin, code="SH-TP-09")
    make.cell("bản 1", parent=part, code="SH-TP-11")
    moved = {**MOVE, "Mã tổ chức": "SH-TP-11", "Tên đầy đủ": "Chi bộ bản 1", "Hình thức": "Chi bộ trực thuộc"}
    kept = {**CELL, "Mã tổ chức": "SH-NT-01", "Tên đầy đủ": "Chi bộ bản Nậm Tăm 1"}
    content = xlsx(
        [
            {**MOVE, "Có hiệu lực từ ngày": make.LONG_AGO, "Đến ngày": DAY(2009, 11, 30)},
            {**moved, "Mã tổ chức cấp trên": "SH-XX", "Có hiệu lực từ ngày": DAY(2009, 12, 1), "Đến ngày": None},
            {**MOVE, "Mã tổ chức": "SH-XX", "Tên đầy đủ": "Đảng bộ bộ phận", "Có hiệu lực từ ngày": DAY(2009, 12, 1)},
            {**kept, "Có hiệu lực từ ngày": make.LONG_AGO, "Đến ngày": DAY(2009, 12, 31)},
        ]
    )
    scope, kind = people.scope(staff), kind_of("organizations")
    upload = uploads.try_file(kind=kind, file_name="a.xlsx", content=content, scope=scope, by=staff)
    assert verdicts(upload) == ["changed", "changed", "new", "wrong"]
    uploads.confirm(upload=upload, scope=scope, by=staff, partial=True)
    assert make.state_of(Organization.objects.get(code="SH-TP-11")).parent.code == "SH-XX"
    assert make.state_of(nam_tam_cells[0]).last_day is None
    uploads.undo(upload=upload, by=staff)
    assert make.state_of(Organization.objects.get(code="SH-TP-11")).parent == part
    assert not Organization.objects.filter(code="SH-XX").exists()


def test_a_new_secretary_ends_the_one_before(bring, nam_tam):
    make.secretary(nam_tam, "Lò Văn Inh", since=DAY(2005, 3, 1))
    row = {
        "Mã tổ chức": "SH-NT",
        "Tên đầy đủ": "Đảng bộ xã Nậm Tăm",
        "Hình thức": "Đảng bộ cơ sở",
        "Loại hình": "Xã",
        "Mã tổ chức cấp trên": "SH",
        "Có hiệu lực từ ngày": make.LONG_AGO,
        "Bí thư": "Vàng A Sếnh",
        "Bí thư từ ngày": "01/10/2009",
    }
    assert verdicts(bring(row)) == ["changed"]
    held = [(o.person_name, o.held.lower, o.held.upper) for o in nam_tam.officers.order_by("held")]
    assert held == [
        ("Lò Văn Inh", DAY(2005, 3, 1), DAY(2009, 10, 1)),
        ("Vàng A Sếnh", DAY(2009, 10, 1), None),
    ]
    assert verdicts(bring(row, confirm=False)) == ["unchanged"]


def test_the_same_secretary_since_another_day_is_kept_and_said(bring, nam_tam):
    make.secretary(nam_tam, "Lò Văn Inh", since=DAY(2005, 3, 1))
    upload = bring(
        {
            "Mã tổ chức": "SH-NT",
            "Tên đầy đủ": "Đảng bộ xã Nậm Tăm",
            "Hình thức": "Đảng bộ cơ sở",
            "Mã tổ chức cấp trên": "SH",
            "Có hiệu lực từ ngày": make.LONG_AGO,
            "Bí thư": "Lò Văn Inh",
            "Bí thư từ ngày": "01/10/2009",
        },
        confirm=False,
    )
    assert verdicts(upload) == ["unchanged"]
    assert "đang là bí thư từ 01/03/2005" in upload.trial["notes"][0]["findings"][0]["text"]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (DAY(2009, 3, 1), None),
        (DAY(2009, 3, 1), DAY(2009, 5, 31)),
        (DAY(2004, 1, 2), None),
        (DAY(2003, 1, 1), None),
    ],
)
def test_a_row_gives_the_states_that_the_action_gives(bring, nam_tam, since, until, staff):
    twins = [make.cell("bản cũ", parent=nam_tam, code=code) for code in ("X1", "X2")]
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(DAY(2000, 1, 1)))
    OrganizationState.objects.exclude(organization__in=[nam_tam, *twins]).update(valid=make.period(DAY(2000, 1, 1)))
    data = StateData("Chi bộ mới", "Mới", "subordinate_cell", parent=nam_tam)
    put_state(organization=twins[0], since=since, data=data, until=until, by=staff)
    row = {**CELL, "Mã tổ chức": "X2", "Tên đầy đủ": "Chi bộ mới", "Tên gọi tắt": "Mới"}
    bring({**row, "Có hiệu lực từ ngày": since, "Đến ngày": until}, acknowledged=True)
    assert states("X2") == states("X1")


def test_nothing_of_a_trial_stays(bring, district):
    before = [model.objects.count() for model in (Organization, OrganizationState, OrganizationEvent, Officer, Term)]
    upload = bring({**CELL, "Bí thư": "Lò Văn Ánh", "Đảng viên chính thức": 3}, confirm=False)
    assert upload.counts["new"] == 1
    after = [model.objects.count() for model in (Organization, OrganizationState, OrganizationEvent, Officer, Term)]
    assert after == before
    assert not AuditEntry.objects.filter(did__startswith="organization.").exists()
