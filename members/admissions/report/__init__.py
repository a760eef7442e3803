"""Report `admission`: who was admitted in a period, compared with the same period of earlier years (A4, A24)."""

from members.admissions.report.build import CODE, build
from members.admissions.report.build import organizations as reporting
from members.admissions.report.paper import printed
from members.admissions.report.sheets import workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, ReportKind

KIND = ReportKind(
    code=CODE,
    title="Kết nạp đảng viên",
    description=(
        "Đảng viên mới kết nạp trong một kỳ theo tổ chức, loại hình, giới tính, dân tộc, tôn giáo, tuổi, học vấn, "
        "chuyên môn, nghề nghiệp; so với cùng kỳ các năm trước; tổ chức không kết nạp được ai."
    ),
    asks=PERIOD,
    build=build,
    screen="members/admissions/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting,
    needs=Permission.VIEW_MEMBERS,
    narrative=True,
)
