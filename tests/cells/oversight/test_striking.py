"""What was written by mistake is struck out: with a reason, once, with what hangs from it; it counts no longer."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cells.oversight.actions import inspection as inspecting
from cells.oversight.actions import plan as strengthening
from cells.oversight.actions.striking import strike
from cells.oversight.conduct_story import tell as conduct_life
from cells.oversight.models import PlanMeasure, QuarterCheck, discipline_of_organization
from cells.oversight.report.build import build as oversight_report
from cells.oversight.report.story import tell as leading_life
from members.conduct.models import badge_delays, discipline_of_member
from members.conduct.models.year import register_kept
from members.roll.actions.moving import Paper, leave
from members.roll.actions.taking_back import take_back_leaving
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import sentence_for
from tests.factories import conduct, people
from tests.factories import members as make
from tests.factories import oversight as leading

D = dt.date
WHY = {"reason": "Ghi nhầm tổ chức"}
SORTS = (
    *("inspection_plan", "inspection", "conclusion", "recommendation", "discipline", "commendation", "visit"),
    *("opinion", "plan", "measure", "check"),
)


def hand(by):
    return {"by": by, "at": clock.now()}


@pytest.fixture
def who(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


@pytest.fixture
def rows(nam_tam, nam_tam_cells, staff, who):
    """One row of each sort that can be struck, by the name of its address."""
    plan = conduct.plan(nam_tam, staff)
    check, weak = conduct.inspection(plan, nam_tam, staff), leading.plan(nam_tam, staff)
    days = {"on": D(2009, 3, 2), "due_on": D(2009, 5, 1)}
    told = {"year": 2009, "quarter": 1, "checked_on": D(2009, 4, 8), "checked_by": "a", "findings": "b"}
    found = (
        plan,
        check,
        conduct.conclusion(check, staff),
        conduct.recommendation(check, staff),
        conduct.discipline(nam_tam, staff),
        conduct.commendation(nam_tam, staff),
        leading.visit(nam_tam, staff),
        leading.opinion(nam_tam, staff),
        weak,
        PlanMeasure.objects.create(plan=weak, content="a", owner="b", **days, **hand(staff)),
        QuarterCheck.objects.create(plan=weak, judgement="slow", **told, **hand(staff)),
    )
    named = {f"oversight:strike_{name}": row for name, row in zip(SORTS, found, strict=True)}
    return named | {
        "conduct:strike_discipline": conduct.member_discipline(who, nam_tam_cells[0], staff),
        "conduct:strike_commendation": conduct.member_commendation(who, nam_tam_cells[0], staff),
    }


@pytest.fixture
def writer(nam_tam):
    """Somebody who may write all of it in Nậm Tăm."""
    found = people.user("tat.ca", full_name="Giàng A Sử")
    for role in (Role.INSPECTOR, Role.DISTRICT_STAFF, Role.COMMUNE_SECRETARY):
        people.grant(found, role, nam_tam)
    return found


def from_below(rows) -> list:
    """The order in which nothing falls with anything."""
    return list(reversed(rows.items()))


def test_each_sort_is_struck_once_with_a_reason_and_explained_afterwards(log_in, writer, rows):
    client = log_in(writer)
    for name, row in from_below(rows):
        url = reverse(name, args=[row.pk])
        form = client.get(url)
        assert "Gạch bỏ vì ghi nhầm" in form.text and "Dòng sẽ bị gạch bỏ" in form.text, name
        short = client.post(url, {"reason": "vì"})
        assert short.status_code == 422 and "ghi rõ vì sao, ít nhất 5 chữ cái" in short.text, name
        for wrong in (" ", "\x00", ".....", "Ghi nhầm\x07"):
            assert client.post(url, WHY | {"reason": wrong}).status_code == 422
        assert client.post(url, {"reason": "a" * 501}).status_code == 422
        assert client.post(url, WHY | {"seen": form.context["seen"]}).status_code == 302, name
        again = client.post(url, WHY)
        assert again.status_code == 409 and "không cần gạch bỏ lần nữa" in again.text
        page = client.get(url).text
        assert "Đã gạch bỏ" in page and WHY["reason"] in page and "<form" not in page.partition("<main")[2]
        row.refresh_from_db()
        assert (row.stands, row.struck_by, row.struck_reason) == (False, writer, WHY["reason"])
    entries = AuditEntry.objects.filter(did="oversight.struck")
    assert entries.count() == len(rows) and entries.filter(actor_name="Giàng A Sử").count() == len(rows)
    page = client.get(reverse("oversight:struck"))
    assert page.context["page"].paginator.count == len(rows)
    assert len(client.get(reverse("oversight:struck") + "?loai=xuong-co-so").context["rows"]) == 1


def test_a_row_struck_before_dawn_is_listed_from_its_own_day_on(log_in, writer, rows):
    """Between midnight and seven the day in UTC is the one before."""
    with clock.at(timezone.make_aware(dt.datetime(2009, 12, 10, 2, 0))):
        strike(row=rows["oversight:strike_visit"], reason="Ghi nhầm", scope=people.scope(writer), by=writer)
    page, client = reverse("oversight:struck"), log_in(writer)
    assert client.get(page, {"ngay": "09/12/2009"}).context["rows"] == []
    assert len(client.get(page, {"ngay": "10/12/2009"}).context["rows"]) == 1


def test_others_do_not_strike(log_in, rows, stranger, leader):
    for name, row in rows.items():
        url = reverse(name, args=[row.pk])
        assert [log_in(stranger).get(url).status_code, log_in(stranger).post(url, WHY).status_code] in (
            [404, 404],
            [403, 403],
        ), name
        assert [log_in(leader).get(url).status_code, log_in(leader).post(url, WHY).status_code] == [403, 403], name
        row.refresh_from_db()
        assert row.stands
    assert log_in(stranger).get(reverse("oversight:struck")).context["rows"] == []


def test_what_was_struck_counts_nowhere(log_in, writer, rows, who, nam_tam, staff):
    client, day = log_in(writer), {who.pk: D(2009, 6, 1)}
    asked = Asked(nam_tam.pk, on=D(2009, 12, 18), since=D(2009, 1, 1), until=D(2009, 12, 18))
    scope = people.scope(writer)
    keys = ("visits", "plan.issued", "measure.late", "check", "opinion.received")
    before = [oversight_report(scope, asked).figure(key).count for key in keys]
    assert before == [1, 1, 1, 1, 1] and discipline_of_organization(nam_tam.pk, 2009) and badge_delays(day)
    lists = ("inspections", "plans", "recommendations", "disciplines", "commendations", "visits", "opinions")
    urls = [reverse(f"oversight:{name}") for name in lists]
    urls += [reverse("conduct:disciplines"), reverse("conduct:commendations")]
    assert [len(client.get(url).context["rows"]) for url in urls] == [1] * len(urls)
    for name, row in from_below(rows):
        assert client.post(reverse(name, args=[row.pk]), WHY).status_code == 302
    assert [oversight_report(scope, asked).figure(key).count for key in keys] == [0, 0, 0, 0, 0]
    assert [len(client.get(url).context["rows"]) for url in urls] == [0] * len(urls)
    assert discipline_of_organization(nam_tam.pk, 2009) == discipline_of_member(who.pk, 2009) == ()
    assert badge_delays(day) == {}
    tabs = [("oversight:organization_praise", nam_tam.pk), ("oversight:organization_conduct", nam_tam.pk)]
    for name, pk in (*tabs, ("conduct:member", who.pk)):
        page = client.get(reverse(name, args=[pk])).text
        assert "<s>" in page and "Gạch bỏ vì ghi nhầm 18/12/2009, Giàng A Sử" in page, name
    for name in ("oversight:strike_inspection", "oversight:strike_discipline", "oversight:strike_opinion"):
        page = client.get(reverse(name.replace("strike_", ""), args=[rows[name].pk]))
        assert "Đã gạch bỏ, không tính" in page.text and "<button" not in page.text.partition("<main")[2]
    told = [one.title for tell in (conduct_life, leading_life) for one in tell(nam_tam, D(2009, 12, 18), scope)]
    assert told == []


def test_what_hangs_from_it_falls_with_it_and_it_can_be_written_anew(writer, rows, nam_tam, staff):
    scope = people.scope(writer)
    gone = strike(row=rows["oversight:strike_inspection_plan"], reason="Nhầm", scope=scope, by=writer)
    assert len(gone) == 4, "the plan, its inspection, the conclusion and what was recommended"
    assert len(strike(row=rows["oversight:strike_plan"], reason="Nhầm", scope=scope, by=writer)) == 3
    check = conduct.inspection(conduct.plan(nam_tam, staff), nam_tam, staff)
    conduct.recommendation(conduct.conclusion(check, staff).inspection, staff)
    assert len(strike(row=check.concluded, reason="Nhầm", scope=scope, by=writer)) == 2
    conduct.conclusion(check, staff)
    leading.plan(nam_tam, staff)


def test_nothing_is_written_to_what_was_struck(writer, rows):
    scope, told = people.scope(writer), {"scope": people.scope(writer), "by": writer}
    for name in ("recommendation", "conclusion", "inspection", "measure", "plan", "inspection_plan"):
        strike(row=rows[f"oversight:strike_{name}"], reason="Nhầm", scope=scope, by=writer)
    check, weak = rows["oversight:strike_inspection"], rows["oversight:strike_plan"]
    planned = inspecting.Planned(check.organization, "compliance", "a", 3)
    for act in (
        lambda: inspecting.add_inspection(plan=check.plan, planned=planned, **told),
        lambda: inspecting.conclude(inspection=check, number="1", date=D(2009, 6, 1), text="a", breach=False, **told),
        lambda: inspecting.recommend(inspection=check, content="a", due_on=D(2009, 9, 1), **told),
        lambda: inspecting.follow_up(
            recommendation=rows["oversight:strike_recommendation"], on=D(2009, 9, 1), done=True, text="a", **told
        ),
        lambda: strengthening.add_measure(
            plan=weak, content="b", owner="b", on=D(2009, 3, 2), due_on=D(2009, 5, 1), **told
        ),
        lambda: strengthening.finish_measure(
            measure=rows["oversight:strike_measure"], on=D(2009, 5, 1), words="b", **told
        ),
    ):
        with pytest.raises(Refused, match="Gạch bỏ vì ghi nhầm 18/12/2009"):
            act()


def test_a_struck_register_was_not_kept(rows, writer, district):
    class Year:
        organization_id, year = rows["oversight:strike_inspection_plan"].organization_id, 2009

    assert register_kept(Year)
    for name in ("oversight:strike_inspection_plan", "oversight:strike_discipline", "conduct:strike_discipline"):
        strike(row=rows[name], reason="Nhầm", scope=people.scope(writer), by=writer)
    assert not register_kept(Year)


def test_an_expulsion_is_struck_when_he_is_back_on_the_roll(writer, who, nam_tam_cells, staff):
    facts = {"form": "expulsion", "decision_number": "06-QĐ/HU", "effective_from": D(2009, 3, 5)}
    row = conduct.member_discipline(who, nam_tam_cells[0], staff, **facts)
    leave(member=who, on=D(2009, 3, 5), how="expelled", paper=Paper("06-QĐ/HU", D(2009, 3, 1)), by=staff)
    with pytest.raises(Refused, match="đính chính việc rời danh sách"):
        strike(row=row, reason="Nhầm", scope=people.scope(writer), by=writer)
    take_back_leaving(member=who, paper=Paper("07-QĐ/HU", D(2009, 3, 9), "Ghi nhầm người"), by=staff)
    assert strike(row=row, reason="Nhầm", scope=people.scope(writer), by=writer) == [row]


def test_nobody_strikes_what_is_written_about_himself(who, nam_tam, nam_tam_cells, staff):
    own = people.user("lo.an", Role.INSPECTOR, nam_tam, full_name="Lò Văn An")
    row = conduct.member_discipline(who, nam_tam_cells[0], staff)
    with pytest.raises(Refused, match="về chính mình"):
        strike(row=row, reason="Nhầm", scope=people.scope(own), by=own)


def test_the_database_lets_a_row_be_struck_and_nothing_else(rows, writer):
    for name, row in from_below(rows):
        model, marks = type(row), {"struck_at": clock.now(), "struck_by": writer, "struck_reason": "Nhầm"}
        here = model.objects.filter(pk=row.pk)
        whole = f"{model._meta.model_name}_struck_whole"
        for change, constraint in (
            ({"struck_at": clock.now()}, whole),
            (marks | {"at": clock.now()}, "append_only"),
            ({"struck_reason": "Nhầm"}, "append_only"),
        ):
            with pytest.raises(IntegrityError) as raised, transaction.atomic():
                here.update(**change)
            assert raised.value.__cause__.diag.constraint_name == constraint, name
            assert sentence_for(raised.value)
        here.update(**marks)
        with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
            here._raw_delete(here.db)
        with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
            here.update(struck_at=None, struck_by=None, struck_reason="")
