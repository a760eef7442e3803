"""The workbooks of members, of what they have learned, of their transfers (A4)."""

from cells.organizations.imports import names_on
from members.roll.imports.education import EducationResource
from members.roll.imports.resource import MemberResource
from members.roll.imports.transfers import TransferResource
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
EDUCATION = WorkbookKind(
    code="education",
    title="Trình độ",
    description="Trình độ của đảng viên trong danh sách: học vấn, chuyên môn, lý luận chính trị, ngoại ngữ, tin học.",
    thing="trình độ",
    sheet="Trình độ",
    intro=(
        "Mẫu này ghi thêm trình độ cho đảng viên đã có trong danh sách; mỗi dòng một trình độ của một đảng viên.",
        "Mẫu không thêm đảng viên và không ghi đè trình độ đã có; tệp xuất ra để trống số căn cước và số thẻ.",
    ),
    resource=EducationResource,
    names=names_on,
    place=4,
    needs=Permission.MANAGE_MEMBERS,
    export_needs=(Permission.EXPORT_MEMBERS,),
)
TRANSFERS = WorkbookKind(
    code="transfers",
    title="Chuyển sinh hoạt",
    description="Sổ chuyển sinh hoạt của đảng viên trong danh sách: đi, đến, tạm thời, đang chuyển và đã xong.",
    thing="việc chuyển",
    sheet="Chuyển sinh hoạt",
    intro=(
        "Mỗi dòng một lần chuyển của một đảng viên đã có trong danh sách; việc chưa xong thì để trống ngày tiếp nhận.",
        "Tệp đi qua đúng quy tắc của trang Chuyển sinh hoạt. Đã ghi rồi thì tệp chỉ ghi tiếp những bước còn thiếu.",
        "Việc chuyển của các năm trước chỉ thêm giấy tờ, khi sổ đảng viên đã ghi như thế hoặc bắt đầu sau đó.",
    ),
    resource=TransferResource,
    names=names_on,
    place=5,
    weight=15,
    needs=Permission.RECORD_TRANSFERS,
    export_needs=(Permission.EXPORT_MEMBERS,),
)
