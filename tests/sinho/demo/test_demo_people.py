"""The people of the demo district: accounts with their roles, officers, all of them made up."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from cells.access.models import Grant, scope_of
from cells.organizations.enums import Office
from cells.organizations.models import Officer, Organization, OrganizationState, Term
from sinho.accounts.models import User
from sinho.accounts.roles import Permission, Role
from sinho.demo.plan import DEMO_DAY

P = Permission
ACCOUNTS = [
    ("bantochuc", Role.DISTRICT_STAFF, "SH", {P.MANAGE_ORGANIZATIONS, P.IMPORT, P.MANAGE_CAMPAIGNS, P.APPRAISE}),
    ("lanhdao", Role.DISTRICT_LEADER, "SH", {P.VIEW, P.DECIDE}),
    ("kiemtra", Role.INSPECTOR, "SH", {P.VIEW, P.GIVE_OPINION}),
    ("phutrach", Role.MEMBER_IN_CHARGE, "SH-NT", {P.VIEW}),
    ("bithu.namtam", Role.COMMUNE_SECRETARY, "SH-NT", {P.FILL_SHEET, P.RECORD_CELLS}),
    ("bithu.taphin", Role.COMMUNE_SECRETARY, "SH-TP", {P.FILL_SHEET, P.RECORD_CELLS}),
    ("bithu.chibo", Role.CELL_SECRETARY, "SH-NT-B01", {P.FILL_SHEET}),
    ("canbo", Role.CADRE_OFFICER, "SH", {P.VIEW}),
    ("quantri", Role.SYSTEM_ADMINISTRATOR, "SH", {P.MANAGE_ACCOUNTS}),
]


@pytest.mark.parametrize(("username", "role", "code", "permissions"), ACCOUNTS)
def test_each_account_has_its_role_on_its_organisation(demo, username, role, code, permissions):
    user = User.objects.get(username=username)
    organization = Organization.objects.get(code=code)
    scope = scope_of(user, DEMO_DAY)

    assert [(reach.role, reach.organization_id) for reach in scope.reaches] == [(role, organization.pk)]
    assert all(scope.may(permission, organization.pk) for permission in permissions)
    assert not user.must_change_password
    assert user.position


def test_only_these_accounts_can_log_in(demo):
    request = RequestFactory().post("/")
    open_ones = {
        user.username
        for user in User.objects.all()
        if authenticate(request, username=user.username, password=demo) is not None
    }

    assert open_ones == {username for username, *_ in ACCOUNTS}


def test_passwords_are_salted_one_by_one(demo):
    hashes = list(User.objects.filter(is_active=True).values_list("password", flat=True))

    assert len(set(hashes)) == len(hashes) == 9


def test_closed_accounts_stand_for_the_other_secretaries(demo):
    """45 grassroots organisations, two of them with an account to log in with."""
    closed = User.objects.filter(is_active=False)

    assert closed.count() == 43
    assert all(not user.has_usable_password() for user in closed)
    assert (
        Grant.objects.on(DEMO_DAY).filter(role=Role.COMMUNE_SECRETARY).values("organization").distinct().count() == 45
    )


def test_no_name_is_given_to_two_people(demo):
    names = list(Officer.objects.values_list("person_name", flat=True))
    accounts = set(User.objects.values_list("full_name", flat=True))
    secretaries = set(Officer.objects.filter(office=Office.SECRETARY).values_list("person_name", flat=True))

    assert len(set(names)) == len(names) > 600
    assert accounts & set(names) <= secretaries


def test_the_accounts_of_secretaries_carry_the_names_of_the_secretaries(demo):
    holders = {
        officer.organization_id: officer.person_name
        for officer in Officer.objects.filter(office=Office.SECRETARY, held__contains=DEMO_DAY)
    }
    for grant in Grant.objects.filter(role__in=[Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY]).select_related("user"):
        assert holders[grant.organization_id] == grant.user.full_name


def test_every_organisation_but_one_has_a_secretary_and_a_running_term(demo):
    alive = set(OrganizationState.objects.on(DEMO_DAY).values_list("organization__code", flat=True))
    led = Officer.objects.filter(office=Office.SECRETARY, held__contains=DEMO_DAY)
    terms = Term.objects.filter(starts_on__lte=DEMO_DAY, planned_until__gte=DEMO_DAY)

    assert alive - set(led.values_list("organization__code", flat=True)) == {"SH-PSC-B01"}
    assert alive == set(terms.values_list("organization__code", flat=True))


def test_nobody_holds_office_before_his_organisation_exists(demo):
    first = {}
    for state in OrganizationState.objects.order_by("valid"):
        first.setdefault(state.organization_id, state.since)
    for officer in Officer.objects.all():
        assert officer.held.lower >= max(first[officer.organization_id], dt.date(1963, 1, 1))
