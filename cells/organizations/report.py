"""Report `organizations-founded`: organisations founded in a period, by kind and by place of foundation (A5, A24)."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cells.organizations.enums import EventKind, FoundationPlace, OrganizationKind
from cells.organizations.models import OrganizationEvent, OrganizationState, reach_of
from cells.organizations.papers import Issuer, issuer_on, reporting_organizations
from cells.organizations.tree import COUNTED
from sinho.accounts.scope import Scope
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, Printout, printout
from sinho.documents.reports import PERIOD, Asked, Figure, Listed, PaperDetails, Report, ReportKind
from sinho.documents.workbooks import SUM, Column, Formula, new_workbook, workbook_bytes, write_table
from sinho.refusal import Refused
from sinho.text.dates import format_date

CODE = "organizations-founded"
UNKNOWN = "unknown"
# Kind and place of foundation in the order of the report; the code is the key of the figure.
KINDS = tuple((kind.value, label.capitalize()) for kind, label in COUNTED)
PLACES = (*((place.value, place.label) for place in FoundationPlace), (UNKNOWN, "Chưa ghi nơi thành lập"))


@dataclass(frozen=True)
class Founded:
    """One founding. Kind and committee are those of the first day; the name is that of the day asked for."""

    organization_id: int
    code: str
    name: str
    kind: str
    place: str
    on: dt.date
    committee: str
    decision_number: str
    issuer: str
    official_members: int | None
    probationary_members: int | None
    ended: bool

    @property
    def place_label(self) -> str:
        return dict(PLACES)[self.place]

    @property
    def kind_label(self) -> str:
        return OrganizationKind(self.kind).label

    @property
    def listed(self) -> Listed:
        texts = (
            format_date(self.on),
            self.kind_label,
            self.place_label,
            self.committee,
            self.decision_number,
            "Đã kết thúc" if self.ended else "",
        )
        return Listed(self.organization_id, self.name, texts)


@dataclass(frozen=True)
class FoundedReport(Report):
    """Foundings from `since` to `until` at and below an organisation, as the tree stood on the day `on`."""

    organization_id: int
    organization_code: str
    organization_name: str
    issuer: Issuer
    on: dt.date
    since: dt.date
    until: dt.date
    rows: tuple[Founded, ...]

    columns = ("Ngày thành lập", "Hình thức khi lập", "Nơi thành lập", "Cấp trên khi lập", "Quyết định", "Nay")
    kinds = KINDS

    def figure_of(self, kind: str = "", place: str = "") -> Figure:
        """Foundings of a kind, at a place, or both; of neither: all."""
        rows = tuple(r.listed for r in self.rows if kind in ("", r.kind) and place in ("", r.place))
        key = ".".join(part for part in (f"kind.{kind}" if kind else "", f"place.{place}" if place else "") if part)
        words = [dict(KINDS)[kind].lower()] if kind else ["tổ chức đảng"]
        words += [f"nơi thành lập: {dict(PLACES)[place].lower()}"] if place else []
        return Figure(key or "total", f"Thành lập mới, {', '.join(words)}", rows)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        kinds, places = ("", *(code for code, _ in KINDS)), ("", *(code for code, _ in PLACES))
        found = [self.figure_of(kind, place) for place in places for kind in kinds]
        return {figure.key: figure for figure in found}

    def line(self, place: str) -> list[Figure]:
        """Figures of one place: each kind, then all kinds."""
        return [self.figure_of(kind, place) for kind in (*(code for code, _ in KINDS), "")]

    @property
    def lines(self) -> list[tuple[str, list[Figure]]]:
        """Places with their figures; a place that was not written down is shown only when it occurs."""
        shown = [(code, label) for code, label in PLACES if code != UNKNOWN or self.figure_of("", UNKNOWN).count]
        return [(label, self.line(code)) for code, label in shown]

    @property
    def sums(self) -> list[Figure]:
        return self.line("")

    @property
    def total(self) -> Figure:
        return self.figures["total"]

    @property
    def by_kind(self) -> list[tuple[str, Figure]]:
        """Kinds that occur, with their figures."""
        found = [(label.lower(), self.figure_of(code)) for code, label in KINDS]
        return [(label, figure) for label, figure in found if figure.count]

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "on": self.on.isoformat(),
            "figures": {key: figure.count for key, figure in self.figures.items()},
        }


def build(scope: Scope, asked: Asked) -> FoundedReport:
    """The report that was asked for (six queries, however many foundings)."""
    issuer = issuer_on(asked.organization_id, asked.counted_on)
    if issuer is None:
        day = format_date(asked.counted_on)
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {day}; đồng chí chọn kỳ khác.")
    below = reach_of([asked.organization_id], asked.counted_on)[asked.organization_id]
    events = (
        OrganizationEvent.objects.in_scope(scope)
        .filter(organization__in=below, kind=EventKind.ESTABLISH, on__range=(asked.since, asked.counted_on))
        .select_related("organization")
        .order_by("on", "id")
    )
    rows = founded_rows(list(events), asked.counted_on)
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return FoundedReport(
        organization_id=asked.organization_id,
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        on=asked.on,
        since=asked.since,
        until=asked.until,
        rows=tuple(rows),
    )


def founded_rows(events: list[OrganizationEvent], day: dt.date) -> list[Founded]:
    """Foundings with what the organisations were on their first day and are called on the day asked for."""
    states: dict[int, list[OrganizationState]] = {}
    for state in OrganizationState.objects.filter(organization__in=[e.organization_id for e in events]).order_by(
        "valid"
    ):
        states.setdefault(state.organization_id, []).append(state)
    parents = {state.parent_id for known in states.values() for state in known}
    names: dict[int, list[OrganizationState]] = {}
    for state in OrganizationState.objects.filter(organization__in=parents - {None}).order_by("valid"):
        names.setdefault(state.organization_id, []).append(state)
    return [
        founded_row(event, states[event.organization_id], names, day)
        for event in events
        if event.organization_id in states
    ]


def founded_row(event: OrganizationEvent, states: list, names: dict[int, list], day: dt.date) -> Founded:
    """One founding."""
    first, latest = on_or_near(states, event.on), on_or_near(states, day)
    above = on_or_near(names[first.parent_id], event.on) if first.parent_id in names else None
    return Founded(
        organization_id=event.organization_id,
        code=event.organization.code,
        name=latest.name,
        kind=first.kind,
        place=event.place or UNKNOWN,
        on=event.on,
        committee=above.name if above else "",
        decision_number=event.decision_number,
        issuer=event.issuer,
        official_members=event.official_members,
        probationary_members=event.probationary_members,
        ended=day not in latest.valid,
    )


def on_or_near(states: list[OrganizationState], day: dt.date) -> OrganizationState:
    """The state on the day, or the last one before it, or the first one."""
    return ([state for state in states if state.since <= day] or states[:1])[-1]


def printed(report: FoundedReport, details: PaperDetails) -> Printout:
    """The report as a Party paper, with the list as its annex."""
    subject = f"Thành lập tổ chức đảng từ {format_date(report.since)} đến {format_date(report.until)}"
    paper = Paper(
        head=report.issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or report.on),
        recipients=report.issuer.recipients,
        signature=report.issuer.signature(details),
        annexes=(annex(report),) if report.rows else (),
    )
    return printout(paper, "print/cells/organizations/founded.html", {"report": report})


def annex(report: FoundedReport) -> Annex:
    """The list, lying, on pages of its own."""
    body = SafeString(render_to_string("print/cells/organizations/founded_list.html", {"report": report}))
    return Annex("PHỤ LỤC", "Danh sách tổ chức đảng thành lập mới", body, "landscape")


def workbook(report: FoundedReport) -> bytes:
    """Two sheets: places by kinds with sums as formulas, and one row per founding."""
    book = new_workbook()
    title = f"Tổ chức đảng thành lập từ {format_date(report.since)} đến {format_date(report.until)}"
    note = f"{report.organization_name}; tính đến ngày {format_date(report.on)}."
    columns = [Column("label", "Nơi thành lập", width=28)]
    columns += [Column(code, label, "integer", 18) for code, label in KINDS]
    columns.append(Column("total", "Cộng", "integer", 12))
    added = Formula("+".join(f"{{{code}}}" for code, _ in KINDS))
    lines = [
        {
            "label": label,
            "total": added,
            **{code: figure.count for (code, _), figure in zip(KINDS, line[:-1], strict=True)},
        }
        for label, line in report.lines
    ]
    sums = {"label": "Cộng", **{column.key: SUM for column in columns[1:]}}
    write_table(book, "Tổng hợp", columns, lines, title=title, notes=(note,), total=sums)
    write_table(book, "Danh sách", LIST_COLUMNS, map(list_row, report.rows), title=f"{title}: danh sách", notes=(note,))
    return workbook_bytes(book)


LIST_COLUMNS = (
    Column("code", "Mã", width=14),
    Column("name", "Tổ chức", width=40),
    Column("on", "Ngày thành lập", "date", 14),
    Column("kind", "Hình thức khi lập", width=20),
    Column("place", "Nơi thành lập", width=22),
    Column("committee", "Cấp trên khi lập", width=30),
    Column("decision", "Số quyết định", width=16),
    Column("issuer", "Cơ quan quyết định", width=30),
    Column("official", "Đảng viên chính thức", "integer", 14),
    Column("probationary", "Đảng viên dự bị", "integer", 14),
)


def list_row(row: Founded) -> dict:
    return {
        "code": row.code,
        "name": row.name,
        "on": row.on,
        "kind": row.kind_label,
        "place": row.place_label,
        "committee": row.committee,
        "decision": row.decision_number,
        "issuer": row.issuer,
        "official": row.official_members,
        "probationary": row.probationary_members,
    }


KIND = ReportKind(
    code=CODE,
    title="Tổ chức đảng thành lập mới",
    description=(
        "Tổ chức đảng thành lập trong một kỳ, theo hình thức và nơi thành lập (bản, trường học, trạm y tế, cơ quan); "
        "số, ngày quyết định; số đảng viên khi thành lập."
    ),
    asks=PERIOD,
    build=build,
    screen="cells/organizations/founded.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
)
