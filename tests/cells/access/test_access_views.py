"""The administrator's pages: accounts and grants, and nothing of the Party's data."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from cells.access.models import Grant
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import organizations as make
from tests.factories import people

LIST, NEW = reverse("access:list"), reverse("access:new")
ACCOUNT = {"username": "bithu.lemo", "full_name": "Lò Văn Lềm", "position": "Bí thư"}
GRANT = {"organization": "SH-NT", "role": "commune_secretary", "since": "18/12/2009", "until": ""}


def page(user, name="account"):
    return reverse(f"access:{name}", args=[user.pk])


def names(response):
    return [user.full_name for user, _ in response.context["rows"]]


@pytest.fixture
def office(log_in, administrator):
    """The administrator's browser."""
    return log_in(administrator)


def test_people_stand_by_given_name_with_what_is_granted(office, secretary, stranger):
    response = office.get(LIST)
    assert names(response) == ["Lò Văn Inh", "Chẻo A Pao", "Phạm Quản Trị"]
    assert "Bí thư tổ chức cơ sở đảng, Đảng bộ xã Nậm Tăm" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "lo van inh"}, ["Lò Văn Inh"]),
        ({"q": "BITHU.NAM"}, ["Lò Văn Inh"]),
        ({"xem": "chua-quyen"}, ["Tao Không Quyền"]),
        ({"xem": "mat-khau-cap"}, ["Tao Không Quyền"]),
        ({"xem": "dong"}, ["Giàng A Đóng"]),
        ({"xem": "x", "q": "inh"}, ["Lò Văn Inh"]),
        ({"q": "khong ai"}, []),
        ({"xep": "-dang-nhap", "q": "a"}, None),
    ],
)
def test_accounts_are_found_by_name_user_name_and_what_they_lack(office, secretary, query, found):
    people.user("a", full_name="Tao Không Quyền", must_change_password=True)
    people.user("b", full_name="Giàng A Đóng", is_active=False)
    response = office.get(LIST, query)
    assert response.status_code == 200 and (found is None or names(response) == found)
    shown = {code: number for code, _, number in response.context["kinds"]}
    assert response.context["page"].paginator.count == shown[response.context["kind"]]


def test_a_new_account_shows_its_password_once(office):
    response = office.post(NEW, ACCOUNT, follow=True)
    password = re.search(r"Mật khẩu đầu tiên: (\S{14})\.", response.content.decode())[1]
    user = User.objects.get(username="bithu.lemo")
    assert user.check_password(password) and password not in office.get(page(user)).content.decode()
    assert response["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "", "chưa nhập ô này"),
        ("username", "Bí Thư", "Chỉ dùng chữ thường"),
        ("username", "ab", "Chỉ dùng chữ thường"),
        ("username", "a" * 61, "nhiều nhất 60 ký tự"),
        ("full_name", " ", "chưa nhập ô này"),
        ("full_name", "a\x00", "ký tự không đọc được"),
        ("position", "x" * 161, "nhiều nhất 160 ký tự"),
    ],
)
def test_wrong_input_gets_a_sentence_at_its_field(office, field, value, sentence):
    response = office.post(NEW, ACCOUNT | {field: value})
    assert response.status_code == 422 and sentence in str(response.context["form"].errors[field])
    assert not User.objects.filter(full_name="Lò Văn Lềm").exists()


def test_a_user_name_that_is_taken_is_refused_on_the_page(office):
    office.post(NEW, ACCOUNT)
    response = office.post(NEW, ACCOUNT)
    assert response.status_code == 409 and "đã có người dùng" in response.content.decode()


def test_a_grant_is_given_and_ended(office, nam_tam):
    user = people.user("moi")
    office.post(page(user, "give"), GRANT)
    grant = Grant.objects.get(user=user)
    assert (grant.organization, grant.role, grant.valid.lower) == (nam_tam, "commune_secretary", dt.date(2009, 12, 18))
    office.post(page(grant, "end"))
    grant.refresh_from_db()
    assert grant.valid.upper == dt.date(2009, 12, 19)


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"organization": ""}, 422, "chưa nhập ô này"),
        ({"organization": "SH-KHONG"}, 422, "không có trong danh sách"),
        ({"role": ""}, 422, "chưa nhập ô này"),
        ({"role": "king"}, 422, "không có trong danh sách"),
        ({"since": "x"}, 422, "không phải là ngày"),
        ({"until": "32/01/2010"}, 422, "Không có ngày"),
        ({"until": "01/01/2009"}, 409, "từ ngày đầu trở đi"),
        ({"role": "district_leader"}, 409, "chỉ cấp ở"),
        ({"since": "01/01/2000"}, 409, "không tồn tại vào ngày"),
    ],
)
def test_a_wrong_grant_is_the_page_again_with_the_reason(office, nam_tam, change, status, sentence):
    user = people.user("moi")
    response = office.post(page(user, "give"), GRANT | change)
    assert response.status_code == status and sentence in response.content.decode()
    assert not user.grants.exists()


