"""Django's own list of the same members, only to be measured beside ours: nothing of the product knows it.

It is registered twice: with the columns of the table alone, and with the facts that our list shows, fetched with as
few queries as the admin can be told to.
"""

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import path

from bench.district import TODAY
from cells.organizations.models import OrganizationState
from members.roll.enums import StandingKind, Subject
from members.roll.models import Card, Member, Membership, Pause, Schooling
from sinho.urls import urlpatterns as ours


class Site(admin.AdminSite):
    def has_permission(self, request):
        return request.user.is_active


class MemberList(admin.ModelAdmin):
    """As many plain columns as our list has; none of them needs another table."""

    list_display = (
        "full_name",
        "birth_year",
        "birth_month",
        "birth_day",
        "sex",
        "ethnicity",
        "religion",
        "home_place",
        "family_origin",
        "file_number",
        "identity_number",
    )
    list_filter = ("sex", "ethnicity")
    search_fields = ("full_name",)
    list_per_page = 100
    ordering = ("sort_key", "id")

    def has_view_permission(self, request, obj=None):
        return True

    def has_module_permission(self, request):
        return True

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class FactsList(MemberList):
    """The columns of our list, each part fetched by one query for all rows."""

    list_display = (
        "full_name",
        "birth",
        "sex",
        "ethnicity",
        "cell",
        "admitted_on",
        "official_on",
        "general",
        "theory",
        "card",
        "state",
    )

    def get_queryset(self, request):
        states = OrganizationState.objects.on(TODAY)
        cells = Membership.objects.on(TODAY).select_related("organization")
        cells = cells.prefetch_related(Prefetch("organization__states", states, "today"))
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                "standings",
                Prefetch("memberships", cells, "cells"),
                Prefetch("cards", Card.objects.filter(valid__contains=TODAY), "valid_cards"),
                Prefetch("pauses", Pause.objects.on(TODAY), "now"),
                Prefetch("schoolings", Schooling.objects.last_known_on(TODAY), "learned"),
            )
        )

    def cell(self, member):
        return member.cells[0].organization.today[0].short_name if member.cells else ""

    def since(self, member, kind: str):
        return next((one.valid.lower for one in member.standings.all() if one.kind == kind), None)

    def admitted_on(self, member):
        return self.since(member, StandingKind.PROBATIONARY)

    def official_on(self, member):
        return self.since(member, StandingKind.OFFICIAL)

    def level(self, member, subject: str):
        return next((str(one) for one in member.learned if one.subject == subject), "")

    def general(self, member):
        return self.level(member, Subject.GENERAL)

    def theory(self, member):
        return self.level(member, Subject.THEORY)

    def card(self, member):
        return member.valid_cards[0].masked if member.valid_cards else ""

    def state(self, member):
        return member.now[0].get_kind_display() if member.now else "Chính thức" if self.official_on(member) else "Dự bị"


columns, facts = Site(name="own-columns"), Site(name="same-facts")
columns.register(Member, MemberList)
facts.register(Member, FactsList)
urlpatterns = [*ours, path("admin-of-the-table/", columns.urls), path("admin-of-the-facts/", facts.urls)]
