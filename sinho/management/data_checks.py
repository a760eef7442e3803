"""The checks of `check_data`: each takes the day and gives sentences, with a number of queries that never grows."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Window
from django.db.models.functions import Lag

from cells.access.models import Grant
from cells.organizations.enums import EventKind, Office, OrganizationKind
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term, subtree_ids
from cells.organizations.standards import standard_on
from cells.places.enums import ServiceKind
from cells.places.models import VillageService, VillageState
from sinho.accounts.models import User
from sinho.imports.enums import UploadState
from sinho.imports.models import Upload
from sinho.management.cadre_checks import (
    certificate_against_record,
    hired_without_post,
    left_before_kept,
    movement_against_post,
    on_staff_while_up,
    payment_outside_award,
    twice_in_class,
    votes_outside_post,
)
from sinho.management.grade_checks import points_above_maximum, unexplained_grades, unknown_grades
from sinho.management.member_checks import (
    case_against_rules,
    case_of_ended_cell,
    home_in_no_village,
    membership_outside,
    number_against_record,
    office_left_behind,
    office_outside_party,
    probation_over,
    same_person,
    under_age,
)
from sinho.text.dates import format_date

Check = Callable[[dt.date], Iterator[str]]
COMMITTEES = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.SECTION_COMMITTEE)

# Rows whose period is not covered by the life of the organisation they hang on.
NO_PARENT = """
SELECT s.* FROM cells_organizationstate s WHERE s.parent_id IS NOT NULL AND NOT coalesce((
    SELECT range_agg(p.valid) FILTER (WHERE cells_rank_above(p.kind) < cells_rank_below(s.kind))
    FROM cells_organizationstate p WHERE p.organization_id = s.parent_id) @> s.valid, false)
"""
NO_CELL = """
SELECT v.* FROM cells_villageservice v WHERE NOT coalesce((
    SELECT range_agg(s.valid) FROM cells_organizationstate s WHERE s.organization_id = v.cell_id) @> v.valid, false)
"""
NO_COMMITTEE = """
SELECT v.* FROM cells_villagestate v WHERE NOT coalesce((
    SELECT range_agg(s.valid) FROM cells_organizationstate s
    WHERE s.organization_id = v.committee_id) @> v.valid, false)
