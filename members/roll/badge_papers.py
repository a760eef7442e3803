"""Who is due for a Party badge on an award day, as a paper with its annex and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cells.organizations.papers import Issuer
from members.roll.models.badge import BadgeRow
from members.roll.seniority import AwardDay
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, render_paper
from sinho.documents.reports import PaperDetails
from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date, format_datetime
from sinho.web import clock

COLUMNS = (
    Column("number", "TT", "integer", 6),
    Column("name", "Họ và tên", width=26),
    Column("birth", "Ngày sinh", width=12),
    Column("sex", "Giới tính", width=9),
    Column("cell", "Chi bộ", width=34),
    Column("admitted", "Ngày vào Đảng", "date", 14),
    Column("decided", "Tính tuổi đảng từ", "date", 16),
    Column("level", "Mức Huy hiệu (năm)", "integer", 12),
    Column("reached", "Đủ tuổi đảng ngày", "date", 16),
    Column("age", "Tuổi đảng", "integer", 10),
    Column("note", "Ghi chú", width=28),
)
MISSED = "Đợt trước chưa ghi trao"


@dataclass(frozen=True)
class BadgeList:
    """Those who are due on an award day, in the order of the annex."""

    award_day: AwardDay
    rows: Sequence[BadgeRow]
    windows_source: str

    @property
    def title(self) -> str:
        return f"đề nghị tặng Huy hiệu Đảng đợt {format_date(self.award_day.day)}"

    @property
    def by_level(self) -> list[tuple[int, int]]:
        """Levels from the highest down with how many are due."""
        levels = sorted({row.due.years for row in self.rows}, reverse=True)
        return [(level, sum(row.due.years == level for row in self.rows)) for level in levels]


def pdf(listed: BadgeList, issuer: Issuer, details: PaperDetails) -> bytes:
    """The letter to the level that decides, to be signed, with the list as its annex."""
    paper = Paper(
        head=issuer.head(
            details, kind="TỜ TRÌNH", type_symbol="TTr", subject=listed.title[0].upper() + listed.title[1:]
        ),
        layout=layout_on(details.day or clock.today()),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
        annexes=(Annex("PHỤ LỤC", f"Danh sách {listed.title}", table(listed), "landscape"),) if listed.rows else (),
    )
    return render_paper(paper, "print/members/roll/badges.html", {"listed": listed, "issuer": issuer})


def table(listed: BadgeList) -> SafeString:
    return SafeString(render_to_string("print/members/roll/badge_list.html", {"listed": listed, "missed": MISSED}))


def workbook(listed: BadgeList, *, reason: str, by) -> bytes:
    """The list; who took it out, when and why stands below it."""
    book = new_workbook()
    taken = f"Người xuất: {by.full_name}, {format_datetime(clock.now())}. Lý do: {reason.strip()}."
    lines = [line(number, row) for number, row in enumerate(listed.rows, 1)]
    title = f"Danh sách {listed.title}"
    notes = [f"{taken} Danh sách có thông tin cá nhân, không phổ biến.", f"Thời gian xét: {listed.windows_source}."]
    write_table(book, "Huy hiệu Đảng", COLUMNS, lines, title=title, notes=notes)
    return workbook_bytes(book)


def note_of(row: BadgeRow) -> str:
    """What the one who decides has to know."""
    delayed = f"Lùi đến {format_date(row.delayed_to)} (sổ kỷ luật)" if row.delayed_to else ""
    return "; ".join(part for part in (MISSED if row.due.missed else "", delayed) if part)


def line(number: int, row: BadgeRow) -> dict:
    """A member as a row of the file."""
    return {
        "number": number,
        "name": row.member.full_name,
        "birth": str(row.member.birth),
        "sex": row.member.get_sex_display(),
        "cell": f"{row.row.cell}, {row.row.committee}" if row.row.committee else row.row.cell,
        "admitted": row.row.admitted_on,
        "decided": row.decided_on,
        "level": row.due.years,
        "reached": row.due.reached,
        "age": row.party_age,
        "note": note_of(row),
    }
