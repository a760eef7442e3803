"""What every page has: the policy of its contents, its errors, its refusals; nothing typed is lost."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path, reverse

from sinho.accounts.gate import any_user, open_to_all
from sinho.refusal import Refused
from sinho.urls import urlpatterns as real
from tests.factories import people

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


@any_user
def breaks(request):
    raise RuntimeError("broken")


@any_user
def refuses(request):
    raise Refused(["Lý do một.", "Lý do hai."])


@any_user
def forbids(request):
    raise PermissionDenied


@any_user
def hides(request):
    raise Http404("secret words")


@open_to_all
def gone(request):
    raise RuntimeError("broken")


urlpatterns = [
    *real,
    path("thu/hong/", breaks),
    path("thu/tu-choi/", refuses),
    path("thu/cam/", forbids),
    path("thu/khong-co/", hides),
    path("thu/hong-ngoai/", gone),
]


@pytest.fixture
def browser(log_in, secretary, settings):
    settings.ROOT_URLCONF = __name__
    client = log_in(secretary)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/thu/hong/", 500, "Hệ thống gặp lỗi"),
        ("/thu/hong-ngoai/", 500, "Hệ thống gặp lỗi"),
        ("/thu/tu-choi/", 409, "Lý do hai."),
        ("/thu/cam/", 403, "chưa được giao quyền"),
        ("/thu/khong-co/", 404, "Không có trang này"),
        ("/khong-he-co/", 404, "Không có trang này"),
    ],
)
def test_each_error_is_a_page_that_says_what_to_do(browser, address, status, words):
    response = browser.get(address)
    text = response.content.decode()
    assert response.status_code == status and words in text
    assert "secret words" not in text and "RuntimeError" not in text and "Về việc của tôi" in text


def test_403_says_who_one_is_and_who_may_help(browser):
    text = browser.get("/thu/cam/").content.decode()
    assert "Bí thư tổ chức cơ sở đảng, Đảng bộ xã Nậm Tăm" in text and "Ban Tổ chức Huyện ủy" in text


def test_a_script_that_is_refused_gets_the_reasons_as_json(browser):
    response = browser.get("/thu/tu-choi/", headers={"X-Requested-With": "fetch"})
    assert response.status_code == 409 and response.json() == {"errors": ["Lý do một.", "Lý do hai."]}


def test_an_unknown_host_is_a_bad_request(client, db):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("name", ["400.html", "500.html", "404.html", "403.html"])
def test_error_pages_need_no_context(name):
    assert "<h1>" in render_to_string(name)


@pytest.mark.parametrize("address", ["/", "/tai-khoan/dang-nhap/", "/khong-he-co/", "/healthz", "/thu/hong/"])
def test_every_answer_carries_a_strict_content_policy(browser, address):
    response = browser.get(address)
    rules = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'" and rules["script-src"] == "'self'" and rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'" and rules["base-uri"] == "'none'" and rules["form-action"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY" and response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


OWN = ["base.html", "ui.html", "400.html", "403.html", "404.html", "409.html", "500.html"]
OWN += [
    str(file.relative_to(TEMPLATES))
    for folder in ("cells/organizations", "cells/places", "cells/access", "audit", "accounts", "home", "components")
    for file in (TEMPLATES / folder).glob("*.html")
]


@pytest.mark.parametrize("name", OWN)
def test_no_template_has_a_style_or_a_script_of_its_own(name):
    text = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text)
    assert len(text.splitlines()) <= 120


@pytest.mark.parametrize("name", [one for one in OWN if one.startswith("components/")])
def test_each_component_says_what_it_needs(name):
    first = (TEMPLATES / name).read_text().splitlines()[0]
    assert first.startswith("{# ") and "Required:" in first and "Optional" in first


def test_health_is_answered_without_a_log_in(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok") and not response.cookies


def test_health_says_when_the_database_is_gone(client, db, monkeypatch):
    def gone():
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        assert client.get("/healthz").status_code == 503


def test_a_form_sent_after_the_log_in_had_expired_is_kept_and_sent_on(client, staff, nam_tam):
    address = reverse("organizations:appoint", args=[nam_tam.pk])
    data = {"person_name": "Lò Văn B'an", "office": "secretary", "since": "01/07/2009", "how": ""}
    data["password"] = "bí mật"
    response = client.post(address, data)
    text = response.content.decode()
    assert response.status_code == 401 and "(4 mục)" not in text and "(3 mục)" in text and "bí mật" not in text
    assert "no-store" in response["Cache-Control"]
    kept = {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("kept_data", "kept_path")}
    response = client.post(reverse("accounts:login"), {"username": "x", "password": "sai", **kept})
    assert kept["kept_data"] in response.content.decode()
    response = client.post(reverse("accounts:login"), {"username": "bantochuc", "password": people.PASSWORD, **kept})
    text = response.content.decode()
    assert 'value="Lò Văn B&#x27;an"' in text and f'action="{address}"' in text and "Tao Thị Mỷ" in text
    assert not nam_tam.officers.exists()
    assert client.post(address, data).status_code == 302 and nam_tam.officers.count() == 1


def test_what_was_kept_survives_a_locked_log_in(client, staff):
    kept = {"kept_data": "abc:def", "kept_path": "/to-chuc/"}
    for _ in range(6):
        response = client.post(reverse("accounts:login"), {"username": "bantochuc", "password": "sai", **kept})
    assert response.status_code == 429 and 'value="abc:def"' in response.content.decode()
    again = client.post(reverse("accounts:login"), kept)
    assert again.status_code == 200 and 'value="abc:def"' in again.content.decode()


@pytest.mark.parametrize("kept", ["nonsense", "", "a:b:c"])
def test_what_was_not_kept_by_us_is_not_sent_on(client, staff, kept):
    data = {"username": "bantochuc", "password": people.PASSWORD, "kept_data": kept, "kept_path": "/to-chuc/"}
    response = client.post(reverse("accounts:login"), data)
    assert response.status_code == 302


def test_a_script_whose_log_in_has_expired_is_told_so(client, nam_tam):
    address = reverse("organizations:appoint", args=[nam_tam.pk])
    response = client.post(address, {}, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 401 and response.json()["login"] is True


def test_a_form_whose_token_no_longer_fits_says_that_nothing_is_lost(staff):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    response = strict.post(reverse("organizations:found"), {"name": "x"})
    text = response.content.decode()
    assert response.status_code == 403 and "Trang này mở đã quá lâu" in text and "Quay lại" in text


def test_the_gallery_is_not_there_without_debug(log_in, staff):
    assert log_in(staff).get("/ui/").status_code == 404


def test_the_address_of_a_button_opened_as_a_page_says_so(log_in, staff):
    client = log_in(staff)
    page = client.get(reverse("imports:upload"))
    assert page.status_code == 405 and page.headers["Allow"] == "POST"
    assert "Đây là địa chỉ của một nút bấm" in page.text
    assert client.put(reverse("imports:upload")).text == ""
