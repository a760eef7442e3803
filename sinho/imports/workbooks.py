"""Workbooks that leave: the empty template, the present data, the rows of a file that were not right."""

import datetime as dt
from dataclasses import replace

from sinho.documents.workbooks import Column, new_workbook, workbook_bytes, write_explanations, write_table
from sinho.imports.enums import Verdict
from sinho.imports.kinds import WorkbookKind
from sinho.imports.lines import Line
from sinho.imports.resources import WorkbookResource
from sinho.imports.tables import as_text, read_table
from sinho.text.dates import format_date

MOST_EXPLAINED, IN_THE_CELL = 30, "Chọn trong danh sách của ô"
WHY = Column("why", "Vì sao không nhận", width=60)
HOW = (
    "Mỗi dòng của trang số liệu là một {thing}, từ một ngày. Giữ nguyên dòng tiêu đề; thứ tự các cột không quan trọng.",
    "Cột có dấu * là bắt buộc. Ô để trống ở cột khác: giữ nguyên như đã có, không xóa.",
    "Ngày ghi ngày/tháng/năm, ví dụ 05/02/2009. Mã giữ nguyên từng ký tự; ô mã có mũi tên thì chọn trong danh sách, "
    "phần sau dấu “·” chỉ để dễ đọc.",
    "Tải tệp lên ở trang Nhập dữ liệu: hệ thống thử trước, báo từng dòng sai, và chỉ ghi khi đồng chí bấm nhập.",
)


def template_bytes(kind: WorkbookKind, *, reach: frozenset[int], day: dt.date) -> bytes:
    """The empty workbook with its drop-down lists and the explanation sheet."""
    resource = kind.resource(reach=reach, day=day)
    resource.load(set())
    return sheets(kind, resource, [], f"Mẫu nhập: {kind.title}")


def export_bytes(kind: WorkbookKind, *, reach: frozenset[int], day: dt.date) -> tuple[bytes, int]:
    """The data of the day in the same columns, and how many rows there are."""
    resource = kind.resource(reach=reach, day=day)
    resource.load(None)
    lines = resource.present_lines()
    return sheets(kind, resource, lines, f"{kind.title}, ngày {format_date(day)}"), len(lines)


def sheets(kind: WorkbookKind, resource: WorkbookResource, lines: list[Line], title: str) -> bytes:
    """Data sheet with its title, explanation sheet, hidden lists."""
    columns = resource.columns()
    workbook = new_workbook()
    rows = ({name: f.export(line) for name, f in resource.fields.items()} for line in lines)
    write_table(workbook, kind.sheet, columns, rows, title=title)
    explained = [c if len(c.choices) <= MOST_EXPLAINED else replace(c, choices=(IN_THE_CELL,)) for c in columns]
    write_explanations(workbook, explained, [*kind.intro, *(line.format(thing=kind.thing) for line in HOW)])
    return workbook_bytes(workbook)


def left_out_bytes(kind: WorkbookKind, content: bytes, file_name: str, trial: dict) -> bytes:
    """The rows of a file that were not right, as they were typed, each with the reason; mend it and upload it."""
    table = read_table(content, file_name, kind.resource.titles(), trial.get("encoding", {}).get("code", ""))
    why = {row["row"]: row["text"] for row in trial["rows"] if row["verdict"] in {Verdict.WRONG, Verdict.WAITING}}
    columns = [Column(title, title) for title in table.letters]
    rows = [
        {**{title: as_text(cell) for title, cell in row.cells.items()}, "why": why[row.number]}
        for row in table.rows
        if row.number in why
    ]
    workbook = new_workbook()
    write_table(workbook, kind.sheet, [WHY, *columns], rows, title=f"{kind.title}: các dòng chưa nhập được")
    return workbook_bytes(workbook)
