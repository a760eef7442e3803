"""The way of one sheet through the year: registered, assessed, handed in, appraised, sent back or decided."""

import datetime as dt
from decimal import Decimal

from cells.assessments.enums import (
    REGISTRATION_ACCEPTED,
    REGISTRATION_SENT,
    REGISTRATION_SENT_BACK,
    Body,
    RegistrationState,
    SheetState,
)
from cells.assessments.models import Campaign, MendRequest, Proposal, Sheet
from cells.assessments.models.facts import OpenSheet
from cells.organizations.models import OrganizationState
from sinho.demo.contents import Contents, drawn
from sinho.demo.plan import working_day
from sinho.demo.trail import Trail, moment
from sinho.demo.years import POINTS, Grade
from sinho.text.dates import format_date

R, S = RegistrationState, SheetState


class Course:
    """One sheet with what stands in it. Methods are the acts, in the order in which they may be called."""

    def __init__(self, campaign: Campaign, state: OrganizationState, code: str, secretary, trail: Trail):
        self.campaign, self.state, self.secretary, self.trail = campaign, state, secretary, trail
        self.scheme = campaign.rules
        self.sheet = Sheet(campaign=campaign, organization=state.organization)
        frame = self.scheme.frame_for(state.kind, state.type)
        self.contents = Contents(self.sheet, frame, code, campaign.year)
        self.chance = self.contents.chance
        self.proposals: list[Proposal] = []

    def at(self, day: dt.date, first_hour: int = 8, last_hour: int = 16) -> dt.datetime:
        return moment(day, self.chance, first_hour, last_hour)

    def note(self, did: str, said: str, by, at: dt.datetime) -> None:
        self.trail.note(self.sheet, did, said, by=by, at=at, state=self.state)

    def open_sheet(self) -> OpenSheet:
        results = {row.indicator: row for row in self.contents.results}
        return OpenSheet.holding(self.sheet, self.state, self.contents.tasks, self.contents.scores, results)

    def register(self, aimed: Grade, day: dt.date) -> None:
        """Sent to the level above."""
        sheet, at, by = self.sheet, self.at(day), self.secretary
        self.contents.register(by, at - dt.timedelta(hours=1))
        sheet.aimed_level = aimed.level(self.scheme)
        sheet.registration_state, sheet.registered_at, sheet.registered_by = R.SENT, at, by
        tasks = self.open_sheet().snapshot()["tasks"]
        content = {"aimed_level": sheet.aimed_level, "tasks": tasks}
        self.trail.step(sheet, REGISTRATION_SENT, by=by, at=at, content=content)
        self.note("registration.sent", f"Gửi đăng ký năm {self.campaign.year}: {len(tasks)} nhiệm vụ", by, at)

    def accept_registration(self, by, day: dt.date) -> None:
        sheet, at = self.sheet, self.at(day, 9)
        sheet.registration_state, sheet.accepted_at, sheet.accepted_by = R.ACCEPTED, at, by
        self.trail.step(sheet, REGISTRATION_ACCEPTED, by=by, at=at)
        self.note("registration.accepted", f"Chấp thuận đăng ký năm {self.campaign.year}", by, at)

    def send_registration_back(self, comment: str, by, day: dt.date) -> None:
        at = self.at(day, 9)
        self.sheet.registration_state = R.SENT_BACK
        self.trail.step(self.sheet, REGISTRATION_SENT_BACK, by=by, at=at, comment=comment)
        self.note("registration.sent_back", f"Trả lại bản đăng ký năm {self.campaign.year}: {comment}", by, at)

    def assess(self, grade: Grade, started: dt.date, done: dt.date, share: float = 1) -> None:
        """Filled in between the two days; `share` below 1 leaves the last part open."""
        sheet = self.sheet
        sheet.state, sheet.started_at = S.DRAFT, self.at(started)
        self.trail.step(sheet, S.DRAFT, by=self.secretary, at=sheet.started_at)
        self.contents.assess(grade, self.secretary, self.at(done, 8, 13), share)
        if share == 1:
            sheet.self_level, sheet.self_exemplary = grade.level(self.scheme), grade.exemplary
            sheet.meeting_on = working_day(done - dt.timedelta(days=1))

    def submit(self, grade: Grade, day: dt.date) -> None:
        sheet, at, by = self.sheet, self.at(day, 14), self.secretary
        sheet.state, sheet.submitted_at, sheet.submitted_by = S.SUBMITTED, at, by
        self.propose_for(Body.SELF, grade, "", by, at)
        self.trail.step(sheet, S.SUBMITTED, by=by, at=at, content=self.open_sheet().snapshot())
        said = f"Nộp bản tự đánh giá lần {sheet.round}, tự xếp loại: {grade.label(self.scheme)}"
        self.note("assessment.submitted", said, by, at)

    def propose_for(self, body: str, grade: Grade, comment: str, by, at: dt.datetime) -> None:
        level = grade.level(self.scheme)
        self.proposals.append(
            Proposal(
                sheet=self.sheet,
                round=self.sheet.round,
                body=body,
                level=level,
                exemplary=grade.exemplary,
                comment=comment,
                by=by,
                at=at,
            )
        )

    def receive(self, by, day: dt.date) -> None:
        at = self.at(day, 8, 9)
        self.sheet.state = S.IN_APPRAISAL
        self.trail.step(self.sheet, S.IN_APPRAISAL, by=by, at=at)
        self.note("assessment.received", f"Nhận thẩm định bản lần {self.sheet.round}", by, at)

    def send_back(self, asked: dict[str, str], comment: str, mend_by: dt.date, by, day: dt.date) -> None:
        sheet, at = self.sheet, self.at(day, 13, 15)
        step = self.trail.step(sheet, S.SENT_BACK, by=by, at=at, comment=comment)
        self.trail.requests += [MendRequest(step=step, place=place, text=text) for place, text in asked.items()]
        sheet.state, sheet.mend_by, sheet.round = S.SENT_BACK, mend_by, sheet.round + 1
        words = "; ".join(f"{place}: {text}" for place, text in asked.items())
        self.note("assessment.sent_back", f"Trả lại để sửa, hạn {format_date(mend_by)}: {words}", by, at)

    def give_opinion(self, body: str, grade: Grade, comment: str, by, day: dt.date) -> None:
        at = self.at(day, 10, 11)
        self.propose_for(body, grade, comment, by, at)
        said = f"{Body(body).label} cho ý kiến: {grade.label(self.scheme)}"
        self.note("assessment.opinion_given", said, by, at)

    def appraise(self, own: Grade, grade: Grade, points: float | None, by, day: dt.date, share: float = 1) -> None:
        """Points of the organisation board; without a figure given they fit the grade."""
        if points is not None:
            total = Decimal(str(points))
        elif own != grade:
            total = drawn(self.chance, *POINTS[grade.key], 0.5)
        else:
            least = Decimal(str(POINTS[grade.key][0]))
            taken = self.chance.choice([0, 0, 1, 2, 3]) * Decimal("0.5")
            total = max(least, self.contents.total_of(Body.SELF) - taken)
        self.contents.appraise(total, by, self.at(day, 9, 12), share)

    def propose(self, grade: Grade, comment: str, by, day: dt.date) -> None:
        at = self.at(day, 13, 15)
        self.sheet.state = S.PROPOSED
        self.propose_for(Body.ORGANIZATION_BOARD, grade, comment, by, at)
        self.trail.step(self.sheet, S.PROPOSED, by=by, at=at, comment=comment)
        self.note("assessment.proposed", f"Đề nghị xếp loại: {grade.label(self.scheme)}", by, at)

    def decide(self, grade: Grade | None, reason: str, number: str, day: dt.date, note: str, by, at) -> None:
        """A grade, or why there is none."""
        sheet = self.sheet
        if grade:
            sheet.decided_level, sheet.decided_exemplary = grade.level(self.scheme), grade.exemplary
            said = f"Xếp loại: {grade.label(self.scheme)}"
        else:
            sheet.not_evaluated_reason = reason
            said = f"Chưa đánh giá: {self.scheme.reasons[reason]}"
        sheet.decision_number, sheet.decision_date, sheet.decision_note = number, day, note
        sheet.decided_at, sheet.decided_by, sheet.state = at, by, S.DECIDED
        self.trail.step(sheet, S.DECIDED, by=by, at=at, comment=note)
        self.note("assessment.decided", f"{said} (quyết định {number})", by, at)
