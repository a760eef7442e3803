"""Statistics of the staff of the communes: forms 8C, 9C and 13, the quality table (A23, A24)."""

from cadres.statistics.report import form8c, form9c, form13, table
from cadres.statistics.report.compared import OPTION, with_earlier
from cells.organizations.papers import reporting_organizations
from members.statistics.report.paper import printed
from members.statistics.report.sheets import workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, YEAR, ReportKind

FORMS = (
    (
        form8c,
        PERIOD,
        "Biểu 8C: Tăng, giảm cán bộ, công chức xã",
        "Cán bộ, công chức xã tăng, giảm trong một kỳ theo từng lý do, chia theo nhóm; đối chiếu với danh sách.",
    ),
    (
        form9c,
        YEAR,
        "Biểu 9C: Cán bộ lãnh đạo xã",
        "Cấp ủy viên, lãnh đạo Hội đồng nhân dân, Ủy ban nhân dân, Mặt trận, đoàn thể xã vào một ngày: tuổi, trình độ.",
    ),
    (
        form13,
        PERIOD,
        "Biểu 13: Bổ nhiệm, giới thiệu cán bộ ứng cử",
        "Lượt bổ nhiệm, bổ nhiệm lại, giới thiệu ứng cử chức danh ở xã trong một kỳ theo cấp quản lý chức danh.",
    ),
    (
        table,
        YEAR,
        "Bảng chất lượng cán bộ, công chức xã",
        "Cán bộ, công chức xã vào một ngày theo chức danh, nhóm hoặc xã; chọn các cột cần xem, so với một ngày trước.",
    ),
)

KINDS = tuple(
    ReportKind(
        code=form.CODE,
        title=title,
        description=description,
        asks=asks,
        build=table.build if form is table else with_earlier(form.build),
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        needs=Permission.VIEW_STAFF,
        options=table.options() if form is table else (OPTION,),
    )
    for form, asks, title, description in FORMS
)
