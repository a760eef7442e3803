"""Report `oversight`: people in charge, difficulties, weak organisations, opinions of the people (A8, A13, A15)."""

from cells.organizations.papers import reporting_organizations
from cells.oversight.report.build import CODE, build
from cells.oversight.report.paper import printed, workbook
from sinho.documents.reports import PERIOD, ReportKind

KIND = ReportKind(
    code=CODE,
    title="Phụ trách cơ sở, củng cố tổ chức yếu kém",
    description=(
        "Huyện ủy viên phụ trách và chỗ còn trống, lần xuống cơ sở, khó khăn đã giải quyết và quá hạn, tổ chức yếu kém "
        "kéo dài với kế hoạch củng cố, ý kiến của nhân dân; cùng kỳ năm trước."
    ),
    asks=PERIOD,
    build=build,
    screen="cells/oversight/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
)
