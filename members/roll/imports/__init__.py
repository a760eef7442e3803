"""The workbook of members (A4)."""

from cells.organizations.imports import names_on
from members.roll.imports.resource import MemberResource
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="members",
    title="Đảng viên",
    description="Danh sách đảng viên của chi bộ: lý lịch, ngày vào Đảng, thẻ, trình độ, nghề nghiệp, nơi ở.",
    thing="đảng viên",
    sheet="Đảng viên",
    intro=(
        "Mẫu này để đưa danh sách đang giữ vào sổ đảng viên, và điền những chỗ còn trống của đảng viên đã có.",
        "Chuyển chi bộ, công nhận chính thức, sửa lý lịch thì ghi ở trang của đảng viên.",
    ),
    resource=MemberResource,
    names=names_on,
    place=3,
    needs=Permission.MANAGE_MEMBERS,
    export_needs=(Permission.EXPORT_MEMBERS, Permission.REVEAL_NUMBERS),
)
