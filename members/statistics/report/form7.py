"""Form 7 (BTCTW): member-work business of a period: awards, badges, cards, transfers (reports A.1)."""

import datetime as dt

from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.oversight.conduct_lists import praise
from members.roll.enums import Entry, Exit
from members.roll.guidance import levels_on
from members.roll.models import Badge, Card, Member, Membership, Transfer
from members.statistics.report.conduct import PRAISED, Gathered
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import Sight
from members.statistics.report.lines import Given, Period, comparison
from members.statistics.report.periods import period_words, span_before, span_of
from members.statistics.rules.rows import FormSet, FormSpec, RowSpec
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.dates import format_date

CODE = "form-7"
K = OrganizationKind
DONE = ("Ngày", "Việc", "Chi bộ", "Quyết định")
BODIES = (
    ("base", "Tổ chức cơ sở đảng", GRASSROOTS, ("flag", "diploma", "certificate")),
    ("section", "Đảng bộ bộ phận", (K.SECTION_COMMITTEE,), ("certificate",)),
    ("cell", "Chi bộ trực thuộc", (K.SUBORDINATE_CELL,), ("certificate",)),
)
SAYS = (
    "Biểu 7-BTCTW: tên dòng theo bản đọc được; chưa đối chiếu văn bản. Chuyển chính thức tính theo ngày vào, ra "
    "danh sách; chuyển tạm thời tính theo ngày giới thiệu."
)
CAME, LEFT = (Entry.FROM_PROVINCE, Entry.FROM_DISTRICT), (Exit.TO_PROVINCE, Exit.TO_DISTRICT)


def of(key: str, label: str, level: int) -> RowSpec:
    return RowSpec(key, label, level, of=key)


def blank(key: str, label: str, level: int) -> RowSpec:
    return RowSpec(key, label, level, blank=True)


def rows(levels: tuple[int, ...]) -> tuple[RowSpec, ...]:
    """The lines of the form; what the product does not keep stays blank."""
    kinds = praise().kinds
    found = [RowSpec("awards", "I. Khen thưởng", 0), blank("upper", "1. Đảng bộ cấp trên trực tiếp cơ sở", 1)]
    for place, (key, label, _, given) in enumerate(BODIES, 2):
        found.append(of(key, f"{place}. {label}", 1))
        found += [of(f"{key}.{code}", kinds[code], 2) for code in given]
    found += [of("members", "5. Đảng viên", 1), of("members.diploma", kinds["diploma"], 2)]
    found += [of("members.certificate", kinds["certificate"], 2), of("badges", "II. Huy hiệu Đảng", 0)]
    found += [of(f"badges.{years}", f"{years} năm", 2) for years in levels]
    found += [RowSpec("cards", "III. Thẻ đảng viên", 0), of("cards.first", "1. Phát thẻ", 1)]
    found += [of("cards.again", "2. Cấp lại, đổi thẻ", 1), blank("cards.lost", "Do mất", 2)]
    found += [blank("cards.damaged", "Do hỏng", 2), RowSpec("moves", "IV. Chuyển sinh hoạt đảng", 0)]
    found += [of("moves.temporary_out", "1. Tạm thời, chuyển đi", 1), of("moves.temporary_in", "2. Tạm thời, đến", 1)]
    found += [of("moves.out", "3. Chính thức, chuyển đi", 1), of("moves.in", "4. Chính thức, đến", 1)]
    found += [blank("moves.wrong_out", "5. Sai thủ tục, đi", 1), blank("moves.wrong_in", "6. Sai thủ tục, đến", 1)]
    return (*found, blank("moves.forged", "7. Giả mạo phát hiện được", 1))


