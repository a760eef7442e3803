"""A sheet as plain values, read once and asked by the rules, the pages and the snapshots."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cells.assessments.enums import Body
from cells.assessments.models.parts import CommuneResult, RegisteredTask, Score
from cells.assessments.models.sheet import Sheet
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.scheme import Procedure, Scheme
from cells.assessments.rules.sheet import ResultFacts, ScoreFacts, SheetFacts, TaskFacts
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState

TASK_FIELDS = ("content", "measure", "unit", "planned", "deadline", "direction", "actual", "why_missed", "done_on")


def committees_above(state: OrganizationState) -> tuple[int, ...]:
    """Who stands above the organisation, the nearest first, by the last state of each."""
    found, above = [], state.parent_id
    while above and above not in found:
        found.append(above)
        states = OrganizationState.objects.filter(organization=above).order_by("-valid")
        above = states.values_list("parent_id", flat=True).first()
    return tuple(found)


def section_above(state: OrganizationState, day: dt.date) -> int | None:
    """The section committee directly above the organisation on the day, if it stands under one."""
    sections = OrganizationState.objects.on(day).filter(
        organization=state.parent_id, kind=OrganizationKind.SECTION_COMMITTEE
    )
    return sections.values_list("organization_id", flat=True).first()


@dataclass(frozen=True)
class OpenSheet:
    """A sheet with everything that stands in it, and what the organisation is for the campaign.

    Tasks, scores and results are read once, each when it is asked for: a sheet is opened anew after a change.
    """

    sheet: Sheet
    state: OrganizationState

    @cached_property
    def tasks(self) -> tuple[RegisteredTask, ...]:
        return tuple(self.sheet.tasks.select_related("changed_by").order_by("position"))

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        return tuple(self.sheet.scores.select_related("changed_by"))

    @cached_property
    def results(self) -> dict[str, CommuneResult]:
        return {row.indicator: row for row in self.sheet.results.select_related("changed_by")}

    @classmethod
    def holding(
        cls,
        sheet: Sheet,
        state: OrganizationState,
        tasks: Iterable[RegisteredTask],
        scores: Iterable[Score],
        results: dict[str, CommuneResult],
    ) -> "OpenSheet":
        """A sheet with what is known to stand in it, without reading."""
        made = cls(sheet, state)
        made.__dict__.update(tasks=tuple(tasks), scores=tuple(scores), results=results)
        return made

    @property
    def scheme(self) -> Scheme:
        return self.sheet.campaign.rules

    @cached_property
    def frame(self) -> Frame:
        return self.scheme.frame_for(self.state.kind, self.state.type, self.above)

    @cached_property
    def above(self) -> tuple[int, ...]:
        """The committees that it stands under, the nearest first; asked for only where criteria were adapted."""
        if not any(frame.under for frame in self.scheme.frames):
            return ()
        return committees_above(self.state)

    @cached_property
    def procedure(self) -> Procedure:
        return self.scheme.procedures["grassroots" if self.state.kind.startswith("grassroots") else "cell"]

    def scores_of(self, body: str) -> dict[str, Score]:
        return {score.criterion: score for score in self.scores if score.body == body}

    @cached_property
    def facts(self) -> SheetFacts:
        """What the organisation itself entered."""
        sheet = self.sheet
        return SheetFacts(
            frame=self.frame,
            scheme=self.scheme,
            tasks=tuple(
                TaskFacts(task.pk, task.group, **{name: getattr(task, name) for name in TASK_FIELDS})
                for task in self.tasks
            ),
            scores={code: ScoreFacts(row.points, row.evidence) for code, row in self.scores_of(Body.SELF).items()},
            results={code: ResultFacts(row.value, row.source, row.source_date) for code, row in self.results.items()},
            registration_state=sheet.registration_state,
            aimed_level=sheet.aimed_level,
            self_level=sheet.self_level,
            meeting_on=sheet.meeting_on,
        )

    def board_facts(self) -> dict[str, ScoreFacts]:
        """Points of the proposing body; where it gave none, those of the organisation stand."""
        own = self.facts.scores
        board = self.scores_of(self.procedure.proposes)
        return {
            code: ScoreFacts(board[code].points, board[code].evidence)
            if code in board and board[code].points is not None
            else own.get(code, ScoreFacts())
            for code in self.frame.criteria
        }

    def snapshot(self) -> dict:
        """What was handed in, as text and numbers, kept with the step."""
        return {
            "tasks": [{name: getattr(task, name) for name in ("group", *TASK_FIELDS)} for task in self.tasks],
            "scores": [
                {"criterion": code, "points": score.points, "evidence": score.evidence}
                for code, score in sorted(self.scores_of(Body.SELF).items())
            ],
            "results": [
                {"indicator": code, "value": row.value, "source": row.source, "source_date": row.source_date}
                for code, row in sorted(self.results.items())
            ],
            "self_level": self.sheet.self_level,
            "self_exemplary": self.sheet.self_exemplary,
            "meeting_on": self.sheet.meeting_on,
        }


def open_sheet(sheet: Sheet, today: dt.date) -> OpenSheet:
    """The sheet to be read. `sheet.campaign` should be fetched with it."""
    return OpenSheet(sheet, sheet.organization_state(today))
