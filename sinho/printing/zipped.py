"""The file that a run hands out: its papers in one zip, made while it is sent, always the same bytes.

Papers are compressed already, so they are stored as they are. Only one of them is in memory at a time.
"""

import zipfile
from collections.abc import Iterator

from django.utils import timezone

from sinho.printing.enums import PartState
from sinho.printing.models import PrintPart, PrintRun
from sinho.text.dates import format_date, format_datetime
from sinho.text.numbers import format_number

LIST = "_danh-muc.txt"
RIGHTS = 0o100644 << 16


class NoLongerKept(Exception):
    """The papers went while the file was being sent; who receives it sees that it is not whole."""


class Window:
    """The end of a file that is being written: what was taken away cannot be changed any more, the rest can."""

    def __init__(self):
        self.start, self.place, self.bytes = 0, 0, bytearray()

    def write(self, data: bytes) -> int:
        at = self.place - self.start
        self.bytes[at : at + len(data)] = data
        self.place += len(data)
        return len(data)

    def tell(self) -> int:
        return self.place

    def seek(self, place: int, whence: int = 0) -> int:
        if whence or place < self.start:
            raise OSError("already gone")
        self.place = place
        return place

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """What has been written since it was last asked."""
        taken = bytes(self.bytes)
        self.start += len(taken)
        self.bytes.clear()
        return taken


def pieces(run: PrintRun) -> Iterator[bytes]:
    """The zip of a run that has ended, entry by entry: the list, then the papers in their order."""
    window, ended = Window(), timezone.localtime(run.ended_at).timetuple()[:6]
    made = list(run.parts.filter(state=PartState.MADE).order_by("position").values_list("pk", "file_name"))
    with zipfile.ZipFile(window, "w", zipfile.ZIP_STORED) as target:
        target.writestr(entry(LIST, ended), listed(run).encode("utf-8-sig"))
        yield window.take()
        for pk, name in made:
            content = PrintPart.objects.values_list("content", flat=True).get(pk=pk)
            if content is None:
                raise NoLongerKept(run.pk)
            target.writestr(entry(name, ended), content)
            yield window.take()
    yield window.take()


def entry(name: str, ended: tuple) -> zipfile.ZipInfo:
    """One file, dated when the run ended, so that the same run gives the same bytes."""
    info = zipfile.ZipInfo(name, date_time=ended)
    info.create_system, info.external_attr = 3, RIGHTS
    return info


def listed(run: PrintRun) -> str:
    """What stands in the file and what does not, as Notepad of any age shows it."""
    rows = list(run.parts.order_by("position").values_list("position", "title", "file_name", "state", "error"))
    made = [f"{number}. {name}: {title}" for number, title, name, state, _ in rows if state == PartState.MADE]
    failed = [f"{number}. {title}: {error}" for number, title, _, state, error in rows if state == PartState.FAILED]
    lines = [
        run.title,
        f"{run.organization_name}, tính đến ngày {format_date(run.on)}",
        f"Người yêu cầu: {run.asked_by.full_name}, {format_datetime(run.asked_at)}",
        *([f"Lý do: {run.reason}. Có thông tin cá nhân, không phổ biến."] if run.reason else []),
        f"Đã in {format_number(len(made))}/{format_number(len(rows))} bản, xong {format_datetime(run.ended_at)}",
        "",
        *(["KHÔNG IN ĐƯỢC:", *failed, ""] if failed else []),
        "ĐÃ IN:",
        *made,
        "",
    ]
    return "\r\n".join(lines)


def file_name(run: PrintRun) -> str:
    """Stable name without marks: cell-sheets-2009-17.zip."""
    return f"{run.kind}-{run.year or run.on}-{run.pk}.zip"
