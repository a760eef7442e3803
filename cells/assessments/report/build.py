"""From the rows of two years to the report."""

from collections.abc import Callable
from dataclasses import replace

from cells.assessments.report.compared import DOWN, UP, Committee, Group, Kind, Moves, Type, lines, movement
from cells.assessments.report.gather import require_year_begun, year_of
from cells.assessments.report.graded import (
    CELLS,
    COMMUNE_TYPES,
    GRASSROOTS,
    GROUPS,
    NO_TYPE,
    SECTIONS,
    TYPE_ORDER,
    Graded,
    Tally,
    Year,
    tally,
)
from cells.assessments.report.quality import CODE, QualityReport
from cells.organizations.enums import OrganizationKind, OrganizationType
from cells.organizations.models import Organization
from cells.organizations.papers import Issuer, issuer_on
from sinho.accounts.scope import Scope
from sinho.documents.models import passages_of
from sinho.documents.reports import Asked, Figure, Listed, NothingToReport
from sinho.refusal import Refused
from sinho.text.dates import format_date

K = OrganizationKind
Chosen = Callable[[Graded], bool]
GROUP_LABELS = {
    GRASSROOTS: "Tổ chức cơ sở đảng",
    SECTIONS: "Đảng bộ bộ phận",
    CELLS: "Chi bộ trực thuộc",
}


def build(scope: Scope, asked: Asked) -> QualityReport:
    """The report that was asked for (eleven queries, however many organisations).

    NothingToReport without a campaign of that year; Refused when the organisation does not exist on the counted day.
    """
    require_year_begun(asked.year, asked.on)
    organization = Organization.objects.get(pk=asked.organization_id)
    issuer = issuer_on(organization.pk, asked.counted_on)
    if issuer is None:
        raise Refused(
            f"Tổ chức được chọn không tồn tại vào ngày {format_date(asked.counted_on)}; đồng chí chọn năm khác."
        )
    this = year_of(scope, organization.pk, asked.year, asked.on)
    if this is None:
        raise NothingToReport(
            f"Chưa có đợt đánh giá năm {asked.year}.",
            hint="Báo cáo lấy kết quả đã quyết định trong đợt. Đồng chí chọn năm khác, hoặc",
            url_name="assessments:years",
            link="mở đợt ở trang Đánh giá năm",
        )
    last = year_of(scope, organization.pk, asked.year - 1, asked.on)
    passages = passages_of(scope, CODE, asked)
    return replace(put_together(organization, issuer, asked, Builder(this, last)), passages=passages)


def put_together(organization: Organization, issuer: Issuer, asked: Asked, figures: "Builder") -> QualityReport:
    """All parts of the report."""
    return QualityReport(
        organization_id=organization.pk,
        organization_code=organization.code,
        organization_name=issuer.name,
        issuer=issuer,
        on=asked.on,
        this=figures.this,
        last=figures.last,
        all_grassroots=figures.tally(GRASSROOTS, "", GROUP_LABELS[GRASSROOTS], lambda row: True),
        all_cells=figures.tally(CELLS, "", GROUP_LABELS[CELLS], lambda row: True),
        groups=figures.groups(),
        kinds=figures.kinds(),
        types=figures.types(),
        communes=figures.committees(is_commune),
        other_committees=figures.committees(lambda row: not is_commune(row)),
        commune_grades=figures.commune_grades(),
        commune_cells=figures.tally(CELLS, "communes", "Chi bộ trực thuộc đảng bộ xã, thị trấn", in_commune),
        moves=figures.moves(),
        with_lowest_cells=figures.with_lowest_cells(),
    )


def in_commune(row: Graded) -> bool:
    """Whether the organisation is, or stands under, the committee of a commune or township."""
    return row.committee_id is not None and row.type in COMMUNE_TYPES


def is_commune(row: Graded) -> bool:
    return row.kind == K.GRASSROOTS_COMMITTEE and in_commune(row)


