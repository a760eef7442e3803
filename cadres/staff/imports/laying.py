"""What a row adds to what is known of somebody; what differs is refused. Nothing is written over."""

from collections.abc import Callable

from cadres.staff.enums import PostEntry
from cadres.staff.imports.lines import LEARNED, POST, CadreLine
from cadres.staff.imports.people import check_commune
from members.roll.imports.checking import refuse_future
from sinho.imports.findings import WrongColumn, cause
from sinho.text.dates import format_date
from sinho.text.folding import fold

DIFFERS = cause(
    "staff_differs",
    "Khác với danh sách cán bộ đang có",
    "Mẫu này ghi người mới, chức danh mới và điền chỗ còn trống; thay đổi thì ghi ở trang của cán bộ.",
)
NEWER = "để trống ô này; trình độ mới thì nhập mẫu “Trình độ cán bộ xã” hoặc ghi ở trang của cán bộ"
ELSEWHERE = "để trống ô này, thay đổi thì ghi ở trang của cán bộ"
# What may be filled in while it is not known.
MAY_BE_FILLED = {"home_place", "identity", "decision_number", "decision_date", *LEARNED}


def check_since(line: CadreLine, register, note) -> None:
    """In a new post since a day: that of the decision, or today, on which the list is set up."""
    for column in ("since", "decision_date"):
        refuse_future(getattr(line, column), column, register.day)
    if line.about is not None:
        return
    if line.since is None and line.decision_date is not None:
        line.since = line.decision_date
        note(line, "since", f"Không ghi từ ngày: lấy ngày quyết định {format_date(line.since)}.")
    line.since = line.since or register.day
    line.entry = line.entry or PostEntry.OPENING


CHECKS = {"commune": check_commune, "since": check_since}


def lay_cadre(line: CadreLine, said: Callable[[CadreLine, str], str]) -> set[str]:
    """The columns that the row adds. `said`: a column in words."""
    told = line.typed - {"code"}
    if line.known is None:
        return told
    touched = set()
    for column in sorted(told):
        before, now = getattr(line.known, column), getattr(line, column)
        if now is None or says_nothing_new(column, before, now):
            continue
        if before is not None:
            way = NEWER if column in LEARNED else ELSEWHERE
            raise WrongColumn(column, f"Danh sách đang ghi “{said(line.known, column)}”; {way}.", DIFFERS)
        if column not in MAY_BE_FILLED and not (column in POST and line.about is None):
            raise WrongColumn(column, f"Danh sách chưa ghi việc này; {ELSEWHERE}.", DIFFERS)
        touched.add(column)
    return touched


def says_nothing_new(column: str, before, now) -> bool:
    """Whether what is told is what is known, perhaps less exactly."""
    if before is None:
        return False
    if column == "birth":
        return now.may_be(before) and now.parts_known <= before.parts_known
    if isinstance(before, tuple):
        same_words = bool(now[1]) and fold(now[1]) == fold(before[1])
        return same_words or (before[0] == now[0] and not now[1])
    if column in LEARNED or column in ("name", "home_place", "decision_number"):
        return fold(before) == fold(now)
    return before == now
