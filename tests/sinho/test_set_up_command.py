"""The beginning of a real district."""

import io

import pytest
from django.core.management import CommandError, call_command

from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from tests.factories import people

FACTS = {"code": "SH", "name": "Đảng bộ huyện Sìn Hồ", "short_name": "Sìn Hồ", "since": "02/01/2004"}


def set_up(**facts) -> str:
    out = io.StringIO()
    call_command("set_up", stdout=out, **(FACTS | facts))
    return out.getvalue()


def test_the_first_two_accounts_can_work_at_once(db, client):
    shown = set_up()
    password = next(line.split(": ")[1] for line in shown.splitlines() if "bantochuc" in line)
    staff = User.objects.get(username="bantochuc")
    assert staff.check_password(password)
    assert staff.must_change_password
    top = Organization.objects.get()
    assert people.scope(staff).may(Permission.IMPORT, top.pk)
    administrator = people.scope(User.objects.get(username="quantri"))
    assert administrator.may(Permission.MANAGE_ACCOUNTS, top.pk)
    assert not administrator.has(Permission.VIEW)
    assert AuditEntry.objects.count() == 5


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"since": "hôm qua"}, "không phải là ngày"),
        ({"code": "sìn hồ"}, "Mã tổ chức chỉ gồm"),
        ({"staff": "quantri"}, "đã có người dùng"),
    ],
)
def test_bad_facts_get_a_sentence_and_nothing_is_written(db, facts, sentence):
    with pytest.raises(CommandError, match=sentence):
        set_up(**facts)
    assert not Organization.objects.exists()
    assert not User.objects.exists()


def test_a_district_is_begun_once(district):
    with pytest.raises(CommandError, match="đã có tổ chức"):
        set_up(code="XX")
