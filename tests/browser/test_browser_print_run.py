"""A print run in a real browser (A24): the sheets of all cells of a commune, progress seen, read back from the zip."""

import io
import re
import zipfile

from pypdf import PdfReader

from cells.organizations.models import OrganizationState
from sinho.printing import background
from sinho.printing.models import PrintRun
from sinho.printing.press import make_parts
from sinho.web import clock

COMMUNE = "Đảng bộ xã Nậm Tăm"


def test_the_sheets_of_all_cells_come_as_one_file(own_demo, page, sign_in, settings):
    settings.PRINT_PROCESSES = 0
    sign_in(page, "bantochuc")
    page.get_by_role("link", name="Báo cáo").first.click()
    page.get_by_role("link", name="In hàng loạt").click()
    page.get_by_role("link", name="Bản tự đánh giá của các chi bộ").click()
    page.get_by_label("Phạm vi").select_option(label=COMMUNE)
    page.get_by_label("Năm").select_option("2008")
    page.get_by_role("button", name="Bắt đầu in").click()
    page.get_by_role("heading", name="Đang chờ tới lượt").wait_for()
    run = background.taken(PrintRun.objects.get().pk)
    make_parts(run.pk, most=2)
    page.get_by_role("heading", name="Đã in 2/").wait_for()
    total = run.counts().total
    assert page.get_by_role("progressbar").get_attribute("value") == str(200 // total)
    background.run.call(run.pk)
    page.get_by_role("heading", name="Tệp đã sẵn sàng").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải tệp nén")).click()
    check(download.value.path().read_bytes(), total)


def check(content: bytes, total: int) -> None:
    """One paper for each cell, with its name in the text, and the list."""
    run = PrintRun.objects.get()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None and len(file.namelist()) == total + 1
        listed = file.read("_danh-muc.txt").decode("utf-8-sig")
        assert f"Đã in {total}/{total} bản" in listed
        for part in run.parts.all():
            text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read(part.file_name))).pages)
            cell = part.title.partition(", ")[0]
            assert cell.upper() in " ".join(text.split()).upper(), part.title
    cells = OrganizationState.objects.on(clock.today()).filter(kind="subordinate_cell", parent__states__name=COMMUNE)
    assert 5 < total <= cells.count() + 2
