"""Files that are brought in, what is said about them, and what goes out in the same workbooks."""

import io

from openpyxl import load_workbook

from sinho.accounts.models import User
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from tests.factories import people

SAID = tuple[str, str, str]


def tried(kind: str, content: bytes, by: User, file_name: str = "a.xlsx") -> Upload:
    """An upload that has been tried."""
    return uploads.try_file(kind=kind_of(kind), file_name=file_name, content=content, scope=people.scope(by), by=by)


def confirmed(upload: Upload, by: User, **more) -> Upload:
    return uploads.confirm(upload=upload, scope=people.scope(by), by=by, **more)


def said(upload: Upload, level: str = "errors") -> list[SAID]:
    """Cause, column and sentence of everything said at a level."""
    return [
        (group["code"], one["column"].partition(" · ")[2], one["text"])
        for group in upload.trial[level]
        for one in group["findings"]
    ]


def found_at(upload: Upload) -> dict[int, list[SAID]]:
    """Row → cause, column and sentence of each error there."""
    found: dict[int, list[SAID]] = {}
    for group in upload.trial["errors"]:
        for one in group["findings"]:
            found.setdefault(one["row"], []).append((group["code"], one["column"].partition(" · ")[2], one["text"]))
    return found


def exported(kind: str, by: User, reason: str = "Đối chiếu sổ") -> bytes:
    return uploads.export(kind=kind_of(kind), scope=people.scope(by), by=by, reason=reason)


def table(content: bytes) -> list[dict]:
    """The rows of a workbook by the titles of its columns."""
    cells = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=3, values_only=True))
    titles = [str(title).removesuffix(" *") for title in cells[0]]
    return [dict(zip(titles, row, strict=True)) for row in cells[1:] if any(row)]
