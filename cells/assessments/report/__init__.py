"""Report `cell-quality`: how the organisations of a year were graded, beside the year before (A24).

`graded` is what is counted, `gather` reads it, `compared` and `quality` are the figures, `build` puts them together;
`charts`, `paper` and `sheets` show them.
"""

from cells.assessments.report.build import build
from cells.assessments.report.gather import years_of
from cells.assessments.report.paper import printed
from cells.assessments.report.quality import CODE, QualityReport
from cells.assessments.report.sheets import workbook
from cells.organizations.papers import reporting_organizations
from sinho.documents.reports import YEAR, ReportKind

__all__ = ["CODE", "KIND", "QualityReport", "build"]

KIND = ReportKind(
    code=CODE,
    title="Chất lượng tổ chức cơ sở đảng",
    description=(
        "Xếp loại tổ chức cơ sở đảng và chi bộ trực thuộc trong năm, theo hình thức, loại hình và từng đảng bộ; "
        "so với năm trước; tổ chức chưa đánh giá và lý do; tổ chức xếp loại thấp nhất."
    ),
    asks=YEAR,
    build=build,
    screen="cells/assessments/quality.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    years=years_of,
    beside=("year-quality",),
    narrative=True,
)
