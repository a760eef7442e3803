"""Documents, units, sessions, tasks and regulations of a period within reach, with how lists show them."""

import datetime as dt
from dataclasses import dataclass

from cells.directives.models import Briefing, Directive
from cells.directives.report.coverage import CoverageRow, read_coverage
from cells.directives.report.pairs import Pair, read_pairs
from cells.directives.report.sessions import SessionRow, read_sessions
from cells.directives.report.tasks import TaskRow, read_tasks
from cells.directives.rules.standing import Share
from cells.organizations.models import subtree_ids
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Listed
from sinho.text.dates import format_date

DOCUMENTS = ("Sổ", "Cơ quan ban hành", "Ngày ban hành", "Ngày nhận", "Trích yếu")
PAIRS = (
    "Văn bản",
    "Hạn quán triệt",
    "Ngày quán triệt",
    "Hạn chương trình",
    "Ngày chương trình",
    "Đảng viên",
    "Tình trạng",
)
SESSIONS = ("Ngày", "Văn bản", "Địa điểm", "Người truyền đạt", "Có mặt/mời", "Đảng viên có mặt")
TASKS = ("Tổ chức", "Chương trình", "Phụ trách", "Hạn", "Tiến độ", "Tình trạng")
COVERED = ("Hình thức", "Cấp trên", "Số quy chế", "Ngày ban hành", "Rà soát tiếp theo", "Tình trạng")


@dataclass(frozen=True)
class Span:
    """First and last day, how papers call it, and what keys of its figures begin with."""

    since: dt.date
    until: dt.date
    words: str
    prefix: str = ""

    def holds(self, day: dt.date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Gathered:
    """All of a period: pairs of a row and how lists show it."""

    span: Span
    documents: list[tuple[Directive, Listed]]
    pairs: list[tuple[Pair, Listed]]
    sessions: list[tuple[SessionRow, Listed]]
    tasks: list[tuple[TaskRow, Listed]]
    coverage: list[tuple[CoverageRow, Listed]]

    @property
    def present(self) -> int:
        """Everybody who was there, once for each session."""
        return sum(row.sums.present for row, _ in self.sessions)

    @property
    def present_members(self) -> int:
        return sum(row.sums.present_members for row, _ in self.sessions)


def gather(scope: Scope, organization_id: int, span: Span) -> Gathered:
    """As it stands at the end of the period: a fixed number of queries."""
    ids, day = subtree_ids(organization_id, span.until), span.until
    known = Directive.objects.known_on(day).in_scope(scope).order_by("issued_on", "pk")
    documents = [one for one in known if span.holds(one.known_since)]
    pairs = [one for one in read_pairs(scope, day, within=ids) if span.holds(one.unit.brief_by)]
    held = Briefing.objects.standing().in_scope(scope).filter(organization__among=Ids(ids))
    held = held.filter(held_on__range=(span.since, day)).order_by("held_on", "pk")
    tasks = [row for row in read_tasks(scope, day, within=ids) if span.holds(row.standing.due_on)]
    return Gathered(
        span,
        [(one, document_listed(one)) for one in documents],
        [(one, pair_listed(one)) for one in pairs],
        [(row, session_listed(row)) for row in read_sessions(list(held), day)],
        [(row, task_listed(row)) for row in tasks],
        [(row, coverage_listed(row)) for row in read_coverage(scope, day, ids)],
    )


def day_text(day: dt.date | None) -> str:
    return format_date(day) if day else ""


def share_text(share: Share | None) -> str:
    return f"{share.reached}/{share.members}" if share else ""


def document_listed(one: Directive) -> Listed:
    texts = (
        one.get_direction_display(),
        one.issuer,
        format_date(one.issued_on),
        day_text(one.received_on),
        one.subject,
    )
    return Listed(one.organization_id, str(one), texts, "directives:directive", one.pk)


def pair_listed(one: Pair) -> Listed:
    days = (one.unit.brief_by, one.standing.briefed_on, one.unit.programme_by, one.standing.programme_on)
    texts = (str(one.directive), *(day_text(day) for day in days), share_text(one.share), one.standing.words)
    return Listed(one.organization_id, one.name, texts, "directives:organization", one.organization_id)


def session_listed(row: SessionRow) -> Listed:
    one, sums = row.one, row.sums
    texts = (format_date(one.held_on), ", ".join(row.documents), one.place, one.speaker)
    texts += (f"{sums.present}/{sums.invited}", share_text(row.share))
    return Listed(one.organization_id, row.place, texts, "directives:briefing", one.pk)


def task_listed(row: TaskRow) -> Listed:
    task, held = row.task, row.task.programme
    texts = (row.place, held.number, task.owner, format_date(row.standing.due_on), f"{row.standing.percent} %")
    return Listed(held.organization_id, task.content, (*texts, row.standing.words), "directives:progress", task.pk)


def coverage_listed(row: CoverageRow) -> Listed:
    one = row.regulation
    facts = (one.number, format_date(one.issued_on), day_text(one.next_review_on)) if one else ("", "", "")
    texts = (row.kind_label, row.above, *facts, row.state.label)
    return Listed(row.organization_id, row.name, texts, "directives:organization", row.organization_id)
