"""A committee's own criteria for a year, before its campaign is opened (A10, A11)."""

from cells.assessments import schemes
from cells.assessments.models import Campaign, CriteriaTree
from cells.assessments.rules.adapting import groups_as_data, why_not_adapted
from cells.assessments.rules.criteria import Frame
from cells.assessments.rules.scheme import read
from cells.organizations.models import Organization, reach_of
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


def frame_of(scheme_code: str, frame_code: str) -> Frame:
    """The frame of a scheme file; Refused when there is none."""
    if scheme_code not in schemes.files():
        raise Refused("Không có bộ quy tắc này.")
    scheme = read(schemes.files()[scheme_code])
    found = next((frame for frame in scheme.frames if frame.code == frame_code), None)
    if found is None:
        raise Refused("Không có bộ tiêu chí này trong bộ quy tắc.")
    return found


def refuse_opened(organization: Organization, year: int) -> None:
    """What a campaign was opened with does not change."""
    today = clock.today()
    holders = Campaign.objects.filter(year=year).values_list("organization_id", flat=True)
    if any(organization.pk in reach_of([holder], today)[holder] for holder in holders):
        raise Refused(f"Đợt đánh giá năm {year} đã mở; bộ tiêu chí của năm đó không đổi được nữa.")


@atomic_or_refused()
def adapt(*, organization: Organization, year: int, scheme_code: str, frame_code: str, source: str, by) -> CriteriaTree:
    """Copy the criteria of a scheme, to adapt them."""
    refuse_opened(organization, year)
    frame = frame_of(scheme_code, frame_code)
    tree = CriteriaTree.objects.create(
        organization=organization,
        year=year,
        scheme_code=scheme_code,
        frame_code=frame_code,
        groups=groups_as_data(frame.groups),
        source=source.strip(),
        changed_at=clock.now(),
        changed_by=by,
    )
    said = f"Chép bộ tiêu chí “{frame.label}” để dùng năm {year}: {tree.source}"
    named = organization.named(clock.today())
    record(by=by, did="criteria.copied", said=said, on=tree, organization=named, after={"groups": tree.groups})
    return tree


@atomic_or_refused()
def change(*, tree: CriteriaTree, groups: list[dict], source: str, by) -> CriteriaTree:
    """Write the adapted criteria; refused while their points do not add up."""
    tree = CriteriaTree.objects.select_for_update(of=("self",)).select_related("organization").get(pk=tree.pk)
    refuse_opened(tree.organization, tree.year)
    frame = frame_of(tree.scheme_code, tree.frame_code)
    if reasons := why_not_adapted(frame, groups):
        raise Refused(reasons)
    before = {"groups": tree.groups, "source": tree.source}
    tree.groups, tree.source = groups, source.strip()
    tree.changed_at, tree.changed_by = clock.now(), by
    tree.version += 1
    tree.save()
    said = f"Sửa bộ tiêu chí “{frame.label}” năm {tree.year}: {tree.source}"
    named = tree.organization.named(clock.today())
    after = {"groups": groups, "source": tree.source}
    record(by=by, did="criteria.changed", said=said, on=tree, organization=named, before=before, after=after)
    return tree


def trees_for(holder: Organization, year: int, scheme_code: str) -> list[tuple[int | None, str, list[dict], str]]:
    """The adapted criteria that a campaign of this holder takes along."""
    below = reach_of([holder.pk], clock.today())[holder.pk]
    rows = CriteriaTree.objects.filter(organization__in=below, year=year, scheme_code=scheme_code).order_by("id")
    return [
        (None if tree.organization_id == holder.pk else tree.organization_id, tree.frame_code, tree.groups, tree.source)
        for tree in rows
    ]
