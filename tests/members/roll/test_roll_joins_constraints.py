"""What the database itself refuses of joined records and of the row that keeps a join."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.actions.joining import undo_join
from members.roll.models import Join, Member, Membership, Standing
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import joins
from tests.factories.joins import joined

D = dt.date


@pytest.fixture
def an(nam_tam_cells):
    """The record that stays."""
    return joins.record_that_stays(nam_tam_cells[0])


@pytest.fixture
def old(ta_phin_cells):
    """The other record of the same person, in Tả Phìn until 2008."""
    return joins.record_that_goes(ta_phin_cells[0])


def refused(write) -> str:
    """The sentence with which the database refuses."""

    @transaction.atomic
    def written():
        write()
        check_constraints_now()

    with pytest.raises(IntegrityError) as caught:
        written()
    return sentence_for(caught.value)


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda an, old: Member.objects.filter(pk=an.pk).update(joined_into=an), "chỉ gộp vào một hồ sơ khác"),
        (lambda an, old: Member.objects.filter(pk=old.pk).update(joined_into=an), "không giữ số căn cước"),
        (
            lambda an, old: Member.objects.filter(pk=an.pk).update(joined_into=old),
            "không ghi sinh hoạt ở chi bộ vào đây nữa",
        ),
    ],
)
def test_what_the_database_refuses_of_a_member(an, old, write, said):
    assert said in refused(lambda: write(an, old))


def test_the_database_keeps_joined_records_off_the_roll_and_out_of_chains(staff, an, old, nam_tam_cells):
    joined(an, old, staff)
    third = Member.objects.create(full_name="Lò Văn Ba", sex="male", birth_year=1975, ethnicity="eth_thai")

    def chain():
        Membership.objects.filter(member=an).delete()
        Member.objects.filter(pk=an.pk).update(joined_into=third, identity_number="", file_number="")

    def come_back():
        Standing.objects.create(member=old, kind="official", valid=DateRange(D(2009, 1, 1), None))
        Membership.objects.create(
            member=old, organization=nam_tam_cells[0], valid=DateRange(D(2009, 1, 1), None), entry="opening"
        )

    assert "mỗi hồ sơ chỉ gộp một lần" in refused(chain)
    assert "mỗi hồ sơ chỉ gộp một lần" in refused(lambda: Member.objects.filter(pk=third.pk).update(joined_into=old.pk))
    assert "không ghi sinh hoạt ở chi bộ vào đây nữa" in refused(come_back)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "phải ghi căn cứ"),
        ({"kept": "gone"}, "hai hồ sơ khác nhau"),
        ({"undone_at": dt.datetime(2009, 12, 1, tzinfo=dt.UTC)}, "cả lúc và người"),
    ],
)
def test_what_a_join_cannot_be(staff, an, old, change, said):
    facts = {"kept": an, "gone": old, "reason": "Trùng", "images": {}, "by": staff}
    facts |= {"at": dt.datetime(2009, 12, 1, tzinfo=dt.UTC)}
    change = change | ({"kept": old} if "kept" in change else {})
    assert said in refused(lambda: Join.objects.create(**(facts | change)))


def test_a_join_is_kept_as_it_was_written(staff, an, old):
    made = joined(an, old, staff)
    rows = Join.objects.filter(pk=made.pk)
    assert "được giữ nguyên" in refused(lambda: rows.update(images={}))
    assert "được giữ nguyên" in refused(lambda: rows._raw_delete("default"))
    assert "đã được gộp" in refused(
        lambda: Join.objects.create(kept=an, gone=old, reason="Lại", images={}, at=made.at, by=staff)
    )
    undo_join(made=made, by=staff)
    assert "được giữ nguyên" in refused(lambda: rows.update(undone_at=None, undone_by=None))
