"""Protects the doors: every view says who may enter it, and without a log-in nobody gets anything but a log-in page.

A view without a gate, or one that is open to all without standing in the list below, fails here.
"""

import pytest
from django.http import HttpResponse
from django.urls import include, path

from sinho.accounts.gate import any_user, open_to_all, requires
from sinho.accounts.roles import Permission
from sinho.web.gallery import gallery
from tests.guards.addresses import Address, all_addresses

# Views that answer without a log-in, each with the reason.
OPEN = {
    "accounts:login": "here one logs in",
    "healthz": "whoever watches the server has no account; it answers ok and nothing else",
    "home:session": "the script asks it after a log-in has expired; a stranger learns that he is nobody",
}
GALLERY = Address("gallery", gallery, ())  # stands in the URLs only with DEBUG
SAMPLES = {"pk": 1, "year": 2009, "key": "nop", "number": 1, "body": "inspection", "code": "cell-quality"}
SAMPLES["form"] = "pdf"

ADDRESSES = all_addresses()


def faults_of(addresses: list[Address], allowed: dict[str, str]) -> list[str]:
    """Views without a gate, open views that nobody listed, listed ones that are not open any more."""
    found = []
    for one in addresses:
        gate = one.gate
        known = gate in ("any_user", "open_to_all") or bool(gate and all(p in list(Permission) for p in gate))
        if not known:
            found.append(f"{one.name} has no gate")
        elif one.open_to_all and one.name not in allowed:
            found.append(f"{one.name} is open to all")
    open_names = {one.name for one in addresses if one.open_to_all}
    return found + [f"{name} is listed as open and is not" for name in allowed if name not in open_names]


def test_every_view_says_who_may_enter():
    assert len(ADDRESSES) > 50
    assert faults_of([*ADDRESSES, GALLERY], OPEN) == []


def test_no_two_addresses_have_the_same_name():
    names = [one.name for one in ADDRESSES]
    assert [name for name in names if names.count(name) > 1] == []


def test_every_argument_of_an_address_has_a_sample():
    assert {argument for one in ADDRESSES for argument in one.arguments} == set(SAMPLES)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_without_a_log_in_there_is_only_the_log_in_page(address, client):
    url = address.path(**SAMPLES)
    response = client.get(url)
    if address.name in OPEN:
        assert response.status_code == 200
    else:
        assert (response.status_code, response.content) == (302, b"")
        assert response.url == f"/tai-khoan/dang-nhap/?next={url}"


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.name not in OPEN], ids=lambda one: one.name)
def test_a_form_sent_without_a_log_in_is_kept_and_not_done(address, client, django_assert_num_queries):
    with django_assert_num_queries(1):  # what day it is; nothing else is read or written
        response = client.post(address.path(**SAMPLES), {"gi-do": "1"})
    assert response.status_code == 401
    assert "Đăng nhập" in response.text and 'name="kept_data"' in response.text


def test_a_stranger_learns_nothing_from_the_open_addresses(client, db):
    assert client.get("/healthz").content == b"ok"
    answer = client.get("/phien/").json()
    assert set(answer) == {"token", "user"} and answer["user"] == 0


class PlantedUrls:
    """A made-up list of addresses; one of its views forgot its gate, one is open without a reason."""

    def forgotten(request):
        return HttpResponse("secret")

    @any_user
    def fine(request):
        return HttpResponse()

    @requires(Permission.VIEW)
    def gated(request, pk):
        return HttpResponse()

    @open_to_all
    def opened(request):
        return HttpResponse()

    inner = ([path("<int:pk>/", gated, name="gated"), path("lost/", forgotten, name="forgotten")], "inner")
    urlpatterns = [path("fine/", fine), path("in/", include(inner)), path("open/", opened, name="opened")]


def test_a_planted_fault_is_found():
    addresses = all_addresses(PlantedUrls)
    assert [(one.name, one.arguments) for one in addresses][1] == ("inner:gated", ("pk",))
    assert faults_of(addresses, {}) == ["inner:forgotten has no gate", "opened is open to all"]
    assert faults_of(addresses[:2], {"inner:gated": "was open once"}) == ["inner:gated is listed as open and is not"]
