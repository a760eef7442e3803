"""The log: written by actions, changed by nobody, read by who may."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from sinho.accounts.roles import Role
from sinho.audit.actions import record
from sinho.audit.models import AuditEntry
from sinho.web import clock
from sinho.web.integrity import sentence_for
from tests.factories import people

LIST = reverse("audit:list")


@pytest.fixture
def entries(nam_tam, ta_phin, staff):
    """One act on Nậm Tăm, one on Tả Phìn two days earlier, one on an account, one of the system itself."""
    clock.fix_day(dt.date(2009, 12, 16))
    ta_phin, nam_tam = (ta_phin.pk, "Đảng bộ xã Tả Phìn"), (nam_tam.pk, "Đảng bộ xã Nậm Tăm")
    record(by=staff, did="organization.changed", said="Đổi tên Tả Phìn", organization=ta_phin)
    clock.fix_day(dt.date(2009, 12, 18))
    record(by=staff, did="village.served", said="Bản Nậm Lò", organization=nam_tam)
    record(by=None, did="account.login_failed", said="Đăng nhập không thành công: “x”")
    record(by=None, did="system.started", said="Khởi động")


def said(response):
    return [entry.said for entry in response.context["page"]]


def test_an_act_is_noted_with_who_when_where_and_what(staff, nam_tam):
    before = {"on": dt.date(2009, 1, 2), "points": Decimal("7.50"), "none": None}
    entry = record(by=staff, did="x.y", said="Sửa", on=nam_tam, organization=(nam_tam.pk, "N"), before=before)
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_name, entry.object_type) == (staff.pk, "Tao Thị Mỷ", "cells.organization")
    assert entry.before == {"on": "2009-01-02", "points": "7.50", "none": None} and entry.after is None
    assert timezone.localtime(entry.at).date() == dt.date(2009, 12, 18)


def test_what_nobody_did_was_the_system(db):
    assert record(by=None, did="x.y", said="Nhập").actor_name == "Hệ thống"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET said = 'x'",
        "DELETE FROM audit_auditentry",
        "TRUNCATE audit_auditentry",
    ],
)
def test_the_database_refuses_to_change_the_log(entries, statement):
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert "chỉ được ghi thêm" in sentence_for(caught.value) and AuditEntry.objects.count() == 4


def test_the_district_reads_what_was_done_to_its_organisations_newest_first(log_in, inspector, entries):
    assert said(log_in(inspector).get(LIST)) == ["Bản Nậm Lò", "Đổi tên Tả Phìn"]


def test_the_administrator_reads_what_was_done_to_accounts_and_no_party_data(log_in, administrator, entries, staff):
    record(by=staff, did="grant.given", said="Cấp quyền", organization=(1, "Đảng bộ huyện"))
    record(by=administrator, did="account.logged_in", said="Đăng nhập", on=administrator)
    text = log_in(administrator).get(LIST)
    assert said(text)[:3] == ["Đăng nhập", "Cấp quyền", "Đăng nhập không thành công: “x”"]
    assert "Nậm Lò" not in text.content.decode() and "organization" not in dict(text.context["subjects"])


@pytest.mark.parametrize("who", ["secretary", "stranger"])
def test_a_secretary_reads_no_log(log_in, request, entries, who):
    assert log_in(request.getfixturevalue(who)).get(LIST).status_code == 403


def test_an_inspector_of_one_commune_reads_that_commune(log_in, entries, nam_tam):
    person = people.user("kiemtra.xa", Role.INSPECTOR, nam_tam)
    assert said(log_in(person).get(LIST)) == ["Bản Nậm Lò"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "ta phin"}, ["Đổi tên Tả Phìn"]),
        ({"q": "TAO THI MY nam"}, ["Bản Nậm Lò"]),
        ({"q": "không có"}, []),
        ({"viec": "village"}, ["Bản Nậm Lò"]),
        ({"viec": "account"}, ["Bản Nậm Lò", "Đổi tên Tả Phìn"]),
        ({"tu": "17/12/2009"}, ["Bản Nậm Lò"]),
        ({"den": "16/12/2009"}, ["Đổi tên Tả Phìn"]),
        ({"tu": "16/12/2009", "den": "18/12/2009"}, ["Bản Nậm Lò", "Đổi tên Tả Phìn"]),
        ({"trang": "99"}, ["Bản Nậm Lò", "Đổi tên Tả Phìn"]),
    ],
)
def test_the_log_is_filtered(log_in, inspector, entries, query, found):
    assert said(log_in(inspector).get(LIST, query)) == found


@pytest.mark.parametrize("query", [{"tu": "x"}, {"den": "31/02/2009"}])
def test_a_day_that_cannot_be_read_is_said(log_in, inspector, entries, query):
    response = log_in(inspector).get(LIST, query)
    assert response.status_code == 200 and 'class="note note-error"' in response.content.decode()


def test_an_empty_log_says_what_will_stand_here(log_in, inspector):
    assert "Chưa có việc nào được ghi" in log_in(inspector).get(LIST).content.decode()


def test_the_log_asks_as_often_for_many_rows_as_for_one(
    log_in, inspector, entries, nam_tam, django_assert_max_num_queries
):
    client = log_in(inspector)
    client.get(LIST)
    with django_assert_max_num_queries(15) as few:
        client.get(LIST)
    for number in range(30):
        record(by=inspector, did="x.y", said=str(number), organization=(nam_tam.pk, "N"))
    with django_assert_max_num_queries(15) as many:
        client.get(LIST)
    assert len(few) == len(many)
