"""A join is undone: both records are as they were, unless something was changed since."""

import datetime as dt

import pytest

from members.admissions.models import Case
from members.roll.actions.join_plan import GONE, KEPT, row_of
from members.roll.actions.joining import as_known, undo_join
from members.roll.actions.updating import live_in
from members.roll.models import Card, LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.audit.models import AuditEntry
from sinho.imports.units import image_of
from sinho.refusal import Refused
from tests.factories import joins
from tests.factories import members as make
from tests.factories.joins import joined

D = dt.date
TABLES = (Member, Membership, Standing, Schooling, Work, LivingPlace, Card, Case)


def tables() -> dict:
    return {model: sorted(map(str, model.objects.values_list())) for model in TABLES}


@pytest.fixture
def an(nam_tam_cells):
    """The record that stays."""
    return joins.record_that_stays(nam_tam_cells[0])


@pytest.fixture
def old(ta_phin_cells):
    """The other record of the same person, in Tả Phìn until 2008."""
    return joins.record_that_goes(ta_phin_cells[0])


@pytest.mark.parametrize("side", [KEPT, GONE])
def test_undoing_gives_back_every_row_as_it_was(staff, an, old, side, nam_tam_cells):
    make.learned(an, "general", "lower_secondary")
    make.lives(an, words="Nậm Tăm")
    before = tables()
    made = joined(an, old, staff, side)
    assert tables() != before
    undo_join(made=made, by=staff)
    assert tables() == before
    made.refresh_from_db()
    assert made.undone_by == staff
    assert AuditEntry.objects.filter(did="member.join_undone").count() == 2


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda an: an.schoolings.all().delete(), "trình độ Học vấn: Tiểu học"),
        (lambda an: Member.objects.filter(pk=an.pk).update(home_place="Khác"), "đảng viên Lò Văn An"),
        (lambda an: an.works.filter(occupation="farmer").update(words="Trồng chè"), "nghề nghiệp Trồng chè"),
        (lambda an: make.exempted(an, D(2009, 1, 1)), "miễn, đình chỉ sinh hoạt Miễn sinh hoạt"),
    ],
)
def test_undoing_is_refused_and_names_what_changed(staff, an, old, change, named):
    made = joined(an, old, staff)
    change(an)
    before = tables()
    with pytest.raises(Refused, match=named):
        undo_join(made=made, by=staff)
    made.refresh_from_db()
    assert tables() == before and made.undone_at is None


def test_undoing_is_refused_after_an_act_of_the_application(staff, an, old):
    made = joined(an, old, staff)
    live_in(member=an, village=None, words="Thị trấn", since=D(2009, 12, 1), by=staff)
    with pytest.raises(Refused, match="nơi ở Thị trấn"):
        undo_join(made=made, by=staff)


def test_a_join_is_undone_once(staff, an, old):
    made = joined(an, old, staff)
    undo_join(made=made, by=staff)
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo_join(made=made, by=staff)
    assert joined(an, old, staff).pk != made.pk


def test_a_number_taken_since_is_not_given_back_twice(staff, an, old, nam_tam_cells):
    made = joined(an, old, staff, identity_number=KEPT)
    make.member(nam_tam_cells[1], "Tao Thị Mới", identity_number="045000111")
    with pytest.raises(Refused, match="đã ghi cho một đảng viên khác"):
        undo_join(made=made, by=staff)
    old.refresh_from_db()
    assert old.joined_into == an


def test_an_image_from_before_a_column_came_is_read(old):
    """Later themes may add columns to rows that an earlier join keeps."""
    level = old.schoolings.get()
    image = {name: text for name, text in image_of(level).items() if name != "mode"}
    again = row_of(Schooling, level.pk, image)
    assert (again.pk, again.level, again.member_id, again.mode) == (level.pk, "primary", old.pk, "")
    assert as_known(level, image) == image
