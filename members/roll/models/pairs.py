"""Records that may be about one person: found by one statement over all members, however many there are."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.fields import IntegerField
from django.db.models.functions import Cast, Length, NullIf, Substr

from members.roll.citizen import LENGTH, PROVINCE_CODES
from members.roll.enums import Sex
from members.roll.models.member import Member

# Letters and digits alone, without marks: what `fold` gives without its spaces. NFD takes the marks off the letters.
BARE = "regexp_replace(translate(lower(normalize({}, NFD)), 'đĐðÐ', 'dddd'), '[^a-z0-9]', '', 'g')"
# A home place without the words that some write and others leave out.
HOME = (
    "regexp_replace(translate(lower(regexp_replace(normalize({}, NFD), '[\u0300-\u036f]', '', 'g')), 'đĐðÐ', 'dddd'),"
    r" '\m(xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh)\M|[^a-z0-9]', '', 'g')"
)
# Same name (the search key holds other names too, so it serves alone where there are none), births that can be one
# day, home places of which one is part of the other. Neither was joined, nor both found to be two people.
FOUND = """
WITH named AS MATERIALIZED (
    SELECT id, birth_year, birth_month, birth_day, home_place, sort_key,
        CASE WHEN other_names = '' THEN replace(search_key, ' ', '') ELSE BARE(full_name) END AS name
    FROM members_member WHERE joined_into_id IS NULL
    AND (%(member)s IS NULL OR birth_year = (SELECT birth_year FROM members_member WHERE id = %(member)s))
), apart AS MATERIALIZED (
    SELECT coalesce(f.joined_into_id, f.id) AS one, coalesce(s.joined_into_id, s.id) AS other
    FROM members_twopeople t JOIN members_member f ON f.id = t.first_id JOIN members_member s ON s.id = t.second_id
    WHERE t.withdrawn_at IS NULL
), alike AS MATERIALIZED (
    SELECT a.id AS first, b.id AS second, a.sort_key,
        HOME(a.home_place) AS home, HOME(b.home_place) AS other_home
    FROM named a JOIN named b ON a.name = b.name AND a.birth_year = b.birth_year AND a.id < b.id
    WHERE coalesce(a.birth_month = b.birth_month, true) AND coalesce(a.birth_day = b.birth_day, true)
    AND (%(member)s IS NULL OR %(member)s IN (a.id, b.id))
), fitting AS MATERIALIZED (
    SELECT first, second, sort_key FROM alike
    WHERE (position(home IN other_home) > 0 OR position(other_home IN home) > 0)
    AND NOT EXISTS (
        SELECT FROM apart WHERE least(one, other) = first AND greatest(one, other) = second)
)
"""
REACHED = """
FROM fitting WHERE NOT EXISTS (
    SELECT FROM unnest(ARRAY[first, second]) AS one WHERE (
        SELECT organization_id FROM members_membership WHERE member_id = one ORDER BY valid DESC LIMIT 1
    ) = ANY(%(reach)s::bigint[]) IS NOT TRUE)
"""


def written_out(statement: str) -> str:
    """The statement with the words for folding put in."""
    for name, words in (("BARE", BARE), ("HOME", HOME)):
        statement = re.sub(rf"{name}\(([a-z_.]+)\)", lambda found, words=words: words.format(found[1]), statement)
    return statement


STATEMENT = written_out(FOUND)


@dataclass(frozen=True)
class Pairs:
    """Keys of two records each that may be about one person, both within these organisations, in order of names.

    Counts and slices like a queryset: one query each. `member`: only pairs with this one.
    """

    organization_ids: Collection[int]
    member: int | None = None

    def count(self) -> int:
        [(number,)] = self._read("SELECT count(*)", "")
        return number

    def __getitem__(self, part: slice) -> list[tuple[int, int]]:
        first, last = part.start or 0, part.stop
        limit = "" if last is None else f" LIMIT {int(last) - int(first)}"
        return self._read("SELECT first, second", f"ORDER BY sort_key, first, second{limit} OFFSET {int(first)}")

    def _read(self, what: str, order: str) -> list[tuple]:
        with connection.cursor() as cursor:
            asked = {"reach": sorted(self.organization_ids), "member": self.member}
            cursor.execute(" ".join((STATEMENT, what, REACHED, order)), asked)
            return cursor.fetchall()


def digits(first: int, number: int):
    """Some digits of the identity number as a number; NULL where there is none."""
    return Cast(NullIf(Substr("identity_number", first, number), Value("")), IntegerField())


def numbers_disagreeing():
    """Members whose twelve-digit identity number says another sex, another year of birth, or no province.

    The same as `members.roll.citizen.disagreements`, asked of the database.
    """
    whole = Member.objects.annotate(digits=Length("identity_number")).filter(digits=LENGTH)
    asked = whole.annotate(
        century_digit=digits(4, 1),
        odd_digit=F("century_digit") % 2,
        said_year=Value(1900) + F("century_digit") / 2 * 100 + digits(5, 2),
        said_place=Substr("identity_number", 1, 3),
    )
    another_sex = Q(odd_digit=0, sex=Sex.FEMALE) | Q(odd_digit=1, sex=Sex.MALE)
    return asked.filter(another_sex | ~Q(said_year=F("birth_year")) | ~Q(said_place__in=PROVINCE_CODES))
