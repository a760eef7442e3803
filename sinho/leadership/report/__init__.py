"""Report `leadership`: the whole theme of the article in one narrative report (A1 to A24)."""

from cells.organizations.papers import reporting_organizations
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, ReportKind
from sinho.leadership.report.build import CODE, begins, build, build_part
from sinho.leadership.report.paper import printed
from sinho.leadership.report.sheets import workbook

KIND = ReportKind(
    code=CODE,
    title="Nâng cao năng lực lãnh đạo của tổ chức cơ sở đảng và chất lượng cán bộ, đảng viên",
    description=(
        "Báo cáo bằng lời về toàn bộ công tác trong một kỳ: quán triệt nghị quyết, kết nạp, xóa bản trắng, thành lập, "
        "củng cố tổ chức, sinh hoạt, đánh giá, khen thưởng, kiểm tra, quy hoạch, luân chuyển, đào tạo, chất lượng cán "
        "bộ; so với ngày trước kỳ; hạn chế, nhiệm vụ có đoạn văn viết thêm."
    ),
    asks=PERIOD,
    build=build,
    screen="leadership/report.html",
    printed=printed,
    workbook=workbook,
    organizations=reporting_organizations,
    shows=(Permission.VIEW_MEMBERS, Permission.VIEW_CONDUCT, Permission.VIEW_STAFF),
    beside=("admission", "cell-quality", "training", "cadre-quality"),
    narrative=True,
    begins=begins,
    part=build_part,
)
