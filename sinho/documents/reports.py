"""Reports: one build gives all figures; screen, PDF, Excel and JSON show that one result.

A theme registers its kinds (`register`) when the application starts. A figure is nothing but the number of rows
behind it, so its list can never disagree with it.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlencode

from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.issuing import Body, bodies_on
from sinho.documents.paper import Printout
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.names import name_sort_key

YEAR, PERIOD = "year", "period"


@dataclass(frozen=True)
class Asked:
    """What a report is asked for. `on` is the day as of which it answers; `year` or the period as its kind asks.

    `more`: what was chosen of the options of the kind, as pairs of the address.
    """

    organization_id: int
    on: dt.date
    year: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    more: tuple[tuple[str, str], ...] = ()

    @property
    def counted_on(self) -> dt.date:
        """The day whose organisations are counted: `on`, but no later than the end of the year or period."""
        last = self.until or (dt.date(self.year, 12, 31) if self.year else self.on)
        return min(self.on, last)

    @property
    def query(self) -> str:
        """The question as the query of an address; it asks the same on any later day."""
        period = {"tu": format_date(self.since), "den": format_date(self.until)} if self.since else {"nam": self.year}
        asked = {**period, "ngay": format_date(self.on), "don_vi": self.organization_id}
        return urlencode([*asked.items(), *self.more])

    @property
    def matter(self) -> tuple[int, int | None, dt.date | None, dt.date | None]:
        """What it is about: organisation, year or period, whatever the day as of which it answers, and the options."""
        return self.organization_id, self.year, self.since, self.until

    def chosen(self, name: str) -> list[str]:
        """The values of an option."""
        return [value for option, value in self.more if option == name]

    @property
    def words(self) -> str:
        """năm 2009 · từ 01/01/2008 đến 31/12/2009."""
        if self.since:
            return f"từ {format_date(self.since)} đến {format_date(self.until)}"
        return f"năm {self.year or self.on.year}"


@dataclass(frozen=True)
class Listed:
    """A row behind a figure: an organisation, or a person in one, with one text per column.

    `view` is the page that its name leads to ("" for none), `pk` the key there when it is not the organisation's.
    """

    organization_id: int
    name: str
    texts: tuple[str, ...]
    view: str = "organizations:organization"
    pk: int | None = None

    @property
    def key(self) -> int:
        return self.organization_id if self.pk is None else self.pk


@dataclass(frozen=True)
class Figure:
    """A number with its stable key, the words that name it, and the rows that it counts.

    `thing` and `columns` are said when its rows are something else than those of the other figures of the report.
    """

    key: str
    label: str
    rows: Sequence[Listed]
    thing: str = ""
    columns: tuple[str, ...] | None = None

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class PaperDetails:
    """What the signing office adds to a printed report. Empty parts are left blank to be written by hand.

    `body` issues the paper ("" is the committee itself), `signer` is the capacity in which it is signed
    (sinho.documents.issuing); `position` is a title that no capacity names.
    """

    number: str = ""
    day: dt.date | None = None
    position: str = ""
    name: str = ""
    body: str = ""
    signer: str = ""


class Report:
    """What every built report offers; kinds subclass it as frozen dataclasses with these attributes or properties.

    `columns` head the texts of the rows behind its figures. Code and name of the organisation stand in the log and
    in the names of files. Its paper is issued by `issuer`, the organisation on the day that was counted.
    """

    columns: tuple[str, ...]
    organization_code: str
    organization_name: str
    thing = "tổ chức"  # what a row of a figure is
    charts = ()  # what page and paper draw of its figures (sinho.documents.charts.Chart)

    def keys(self) -> list[str]:
        """Keys of all figures, in the order of the report."""
        raise NotImplementedError

    def figure(self, key: str) -> Figure:
        """The figure with its rows; KeyError for an unknown key."""
        raise NotImplementedError

    def as_json(self) -> dict:
        """Every figure under stable English keys, counts beside percentages."""
        raise NotImplementedError


class NothingToReport(Refused):
    """There is nothing to count yet: the page shows why and leads to where it is made; files and commands refuse."""

    def __init__(self, reason: str, *, hint: str = "", url_name: str = "", link: str = ""):
        super().__init__(reason)
        self.hint, self.url_name, self.link = hint, url_name, link


@dataclass(frozen=True)
class Option:
    """Something more that one may choose before a kind is built: a choice or `several`; a day when nothing is offered.

    `default`: what holds when the address says nothing of it.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    default: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportKind:
    """A kind of report and how it is built and shown.

    `asks` is YEAR or PERIOD. `organizations(scope, day)`: those one may choose from, as (id, name); without it the
    report is about the organisation one works for. `years(organization_id)`: the years that have something to show.
    `needs`: a permission beside that of taking reports out, for reports on people. `shows`: permissions that let it
    tell more; once issued it is opened by who has all of them. `options`: what else one may choose.
    `beside`: codes of kinds that tell more of the same. `reads`: the act of the log that each opening leaves, for
    reports on what is sensitive. `narrative`: it is told in four parts (`report.story`), under which people write free
    text (`report.passages`). `begins`: the first day of a period that is not asked for, from its last; else the year's.
    `part`: builds only what holds the figure with this key, for a report whose parts stand each on its own.
    """

    code: str
    title: str
    description: str
    asks: str
    build: Callable[[Scope, Asked], Report]
    screen: str
    printed: Callable[[Report, PaperDetails], Printout]
    workbook: Callable[[Report], bytes]
    organizations: Callable[[Scope, dt.date], Iterable[tuple[int, str]]] | None = None
    years: Callable[[int], Iterable[int]] | None = None
    needs: Permission | None = None
    shows: tuple[Permission, ...] = ()
    options: tuple[Option, ...] = ()
    beside: tuple[str, ...] = ()
    reads: str = ""
    narrative: bool = False
    begins: Callable[[dt.date], dt.date] | None = None
    part: Callable[[Scope, Asked, str], Report] | None = None

    def holding(self, scope: Scope, asked: Asked, key: str) -> Report:
        """As much of the report as the list of one figure needs."""
        return self.part(scope, asked, key) if self.part else self.build(scope, asked)

    @property
    def needs_when_issued(self) -> tuple[Permission, ...]:
        """What a report of this kind that somebody else has built asks of who opens it."""
        return tuple(dict.fromkeys(filter(None, (self.needs, *self.shows))))

    def paper(self, report: Report, details: PaperDetails) -> Printout:
        """The paper to be signed, spoken by the body that issues it; every format is written from it."""
        if details.body:
            report = replace(report, issuer=report.issuer.acting_as(details.body))
        return self.printed(report, details)

    def pdf(self, report: Report, details: PaperDetails) -> bytes:
        """The paper to be signed, as PDF."""
        return self.paper(report, details).pdf()


