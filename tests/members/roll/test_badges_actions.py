"""Badges: the row, its entry in the log, what is refused, what the database keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from members.roll.actions.honouring import give_badge
from members.roll.models import Badge
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import members as make

D = dt.date
GIVEN = {
    "level": 30,
    "awarded_on": D(2009, 9, 2),
    "decision_number": "118-QĐ/TU",
    "decision_date": D(2009, 8, 17),
}


@pytest.fixture
def gia(nam_tam_cells):
    """Thirty years in the Party on 10/07/2009."""
    days = {"admitted": D(1979, 7, 25), "official": D(1980, 7, 25), "decided": D(1979, 7, 10)}
    return make.member(nam_tam_cells[0], "Lò Văn Già", **days, birth_year=1950)


def test_a_badge_is_given_and_stands_in_the_log(gia, staff, nam_tam_cells):
    badge = give_badge(member=gia, **GIVEN, by=staff)
    assert (badge.level, badge.awarded_on, badge.decision_number) == (30, D(2009, 9, 2), "118-QĐ/TU")
    entry = AuditEntry.objects.get()
    assert (entry.did, entry.organization_id) == ("member.badge_given", nam_tam_cells[0].pk)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"awarded_on": D(2009, 12, 19)}, "chưa đến"),
        ({"awarded_on": D(2009, 7, 9), "decision_date": D(2009, 7, 1)}, "sớm nhất ngày 10/07/2009"),
        ({"level": 40}, "Chưa đủ 40 năm|sớm nhất"),
        ({"level": 45}, "không có mức"),
        ({"level": 31}, "không có mức"),
        ({"decision_number": " "}, "số và ngày của quyết định"),
        ({"decision_date": None}, "số và ngày của quyết định"),
        ({"decision_date": D(2009, 9, 3)}, "không thể sau ngày trao"),
        ({"delay": "reprimand"}, "sớm nhất ngày 10/01/2010"),
        ({"delay": "reprimand", "early": True}, "vừa trao sớm vừa trao chậm"),
    ],
)
def test_what_cannot_be_is_refused_whole(gia, staff, change, said):
    with pytest.raises(Refused, match=said):
        give_badge(member=gia, **{**GIVEN, **change}, by=staff)
    assert not Badge.objects.exists() and not AuditEntry.objects.exists()


def test_one_level_is_given_once(gia, staff):
    give_badge(member=gia, **GIVEN, by=staff)
    with pytest.raises(Refused, match="đã ghi cho đảng viên"):
        give_badge(member=gia, **GIVEN, by=staff)


def test_who_was_gravely_ill_got_it_early_also_after_his_death(nam_tam_cells, staff):
    days = {"admitted": D(1980, 2, 3), "official": D(1981, 2, 3), "until": D(2009, 10, 1), "exit": "died"}
    gone = make.member(nam_tam_cells[0], "Lò Văn Cố", **days)
    given = GIVEN | {"awarded_on": D(2009, 11, 7), "decision_date": D(2009, 10, 20)}
    with pytest.raises(Refused, match="Chưa đủ 30 năm"):
        give_badge(member=gone, **given, by=staff)
    assert give_badge(member=gone, **given, early=True, by=staff).early


def refused(name: str, act) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    assert error.value.__cause__.diag.constraint_name == name


def row(member, staff, **facts) -> Badge:
    return Badge.objects.create(**{**GIVEN, "member": member, "by": staff, "at": "2009-09-02T08:00Z", **facts})


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("badge_known", {"level": 20}),
        ("badge_known", {"decision_number": ""}),
        ("badge_known", {"delay": "other"}),
        ("badge_decided_before", {"decision_date": D(2009, 9, 3)}),
        ("badge_early_or_late", {"early": True, "delay": "warning"}),
    ],
)
def test_what_cannot_be_has_a_name(gia, staff, name, facts):
    refused(name, lambda: row(gia, staff, **facts))


def test_a_badge_stays_as_it_was_written(gia, staff):
    badge = row(gia, staff)
    refused("badge_once", lambda: row(gia, staff))
    refused("append_only", lambda: Badge.objects.update(level=40))
    refused("append_only", badge.delete)


def test_the_table_cannot_be_emptied(db):
    def empty():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE members_badge")

    refused("append_only", empty)
