"""Protects the walls between communes against addresses that nobody links to.

Somebody with every role there is, but only in Tả Phìn, asks for and acts on rows of Nậm Tăm: each answer is that the
thing does not exist (404), and not a byte of the database changes.
"""

import pytest
from django.apps import apps
from django.db import connection

from cadres.movements.models import Movement, RecruitmentCandidate, RecruitmentRound, RetirementCase
from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningRound
from cadres.reviews.models import ConfidenceRound, Opinion, Rating
from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification
from cadres.training.models import Enrolment, SupportAward, SupportPayment
from cells.access.models import Grant
from cells.assessments.enums import SheetState
from cells.assessments.models import CriteriaTree, Sheet
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState
from cells.places.models import VillageState
from members.admissions.models import Case
from members.assignments.models import WorkAssignment
from members.roll.models import Join, Member, OfficeHolder, Transfer, TwoPeople
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.accounts.scope import ScopedQuerySet
from sinho.filings.models import Filing
from sinho.imports.actions.uploads import try_file
from sinho.imports.kinds import kind_of
from sinho.imports.models import RememberedName
from sinho.web import clock
from tests.factories import people, training
from tests.factories.workbooks import xlsx
from tests.guards.addresses import Address, all_addresses
from tests.guards.crawler import holds, read_page
from tests.guards.leading_rows import LEADING_ROW_OF, leading_rows
from tests.guards.print_rows import PRINT_ROW_OF, print_rows
from tests.guards.test_crawl import foreign_names

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
ADDRESSES = {one.name: one for one in all_addresses() if "pk" in one.arguments}
ELSE = {"year": 2009, "key": "chung", "number": 1, "body": "inspection", "code": "cell-quality", "form": "pdf"}
FORM = {
    "field": "sheet::meeting_on",
    "value": "01/12/2009",
    "version": "1",
    "comment": "Sửa",
    "level": "weak",
    "reason": "Kiểm tra hồ sơ",
}

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


@pytest.fixture
def rows(demo) -> dict[str, int]:
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


def rows_of_cadres(committee: Organization) -> dict[str, int]:
    """Keys of rows of all themes about the staff."""
    found = staff_rows(committee) | movements_of(committee) | plans_of(committee)
    return found | reviews_of(committee) | rows_of_training(committee)


def plans_of(committee: Organization) -> dict[str, int]:
    """Keys of a plan, somebody in one and a post of his."""
    return {
        "planning_round": PlanningRound.objects.filter(organization=committee).latest("pk").pk,
        "planned": PlannedPerson.objects.filter(round__organization=committee).latest("pk").pk,
        "planning_entry": PlanningEntry.objects.filter(person__round__organization=committee).latest("pk").pk,
    }


def staff_rows(committee: Organization) -> dict[str, int]:
    """Keys of rows of the staff of Nậm Tăm."""
    cadre = Cadre.objects.filter(posts__organization=committee, posts__valid__endswith=None).latest("pk")
    return {
        "cadre": cadre.pk,
        "qualification": Qualification.objects.in_force().filter(cadre=cadre).latest("pk").pk,
        "commune_grade": CommuneGrade.objects.filter(organization=committee).latest("valid").pk,
        "post": Post.objects.on(clock.today()).filter(organization=committee).latest("pk").pk,
    }


def reviews_of(committee) -> dict[str, int]:
    """Keys of a rating, a round of votes and an opinion there."""
    models = {"rating": Rating, "round": ConfidenceRound, "opinion": Opinion}
    return {name: model.objects.filter(organization=committee).latest("pk").pk for name, model in models.items()}


def movements_of(committee: Organization) -> dict[str, int]:
    """Keys of rows of the theme of movements."""
    cases = RetirementCase.objects.going_on(clock.today()).filter(organization=committee)
    return {
        "movement": Movement.objects.filter(organization=committee).latest("pk").pk,
        "retirement": cases.latest("pk").pk,
        "recruitment": RecruitmentRound.objects.filter(seats__organization=committee).latest("pk").pk,
        "candidate": RecruitmentCandidate.objects.filter(seat__organization=committee).latest("pk").pk,
    }


def rows_of_training(committee: Organization) -> dict[str, int]:
    """A class that nobody of another commune is in, somebody in a class, a support and a payment."""
    payments = SupportPayment.objects.filter(award__organization=committee)
    return {
        "class": own_class(committee).pk,
        "enrolment": Enrolment.objects.filter(organization=committee).latest("pk").pk,
        "award": SupportAward.objects.filter(organization=committee).latest("pk").pk,
        "payment": payments.latest("pk").pk,
    }


def own_class(committee: Organization):
    """A class that nobody of another commune is in."""
    made = training.training_class(committee, name="Lớp riêng của xã")
    who = Cadre.objects.filter(posts__organization=committee, posts__valid__endswith=None).earliest("pk")
    training.student(made, committee, who)
    return made


@pytest.fixture
def neighbour(rows) -> User:
    """Somebody with every role in Tả Phìn, also those that nobody is granted there."""
    return with_roles(*Role)


def with_roles(*roles: Role) -> User:
    user = people.user("moi.vai.ta.phin", full_name="Tẩn Thử Quyền")
    for role in roles:
        people.grant(user, role, Organization.objects.get(code="SH-TP"))
    return user


