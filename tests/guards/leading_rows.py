"""What the number in an address of the work of leading the cells is the key of, and such rows of one commune."""

from cells.directives.models import ActionProgramme, Briefing, Directive, DirectiveUnit, ProgrammeTask, Regulation
from cells.meetings.models import Conclusion, Meeting
from cells.organizations.models import Organization
from members.roll.models import Member
from sinho.accounts.models import User
from sinho.web import clock
from tests.factories import conduct, oversight

LEADING_ROW_OF = {
    "directives:directive": "notice",
    "directives:correct": "notice",
    "directives:strike": "notice",
    "directives:give": "notice",
    "directives:release": "told_unit",
    "directives:briefing": "briefing",
    "directives:correct_briefing": "briefing",
    "directives:strike_briefing": "briefing",
    "directives:brief": "organization",
    "directives:organization": "organization",
    "directives:programme": "programme",
    "directives:strike_programme": "programme",
    "directives:progress": "programme_task",
    "directives:issue": "organization",
    "directives:regulation": "regulation",
    "directives:regulation_pdf": "regulation",
    "directives:correct_regulation": "regulation",
    "directives:strike_regulation": "regulation",
    "directives:regulate": "organization",
    "meetings:organization": "organization",
    "meetings:meeting": "meeting",
    "meetings:minutes": "meeting",
    "meetings:correct": "meeting",
    "meetings:withdraw": "meeting",
    "meetings:judge_again": "meeting",
    "meetings:report": "conclusion",
    "oversight:organization": "organization",
    "oversight:end_charge": "in_charge",
    "oversight:difficulty": "difficulty",
    "oversight:plan": "plan",
    "oversight:add_measure": "plan",
    "oversight:send_person": "plan",
    "oversight:check_quarter": "plan",
    "oversight:close_plan": "plan",
    "oversight:finish_measure": "plan_measure",
    "oversight:call_back": "plan_person",
    "oversight:opinion": "people_opinion",
    "oversight:inspection": "inspection",
    "oversight:conclude": "inspection",
    "oversight:recommend": "inspection",
    "oversight:inspection_plan": "inspection_plan",
    "oversight:follow_up": "recommendation",
    "oversight:discipline": "discipline",
    "oversight:organization_praise": "organization",
    "oversight:organization_conduct": "organization",
    "conduct:discipline": "member_discipline",
    "conduct:strike_discipline": "member_discipline",
    "conduct:strike_commendation": "member_commendation",
    "oversight:strike_inspection_plan": "inspection_plan",
    "oversight:strike_inspection": "inspection",
    "oversight:strike_conclusion": "inspection_conclusion",
    "oversight:strike_recommendation": "recommendation",
    "oversight:strike_discipline": "discipline",
    "oversight:strike_commendation": "commendation",
    "oversight:strike_visit": "visit",
    "oversight:strike_opinion": "people_opinion",
    "oversight:strike_plan": "plan",
    "oversight:strike_measure": "plan_measure",
    "oversight:strike_check": "quarter_check",
    "conduct:member": "member",
    "conduct:discipline_member": "member",
    "conduct:commend": "member",
}


def leading_rows(committee: Organization, staff: User) -> dict[str, int]:
    """Keys of rows of the committee, one of each sort."""
    found = rows_of_directives(committee) | rows_of_meetings(committee)
    return found | oversight.rows_of(committee, staff) | rows_of_conduct(committee, staff)


def rows_of_directives(committee: Organization) -> dict[str, int]:
    """A document that only this committee was told to brief on, and what it did with others."""
    return {
        "notice": Directive.objects.filter(units__organization=committee, type="notice").latest("pk").pk,
        "told_unit": DirectiveUnit.objects.filter(organization=committee).latest("pk").pk,
        "briefing": Briefing.objects.filter(organization=committee).latest("pk").pk,
        "programme": ActionProgramme.objects.filter(organization=committee).latest("pk").pk,
        "programme_task": ProgrammeTask.objects.filter(programme__organization=committee).latest("pk").pk,
        "regulation": Regulation.objects.filter(organization=committee).latest("pk").pk,
    }


def rows_of_meetings(committee: Organization) -> dict[str, int]:
    """A meeting and a conclusion of one of its cells."""
    held = Meeting.objects.in_force().filter(organization__code__startswith=f"{committee.code}-B")
    concluded = Conclusion.objects.open_on(clock.today()).filter(meeting__in=held)
    return {"meeting": held.latest("pk").pk, "conclusion": concluded.latest("pk").pk}


def rows_of_conduct(committee: Organization, staff: User) -> dict[str, int]:
    """Keys of an inspection with what followed, and of disciplines there."""
    plan = conduct.plan(committee, staff, number="1")
    one = conduct.inspection(plan, committee, staff)
    concluded = conduct.conclusion(one, staff)
    cell = Organization.objects.get(code=f"{committee.code}-B01")
    who = Member.objects.filter(memberships__organization=cell).latest("pk")
    return {
        "inspection": one.pk,
        "inspection_conclusion": concluded.pk,
        "inspection_plan": plan.pk,
        "recommendation": conduct.recommendation(one, staff).pk,
        "discipline": conduct.discipline(committee, staff, decision_number="1").pk,
        "member_discipline": conduct.member_discipline(who, cell, staff, decision_number="1").pk,
        "commendation": conduct.commendation(committee, staff, decision_number="1").pk,
        "member_commendation": conduct.member_commendation(who, cell, staff, decision_number="1").pk,
    }