class Business(Gathered):
    """What was done in one period."""

    def listed(self, member: Member, cell: int, day: dt.date, what: str, paper: str) -> Listed:
        view = "members:member" if member.pk in self.sight.visible else ""
        return Listed(cell, member.full_name, (format_date(day), what, self.named(cell), paper), view, member.pk)

    @property
    def lines(self) -> dict[str, Given]:
        return self.awards | self.badges | self.cards | self.moves | self.stays

    @property
    def awards(self) -> dict[str, Given]:
        found, at = {}, self.sight.tree.at
        for key, _, kinds, given in BODIES:
            mine = [(one, row) for one, row in self.praise if at(one.organization_id, self.until).kind in kinds]
            found[key] = Given(tuple(row for _, row in mine), "tổ chức", PRAISED)
            for code in given:
                found[f"{key}.{code}"] = Given(tuple(row for one, row in mine if one.kind == code), "tổ chức", PRAISED)
        found["members"] = Given(tuple(row for _, row in self.honour), "người", PRAISED)
        for code in ("diploma", "certificate"):
            rows = tuple(row for one, row in self.honour if one.kind == code)
            found[f"members.{code}"] = Given(rows, "người", PRAISED)
        return found

    def cells_of(self, members) -> dict[int, int]:
        """Member → his last cell by the end of the period, within reach and below the organisation: one query."""
        rows = Membership.objects.in_scope(self.scope).filter(member__in=members, valid__startswith__lte=self.until)
        rows = rows.filter(organization_id__among=self.below).order_by("valid")
        return dict(rows.values_list("member_id", "organization_id"))

    @property
    def badges(self) -> dict[str, Given]:
        rows = list(Badge.objects.filter(awarded_on__range=(self.since, self.until)).select_related("member"))
        cells = self.cells_of([one.member_id for one in rows])
        listed = [
            (one.level, self.listed(one.member, cells[one.member_id], one.awarded_on, str(one), one.decision_number))
            for one in rows
            if one.member_id in cells
        ]
        found = {"badges": Given(tuple(row for _, row in listed), "người", DONE)}
        for years in levels_on(self.until).years:
            found[f"badges.{years}"] = Given(tuple(row for level, row in listed if level == years), "người", DONE)
        return found

    @property
    def cards(self) -> dict[str, Given]:
        begun = Card.objects.filter(valid__startswith__range=(self.since, self.until)).select_related("member")
        rows = list(begun.order_by("member__sort_key", "pk"))
        ids = [one.member_id for one in rows]
        had = set(
            Card.objects.filter(member__in=ids, valid__startswith__lt=self.since).values_list("member_id", flat=True)
        )
        cells, found = self.cells_of(ids), {"cards.first": [], "cards.again": []}
        for one in sorted(rows, key=lambda card: card.valid.lower):
            if one.member_id in cells:
                key, what = ("cards.again", "Đổi thẻ") if one.member_id in had else ("cards.first", "Phát thẻ")
                row = self.listed(one.member, cells[one.member_id], one.valid.lower, what, one.decision_number)
                found[key].append(row)
                had.add(one.member_id)
        return {key: Given(tuple(listed), "người", DONE) for key, listed in found.items()}

    @property
    def moves(self) -> dict[str, Given]:
        rows = Membership.objects.in_scope(self.scope).filter(organization_id__among=self.below)
        rows = rows.select_related("member").order_by("member__sort_key", "pk")
        came = rows.filter(entry__in=CAME, valid__startswith__range=(self.since, self.until))
        left = rows.filter(exit__in=LEFT, valid__endswith__range=(self.since, self.until))
        arrived = [
            self.listed(one.member, one.organization_id, one.valid.lower, one.get_entry_display(), "") for one in came
        ]
        gone = [
            self.listed(one.member, one.organization_id, one.valid.upper, one.get_exit_display(), one.exit_number)
            for one in left
        ]
        return {"moves.in": Given(tuple(arrived), "người", DONE), "moves.out": Given(tuple(gone), "người", DONE)}

    @property
    def stays(self) -> dict[str, Given]:
        """Temporary transfers by the day of introduction; those inside the district stand in neither line twice."""
        rows = Transfer.objects.filter(introduced_on__range=(self.since, self.until)).select_related("member")
        rows = [one for one in rows.order_by("member__sort_key", "pk") if one.is_temporary]
        below = self.below.ids
        out = [self.stay(one, one.from_organization_id) for one in rows if one.from_organization_id in below]
        came = [self.stay(one, one.to_organization_id) for one in rows if one.to_organization_id in below]
        return {
            "moves.temporary_out": Given(tuple(out), "người", DONE),
            "moves.temporary_in": Given(tuple(came), "người", DONE),
        }

    def stay(self, one: Transfer, cell: int) -> Listed:
        return self.listed(one.member, cell, one.introduced_on, one.get_kind_display(), one.sheet_number)


class FormOfBusiness(FormReport):
    """Its rows are organisations and people."""

    unit = "Tổ chức, người"


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 7; the same number of queries however many rows."""
    title = ("KẾT QUẢ THỰC HIỆN", "NGHIỆP VỤ CÔNG TÁC ĐẢNG VIÊN")
    spec = FormSpec("Biểu số 7-BTCTW", title, rows(levels_on(asked.counted_on).years))
    edition = FormSet("btctw", "Bộ biểu BTCTW", None, False, "", SAYS, {CODE: spec})
    head, sight = head_of(CODE, asked, (edition,)), Sight(scope)
    periods = []
    for prefix, span in (("", span_of(asked)), ("before.", span_before(asked))):
        done = Business(scope, sight, asked.organization_id, span) if span else None
        periods.append(Period(prefix, period_words(*span), given=done.lines) if span else None)
    return FormOfBusiness(
        **vars(head), period=period_words(*span_of(asked)), sheets=(comparison(spec, *periods),), columns=DONE
    )
