"""The workbook of cases on the way into the Party (A4)."""

from cells.organizations.imports import names_on
from members.admissions.imports.resource import AdmissionResource
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="admissions",
    title="Kết nạp",
    description="Sổ theo dõi quần chúng ưu tú: lý lịch, chi bộ, ngày và giấy tờ của từng bước đến khi chính thức.",
    thing="hồ sơ kết nạp",
    sheet="Kết nạp",
    intro=(
        "Mỗi dòng một người. Bước chưa làm thì để trống; lần sau nhập lại cùng tệp có thêm bước thì hệ thống ghi tiếp.",
        "Tệp đi qua đúng quy tắc của trang Kết nạp: thứ tự bước, hai phần ba số phiếu, thời hạn giấy tờ; lễ kết nạp "
        "đưa người ấy vào sổ đảng viên.",
        "Điều đã ghi thì không ghi đè; tệp xuất ra để trống số căn cước.",
    ),
    resource=AdmissionResource,
    names=names_on,
    place=6,
    weight=15,
    needs=Permission.RECORD_ADMISSIONS,
    export_needs=(Permission.EXPORT_MEMBERS,),
)
