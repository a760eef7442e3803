"""How meetings are counted, drawn and printed; the report `meetings` (A6)."""

from cells.meetings.report.build import CODE, build
from cells.meetings.report.papers import printed, workbook
from cells.organizations.papers import reporting_organizations
from sinho.documents.reports import PERIOD, ReportKind

KIND = ReportKind(
    code=CODE,
    title="Chất lượng sinh hoạt chi bộ",
    description=(
        "Sinh hoạt chi bộ trong một kỳ: có họp, không họp, chuyên đề, dự họp, mức chất lượng, theo tổ chức cơ sở đảng "
        "và từng buổi."
    ),
    asks=PERIOD,
    build=build,
    screen="cells/meetings/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
)