_kinds: dict[str, ReportKind] = {}


def register(kind: ReportKind) -> None:
    """Make a kind known; a code stands for one kind."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"report kind {kind.code} is registered twice")


def all_kinds() -> list[ReportKind]:
    """Kinds in the order of their codes."""
    return [_kinds[code] for code in sorted(_kinds)]


def in_list(title: str) -> tuple[int, str, str]:
    """Where a report stands in the list: Biểu 2 before Biểu 10, after all that is no form."""
    form = re.match(r"Biểu (\d+)", title)
    return (int(form[1]) if form else 0, name_sort_key(title), title)


def kinds_beside(kind: ReportKind, scope: Scope) -> list[ReportKind]:
    """The kinds that tell more of the same, as far as the person may open them."""
    found = [_kinds[code] for code in kind.beside if code in _kinds]
    return [one for one in found if not one.needs or scope.has(one.needs)]


def kind_of(code: str) -> ReportKind:
    """The kind with this code."""
    if code not in _kinds:
        raise Refused(f"Không có báo cáo “{code}”. Các báo cáo có: {', '.join(sorted(_kinds))}.")
    return _kinds[code]


def bodies_of(asked: Asked) -> Sequence[Body]:
    """Those who may issue the paper of the report that is asked for; known before it is built."""
    return bodies_on(asked.organization_id, asked.counted_on)


def in_order(option: Option, values: Collection[str]) -> Collection[str]:
    """Each value once, as the option lists them, so that the same question is always written the same."""
    if not option.choices:
        return values or option.default
    return [code for code, _ in option.choices if code in values] or option.default


def asked_for(
    kind: ReportKind,
    *,
    organization_id: int,
    today: dt.date,
    year: int | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    on: dt.date | None = None,
    more: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Asked:
    """The question with what was left out filled in: the last year that has something, its period so far, today."""
    on = on or today
    chosen = tuple((one.name, value) for one in kind.options for value in in_order(one, more.get(one.name) or ()))
    if kind.asks == YEAR:
        past = [one for one in kind.years(organization_id) if one <= on.year] if kind.years and not year else []
        return Asked(organization_id, on, year=year or max(past, default=on.year), more=chosen)
    last = until or (dt.date(year, 12, 31) if year else on)
    since = since or (kind.begins(last) if kind.begins and not year else dt.date(year or last.year, 1, 1))
    until = last
    if until < since:
        raise Refused("Ngày cuối của kỳ báo cáo phải từ ngày đầu trở đi.")
    return Asked(organization_id, on, year=year, since=since, until=until, more=chosen)
