"""Form 11: who was rotated or sent as reinforcement in a period, by direction; every figure opens its movements."""

import datetime as dt
from dataclasses import dataclass

from cadres.movements.models import Movement
from cadres.movements.report.away import Away, read_away, visible_movements
from cadres.movements.sets import CODE, Form11, form11
from cadres.staff.models import Cadre, Qualification
from cadres.staff.rules import LEVELS
from cadres.statistics.report.compared import OPTION, with_earlier
from cells.organizations.models import subtree_ids
from cells.organizations.papers import reporting_organizations
from members.roll.enums import Sex, Subject
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.lines import spoken
from members.statistics.report.paper import printed
from members.statistics.report.periods import period_words
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.report.sheets import workbook
from members.statistics.rules.rows import fitting
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import PERIOD, Asked, Figure, Listed, ReportKind
from sinho.text.dates import format_date

COLUMNS = ("Ngày sinh", "Giới", "Dân tộc", "Hình thức", "Từ", "Đến", "Nhiệm vụ", "Từ ngày")
LEVELLED = (Subject.PROFESSIONAL, Subject.THEORY)


@dataclass(frozen=True)
class Moved:
    """Somebody moved in the period, with what the rows ask as of its last day; "" for what is not known."""

    direction: str
    kind: str
    added: bool
    sex: str
    ethnicity: str
    religion: str
    age: int
    professional: str
    theory: str
    listed: Listed


def moved_in(scope: Scope, organization_id: int, first: dt.date, last: dt.date) -> list[Moved]:
    """Everybody moved in the period within reach, at and below the organisation: a fixed number of queries."""
    rows = visible_movements(scope).begun_between(first, last)
    rows = rows.filter(organization_id__among=subtree_ids(organization_id, last))
    rows = list(rows.order_by("cadre__sort_key", "valid", "pk"))
    levels = highest_of({one.cadre_id for one in rows}, last)
    return [moved(row, levels, last) for row in read_away(rows, scope, last)]


def highest_of(people: set[int], day: dt.date) -> dict[tuple[int, str], str]:
    """(person, subject) → the highest level known on the day."""
    found: dict[tuple[int, str], str] = {}
    rows = Qualification.objects.known_on(day).filter(cadre__among=Ids(people), subject__in=LEVELLED).exclude(level="")
    for pk, subject, level in rows.order_by().values_list("cadre_id", "subject", "level"):
        order = [code for code, _ in LEVELS[subject]]
        best = found.get((pk, subject))
        if best is None or order.index(level) > order.index(best):
            found[pk, subject] = level
    return found


def moved(row: Away, levels: dict[tuple[int, str], str], day: dt.date) -> Moved:
    one, who = row.movement, row.movement.cadre
    return Moved(
        direction=one.direction,
        kind=one.kind,
        added=one.added,
        sex=who.sex,
        ethnicity=who.ethnicity,
        religion=who.religion,
        age=who.birth.age_on(day),
        professional=levels.get((who.pk, Subject.PROFESSIONAL), ""),
        theory=levels.get((who.pk, Subject.THEORY), ""),
        listed=listed(row, one, who),
    )


def listed(row: Away, one: Movement, who: Cadre) -> Listed:
    person = (str(who.birth), Sex(who.sex).label, who.get_ethnicity_display())
    where = (one.get_kind_display(), row.origin, row.target, one.duty_label, format_date(one.since))
    return Listed(one.organization_id, who.full_name, (*person, *where), "movements:movement", one.pk)


def sheet_of(form: Form11, people: list[Moved], words: str) -> Sheet:
    """Rows by columns; columns of the province and of rooms stand empty."""
    said, lines = spoken(form.spec.rows), []
    for row in form.spec.rows:
        counts = (lambda one: one.added) if row.of == "added" else None if row.is_heading else fitting(row.fits)
        cells = []
        for column in form.spec.columns:
            direction = form.directions[column.key]
            if not direction or counts is None:
                cells.append(EMPTY)
                continue
            found = tuple(one.listed for one in people if one.direction == direction and counts(one))
            label = f"{said[row.key]}, {column.label.lower()}, {words}"
            cells.append(Cell(Figure(f"{row.key}.{column.key}", label, found)))
        lines.append(Line(row.key, row.label, row.level, tuple(cells)))
    headings = tuple(
        Heading(one.label, one.number, one.group, blank=not form.directions[one.key]) for one in form.spec.columns
    )
    return Sheet(form.spec.code, form.spec.title, headings, tuple(lines))


def rests_of(form: Form11, people: list[Moved], seconded: list[Moved], words: str) -> tuple[Figure, ...]:
    """Who stands in no row of a part, and seconded people, whom the form leaves out."""
    found = []
    for part, label in form.spec.parts.items():
        rows = [fitting(row.fits) for row in form.spec.rows if row.part == part]
        missing = tuple(one.listed for one in people if not any(counts(one) for counts in rows))
        found.append(Figure(f"rest.{part}", f"{label}, {words}", missing))
    out = tuple(one.listed for one in seconded)
    return (*found, Figure("rest.kinds", f"Biệt phái, không tính vào biểu, {words}", out))


def build(scope: Scope, asked: Asked) -> FormReport:
    """The form of the period; the same number of queries however many were moved."""
    form, first, last = form11(), asked.since, asked.counted_on
    head, words = head_of(CODE, asked, (form.edition,)), period_words(first, last)
    everybody = moved_in(scope, asked.organization_id, first, last)
    people = [one for one in everybody if one.kind in form.kinds]
    others = [one for one in everybody if one.kind not in form.kinds]
    return FormReport(
        **vars(head),
        period=words,
        sheets=(sheet_of(form, people, words),),
        columns=COLUMNS,
        rests=rests_of(form, people, others, words),
    )


KIND = ReportKind(
    code=CODE,
    title="Biểu 11: Luân chuyển cán bộ",
    description="Cán bộ luân chuyển, tăng cường trong một kỳ theo hướng, tuổi đời, chuyên môn, lý luận chính trị.",
    asks=PERIOD,
    build=with_earlier(build),
    screen="members/statistics/form.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    needs=Permission.VIEW_STAFF,
    options=(OPTION,),
)
