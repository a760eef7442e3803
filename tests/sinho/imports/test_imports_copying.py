"""New rows by COPY: what stands in the database is what stood in memory, and the database refuses as ever."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization, OrganizationState
from members.roll.models import Member, Standing
from sinho.imports.copying import LINES_AT_ONCE, as_text, copy_rows
from sinho.web.integrity import sentence_for


def a_member(name: str, **facts) -> Member:
    return Member(**{"full_name": name, "sex": "male", "birth_year": 1971, "ethnicity": "eth_thai", **facts})


@pytest.mark.django_db
def test_rows_are_as_they_would_be_after_saving():
    names = ["Lò Văn Ánh", "a\tb\nc\\d\r", "\\N", "“Đặng” 'Thị'", ""]
    copied = [a_member(name or "X", home_place=name) for name in names]
    copy_rows(Member, copied)
    for row, name in zip(copied, names, strict=True):
        saved = a_member(name or "X", home_place=name)
        saved.save()
        kept, other = (Member.objects.values().get(pk=one.pk) for one in (row, saved))
        assert {**kept, "id": 0} == {**other, "id": 0}
    assert Member.objects.count() == 2 * len(names) and not copied[0]._state.adding


@pytest.mark.django_db
@pytest.mark.parametrize("number", [LINES_AT_ONCE - 1, LINES_AT_ONCE, 2 * LINES_AT_ONCE + 1])
def test_many_rows_are_all_written_in_their_order(number):
    rows = [a_member(f"Lò Văn Số {n}") for n in range(number)]
    copy_rows(Member, rows)
    kept = list(Member.objects.order_by("pk").values_list("pk", "full_name"))
    assert kept == [(row.pk, row.full_name) for row in rows]


@pytest.mark.django_db
def test_periods_and_references():
    member = a_member("Lò Văn Ánh")
    copy_rows(Member, [member])
    first, last = dt.date(2008, 2, 3), dt.date(2009, 2, 3)
    rows = [
        Standing(member=member, kind="probationary", valid=DateRange(first, last), decision_date=first),
        Standing(member=member, kind="official", valid=DateRange(last, None, "[)")),
    ]
    copy_rows(Standing, rows)
    kept = [(one.valid.lower, one.valid.upper, one.decision_date) for one in Standing.objects.order_by("valid")]
    assert kept == [(first, last, first), (last, None, None)]


@pytest.mark.django_db
def test_a_row_above_that_is_written_first_gives_its_key_to_rows_that_were_made_before():
    member, day = a_member("Lò Văn Ánh"), dt.date(2008, 2, 3)
    standing = Standing(member=member, kind="official", valid=DateRange(day, None, "[)"))
    copy_rows(Member, [member])
    copy_rows(Standing, [standing])
    assert Standing.objects.get().member_id == standing.member_id == member.pk


@pytest.mark.django_db
def test_what_the_database_refuses_has_its_sentence():
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        copy_rows(Member, [a_member("Lò Văn Ánh", identity_number="12")])
    assert "Số căn cước có 12 chữ số" in sentence_for(caught.value)


@pytest.mark.django_db
def test_nothing_is_nothing_and_generated_columns_are_left_to_the_database():
    copy_rows(Organization, [])
    organization = Organization(code="SH-X")
    copy_rows(Organization, [organization])
    valid = DateRange(dt.date(2004, 1, 2), None)
    facts = {"name": "Đảng bộ X", "short_name": "X", "kind": "district_committee"}
    state = OrganizationState(organization=organization, valid=valid, **facts)
    copy_rows(OrganizationState, [state])
    assert OrganizationState.objects.get().name == "Đảng bộ X"


@pytest.mark.parametrize(
    ("value", "text"), [(None, "\\N"), (True, "t"), (3, "3"), (dt.date(2009, 2, 3), "2009-02-03"), ("a\\b", "a\\\\b")]
)
def test_values(value, text):
    assert as_text(value) == text


def test_a_kind_of_value_that_nobody_foresaw_is_a_defect():
    with pytest.raises(TypeError, match="Decimal is not foreseen"):
        as_text(Decimal("1.5"))


def test_times_keys_and_plain_values_are_written_as_the_database_reads_them():
    assert as_text(dt.time(14, 30)) == "14:30:00"
    assert as_text(uuid.UUID(int=1)) == "00000000-0000-0000-0000-000000000001"
    assert as_text({"ghi chú": "a\nb", "1": 5}) == '{"ghi chú": "a\\\\nb", "1": 5}'
