"""Gates and caps as the pages show them: what is closed and why, what is to be answered, how many are left."""

from collections.abc import Callable
from dataclasses import dataclass

from cells.assessments.judging_forms import AnswersForm
from cells.assessments.models import Campaign
from cells.assessments.models.facts import OpenSheet
from cells.assessments.models.standing import Place, body_above, places_of, weighed
from cells.assessments.rules.caps import Standing
from cells.assessments.rules.gates import Verdict, Weighed, questions, why_not_level
from cells.assessments.rules.member_scheme import MemberScheme
from cells.assessments.rules.scheme import Scheme
from sinho.text.numbers import format_number
from sinho.web import clock

SHAPES = {True: ("done", "bảo đảm"), False: ("ask", "không bảo đảm"), None: ("exam", "chưa rõ")}
FORCED = {True: ("ask", "đúng"), False: ("done", "không"), None: ("exam", "chưa rõ")}


@dataclass(frozen=True)
class GateRows:
    """A gate on the page: what it is about, its conditions with their answers."""

    title: str
    source: str
    rows: list[tuple[Verdict, str, str]]


def rows_of(one: Weighed, label: Callable[[str], str]) -> GateRows:
    """The gate in words."""
    gate = one.gate
    if gate.forces:
        title = f"Phải xếp “{label(gate.forces)}” khi có {'đủ' if gate.all else 'một trong'} các điều kiện"
    else:
        title = f"“{label(gate.level)}” phải có {'đủ' if gate.all else 'một trong'} các điều kiện"
    shapes = FORCED if gate.forces else SHAPES
    return GateRows(title, gate.said_source, [(verdict, *shapes[verdict.holds]) for verdict in one.verdicts])


def closed_levels(scheme: Scheme | MemberScheme, found: tuple[Weighed, ...]) -> dict[str, str]:
    """Label of a level that cannot be given now → the sentence that says why."""
    reasons = {level.label: why_not_level(found, level.code, scheme.label) for level in scheme.levels}
    return {label: " ".join(said) for label, said in reasons.items() if said}


def gate_context(opened: OpenSheet, *, own: bool = False) -> dict:
    """What a page of the sheet says of its gates; `own`: by the organisation's own points."""
    found = weighed(opened, own=own)
    return {
        "gates": [rows_of(one, opened.scheme.label) for one in found],
        "closed": closed_levels(opened.scheme, found),
        "answers": answers_of(opened) if found else [],
    }


def answers_of(opened: OpenSheet) -> list[tuple[str, object]]:
    """Every answer given, the newest first, with the words of its condition."""
    labels = {one.code: one.label for gate in opened.scheme.gates for one in gate.conditions}
    rows = opened.sheet.gate_answers.select_related("by").order_by("-id")
    return [(labels.get(row.condition, row.condition), row) for row in rows]


def answers_form(opened: OpenSheet, data=None) -> AnswersForm:
    """The form with every question of the sheet."""
    return AnswersForm(data, asked=questions(weighed(opened)), prefix="dk")


@dataclass(frozen=True)
class CapLine:
    """A cap of one body in words."""

    standing: Standing
    label: str

    @property
    def percent(self) -> str:
        most = self.standing.cap.max_percent
        return "" if most is None else f"{format_number(most)} %"

    @property
    def over(self) -> bool:
        return self.standing.left is not None and self.standing.left < 0


def cap_lines(campaign: Campaign, place: Place | None) -> list[CapLine]:
    """The caps of a body, for its pages."""
    rules = campaign.rules
    found = place.standings if place else ()
    return [CapLine(one, rules.label(one.cap.level, one.cap.exemplary)) for one in found]


def caps_on(board, *, cells: bool) -> list[CapLine]:
    """The caps of the one body whose units a board shows; today only."""
    campaign = board.campaign
    bodies = {unit.state.parent_id for unit in board.units} if cells else {campaign.organization_id}
    if not campaign.rules.caps or len(bodies) != 1 or board.today < clock.today():
        return []
    return cap_lines(campaign, places_of(campaign).get(bodies.pop()))


def caps_for(opened: OpenSheet) -> list[CapLine]:
    """The caps of the body that decides on this sheet."""
    campaign = opened.sheet.campaign
    if not campaign.rules.caps:
        return []
    return cap_lines(campaign, places_of(campaign).get(body_above(opened)))


def cap_words(campaign: Campaign, organization_id: int) -> list[str]:
    """The caps of a body in a sentence each, as a paper quotes them."""
    place = places_of(campaign).get(organization_id)
    return [said for line in cap_lines(campaign, place) if (said := cap_said(line))]


def cap_said(line: CapLine) -> str:
    one = line.standing
    if one.allowed is None:
        return ""
    granted = ", kể cả số được cho phép thêm" if one.granted and one.granted > (one.by_share or 0) else ""
    return (
        f"“{line.label}”: tối đa {line.percent} của {one.number(one.cap.base)} tổ chức, tức {one.allowed} "
        f"tổ chức{granted}; đã quyết định {one.used}. Theo {one.cap.said_source}."
    )
