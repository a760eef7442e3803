"""A form on inspection, discipline or praise sent from an older page writes nothing, says what changed, keeps all."""

import pytest
from django.urls import reverse

from cells.oversight.actions import discipline as disciplining
from cells.oversight.actions import inspection as inspecting
from cells.oversight.actions.commendation import Given, commend
from cells.oversight.models import Commendation, Discipline, DisciplineStep, FollowUp, Inspection, Recommendation
from members.conduct.actions.commendation import commend_members
from members.conduct.actions.discipline import discipline_member
from members.conduct.models import MemberCommendation, MemberDiscipline
from sinho.accounts.roles import Role
from tests.cells.oversight.test_conduct_pages import ASKED, COMPLAINT, DONE, ITEM, PUNISHED
from tests.cells.oversight.test_conduct_pages import PLAN as PLANNED
from tests.factories import conduct, people
from tests.factories import members as make

D = conduct.D
GIVEN = {
    "organization": "SH-NT",
    **conduct.GIVEN,
    "decision_number": "77-QĐ/HU",
    "decision_date": "03/02/2009",
    "achievement": "Chữ gõ dở",
}


@pytest.fixture
def colleague(district):
    """Who writes something in between."""
    found = people.user("kiemtra2", Role.INSPECTOR, district, full_name="Vàng Thị Chu")
    people.grant(found, Role.DISTRICT_STAFF, district)
    return found


@pytest.fixture
def one(inspector, district):
    people.grant(inspector, Role.DISTRICT_STAFF, district)
    return inspector


def refused(client, url: str, data: dict, between, model, *typed: str) -> None:
    """Opened, changed by somebody else, sent: 409 with the change, what was typed still there, nothing written."""
    seen = client.get(url).context
    mark = seen["case"].seen if "case" in seen else seen["seen"]
    between()
    number = model.objects.count()
    answer = client.post(url, data | {"seen": mark})
    assert answer.status_code == 409, url
    assert "Số liệu vừa được người khác sửa" in answer.text and "(Vàng Thị Chu, 18/12/2009" in answer.text, url
    assert model.objects.count() == number
    assert [word for word in typed if word not in answer.text] == []
    again = answer.context["case"].seen if "case" in answer.context else answer.context["seen"]
    assert again != mark and client.post(url, data | {"seen": again}).status_code == 302, "sent once more"
    assert model.objects.count() == number + 1


def test_inspections(log_in, one, colleague, nam_tam, staff):
    client, told = log_in(one), {"scope": people.scope(colleague), "by": colleague}
    plan = conduct.plan(nam_tam, staff)
    url = reverse("oversight:inspection_plan", args=[plan.pk])
    planned = inspecting.Planned(nam_tam, "finance", "Đảng phí", 3)
    refused(
        *(client, url, ITEM | {"content": "Chữ gõ dở"}),
        *(lambda: inspecting.add_inspection(plan=plan, planned=planned, **told), Inspection, "Chữ gõ dở"),
    )
    check = plan.inspections.first()
    conduct.conclusion(check, staff)
    page, asks = reverse("oversight:inspection", args=[check.pk]), reverse("oversight:recommend", args=[check.pk])
    mark = client.get(page).context["case"].seen
    row = inspecting.recommend(inspection=check, content="Khác", due_on=D(2009, 9, 1), **told)
    answer = client.post(asks, ASKED | {"seen": mark})
    assert answer.status_code == 409 and "Kiến nghị sau kết luận 04-KL/UBKT" in answer.text and "Bổ sung" in answer.text
    assert Recommendation.objects.count() == 1
    more = {"on": D(2009, 9, 5), "done": False, "text": "Đang làm"}
    follow = reverse("oversight:follow_up", args=[row.pk])
    refused(
        *(client, follow, DONE | {"text": "Chữ gõ dở"}),
        *(lambda: inspecting.follow_up(recommendation=row, **more, **told), FollowUp, "Chữ gõ dở"),
    )
    facts = {"body": "committee", "year": 2008, "number": "1", "date": D(2008, 1, 10)}
    refused(
        *(client, reverse("oversight:record_plan"), PLANNED),
        lambda: inspecting.record_plan(organization=nam_tam, **facts, **told),
        *(type(plan), "03-KH/UBKT"),
    )


def test_discipline(log_in, one, colleague, nam_tam, nam_tam_cells):
    client, told = log_in(one), {"scope": people.scope(colleague), "by": colleague}
    decided = disciplining.Decided(**conduct.DECIDED | {"decision_number": "9-QĐ/UBKT"})
    refused(
        *(client, reverse("oversight:discipline_organization"), PUNISHED | {"reason": "Chữ gõ dở"}),
        lambda: disciplining.discipline_organization(organization=nam_tam, decided=decided, **told),
        *(Discipline, "Chữ gõ dở"),
    )
    row = Discipline.objects.get(decision_number="9-QĐ/UBKT")
    complaint = disciplining.Complaint(kind="complaint", on=D(2009, 4, 1))
    url, mark = reverse("oversight:discipline", args=[row.pk]), None
    mark = client.get(url).context["case"].seen
    disciplining.follow_discipline(discipline=row, said=complaint, **told)
    answer = client.post(url, COMPLAINT | {"note": "Chữ gõ dở", "seen": mark})
    assert answer.status_code == 409 and "Khiếu nại, kỷ luật 9-QĐ/UBKT" in answer.text and "Chữ gõ dở" in answer.text
    assert DisciplineStep.objects.count() == 1
    who = make.member(nam_tam_cells[0], "Lò Văn An")
    refused(
        client,
        reverse("conduct:discipline_member", args=[who.pk]),
        {name: value for name, value in PUNISHED.items() if name != "organization"}
        | {"side": "party", "reason": "Chữ gõ dở"},
        lambda: discipline_member(member=who, side="party", decided=decided, **told),
        *(MemberDiscipline, "Chữ gõ dở"),
    )


def test_praise(log_in, one, colleague, nam_tam, nam_tam_cells):
    client, told = log_in(one), {"scope": people.scope(colleague), "by": colleague}
    given = Given(**conduct.GIVEN)
    refused(
        *(client, reverse("oversight:commend"), GIVEN),
        *(lambda: commend(organizations=[nam_tam], given=given, **told), Commendation, "Chữ gõ dở"),
    )
    who = make.member(nam_tam_cells[0], "Lò Văn An")
    refused(
        client,
        reverse("conduct:commend", args=[who.pk]),
        {name: value for name, value in GIVEN.items() if name != "organization"},
        lambda: commend_members(members=[who], given=given, **told),
        *(MemberCommendation, "Chữ gõ dở"),
    )
