"""The kinds of workbooks. A theme registers its kinds (`register`) when the application starts."""

from collections.abc import Callable
from dataclasses import dataclass

from sinho.accounts.roles import Permission
from sinho.imports.resources import WorkbookResource
from sinho.refusal import Refused
from sinho.text.file_names import file_word


@dataclass(frozen=True)
class WorkbookKind:
    """A kind of workbook: how it is called, what it is for, the Resource that reads and writes it.

    `names` gives names of organisations by id, as they are called on a day. `needs`: a permission beside that of
    importing, for workbooks about people; such a workbook leaves only with `export_needs` and for a reason. `weight`:
    how many times the work of a plain row its rows take, so that smaller files go to the background. `brings`: who may
    bring it in; with another permission than that of importing the workbook has a page of its own (`home`: its address
    and name, for a file), and does not stand among the others. `whole`: its rows are taken together or not at all.
    """

    code: str
    title: str
    description: str
    thing: str
    sheet: str
    intro: tuple[str, ...]
    resource: type[WorkbookResource]
    names: Callable[..., dict[int, str]]
    place: int = 0
    needs: Permission | None = None
    export_needs: tuple[Permission, ...] = ()
    weight: int = 1
    brings: Permission = Permission.IMPORT
    home: Callable[..., tuple[str, str]] | None = None
    whole: bool = False

    @property
    def file_word(self) -> str:
        """The title as part of a file's name: chuyen-sinh-hoat."""
        return file_word(self.title)


_kinds: dict[str, WorkbookKind] = {}


def register(kind: WorkbookKind) -> None:
    """Make a kind known; a code stands for one kind."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"workbook kind {kind.code} is registered twice")


def all_kinds() -> list[WorkbookKind]:
    """Kinds in the order in which a district fills them."""
    return sorted(_kinds.values(), key=lambda kind: (kind.place, kind.code))


def kind_of(code: str) -> WorkbookKind:
    """The kind with this code."""
    if code not in _kinds:
        raise Refused(f"Không có mẫu “{code}”. Các mẫu có: {', '.join(kind.code for kind in all_kinds())}.")
    return _kinds[code]
