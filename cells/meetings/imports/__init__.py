"""The workbook `meetings`: one row is one meeting of a cell (A6)."""

from cells.meetings.imports.resource import MeetingResource
from cells.organizations.imports import names_on
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="meetings",
    title="Sinh hoạt chi bộ",
    description="Buổi sinh hoạt của chi bộ: ngày, loại, số dự họp, nội dung, điểm và mức chi bộ đề nghị.",
    thing="buổi sinh hoạt",
    sheet="Sinh hoạt chi bộ",
    intro=(
        "Mỗi dòng một buổi sinh hoạt. Tệp đi qua đúng quy tắc của trang Ghi buổi sinh hoạt.",
        "Mẫu này ghi thêm buổi, không ghi đè buổi đã có; sửa, bỏ buổi ghi nhầm thì ghi ở trang của buổi.",
        "Điểm là tổng điểm; mức theo khung điểm của ngày họp, cột Mức chỉ để đối chiếu. Kết luận ghi ở trang.",
    ),
    resource=MeetingResource,
    names=names_on,
    place=13,
    weight=3,
    needs=Permission.RECORD_MEETINGS,
)
