"""Form 1: what increased and decreased the roll in a period, and the check that nothing was lost on the way."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from members.roll.enums import Entry, Exit, StandingKind
from members.roll.models import Membership
from members.roll.rules import BirthDate
from members.statistics.report.form import Check, FormReport, head_of
from members.statistics.report.gather import OnRoll, Sight, once, roll_on, standings_of
from members.statistics.report.lines import Given, Period, comparison
from members.statistics.report.periods import period_words, span_before, span_of
from members.statistics.rules.movement import ONE_DAY, Change, Stay, changes
from sinho.accounts.scope import Scope
from sinho.documents.reports import Asked, Listed
from sinho.documents.rows import Rows
from sinho.text.dates import format_date

CODE = "form-1"
CHANGE_COLUMNS = ("Ngày", "Việc", "Ngày sinh", "Chi bộ", "Quyết định")
IN_KINDS = {
    "admitted": (Entry.ADMITTED,),
    "came.province": (Entry.FROM_PROVINCE,),
    "came.district": (Entry.FROM_DISTRICT,),
    "came.within": (Entry.WITHIN,),
    "restored": (Entry.RESTORED,),
}
OUT_KINDS = {
    "died": (Exit.DIED,),
    "expelled": (Exit.EXPELLED,),
    "removed": (Exit.REMOVED, Exit.ANNULLED),
    "resigned": (Exit.RESIGNED,),
    "left.province": (Exit.TO_PROVINCE,),
    "left.district": (Exit.TO_DISTRICT,),
    "left.within": (Exit.WITHIN,),
}
CAME, LEFT = ("came.province", "came.district", "came.within"), ("left.province", "left.district", "left.within")
NOTES = (
    "Người được ghi khi lập sổ trong kỳ tính ở mục A.",
    "Hủy quyết định kết nạp tính vào xóa tên; kết nạp và hủy trong cùng kỳ thì không tính tăng, không tính giảm.",
    "Ngày giảm là ngày đầu tiên không còn trong danh sách.",
)
WITHIN_NOTE = "Chuyển trong đảng bộ huyện gồm cả người theo chi bộ chuyển sang đảng bộ khác."


class Changes:
    """Changes of one period with all that is listed of them: two queries."""

    def __init__(self, sight: Sight, asked: Asked, span: tuple[dt.date, dt.date]):
        self.sight, self.since, self.until = sight, *span
        self.found = list(self.read(asked.organization_id))
        self.standings = standings_of([change.stay.row.member_id for change in self.found])

    def read(self, organization_id: int):
        """One member after the other, in order of names; his changes in order of days."""
        turns = self.sight.tree.turns(self.since, self.until)
        known: dict[tuple[int, dt.date], bool] = {}

        def inside(cell: int, day: dt.date) -> bool:
            if (cell, day) not in known:
                known[cell, day] = self.sight.tree.stands_under(organization_id, cell, day)
            return known[cell, day]

        for _, rows in groupby(self.rows(turning=bool(turns)), key=lambda row: row.member_id):
            yield from changes(map(stay_of, rows), inside, turns, self.since, self.until)

    def rows(self, *, turning: bool):
        """Memberships that begin or end in the period, of what the person may see; all that go on in it when cells
        turn to another committee meanwhile.
        """
        period = DateRange(self.since - ONE_DAY, self.until, "[]")
        found = Membership.objects.in_scope(self.sight.scope).filter(valid__overlap=period)
        found = found if turning else found.exclude(valid__contains=period)
        names = ("full_name", "birth_year", "birth_month", "birth_day")
        fields = ("member_id", "organization_id", "since", "until", "entry", "exit", "exit_number")
        found = found.annotate(since=F("valid__startswith"), until=F("valid__endswith"))
        ordered = found.order_by("member__sort_key", "member_id", "valid")
        return ordered.values_list(*fields, *(f"member__{name}" for name in names), named=True)

    def given(self, kinds, *, inward: bool, probationers: bool = False) -> tuple[Listed, ...]:
        """Rows of the changes of these kinds."""
        fitting = (one for one in self.found if one.inward == inward and one.kind in kinds)
        return tuple(self.listed(one) for one in fitting if not probationers or self.was_probationer(one))

    def was_probationer(self, change: Change) -> bool:
        """Standing on the last day on the roll."""
        day = change.on - ONE_DAY
        standings = self.standings[change.stay.row.member_id]
        return any(one.kind == StandingKind.PROBATIONARY and one.holds_on(day) for one in standings)

    def listed(self, change: Change) -> Listed:
        row = change.stay.row
        what = (Entry if change.inward else Exit)(change.kind).label
        if change.with_cell:
            what = "Chi bộ chuyển đến" if change.inward else "Chi bộ chuyển đi"
        number = row.exit_number if not change.inward and not change.with_cell else ""
        if change.kind == Entry.ADMITTED:
            number = next((one.number for one in self.standings[row.member_id] if one.since == change.on), "")
        birth = BirthDate(row.member__birth_year, row.member__birth_month, row.member__birth_day)
        day = change.on if change.inward else change.on - ONE_DAY
        cell = self.sight.tree.at(row.organization_id, day).short_name
        texts = (format_date(change.on), what, str(birth), cell, number)
        view = "members:member" if row.member_id in self.sight.visible else ""
        return Listed(row.organization_id, row.member__full_name, texts, view, row.member_id)


@once
def changes_in(sight: Sight, asked: Asked, span: tuple[dt.date, dt.date]) -> Changes:
    """The changes of a period; made together with other forms, read once."""
    return Changes(sight, asked, span)


def stay_of(row) -> Stay:
    return Stay(row.organization_id, row.since, row.until, row.entry, row.exit, row)


def figures_of(sight: Sight, asked: Asked, span) -> tuple[dict[str, Sequence[Listed]], Check]:
    """Rows of every line of the period, and its check: the roll of the first and last day is read for itself."""
    found: dict[str, Sequence[Listed]] = defaultdict(tuple)
    moved = changes_in(sight, asked, span)
    for key, kinds in IN_KINDS.items():
        found[key] = moved.given(kinds, inward=True)
    for key, kinds in OUT_KINDS.items():
        found[key] = moved.given(kinds, inward=False)
    found["removed.probationers"] = moved.given(OUT_KINDS["removed"], inward=False, probationers=True)
    found["came"] = tuple(row for key in CAME for row in found[key])
    found["left"] = tuple(row for key in LEFT for row in found[key])
    found["increase"] = found["admitted"] + found["came"] + found["restored"]
    out = ("died", "expelled", "removed", "resigned", "left")
    found["decrease"] = tuple(row for key in out for row in found[key])
    opening = moved.given((Entry.OPENING,), inward=True)
    before = roll_on(sight, asked.organization_id, span[0] - ONE_DAY)
    after = roll_on(sight, asked.organization_id, span[1])
    found["carried"] = Rows([*before, *opening], partial(told, day=span[0] - ONE_DAY))
    found["end"] = Rows(after, partial(told, day=span[1]))
    counts = [len(found[key]) for key in ("carried", "increase", "decrease", "end")]
    return found, Check(period_words(*span), *counts)


def told(person: OnRoll | Listed, day: dt.date) -> Listed:
    """Somebody of the roll among rows of changes, which are told already."""
    if isinstance(person, Listed):
        return person
    row = person.listed
    texts = (format_date(day), "Có trong danh sách", str(person.birth), person.cell.short_name, "")
    return Listed(row.organization_id, row.name, texts, row.view, row.pk)


def build(scope: Scope, asked: Asked) -> FormReport:
    """Form 1; the same number of queries however many members."""
    head, sight = head_of(CODE, asked), Sight(scope)
    spans = [span for span in (span_of(asked), span_before(asked)) if span]
    periods, checks = [], []
    for prefix, span in zip(("", "before."), spans, strict=False):
        found, check = figures_of(sight, asked, span)
        periods.append(Period(prefix, period_words(*span), given={key: Given(rows) for key, rows in found.items()}))
        checks.append(check)
    inside = not head.board or any(
        period.given[key].rows for period in periods for key in ("came.within", "left.within")
    )
    sheet = comparison(head.spec, periods[0], periods[1] if len(periods) > 1 else None, within=inside)
    return FormReport(
        **vars(head),
        period=period_words(*spans[0]),
        sheets=(sheet,),
        columns=CHANGE_COLUMNS,
        checks=tuple(checks),
        notes=(*NOTES, WITHIN_NOTE) if inside else NOTES,
    )
