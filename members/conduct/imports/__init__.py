"""The workbook of commendations: a row is one organisation, or one member, in one decision (A12)."""

from cells.organizations.imports import names_on
from members.conduct.imports.resource import CommendationResource
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="commendations",
    title="Khen thưởng",
    description="Khen thưởng tổ chức đảng, đảng viên: hình thức, cấp khen, quyết định, thành tích.",
    thing="khen thưởng",
    sheet="Khen thưởng",
    intro=(
        "Mỗi dòng một tổ chức (ghi mã tổ chức) hoặc một đảng viên (ghi mã đảng viên) trong một quyết định.",
        "Mẫu này ghi thêm, không ghi đè; khen thưởng đã ghi thì giữ nguyên.",
    ),
    resource=CommendationResource,
    names=names_on,
    place=15,
    weight=3,
    needs=Permission.RECORD_PRAISE,
    export_needs=(Permission.EXPORT_MEMBERS,),
)
