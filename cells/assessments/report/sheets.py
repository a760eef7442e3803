"""The report as a workbook: what is counted stands as numbers, every sum and percentage as a formula."""

from collections.abc import Iterable

from cells.assessments.report.compared import DOWN, UP, Group, Line
from cells.assessments.report.graded import NO_TYPE, Graded, Tally
from cells.assessments.report.quality import QualityReport
from cells.organizations.enums import OrganizationKind, OrganizationType
from sinho.documents.reports import Figure
from sinho.documents.workbooks import SUM, Column, Formula, new_workbook, workbook_bytes, write_table
from sinho.text.dates import format_date

FIRST_ROW = 4  # below the title, an empty row and the header
MOVEMENTS = {UP: "Lên", DOWN: "Xuống", "": ""}
SHARE = 'IF({whole}=0,"",ROUND({part}*100/{whole},1))'


def workbook(report: QualityReport) -> bytes:
    """Four sheets: summary, committees, types, and one row per organisation."""
    book = new_workbook()
    title = f"Kết quả đánh giá chất lượng tổ chức cơ sở đảng năm {report.year}"
    note = f"{report.organization_name}; kết quả quyết định đến ngày {format_date(report.on)}."
    write_table(book, "Tổng hợp", summary_columns(report), summary(report), title=title, notes=(note,))
    tables = (("Theo đảng bộ", committee_columns(report), committee_rows(report)),)
    tables += (("Theo loại hình", type_columns(report), type_rows(report)),)
    for name, columns, rows in tables:
        write_table(book, name, columns, rows, title=f"{title}: {name.lower()}", notes=(note,), total=totals(columns))
    write_table(book, "Danh sách", list_columns(report), list_rows(report), title=f"{title}: danh sách", notes=(note,))
    return workbook_bytes(book)


def summary_columns(report: QualityReport) -> list[Column]:
    this, last = report.year, report.last
    columns = [
        Column("label", "Xếp loại", width=44),
        Column("now", f"Năm {this}, số", "integer", 14),
        Column("share", f"Năm {this}, %", "percent", 14),
    ]
    if last is None:
        return columns
    return [
        *columns,
        Column("before", f"Năm {last.year}, số", "integer", 14),
        Column("share_before", f"Năm {last.year}, %", "percent", 14),
        Column("change", "Tăng, giảm: số", "integer", 14),
        Column("points", "Tăng, giảm: điểm phần trăm", "decimal", 18),
        Column("other", f"Tên mức theo bộ quy tắc năm {last.year}", width=34),
    ]


def summary(report: QualityReport) -> Iterable[dict]:
    """The lines of all groups below each other."""
    first = FIRST_ROW
    for group in report.groups:
        for line in group.lines:
            yield summary_row(group, line, first)
        first += len(group.lines)


def summary_row(group: Group, line: Line, first: int) -> dict:
    """A line with its formulas: what is made up of other lines adds them up, shares are of the evaluated ones."""
    evaluated = first + 1
    row = {"label": line.label, "other": line.other}
    for side, letter, share in (("now", "B", "share"), ("before", "D", "share_before")):
        figure = getattr(line, side)
        if figure is None:
            continue
        row[side] = adding(group, line, side, letter, first) or figure.count
        if line.of:
            row[share] = Formula(SHARE.format(whole=f"{letter}{evaluated}", part=f"{{{side}}}"))
    if line.change is not None:
        row["change"] = Formula("{now}-{before}")
    if line.points is not None:
        row["points"] = Formula("ROUND({share}-{share_before},1)")
    return row


def adding(group: Group, line: Line, side: str, letter: str, first: int) -> Formula | None:
    """The formula of a line that others make up; None for a line that is counted."""
    tally = group.now if side == "now" else group.before
    places = {
        getattr(one, side).key: f"{letter}{first + at}" for at, one in enumerate(group.lines) if getattr(one, side)
    }
    parts = {
        tally.total.key: (tally.evaluated, tally.not_evaluated, tally.undecided),
        tally.evaluated.key: tally.levels,
        tally.not_evaluated.key: tally.reasons,
    }.get(getattr(line, side).key)
    return Formula("+".join(places[part.key] for part in parts)) if parts else None


