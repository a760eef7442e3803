"""Report `cadre-quality`: the indicators of the staff at the end of a period, held against the day before it (A23)."""

from cadres.staff.report.build import build
from cadres.staff.report.build import organizations as reporting
from cadres.staff.report.paper import printed
from cadres.staff.report.sheets import workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, ReportKind

CODE = "cadre-quality"

KIND = ReportKind(
    code=CODE,
    title="Chất lượng cán bộ, công chức xã",
    description=(
        "Cán bộ chuyên trách, công chức xã theo học vấn, đào tạo theo chức danh, chuyên môn, lý luận chính trị; so với "
        "ngày trước kỳ theo điểm phần trăm và tương đối; từng xã."
    ),
    asks=PERIOD,
    build=build,
    screen="cadres/staff/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting,
    needs=Permission.VIEW_STAFF,
)
