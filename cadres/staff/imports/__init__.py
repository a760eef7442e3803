"""The workbooks of the staff of the communes and of what they have learned (A23)."""

from cadres.staff.imports.cadres import CadreResource
from cadres.staff.imports.qualifications import QualificationResource
from cells.organizations.imports import names_on
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

CADRES = WorkbookKind(
    code="cadres",
    title="Cán bộ xã",
    description="Danh sách cán bộ, công chức xã: lý lịch, xã, chức danh, quyết định, trình độ.",
    thing="chức danh",
    sheet="Cán bộ xã",
    intro=(
        "Mỗi dòng một chức danh của một người; ai giữ nhiều chức danh thì ghi nhiều dòng, lý lịch như nhau.",
        "Mẫu này ghi người mới, chức danh mới, và điền chỗ còn trống; tệp đi qua đúng quy tắc của trang Cán bộ xã.",
        "Thôi chức danh, đính chính, sửa lý lịch thì ghi ở trang của cán bộ; tệp xuất ra để trống số căn cước.",
    ),
    resource=CadreResource,
    names=names_on,
    place=7,
    weight=15,
    needs=Permission.MANAGE_STAFF,
    export_needs=(Permission.EXPORT_STAFF,),
)
QUALIFICATIONS = WorkbookKind(
    code="qualifications",
    title="Trình độ cán bộ xã",
    description="Trình độ của cán bộ, công chức xã: học vấn, chuyên môn, lý luận, quản lý nhà nước, bồi dưỡng.",
    thing="trình độ",
    sheet="Trình độ cán bộ",
    intro=(
        "Mẫu này ghi thêm trình độ cho cán bộ đã có trong danh sách; mỗi dòng một trình độ của một người.",
        "Mẫu không thêm người và không ghi đè trình độ đã có; tệp xuất ra để trống số căn cước.",
    ),
    resource=QualificationResource,
    names=names_on,
    place=8,
    weight=4,
    needs=Permission.MANAGE_STAFF,
    export_needs=(Permission.EXPORT_STAFF,),
)
KINDS = (CADRES, QUALIFICATIONS)
