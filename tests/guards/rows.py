"""What the number in an address is the key of, and rows of Nậm Tăm that it may be the key of."""

from cells.access.models import Grant
from cells.assessments.enums import SheetState
from cells.assessments.models import CriteriaTree, Sheet
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState
from cells.places.models import VillageState
from members.admissions.models import Case
from members.assignments.models import WorkAssignment
from members.roll.models import Join, Member, OfficeHolder, Transfer, TwoPeople
from sinho.accounts.models import User
from sinho.filings.models import Filing
from sinho.imports.actions.uploads import try_file
from sinho.imports.kinds import kind_of
from sinho.imports.models import RememberedName
from sinho.web import clock
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.guards.cadre_rows import rows_of_cadres
from tests.guards.leading_rows import LEADING_ROW_OF, leading_rows
from tests.guards.print_rows import PRINT_ROW_OF, print_rows

# What the number in the address is the key of.
ROW_OF = {
    "organizations:organization": "organization",
    "organizations:history": "organization",
    "organizations:change": "organization",
    "organizations:end": "organization",
    "organizations:reopen": "organization",
    "organizations:correct_state": "state",
    "organizations:correct_event": "event",
    "organizations:appoint": "organization",
    "organizations:relieve": "officer",
    "organizations:add_term": "organization",
    "places:village": "village",
    "places:serve": "village",
    "assessments:organization": "organization",
    "assessments:unit": "organization",
    "assessments:sheet": "sheet",
    "assessments:save": "sheet",
    "assessments:registration": "sheet",
    "assessments:part": "sheet",
    "assessments:submit": "sheet",
    "assessments:round": "sheet",
    "assessments:review": "sheet",
    "assessments:accept_registration": "sheet",
    "assessments:send_back_registration": "sheet",
    "assessments:receive": "sheet",
    "assessments:send_back": "sheet",
    "assessments:give_opinion": "sheet",
    "assessments:propose": "sheet",
    "assessments:return_to_board": "sheet",
    "assessments:decide": "sheet",
    "assessments:answer": "sheet",
    "assessments:printed": "sheet",
    "assessments:offline": "sheet",
    "assessments:taken": "sheet",
    "assessments:papers": "organization",
    "assessments:tree": "criteria_tree",
    "assessments:correct": "sheet",
    "members:member": "member",
    "members:numbers": "member",
    "members:readers": "member",
    "members:move": "member",
    "members:leave": "member",
    "members:recognise": "member",
    "members:pause": "member",
    "members:resume": "member",
    "members:learn": "member",
    "members:work": "member",
    "members:home": "member",
    "members:card": "member",
    "members:correct": "member",
    "members:take_back_leaving": "member",
    "members:take_back_move": "member",
    "members:correct_days": "member",
    "members:badge": "member",
    "members:introduce": "member",
    "members:transfer": "transfer",
    "members:transfer_step": "transfer",
    "members:join": "member",
    "members:apart": "member",
    "members:joined": "join",
    "members:undo_join": "join",
    "members:one_after_all": "two_people",
    "members:office": "officer",
    "members:withdraw_office": "office_holder",
    "assignments:adjust": "work",
    "assignments:stop": "work",
    "assignments:member": "member",
    "ratings:base": "organization",
    "ratings:people": "organization",
    "ratings:decide": "organization",
    "ratings:allow": "organization",
    "ratings:cell": "cell",
    "ratings:save": "cell",
    "ratings:gates": "cell",
    "ratings:answer": "member",
    "ratings:print_cell": "cell",
    "ratings:print_base": "organization",
    "ratings:person": "member",
    "ratings:anew": "member",
    "ratings:member": "member",
    "coverage:village": "village",
    "coverage:measure": "village",
    "admissions:case": "case",
    "admissions:take": "case",
    "admissions:strike": "case",
    "admissions:hand_over": "case",
    "admissions:correct": "case",
    "admissions:close": "case",
    "staff:cadre": "cadre",
    "staff:appoint": "cadre",
    "staff:learn": "cadre",
    "staff:correct": "cadre",
    "staff:link": "cadre",
    "staff:unlink": "cadre",
    "staff:end": "post",
    "staff:correct_post": "post",
    "movements:send": "cadre",
    "movements:movement": "movement",
    "movements:end": "movement",
    "movements:mend": "movement",
    "movements:open_case": "cadre",
    "movements:insurance": "cadre",
    "movements:case": "retirement",
    "movements:take": "retirement",
    "movements:strike": "retirement",
    "movements:close": "retirement",
    "movements:round": "recruitment",
    "movements:add_seat": "recruitment",
    "movements:apply": "recruitment",
    "movements:close_round": "recruitment",
    "movements:hire": "candidate",
    "movements:not_hired": "candidate",
    "planning:round": "planning_round",
    "planning:correct": "planning_round",
    "planning:review": "planning_round",
    "planning:enter": "planning_round",
    "planning:cadre": "cadre",
    "planning:person": "planned",
    "planning:needs": "planned",
    "planning:vote": "planning_entry",
    "planning:remove": "planning_entry",
    "reviews:cadre": "cadre",
    "reviews:correct_rating": "rating",
    "reviews:round": "round",
    "reviews:round_pdf": "round",
    "reviews:correct_round": "round",
    "reviews:opinion": "opinion",
    "staff:correct_qualification": "qualification",
    "staff:strike_qualification": "qualification",
    "staff:grade": "organization",
    "staff:correct_grade": "commune_grade",
    "training:cadre": "cadre",
    "training:class": "class",
    "training:correct": "class",
    "training:call_off": "class",
    "training:send": "cadre",
    "training:enrol": "class",
    "training:attendance": "class",
    "training:results": "class",
    "training:award": "class",
    "training:paper": "class",
    "training:correct_result": "enrolment",
    "training:end_award": "award",
    "training:take_back": "payment",
    "access:end": "grant",
    "filings:filing": "filing",
    "filings:file": "filing",
    "filings:strike": "issued_paper",
    "imports:file": "upload",
    "imports:rows": "upload",
    "imports:left_out": "upload",
    "imports:commented": "upload",
    "imports:answer": "upload",
    "imports:try_again": "upload",
    "imports:confirm": "upload",
    "imports:undo": "upload",
    "imports:forget": "remembered",
}
ROW_OF |= LEADING_ROW_OF | PRINT_ROW_OF
# Rows that belong to no organisation, with the reason.
WITHOUT_ORGANIZATION = {
    "staff:mend_standard": "the same for all communes; written by who writes for the whole district",
    "staff:mend_number": "the same for all communes; written by who writes for the whole district",
    "access:account": "accounts belong to no organisation; who manages accounts manages all of them",
    "access:give": "the account is anybody's; the organisation that is granted is limited to one's reach",
    "access:reset": "accounts belong to no organisation",
    "access:phone": "accounts belong to no organisation",
    "access:toggle": "accounts belong to no organisation",
}
ELSE = {"year": 2009, "key": "chung", "number": 1, "body": "inspection", "code": "cell-quality", "form": "pdf"}
WORKBOOK = {
    "Mã tổ chức": "SH-NT-B99",
    "Tên đầy đủ": "Chi bộ bản Thử",
    "Hình thức": "Chi bộ trực thuộc",
    "Mã tổ chức cấp trên": "SH-NT",
    "Có hiệu lực từ ngày": "01/06/2009",
}