def tally_columns(report: QualityReport, prefix: str, words: str) -> list[Column]:
    """Columns of a tally: total, levels, not evaluated, undecided, share of the best level."""
    scheme, top = report.this.scheme, report.this.top
    names = [("total", "tổng số"), *((f"level_{at}", level.short) for at, level in enumerate(scheme.levels))]
    if scheme.exemplary:
        names.append(("exemplary", f"trong đó {scheme.exemplary.short}"))
    names += [("evaluated", "được đánh giá"), ("not_evaluated", "chưa đánh giá"), ("undecided", "chưa có quyết định")]
    columns = [Column(f"{prefix}_{key}", f"{words}: {name}", "integer", 12) for key, name in names]
    return [*columns, Column(f"{prefix}_share", f"{words}: {top.short} trên số được đánh giá", "percent", 14)]


def tally_cells(prefix: str, tally: Tally) -> dict:
    """Cells of a tally in one row; total and evaluated add up what stands beside them."""
    levels = {f"{prefix}_level_{at}": figure.count for at, figure in enumerate(tally.levels)}
    counted = {"exemplary": tally.exemplary, "not_evaluated": tally.not_evaluated, "undecided": tally.undecided}
    cells = {f"{prefix}_{name}": figure.count for name, figure in counted.items() if isinstance(figure, Figure)}
    added = "+".join(f"{{{key}}}" for key in levels)
    parts = "+".join(f"{{{prefix}_{name}}}" for name in ("evaluated", "not_evaluated", "undecided"))
    return levels | cells | {f"{prefix}_evaluated": Formula(added), f"{prefix}_total": Formula(parts)} | share(prefix)


def share(prefix: str) -> dict:
    best, whole = f"{{{prefix}_level_0}}", f"{{{prefix}_evaluated}}"
    return {f"{prefix}_share": Formula(SHARE.format(part=best, whole=whole))}


def totals(columns: list[Column]) -> dict:
    """Row of totals: sums of the counts, shares of the sums."""
    row = {column.key: SUM for column in columns if column.kind == "integer"}
    for column in columns:
        if column.kind == "percent":
            row |= share(column.key.removesuffix("_share"))
    return {**row, columns[0].key: "Cộng"}


def committee_columns(report: QualityReport) -> list[Column]:
    columns = [Column("name", "Đảng bộ", width=34), Column("code", "Mã", width=12)]
    columns.append(Column("grade", f"Xếp loại năm {report.year}", width=20))
    if report.last:
        columns.append(Column("before", f"Xếp loại năm {report.last.year}", width=20))
        columns.append(Column("movement", f"So năm {report.last.year}", width=12))
    return [*columns, *tally_columns(report, "cells", "Chi bộ trực thuộc")]


def committee_rows(report: QualityReport) -> Iterable[dict]:
    for one in report.committees:
        yield {
            "name": one.row.name,
            "code": one.row.code,
            "grade": report.this.grade(one.row),
            "before": one.grade_before,
            "movement": MOVEMENTS[one.movement],
            **tally_cells("cells", one.cells),
        }


def type_columns(report: QualityReport) -> list[Column]:
    return [
        Column("label", "Loại hình tổ chức cơ sở đảng", width=36),
        *tally_columns(report, "grassroots", "Tổ chức cơ sở đảng"),
        *tally_columns(report, "cells", "Chi bộ trực thuộc"),
    ]


def type_rows(report: QualityReport) -> Iterable[dict]:
    for one in report.types:
        grassroots, cells = tally_cells("grassroots", one.grassroots), tally_cells("cells", one.cells)
        yield {"label": one.label, **grassroots, **cells}


def list_columns(report: QualityReport) -> list[Column]:
    columns = [
        Column("code", "Mã", width=14),
        Column("name", "Tổ chức", width=40),
        Column("kind", "Hình thức", width=18),
        Column("type", "Loại hình", width=28),
        Column("committee", "Thuộc đảng bộ", width=22),
        Column("grade", f"Năm {report.year}", width=34),
        Column("number", "Số quyết định", width=16),
        Column("date", "Ngày quyết định", "date", 16),
    ]
    return [*columns, Column("before", f"Năm {report.last.year}", width=34)] if report.last else columns


def list_rows(report: QualityReport) -> Iterable[dict]:
    then = report.last.by_id() if report.last else {}
    for row in report.this.rows:
        yield {**list_row(row), "grade": report.this.grade(row)} | (
            {"before": report.last.grade(then.get(row.organization_id))} if report.last else {}
        )


def list_row(row: Graded) -> dict:
    return {
        "code": row.code,
        "name": row.name,
        "kind": OrganizationKind(row.kind).label,
        "type": "" if row.type == NO_TYPE else OrganizationType(row.type).label,
        "committee": row.committee if row.committee_id != row.organization_id else "",
        "number": row.decision_number,
        "date": row.decision_date,
    }
