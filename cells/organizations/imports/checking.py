"""What only a whole row can tell: cells that go together, references, what follows from other cells.

A check completes the line and raises `WrongColumn` for what cannot stand. It gets the register and a way to note how a
cell was understood.
"""

import re

from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.imports.judging import TREE
from cells.organizations.imports.lines import FOUNDING, OrganizationLine
from cells.organizations.rules import TOP
from sinho.imports.findings import MISSING, ORDER, REFERENCE, SCOPE, WrongColumn
from sinho.text.dates import format_date
from sinho.text.folding import fold

_BEFORE_SHORT_NAME = re.compile(r"^Đảng bộ (?:xã|thị trấn) ")


def check_scope(line: OrganizationLine, register, note) -> None:
    if line.code in register.elsewhere:
        raise WrongColumn("code", f"Mã {line.code} không thuộc phạm vi đồng chí được nhập.", SCOPE)


def check_short_name(line: OrganizationLine, register, note) -> None:
    """A short name that follows from the full one follows it on."""
    follows = line.known and line.known.name and line.known.short_name == short(line.known.name)
    if line.name and not line.told("short_name") and (line.short_name is None or follows):
        line.short_name = short(line.name)


def short(name: str) -> str:
    """The committee of a commune goes by the name of the commune."""
    return _BEFORE_SHORT_NAME.sub("", name)[:100]


def check_end(line: OrganizationLine, register, note) -> None:
    if line.since and line.until and line.until < line.since:
        raise WrongColumn("until", f"Đến ngày phải từ ngày {format_date(line.since)} trở đi.", ORDER)


def check_type(line: OrganizationLine, register, note) -> None:
    """Only grassroots organisations have a type; theirs is required."""
    if line.kind and line.kind not in GRASSROOTS and not line.told("type"):
        line.type = None
    known = line.known is not None and line.known.kind == line.kind and line.known.type is None
    if line.kind in GRASSROOTS and line.type is None and not known:
        raise WrongColumn("type", f"{OrganizationKind(line.kind).label} phải có loại hình.", MISSING)


def check_parent(line: OrganizationLine, register, note) -> None:
    """The organisation directly above, by code or by a name that only one has."""
    if line.told("parent"):
        typed = line.parent
        line.parent = register.find_parent(typed)
        if line.parent is None and line.known and typed.upper() == line.known.parent:
            line.parent = line.known.parent  # the parent of one's own root, unchanged
        if line.parent is None:
            text = f"Không có tổ chức này trong phạm vi của đồng chí.{register.nearest(typed)}"
            raise WrongColumn("parent", text, REFERENCE)
        if line.parent == line.code:
            raise WrongColumn("parent", "Tổ chức không thể là cấp trên của chính mình.", TREE)
    if line.parent is None and line.kind and line.kind not in TOP:
        raise WrongColumn("parent", f"{OrganizationKind(line.kind).label} phải có tổ chức cấp trên.", MISSING)
    if line.parent is None and line.new:
        raise WrongColumn("parent", "Tổ chức mới phải đứng dưới một tổ chức thuộc phạm vi của đồng chí.", SCOPE)


def check_commune(line: OrganizationLine, register, note) -> None:
    """The commune, by code or by any spelling of its name."""
    if not line.told("commune") or line.since is None or (line.known and line.known.commune == line.commune):
        return
    typed, found = line.commune, register.find_commune(line.commune, line.since)
    if found is None:
        text = f"Không có xã, thị trấn này trong danh mục vào ngày {format_date(line.since)}."
        raise WrongColumn("commune", text, REFERENCE)
    line.commune = found.code
    if typed != found.code and fold(typed) not in {fold(found.name), fold(str(found))}:
        note(line, "commune", f"Đã hiểu là {found.code} · {found}.")


def check_founding(line: OrganizationLine, register, note) -> None:
    """Facts of the founding need its day."""
    if line.told(*FOUNDING) and line.founded_on is None:
        if not line.new:
            raise WrongColumn("founded_on", "Ghi ngày thành lập cùng các cột về việc thành lập.", MISSING)
        line.founded_on = line.since


def check_secretary(line: OrganizationLine, register, note) -> None:
    """Name and day go together; the day may be left out where there is no doubt about it."""
    if line.told("secretary_since") and not line.told("secretary"):
        raise WrongColumn("secretary", "Ghi họ tên bí thư cùng ngày nhận chức vụ.", MISSING)
    if not line.told("secretary") or line.told("secretary_since"):
        return
    known = line.known.secretary if line.known else None
    if line.new:
        line.secretary_since = line.since
    elif known is None or fold(known) != fold(line.secretary):
        raise WrongColumn("secretary_since", "Bí thư khác với người đang ghi: ghi từ ngày nào.", MISSING)


def check_term(line: OrganizationLine, register, note) -> None:
    """Both days of a term, in order."""
    if not line.told("term_from", "term_to"):
        return
    known = line.known.term_from if line.known else None
    if line.term_from is None or (line.told("term_from") and not line.told("term_to") and line.term_from != known):
        missing = "term_from" if line.term_from is None else "term_to"
        raise WrongColumn(missing, "Nhiệm kỳ phải ghi cả ngày đầu và ngày dự kiến hết.", MISSING)
    if line.term_to <= line.term_from:
        raise WrongColumn("term_to", f"Nhiệm kỳ phải hết sau ngày {format_date(line.term_from)}.", ORDER)


# Each check is passed over when the cell of its column could not be read.
CHECKS = {
    "code": check_scope,
    "name": check_short_name,
    "until": check_end,
    "type": check_type,
    "parent": check_parent,
    "commune": check_commune,
    "founded_on": check_founding,
    "secretary_since": check_secretary,
    "term_to": check_term,
}