class Builder:
    """Makes the figures of two years; `last` is None when there is nothing to compare with."""

    def __init__(self, this: Year, last: Year | None):
        self.this, self.last = this, last
        self.now = this.by_id()
        self.then = last.by_id() if last else {}
        self.listed = {
            year.year: {row.organization_id: self.listing(row) for row in year.rows} for year in (this, last) if year
        }

    def listing(self, row: Graded) -> Listed:
        """What a list says about an organisation: kind, committee, and its grade in each year."""
        committee = row.committee if row.committee_id != row.organization_id else ""
        grades = [self.this.grade(self.now.get(row.organization_id))]
        if self.last:
            grades.append(self.last.grade(self.then.get(row.organization_id)))
        return Listed(row.organization_id, row.name, (K(row.kind).label, committee, *grades))

    def tally(self, group: str, part: str, label: str, chosen: Chosen, year: Year | None = None) -> Tally:
        """Figures of the chosen rows of a group; of last year under keys that say `previous`."""
        year = year or self.this
        previous = "" if year is self.this else "previous"
        prefix = ".".join(piece for piece in (group, previous, part) if piece)
        rows = (row for row in year.rows if row.group == group and chosen(row))
        return tally(prefix, label, year, rows, lambda row: self.listed[year.year][row.organization_id])

    def both(self, group: str, part: str, label: str, chosen: Chosen) -> tuple[Tally, Tally | None]:
        """The same tally this year and last."""
        before = self.tally(group, part, label, chosen, self.last) if self.last else None
        return self.tally(group, part, label, chosen), before

    def present(self, chosen: Chosen) -> bool:
        """Whether either year has such an organisation."""
        return any(chosen(row) for row in (*self.now.values(), *self.then.values()))

    def groups(self) -> tuple[Group, ...]:
        """Groups that have organisations in either year."""
        found = []
        for code, label in GROUP_LABELS.items():
            if self.present(lambda row, code=code: row.group == code):
                now, before = self.both(code, "", label, lambda row: True)
                found.append(Group(code, label, now, before, lines(label, self.this, now, self.last, before)))
        return tuple(found)

    def kinds(self) -> tuple[Kind, ...]:
        """Grassroots organisations by kind."""
        kinds = [kind for kind, group in GROUPS.items() if group == GRASSROOTS]
        return tuple(
            Kind(kind.value, kind.label, *self.both(GRASSROOTS, f"kind.{kind.value}", kind.label, one_of(kind=kind)))
            for kind in kinds
            if self.present(one_of(kind=kind))
        )

    def commune_grades(self) -> Kind:
        label = "Đảng bộ xã, thị trấn"
        return Kind("communes", label, *self.both(GRASSROOTS, "communes", label, is_commune))

    def types(self) -> tuple[Type, ...]:
        """Types that occur, in the order of form 7A-TCTW; cells by the type of the organisation above them."""
        found = []
        for code in (*TYPE_ORDER, NO_TYPE):
            label = "Chưa ghi loại hình" if code == NO_TYPE else OrganizationType(code).label
            grassroots = self.tally(GRASSROOTS, f"type.{code}", label, one_of(type=code))
            cells = self.tally(CELLS, f"type.{code}", f"Chi bộ trực thuộc: {label}", one_of(type=code))
            if grassroots.total.count or cells.total.count:
                found.append(Type(label, grassroots, cells))
        return tuple(found)

    def committees(self, chosen: Chosen) -> tuple[Committee, ...]:
        """Grassroots committees with the cells under them."""
        rows = [row for row in self.this.rows if row.kind == K.GRASSROOTS_COMMITTEE and chosen(row)]
        return tuple(self.committee(row) for row in rows)

    def committee(self, row: Graded) -> Committee:
        before = self.then.get(row.organization_id)
        label = f"Chi bộ trực thuộc {row.name}"
        return Committee(
            row=row,
            grade=self.this.short_grade(row),
            grade_before=self.last.short_grade(before) if self.last else "",
            movement=movement(self.this, self.last, row, before),
            is_lowest=row.level == self.this.lowest.code,
            cells=self.tally(CELLS, f"commune.{row.code}", label, one_of(committee_id=row.organization_id)),
        )

    def moves(self) -> tuple[Moves, ...]:
        """Changes of rank against last year; none without a year to compare with."""
        if self.last is None:
            return ()
        return tuple(
            self.moves_of(code, label)
            for code, label in GROUP_LABELS.items()
            if self.present(lambda row, code=code: row.group == code)
        )

    def moves_of(self, group: str, label: str) -> Moves:
        low, top = (level.label.lower() for level in (self.this.lowest, self.this.top))
        return Moves(
            group,
            label,
            self.figure(group, "up", f"{label}, xếp loại cao hơn năm {self.last.year}", self.moved(UP)),
            self.figure(group, "down", f"{label}, xếp loại thấp hơn năm {self.last.year}", self.moved(DOWN)),
            self.figure(group, "top_twice", f"{label}, {top} hai năm liền", self.twice(self.top_in)),
            self.figure(group, "lowest_twice", f"{label}, {low} hai năm liền", self.twice(self.lowest_in)),
        )

    def figure(self, group: str, key: str, label: str, chosen: Chosen) -> Figure:
        listed = self.listed[self.this.year]
        rows = tuple(listed[row.organization_id] for row in self.this.rows if row.group == group and chosen(row))
        return Figure(f"{group}.{key}", label, rows)

    def with_lowest_cells(self) -> Figure:
        """Committees that have a cell in the lowest level."""
        low = {row.committee_id for row in self.this.rows if row.group == CELLS and self.lowest_in(self.this, row)}
        label = f"Đảng bộ có chi bộ {self.this.lowest.label.lower()}, năm {self.this.year}"
        return self.figure(GRASSROOTS, "with_lowest_cells", label, lambda row: row.organization_id in low)

    @staticmethod
    def lowest_in(year: Year, row: Graded) -> bool:
        return row.level == year.lowest.code

    @staticmethod
    def top_in(year: Year, row: Graded) -> bool:
        return row.level == year.top.code

    def twice(self, graded_so: Callable[[Year, Graded], bool]) -> Chosen:
        """Rows that were graded so this year and last."""
        then = {row.organization_id for row in self.last.rows if graded_so(self.last, row)}
        return lambda row: graded_so(self.this, row) and row.organization_id in then

    def moved(self, direction: str) -> Chosen:
        return lambda row: movement(self.this, self.last, row, self.then.get(row.organization_id)) == direction


def one_of(**facts) -> Chosen:
    """Rows whose attributes have these values."""
    return lambda row: all(getattr(row, name) == value for name, value in facts.items())
