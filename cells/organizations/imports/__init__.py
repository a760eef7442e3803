"""The workbook of organisations (A5)."""

from cells.organizations.imports.resource import OrganizationResource
from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Permission
from sinho.imports.kinds import WorkbookKind


def names_on(ids, day) -> dict[int, str]:
    """Names of organisations on a day."""
    states = OrganizationState.objects.on(day).filter(organization__in=ids)
    return dict(states.values_list("organization_id", "name"))


KIND = WorkbookKind(
    code="organizations",
    title="Tổ chức đảng",
    description="Đảng bộ, chi bộ với tên, hình thức, cấp trên, việc thành lập, bí thư và nhiệm kỳ.",
    thing="tổ chức",
    sheet="Tổ chức",
    intro=(
        "Mẫu này để nhập tổ chức đảng mới và thay đổi của tổ chức đã có.",
        "Tổ chức cấp trên có thể là một dòng khác trong cùng tệp, ở bất cứ vị trí nào.",
    ),
    resource=OrganizationResource,
    names=names_on,
    place=1,
    needs=Permission.MANAGE_ORGANIZATIONS,
)
