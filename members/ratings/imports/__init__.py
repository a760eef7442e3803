"""The workbook of ratings: a row is one member in one year (A12)."""

from cells.organizations.imports import names_on
from members.ratings.imports.resource import RatingResource
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="ratings",
    title="Đánh giá đảng viên",
    description="Bảng đánh giá đảng viên của chi bộ trong năm: đăng ký, tự nhận, số phiếu từng mức, mức đề nghị.",
    thing="bản đánh giá",
    sheet="Đánh giá đảng viên",
    intro=(
        "Mỗi dòng một đảng viên trong một năm. Ô để trống thì giữ nguyên điều đã ghi.",
        "Tệp đi qua đúng quy tắc của trang đánh giá; chi bộ đã nộp hoặc đã có quyết định thì không ghi được nữa.",
        "Số của buổi họp (có mặt, phiếu hợp lệ) ghi ở trang của chi bộ; tệp không nộp và không quyết định.",
    ),
    resource=RatingResource,
    names=names_on,
    place=14,
    weight=15,
    needs=Permission.MANAGE_MEMBERS,
    export_needs=(Permission.EXPORT_MEMBERS,),
)
