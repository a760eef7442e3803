"""Two records of one member are joined while somebody on the staff is linked with one of them."""

import pytest

from cadres.staff.models import Cadre
from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.actions.joining import join, undo_join
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import members


@pytest.fixture
def twins(nam_tam_cells):
    return [members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975) for _ in range(2)]


def joined(kept, gone, staff):
    plan = plan_of(kept, gone)
    chosen = Chosen({pair.name: KEPT for pair in plan.fields}, {kind.key: KEPT for kind in plan.asked})
    return join(kept=kept, gone=gone, chosen=chosen, reason="Trùng hồ sơ", by=staff)


def test_the_link_follows_the_record_that_stays_and_comes_back(nam_tam, twins, staff):
    kept, gone = twins
    cadre = make.cadre(nam_tam, "Lò Văn An", member=gone)
    made = joined(kept, gone, staff)
    assert Cadre.objects.get().member == kept
    undo_join(made=made, by=staff)
    assert Cadre.objects.get(pk=cadre.pk).member == gone


def test_two_records_of_the_staff_are_not_put_on_one_member(nam_tam, twins, staff):
    for title, member in zip(("committee_chair", "front_chair"), twins, strict=True):
        make.cadre(nam_tam, "Lò Văn An", title, member=member)
    with pytest.raises(Refused, match="đã gắn với một cán bộ khác"):
        joined(*twins, staff)
    assert {one.member for one in Cadre.objects.all()} == set(twins)
