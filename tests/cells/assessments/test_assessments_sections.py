"""A section committee between a cell and its grassroots committee is heard before the cell is graded (A11)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cells.assessments.actions import submission
from cells.assessments.models import Proposal, Sheet
from cells.assessments.rules.hands import Hand
from cells.organizations.enums import OrganizationKind
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import organizations as make
from tests.factories import people


def handed_in(campaign, organization, by):
    return Sheet.objects.create(
        campaign=campaign,
        organization=organization,
        state="submitted",
        submitted_at=clock.now(),
        submitted_by=by,
        self_level="clean_strong",
    )


@pytest.fixture
def section(nam_tam):
    return make.organization("Đảng bộ bộ phận bản xa", OrganizationKind.SECTION_COMMITTEE, parent=nam_tam)


@pytest.fixture
def its_sheet(campaign, section):
    """The sheet of a cell under the section, handed in."""
    cell = make.organization("Chi bộ bản Xa Hé", OrganizationKind.SUBORDINATE_CELL, parent=section)
    return handed_in(campaign, cell, people.user("bithu.xahe", "cell_secretary", cell))


@pytest.fixture
def section_secretary(section):
    return people.user("bithu.bophan", "cell_secretary", section)


def give(client, sheet, **more):
    data = {"yk-section_committee-level": "good", "yk-section_committee-comment": "Họp đều", "seen": sheet.version}
    return client.post(reverse("assessments:give_opinion", args=[sheet.pk, "section_committee"]), data | more)


def test_its_secretary_says_the_grade_and_the_committee_decides_beside_it(
    log_in, section_secretary, secretary, its_sheet
):
    client = log_in(section_secretary)
    page = client.get(reverse("assessments:review", args=[its_sheet.pk]))
    assert "Ghi ý kiến của Đảng ủy bộ phận" in page.content.decode()
    assert page.context["decide_form"] is None
    assert give(client, its_sheet).status_code == 302
    proposal = Proposal.objects.get(body="section_committee")
    assert (proposal.level, proposal.comment, proposal.by) == ("good", "Họp đều", section_secretary)
    assert AuditEntry.objects.get(did="assessment.opinion_given").said.startswith("Đảng ủy bộ phận cho ý kiến:")
    above = log_in(secretary).get(reverse("assessments:review", args=[its_sheet.pk]))
    assert "Đảng ủy bộ phận" in above.content.decode()
    assert above.context["decide_form"].initial["grade"] == "good"


def test_the_grassroots_committee_writes_it_down_from_paper(log_in, secretary, its_sheet):
    assert give(log_in(secretary), its_sheet).status_code == 302


def test_strangers_and_who_has_nothing_to_say(log_in, stranger, staff, its_sheet, section_secretary, campaign, nam_tam):
    assert give(log_in(stranger), its_sheet).status_code == 404
    assert give(log_in(staff), its_sheet).status_code == 403
    cell = make.organization("Chi bộ bản Gần", OrganizationKind.SUBORDINATE_CELL, parent=nam_tam)
    other = handed_in(campaign, cell, staff)
    assert give(log_in(section_secretary), other).status_code == 404
    with pytest.raises(PermissionDenied):
        submission.give_opinion(
            sheet=other, body="section_committee", level="good", exemplary=False, comment="", hand=Hand(), by=staff
        )


def test_a_cell_directly_under_the_committee_has_no_section_to_hear(log_in, secretary, campaign, nam_tam):
    cell = make.organization("Chi bộ bản Gần", OrganizationKind.SUBORDINATE_CELL, parent=nam_tam)
    sheet = handed_in(campaign, cell, people.user("bithu.gan", "cell_secretary", cell))
    page = log_in(secretary).get(reverse("assessments:review", args=[sheet.pk]))
    assert page.context["opinion_forms"] == []
    assert give(log_in(secretary), sheet).status_code == 403


def test_its_own_sheet_it_fills_and_says_nothing_about(log_in, section_secretary, campaign, section):
    sheet = handed_in(campaign, section, section_secretary)
    assert give(log_in(section_secretary), sheet).status_code == 403
