"""The workbook of villages (A2, A5)."""

from cells.organizations.imports import names_on
from cells.places.imports.resource import VillageResource
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind

KIND = WorkbookKind(
    code="villages",
    title="Bản",
    description="Bản với xã, số hộ và chi bộ phụ trách: chi bộ riêng của bản hay sinh hoạt ghép.",
    thing="bản",
    sheet="Bản",
    intro=(
        "Mẫu này để nhập bản mới, thay đổi của bản đã có và chi bộ phụ trách bản.",
        "Tổ chức đảng phải có trước: nhập mẫu “Tổ chức đảng” rồi mới nhập mẫu này.",
    ),
    resource=VillageResource,
    names=names_on,
    place=2,
    needs=Permission.MANAGE_ORGANIZATIONS,
)
