"""A file that was written is taken back as a whole, unless something has been built on it."""

import pytest

from cells.assessments.actions import campaigns
from cells.organizations.actions import StateData, put_state
from cells.organizations.models import Officer, Organization, OrganizationState
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.models import Upload
from sinho.refusal import Refused
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people
from tests.sinho.imports.conftest import cell_row
from tests.sinho.imports.test_imports_actions import DAY, acts, codes, confirm


def test_undoing_takes_everything_back_and_the_log_stays(tried, staff, nam_tam):
    cell = make.cell("bản cũ", parent=nam_tam, code="SH-NT-05")
    make.secretary(cell, "Lò Văn Inh")
    renamed = cell_row(5, **{"Bí thư": "Vàng A Sếnh", "Bí thư từ ngày": "01/07/2009"})
    new = cell_row(6, **{"Bí thư": "Lò Văn Ánh", "Đảng viên chính thức": 4, "Nhiệm kỳ từ": "01/07/2009"})
    upload = confirm(tried(renamed, {**new, "Nhiệm kỳ đến": "01/01/2012"}), staff)
    assert cell.states.count() == 2
    undone = uploads.undo(upload=upload, by=staff)
    assert (undone.state, undone.undone_by) == ("undone", staff)
    assert codes() == ["SH", "SH-NT", "SH-NT-05"]
    state = cell.states.get()
    assert (state.name, state.since, state.last_day, state.search_key) == (
        "Chi bộ bản cũ",
        make.LONG_AGO,
        None,
        "chi bo ban cu",
    )
    assert [(o.person_name, o.held.upper) for o in Officer.objects.all()] == [("Lò Văn Inh", None)]
    assert [did for did, _ in acts()] == ["import.tried", "import.confirmed", "import.undone"]
    told = AuditEntry.objects.filter(did="organization.import_undone").order_by("id")
    assert [entry.said for entry in told] == [
        "Hoàn tác việc nhập từ tệp “to-chuc.xlsx”: SH-NT-05 · Chi bộ bản Nậm Ngập 5",
        "Hoàn tác việc nhập từ tệp “to-chuc.xlsx”: SH-NT-06 · Chi bộ bản Nậm Ngập 6",
    ]


def test_undoing_twice_undoes_once_and_an_undone_file_is_not_written_again(confirmed, staff):
    upload = confirmed(cell_row())
    uploads.undo(upload=upload, by=staff)
    uploads.undo(upload=upload, by=staff)
    assert [did for did, _ in acts()] == ["import.tried", "import.confirmed", "import.undone"]
    with pytest.raises(Refused, match="đã hoàn tác; muốn nhập nữa thì tải tệp lên lần nữa"):
        confirm(upload, staff)


def test_what_was_not_confirmed_cannot_be_undone(tried, staff):
    with pytest.raises(Refused, match="chưa nhập nên không có gì để hoàn tác"):
        uploads.undo(upload=tried(cell_row()), by=staff)


def child(organization, staff):
    make.cell("bản con", parent=organization, since=DAY(2009, 7, 1))


def granted(organization, staff):
    people.user("bithu.moi", "cell_secretary", organization, full_name="Lò Văn Mới")


def officer(organization, staff):
    make.secretary(organization, "Lò Văn Chương", since=DAY(2009, 7, 1))


def village(organization, staff):
    parent = Organization.objects.get(code="SH-NT")
    make.village("Nậm Ngập", committee=parent, served_by=organization, since=DAY(2009, 7, 1))


def graded(organization, staff):
    year.decided(year.campaign(Organization.objects.get(code="SH"), 2009), organization, "good")


def extended(organization, staff):
    campaign = year.campaign(Organization.objects.get(code="SH"), 2009)
    campaigns.extend(campaign=campaign, organization=organization, submit_by=DAY(2009, 12, 20), reason="Lũ", by=staff)


def later_state(organization, staff):
    data = StateData("Tên sau", "Tên sau", "section_committee", parent=Organization.objects.get(code="SH-NT"))
    put_state(organization=organization, since=DAY(2009, 8, 1), data=data, by=staff)


def corrected(organization, staff):
    OrganizationState.objects.filter(organization=organization).update(name="Sửa tay")


@pytest.mark.parametrize(
    ("something", "said"),
    [
        (child, "đã có số liệu khác dựa vào: giai đoạn của tổ chức “Chi bộ bản con”"),
        (granted, "đã có số liệu khác dựa vào: quyền “Lò Văn Mới: Bí thư chi bộ trực thuộc”"),
        (officer, "đã có số liệu khác dựa vào: cấp ủy viên “Lò Văn Chương”"),
        (village, "đã có số liệu khác dựa vào: chi bộ phụ trách bản"),
        (graded, "đã có số liệu khác dựa vào: bản đánh giá"),
        (extended, "đã có số liệu khác dựa vào: gia hạn “Gia hạn đến 20/12/2009”"),
        (later_state, "đã có thay đổi sau lần nhập: SH-NT-05 · Chi bộ bản Nậm Ngập 5"),
        (corrected, "đã có thay đổi sau lần nhập: SH-NT-05 · Chi bộ bản Nậm Ngập 5"),
    ],
    ids=lambda value: getattr(value, "__name__", "said"),
)
def test_what_stands_in_the_way_of_undoing_is_named(confirmed, staff, something, said):
    upload = confirmed(cell_row(5, **{"Hình thức": "Đảng bộ bộ phận"}))
    something(Organization.objects.get(code="SH-NT-05"), staff)
    with pytest.raises(Refused) as refused:
        uploads.undo(upload=upload, by=staff)
    assert said in refused.value.reasons[0]
    assert Organization.objects.filter(code="SH-NT-05").exists()
    assert Upload.objects.get().is_confirmed


def test_undoing_is_refused_when_the_tree_would_not_stand_without_it(tried, staff, nam_tam):
    """The import moved the end of a committee; a cell founded since needs it."""
    part = make.organization(
        "Đảng bộ bộ phận", "section_committee", parent=nam_tam, code="SH-NT-09", until=DAY(2009, 6, 30)
    )
    row = cell_row(9, **{"Tên đầy đủ": "Đảng bộ bộ phận", "Hình thức": "Đảng bộ bộ phận"})
    upload = confirm(tried({**row, "Có hiệu lực từ ngày": make.LONG_AGO, "Đến ngày": "31/12/2009"}), staff)
    make.cell("bản con", parent=part, since=DAY(2009, 8, 1), until=DAY(2009, 12, 31))
    with pytest.raises(Refused, match="“Chi bộ bản con” phải có tổ chức cấp trên phù hợp"):
        uploads.undo(upload=upload, by=staff)
