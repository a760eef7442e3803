"""Roles, the scope as a value, and the gate before each view."""

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured, PermissionDenied
from django.test.utils import isolate_apps

from cells.organizations.models import OrganizationState
from cells.places.models import Village
from sinho.accounts.models import User
from sinho.accounts.roles import RIGHTS, Permission, Role, permissions_of
from sinho.accounts.scope import MOST_RANGES, Reach, Scope, ScopedQuerySet, runs, scope_field

SCOPE = Scope(
    user_id=7,
    reaches=(
        Reach(Role.COMMUNE_SECRETARY, 2, frozenset({2, 3})),
        Reach(Role.MEMBER_IN_CHARGE, 9, frozenset({9, 10})),
    ),
)


def test_every_role_has_a_name_a_description_and_rights():
    assert set(RIGHTS) == set(Role)
    assert all(rights.description.endswith(".") and rights.permissions for rights in RIGHTS.values())


def test_the_administrator_has_accounts_and_nothing_else():
    assert permissions_of(Role.SYSTEM_ADMINISTRATOR) == {Permission.MANAGE_ACCOUNTS}
    others = [role for role in Role if role != Role.SYSTEM_ADMINISTRATOR]
    assert not any(Permission.MANAGE_ACCOUNTS in permissions_of(role) for role in others)


def test_an_unknown_role_is_an_error_and_not_an_empty_set():
    with pytest.raises(ValueError):
        permissions_of("king")


def test_permissions_are_asked_together_with_the_organisation():
    assert SCOPE.may(Permission.FILL_SHEET, 3) and not SCOPE.may(Permission.FILL_SHEET, 10)
    assert SCOPE.organization_ids() == {2, 3, 9, 10}
    assert SCOPE.organization_ids(Permission.FILL_SHEET) == {2, 3}
    assert SCOPE.roots(Permission.VIEW) == [2, 9] and SCOPE.own_organization_ids() == {2, 9}
    assert SCOPE.has(Permission.EXPORT) and not SCOPE.has(Permission.DECIDE)


def test_what_one_may_not_raises():
    SCOPE.require(Permission.FILL_SHEET, 2)
    with pytest.raises(PermissionDenied):
        SCOPE.require(Permission.FILL_SHEET, 9)


def test_a_person_without_a_grant_reaches_nothing(db, nam_tam):
    assert Scope().organization_ids() == frozenset() and not Scope().has(Permission.VIEW)
    assert not OrganizationState.objects.in_scope(Scope()).exists()


def test_a_model_that_does_not_say_where_its_organisation_is_cannot_be_scoped():
    with pytest.raises(ImproperlyConfigured):
        ScopedQuerySet(User).in_scope(SCOPE)


@isolate_apps("cells")
def test_the_scope_path_of_a_model_must_resolve():
    assert scope_field(OrganizationState) == "organization" and scope_field(Village) is None

    class Wrong(OrganizationState):
        scope_path = "name"

        class Meta:
            proxy = True
            app_label = "cells"

    with pytest.raises(FieldDoesNotExist):
        scope_field(Wrong)


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        (set(), []),
        ({5}, [(5, 5)]),
        ({3, 1, 2}, [(1, 3)]),
        ({1, 2, 3, 7, 9, 10}, [(1, 3), (7, 7), (9, 10)]),
    ],
)
def test_ids_without_a_gap_are_one_range(ids, found):
    assert runs(frozenset(ids)) == found


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, MOST_RANGES, MOST_RANGES + 1])
def test_among_finds_exactly_these_rows_however_they_lie(db, step, number):
    User.objects.bulk_create(User(pk=pk, username=f"u{pk}", full_name="x", password="x") for pk in range(1, 40))
    ids = {1 + step * position for position in range(number)}
    assert set(User.objects.filter(pk__among=ids).values_list("pk", flat=True)) == ids
    assert set(User.objects.exclude(pk__among=ids).values_list("pk", flat=True)) == set(range(1, 40)) - ids
    array = ArraySubquery(User.objects.filter(pk__in=ids).values("pk"))
    assert set(User.objects.filter(pk__among=array).values_list("pk", flat=True)) == ids
