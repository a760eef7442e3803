"""What the database keeps of the link from an office to its holder, and what is asked through it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from members.roll.models import OfficeHolder, Standing
from members.roll.models.office import Place, inside, left_behind, named, outside_the_party, serving, unlinked
from sinho.web import clock
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import members as make
from tests.factories import offices, transfers
from tests.factories import organizations as places
from tests.factories.organizations import period

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def refusal(write) -> tuple[str, str]:
    """Name of the broken constraint and its sentence."""

    def written():
        write()
        check_constraints_now()

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        written()
    return caught.value.__cause__.diag.constraint_name, sentence_for(caught.value)


def test_a_term_has_one_holder(nam_tam, an, nam_tam_cells, staff):
    link = offices.holds(an, nam_tam, staff)
    other = make.member(nam_tam_cells[1], "Lò Văn An")
    name, said = refusal(lambda: offices.linked(link.officer, other, staff))
    assert (name, said) == ("office_holder_once", "Chức vụ này đã gắn với hồ sơ của một đảng viên.")
    OfficeHolder.objects.update(withdrawn_at=clock.now(), withdrawn_by=staff)
    assert offices.linked(link.officer, other, staff).pk


def test_taking_back_has_a_person_and_a_time(nam_tam, an, staff):
    offices.holds(an, nam_tam, staff)
    name, said = refusal(lambda: OfficeHolder.objects.update(withdrawn_at=clock.now()))
    assert name == "office_holder_withdrawn_by_somebody" and said == "Gỡ chức vụ phải ghi cả lúc và người."


def test_a_link_is_kept_as_it_was_made(nam_tam, an, nam_tam_cells, staff):
    link = offices.holds(an, nam_tam, staff)
    other, rows = make.member(nam_tam_cells[1], "Lò Văn An"), OfficeHolder.objects.filter(pk=link.pk)
    done = {"withdrawn_at": clock.now(), "withdrawn_by": staff}
    for write in (
        lambda: rows.update(member=other),
        lambda: rows.update(officer=offices.officer(nam_tam, "Ai đó")),
        lambda: rows.update(**done, member=other),
        link.delete,
    ):
        name, said = refusal(write)
        assert name == "office_holder_kept" and said.startswith("Chức vụ đã gắn với hồ sơ thì giữ nguyên")
    rows.update(**done)
    assert refusal(lambda: rows.update(withdrawn_at=None, withdrawn_by=None))[0] == "office_holder_kept"


@pytest.mark.parametrize("since", [D(2004, 2, 2), D(2009, 7, 1)])
def test_nobody_took_office_outside_his_time_in_the_party(nam_tam, nam_tam_cells, staff, since):
    died = make.member(nam_tam_cells[0], "Lò Văn An", until=D(2009, 6, 30), exit="died")
    name, said = refusal(lambda: offices.holds(died, nam_tam, staff, since=since))
    assert name == "office_in_the_party" and said.startswith("Lò Văn An được gắn với một chức vụ từ ngày")
    assert f"{since:%d/%m/%Y}" in said
    assert offices.holds(died, nam_tam, staff, since=D(2009, 6, 30), until=D(2009, 12, 1)).pk


def test_the_time_in_the_party_cannot_be_cut_below_an_office(nam_tam, an, staff):
    offices.holds(an, nam_tam, staff, since=D(2009, 6, 1))

    def cut():
        an.memberships.update(valid=period(D(2004, 2, 3), D(2009, 4, 30)), exit="died")
        an.standings.filter(kind="official").update(valid=period(D(2005, 2, 3), D(2009, 4, 30)))

    assert refusal(cut)[0] == "office_in_the_party"
    OfficeHolder.objects.update(withdrawn_at=clock.now(), withdrawn_by=staff)
    cut()
    check_constraints_now()


def test_what_came_past_the_triggers_is_found(no_triggers, nam_tam, an, staff):
    link = offices.holds(an, nam_tam, staff)
    assert not outside_the_party().exists()
    Standing.objects.filter(member=an).delete()
    assert list(outside_the_party()) == [link]


def test_where_somebody_was_on_a_day(district, nam_tam, ta_phin, nam_tam_cells, ta_phin_cells, an):
    make.moved(an, ta_phin_cells[0], D(2008, 5, 1))
    before, after = D(2008, 4, 30), D(2008, 5, 1)
    asked = [
        Place(an.pk, org.pk, day)
        for org in (district, nam_tam, ta_phin, nam_tam_cells[0], ta_phin_cells[0], nam_tam_cells[1])
        for day in (before, after)
    ]
    assert inside(asked) == {
        Place(an.pk, district.pk, before),
        Place(an.pk, district.pk, after),
        Place(an.pk, nam_tam.pk, before),
        Place(an.pk, nam_tam_cells[0].pk, before),
        Place(an.pk, ta_phin.pk, after),
        Place(an.pk, ta_phin_cells[0].pk, after),
    }
    assert inside([]) == set()


def test_an_office_is_left_behind_from_the_day_of_leaving(nam_tam, ta_phin_cells, nam_tam_cells, an, staff):
    committee, cell = offices.holds(an, nam_tam, staff), offices.holds(an, nam_tam_cells[0], staff)
    every = OfficeHolder.objects.all()
    make.moved(an, nam_tam_cells[1], D(2008, 5, 1))
    assert left_behind(every, D(2008, 4, 30)) == [] and left_behind(every, D(2008, 5, 1)) == [cell]
    make.moved(an, ta_phin_cells[0], D(2009, 5, 1))
    assert set(left_behind(every, TODAY)) == {cell, committee}
    committee.officer.held = period(D(2006, 6, 1), D(2009, 4, 30))
    committee.officer.save()
    assert left_behind(every, TODAY) == [cell]


def test_who_is_away_or_suspended_does_not_serve(nam_tam, nam_tam_cells, ta_phin_cells, staff):
    people = [make.member(nam_tam_cells[0], f"Lò Văn {name}") for name in ("An", "Ban", "Chan")]
    for one in people:
        offices.holds(one, nam_tam, staff)
    unknown = offices.officer(nam_tam, "Ai đó")
    assert serving(nam_tam.pk, TODAY).count() == 4
    transfers.temporary(people[0], ta_phin_cells[0])
    make.exempted(people[2])
    assert serving(nam_tam.pk, TODAY).count() == 3 and serving(nam_tam.pk, D(2009, 9, 9)).count() == 4
    people[1].pauses.create(kind="suspended", valid=period(D(2009, 11, 1)), reason="Kiểm tra")
    left = [one.person_name for one in serving(nam_tam.pk, TODAY).order_by("pk")]
    assert left == ["Lò Văn Chan", unknown.person_name]


def test_terms_are_found_by_words_without_marks(nam_tam, an, staff):
    offices.holds(an, nam_tam, staff)
    term = offices.officer(nam_tam, "Điêu Thị Ánh")
    assert list(named(unlinked(), "anh dieu")) == [term]
    assert not named(unlinked(), "lo van").exists()


def test_one_query_answers_for_many(nam_tam, nam_tam_cells, staff, django_assert_num_queries):
    for number in range(12):
        who = make.member(nam_tam_cells[number % 2], f"Lò Văn {number}", until=D(2009, 1, 31), exit="to_province")
        offices.holds(who, nam_tam, staff)
    with django_assert_num_queries(2):
        assert len(left_behind(OfficeHolder.objects.all(), TODAY)) == 12


def test_a_dissolved_organisation_has_nobody_inside(district, staff):
    gone = places.grassroots_cell("Phòng cũ", parent=district, until=D(2009, 3, 31))
    who = make.member(gone, "Lò Văn An", until=D(2009, 3, 31), exit="to_province")
    link = offices.holds(who, gone, staff)
    assert left_behind(OfficeHolder.objects.all(), TODAY) == [link]
