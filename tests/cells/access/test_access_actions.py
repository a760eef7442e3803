"""Accounts and grants: opened, closed, given, ended; nobody helps himself; the scope that follows from them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.access import actions
from cells.access.models import Grant, scope_of
from sinho.accounts.models import User
from sinho.accounts.roles import Permission, Role
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import organizations as make
from tests.factories import people

DAY = dt.date(2009, 12, 18)


@pytest.fixture
def person(db):
    return people.user("moi", full_name="Lò Văn Mới")


def give(person, organization, by, role=Role.COMMUNE_SECRETARY, since=DAY, until=None):
    return actions.give(user=person, organization=organization, role=role, since=since, until=until, by=by)


def test_an_account_opens_with_a_password_that_must_be_changed(administrator):
    user, password = actions.create_account(username="bithu.x", full_name="Lò X", position="", by=administrator)
    assert user.check_password(password) and user.must_change_password
    assert not set(password) & set("0O1lI") and len(password) == 14
    entry = AuditEntry.objects.get()
    assert (entry.did, entry.object_id) == ("account.created", str(user.pk)) and password not in entry.said


def test_a_user_name_is_given_once_whatever_its_capitals(administrator, person):
    with pytest.raises(Refused, match="đã có người dùng"):
        actions.create_account(username="MOI", full_name="x", position="", by=administrator)


def test_a_new_password_ends_the_old_one_and_is_not_logged(administrator, person):
    password = actions.reset_password(user=person, by=administrator)
    person.refresh_from_db()
    assert person.check_password(password) and not person.check_password(people.PASSWORD)
    assert person.must_change_password and password not in AuditEntry.objects.get().said


def test_a_grant_lasts_until_it_is_ended(administrator, person, nam_tam):
    grant = give(person, nam_tam, administrator)
    assert (grant.valid.lower, grant.valid.upper) == (DAY, None)
    actions.end(grant=grant, on=dt.date(2009, 12, 20), by=administrator)
    grant.refresh_from_db()
    assert grant.valid.upper == dt.date(2009, 12, 20)
    dids = list(AuditEntry.objects.order_by("id").values_list("did", "organization_name"))
    assert dids == [("grant.given", "Đảng bộ xã Nậm Tăm"), ("grant.ended", "Đảng bộ xã Nậm Tăm")]


def test_a_grant_may_be_given_for_a_time(administrator, person, nam_tam):
    grant = give(person, nam_tam, administrator, until=dt.date(2009, 12, 31))
    assert grant.valid.upper == dt.date(2010, 1, 1)
    assert AuditEntry.objects.get().said.endswith("từ 18/12/2009 đến 31/12/2009")


def test_a_grant_that_has_not_begun_ends_with_its_first_day(administrator, person, nam_tam):
    grant = give(person, nam_tam, administrator, since=dt.date(2010, 1, 1))
    actions.end(grant=grant, on=DAY, by=administrator)
    grant.refresh_from_db()
    assert (grant.valid.lower, grant.valid.upper) == (dt.date(2010, 1, 1), dt.date(2010, 1, 2))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"role": Role.DISTRICT_STAFF}, "chỉ cấp ở"),
        ({"since": dt.date(2000, 1, 1)}, "không tồn tại vào ngày"),
        ({"until": dt.date(2009, 1, 1)}, "từ ngày đầu trở đi"),
    ],
)
def test_a_refused_grant_writes_nothing(administrator, person, nam_tam, change, reason):
    with pytest.raises(Refused, match=reason):
        give(person, nam_tam, administrator, **change)
    assert not person.grants.exists() and not AuditEntry.objects.exists()


def test_the_same_grant_twice_is_refused(administrator, person, nam_tam):
    give(person, nam_tam, administrator)
    with pytest.raises(Refused, match="đã có vai trò đó"):
        give(person, nam_tam, administrator)
    assert person.grants.count() == 1


def test_an_ended_grant_is_not_ended_again(administrator, person, nam_tam):
    grant = people.grant(person, Role.COMMUNE_SECRETARY, nam_tam, until=dt.date(2009, 1, 31))
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.end(grant=grant, on=DAY, by=administrator)


@pytest.mark.parametrize("act", ["give", "end", "reset", "close"])
def test_nobody_helps_himself(administrator, district, act):
    own = administrator.grants.get()
    acts = {
        "give": lambda: give(administrator, district, administrator, role=Role.DISTRICT_LEADER),
        "end": lambda: actions.end(grant=own, on=DAY, by=administrator),
        "reset": lambda: actions.reset_password(user=administrator, by=administrator),
        "close": lambda: actions.set_active(user=administrator, active=False, by=administrator),
    }
    with pytest.raises(Refused, match="Không ai tự"):
        acts[act]()
    assert administrator.grants.get().valid.upper is None and User.objects.get(pk=administrator.pk).is_active


def test_the_administrator_has_no_party_data(administrator, district):
    scope = people.scope(administrator)
    assert scope.organization_ids(Permission.VIEW) == frozenset()
    assert [p for p in Permission if scope.has(p)] == [Permission.MANAGE_ACCOUNTS]


def test_a_grant_reaches_everything_below(secretary, nam_tam, nam_tam_cells, ta_phin):
    assert people.scope(secretary).organization_ids() == {nam_tam.pk, *(cell.pk for cell in nam_tam_cells)}


def test_a_grant_counts_only_while_it_lasts(nam_tam, person):
    people.grant(person, Role.COMMUNE_SECRETARY, nam_tam, until=dt.date(2009, 6, 30))
    assert scope_of(person, dt.date(2009, 6, 30)).reaches and not scope_of(person, dt.date(2009, 7, 1)).reaches


def test_a_moved_cell_belongs_to_its_new_committee_only(secretary, stranger, nam_tam_cells, ta_phin):
    cell, state = nam_tam_cells[0], make.state_of(nam_tam_cells[0])
    state.valid = DateRange(make.LONG_AGO, dt.date(2009, 1, 1), "[)")
    state.save()
    make.OrganizationState.objects.create(
        organization=cell,
        valid=make.period(dt.date(2009, 1, 1)),
        name=state.name,
        short_name=state.short_name,
        kind=state.kind,
        parent=ta_phin,
    )
    assert cell.pk not in people.scope(secretary).organization_ids()
    assert cell.pk in people.scope(stranger).organization_ids()


def test_a_dissolved_cell_stays_with_its_last_committee(secretary, nam_tam):
    ended = make.cell("cũ", parent=nam_tam, until=dt.date(2009, 1, 31))
    assert ended.pk in people.scope(secretary).organization_ids()


def test_scope_costs_two_queries_whatever_the_grants(person, nam_tam, ta_phin, django_assert_num_queries):
    for organization in (nam_tam, ta_phin):
        people.grant(person, Role.COMMUNE_SECRETARY, organization)
    with django_assert_num_queries(2):
        scope_of(person, DAY)


@pytest.mark.parametrize("name", ["grant_once_a_day", "grant_has_start"])
def test_the_database_refuses_and_says_why(person, nam_tam, name):
    valid = make.period() if name == "grant_once_a_day" else DateRange(None, DAY, "[)")
    grants = [Grant(user=person, organization=nam_tam, role=Role.COMMUNE_SECRETARY, valid=valid) for _ in range(2)]
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Grant.objects.bulk_create(grants)
    assert caught.value.__cause__.diag.constraint_name == name and sentence_for(caught.value)
