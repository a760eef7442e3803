"""Acts on people in charge, difficulties, plans and opinions: outcome, entry in the log, nothing when refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cells.oversight.actions import difficulty as troubles
from cells.oversight.actions import in_charge as charges
from cells.oversight.actions import opinion as opinions
from cells.oversight.actions import plan as plans
from cells.oversight.actions.difficulty import Raised, Written
from cells.oversight.actions.in_charge import Assigned
from cells.oversight.actions.opinion import Answered, Collected
from cells.oversight.actions.plan import Checked, Resolution
from cells.oversight.models import Difficulty, InCharge, PeopleOpinion, StrengtheningPlan
from cells.oversight.models.grades import spell_on, spells_until
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import oversight as make
from tests.factories import people
from tests.factories.graded_district import grades_of_2008, grades_of_2009, organizations

D = dt.date
PAO = Assigned("Sùng A Páo", "Huyện ủy viên", "lead", "12-QĐ/HU", D(2009, 1, 5))


def did() -> list[str]:
    return [one.did for one in AuditEntry.objects.filter(did__startswith="oversight.").order_by("pk")]


def refused(act, said: str, **more):
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as raised:
        act(**more)
    assert said in " ".join(raised.value.reasons) and AuditEntry.objects.count() == before


def test_somebody_is_put_in_charge_and_ends(nam_tam, staff):
    by = {"scope": people.scope(staff), "by": staff}
    act = {"organization": nam_tam, "who": PAO, "since": D(2009, 1, 7), **by}
    one = charges.put_in_charge(**act)
    assert (one.since, one.last_day, str(one)) == (D(2009, 1, 7), None, "Sùng A Páo")
    refused(charges.put_in_charge, "đã được phân công", **act)
    refused(charges.put_in_charge, "chưa đến", **act | {"since": D(2009, 12, 19)})
    refused(charges.put_in_charge, "trước ngày quyết định", **act | {"since": D(2009, 1, 2)})
    end = {"charge": one, "reason": "Chuyển công tác", "mistaken": False, **by}
    refused(charges.end_charge, "trước ngày bắt đầu", **end, last_day=D(2009, 1, 6))
    refused(charges.end_charge, "chưa đến", **end, last_day=D(2009, 12, 19))
    charges.end_charge(**end, last_day=D(2009, 6, 30))
    refused(charges.end_charge, "đã kết thúc", **end, last_day=D(2009, 6, 30))
    one.refresh_from_db()
    assert one.last_day == D(2009, 6, 30) and did() == ["oversight.put_in_charge", "oversight.charge_ended"]


def test_a_row_written_by_mistake_counts_no_more(nam_tam, staff):
    one, by = make.in_charge(nam_tam, staff), {"scope": people.scope(staff), "by": staff}
    charges.end_charge(charge=one, last_day=D(2009, 12, 1), reason="Ghi nhầm xã", mistaken=True, **by)
    assert not InCharge.objects.on(D(2009, 12, 18)).exists()
    charges.put_in_charge(organization=nam_tam, who=PAO, since=D(2009, 1, 7), **by)


def test_only_a_grassroots_organisation_has_somebody_in_charge(nam_tam_cells, staff, secretary, nam_tam):
    by = {"scope": people.scope(staff), "by": staff}
    act = {"who": PAO, "since": D(2009, 1, 7)}
    refused(charges.put_in_charge, "tổ chức cơ sở đảng", organization=nam_tam_cells[0], **act, **by)
    with pytest.raises(PermissionDenied):
        charges.put_in_charge(organization=nam_tam, **act, scope=people.scope(secretary), by=secretary)


RAISED = Raised(D(2009, 10, 1), "Đảng ủy xã", "works", " Đường vào bản ", "UBND xã", D(2009, 11, 30))


def test_a_difficulty_from_raising_to_solving_and_again(nam_tam, secretary):
    by = {"scope": people.scope(secretary), "by": secretary}
    visit = troubles.record_visit(
        organization=nam_tam, on=D(2009, 9, 30), visitors="Sùng A Páo", content="Làm việc", conclusions="", **by
    )
    one = troubles.raise_difficulty(organization=nam_tam, raised=RAISED, visit=visit, **by)
    assert one.content == "Đường vào bản"
    steps = [
        Written("passed", D(2009, 10, 3), "Đảng ủy xã", "Ngoài khả năng của xã", "UBND huyện", D(2009, 12, 10)),
        Written("answered", D(2009, 10, 20), "UBND huyện", "Đã khảo sát"),
        Written("solved", D(2009, 11, 20), "UBND huyện", "Đã sửa"),
        Written("reopened", D(2009, 12, 2), "Đảng ủy xã", "Lại sạt", due_on=D(2009, 12, 17)),
    ]
    for step in steps:
        troubles.write_under(difficulty=one, written=step, **by)
    refused(troubles.write_under, "trước lần ghi", difficulty=one, written=steps[1], **by)
    days = [D(2009, 10, 1), D(2009, 11, 20), D(2009, 12, 2), D(2009, 12, 18)]
    assert [one.stand(day).standing for day in days] == ["open", "solved", "open", "late"]
    assert len(did()) == 6
    refused(troubles.raise_difficulty, "đã ghi", organization=nam_tam, raised=RAISED, visit=visit, **by)


def test_a_difficulty_of_another_commune_is_not_raised(nam_tam, ta_phin, stranger, staff):
    with pytest.raises(PermissionDenied):
        troubles.raise_difficulty(organization=nam_tam, raised=RAISED, scope=people.scope(stranger), by=stranger)
    act = {"organization": nam_tam, "raised": RAISED, "visit": make.visit(ta_phin, staff)}
    refused(troubles.raise_difficulty, "không phải của tổ chức", **act, scope=people.scope(staff), by=staff)
    assert not Difficulty.objects.exists()


@pytest.fixture
def weak_district(db):
    """Tả Phìn and its first cell were weak in 2008 and 2009."""
    orgs = organizations()
    grades_of_2008(orgs)
    grades_of_2009(orgs)
    return orgs


@pytest.fixture
def board(weak_district):
    user = people.user("bantochuc", "district_staff", weak_district["SH"], full_name="Tao Thị Mỷ")
    return {"scope": people.scope(user), "by": user}


def codes(orgs, day) -> list[str]:
    found = spells_until(day, [one.pk for one in orgs.values()])
    on_list = {pk for pk, times in found.items() if any(one.on_list(day) for one in times)}
    return sorted(code for code, one in orgs.items() if one.pk in on_list)


def test_the_list_follows_the_grades_alone(weak_district, board):
    assert codes(weak_district, D(2009, 12, 15)) == []
    assert codes(weak_district, D(2009, 12, 16)) == ["SH-TP", "SH-TP-1"]
    assert spell_on(weak_district["SH-TP"].pk, D(2009, 12, 18)).years == (2008, 2009)
    assert spell_on(weak_district["SH-TP-2"].pk, D(2009, 12, 18)) is None


RESOLUTION = Resolution("08-NQ/HU", D(2009, 12, 17), "Ban Thường vụ Huyện ủy", "Củng cố")


def test_a_plan_from_its_resolution_to_its_end(weak_district, board):
    place = weak_district["SH-TP"]
    act = {"organization": place, "resolution": RESOLUTION, **board}
    plan = plans.open_plan(**act)
    assert plan.reason == "2 năm liền, năm 2008: Yếu kém; năm 2009: Yếu kém"
    refused(plans.open_plan, "chưa kết thúc", **act)
    measure = plans.add_measure(
        plan=plan, content="Kiện toàn", owner="Đảng ủy", on=D(2009, 12, 17), due_on=D(2010, 3, 1), **board
    )
    plans.finish_measure(measure=measure, on=D(2009, 12, 18), words="Xong", **board)
    refused(plans.finish_measure, "đã ghi kết quả", measure=measure, on=D(2009, 12, 18), words="Xong", **board)
    sent = {"plan": plan, "person_name": "Lò Văn An", "office": "Chuyên viên"}
    person = plans.send_person(**sent, since=D(2009, 12, 17), **board)
    refused(plans.send_person, "trước ngày nghị quyết", **sent, since=D(2009, 12, 16), **board)
    checked = Checked(2009, 4, D(2009, 12, 18), "Ban Tổ chức", "Có tiến bộ", "better")
    plans.check_quarter(plan=plan, checked=checked, **board)
    refused(plans.check_quarter, "đã ghi kiểm tra", plan=plan, checked=checked, **board)
    end = {"plan": plan, "on": D(2009, 12, 18), "words": "Xong", **board}
    refused(plans.close_plan, "vẫn có trong danh sách", **end, kind="risen")
    early = end | {"on": D(2009, 12, 17), "kind": "replaced"}
    refused(plans.close_plan, "đã ghi việc ngày 18/12/2009", **early)
    plans.close_plan(**end, kind="replaced")
    person.refresh_from_db()
    assert person.last_day == D(2009, 12, 18)
    refused(plans.call_back, "đã kết thúc", person=person, last_day=D(2009, 12, 18), **board)
    assert did() == [
        f"oversight.{one}"
        for one in ("plan_opened", "measure_added", "measure_done", "person_sent", "quarter_checked", "plan_closed")
    ]


def test_no_plan_for_who_is_not_on_the_list(weak_district, board):
    for code in ("SH-NT", "SH-TP-2"):
        act = {"organization": weak_district[code], "resolution": RESOLUTION, **board}
        refused(plans.open_plan, "không có trong danh sách", **act)
    assert not StrengtheningPlan.objects.exists()


SAID = Collected("", "front", "Mặt trận xã", D(2009, 10, 1), "Chi bộ ít họp dân", "Đảng ủy xã", D(2009, 10, 31))


def test_an_opinion_is_answered_and_published(nam_tam, staff):
    by = {"scope": people.scope(staff), "by": staff}
    one = opinions.receive(organization=nam_tam, collected=SAID, **by)
    told = {"opinion": one, "form": "people", "place": "Bản Nậm Tăm 1", **by}
    refused(opinions.publish, "chưa trả lời", **told, on=D(2009, 10, 20))
    answered = Answered(D(2009, 10, 10), "15-CV/ĐU", "Đảng ủy xã", "Đã chấn chỉnh")
    opinions.answer(opinion=one, answered=answered, **by)
    refused(opinions.answer, "đã ghi trả lời", opinion=one, answered=answered, **by)
    refused(opinions.publish, "trước ngày trả lời", **told, on=D(2009, 10, 9))
    opinions.publish(**told, on=D(2009, 10, 20))
    refused(opinions.publish, "đã công bố", **told, on=D(2009, 10, 20))
    one = PeopleOpinion.objects.with_answers().get()
    days = [D(2009, 10, 5), D(2009, 10, 12), D(2009, 10, 20)]
    assert [one.standing(day) for day in days] == ["waiting", "answered", "published"]
    assert did() == ["oversight.opinion_received", "oversight.opinion_answered", "oversight.opinion_published"]


def test_who_leads_a_commune_writes_no_opinions(nam_tam, secretary):
    with pytest.raises(PermissionDenied):
        opinions.receive(organization=nam_tam, collected=SAID, scope=people.scope(secretary), by=secretary)
