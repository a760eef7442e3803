"""Form 12C: people planned for the posts of communes, in turns, by post and by who they are; newest term on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from cadres.planning import catalogue
from cadres.planning.models.reading import Turn
from cadres.planning.report.coverage import View, coverage, mark_openable
from cadres.statistics.report.compared import OPTION, with_earlier
from cells.organizations.models import OrganizationState, reach_of
from cells.organizations.papers import TERRITORIAL, issuer_on, reporting_organizations
from members.roll.enums import Subject
from members.statistics.report.form import FormReport
from members.statistics.report.lines import spoken
from members.statistics.report.paper import printed
from members.statistics.report.periods import day_words
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.report.sheets import workbook
from members.statistics.rules.rows import FormSet, FormSpec, RowSpec, fitting, read_form
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.reports import YEAR, Asked, Figure, Listed, NothingToReport, ReportKind
from sinho.text.dates import format_date

CODE = "form-12c"
COLUMNS = ("Ngày sinh", "Giới tính", "Dân tộc", "Quy hoạch của", "Chức danh", "Chuyên môn", "Lý luận")
TOTAL = "all"


@dataclass(frozen=True)
class Counted:
    """A turn as the rows of the form ask about it."""

    column: str
    sex: str
    ethnicity: str
    age: int
    professional: str
    theory: str
    listed: Listed


class Form12C(FormReport):
    """The form, of one term."""

    thing = "lượt người"
    unit = "Lượt người"


def counted(view: View, turn: Turn) -> Counted:
    person, who = turn.person, turn.person.who
    facts = (str(who.birth), person.sex_label, person.ethnicity_label, view.plan.commune, str(turn.entry))
    texts = (*facts, person.professional, person.theory)
    listed = Listed(view.round.organization_id, who.full_name, texts, "planning:person", person.planned.pk)
    return Counted(
        turn.spec.column,
        who.sex,
        who.ethnicity,
        person.age,
        person.level(Subject.PROFESSIONAL),
        person.level(Subject.THEORY),
        listed,
    )


def form_set() -> tuple[FormSet, FormSpec]:
    """The set of this one form."""
    data = catalogue.form12c()
    spec = read_form(CODE, data)
    return FormSet(forms={CODE: spec}, **data["set"]), spec


def sheet_of(spec: FormSpec, turns: list[Counted], words: str) -> Sheet:
    """Rows by columns; the first column is the sum of the others."""
    columns = catalogue.columns()
    numbers = [str(number) for number in range(3, 3 + len(columns))]
    headings = [Heading("Tổng số lượt", f"2(={numbers[0]}+…+{numbers[-1]})")]
    headings += [
        Heading(one["label"], number, one.get("group", "")) for one, number in zip(columns, numbers, strict=True)
    ]
    said = spoken(spec.rows)
    lines = [line_of(row, said[row.key], turns, words) for row in spec.rows]
    return Sheet(spec.code, spec.title, tuple(headings), tuple(lines))


def line_of(row: RowSpec, said: str, turns: list[Counted], words: str) -> Line:
    columns = catalogue.columns()
    if row.is_heading or row.blank:
        return Line(row.key, row.label, row.level, (EMPTY,) * (1 + len(columns)), row.blank)
    counts = fitting(row.fits)
    found = [one for one in turns if counts(one)]
    cells = [Cell(figure(f"{row.key}.{TOTAL}", f"{said}, {words}", found))]
    for one in columns:
        label = ": ".join(part for part in (one.get("group", ""), one["label"]) if part)
        mine = [turn for turn in found if turn.column == one["key"]]
        cells.append(Cell(figure(f"{row.key}.{one['key']}", f"{said}, {label.lower()}, {words}", mine)))
    return Line(row.key, row.label, row.level, tuple(cells))


def figure(key: str, label: str, turns: Iterable[Counted]) -> Figure:
    return Figure(key, label, tuple(one.listed for one in turns))


def build(scope: Scope, asked: Asked) -> Form12C:
    """The form of the newest term that had been decided by the day; the same number of queries for any number."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise NothingToReport(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn năm khác.")
    found = coverage(scope, day, among=reach_of([asked.organization_id], day)[asked.organization_id])
    if not found.views:
        raise NothingToReport(
            f"Đến ngày {format_date(day)} chưa ghi quy hoạch nào.",
            hint="Quy hoạch ghi ở trang quy hoạch cán bộ xã.",
            url_name="planning:overview",
            link="Xem quy hoạch",
        )
    mark_openable(scope, found.people)
    turns = list(chain.from_iterable([counted(view, one) for one in view.plan.turns] for view in found.views))
    state = OrganizationState.objects.on(day).select_related("organization").get(organization=asked.organization_id)
    edition, spec = form_set()
    words = f"nhiệm kỳ {found.term}, {day_words(day)}"
    return Form12C(
        code=CODE,
        organization_code=state.organization.code,
        organization_name=state.name,
        issuer=issuer,
        board=state.kind in TERRITORIAL,
        asked=asked,
        counted_on=day,
        period=words,
        edition=edition,
        spec=spec,
        sheets=(sheet_of(spec, turns, words),),
        columns=COLUMNS,
        notes=(f"Tính {len(found.views)} đảng bộ xã, thị trấn đã ghi quy hoạch nhiệm kỳ {found.term}.",),
    )


KIND = ReportKind(
    code=CODE,
    title="Biểu 12C: Quy hoạch cán bộ xã",
    description="Lượt người quy hoạch theo chức danh: nữ, dân tộc thiểu số, tuổi, chuyên môn, lý luận; vào một ngày.",
    asks=YEAR,
    build=with_earlier(build),
    screen="members/statistics/form.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    needs=Permission.VIEW_STAFF,
    options=(OPTION,),
)
