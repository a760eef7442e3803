"""Where an organisation may stand, what a founding needs, which sayings hold on a day."""

import datetime as dt
import itertools

import pytest

from cells.organizations import rules
from cells.organizations.enums import OrganizationKind as K
from cells.organizations.rules import REFUSE, WARN, FoundingFacts, founding_findings, may_stand_under, term_findings
from cells.organizations.standards import STANDARDS, standard_on, standards_on

DAY = dt.date(2009, 5, 1)


@pytest.mark.parametrize(
    ("kind", "parents"),
    [
        (K.PROVINCE_COMMITTEE, {None}),
        (K.DISTRICT_COMMITTEE, {None, K.PROVINCE_COMMITTEE}),
        (K.GRASSROOTS_COMMITTEE, {K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE}),
        (K.GRASSROOTS_CELL, {K.PROVINCE_COMMITTEE, K.DISTRICT_COMMITTEE}),
        (K.SECTION_COMMITTEE, {K.GRASSROOTS_COMMITTEE}),
        (K.SUBORDINATE_CELL, {K.GRASSROOTS_COMMITTEE, K.SECTION_COMMITTEE}),
    ],
)
def test_each_kind_stands_only_where_the_tree_allows_it(kind, parents):
    assert {parent for parent in (None, *K) if may_stand_under(kind, parent)} == parents


def test_no_parent_may_be_written_as_nothing_or_as_an_empty_text():
    assert may_stand_under(K.DISTRICT_COMMITTEE, "") and not may_stand_under(K.GRASSROOTS_CELL, "")


def test_no_cell_stands_above_anything():
    assert not any(may_stand_under(kind, cell) for kind in K for cell in (K.GRASSROOTS_CELL, K.SUBORDINATE_CELL))


def founding(kind, parent, official, probationary=0):
    return [(f.level, f.text) for f in founding_findings(FoundingFacts(kind, parent, official, probationary), DAY)]


@pytest.mark.parametrize(
    ("kind", "parent", "official", "probationary", "levels"),
    [
        (K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, 3, 0, []),
        (K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, 2, 9, [WARN]),
        (K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, None, None, []),
        (K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, 30, 0, []),
        (K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, 29, 2, [WARN]),
        (K.SUBORDINATE_CELL, K.DISTRICT_COMMITTEE, 5, 0, [REFUSE]),
        (K.SUBORDINATE_CELL, K.DISTRICT_COMMITTEE, 1, 0, [REFUSE, WARN]),
        (K.GRASSROOTS_COMMITTEE, K.SUBORDINATE_CELL, 40, 0, [REFUSE]),
        (K.GRASSROOTS_COMMITTEE, K.DISTRICT_COMMITTEE, 29, 0, [WARN]),
        (K.GRASSROOTS_COMMITTEE, K.DISTRICT_COMMITTEE, 28, 2, []),
        (K.GRASSROOTS_CELL, K.DISTRICT_COMMITTEE, 29, 0, []),
        (K.GRASSROOTS_CELL, K.DISTRICT_COMMITTEE, 30, 0, [WARN]),
        (K.SECTION_COMMITTEE, K.GRASSROOTS_COMMITTEE, 12, 0, []),
        (K.GRASSROOTS_CELL, None, 5, 0, [REFUSE]),
    ],
)
def test_what_is_said_about_a_founding(kind, parent, official, probationary, levels):
    assert [level for level, _ in founding(kind, parent, official, probationary)] == levels


def test_a_warning_names_its_source_and_says_that_nobody_compared_it():
    [(_, text)] = founding(K.GRASSROOTS_CELL, K.DISTRICT_COMMITTEE, 31)
    assert "23-QĐ/TW" in text and text.endswith("chưa đối chiếu văn bản).")


@pytest.mark.parametrize(("day", "level"), [(DAY, WARN), (dt.date(2025, 9, 1), REFUSE), (dt.date(2026, 9, 1), WARN)])
def test_too_few_members_are_refused_only_where_the_text_was_compared(day, level):
    [finding] = founding_findings(FoundingFacts(K.SUBORDINATE_CELL, K.GRASSROOTS_COMMITTEE, 2), day)
    assert finding.level == level and "ít nhất 3 đảng viên chính thức" in finding.text


def test_a_compared_source_is_cited_without_reservation():
    facts = FoundingFacts(K.GRASSROOTS_CELL, K.DISTRICT_COMMITTEE, 31)
    [finding] = founding_findings(facts, dt.date(2025, 9, 1))
    assert "294-QĐ/TW" in finding.text and "chưa đối chiếu" not in finding.text


@pytest.mark.parametrize("code", sorted({standard.code for standard in STANDARDS}))
def test_sayings_of_one_code_never_hold_on_the_same_day(code):
    spans = sorted((s.since, s.until or dt.date.max) for s in STANDARDS if s.code == code)
    assert all(until < since for (_, until), (since, _) in itertools.pairwise(spans))
    assert all(since <= until for since, until in spans)


def test_what_is_shown_in_2009_was_not_compared_with_its_text():
    shown = standards_on(DAY)
    assert shown and not any(standard.verified for standard in shown)


def test_sayings_are_shown_for_the_kind_they_are_about():
    cell = {standard.code for standard in standards_on(DAY, K.SUBORDINATE_CELL)}
    assert {"cell_members", "cell_committee", "founding_members", "cell_term"} <= cell
    assert not cell & {"committee_members", "standing_committee", "village_cell"}


def test_a_rule_of_2025_does_not_hold_in_2009():
    assert "village_cell" not in {standard.code for standard in standards_on(DAY)}
    assert "village_cell" in {standard.code for standard in standards_on(dt.date(2025, 9, 1))}


def test_before_everything_that_is_known_the_first_saying_counts():
    assert standard_on("founding_members", dt.date(1963, 3, 14)).value == 3


@pytest.mark.parametrize(
    ("starts_on", "planned_until", "levels"),
    [
        (dt.date(2005, 6, 14), dt.date(2010, 6, 14), []),
        (dt.date(2005, 6, 14), dt.date(2012, 1, 1), [WARN]),
        (dt.date(2005, 6, 14), dt.date(2005, 6, 14), [REFUSE]),
    ],
)
def test_a_term_longer_than_the_charter_says_is_remarked(starts_on, planned_until, levels):
    assert [f.level for f in term_findings(K.GRASSROOTS_COMMITTEE, starts_on, planned_until)] == levels


def test_the_sentence_says_where_a_kind_belongs():
    assert rules.where_it_stands(K.SUBORDINATE_CELL) == (
        "Chi bộ trực thuộc phải đứng ngay dưới đảng bộ cơ sở hoặc đảng bộ bộ phận."
    )
