"""Reports on training (A3, A21, A22): `training` on classes, people and support; `form-10`."""

from cadres.statistics.report.compared import OPTION, with_earlier
from cadres.training.report import form10
from cadres.training.report.build import CODE, build
from cadres.training.report.paper import printed
from cadres.training.report.sheets import workbook
from cadres.training.sets import CODE as FORM_10
from cells.organizations.papers import reporting_organizations
from members.statistics.report.paper import printed as form_printed
from members.statistics.report.sheets import workbook as form_workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, ReportKind

KIND = ReportKind(
    code=CODE,
    title="Đào tạo, bồi dưỡng cán bộ",
    description=(
        "Lớp khai giảng, lượt người học theo loại, nội dung, trình độ, giới, dân tộc, nơi cử đi; kết quả; hỗ trợ đi "
        "học so với dự toán; cùng kỳ năm trước."
    ),
    asks=PERIOD,
    build=build,
    screen="cadres/training/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    needs=Permission.VIEW_STAFF,
    narrative=True,
)
FORM = ReportKind(
    code=FORM_10,
    title="Biểu 10: Đào tạo, bồi dưỡng cán bộ",
    description="Lượt người được đào tạo, bồi dưỡng trong một kỳ theo nội dung, trình độ, hình thức, cấp; số lớp.",
    asks=PERIOD,
    build=with_earlier(form10.build),
    screen="members/statistics/form.html",
    printed=form_printed,
    workbook=form_workbook,
    organizations=reporting_organizations,
    needs=Permission.VIEW_STAFF,
    options=(OPTION,),
)
KINDS = (KIND, FORM)
