"""Form 7B: the quality of the membership of a year, by type of grassroots organisation (evaluation 7.2).

The lines follow the scheme that the campaign of the year was opened with, so an old year keeps its levels.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cells.assessments.models import Campaign
from cells.assessments.rules.member_scheme import MemberScheme
from cells.organizations.enums import OrganizationType as T
from cells.organizations.models import reach_of
from members.ratings.models.reading import facts_on
from members.ratings.models.whole import Decided, decided_before
from members.ratings.rules.hands import NO_RULES
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import SHORT_COLUMNS, OnRoll, Sight, roll_on
from members.statistics.report.lines import spoken
from members.statistics.report.periods import day_words
from members.statistics.report.sheet import EMPTY, Cell, Heading, Line, Sheet
from members.statistics.rules.rows import FormSet, FormSpec, RowSpec
from members.statistics.sets import year_form
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Figure, Listed, NothingToReport
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.numbers import format_number, percent
from sinho.web import clock

CODE = "form-7b"
ALL, EXEMPT, OPEN, RATED = "all", "exempt", "open", "rated"
# Key, words, number, words above, types; no types: the product does not keep it.
COLUMNS = (
    ("commune", "Xã", "4", "", (T.COMMUNE,)),
    ("ward", "Phường, thị trấn", "5", "", (T.WARD, T.TOWNSHIP)),
    ("state_enterprise", "Nhà nước", "6", "Doanh nghiệp", (T.STATE_ENTERPRISE, T.STATE_MAJORITY)),
    ("joint_stock", "Cổ phần", "7", "Doanh nghiệp", (T.JOINT_STOCK, T.STATE_MINORITY)),
    ("private", "Tư nhân", "8", "Doanh nghiệp", (T.PRIVATE_ENTERPRISE, T.LIMITED_COMPANY, T.PARTNERSHIP)),
    ("foreign", "Có vốn nước ngoài", "9", "Doanh nghiệp", (T.FOREIGN_INVESTED,)),
    ("foreign_whole", "Trong đó: 100% vốn nước ngoài", "10", "Doanh nghiệp", ()),
    ("agency", "Cơ quan hành chính", "11", "", (T.PARTY_AGENCY, T.STATE_AGENCY)),
    ("service", "Cơ sở sự nghiệp", "12", "", (T.PUBLIC_SERVICE, T.NONPUBLIC_SERVICE)),
    ("forces", "Quân đội, công an", "13", "", (T.ARMY, T.POLICE)),
    ("other", "Loại hình khác", "14", "", (T.COOPERATIVE, T.ABROAD, T.OTHER)),
)
LETTERS = "ABCD"
SAYS = (
    "Biểu 7B-TCTW: tên mức và các dòng chi tiết theo mẫu in; cách xếp loại hình vào cột và chữ của dòng chi tiết là "
    "phương án của huyện, chưa đối chiếu văn bản."
)
NOTES = (
    "Tính đảng viên trong danh sách ngày tính của biểu. Miễn đánh giá: được miễn sinh hoạt, bị đình chỉ, mới kết nạp "
    "dưới 6 tháng; người chưa có quyết định thì theo sổ đảng viên.",
)


@dataclass(frozen=True)
class Placed:
    """Somebody on the roll with where he stands on the form: one of exempt, open, rated; why, when not rated."""

    person: OnRoll
    group: str
    level: str = ""
    sub_reason: str = ""
    why: str = ""

    @property
    def listed(self) -> Listed:
        row = self.person.listed
        return Listed(row.organization_id, row.name, (*row.texts, self.why), row.view, row.pk)


def campaign_for(asked: Asked) -> Campaign:
    """The campaign of the year above the organisation; nothing to report without one."""
    for campaign in Campaign.objects.filter(year=asked.year):
        if asked.organization_id in reach_of([campaign.organization_id], asked.counted_on)[campaign.organization_id]:
            if campaign.member_rules is None:
                raise Refused(NO_RULES)
            return campaign
    raise NothingToReport(
        f"Chưa mở đợt đánh giá năm {asked.year}.", hint="Đợt mở ở", url_name="assessments:years", link="Đánh giá năm"
    )


def years_of(organization_id: int) -> list[int]:
    return list(Campaign.objects.order_by("year").values_list("year", flat=True))


def placed(person: OnRoll, said: Decided | None, fact: str, rules: MemberScheme) -> Placed:
    """Where somebody stands: as decided by the day; without a decision as the roll says."""
    if said and said.level:
        return Placed(person, RATED, said.level, said.sub_reason)
    reason = rules.reason(said.not_evaluated) if said else rules.reason_of_fact(fact)
    if reason is None:
        return Placed(person, OPEN, why="Chưa có quyết định")
    words = f"{reason.label}: {said.words}" if said and said.words else reason.label
    return Placed(person, EXEMPT if reason.fact else OPEN, why=words)


def rows_of(rules: MemberScheme) -> tuple[RowSpec, ...]:
    """The lines of the form in the levels of the scheme."""
    rows = [
        RowSpec(ALL, "Đảng viên tại thời điểm đánh giá (1+2+3)", 0, fits={}),
        RowSpec(EXEMPT, "1. Được miễn đánh giá", 1, fits={}),
        RowSpec(OPEN, "2. Chưa được đánh giá", 1, fits={}),
        RowSpec(RATED, "3. Đã được đánh giá", 1, fits={}),
        RowSpec("analysis", "Phân tích chất lượng của số đã được đánh giá", 0),
    ]
    for letter, level in zip(LETTERS, rules.levels, strict=False):
        rows.append(RowSpec(f"level.{level.code}", f"{letter}. {level.label}", 1, fits={}))
        for sub in rules.sub_reasons.get(level.code, ()):
            rows.append(RowSpec(f"sub.{sub.code}", f"Trong đó: {sub.label[:1].lower()}{sub.label[1:]}", 3, fits={}))
    return tuple(rows)


def counts(key: str, one: Placed) -> bool:
    """Whether the line counts him."""
    kind, _, code = key.partition(".")
    if kind == "level":
        return one.level == code
    if kind == "sub":
        return one.group == RATED and one.sub_reason == code
    return key in (ALL, one.group)


def figure(key: str, label: str, people: Iterable[Placed]) -> Figure:
    return Figure(key, label, tuple(one.listed for one in people))


def sheet_of(spec: FormSpec, people: list[Placed], words: str) -> Sheet:
    said, lines = spoken(spec.rows), []
    numbers = {row.key: sum(counts(row.key, one) for one in people) for row in spec.rows}
    for row in spec.rows:
        fitting = [one for one in people if counts(row.key, one)]
        cells = [EMPTY] * (len(COLUMNS) + 2)
        if not row.is_heading:
            whole = numbers[RATED] if row.key.startswith(("level", "sub")) else numbers[ALL]
            cells[0] = Cell(figure(row.key, f"{said[row.key]}, {words}", fitting))
            cells[1] = Cell(number=percent(len(fitting), whole))
            for place, (key, label, _, _, types) in enumerate(COLUMNS, 2):
                if types:
                    of_type = (one for one in fitting if one.person.base.type in types)
                    cells[place] = Cell(
                        figure(f"{row.key}.{key}", f"{said[row.key]}, {label.lower()}, {words}", of_type)
                    )
        lines.append(Line(row.key, row.label, row.level, tuple(cells)))
    headings = [Heading("Tổng số", "2(=4+…+9+11+…+14)"), Heading("%", "3", percent=True)]
    headings += [Heading(label, number, group, blank=not types) for _, label, number, group, types in COLUMNS]
    return Sheet(spec.code, spec.title, tuple(headings), tuple(lines))


def checks_of(sheet: Sheet) -> tuple[str, ...]:
    """What must add up, in sentences."""
    lines = {line.key: line for line in sheet.lines}
    number = {key: line.cells[0].figure.count for key, line in lines.items() if line.cells[0].figure}
    parts = [number[EXEMPT], number[OPEN], number[RATED]]
    levels = sum(count for key, count in number.items() if key.startswith("level"))
    across = sum(cell.figure.count for cell in lines[ALL].cells[2:] if cell.figure)

    def said(what: str, whole: int, total: int) -> str:
        agrees = "khớp" if whole == total else f"lệch {format_number(whole - total)}"
        return f"{what}: {format_number(whole)} và {format_number(total)}, {agrees}."

    return (
        said("Đối chiếu tổng số với dòng 1 + 2 + 3", number[ALL], sum(parts)),
        said("Đối chiếu dòng 3 với A + B + C + D", number[RATED], levels),
        said("Đối chiếu cột 2 với các cột 4 đến 14", number[ALL], across),
    )


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 7B as decided by the day; the same number of queries however many members."""
    campaign, day = campaign_for(asked), asked.counted_on
    rules = campaign.member_rules
    spec = FormSpec("Biểu số 7B-TCTW", ("BÁO CÁO CHẤT LƯỢNG ĐẢNG VIÊN",), rows_of(rules))
    edition = FormSet(campaign.scheme_code, campaign.rules.title, None, False, year_form().deadline, SAYS, {CODE: spec})
    head, words = head_of(CODE, asked, (edition,)), day_words(day)
    roll = roll_on(Sight(scope), asked.organization_id, day)
    facts = facts_on(day, [one.member_id for one in roll])
    decided = decided_before([campaign.pk], clock.end_of(asked.on))[campaign.pk]
    people = [placed(one, decided.get(one.member_id), facts.get(one.member_id, ""), rules) for one in roll]
    sheet = sheet_of(head.spec, people, words)
    untyped = [one for one in people if not one.person.base.type]
    return FormReport(
        **vars(head),
        period=f"năm {asked.year}",
        sheets=(sheet,),
        columns=(*SHORT_COLUMNS, "Lý do"),
        rests=(figure("rest.type", f"Đảng viên ở tổ chức chưa ghi loại hình, {words}", untyped),),
        notes=(*checks_of(sheet), *NOTES, f"Quyết định ghi đến hết ngày {format_date(asked.on)}."),
    )
