"""Two records become one: what moves, what is chosen, what is refused, what the log keeps."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.admissions.models import Case
from members.roll.actions.join_plan import GONE, KEPT, Chosen, plan_of
from members.roll.actions.joining import join, try_join, undo_join
from members.roll.actions.updating import give_card
from members.roll.models import Card, Join, LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import admissions as cases
from tests.factories import joins
from tests.factories import members as make
from tests.factories.joins import chosen, joined

D = dt.date
TABLES = (Member, Membership, Standing, Schooling, Work, LivingPlace, Card, Case)


def case_of(member, cell, staff) -> Case:
    """A case by which the member came."""
    case = cases.case(cell, staff)
    case.member = member
    case.save()
    return case


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


def test_rows_that_follow_each_other_all_move(staff, an, old):
    made = joined(an, old, staff, identity_number=GONE, file_number=GONE, home_place=GONE)
    an.refresh_from_db()
    old.refresh_from_db()
    assert [one.organization.code for one in an.memberships.order_by("valid")] == ["SH-TP-01", "SH-NT-01"]
    assert [an.works.count(), an.schoolings.count(), an.living_places.count(), an.cards.count()] == [2, 1, 1, 1]
    assert (an.full_name, an.identity_number, an.file_number, an.home_place) == (
        "Lò Văn An",
        "045000111",
        "000123",
        "Xã Nậm Tăm",
    )
    assert (old.joined_into, old.identity_number, old.file_number) == (an, "", "")
    assert not old.memberships.exists() and not old.standings.exists()
    aside = [one for one in made.images["rows"] if one["after"] is None]
    assert [one["model"] for one in aside] == ["members.standing"] * 2


def test_what_only_one_record_says_stays_by_itself(an, old):
    stays = {pair.name: pair.stays for pair in plan_of(an, old).fields if pair.differs}
    assert stays == {
        "full_name": "",
        "birth": KEPT,
        "home_place": GONE,
        "file_number": GONE,
        "identity_number": GONE,
    }


def test_the_log_has_both_records_before_and_after(staff, an, old):
    joined(an, old, staff, identity_number=GONE)
    entries = {entry.object_id: entry for entry in AuditEntry.objects.filter(did="member.joined")}
    assert set(entries) == {str(an.pk), str(old.pk)}
    kept, gone = entries[str(an.pk)], entries[str(old.pk)]
    assert kept.before["identity_number"] == "" and kept.after["identity_number"] == "•••• 0111"
    assert (kept.after["joined"], gone.after["joined_into"]) == (old.pk, an.pk)
    assert gone.before["full_name"] == "Lo Van An" and gone.organization_name == "Chi bộ bản Tả Phìn 1"
    assert "045000111" not in str([entry.before for entry in entries.values()])


def test_one_side_is_chosen_where_times_overlap(staff, an, old):
    make.lives(an, words="Nậm Tăm")
    asked = {kind.model: kind.key for kind in plan_of(an, old).asked}
    assert set(asked) == {LivingPlace}
    made = joined(an, old, staff, GONE)
    assert [place.words for place in an.living_places.all()] == ["Tả Phìn"]
    assert [one["before"]["words"] for one in made.images["rows"] if one["model"] == "members.livingplace"] == [
        "Tả Phìn",
        "Nậm Tăm",
    ]


def test_two_levels_of_one_day_ask_and_others_move(staff, an, old):
    make.learned(an, "general", "lower_secondary")
    make.learned(old, "theory", "elementary", D(2006, 1, 1))
    joined(an, old, staff, KEPT)
    assert {(one.subject, one.level) for one in an.schoolings.all()} == {
        ("general", "lower_secondary"),
        ("theory", "elementary"),
    }


def test_nothing_is_written_while_a_choice_is_missing(staff, an, old):
    make.lives(an, words="Nậm Tăm")
    before = tables()
    with pytest.raises(Refused) as refused:
        join(kept=an, gone=old, chosen=Chosen({}, {}), reason="Trùng", by=staff)
    assert refused.value.reasons == [
        "Chọn họ và tên của hồ sơ nào được giữ.",
        "Nơi ở: thời gian trùng nhau, chọn quá trình của hồ sơ nào được giữ.",
    ]
    assert tables() == before and not Join.objects.exists() and not AuditEntry.objects.exists()


def test_trying_writes_nothing(staff, an, old):
    before = tables()
    seen = try_join(
        look=lambda made: Member.objects.get(pk=made.gone_id).joined_into_id,
        kept=an,
        gone=old,
        chosen=chosen(an, old),
        reason="Trùng",
        by=staff,
    )
    assert seen == an.pk
    assert tables() == before and not Join.objects.exists() and not AuditEntry.objects.exists()


def test_the_time_in_the_party_must_cover_the_cells(staff, an, nam_tam_cells, ta_phin_cells):
    """With the later admission alone, the earlier time in a cell would lie outside the Party."""
    late = make.member(
        ta_phin_cells[0],
        "Lò Văn An",
        admitted=D(2006, 2, 3),
        official=D(2007, 2, 3),
        until=D(2008, 4, 30),
        exit="to_district",
        since=D(2006, 2, 3),
    )
    first = make.member(
        nam_tam_cells[1],
        "Lò Văn An",
        since=D(2004, 2, 4),
        until=D(2005, 2, 2),
        entry="from_province",
        exit="to_district",
    )
    sides = chosen(first, late)
    kinds = dict.fromkeys(sides.kinds, GONE)
    with pytest.raises(Refused, match="không phải cả thời gian đó là đảng viên"):
        join(kept=first, gone=late, chosen=Chosen(sides.fields, kinds), reason="Trùng", by=staff)
    assert not Join.objects.exists()


def test_a_birth_after_the_admission_is_refused(staff, an, nam_tam_cells):
    young = make.member(
        nam_tam_cells[1], "Lò Văn An", admitted=D(2009, 1, 5), official=None, birth_year=1990, since=D(2009, 1, 5)
    )
    sides = chosen(an, young, KEPT, birth=GONE)
    with pytest.raises(Refused, match="khi chưa đủ 15 tuổi"):
        join(kept=an, gone=young, chosen=sides, reason="Trùng", by=staff)


def test_a_record_goes_once_and_never_in_a_chain(staff, an, old, nam_tam_cells):
    third = make.member(nam_tam_cells[1], "Lò Văn An")
    joined(an, old, staff)
    for kept, gone, said in (
        (third, old, "đã được gộp"),
        (old, third, "đã được gộp"),
        (third, an, "đã nhận hồ sơ khác"),
        (third, third, "hai hồ sơ khác nhau"),
    ):
        with pytest.raises(Refused, match=said):
            join(kept=kept, gone=gone, chosen=Chosen({}, {}), reason="Trùng", by=staff)


def test_an_open_case_keeps_its_record(staff, an, nam_tam_cells):
    on_probation = make.probationer(nam_tam_cells[1], "Lò Văn An", birth_year=1975)
    case_of(on_probation, nam_tam_cells[1], staff)
    with pytest.raises(Refused, match="phải là hồ sơ giữ lại"):
        joined(an, on_probation, staff)
    joined(on_probation, an, staff)
    assert on_probation.admission_cases.count() == 1


def test_a_finished_case_moves(staff, an, old, ta_phin_cells):
    case = case_of(old, ta_phin_cells[0], staff)
    made = joined(an, old, staff)
    case.refresh_from_db()
    assert case.member == an
    undo_join(made=made, by=staff)
    case.refresh_from_db()
    assert case.member == old


def test_life_goes_on_after_a_join(staff, an, old):
    joined(an, old, staff)
    assert give_card(member=an, number="45009999", since=D(2009, 12, 1), decision_number="", by=staff).member == an


def test_every_model_that_hangs_on_a_member_is_part_of_a_join(an, old):
    """Also those of later themes: nothing is left behind on the record that goes."""
    known = {(kind.model, kind.field) for kind in plan_of(an, old).kinds}
    pointing = {
        (one.related_model, one.field.name)
        for one in Member._meta.get_fields(include_hidden=True)
        if one.is_relation and one.auto_created and one.related_model not in (Member,)
    }
    assert {model.__name__ for model, _ in pointing - known} == {"Join", "TwoPeople", "Correction"}


@pytest.mark.parametrize("standing", [KEPT, GONE])
def test_standing_of_one_and_cells_of_the_other_are_refused(staff, nam_tam_cells, standing):
    one = make.member(nam_tam_cells[0], "Lò Văn Bình")
    other = make.member(nam_tam_cells[1], "Lò Văn Bình", admitted=D(2007, 5, 19), official=D(2008, 5, 19))
    plan = plan_of(one, other)
    sides = {kind.key: standing if kind.model is Standing else KEPT for kind in plan.asked}
    sides |= {"membership_member": GONE if standing == KEPT else KEPT}
    before = tables()
    with pytest.raises(Refused, match="không khớp nhau"):
        join(kept=one, gone=other, chosen=Chosen({"full_name": KEPT}, sides), reason="Trùng", by=staff)
    assert tables() == before


def test_cases_are_held_before_the_records_as_their_steps_do(staff, an, old, ta_phin_cells):
    case_of(old, ta_phin_cells[0], staff)
    choice = chosen(an, old)
    with CaptureQueriesContext(connection) as asked:
        join(kept=an, gone=old, chosen=choice, reason="Trùng hồ sơ", by=staff)
    held = [one["sql"].partition(' FROM "')[2].partition('"')[0] for one in asked if "FOR UPDATE" in one["sql"]]
    assert held[:2] == ["members_case", "members_member"]