def fingerprint() -> dict[str, str]:
    """Every table of ours with a digest of all its rows."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label in ("sessions", "axes", "contenttypes"):
                continue
            table = model._meta.db_table
            cursor.execute(f'SELECT md5(string_agg(row::text, chr(10) ORDER BY row::text)) FROM "{table}" row')
            found[table] = cursor.fetchone()[0]
    return found


def answers(client, rows: dict[str, int], ask) -> dict[str, int]:
    """Address → status of the answer to `ask(url)`."""
    found = {}
    for name, kind in ROW_OF.items():
        found[name] = ask(ADDRESSES[name].path(pk=rows[kind], **ELSE)).status_code
    return found


def posts_only(address: Address) -> bool:
    """Whether the view refuses to be read (`@require_POST`)."""
    view = address.view
    while view is not None:
        if any(cell.cell_contents == ["POST"] for cell in view.__closure__ or () if _filled(cell)):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def _filled(cell) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def test_every_address_of_a_row_is_tried():
    assert set(ROW_OF) | set(WITHOUT_ORGANIZATION) == set(ADDRESSES)
    assert set(ROW_OF) & set(WITHOUT_ORGANIZATION) == set()


def test_a_row_of_another_commune_does_not_exist(client, rows, neighbour):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    expected = {name: 405 if posts_only(ADDRESSES[name]) else 404 for name in ROW_OF}
    assert answers(client, rows, client.get) == expected
    assert list(expected.values()).count(404) > 15


def test_nothing_can_be_done_to_a_row_of_another_commune(client, rows, neighbour):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    before = fingerprint()
    assert set(answers(client, rows, lambda url: client.post(url, FORM)).values()) == {404}
    assert fingerprint() == before


def test_a_secretary_finds_and_does_nothing_in_another_commune(client, rows):
    """A door that is closed to his role says so (403), row or no row; behind the others there is nothing (404)."""
    secretary = User.objects.get(username="bithu.taphin")
    client.force_login(secretary, backend="django.contrib.auth.backends.ModelBackend")
    before = fingerprint()
    posted, read = answers(client, rows, lambda url: client.post(url, FORM)), answers(client, rows, client.get)
    mine = {reach.role: reach.permissions for reach in people.scope(secretary).reaches}[Role.COMMUNE_SECRETARY]
    closed = [name for name in ROW_OF if mine.isdisjoint(ADDRESSES[name].gate)]
    assert posted == {name: 403 if name in closed else 404 for name in ROW_OF}
    assert {name: status for name, status in read.items() if status not in (403, 404, 405)} == {}
    assert 10 < len(closed) < len(ROW_OF) - 10
    assert fingerprint() == before


def lists_asked(name: str, value: int) -> list[str]:
    """Every address without a row, asked for `name=value`."""
    found = []
    for address in all_addresses():
        if address.name not in ("reports:pdf", "accounts:login") and set(address.arguments) <= {"year", "code"}:
            code = "organizations" if address.name.startswith("imports:") else "cell-quality"
            found.append(f"{address.path(year=2009, code=code)}?{name}={value}&cap=chi-bo")
    return found


def shown(response) -> str:
    """What a person reads in the answer, or the text of a file of figures."""
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        return read_page(response.text).text
    return response.text if "json" in kind else ""


def test_the_system_administrator_is_refused_every_page_with_party_data(client, rows):
    client.force_login(User.objects.get(username="quantri"), backend="django.contrib.auth.backends.ModelBackend")
    namespaces = ("organizations", "places", "members", "assignments", "admissions", "coverage", "assessments")
    namespaces += (
        "directives",
        "staff",
        "movements",
        "planning",
        "reviews",
        "training",
        "reports",
        "imports",
        "printing",
    )
    refused = [one for one in all_addresses() if one.name.split(":")[0] in namespaces or one.name == "home:search"]
    assert len(refused) > 40
    got = {}
    for address in refused:
        url = address.path(pk=rows.get(ROW_OF.get(address.name, ""), 1), **ELSE)
        got[address.name] = (client.get(url).status_code, client.post(url, FORM).status_code)
    assert set(got.values()) == {(403, 403)}


def test_a_wall_with_a_hole_would_be_seen(client, rows, neighbour):
    """The same questions about one's own commune are answered: what stands above tests walls, not broken addresses."""
    people.grant(neighbour, Role.DISTRICT_STAFF, Organization.objects.get(code="SH-NT"))
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert 404 not in {
        status
        for name, status in answers(client, rows, client.get).items()
        if name not in ("imports:left_out", "assessments:registration", "assessments:part")
    }
    before = fingerprint()
    client.post(ADDRESSES["organizations:relieve"].path(pk=rows["officer"]), {"on": "18/12/2009"})
    assert fingerprint() != before


def test_a_planted_hole_is_found(client, rows, neighbour, monkeypatch):
    """With querysets that forget the scope, rows of the other commune come to light at once."""
    secrets = foreign_names(neighbour)
    monkeypatch.setattr(ScopedQuerySet, "in_scope", lambda self, scope, permission=None: self.all())
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    got = answers(client, rows, client.get)
    assert len([name for name, status in got.items() if status == 200]) > 5
    read = " ".join(shown(client.get(url)) for url in lists_asked("xem", 0))
    assert len([name for name in secrets if holds(read, name)]) > 100
