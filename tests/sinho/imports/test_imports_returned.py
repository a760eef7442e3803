"""The workbook that goes back: our remarks beside those of its owner, whatever else the file had."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from sinho.imports.files import checked_copy
from sinho.imports.returned import commented_bytes
from tests.factories.workbooks import saved


def trial(row: int, letters: str, text: str) -> dict:
    group = {"findings": [{"row": row, "letters": letters, "text": text}]}
    return {"sheet": "Dữ liệu", "errors": [group], "doubts": []}


@pytest.fixture
def owned() -> bytes:
    """A list with two remarks of its owner and a picture."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Dữ liệu"
    sheet.append(["Họ và tên", "Ngày sinh"])
    sheet.append(["Lò Văn Ánh", "31/02/1980"])
    sheet["A2"].comment = Comment("Hỏi lại anh Ánh", "Chủ tệp")
    sheet["B2"].comment = Comment("Theo sổ cũ", "Chủ tệp")
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "png")
    sheet.add_image(Picture(buffer), "D1")
    return saved(workbook)


def remarks(content: bytes) -> dict[str, str]:
    sheet = load_workbook(io.BytesIO(content)).active
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def changed(content: bytes, change) -> bytes:
    """The same file with parts changed: name, bytes → bytes, or None to leave the part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            text = change(part.filename, before.read(part))
            if text is not None:
                after.writestr(part.filename, text)
    return out.getvalue()


def test_remarks_of_the_owner_stay_below_ours(owned):
    found = remarks(commented_bytes(owned, "a.xlsx", trial(2, "B", "Không có ngày 31/02/1980.")))
    assert found == {"A2": "Hỏi lại anh Ánh", "B2": "Không có ngày 31/02/1980.\nTheo sổ cũ"}


@pytest.mark.parametrize(
    "change",
    [
        lambda name, text: None if "comments" in name else text,
        lambda name, text: b"<comments" if "comments" in name else text,
        lambda name, text: b"<a/>" if "comments" in name else text,
    ],
)
def test_remarks_that_cannot_be_read_do_not_keep_the_file(owned, change):
    found = remarks(commented_bytes(changed(owned, change), "a.xlsx", trial(2, "B", "Sai ngày.")))
    assert found["B2"].startswith("Sai ngày.")


def test_what_is_read_for_a_trial_has_no_remarks_and_links_to_nothing_else(owned):
    with zipfile.ZipFile(io.BytesIO(checked_copy(owned, "a.xlsx"))) as copy:
        assert not [name for name in copy.namelist() if "comments" in name or "_rels/sheet" in name]
    with zipfile.ZipFile(io.BytesIO(checked_copy(owned, "a.xlsx", with_comments=True))) as copy:
        [links] = [copy.read(name).decode() for name in copy.namelist() if "worksheets/_rels" in name]
    assert "comments" in links and "drawing" not in links
