"""Form 10: turns of people who began to study in the period, and the classes that were opened, to row and column."""

from collections.abc import Callable, Iterable

from cadres.training.report.gather import CLASSES, PEOPLE, Gathered, Span, gather
from cadres.training.sets import CODE, form_set
from cells.organizations.models import OrganizationState
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.lines import spoken
from members.statistics.report.periods import period_words, span_of
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import RowSpec
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Asked, Figure, Listed


def fits(row: RowSpec) -> Callable[[object], bool]:
    """Whether a class belongs to the row."""
    return lambda one: all(getattr(one, name) in values for name, values in row.fits.items())


class Columns:
    """Who and what stands in each column of a row."""

    def __init__(self, gathered: Gathered):
        self.gathered = gathered
        sent = Ids({one.organization_id for one, _ in gathered.begun})
        states = OrganizationState.objects.on(gathered.span.until).filter(organization__among=sent)
        self.in_communes = set(states.filter(commune__isnull=False).values_list("organization_id", flat=True))

    def people(self, row: RowSpec, key: str) -> Iterable[Listed]:
        belongs = fits(row)
        for one, listed in self.gathered.begun:
            of_commune = one.is_cadre or one.organization_id in self.in_communes
            if belongs(one.training_class) and (key == "total" or of_commune == (key == "commune")):
                yield listed

    def classes(self, row: RowSpec, key: str) -> Iterable[Listed]:
        belongs, level = fits(row), key.partition(".")[2]
        for one, listed in self.gathered.classes:
            if belongs(one) and level in ("", one.opened_by):
                yield listed

    def cell(self, row: RowSpec, key: str, label: str) -> Cell:
        """A figure with its list."""
        if key.startswith("classes"):
            return Cell(Figure(f"{key}.{row.key}", label, tuple(self.classes(row, key)), "lớp", CLASSES))
        return Cell(Figure(f"{key}.{row.key}", label, tuple(self.people(row, key))))


def rest(gathered: Gathered, rows: Iterable[RowSpec]) -> Figure:
    """Who stands in no row below the two sums: fields and levels that the form does not have."""
    belong = [fits(row) for row in rows if detailed(row)]
    others = (listed for one, listed in gathered.begun if not any(has(one.training_class) for has in belong))
    return Figure("rest", f"Nội dung, trình độ không có dòng riêng trong biểu, {gathered.span.words}", tuple(others))


def detailed(row: RowSpec) -> bool:
    """Rows that say a level or, among short courses, a field."""
    return "level" in row.fits or (row.level > 0 and "fostering" in row.fits["kind"])


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form of the period, for an organisation."""
    head, words = head_of(CODE, asked, (form_set(),)), period_words(*span_of(asked))
    gathered = gather(scope, asked.organization_id, Span(*span_of(asked), words))
    return FormReport(
        **vars(head),
        period=words,
        sheets=(sheet(Columns(gathered)),),
        columns=PEOPLE,
        rests=(rest(gathered, head.spec.rows),),
    )


def sheet(columns: Columns) -> Sheet:
    """All rows and columns; what the product does not keep is empty."""
    spec = form_set().forms[CODE]
    said, words = spoken(spec.rows), columns.gathered.span.words
    headings = tuple(Heading(one.label, one.number, one.group, blank=one.blank) for one in spec.columns)
    lines = []
    for row in spec.rows:
        cells = []
        for one in spec.columns:
            label = f"{said[row.key]}, {' '.join(filter(None, (one.group, one.label))).lower()}, {words}"
            cells.append(EMPTY if one.blank else columns.cell(row, one.key, label))
        lines.append(Line(row.key, row.label, row.level, tuple(cells)))
    return Sheet(spec.code, spec.title, headings, tuple(lines))
