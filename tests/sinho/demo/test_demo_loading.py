"""Loading the demo district: all of it or nothing, only into an empty database, always the same."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection

from cells.organizations.models import Organization, OrganizationState
from cells.places.models import Commune, VillageState
from sinho.accounts.models import User
from sinho.audit.models import AuditEntry
from sinho.demo.loading import load
from sinho.demo.plan import DEMO_DAY
from sinho.management.commands import load_demo
from sinho.refusal import Refused
from sinho.web.models import Installation, demo_day
from tests.factories import organizations as make
from tests.factories import people

PASSWORD = "mot-mat-khau-thu"
# What differs from run to run by its nature: salted passwords, the moment of loading itself.
OWN_TO_A_RUN = {"password", "created_at", "last_login"}


def our_models():
    return [
        model
        for app in ("accounts", "audit", "filings", "cadres", "cells", "documents", "members", "web")
        for model in apps.get_app_config(app).get_models()
    ]


def dump():
    """Every row of every table, without what belongs to one run."""
    rows = {}
    for model in our_models():
        own = OWN_TO_A_RUN | ({"id"} if model is AuditEntry else set())
        fields = [field.attname for field in model._meta.concrete_fields if field.name not in own]
        found = model.objects.order_by("pk")
        if model is AuditEntry:
            found = found.exclude(did="reference.loaded")
        rows[model._meta.label] = list(found.values_list(*fields))
    return rows


def start_counting_anew():
    tables = [{"table": model._meta.db_table, "column": "id"} for model in our_models()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), tables):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def loaded_before(databases, django_db_setup, django_db_blocker):
    """The rows of the demo district that all tests read: they were loaded at another time, by another process."""
    with django_db_blocker.unblock():
        databases.use(databases.demo_to_read())
        rows = dump()
        databases.use(databases.own)
    return rows


def test_loading_twice_is_refused_and_changes_nothing(demo):
    before = dump()

    with pytest.raises(Refused, match="đã có tổ chức đảng"):
        load(password=PASSWORD)

    assert dump() == before


def test_a_database_in_use_is_refused(district):
    with pytest.raises(Refused, match="cơ sở dữ liệu trống"):
        load(password=PASSWORD)

    assert Organization.objects.count() == 1
    assert demo_day() is None


def test_an_account_of_the_same_name_is_named(db):
    User.objects.create_user("quantri", PASSWORD, full_name="Người đã có")

    with pytest.raises(Refused, match="Tài khoản quantri đã có"):
        load(password=PASSWORD)

    assert User.objects.count() == 1
    assert not Organization.objects.exists()


def test_a_load_that_fails_half_way_leaves_nothing(db):
    """A commune that is already there under another period stops the reference data."""
    place = make.commune("Nậm Tăm", code="03517")
    Commune.objects.filter(pk=place.pk).update(valid=make.period(since=make.LONG_AGO.replace(year=2003)))

    with pytest.raises(Refused, match="Mã đơn vị hành chính này đã dùng"):
        load(password=PASSWORD)

    assert Commune.objects.count() == 1
    assert not Organization.objects.exists()
    assert not Installation.objects.exists()


def test_the_command_loads_the_same_rows_and_tells_what_and_the_password_it_made(loaded_before, db):
    told = io.StringIO()
    start_counting_anew()

    call_command("load_demo", stdout=told)

    rows = dump()
    assert len(rows["cells.Organization"]) > 300
    for label, found in loaded_before.items():
        assert rows[label] == found, label

    lines = told.getvalue().splitlines()
    assert lines[0] == "Đã nạp 316 tổ chức đảng, 300 bản đến ngày 18/12/2009."
    assert lines[1].startswith(
        "Tài khoản trình diễn: bantochuc, lanhdao, kiemtra, phutrach, bithu.namtam, bithu.taphin"
    )
    password = lines[2].removeprefix("Mật khẩu chung: ")
    assert all(user.check_password(password) for user in User.objects.filter(is_active=True))


def test_the_command_does_not_repeat_a_given_password(demo, monkeypatch):
    """The district that all tests read was loaded by the command with a given password."""
    told, given = io.StringIO(), []
    monkeypatch.setattr(load_demo, "load", lambda **options: given.append(options))

    call_command("load_demo", password=PASSWORD, stdout=told)

    assert given == [{"password": PASSWORD}]
    assert "316 tổ chức" in told.getvalue() and PASSWORD not in told.getvalue()
    assert User.objects.get(username="bantochuc").check_password(people.PASSWORD)


@pytest.mark.parametrize("password", ["", "   "])
def test_an_empty_password_is_refused(db, password):
    with pytest.raises(CommandError, match="không được để trống"):
        call_command("load_demo", password=password)

    assert not Organization.objects.exists()


def test_the_command_refuses_a_second_time_with_a_sentence(demo):
    with pytest.raises(CommandError, match="chỉ nạp vào cơ sở dữ liệu trống"):
        call_command("load_demo", password=PASSWORD)


def test_the_district_lives_on_its_day(demo):
    assert demo_day() == DEMO_DAY
    assert OrganizationState.objects.on(DEMO_DAY).count() == 316
    assert VillageState.objects.on(DEMO_DAY).count() == 300