def adapted_tree(committee, staff) -> CriteriaTree:
    """Criteria of a committee's own."""
    facts = {"year": 2012, "scheme_code": "hd20_2008", "frame_code": "cell", "groups": [], "source": "12-NQ/ĐU"}
    return CriteriaTree.objects.create(organization=committee, changed_at=clock.now(), changed_by=staff, **facts)


def rows_of_nam_tam() -> dict[str, int]:
    """Keys of rows of Nậm Tăm, one of each sort."""
    committee = Organization.objects.get(code="SH-NT")
    staff = User.objects.get(username="bantochuc")
    upload = try_file(
        kind=kind_of("organizations"),
        file_name="nam-tam.xlsx",
        content=xlsx([WORKBOOK, WORKBOOK | {"Mã tổ chức": "SH-NT-B98", "Hình thức": "Chi bộ lạ"}]),
        scope=people.scope(staff),
        organization_id=committee.pk,
        by=staff,
    )
    return {
        "organization": committee.pk,
        "state": OrganizationState.objects.filter(organization=committee).latest("valid").pk,
        "event": OrganizationEvent.objects.filter(organization=committee).latest("on").pk,
        "officer": Officer.objects.filter(organization=committee, held__contains=clock.today()).first().pk,
        "village": VillageState.objects.filter(committee=committee).first().village_id,
        "sheet": Sheet.objects.filter(organization=committee, state__in=SheetState).latest("campaign__year").pk,
        "criteria_tree": adapted_tree(committee, staff).pk,
        "grant": Grant.objects.get(user__username="bithu.namtam").pk,
        "upload": upload.pk,
        "remembered": RememberedName.objects.create(
            organization_id=committee.pk, key="cb", name="Cb", code="SH-NT-B01", said_at=clock.now(), said_by=staff
        ).pk,
        "case": Case.objects.filter(organization__code__startswith="SH-NT-B").going_on().latest("pk").pk,
        "transfer": Transfer.objects.filter(
            from_organization__code__startswith="SH-NT-", to_organization__code__startswith="SH-NT-", received_on=None
        )
        .latest("pk")
        .pk,
        "join": Join.objects.in_force().filter(kept__memberships__organization__code__startswith="SH-NT").first().pk,
        "two_people": TwoPeople.objects.filter(first__memberships__organization__code__startswith="SH-NT").first().pk,
        "office_holder": OfficeHolder.objects.in_force().filter(officer__organization=committee).latest("pk").pk,
        "work": WorkAssignment.objects.still_open().filter(organization__code__startswith="SH-NT-B").latest("pk").pk,
        "member": Member.objects.filter(memberships__organization__code="SH-NT-B01").latest("pk").pk,
        "cell": Organization.objects.get(code="SH-NT-B01").pk,
        **leading_rows(committee, staff) | filed(committee) | print_rows(committee, staff),
        **rows_of_cadres(committee),
    }


def filed(committee: Organization) -> dict[str, int]:
    """A report that it issued, and its number."""
    one = Filing.objects.filter(organization_id=committee.pk).latest("pk")
    return {"filing": one.pk, "issued_paper": one.paper_id}
