"""The workbook of documents and of the sessions on them (A1)."""

from cells.directives.imports.resource import DirectivesResource
from cells.organizations.imports import names_on
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="directives",
    title="Văn bản, quán triệt",
    description="Văn bản chỉ đạo đến và đi; các buổi quán triệt với số mời, số có mặt theo loại người dự.",
    thing="văn bản, buổi quán triệt",
    sheet="Quán triệt",
    intro=(
        "Mỗi dòng một buổi quán triệt một văn bản của một tổ chức; không ghi tổ chức thì dòng chỉ đưa văn bản vào sổ.",
        "Văn bản chưa có trong sổ thì ghi đủ loại, cơ quan, ngày ban hành, trích yếu; văn bản đã có chỉ cần số.",
        "Mẫu này ghi thêm, không ghi đè; sửa thì ghi ở trang của văn bản, của buổi quán triệt.",
    ),
    resource=DirectivesResource,
    names=names_on,
    place=12,
    weight=5,
    needs=Permission.MANAGE_DIRECTIVES,
)
