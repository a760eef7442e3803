"""Offices and terms of an organisation: taken, left, written once."""

import datetime as dt

import pytest

from cells.organizations import actions
from cells.organizations.enums import Office
from cells.organizations.models import Officer
from sinho.refusal import Refused
from tests.cells.organizations.test_organizations_actions import DAY, dids


def appoint(cell, by, name="Lò Văn Ban", office=Office.SECRETARY, since=DAY):
    return actions.appoint(
        organization=cell, person_name=name, office=office, since=since, how="elected", decision_number="", by=by
    )


def test_an_office_is_taken_and_left(cell, staff):
    officer = appoint(cell, staff)
    actions.relieve(officer=officer, on=dt.date(2009, 12, 1), by=staff)
    officer.refresh_from_db()
    assert (officer.held.lower, officer.held.upper) == (DAY, dt.date(2009, 12, 1))
    assert dids() == ["officer.appointed", "officer.relieved"]


def test_an_organisation_has_one_secretary_on_a_day(cell, staff):
    appoint(cell, staff)
    with pytest.raises(Refused, match="Một ngày tổ chức chỉ có một bí thư"):
        appoint(cell, staff, name="Tao Văn Đoan")
    assert Officer.objects.count() == 1 and len(dids()) == 1


def test_an_office_sent_twice_is_written_once(cell, staff):
    appoint(cell, staff, office=Office.COMMITTEE_MEMBER)
    with pytest.raises(Refused, match="đã được ghi giữ chức vụ này"):
        appoint(cell, staff, office=Office.COMMITTEE_MEMBER)


def test_nobody_holds_office_before_the_organisation_exists(cell, staff):
    with pytest.raises(Refused, match="không tồn tại"):
        appoint(cell, staff, since=dt.date(2000, 1, 1))


@pytest.mark.parametrize("on", [DAY, dt.date(2009, 1, 1)])
def test_an_office_is_not_left_before_it_was_taken(cell, staff, on):
    officer = appoint(cell, staff)
    with pytest.raises(Refused, match="phải sau ngày nhận"):
        actions.relieve(officer=officer, on=on, by=staff)


def test_an_office_is_left_once(cell, staff):
    officer = appoint(cell, staff)
    actions.relieve(officer=officer, on=dt.date(2009, 12, 1), by=staff)
    with pytest.raises(Refused, match="đã thôi giữ chức vụ này"):
        actions.relieve(officer=officer, on=dt.date(2009, 12, 2), by=staff)


def add_term(cell, by, until=dt.date(2010, 6, 14)):
    return actions.add_term(
        organization=cell, congress_number=12, starts_on=dt.date(2005, 6, 14), planned_until=until, by=by
    )


def test_a_term_is_written_with_its_congress(nam_tam, staff):
    term, findings = add_term(nam_tam, staff)
    assert (str(term), term.congress, findings) == ("2005–2010", "đại hội lần thứ XII", [])
    assert dids() == ["organization.term_added"]


def test_a_long_term_is_remarked_and_written(nam_tam, staff):
    _, findings = add_term(nam_tam, staff, until=dt.date(2013, 1, 1))
    assert len(findings) == 1 and nam_tam.terms.count() == 1


@pytest.mark.parametrize("until", [dt.date(2005, 6, 14), dt.date(2004, 1, 1)])
def test_a_term_ends_after_it_begins(nam_tam, staff, until):
    with pytest.raises(Refused, match="kết thúc sau ngày bắt đầu"):
        add_term(nam_tam, staff, until)


def test_a_term_is_written_once(nam_tam, staff):
    add_term(nam_tam, staff)
    with pytest.raises(Refused, match="đã có"):
        add_term(nam_tam, staff)
