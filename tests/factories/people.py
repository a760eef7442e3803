"""Accounts with what is granted to them."""

import datetime as dt

from cells.access.models import Grant, scope_of
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.accounts.scope import Scope
from sinho.web import clock
from tests.factories.organizations import LONG_AGO, period

PASSWORD = "mat-khau-thu-2009"


def user(username: str, role: str = "", organization: Organization | None = None, **more) -> User:
    """An account; with a role on an organisation granted long ago."""
    created = User.objects.create_user(username, PASSWORD, full_name=more.pop("full_name", username), **more)
    if role:
        grant(created, role, organization)
    return created


def grant(person: User, role: str, organization: Organization, until: dt.date | None = None) -> Grant:
    return Grant.objects.create(user=person, organization=organization, role=role, valid=period(LONG_AGO, until))


def scope(person: User, day: dt.date | None = None) -> Scope:
    return scope_of(person, day or clock.today())
