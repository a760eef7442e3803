"""What waits for a person today in the campaigns that are open, with its day and the page where it is done."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from cells.assessments.enums import (
    FILLING,
    REGISTRATION_SHAPES,
    SECRETARY_WORDS,
    SHAPES,
    RegistrationState,
    SheetState,
)
from cells.assessments.models import Campaign
from cells.assessments.models.units import Unit, living_units_of, read_units
from cells.assessments.rules.hands import REGISTERING
from cells.assessments.views.board import Board, board_of
from cells.assessments.views.campaigns import campaigns_seen
from cells.assessments.views.desk import Desk as SheetDesk
from cells.assessments.views.desk import desk as sheet_desk
from sinho.accounts.roles import Permission
from sinho.text.dates import days_left_words
from sinho.web import clock

P = Permission
SOON_DAYS = 7
MOST_LATE = 8


@dataclass(frozen=True)
class Task:
    """One thing to do: until when (None: no day), on which page."""

    title: str
    url: str
    due: dt.date | None
    today: dt.date
    detail: str = ""

    @property
    def left(self) -> int | None:
        """Days left; negative when late."""
        return (self.due - self.today).days if self.due else None

    @property
    def words(self) -> str:
        return days_left_words(self.due, self.today) if self.due else ""

    @property
    def group(self) -> str:
        if self.left is None:
            return "undated"
        if self.left > SOON_DAYS:
            return "later"
        return "late" if self.left < 0 else "soon"


GROUPS = (("late", "Quá hạn"), ("soon", "7 ngày tới"), ("later", "Sau đó"), ("undated", "Chưa định ngày"))


def grouped(tasks: list[Task]) -> list[tuple[str, list[Task]]]:
    """Tasks under their headings, the most urgent first."""
    tasks = sorted(tasks, key=lambda task: (task.due is None, task.due or task.today))
    parts = [(heading, [task for task in tasks if task.group == code]) for code, heading in GROUPS]
    return [(heading, part) for heading, part in parts if part]


# Permission on the organisation of the campaign → what is counted, how the task is worded, its day, rows on the board.
DISTRICT_WORK = (
    (P.MANAGE_CAMPAIGNS, "late", "Đôn đốc {n} tổ chức chậm nộp bản tự đánh giá", "submit_by"),
    (P.ACCEPT_REGISTRATION, "registration_waiting", "Xem {n} bản đăng ký đầu năm chờ chấp thuận", "register_by"),
    (P.APPRAISE, "submitted", "Nhận {n} bản tự đánh giá đã nộp", "appraise_by"),
    (P.APPRAISE, "in_appraisal", "Thẩm định, đề nghị xếp loại {n} bản", "appraise_by"),
    (P.GIVE_OPINION, "in_appraisal", "Cho ý kiến về {n} bản đang thẩm định", "appraise_by"),
    (P.DECIDE, "proposed", "Quyết định xếp loại {n} tổ chức đã trình", "decide_by"),
)
# The same for a commune committee and its cells.
CELL_WORK = (
    ("registration_waiting", "Xem đăng ký đầu năm của {n} chi bộ", "register_by"),
    ("with_board", "Xem bản tự đánh giá của {n} chi bộ", "submit_by"),
)
# Counts of the line under the tasks, in the order of the work.
FLOW = (
    ("expected", "phải đánh giá", ""),
    ("started", "đã bắt đầu", "started"),
    ("handed_in", "đã nộp", "handed_in"),
    ("sent_back", "trả lại để sửa", "sent_back"),
    ("with_board", "ở cấp trên", "with_board"),
    ("decided", "đã quyết định", "decided"),
)


def board_url(campaign: Campaign, *, which: str = "", cells: bool = False) -> str:
    """The board of the campaign, showing these rows."""
    query = ({"cap": "chi-bo"} if cells else {}) | ({"loc": which} if which else {})
    url = reverse("assessments:campaign", args=[campaign.year])
    return f"{url}?{urlencode(query)}" if query else url


@dataclass(frozen=True)
class CampaignDesk:
    """An open campaign as the level above sees it: counts, and who is late."""

    campaign: Campaign
    board: Board
    tasks: list[Task]

    @property
    def late(self) -> list[Unit]:
        return self.board.chosen("late")

    @property
    def late_shown(self) -> list[tuple[Unit, str]]:
        """The first ones with the words for their state."""
        return [(unit, SheetState(unit.work_state).label.lower()) for unit in self.late[:MOST_LATE]]

    @property
    def late_url(self) -> str:
        return board_url(self.campaign, which="late")

    @property
    def flow(self) -> list[tuple[int, str, str]]:
        counts = self.board.counts()
        return [(counts[key], label, board_url(self.campaign, which=which)) for key, label, which in FLOW]


def campaign_desk(request, campaign: Campaign) -> CampaignDesk:
    """The campaign of the district with what its bodies have to do."""
    board = board_of(request, campaign, cells=False)
    counts, today = board.counts(), clock.today()
    tasks = [
        Task(
            sentence.format(n=counts[key]),
            board_url(campaign, which=key),
            getattr(campaign, day),
            today,
            str(campaign),
        )
        for permission, key, sentence, day in DISTRICT_WORK
        if counts[key] and request.scope.may(permission, campaign.organization_id)
    ]
    return CampaignDesk(campaign, board, tasks)


@dataclass(frozen=True)
class OwnSheet:
    """The sheet of an organisation that the person leads or watches over."""

    campaign: Campaign
    unit: Unit
    fills: bool
    desk: SheetDesk | None

    @property
    def url(self) -> str:
        if self.unit.sheet:
            return reverse("assessments:sheet", args=[self.unit.sheet.pk])
        return reverse("assessments:unit", args=[self.campaign.year, self.unit.state.organization_id])

    @property
    def state_words(self) -> str:
        state = self.unit.work_state
        return SECRETARY_WORDS[state] if self.fills else SheetState(state).label

    @property
    def shape(self) -> str:
        return SHAPES[self.unit.work_state]

    @property
    def registration(self) -> tuple[str, str]:
        """Shape and words of the registration."""
        state = self.unit.registration_state
        return REGISTRATION_SHAPES[state], RegistrationState(state).label

    @property
    def tasks(self) -> list[Task]:
        """Registering, then assessing: what the organisation itself still has to do."""
        unit, campaign, found = self.unit, self.campaign, []
        if not self.fills:
            return found
        if unit.registration_state in REGISTERING and unit.work_state == SheetState.NOT_STARTED:
            text = f"Đăng ký nhiệm vụ năm {campaign.year}"
            found.append(Task(text, self.registration_url, campaign.register_by, unit.today, unit.state.name))
        if unit.work_state in FILLING:
            text = "Sửa và nộp lại" if unit.work_state == SheetState.SENT_BACK else "Làm và nộp"
            text = f"{text} bản tự đánh giá năm {campaign.year}"
            found.append(Task(text, self.url, unit.timing.due, unit.today, unit.state.name))
        return found

    @property
    def registration_url(self) -> str:
        sheet = self.unit.sheet
        return reverse("assessments:registration", args=[sheet.pk]) if sheet else self.url


def own_sheets(request, campaign: Campaign) -> list[OwnSheet]:
    """Sheets of the organisations that are granted to the person directly."""
    today = clock.today()
    own = request.scope.own_organization_ids()
    states = (
        living_units_of(campaign, campaign.reference_day(today)).in_scope(request.scope).filter(organization__in=own)
    )
    found = []
    for unit in read_units(campaign, states, today):
        fills = request.scope.may(P.FILL_SHEET, unit.state.organization_id)
        opened = sheet_desk(request, unit.sheet.pk) if fills and unit.sheet else None
        found.append(OwnSheet(campaign, unit, fills, opened))
    return found


def cell_tasks(request, campaign: Campaign) -> list[Task]:
    """What a commune committee has to do about its cells."""
    if not request.scope.has(P.RECORD_CELLS):
        return []
    counts, today = board_of(request, campaign, cells=True).counts(), clock.today()
    tasks = [
        Task(
            sentence.format(n=counts[key]),
            board_url(campaign, which=key, cells=True),
            getattr(campaign, day),
            today,
            str(campaign),
        )
        for key, sentence, day in CELL_WORK
        if counts[key]
    ]
    if still_open := counts["expected"] - counts["decided"]:
        url = reverse("assessments:record", args=[campaign.year])
        sentence = f"Ghi kết quả xếp loại {still_open} chi bộ"
        tasks.append(Task(sentence, url, campaign.submit_by, today, str(campaign)))
    return tasks


def open_campaigns(scope) -> list[Campaign]:
    """Campaigns that go on, newest first."""
    return campaigns_seen(scope, Campaign.objects.filter(closed_at__isnull=True))[:2]
