"""Pages that write about an organisation: they work, they refuse with reasons, no wrong input breaks them."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.organizations.models import Officer, Organization, OrganizationState, Term
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import organizations as make
from tests.factories import people

FOUND = {
    "code": "sh-nt-20",
    "name": "Chi bộ bản Nậm Lò",
    "short_name": "Bản Nậm Lò",
    "kind": "subordinate_cell",
    "type": "",
    "parent": "SH-NT · Đảng bộ xã Nậm Tăm",
    "commune": "",
    "since": "20/5/2009",
    "place": "village",
    "official_members": "4",
    "probationary_members": "1",
    "decision_number": "24-QĐ/ĐU",
    "decision_date": "15/05/2009",
    "issuer": "Đảng ủy xã Nậm Tăm",
    "reason": "",
}
CHANGE = {
    "event": "rename",
    "since": "01/07/2009",
    "name": "Chi bộ bản Pậu",
    "short_name": "Bản Pậu",
    "kind": "subordinate_cell",
    "parent": "SH-NT",
}
END = {"event": "dissolve", "on": "01/07/2009", "into": "", "decision_number": "9-QĐ/ĐU"}
CORRECT = {
    "since": "02/01/2004",
    "name": "Chi bộ bản Nậm Tăm",
    "short_name": "Bản Nậm Tăm",
    "kind": "subordinate_cell",
    "parent": "đảng bộ xã nậm tăm",
    "why": "Gõ thừa số 1",
}
EVENT = {"place": "school", "official_members": "", "probationary_members": "", "decision_number": "7", "why": "Nhầm"}
OFFICER = {"person_name": "Lò Văn Ban", "office": "secretary", "since": "01/07/2009", "how": "", "decision_number": ""}
TERM = {"congress_number": "12", "starts_on": "14/06/2005", "planned_until": "14/06/2010"}


@pytest.fixture
def cell(nam_tam_cells):
    return nam_tam_cells[0]


@pytest.fixture
def event(cell):
    return make.founding(cell, make.LONG_AGO, decision_number="42")


@pytest.fixture
def officer(cell):
    return make.secretary(cell, "Tao Văn Đoan")


@pytest.fixture
def address(cell, nam_tam, event, officer):
    """Name of a page → its address."""
    keys = {
        "found": [],
        "correct_state": [make.state_of(cell).pk],
        "correct_event": [event.pk],
        "relieve": [officer.pk],
        "add_term": [nam_tam.pk],
    }
    return lambda name: reverse(f"organizations:{name}", args=keys.get(name, [cell.pk]))


GOOD = {
    "found": FOUND,
    "change": CHANGE,
    "end": END,
    "correct_state": CORRECT,
    "correct_event": EVENT,
    "appoint": OFFICER | {"office": "committee_member"},
    "relieve": {"on": "01/07/2009"},
    "add_term": TERM,
}


def rows():
    """Everything that these pages may write, to see that nothing was written."""
    states = OrganizationState.objects.order_by("id").values_list("name", "valid", "kind", "parent")
    officers = Officer.objects.order_by("id").values_list("person_name", "held")
    return [*states, *officers, Organization.objects.count(), Term.objects.count(), noted()]


def noted():
    """How many acts stand in the log, log-ins aside."""
    return AuditEntry.objects.exclude(did__startswith="account.").count()


@pytest.mark.parametrize("name", [*GOOD, "reopen"])
def test_the_empty_page_opens(log_in, staff, address, name):
    response = log_in(staff).get(address(name))
    assert response.status_code == 200 and '<button class="btn btn-primary"' in response.content.decode()


@pytest.mark.parametrize("name", GOOD)
def test_what_was_sent_is_written_and_said(log_in, staff, address, name):
    before = noted()
    response = log_in(staff).post(address(name), GOOD[name], follow=True)
    assert response.status_code == 200 and "note-success" in response.content.decode()
    assert noted() == before + 1


def test_a_founding_written_on_the_page_is_whole(log_in, staff, nam_tam):
    log_in(staff).post(reverse("organizations:found"), FOUND)
    organization = Organization.objects.get(code="SH-NT-20")
    state, event = organization.states.get(), organization.events.get()
    assert (state.name, state.parent, state.since) == ("Chi bộ bản Nậm Lò", nam_tam, dt.date(2009, 5, 20))
    assert (event.decision_date, event.place, event.official_members) == (dt.date(2009, 5, 15), "village", 4)


def test_the_parent_may_be_suggested_by_the_address(log_in, staff, nam_tam):
    response = log_in(staff).get(reverse("organizations:found"), {"duoi": "SH-NT"})
    assert 'value="SH-NT · Đảng bộ xã Nậm Tăm"' in response.content.decode()


def test_warnings_are_shown_after_the_founding(log_in, staff, nam_tam):
    data = FOUND | {"official_members": "31"}
    text = log_in(staff).post(reverse("organizations:found"), data, follow=True).content.decode()
    assert "note-warning" in text and "trên 30 phải được cấp trên trực tiếp đồng ý" in text


LONG = "x" * 2000
BAD = [
    ("found", "code", "", "Đồng chí chưa nhập ô này"),
    ("found", "code", "SH NT 20", "Chỉ dùng chữ không dấu"),
    ("found", "code", "SH-NẬM", "Chỉ dùng chữ không dấu"),
    ("found", "code", LONG, "nhiều nhất 20 ký tự"),
    ("found", "name", "   ", "Đồng chí chưa nhập ô này"),
    ("found", "name", LONG, "nhiều nhất 200 ký tự"),
    ("found", "name", "a\x00b", "ký tự không đọc được"),
    ("found", "kind", "", "Đồng chí chưa nhập ô này"),
    ("found", "kind", "village", "không có trong danh sách"),
    ("found", "type", "village", "không có trong danh sách"),
    ("found", "parent", "", "Đồng chí chưa nhập ô này"),
    ("found", "parent", "Đảng bộ xã không có", "không có trong danh sách"),
    ("found", "commune", "9" * 30, "không có trong danh sách"),
    ("found", "commune", "Nậm Tăm", "không có trong danh sách"),
    ("found", "since", "", "Đồng chí chưa nhập ô này"),
    ("found", "since", "31/02/2009", "Không có ngày 31/02/2009"),
    ("found", "since", "20/05/09", "không phải là ngày"),
    ("found", "since", "20/05/1800", "Năm 1800 không hợp lệ"),
    ("found", "official_members", "bốn", "Chỉ ghi số nguyên"),
    ("found", "official_members", "-4", "Phải từ 0 trở lên"),
    ("found", "official_members", "4,5", "Chỉ ghi số nguyên"),
    ("found", "official_members", "9" * 30, "Phải từ 9999 trở xuống"),
    ("found", "place", "sky", "không có trong danh sách"),
    ("found", "decision_date", "mai", "không phải là ngày"),
    ("found", "decision_number", LONG, "nhiều nhất 40 ký tự"),
    ("found", "reason", LONG, "nhiều nhất 1000 ký tự"),
    ("change", "event", "establish", "không có trong danh sách"),
    ("change", "since", "", "Đồng chí chưa nhập ô này"),
    ("change", "parent", "SH-KHONG", "không có trong danh sách"),
    ("end", "event", "rename", "không có trong danh sách"),
    ("end", "on", "x", "không phải là ngày"),
    ("end", "into", "SH-NT-02", "Chỉ ghi khi sáp nhập"),
    ("correct_state", "why", "", "Đồng chí chưa nhập ô này"),
    ("correct_state", "why", LONG, "nhiều nhất 300 ký tự"),
    ("correct_event", "why", " ", "Đồng chí chưa nhập ô này"),
    ("correct_event", "official_members", "x", "Chỉ ghi số nguyên"),
    ("appoint", "person_name", "", "Đồng chí chưa nhập ô này"),
    ("appoint", "person_name", LONG, "nhiều nhất 120 ký tự"),
    ("appoint", "office", "king", "không có trong danh sách"),
    ("appoint", "since", "30/02/2009", "Không có ngày"),
    ("relieve", "on", "", "Đồng chí chưa nhập ô này"),
    ("add_term", "congress_number", "XII", "Chỉ ghi số nguyên"),
    ("add_term", "congress_number", "100", "Phải từ 99 trở xuống"),
    ("add_term", "planned_until", "", "Đồng chí chưa nhập ô này"),
    ("reopen", "why", "", "Đồng chí chưa nhập ô này"),
]


@pytest.mark.parametrize(("name", "field", "value", "sentence"), BAD)
def test_wrong_input_gets_a_sentence_at_its_field(log_in, staff, address, name, field, value, sentence):
    before, client = rows(), log_in(staff)
    response = client.post(address(name), GOOD.get(name, {}) | {field: value})
    text = response.content.decode()
    assert response.status_code == 422 and sentence in str(response.context["form"].errors[field])
    assert 'class="note error-summary"' in text and f'href="#id_{field}"' in text
    assert rows() == before


def test_a_merger_needs_the_organisation_that_takes_over(log_in, staff, address):
    response = log_in(staff).post(address("end"), END | {"event": "merge"})
    assert response.status_code == 422 and "phải ghi sáp nhập vào" in str(response.context["form"].errors["into"])


def test_nothing_that_was_typed_is_lost(log_in, staff, address):
    text = log_in(staff).post(address("found"), FOUND | {"since": "x", "reason": "Bản <mới>"}).content.decode()
    assert "Bản &lt;mới&gt;" in text and 'value="Chi bộ bản Nậm Lò"' in text and 'value="SH-NT · Đảng bộ' in text


REFUSED = [
    ("found", FOUND | {"parent": "SH"}, "phải đứng ngay dưới"),
    ("found", FOUND | {"code": "SH-NT"}, "đã dùng cho tổ chức khác"),
    ("found", FOUND | {"since": "01/01/2000"}, "chưa có hoặc không còn"),
    ("change", CHANGE | {"since": "02/01/2004"}, "đã có một giai đoạn bắt đầu"),
    ("change", CHANGE | {"parent": ""}, "phải đứng ngay dưới"),
    ("end", END | {"on": "01/01/2000"}, "không tồn tại trước ngày"),
    ("correct_state", CORRECT | {"kind": "grassroots_cell"}, "phải đứng ngay dưới"),
    ("appoint", OFFICER, "Một ngày tổ chức chỉ có một bí thư"),
    ("relieve", {"on": "01/01/2003"}, "phải sau ngày nhận"),
    ("add_term", TERM | {"planned_until": "01/01/2001"}, "kết thúc sau ngày bắt đầu"),
    ("reopen", {"why": "Nhầm"}, "đang hoạt động"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED)
def test_a_refusal_is_the_page_again_with_the_reason(log_in, staff, address, name, data, reason):
    before = rows()
    response = log_in(staff).post(address(name), data)
    assert response.status_code == 409 and reason in response.content.decode()
    assert rows() == before


def test_too_few_members_in_an_era_that_nobody_compared_is_written_and_said(log_in, staff, address):
    client = log_in(staff)
    response = client.post(address("found"), FOUND | {"official_members": "2"}, follow=True)
    assert response.status_code == 200 and "ít nhất 3 đảng viên chính thức" in response.content.decode()
    assert Organization.objects.filter(code="SH-NT-20").exists()


@pytest.mark.parametrize("name", ["found", "appoint", "add_term"])
def test_sent_twice_is_written_once(log_in, staff, address, name):
    client = log_in(staff)
    assert client.post(address(name), GOOD[name]).status_code == 302
    before = rows()
    assert client.post(address(name), GOOD[name]).status_code == 409
    assert rows() == before


def test_two_organisations_of_one_name_must_be_told_apart(log_in, staff, nam_tam, district):
    make.commune_committee("Nậm Tăm", parent=district, code="SH-NT2")
    response = log_in(staff).post(reverse("organizations:found"), FOUND | {"parent": "Đảng bộ xã Nậm Tăm"})
    assert "là tên của nhiều tổ chức" in str(response.context["form"].errors["parent"])


@pytest.mark.parametrize("name", [*GOOD, "reopen"])
@pytest.mark.parametrize("who", ["secretary", "leader", "administrator"])
def test_who_may_only_read_is_answered_403(log_in, request, address, name, who):
    client = log_in(request.getfixturevalue(who))
    before = rows()
    assert client.get(address(name)).status_code == 403
    assert client.post(address(name), GOOD.get(name, {})).status_code == 403
    assert rows() == before


@pytest.fixture
def colleague(db):
    """Staff of another district."""
    other = make.district("Đảng bộ huyện Phong Thổ", code="PT")
    return people.user("bantochuc.pt", Role.DISTRICT_STAFF, other)


@pytest.mark.parametrize("name", [name for name in (*GOOD, "reopen") if name != "found"])
def test_the_staff_of_another_district_are_answered_404(log_in, colleague, address, name):
    client = log_in(colleague)
    assert client.get(address(name)).status_code == 404
    assert client.post(address(name), GOOD.get(name, {})).status_code == 404


@pytest.mark.parametrize("name", [name for name in (*GOOD, "reopen") if name != "found"])
def test_who_manages_elsewhere_and_only_reads_here_is_answered_403(log_in, colleague, nam_tam, address, name):
    people.grant(colleague, Role.MEMBER_IN_CHARGE, nam_tam)
    client, before = log_in(colleague), rows()
    assert client.get(address(name)).status_code == 403
    assert client.post(address(name), GOOD.get(name, {})).status_code == 403
    assert rows() == before


def test_only_organisations_one_manages_are_suggested(log_in, colleague, nam_tam):
    client = log_in(colleague)
    form = client.get(reverse("organizations:found")).context["form"]
    assert form.fields["parent"].widget.suggestions == ["PT · Đảng bộ huyện Phong Thổ"]
    response = client.post(reverse("organizations:found"), FOUND)
    assert "không có trong danh sách" in str(response.context["form"].errors["parent"])


def test_cells_are_not_suggested_as_parents(log_in, staff, nam_tam_cells):
    form = log_in(staff).get(reverse("organizations:found")).context["form"]
    assert form.fields["parent"].widget.suggestions == ["SH-NT · Đảng bộ xã Nậm Tăm", "SH · Đảng bộ huyện Sìn Hồ"]


def test_a_parent_that_is_no_text_is_not_suggested(log_in, staff):
    assert log_in(staff).get(reverse("organizations:found"), {"duoi": "\x00"}).status_code == 200
