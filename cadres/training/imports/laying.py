"""What is known is left as it is: a workbook of training adds, and mends nothing."""

from collections.abc import Callable, Iterable

from sinho.imports.findings import WrongColumn, cause
from sinho.imports.lines import Line
from sinho.text.folding import fold

DIFFERS = cause(
    "training_differs",
    "Khác với danh sách đào tạo đang có",
    "Mẫu này ghi thêm, không ghi đè; sửa, đính chính, thu hồi thì ghi ở trang của lớp, trang Hỗ trợ.",
)


def differs(column: str, line: Line) -> bool:
    """Whether the row tells something else than is known; other spelling is no change."""
    told, known = getattr(line, column), getattr(line.known, column)
    if isinstance(told, str) and isinstance(known, str):
        return fold(told) != fold(known)
    return told != known


def refuse_other(line: Line, columns: Iterable[str], said: Callable[[Line, str], str], way: str) -> None:
    """`said`: a column in words; `way`: where it is changed."""
    for column in columns:
        if column in line.typed and differs(column, line):
            known = said(line.known, column)
            text = f"Danh sách đang ghi “{known}”" if known else "Danh sách để trống việc này"
            raise WrongColumn(column, f"{text}; {way}.", DIFFERS)
