"""Report `directives`: documents, briefings and how far they reached, tasks, regulations (A1, A9)."""

from cells.directives.report.build import build
from cells.directives.report.paper import printed
from cells.directives.report.sheets import workbook
from cells.organizations.papers import reporting_organizations
from sinho.documents.reports import PERIOD, ReportKind

KIND = ReportKind(
    code="directives",
    title="Quán triệt, thực hiện văn bản chỉ đạo",
    description=(
        "Văn bản vào sổ, đơn vị đã quán triệt đúng hạn, chậm, chưa quán triệt, đảng viên được quán triệt, nhiệm vụ của "
        "chương trình hành động, quy chế làm việc; cùng kỳ năm trước."
    ),
    asks=PERIOD,
    build=build,
    screen="cells/directives/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
)
