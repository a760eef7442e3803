"""Each constraint of the organisations broken once, by name, and said in words."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.enums import Office
from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import organizations as make

DAY = dt.date(2009, 5, 20)


def state(organization, parent, kind=K.SUBORDINATE_CELL, valid=None):
    return OrganizationState.objects.create(
        organization=organization,
        valid=valid or make.period(DAY),
        name="Chi bộ thử",
        short_name="Thử",
        kind=kind,
        parent=parent,
    )


def new(code="X-1"):
    return Organization.objects.create(code=code)


def attempt(act, *rows):
    """One transaction with its deferred constraints, undone by whatever it breaks."""
    with transaction.atomic():
        act(*rows)
        check_constraints_now()


BROKEN = {
    "organization_code_plain": lambda top, cell: new("x 1"),
    "organization_one_state_a_day": lambda top, cell: state(cell, top),
    "organization_state_has_start": lambda top, cell: state(new(), top, valid=DateRange(None, DAY, "[)")),
    "organization_not_own_parent": lambda top, cell: state(one := new(), one),
    "organization_has_parent": lambda top, cell: state(new(), None),
    "organization_founded_once": lambda top, cell: [make.founding(cell, DAY), make.founding(cell, DAY)],
    "officer_one_secretary_a_day": lambda top, cell: [make.secretary(cell), make.secretary(cell, "Tao Văn Đoan")],
    "officer_has_start": lambda top, cell: Officer.objects.create(
        organization=cell, person_name="A", office=Office.SECRETARY, held=DateRange(DAY, DAY, "[)")
    ),
    "term_in_order": lambda top, cell: Term.objects.create(organization=cell, starts_on=DAY, planned_until=DAY),
    "term_once": lambda top, cell: [
        Term.objects.create(organization=cell, starts_on=DAY, planned_until=dt.date(2012, 1, n)) for n in (1, 2)
    ],
    "organization_parent_alive": lambda top, cell: state(new(), top, valid=make.period(dt.date(1990, 1, 1))),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_database_refuses_and_says_why(name, nam_tam, nam_tam_cells):
    with pytest.raises(IntegrityError) as caught:
        attempt(BROKEN[name], nam_tam, nam_tam_cells[0])
    assert caught.value.__cause__.diag.constraint_name == name
    assert sentence_for(caught.value)


def test_a_cell_above_a_committee_is_impossible_in_the_database_too(nam_tam_cells):
    with pytest.raises(IntegrityError, match="phải có tổ chức cấp trên phù hợp"):
        attempt(lambda: state(new(), nam_tam_cells[0], kind=K.GRASSROOTS_COMMITTEE))


def test_a_parent_does_not_end_before_what_stands_under_it(nam_tam, nam_tam_cells):
    with pytest.raises(IntegrityError, match="phải có tổ chức cấp trên"):
        attempt(lambda: nam_tam.states.update(valid=make.period(until=DAY)))


def test_events_and_states_are_not_lost_with_their_organisation(nam_tam):
    make.founding(nam_tam, DAY)
    with pytest.raises(IntegrityError):
        attempt(lambda: Organization.objects.filter(pk=nam_tam.pk)._raw_delete("default"))
    assert OrganizationEvent.objects.count() == 1
