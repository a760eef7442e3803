"""Posts of two communes on one record: each is mended by who keeps the staff of its commune."""

import datetime as dt

import pytest
from django.urls import reverse

from sinho.accounts.roles import Role
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
MENDED = {"organization": "SH-NT", "title": "front_chair", "since": "01/01/2005", "entry": "opening"}
MENDED |= {"on": "01/01/2008", "how": "not_reelected", "number": "1-QĐ", "date": "01/01/2009", "reason": "Ghi nhầm xã"}


@pytest.fixture
def lo(ta_phin, nam_tam):
    """Of Tả Phìn, since 2008 of Nậm Tăm."""
    who = make.cadre(ta_phin, "Chẻo A Lở", "front_chair", since=D(2005, 1, 1), until=D(2007, 12, 31))
    make.post(who, nam_tam, "front_chair", since=D(2008, 2, 1))
    return who


@pytest.fixture
def officer(nam_tam):
    return people.user("canbo.namtam", Role.CADRE_OFFICER, nam_tam, full_name="Lò Thị Sổ")


@pytest.mark.parametrize(("reads_there", "status"), [(False, 404), (True, 403)])
def test_the_earlier_post_in_another_commune_is_not_his_to_mend(
    log_in, officer, lo, nam_tam, ta_phin, reads_there, status
):
    if reads_there:
        people.grant(officer, Role.COMMUNE_SECRETARY, ta_phin)
    (old, now), client = lo.posts.order_by("valid"), log_in(officer)
    page = client.get(reverse("staff:cadre", args=[lo.pk])).text
    for name in ("end", "correct_post"):
        address = reverse(f"staff:{name}", args=[old.pk])
        assert (client.post(address, MENDED).status_code, address in page) == (status, False)
        assert client.get(reverse(f"staff:{name}", args=[now.pk])).status_code == 200
    assert reverse("staff:correct_post", args=[now.pk]) in page
    old.refresh_from_db()
    assert old.organization == ta_phin


def test_who_keeps_both_mends_both(log_in, staff, lo):
    old = lo.posts.earliest("valid")
    assert log_in(staff).post(reverse("staff:correct_post", args=[old.pk]), MENDED).status_code == 302
