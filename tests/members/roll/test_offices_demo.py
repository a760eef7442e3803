"""The offices of the demo district: nearly all are linked, some wait with a suggestion each, three should be ended."""

from django.db.models import F
from django.urls import reverse

from cells.organizations.models import Officer
from members.roll.models import OfficeHolder
from members.roll.models.office import left_behind, outside_the_party, unlinked
from sinho.accounts.models import User
from sinho.demo.plan import DEMO_DAY


def test_nearly_all_terms_have_their_holder(demo):
    links = OfficeHolder.objects.in_force()
    assert links.count() > 0.9 * Officer.objects.count()
    assert not links.exclude(member__full_name=F("officer__person_name")).exists()
    assert not outside_the_party().exists()
    ways = {one.member.memberships.latest("valid").exit for one in left_behind(links, DEMO_DAY)}
    assert ways == {"died", "to_province", ""}


def test_who_waits_is_suggested(demo, client):
    for username, least in (("bantochuc", 20), ("bithu.namtam", 2)):
        client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        rows = client.get(reverse("members:offices")).context["rows"]
        assert least <= len(rows) == len([row for row in rows if row.only])
    assert unlinked().filter(organization__code="SH-NT").count() >= 2


def test_the_secretary_of_the_story_holds_his_office_on_the_roll(demo, client):
    client.force_login(User.objects.get(username="bithu.namtam"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("members:list"), {"chuc-vu": "bi-thu"})
    assert "Lò Văn Inh" in [row.full_name for row in page.context["rows"]]
