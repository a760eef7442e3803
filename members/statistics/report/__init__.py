"""Statistical forms of the membership (sets TCTW, BTCTW), for any period or day (A4, A11, A12, A24)."""

from cells.assessments.report.gather import years_of
from cells.organizations.papers import reporting_organizations
from cells.oversight.actions.reading import READ
from members.statistics.report import conduct as conduct_report
from members.statistics.report import (
    form1,
    form2,
    form3,
    form4,
    form5,
    form6f,
    form7,
    form7a,
    form7b,
    form_tctw6,
    form_tctw8,
    form_tctw9,
    form_tctw10,
)
from members.statistics.report.form import SETS, TITLES
from members.statistics.report.paper import printed
from members.statistics.report.sheets import workbook
from sinho.accounts.roles import Permission
from sinho.documents.reports import PERIOD, YEAR, ReportKind

DESCRIPTIONS = {
    form1.CODE: "Đảng viên tăng, giảm trong một kỳ theo từng lý do, so với cùng kỳ năm trước; đối chiếu với danh sách.",
    form2.CODE: "Đảng viên mới kết nạp trong một kỳ theo mẫu biểu thống kê; biểu 2B theo dân tộc, tôn giáo.",
    form3.CODE: "Đảng viên vào một ngày: nghề nghiệp, tuổi đời, thời gian vào Đảng, học vấn, chuyên môn, lý luận.",
    form4.CODE: "Đảng viên vào một ngày theo 54 dân tộc và các tôn giáo.",
    form5.CODE: "Tổ chức cơ sở đảng, tổ chức trực thuộc và đảng viên vào một ngày theo loại hình.",
    form6f.CODE: "Tập thể, đảng viên phải, đã, chưa kiểm điểm tự phê bình và phê bình của một năm, đến ngày hỏi.",
    form7b.CODE: "Đảng viên theo mức xếp loại của một năm và loại hình tổ chức cơ sở, đã quyết định đến ngày hỏi.",
}
ASKS = {form1.CODE: PERIOD, form2.CODE: PERIOD, form3.CODE: YEAR, form4.CODE: YEAR, form5.CODE: YEAR}
ASKS[form6f.CODE] = ASKS[form7b.CODE] = YEAR

YEARS = {form6f.CODE: form7b.years_of, form7b.CODE: form7b.years_of}
# Forms that exist in each set.
OF_SETS = (form1, form2, form3, form4, form5)

OF_MEMBERS = tuple(
    ReportKind(
        code=form.CODE,
        title=TITLES[form.CODE],
        description=DESCRIPTIONS[form.CODE],
        asks=ASKS[form.CODE],
        build=form.build,
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        years=YEARS.get(form.CODE),
        needs=Permission.VIEW_MEMBERS,
        options=(SETS,) if form in OF_SETS else (),
    )
    for form in (*OF_SETS, form6f, form7b)
)
OF_YEARS = (
    ReportKind(
        code=form7a.CODE,
        title="Biểu 7A: Chất lượng tổ chức cơ sở đảng, chi bộ trực thuộc",
        description="Xếp loại tổ chức cơ sở đảng, chi bộ trực thuộc trong năm theo mẫu biểu, chia theo loại hình.",
        asks=YEAR,
        build=form7a.build,
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        years=years_of,
    ),
)
OF_CONDUCT = (
    ReportKind(
        code=form7.CODE,
        title="Biểu 7: Nghiệp vụ công tác đảng viên",
        description="Khen thưởng, Huy hiệu Đảng, phát thẻ, chuyển sinh hoạt trong một kỳ, so với cùng kỳ năm trước.",
        asks=PERIOD,
        build=form7.build,
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        needs=Permission.VIEW_MEMBERS,
    ),
    ReportKind(
        code=conduct_report.CODE,
        title="Kiểm tra, kỷ luật, khen thưởng",
        description=(
            "Kế hoạch và kết quả kiểm tra, giám sát, kiến nghị; kỷ luật tổ chức, đảng viên; khen thưởng trong một kỳ, "
            "so với cùng kỳ năm trước."
        ),
        asks=PERIOD,
        build=conduct_report.build,
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        needs=Permission.VIEW_CONDUCT,
        reads=READ,
    ),
)
# Forms that exist in the older set alone: what is asked, permission, whether its reading is logged.
OF_THE_OLDER_SET = tuple(
    ReportKind(
        code=form.CODE,
        title=title,
        description=description,
        asks=asks,
        build=form.build,
        screen="members/statistics/form.html",
        printed=printed,
        workbook=workbook,
        organizations=reporting_organizations,
        needs=needs,
        reads=READ if needs == Permission.VIEW_CONDUCT else "",
    )
    for form, asks, needs, title, description in (
        (
            form_tctw6,
            YEAR,
            Permission.VIEW_MEMBERS,
            "Biểu 6 (bộ cũ): Đảng viên theo nghề nghiệp",
            "Đảng viên vào một ngày theo nghề nghiệp, nghỉ hưu, được miễn sinh hoạt; so với cùng ngày năm trước.",
        ),
        (
            form_tctw8,
            YEAR,
            Permission.VIEW_MEMBERS,
            "Biểu 8 (bộ cũ): Danh hiệu, khen thưởng của đảng viên",
            "Huy hiệu Đảng, bằng khen, giấy khen của đảng viên: trong năm và cộng dồn đến ngày của biểu.",
        ),
        (
            form_tctw9,
            PERIOD,
            Permission.VIEW_CONDUCT,
            "Biểu 9 (bộ cũ): Kỷ luật và ra khỏi Đảng",
            "Đảng viên bị kỷ luật theo hình thức, bị khai trừ, xóa tên, xin ra khỏi Đảng trong một kỳ.",
        ),
        (
            form_tctw10,
            PERIOD,
            Permission.VIEW_CONDUCT,
            "Biểu 10 (bộ cũ): Nghiệp vụ công tác đảng viên",
            "Tổ chức, bản chưa có đảng viên, bồi dưỡng, công nhận, thẻ, chuyển sinh hoạt, khen thưởng, kỷ luật một kỳ.",
        ),
    )
)
KINDS = (*OF_MEMBERS, *OF_YEARS, *OF_CONDUCT, *OF_THE_OLDER_SET)
