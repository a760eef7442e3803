"""Sheets brought through the steps of the year by the real actions, for tests of what comes after."""

from cells.assessments.actions import filling, submission
from cells.assessments.rules.fields import field_named
from cells.assessments.rules.hands import hand
from tests.factories import assessments as year
from tests.factories import people
from tests.factories.organizations import state_of


def hand_of(person, sheet):
    state = state_of(sheet.organization)
    level = "grassroots" if state.kind.startswith("grassroots") else "cell"
    return hand(people.scope(person), sheet.organization_id, state.kind, sheet.campaign.rules.procedures[level])


def save(sheet, person, name, typed, *, version=0, was=""):
    return filling.save_field(
        sheet=sheet,
        field=field_named(name),
        typed=typed,
        version=version,
        was=was,
        hand=hand_of(person, sheet),
        by=person,
    )


def handed_in(sheet, secretary):
    year.fill(sheet)
    submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
    sheet.refresh_from_db()
    return sheet


def proposed(sheet, secretary, staff, level="clean_strong"):
    handed_in(sheet, secretary)
    submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    submission.propose(sheet=sheet, level=level, exemplary=False, comment="Đạt", hand=hand_of(staff, sheet), by=staff)
    sheet.refresh_from_db()
    return sheet
