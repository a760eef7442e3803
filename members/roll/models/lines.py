"""Members as the list on the screen shows them on a day: one statement for a page, whatever stands on it.

`reading.Row` holds the same facts as rows of the tables, for the record and the file.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from members.roll.enums import LEVELS, Ethnicity, PauseKind, Sex, StandingKind, Subject
from members.roll.models.member import masked
from members.roll.rules import BirthDate
from sinho.accounts.scope import as_array
from sinho.text.dates import format_date

# One row for each (member, cell), in the order in which they are asked. OFFSET 0: each member is found by his key.
LINES = """
SELECT member.id, member.full_name, member.birth_year, member.birth_month, member.birth_day, member.sex,
    member.ethnicity, coalesce(cell.short_name, ''), coalesce(cell.above, ''), standing.admitted_on,
    standing.official_on, standing.kind, pause.kind, (
        SELECT number FROM members_card WHERE member_id = asked.member_id AND lower(valid) <= %(day)s::date
            AND coalesce(upper(valid), 'infinity'::date) > %(day)s::date
    ), (
        SELECT coalesce(nullif(words, ''), level) FROM members_schooling WHERE member_id = asked.member_id
            AND subject = 'general' AND (since IS NULL OR since <= %(day)s::date) ORDER BY since DESC NULLS LAST LIMIT 1
    ), (
        SELECT coalesce(nullif(words, ''), level) FROM members_schooling WHERE member_id = asked.member_id
            AND subject = 'theory' AND (since IS NULL OR since <= %(day)s::date) ORDER BY since DESC NULLS LAST LIMIT 1
    ), EXISTS (
        SELECT FROM members_transfer WHERE member_id = asked.member_id AND kind = 'temporary'
            AND received_on <= %(day)s::date AND (returned_on IS NULL OR returned_on > %(day)s::date)
    )
FROM unnest(%(members)s::bigint[], %(cells)s::bigint[]) WITH ORDINALITY AS asked(member_id, cell_id, place)
CROSS JOIN LATERAL (SELECT * FROM members_member WHERE id = asked.member_id OFFSET 0) member
LEFT JOIN (
    SELECT here.organization_id, here.short_name, above.short_name AS above FROM cells_organizationstate here
    LEFT JOIN cells_organizationstate above ON above.organization_id = here.parent_id AND above.valid @> %(day)s::date
        AND above.kind IN ('grassroots_committee', 'section_committee')
    WHERE here.organization_id = ANY(%(cells)s::bigint[]) AND here.valid @> %(day)s::date
) cell ON cell.organization_id = asked.cell_id
CROSS JOIN LATERAL (
    SELECT max(lower(valid)) FILTER (WHERE kind = 'probationary') AS admitted_on,
        max(lower(valid)) FILTER (WHERE kind = 'official') AS official_on,
        max(kind) FILTER (WHERE valid @> %(day)s::date) AS kind
    FROM members_standing WHERE member_id = asked.member_id AND lower(valid) <= %(day)s::date
) standing
LEFT JOIN (
    SELECT member_id, kind FROM members_pause WHERE member_id = ANY(%(members)s::bigint[]) AND valid @> %(day)s::date
) pause ON pause.member_id = asked.member_id
ORDER BY asked.place
"""
SEXES, ETHNICITIES = dict(Sex.choices), dict(Ethnicity.choices)
# The level of who has no words for what he learned.
GENERAL, THEORY = dict(LEVELS[Subject.GENERAL]), dict(LEVELS[Subject.THEORY])
# What a member is, in a word, and the mark of it in the style sheet.
OFFICIAL, PROBATIONARY = ("Chính thức", "quiet"), ("Dự bị", "tag tag-doing")
AWAY = ("Tạm thời nơi khác", "tag tag-none")
PAUSED = {
    PauseKind.EXEMPTED.value: (PauseKind.EXEMPTED.label, "tag tag-none"),
    PauseKind.SUSPENDED.value: (PauseKind.SUSPENDED.label, "tag tag-ask"),
}
ON_PROBATION = StandingKind.PROBATIONARY.value


class Line(NamedTuple):
    """A member on the roll on a day, in words; `number` is "" where the place in the list is not known.

    `general_css` and `state_css` are marks of the style sheet. Nothing is escaped yet.
    """

    number: str
    pk: str
    full_name: str
    birth: str
    sex: str
    ethnicity: str
    cell: str
    committee: str
    admitted_on: str
    official_on: str
    general: str
    general_css: str
    theory: str
    card: str
    state: str
    state_css: str


def read_lines(places: Sequence[tuple[int, int]], day: dt.date, first: int | None = 1) -> list[Line]:
    """The lines of these (member, cell), numbered from `first`: one query."""
    if not places:
        return []
    members, cells = (as_array(ids) for ids in zip(*places, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"members": members, "cells": cells, "day": day})
        found = cursor.fetchall()
    return [line(row, "" if first is None else str(first + n)) for n, row in enumerate(found)]


def line(row: tuple, number: str) -> Line:
    """What the database says, in words."""
    pk, full_name, year, month, day, sex, ethnicity, cell, committee, admitted_on, official_on, *more = row
    standing, pause, card, general, theory, is_away = more
    state, css = state_of(standing, pause, is_away=is_away)
    learned = GENERAL.get(general, general) or ""
    return Line(
        number=number,
        pk=str(pk),
        full_name=full_name,
        birth=str(BirthDate(year, month, day)),
        sex=SEXES[sex],
        ethnicity=ETHNICITIES[ethnicity],
        cell=cell,
        committee=committee,
        admitted_on=format_date(admitted_on),
        official_on=format_date(official_on),
        general=learned,
        general_css="" if learned else "nil",
        theory=THEORY.get(theory, theory) or "",
        card=masked(card or ""),
        state=state,
        state_css=css,
    )


def state_of(standing: str | None, pause: str | None, *, is_away: bool) -> tuple[str, str]:
    """What the member is in a word, and the mark of it in the style sheet."""
    if pause:
        return PAUSED[pause]
    if is_away:
        return AWAY
    return PROBATIONARY if standing == ON_PROBATION else OFFICIAL
