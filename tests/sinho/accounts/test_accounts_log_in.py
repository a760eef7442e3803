"""Log-in, log-out, lock-out, first password, change of password, end of the session."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinho.accounts.models import User
from sinho.audit.models import AuditEntry
from tests.factories import people

LOGIN, HOME, PASSWORD = reverse("accounts:login"), reverse("home:index"), reverse("accounts:password")
NEW = "mot-mat-khau-moi-2010"


@pytest.fixture
def person(secretary):
    return secretary


def enter(client, username="bithu.namtam", password=people.PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_who_knows_the_password_comes_in_and_the_log_says_so(client, person):
    assert enter(client)["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert AuditEntry.objects.get().did == "account.logged_in"
    person.refresh_from_db()
    assert timezone.localtime(person.last_login).date() == dt.date(2009, 12, 18)


def test_log_in_leads_to_the_page_that_was_asked_for(client, person):
    response = client.get(reverse("organizations:tree"))
    assert response["Location"] == f"{LOGIN}?next=/to-chuc/"
    assert 'name="next" value="/to-chuc/"' in client.get(response["Location"]).content.decode()
    assert enter(client, next="/to-chuc/")["Location"] == "/to-chuc/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_log_in_leads_nowhere_else(client, person, elsewhere):
    assert enter(client, next=elsewhere)["Location"] == HOME
    assert "evil" not in Client().get(LOGIN, {"next": elsewhere}).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"username": "bithu.namtam", "password": "sai"},
        {"username": "khong.co", "password": people.PASSWORD},
        {"username": "", "password": ""},
        {"username": "x" * 5000, "password": "y" * 5000},
        {"username": "a\x00b", "password": "c\x00d"},
    ],
)
def test_a_wrong_log_in_is_the_page_again(client, person, sent):
    response = client.post(LOGIN, sent)
    assert response.status_code == 422 and "error" in response.content.decode()
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("header", ["User-Agent", "Accept", "X-Forwarded-For", "Referer"])
def test_a_strange_browser_breaks_nothing(client, person, header):
    response = client.post(LOGIN, {"username": "bithu.namtam", "password": "sai"}, headers={header: "é" * 9000})
    assert response.status_code == 422


def test_a_wrong_log_in_does_not_say_whether_the_account_exists(client, person):
    known, unknown = (enter(client, name, "sai").content.decode() for name in ("bithu.namtam", "khong.co"))
    sentence = "Tên đăng nhập hoặc mật khẩu không đúng"
    assert sentence in known and sentence in unknown


def test_a_closed_account_does_not_come_in(client, person):
    User.objects.update(is_active=False)
    assert enter(client).status_code == 422 and client.get(HOME).status_code == 302


def test_after_five_failures_the_account_is_locked_here_and_the_log_says_so(client, person):
    statuses = [enter(client, password=f"sai-{n}").status_code for n in range(5)]
    assert statuses == [422, 422, 422, 422, 429]
    response = enter(client)
    assert response.status_code == 429 and "Tạm khóa đăng nhập 15 phút" in response.content.decode()
    dids = list(AuditEntry.objects.values_list("did", flat=True))
    assert dids.count("account.login_failed") >= 5 and "account.locked_out" in dids
    assert all(people.PASSWORD not in entry.said for entry in AuditEntry.objects.all())


def test_the_lock_does_not_touch_others(client, person, stranger):
    for n in range(6):
        enter(client, password=f"sai-{n}")
    assert enter(Client(), "bithu.taphin").status_code == 302


def test_log_out_needs_a_click_and_ends_the_session(client, person):
    enter(client)
    assert client.get(reverse("accounts:logout")).status_code == 405
    client.post(reverse("accounts:logout"))
    assert client.get(HOME).status_code == 302
    assert AuditEntry.objects.first().did == "account.logged_out"


def test_who_is_in_does_not_see_the_log_in_page(client, person):
    enter(client)
    assert client.get(LOGIN)["Location"] == HOME


def test_an_idle_session_ends(client, person):
    enter(client)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(minutes=1))
    assert client.get(HOME)["Location"].startswith(LOGIN)


@pytest.fixture
def newcomer(nam_tam):
    return people.user("moi", "commune_secretary", nam_tam, must_change_password=True)


@pytest.mark.parametrize("name", ["home:index", "organizations:tree", "places:list"])
def test_a_first_password_must_be_changed_before_anything_else(log_in, newcomer, name):
    client = log_in(newcomer)
    assert client.get(reverse(name))["Location"] == PASSWORD
    assert "do người quản trị cấp" in client.get(PASSWORD).content.decode()
    assert client.post(reverse("accounts:logout")).status_code == 302


def change(client, old=people.PASSWORD, new=NEW, again=None):
    return client.post(
        PASSWORD, {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    )


def test_a_changed_password_opens_everything_and_is_logged(log_in, newcomer):
    client = log_in(newcomer)
    assert change(client)["Location"] == HOME
    assert client.get(HOME).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW) and not newcomer.must_change_password
    assert AuditEntry.objects.first().did == "account.password_changed"


def test_a_changed_password_throws_other_sessions_out(log_in, person):
    other = Client()
    other.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    change(log_in(person))
    assert other.get(HOME).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("sai", NEW, None, "Mật khẩu đang dùng không đúng"),
        (people.PASSWORD, NEW, "khac-hoan-toan-2010", "không giống nhau"),
        (people.PASSWORD, "ngan", None, "quá ngắn"),
        (people.PASSWORD, "1234567890", None, "không được chỉ gồm chữ số"),
        (people.PASSWORD, "password123", None, "nhiều người dùng"),
        (people.PASSWORD, "bithu.namtam", None, "quá giống tên đăng nhập"),
        (people.PASSWORD, "", "", "chưa nhập ô này"),
        ("", "", "", "chưa nhập ô này"),
    ],
)
def test_a_wrong_change_of_password_is_said_and_changes_nothing(log_in, person, old, new, again, sentence):
    response = change(log_in(person), old, new, again)
    assert response.status_code == 422 and sentence in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(people.PASSWORD)


def test_passwords_are_kept_with_argon2(person):
    assert person.password.startswith("argon2")
