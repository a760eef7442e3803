"""Fields of a cell's ratings as the page shows them: value, version of the row, what is wrong, who was first."""

import json
from dataclasses import dataclass, field

from cells.assessments.rules.member_scheme import BODIES, MemberScheme
from cells.assessments.views.entries import Entry, Trouble
from members.ratings.enums import FILLING
from members.ratings.models import Rating, RatingOpinion
from members.ratings.models.reading import CellBook, Line
from members.ratings.rules.ballot import may_second
from members.ratings.rules.fields import CELL, NOT, OPINION, RATING, proposal_words, value_shown
from members.ratings.rules.hands import Hand

MEETING = ("meeting_on", "entitled", "present", "given", "valid")
SECOND = ("second_given", "second_valid")


@dataclass
class Entries:
    """All fields of a page; `troubles` by field name after a form was sent."""

    troubles: dict[str, Trouble] = field(default_factory=dict)
    given: list[Entry] = field(default_factory=list)

    def entry(self, name: str, source, version: int) -> Entry:
        value = value_shown(getattr(source, name.rpartition(":")[2], None)) if source is not None else ""
        made = Entry(name, value, version, self.troubles.get(name))
        self.given.append(made)
        return made

    def base(self) -> str:
        """What the fields of the page held when it was made, for forms sent without a script."""
        return json.dumps({entry.name: entry.value for entry in self.given}, ensure_ascii=False)


@dataclass(frozen=True)
class MemberRow:
    """A member on the page of the cell; `votes`: (short name of the level, whose, entry)."""

    line: Line
    name: str
    fact_words: str
    aimed: Entry
    tasks: Entry
    own: Entry
    votes: tuple[tuple[str, str, Entry], ...]
    agree: Entry | None
    disagree: Entry | None
    proposal: Entry
    sub_reason: Entry
    words: Entry
    weighed: Entry
    suggested: str
    second: bool
    has_subs: bool
    asks_words: bool
    proposal_words: str
    weighed_words: str
    sub_words: str
    aimed_words: str
    own_words: str
    votes_words: str
    second_words: str
    decided_words: str

    @property
    def version(self) -> int:
        """The row's version that its form sends back."""
        return self.proposal.now_version


def member_rows(book: CellBook, entries: Entries) -> list[MemberRow]:
    return [member_row(book, line, entries) for line in book.lines]


def member_row(book: CellBook, line: Line, entries: Entries) -> MemberRow:
    """The fields of one member."""
    rules, one = book.rules, line.rating
    name = f"{RATING}:{line.member.pk}"

    def entry(attribute: str) -> Entry:
        return entries.entry(f"{name}:{attribute}", one, one.version)

    first = len(rules.levels) - len(rules.first_levels)
    two = rules.procedure.second_ballot
    reason = rules.reason_of_fact(line.fact)
    level = one.committee_level or one.proposed_level
    return MemberRow(
        line=line,
        name=name,
        fact_words=reason.label if reason else "",
        aimed=entry("aimed_level"),
        tasks=entry("tasks"),
        own=entry("self_level"),
        votes=tuple(
            (level.short, f"{level.short}, {line.member.full_name}", entry(f"vote_{place}"))
            for place, level in enumerate(rules.levels, 1)
            if place > first
        ),
        agree=entry("second_agree") if two else None,
        disagree=entry("second_disagree") if two else None,
        proposal=entry("proposal"),
        sub_reason=entry("sub_reason"),
        words=entry("words"),
        weighed=entry("committee_level"),
        suggested=rules.short(book.outcome(line)),
        second=may_second(one.ballot, book.rated.slips, rules),
        has_subs=bool(rules.sub_reasons.get(level)) or bool(one.sub_reason),
        asks_words=asks_words(rules, one.not_evaluated),
        proposal_words=proposal_short(rules, one.proposal),
        weighed_words=rules.short(one.committee_level),
        sub_words=rules.sub_reason_label(one.sub_reason),
        **read_words(rules, one),
    )


def read_words(rules: MemberScheme, one: Rating) -> dict:
    """What the row says to who only reads it."""
    first = len(rules.levels) - len(rules.first_levels)
    votes = zip(rules.first_levels, one.votes[first:], strict=False)
    told = one.second_agree is not None or one.second_disagree is not None
    reason = rules.reason(one.not_evaluated) if one.decided and not one.decided_level else None
    return {
        "aimed_words": rules.short(one.aimed_level),
        "own_words": rules.short(one.self_level),
        "votes_words": "; ".join(f"{level.short} {number}" for level, number in votes if number is not None),
        "second_words": f"{one.second_agree or 0} đồng ý, {one.second_disagree or 0} không" if told else "",
        "decided_words": rules.short(one.decided_level) or (reason.label if reason else ""),
    }


def proposal_short(rules: MemberScheme, proposal: str) -> str:
    """A level by its short name, a reason in words."""
    return proposal_words(proposal, rules) if proposal.startswith(NOT) else rules.short(proposal)


def asks_words(rules: MemberScheme, reason: str) -> bool:
    found = rules.reason(reason) if reason else None
    return bool(found and found.words)


def meeting_entries(book: CellBook, entries: Entries) -> list[tuple[str, Entry]]:
    """(label, entry) of the numbers of the meeting."""
    labels = {
        "meeting_on": "Ngày họp chi bộ",
        "entitled": "Được biểu quyết",
        "present": "Có mặt",
        "given": "Phiếu phát ra",
        "valid": "Phiếu hợp lệ",
        "second_given": "Phát ra lần hai",
        "second_valid": "Hợp lệ lần hai",
    }
    names = MEETING + (SECOND if book.rules.procedure.second_ballot else ())
    rated = book.rated
    return [(labels[name], entries.entry(f"{CELL}::{name}", rated, rated.version)) for name in names]


def opinion_entries(rules: MemberScheme, line: Line, entries: Entries) -> list[tuple[str, Entry, Entry]]:
    """(body, level, words) of the bodies that may be asked about a member."""
    known = {}
    if line.rating.pk:
        known = {one.body: one for one in RatingOpinion.objects.filter(rating=line.rating)}
    found = []
    for body in rules.procedure.opinions:
        name, row = f"{OPINION}:{line.member.pk}-{body}", known.get(body)
        version = row.version if row else 0
        found.append(
            (BODIES[body], *(entries.entry(f"{name}:{attribute}", row, version) for attribute in ("level", "words")))
        )
    return found


def choices_of(rules: MemberScheme) -> dict:
    """What the lists of the page offer."""
    return {
        "levels": [(level.code, level.short) for level in rules.levels],
        "reasons_offered": [(f"{NOT}{reason.code}", reason.label) for reason in rules.reasons],
        "subs": [
            (rules.short(level), [(sub.code, sub.label) for sub in subs]) for level, subs in rules.sub_reasons.items()
        ],
    }


def may_fill(book: CellBook, hand: Hand) -> bool:
    return hand.fills and not book.campaign.closed and book.rated.state in FILLING
