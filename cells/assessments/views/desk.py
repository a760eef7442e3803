"""A sheet laid on the desk of one person: what stands in it, what he may do with it, what is missing."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from cells.assessments.enums import SECRETARY_WORDS, SHAPES, RegistrationState, SheetState
from cells.assessments.models import CommuneResult, Extension, Sheet, Step
from cells.assessments.models.facts import OpenSheet, open_sheet, section_above
from cells.assessments.rules import hands
from cells.assessments.rules.dates import Timing, timing
from cells.assessments.rules.hands import Hand
from cells.assessments.rules.scheme import CELL
from cells.assessments.rules.sheet import Missing, Part, missing_before_submission, parts_of, total
from sinho.text.numbers import format_number
from sinho.web import clock
from sinho.web.lookup import get_in_scope_or_404


@dataclass(frozen=True)
class Place:
    """Where a request stands: its name, the part of the sheet, the field."""

    label: str
    part: str
    field: str


@dataclass(frozen=True)
class Desk:
    """Everything the pages of one sheet share."""

    opened: OpenSheet
    hand: Hand

    @property
    def sheet(self) -> Sheet:
        return self.opened.sheet

    @property
    def campaign(self):
        return self.sheet.campaign

    @cached_property
    def missing(self) -> list[Missing]:
        return missing_before_submission(self.opened.facts)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.opened.frame)

    def left_in(self, key: str) -> int:
        """How many things a part still lacks."""
        return sum(item.part == key for item in self.missing)

    @property
    def may_fill(self) -> bool:
        return self.hand.fills and not hands.why_not_fill(self.sheet.state, closed=self.campaign.closed)

    @property
    def may_register(self) -> bool:
        return self.hand.fills and not hands.why_not_register(
            self.sheet.registration_state, closed=self.campaign.closed
        )

    @property
    def points_text(self) -> str:
        """Points given so far by the organisation itself."""
        return format_number(total(self.opened.facts.scores, self.opened.frame.criteria.values()))

    @property
    def state_words(self) -> str:
        return SECRETARY_WORDS[self.sheet.state] if self.hand.fills else self.sheet.get_state_display()

    @property
    def shape(self) -> str:
        return SHAPES[self.sheet.state]

    @cached_property
    def submit_by(self):
        extended = Extension.objects.filter(campaign=self.campaign, organization=self.sheet.organization_id)
        return extended.values_list("submit_by", flat=True).first() or self.campaign.submit_by

    @cached_property
    def timing(self) -> Timing:
        submitted = self.sheet.submitted_at
        return timing(
            self.sheet.state,
            submit_by=self.submit_by,
            mend_by=self.sheet.mend_by,
            submitted_on=timezone.localtime(submitted).date() if submitted else None,
            today=clock.today(),
        )

    @cached_property
    def steps(self) -> list[Step]:
        """History of the sheet, newest first."""
        return list(self.sheet.steps.select_related("by").prefetch_related("requests"))

    @cached_property
    def last_send_back(self) -> Step | None:
        return next((step for step in self.steps if step.state == "sent_back"), None)

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """Criterion or part → what the level above asked to mend in the last round, while it is to be mended."""
        found: dict[str, list[str]] = {}
        if self.last_send_back and self.last_send_back.round == self.sheet.round - 1:
            for request in self.last_send_back.requests.all():
                found.setdefault(request.place, []).append(request.text)
        return found

    def asked_in(self, part: Part) -> bool:
        """Whether something in the part is to be mended."""
        if self.sheet.state != SheetState.SENT_BACK:
            return False
        codes = {criterion.code for criterion in part.group.criteria} if part.group else set()
        return bool(self.asked.keys() & (codes | {part.key}))

    def place(self, code: str) -> Place:
        """Where a request to mend stands: at a criterion or at a part."""
        for part in self.parts:
            if part.key == code:
                return Place(f"phần {part.number}", part.key, "")
            if part.group and any(criterion.code == code for criterion in part.group.criteria):
                return Place(f"tiêu chí {code}", part.key, f"score:{code}:points")
        return Place(code, self.parts[0].key, "")

    @property
    def registration_label(self) -> str:
        return RegistrationState(self.sheet.registration_state).label

    @cached_property
    def results_before(self) -> dict[str, CommuneResult]:
        """Results of the commune in the year before."""
        rows = CommuneResult.objects.filter(
            sheet__organization=self.sheet.organization_id,
            sheet__campaign__organization=self.campaign.organization_id,
            sheet__campaign__year=self.campaign.year - 1,
        )
        return {row.indicator: row for row in rows}


def desk(request, pk: int) -> Desk:
    """The sheet, if it is within the person's reach; else 404."""
    sheets = Sheet.objects.select_related("campaign", "organization", "decided_by", "submitted_by")
    sheet = get_in_scope_or_404(sheets, request.scope, pk=pk)
    opened = open_sheet(sheet, clock.today())
    hand = hands.hand(request.scope, sheet.organization_id, opened.state.kind, opened.procedure)
    return Desk(opened, heard(request.scope, hand, opened.state))


def heard(scope, hand: Hand, state) -> Hand:
    """The hand with the opinion of a section committee above; who fills his own sheet has nothing to hear."""
    if hand.fills or hands.level_of(state.kind) != CELL:
        return hand
    return hands.with_section(hand, scope, section_above(state, clock.today()))


def shelf(it: Desk, *, current: str = "") -> dict:
    """Context that every page of the sheet needs."""
    return {
        "desk": it,
        "sheet": it.sheet,
        "state": it.opened.state,
        "campaign": it.campaign,
        "scheme": it.opened.scheme,
        "frame": it.opened.frame,
        "current": current,
        "reasons": [],
        "parts": [(part, it.left_in(part.key), it.asked_in(part)) for part in it.parts],
        "asked_places": [it.place(code) for code in it.asked],
    }