"""
CHANGED_FILES = """
SELECT id, file_name FROM imports_upload WHERE encode(sha256(content), 'hex') <> sha256
"""
FORGOTTEN_DAYS = 7


def named(state: OrganizationState) -> str:
    """“Chi bộ bản Nà Tăm (SH-NT-B01)”."""
    return f"{state.name} ({state.organization.code})"


def states_on(day: dt.date):
    """States of the day with their organisations, from the top down."""
    return OrganizationState.objects.on(day).select_related("organization").in_order()


def alive(day: dt.date, organization: str) -> Exists:
    """Whether the organisation that the outer row names exists on the day."""
    return Exists(OrganizationState.objects.on(day).filter(organization=OuterRef(organization)))


def no_parent(day: dt.date) -> Iterator[str]:
    for state in OrganizationState.objects.raw(NO_PARENT).prefetch_related("organization"):
        yield f"{named(state)} không có cấp trên phù hợp trong cả giai đoạn từ {format_date(state.since)}."


def outside_tree(day: dt.date) -> Iterator[str]:
    tops = states_on(day).filter(parent__isnull=True).values_list("organization_id", flat=True)
    reached = frozenset().union(*(subtree_ids(top, day) for top in tops))
    for state in states_on(day).exclude(organization__in=reached):
        yield f"{named(state)} không nối được về đảng bộ đứng đầu."


def founding_not_first(day: dt.date) -> Iterator[str]:
    foundings = OrganizationEvent.objects.filter(kind=EventKind.ESTABLISH).select_related("organization")
    for event in foundings.annotate(first=Min("organization__states__valid__startswith")).exclude(first=F("on")):
        begins = f"giai đoạn đầu từ {format_date(event.first)}" if event.first else "chưa ghi giai đoạn nào"
        yield f"{event.organization.code} thành lập ngày {format_date(event.on)} nhưng {begins}."


def no_cell_alive(day: dt.date) -> Iterator[str]:
    for service in VillageService.objects.raw(NO_CELL).prefetch_related("village", "cell"):
        since = format_date(service.valid.lower)
        yield f"Bản {service.village.code} do {service.cell.code} phụ trách từ {since} khi chi bộ này không tồn tại."


def no_committee_alive(day: dt.date) -> Iterator[str]:
    for state in VillageState.objects.raw(NO_COMMITTEE).prefetch_related("village", "committee"):
        yield f"Bản {state.name} ({state.village.code}) thuộc {state.committee.code} cả khi tổ chức này không tồn tại."


def no_secretary(day: dt.date) -> Iterator[str]:
    held = Officer.objects.filter(organization=OuterRef("organization"), office=Office.SECRETARY, held__contains=day)
    for state in states_on(day).filter(~Exists(held)):
        yield f"{named(state)} chưa có bí thư."


def too_few_founders(day: dt.date) -> Iterator[str]:
    least = standard_on("founding_members", day).value
    events = OrganizationEvent.objects.filter(
        kind=EventKind.ESTABLISH, on__lte=day, official_members__lt=least
    ).select_related("organization")
    for event in events.order_by("on", "organization__code"):
        yield f"{event.organization.code} thành lập với {event.official_members} đảng viên chính thức (cần {least})."


def founding_without_decision(day: dt.date) -> Iterator[str]:
    unknown = Q(decision_number="") | Q(decision_date__isnull=True)
    events = OrganizationEvent.objects.filter(unknown, kind=EventKind.ESTABLISH, on__lte=day)
    for event in events.select_related("organization").order_by("on", "organization__code"):
        on = format_date(event.on)
        yield f"{event.organization.code} thành lập ngày {on} chưa ghi số hoặc ngày quyết định."


def committee_without_cells(day: dt.date) -> Iterator[str]:
    below = OrganizationState.objects.on(day).filter(parent=OuterRef("organization"))
    for state in states_on(day).filter(~Exists(below), kind__in=COMMITTEES):
        yield f"{named(state)} chưa có tổ chức trực thuộc nào."


def same_name(day: dt.date) -> Iterator[str]:
    rows = OrganizationState.objects.on(day).values("parent__code", "name").annotate(number=Count("id"))
    for row in rows.filter(number__gt=1).order_by("parent__code", "name"):
        yield f"Có {row['number']} tổ chức cùng tên {row['name']} dưới {row['parent__code'] or 'không cấp trên'}."


def gaps(rows, owner: str):
    """Rows that begin later than the one before them ended."""
    ended = Window(Lag("valid__endswith"), partition_by=F(owner), order_by="valid")
    return rows.annotate(ended=ended, began=F("valid__startswith")).filter(ended__lt=F("began"))


def organization_gaps(day: dt.date) -> Iterator[str]:
    for state in gaps(OrganizationState.objects.select_related("organization"), "organization"):
        last = format_date(state.ended - dt.timedelta(days=1))
        yield f"{named(state)}: không ghi gì giữa {last} và {format_date(state.since)}."


def village_gaps(day: dt.date) -> Iterator[str]:
    for state in gaps(VillageState.objects.select_related("village"), "village"):
        last = format_date(state.ended - dt.timedelta(days=1))
        yield f"Bản {state.name} ({state.village.code}): không ghi gì giữa {last} và {format_date(state.began)}."


def village_without_cell(day: dt.date) -> Iterator[str]:
    served = VillageService.objects.filter(village=OuterRef("village"), valid__contains=day)
    villages = VillageState.objects.on(day).filter(~Exists(served)).select_related("village", "commune")
    for state in villages.order_by("commune__sort_key", "sort_key"):
        yield f"Bản {state.name} ({state.village.code}), {state.commune}, chưa có chi bộ nào phụ trách."


def own_cell_of_two(day: dt.date) -> Iterator[str]:
    services = VillageService.objects.filter(valid__contains=day, kind=ServiceKind.OWN).values("cell__code")
    for row in services.annotate(number=Count("id")).filter(number__gt=1).order_by("cell__code"):
        yield f"{row['cell__code']} ghi là chi bộ riêng của {row['number']} bản."


def commune_ended(day: dt.date) -> Iterator[str]:
    for state in states_on(day).filter(commune__isnull=False).exclude(commune__valid__contains=day):
        yield f"{named(state)} còn ghi thuộc một xã không còn vào ngày {format_date(day)}."


def term_over(day: dt.date) -> Iterator[str]:
    running = Term.objects.filter(organization=OuterRef("organization"), planned_until__gte=day)
    began = Term.objects.filter(organization=OuterRef("organization"), starts_on__lte=day)
    for state in states_on(day).filter(Exists(began), ~Exists(running)):
        yield f"{named(state)} đã hết nhiệm kỳ, chưa ghi nhiệm kỳ mới."


def office_in_ended(day: dt.date) -> Iterator[str]:
    officers = Officer.objects.filter(~alive(day, "organization"), held__contains=day).select_related("organization")
    for officer in officers:
        office = officer.get_office_display().lower()
        yield f"{officer.person_name} còn ghi là {office} của {officer.organization.code}, tổ chức đã kết thúc."


def grant_on_ended(day: dt.date) -> Iterator[str]:
    grants = Grant.objects.on(day).filter(~alive(day, "organization")).select_related("user", "organization")
    for grant in grants:
        role = grant.get_role_display()
        yield f"{grant.user.full_name} còn vai trò {role} ở {grant.organization.code}, tổ chức đã kết thúc."


def account_without_grant(day: dt.date) -> Iterator[str]:
    held = Grant.objects.on(day).filter(user=OuterRef("pk"))
    for user in User.objects.filter(~Exists(held), is_active=True):
        yield f"Tài khoản {user.username} ({user.full_name}) đang mở nhưng không có vai trò nào."


def upload_of_nobody(day: dt.date) -> Iterator[str]:
    known = Organization.objects.values("pk")
    for upload in Upload.objects.light().exclude(organization_id__in=known):
        yield f"Tệp nhập {upload.file_name} (số {upload.pk}) ghi cho một tổ chức không có."


def upload_changed(day: dt.date) -> Iterator[str]:
    for upload in Upload.objects.raw(CHANGED_FILES):
        yield f"Tệp nhập {upload.file_name} (số {upload.pk}) không còn nguyên như khi đưa lên."


def upload_forgotten(day: dt.date) -> Iterator[str]:
    before = day - dt.timedelta(days=FORGOTTEN_DAYS)
    forgotten = Upload.objects.light().filter(state=UploadState.TRIED, tried_at__date__lt=before)
    for upload in forgotten.select_related("tried_by"):
        tried = format_date(upload.tried_at)
        yield f"Tệp {upload.file_name} ({upload.tried_by}) đã thử ngày {tried} nhưng chưa nhập."


CONTRADICTIONS: dict[str, Check] = {
    "M01": no_parent,
    "M02": outside_tree,
    "M03": founding_not_first,
    "M04": no_cell_alive,
    "M05": no_committee_alive,
    "M06": unknown_grades,
    "M07": points_above_maximum,
    "M08": upload_of_nobody,
    "M09": upload_changed,
    "M10": membership_outside,
    "M11": case_against_rules,
    "M12": office_outside_party,
    "M13": movement_against_post,
    "M14": payment_outside_award,
    "M15": left_before_kept,
}
FINDINGS: dict[str, Check] = {
    "R01": no_secretary,
    "R02": too_few_founders,
    "R03": founding_without_decision,
    "R04": committee_without_cells,
    "R05": same_name,
    "R06": organization_gaps,
    "R07": village_gaps,
    "R08": village_without_cell,
    "R09": own_cell_of_two,
    "R10": commune_ended,
    "R11": term_over,
    "R12": office_in_ended,
    "R13": grant_on_ended,
    "R14": account_without_grant,
    "R15": unexplained_grades,
    "R16": upload_forgotten,
    "R17": probation_over,
    "R18": same_person,
    "R19": home_in_no_village,
    "R20": under_age,
    "R21": number_against_record,
    "R22": office_left_behind,
    "R23": case_of_ended_cell,
    "R24": votes_outside_post,
    "R25": twice_in_class,
    "R26": certificate_against_record,
    "R27": on_staff_while_up,
    "R28": hired_without_post,
}
