"""Form 6F: who held the self-criticism review of a year, collectives beside members (evaluation 7.3).

The product keeps no review of its own: reviewed is who has handed the year's assessment in, or has a level, by the day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cells.assessments.enums import SheetState
from cells.assessments.models import Step
from cells.assessments.report.graded import Graded, Year
from cells.organizations.enums import OrganizationKind
from members.ratings.enums import RatingStep as Kind
from members.ratings.models import RatingStep
from members.ratings.models.reading import facts_on
from members.ratings.models.whole import decided_before
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.form7a import read_year
from members.statistics.report.form7b import OPEN, Placed, campaign_for, placed
from members.statistics.report.gather import SHORT_COLUMNS, Sight, roll_on
from members.statistics.report.lines import spoken
from members.statistics.report.periods import day_words
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import FormSet, FormSpec, RowSpec
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed
from sinho.text.dates import format_date
from sinho.text.numbers import format_number
from sinho.web import clock

CODE = "form-6f"
COLLECTIVES, MEMBERS = "collectives", "members"
ALL, DONE, NOT, NEW, EXEMPT = "all", "done", "not", "new", "exempt"
ROWS = (
    RowSpec(ALL, "Phải kiểm điểm (2+3)", 0, fits={}),
    RowSpec(DONE, "Đã kiểm điểm", 0, fits={}),
    RowSpec(NOT, "Chưa kiểm điểm", 0, fits={}),
    RowSpec(NEW, "Tập thể mới thành lập", 2, fits={}),
    RowSpec(EXEMPT, "Đảng viên mới kết nạp dưới 6 tháng, được miễn, bị đình chỉ sinh hoạt", 2, fits={}),
    RowSpec("suggested", "Được gợi ý kiểm điểm", 0, blank=True),
    RowSpec("suggested.province", "Diện Ban Thường vụ Tỉnh ủy quản lý", 2, blank=True),
    RowSpec("suggested.district", "Diện Ban Thường vụ Huyện ủy quản lý", 2, blank=True),
    RowSpec("suggested.base", "Diện cấp ủy cơ sở quản lý", 2, blank=True),
)
NUMBERS = dict(zip((row.key for row in ROWS), ("1", "2", "3", "3.1", "3.2", "4", "4.1", "4.2", "4.3"), strict=True))
COLLECTIVE_COLUMNS = ("Hình thức", "Đảng bộ cơ sở", "Kiểm điểm")
SAYS = (
    "Biểu 6F-BTCTW: tên dòng, cột theo bản đọc được; cách tính là phương án của huyện, chưa đối chiếu văn bản. "
    "Tập thể là tổ chức cơ sở đảng, đảng bộ bộ phận, chi bộ; đã kiểm điểm là đã nộp kết quả đánh giá của năm hoặc đã "
    "có mức xếp loại."
)


@dataclass(frozen=True)
class Reviewed:
    """A collective or a member: in which rows of the form he stands, and how he is listed."""

    rows: frozenset[str]
    listed: Listed


def handed_in(campaign, organization_ids: Iterable[int], moment: dt.datetime) -> set[int]:
    """Organisations whose sheet had been handed in by the moment, also when it was sent back later: one query."""
    steps = Step.objects.filter(sheet__campaign=campaign, state=SheetState.SUBMITTED, at__lt=moment)
    return set(
        steps.filter(sheet__organization__in=list(organization_ids)).values_list("sheet__organization", flat=True)
    )


def collective(row: Graded, handed: set[int], year: Year) -> Reviewed:
    """Where an organisation stands on the form."""
    if row.level or (row.organization_id in handed and not row.reason):
        rows, words = {ALL, DONE}, "Đã kiểm điểm"
    elif row.reason in year.scheme.reasons_of_the_new:
        rows, words = {ALL, NOT, NEW}, year.grade(row)
    else:
        rows, words = {ALL, NOT}, year.grade(row) if row.reason else "Chưa nộp kết quả đánh giá"
    committee = row.committee if row.committee_id != row.organization_id else ""
    return Reviewed(
        frozenset(rows), Listed(row.organization_id, row.name, (OrganizationKind(row.kind).label, committee, words))
    )


def collectives_of(scope: Scope, asked: Asked, campaign) -> list[Reviewed]:
    year = read_year(scope, asked)
    handed = handed_in(campaign, year.by_id(), clock.end_of(asked.on))
    return [collective(row, handed, year) for row in year.rows]


def member(one: Placed, proposed: bool) -> Reviewed:
    """Where somebody on the roll stands on the form."""
    if one.level or (proposed and one.group == OPEN):
        rows, words = {ALL, DONE}, "Đã kiểm điểm"
    elif one.group == OPEN:
        rows, words = {ALL, NOT}, one.why if one.why != "Chưa có quyết định" else "Chi bộ chưa nộp kết quả"
    else:
        rows, words = {ALL, NOT, EXEMPT}, one.why
    row = one.person.listed
    return Reviewed(frozenset(rows), Listed(row.organization_id, row.name, (*row.texts, words), row.view, row.pk))


def proposed_by(campaign, moment: dt.datetime) -> set[int]:
    """Members with a level in what their cell last handed in by the moment: one query."""
    steps = RatingStep.objects.filter(rating__campaign=campaign, kind=Kind.PROPOSED, at__lt=moment).order_by("id")
    last = dict(steps.values_list("rating__member", "level"))
    return {pk for pk, level in last.items() if level}


def members_of(scope: Scope, asked: Asked, campaign) -> list[Reviewed]:
    """The roll of the day as the decisions and what was handed in say; without a decision as the roll says."""
    day, moment = asked.counted_on, clock.end_of(asked.on)
    roll = roll_on(Sight(scope), asked.organization_id, day)
    facts = facts_on(day, [one.member_id for one in roll])
    decided, proposed = decided_before([campaign.pk], moment)[campaign.pk], proposed_by(campaign, moment)
    rules = campaign.member_rules
    return [
        member(
            placed(one, decided.get(one.member_id), facts.get(one.member_id, ""), rules),
            one.member_id in proposed and one.member_id not in decided,
        )
        for one in roll
    ]


def sheet_of(spec: FormSpec, sides: dict[str, Sequence[Reviewed]], words: str) -> Sheet:
    """The lines; 3.1 is asked of collectives alone, 3.2 of members alone."""
    said, lines = spoken(spec.rows), []
    for row in spec.rows:
        cells = [EMPTY, EMPTY, EMPTY]
        for place, (side, people) in enumerate(sides.items()):
            if not (row.blank or (row.key, side) in ((NEW, MEMBERS), (EXEMPT, COLLECTIVES))):
                cells[place] = Cell(figure(f"{side}.{row.key}", side, said[row.key], words, row.key, people))
        lines.append(Line(row.key, row.label, row.level, tuple(cells), row.blank, number=NUMBERS[row.key]))
    headings = (Heading("Tập thể", "3"), Heading("Đảng viên", "4"), Heading("Ghi chú", "5", blank=True))
    return Sheet(spec.code, spec.title, headings, tuple(lines), first="Nội dung", numbered=True)


def figure(key: str, side: str, said: str, words: str, row: str, people: Iterable[Reviewed], rest: bool = False):
    """The rows of a line on one side; `rest`: without those who stand in a row below it."""
    listed = tuple(one.listed for one in people if row in one.rows and not (rest and len(one.rows) > 2))
    if side == COLLECTIVES:
        return Figure(key, f"{said}, tập thể, {words}", listed, "tổ chức", COLLECTIVE_COLUMNS)
    return Figure(key, f"{said}, đảng viên, {words}", listed)


def checks_of(sheet: Sheet) -> tuple[str, ...]:
    """1 = 2 + 3 on both sides, in sentences."""
    lines = {line.key: line for line in sheet.lines}
    found = []
    for place, side in enumerate(("tập thể", "đảng viên")):
        whole, done, rest = (lines[key].cells[place].figure.count for key in (ALL, DONE, NOT))
        told = "khớp" if whole == done + rest else f"lệch {whole - done - rest}"
        sums = f"{format_number(whole)} và {format_number(done + rest)}"
        found.append(f"Đối chiếu dòng 1 với 2 + 3, {side}: {sums}, {told}.")
    return tuple(found)


class FormOfReviews(FormReport):
    """Its rows are organisations and people."""

    unit = "Tập thể, người"


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 6F as it stood by the day; the same number of queries however many."""
    campaign = campaign_for(asked)
    spec = FormSpec("Biểu số 6F-BTCTW", ("KẾT QUẢ KIỂM ĐIỂM", "TỰ PHÊ BÌNH VÀ PHÊ BÌNH"), ROWS)
    edition = FormSet("btctw", "Bộ biểu BTCTW", None, False, "", SAYS, {CODE: spec})
    head, words = head_of(CODE, asked, (edition,)), day_words(asked.counted_on)
    sides = {COLLECTIVES: collectives_of(scope, asked, campaign), MEMBERS: members_of(scope, asked, campaign)}
    sheet = sheet_of(head.spec, sides, words)
    other = "Chưa kiểm điểm, không thuộc dòng 3.1, 3.2"
    return FormOfReviews(
        **vars(head),
        period=f"năm {asked.year}",
        sheets=(sheet,),
        columns=(*SHORT_COLUMNS, "Kiểm điểm"),
        rests=tuple(figure(f"rest.{side}", side, other, words, NOT, few, rest=True) for side, few in sides.items()),
        notes=(*checks_of(sheet), f"Kết quả nộp, quyết định đến hết ngày {format_date(asked.on)}."),
    )
