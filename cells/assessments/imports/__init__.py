"""The workbook of one sheet, filled in without a line and brought back (A11)."""

from django.urls import reverse

from cells.assessments.imports.lines import sheet_of
from cells.assessments.imports.resource import SheetResource
from cells.organizations.imports import names_on
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind
from sinho.imports.models import Upload


def home(found: Upload) -> tuple[str, str]:
    """The page of the workbook of the sheet that a file is about; the years, when it is about none."""
    sheet = next(filter(None, map(sheet_of, found.trial.get("seen", {}))), None)
    if sheet is None:
        return reverse("assessments:years"), "Đánh giá năm"
    return reverse("assessments:offline", args=[sheet.pk]), f"Tệp Excel của bản đánh giá năm {sheet.campaign.year}"


KIND = WorkbookKind(
    code="sheet",
    title="Bản tự đánh giá",
    description="Bản tự đánh giá của một tổ chức trong năm, điền khi không có mạng.",
    thing="ô của bản đánh giá",
    sheet="Bản đánh giá",
    intro=(
        "Tệp của riêng một tổ chức trong một năm, tải về ở trang “Tệp Excel” của bản và tải lên ở trang đó.",
        "Chỉ ghi vào ô nền vàng; ô nền xám đã khóa. Ô có mũi tên thì chọn trong danh sách.",
        "Ngày ghi ngày/tháng/năm, ví dụ 10/12/2009; phần lẻ của số dùng dấu phẩy. Ô để trống thì giữ điều đã ghi.",
        "Ô nào người khác đã sửa trên hệ thống từ lúc tải tệp thì giữ giá trị trên hệ thống và báo cả hai giá trị.",
        "Tệp ghi trọn hoặc không ghi; tệp không đăng ký và không nộp bản.",
    ),
    resource=SheetResource,
    names=names_on,
    place=99,
    brings=Permission.FILL_SHEET,
    home=home,
    whole=True,
)