def test_a_grant_sent_twice_is_written_once(office, nam_tam):
    user = people.user("moi")
    assert [office.post(page(user, "give"), GRANT).status_code for _ in range(2)] == [302, 409]
    assert user.grants.count() == 1


def test_the_administrator_does_not_grant_to_himself(office, administrator, district):
    data = GRANT | {"organization": "SH", "role": "district_leader"}
    response = office.post(page(administrator, "give"), data)
    assert response.status_code == 409 and "Không ai tự cấp quyền" in response.content.decode()
    assert administrator.grants.count() == 1
    text = office.get(page(administrator)).content.decode()
    assert "Đây là tài khoản của đồng chí" in text and page(administrator, "give") not in text


@pytest.mark.parametrize("name", ["reset", "toggle"])
def test_what_one_does_not_do_to_oneself_is_refused_with_a_page(office, administrator, name):
    response = office.post(page(administrator, name))
    assert response.status_code == 409 and "Không ai tự" in response.content.decode()


def test_a_closed_account_is_out_at_once_and_comes_back(office, secretary):
    browser = Client()
    browser.force_login(secretary, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/").status_code == 200
    for _ in range(2):  # the same button twice
        office.post(page(secretary, "toggle"), {"active": "0"})
        assert browser.get("/").status_code == 302
    assert AuditEntry.objects.filter(did="account.closed").count() == 1
    office.post(page(secretary, "toggle"), {"active": "1"})
    assert User.objects.get(pk=secretary.pk).is_active


@pytest.mark.parametrize("typed", [{}, {"active": ""}, {"active": "x"}])
def test_an_account_is_not_closed_by_a_request_that_does_not_say_so(office, secretary, typed):
    assert office.post(page(secretary, "toggle"), typed).status_code == 302
    assert User.objects.get(pk=secretary.pk).is_active
    assert not AuditEntry.objects.filter(did__in=["account.closed", "account.opened"]).exists()


def test_a_new_password_throws_the_old_sessions_out(office, secretary):
    browser = Client()
    browser.force_login(secretary, backend="django.contrib.auth.backends.ModelBackend")
    office.post(page(secretary, "reset"))
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("name", ["give", "end", "reset", "toggle"])
def test_acts_are_not_done_by_looking(office, administrator, secretary, name):
    target = secretary.grants.get() if name == "end" else secretary
    assert office.get(page(target, name)).status_code == 405


@pytest.mark.parametrize("who", ["staff", "leader", "inspector", "secretary"])
def test_nobody_else_enters(log_in, request, administrator, who):
    client = log_in(request.getfixturevalue(who))
    for address in (LIST, NEW, page(administrator)):
        assert client.get(address).status_code == 403
    for name in ("give", "reset", "toggle"):
        assert client.post(page(administrator, name), GRANT).status_code == 403
    assert client.post(page(administrator.grants.get(), "end")).status_code == 403


def test_a_grant_of_another_district_does_not_exist(office):
    other = make.district("Đảng bộ huyện Phong Thổ", code="PT")
    person = people.user("pt", Role.DISTRICT_STAFF, other)
    assert office.post(page(person.grants.get(), "end")).status_code == 404
    response = office.post(page(person, "give"), GRANT | {"organization": "PT", "role": "district_leader"})
    assert response.status_code == 422


@pytest.mark.parametrize("name", ["account", "give", "end", "reset", "toggle"])
def test_what_is_not_there_is_answered_404(office, name):
    address = reverse(f"access:{name}", args=[10**9])
    assert (office.get if name == "account" else office.post)(address).status_code == 404


def test_the_page_shows_what_was_done_to_the_account(office, secretary, nam_tam):
    office.post(page(secretary, "give"), GRANT | {"organization": "SH", "role": "cadre_officer"})
    text = office.get(page(secretary)).content.decode()
    assert "Cấp cho Lò Văn Inh vai trò Cán bộ theo dõi cán bộ xã" in text


def test_the_list_asks_as_often_for_many_rows_as_for_one(office, nam_tam, django_assert_max_num_queries):
    office.get(LIST)
    with django_assert_max_num_queries(15) as few:
        office.get(LIST)
    for number in range(30):
        people.user(f"u{number}", Role.COMMUNE_SECRETARY, nam_tam)
    with django_assert_max_num_queries(15) as many:
        office.get(LIST)
    assert len(few) == len(many)
