"""Report `year-quality`: cells and members by level in each grassroots organisation, several years side by side (A12).

`gather` reads the years, `shape` is what is shown, `tables` and `build` make it; `paper` and `sheets` print it.
"""

from cells.assessments.report.gather import years_of
from cells.organizations.papers import reporting_organizations
from members.ratings.report.quality.build import CODE, build
from members.ratings.report.quality.gather import MOST_YEARS
from members.ratings.report.quality.paper import printed
from members.ratings.report.quality.sheets import workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import YEAR, Option, ReportKind

__all__ = ["CODE", "KIND"]

KIND = ReportKind(
    code=CODE,
    title="Xếp loại tổ chức đảng và đảng viên qua các năm",
    description=(
        "Chi bộ và đảng viên theo mức của từng tổ chức cơ sở đảng, tỷ lệ xuất sắc so với mức được phép, tới năm năm "
        "cạnh nhau; tổ chức, đảng viên ở mức cao nhất hoặc thấp nhất nhiều năm liền."
    ),
    asks=YEAR,
    build=build,
    screen="members/ratings/quality.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    years=years_of,
    needs=Permission.VIEW_MEMBERS,
    beside=("cell-quality",),
    options=(
        Option(
            "so_nam",
            "Số năm cạnh nhau",
            tuple((str(number), f"{number} năm") for number in range(1, MOST_YEARS + 1)),
            default=("3",),
        ),
    ),
)
