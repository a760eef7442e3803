"""What is done to plans: outcome, entry in the log, nothing written when refused; what the database keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import InternalError

from cadres.planning.actions import entering, rounds, training, voting
from cadres.planning.actions.facts import Decided
from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningReview, PlanningRound, StepVote, TrainingNeed
from cadres.planning.report.coverage import view_of
from cadres.staff.models import Cadre
from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.actions.joining import join, undo_join
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import TRIGGER_REFUSALS, sentence_for
from tests.factories import cadres as make
from tests.factories import members, plans

D = dt.date
TODAY = D(2009, 12, 18)


@pytest.fixture
def plan(nam_tam):
    return plans.plan(nam_tam)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


def enter(plan, staff, who, *posts, decided=None, **more):
    record = {"cadre": who} if isinstance(who, Cadre) else {"member": who}
    return entering.enter(round=plan, **record, posts=posts, decided=decided or Decided(), by=staff, **more)


def log() -> list[str]:
    return list(AuditEntry.objects.filter(did__startswith="planning.").values_list("did", flat=True).order_by("pk"))


def test_somebody_is_planned_from_the_day_of_the_decision(plan, an, staff):
    person = enter(plan, staff, an, "committee_chair", "committee_member", needs=["theory"])
    assert [(one.post, one.since) for one in person.entries.all()] == [
        ("committee_member", plan.decided_on),
        ("committee_chair", plan.decided_on),
    ]
    entry = AuditEntry.objects.get(did="planning.entered")
    assert entry.said.startswith("Lò Văn An, quy hoạch nhiệm kỳ 2010–2015: Ủy viên Ban Chấp hành")
    assert entry.organization_id == plan.organization_id and [one.subject for one in person.needs.all()] == ["theory"]


def test_a_later_decision_adds_posts_and_keeps_the_needs(plan, an, staff):
    first = enter(plan, staff, an, "committee_chair", needs=["theory"])
    review = plans.review(plan)
    again = enter(plan, staff, an, "committee_member", decided=Decided(review), needs=["general"])
    own = enter(plan, staff, an, "front_chair", decided=Decided(None, " 9-QĐ ", D(2009, 11, 2)))
    assert first == again == own and {one.subject for one in first.needs.all()} == {"theory", "general"}
    assert [(one.post, one.since, one.number) for one in first.entries.order_by("pk")] == [
        ("committee_chair", plan.decided_on, ""),
        ("committee_member", review.decided_on, ""),
        ("front_chair", D(2009, 11, 2), "9-QĐ"),
    ]
    assert [one.kind for one in review.verdicts.all()] == ["added"]


def test_a_member_on_the_staff_is_planned_as_such_and_once(plan, an, staff, nam_tam_cells):
    member = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975)
    as_member = enter(plan, staff, member, "committee_chair")
    assert as_member.member == member
    an.member = member
    an.save()
    assert enter(plan, staff, an, "front_chair") == as_member, "linked since"
    other = plans.plan(plan.organization, 2015)
    assert enter(other, staff, member, "committee_chair").cadre == an


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("nobody", "Chọn một hồ sơ"),
        ("no post", "Chọn ít nhất một chức danh"),
        ("unknown post", "Chọn ít nhất một chức danh"),
        ("not yet on the staff", "không giữ chức danh ở xã nào"),
        ("off the roll", "không có trong danh sách đảng viên"),
        ("too young", "chưa đủ 18 tuổi"),
        ("review of another plan", "Chọn một quyết định"),
        ("own decision without a day", "phải có cả số và ngày"),
        ("unknown subject", "không có trong danh mục môn"),
        ("twice", "đã được quy hoạch: Chủ tịch Ủy ban nhân dân"),
    ],
)
def test_who_cannot_be_planned_and_why(plan, an, staff, nam_tam, ta_phin, nam_tam_cells, case, said):
    posts, who, decided, needs = ["committee_chair"], {"cadre": an}, Decided(), []
    if case == "nobody":
        who = {}
    elif case in ("no post", "unknown post"):
        posts = [] if case == "no post" else ["x"]
    elif case == "not yet on the staff":
        who = {"cadre": make.cadre(nam_tam, "Lò Văn Mới", "front_chair", since=D(2009, 1, 5))}
    elif case == "off the roll":
        who = {"member": members.member(nam_tam_cells[0], until=D(2008, 1, 1), exit="to_district")}
    elif case == "too young":
        who = {"cadre": make.cadre(nam_tam, "Lò Văn Non", "front_chair", birth_year=1992)}
    elif case == "review of another plan":
        decided = Decided(plans.review(plans.plan(ta_phin)))
    elif case == "own decision without a day":
        decided = Decided(None, "9-QĐ")
    elif case == "unknown subject":
        needs = ["x"]
    else:
        plans.planned(plan, an, "committee_chair")
    before = PlanningEntry.objects.count(), PlannedPerson.objects.count()
    with pytest.raises(Refused, match=said):
        entering.enter(round=plan, posts=posts, decided=decided, needs=needs, by=staff, **who)
    assert (PlanningEntry.objects.count(), PlannedPerson.objects.count()) == before and log() == []


def test_a_review_judges_who_was_there_on_its_day(plan, an, staff, nam_tam):
    plans.planned(plan, an, "committee_chair")
    gone = make.cadre(nam_tam, "Lò Văn Cũ", "front_chair")
    plans.planned(plan, gone, "front_chair", until=D(2009, 5, 1))
    late = make.cadre(nam_tam, "Lò Văn Sau", "women_chair")
    plans.planned(plan, late, "women_chair", since=D(2009, 11, 1))
    chair = PlanningEntry.objects.get(post="committee_chair")
    data = rounds.ReviewData(2009, "30-QĐ/HU", D(2009, 10, 1), {chair.pk: "Chuyển đi"})
    made = rounds.review(round=plan, data=data, by=staff)
    assert [(one.entry, one.kind, one.reason) for one in made.verdicts.all()] == [(chair, "removed", "Chuyển đi")]
    chair.refresh_from_db()
    assert (chair.until, chair.removed_number) == (D(2009, 10, 1), "30-QĐ/HU") and log() == ["planning.reviewed"]
    with pytest.raises(Refused, match="đợt sau cùng"):
        rounds.review(round=plan, data=data, by=staff)


@pytest.mark.parametrize(
    ("removals", "said"),
    [("stranger", "1 chức danh không có trong quy hoạch"), ("blank", "phải có lý do"), ("empty", "chưa có ai")],
)
def test_a_review_that_cannot_be_leaves_nothing(plan, an, staff, removals, said):
    given = {}
    if removals != "empty":
        entry = plans.planned(plan, an, "committee_chair").entries.get()
        given = {"stranger": {0: "x"}, "blank": {entry.pk: " "}}[removals]
    with pytest.raises(Refused, match=said):
        rounds.review(round=plan, data=rounds.ReviewData(2009, "3", D(2009, 10, 1), given), by=staff)
    assert not PlanningReview.objects.exists() and log() == []


def test_needs_are_closed_and_opened_and_stay(plan, an, staff):
    person = plans.planned(plan, an, "committee_chair")
    training.set_needs(person=person, subjects=["theory", "general"], due_year=2011, by=staff)
    training.set_needs(person=person, subjects=["theory"], due_year=None, by=staff)
    assert [(one.subject, one.due_year) for one in person.needs.on(TODAY)] == [("theory", 2011)]
    assert TrainingNeed.objects.count() == 2, "what was taken back the same day leaves its row"
    with pytest.raises(Refused, match="Chưa có gì khác"):
        training.set_needs(person=person, subjects=["theory"], due_year=2011, by=staff)


@pytest.mark.parametrize("closed", ["removed", "mistaken"])
def test_what_is_closed_is_closed_once(plan, an, staff, closed):
    entry = plans.planned(plan, an, "committee_chair").entries.get()
    if closed == "removed":
        entering.remove(entry=entry, on=D(2009, 12, 1), number="4", reason="Kỷ luật", by=staff)
    else:
        entering.mark_mistaken(entry=entry, reason="Nhầm", by=staff)
    with pytest.raises(Refused):
        entering.remove(entry=entry, on=D(2009, 12, 2), number="", reason="x", by=staff)
    with pytest.raises(Refused):
        entering.mark_mistaken(entry=entry, reason="x", by=staff)
    assert log() == [f"planning.{closed}"]
    with pytest.raises(Refused):
        entering.mark_mistaken(entry=entry, reason=" ", by=staff)


def test_what_a_review_kept_was_no_mistake(plan, an, staff):
    entry = plans.planned(plan, an, "committee_chair").entries.get()
    rounds.review(round=plan, data=rounds.ReviewData(2009, "3", D(2009, 10, 1), {}), by=staff)
    with pytest.raises(Refused, match="đã qua rà soát"):
        entering.mark_mistaken(entry=entry, reason="Nhầm", by=staff)


def test_votes_need_the_post_and_a_denominator(plan, an, staff):
    entry = plans.planned(plan, an, "committee_chair", until=D(2009, 6, 1)).entries.get()
    with pytest.raises(Refused, match="đã đưa ra khỏi quy hoạch"):
        voting.record_votes(entry=entry, counted=voting.Counted("committee", D(2009, 6, 1), 9, 13), by=staff)
    voting.record_votes(entry=entry, counted=voting.Counted("committee", D(2008, 11, 1), 9, 13), by=staff)
    assert AuditEntry.objects.get(did="planning.voted").said.endswith(
        "Ban Chấp hành Đảng bộ bỏ phiếu: 9 trên 13 (69,2\xa0%)"
    )


def test_the_standard_of_a_post_is_held_against_what_was_learned_and_what_is_to_be(plan, an, staff, nam_tam_cells):
    make.standard("committee_chair", general="lower_secondary", theory="elementary", max_first_age=45)
    make.learned(an, "general", "upper_secondary")
    plans.planned(plan, an, "committee_chair")
    member = members.member(nam_tam_cells[0], "Lò Văn Bản", birth_year=1970)
    members.learned(member, "general", "lower_secondary")
    members.learned(member, "theory", "intermediate")
    plans.planned(plan, member, "committee_chair")
    plans.planned(plan, make.cadre(plan.organization, "Lò Văn Già", "front_chair", birth_year=1958), "committee_chair")

    def standings():
        view = view_of(plan, TODAY)
        return [view.met[one.entry.pk].standing for one in view.plan.turns_for("committee_chair")]

    assert standings() == ["lacks", "meets", "never"]
    training.set_needs(person=plan.people.get(cadre=an), subjects=["theory"], due_year=None, by=staff)
    assert standings() == ["will_meet", "meets", "never"]


def test_the_plan_follows_joined_records(plan, staff, nam_tam_cells):
    kept, gone = (members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975) for _ in range(2))
    person = plans.planned(plan, gone, "committee_chair")
    pairs = plan_of(kept, gone)
    chosen = Chosen({one.name: KEPT for one in pairs.fields}, {kind.key: KEPT for kind in pairs.asked})
    made = join(kept=kept, gone=gone, chosen=chosen, reason="Trùng hồ sơ", by=staff)
    person.refresh_from_db()
    assert person.member == kept
    undo_join(made=made, by=staff)
    person.refresh_from_db()
    assert person.member == gone


def broken(name, act):
    """The constraint speaks by its name and has a sentence."""
    with pytest.raises((IntegrityError, InternalError)) as caught, transaction.atomic():
        act()
    diag = caught.value.__cause__.diag
    assert diag.constraint_name == name and sentence_for(caught.value)


def test_what_the_database_keeps(plan, an, staff, nam_tam_cells):
    person = plans.planned(plan, an, "committee_chair")
    entry, review = person.entries.get(), plans.review(plan)
    member = members.member(nam_tam_cells[0])
    verdict = review.verdicts.create(entry=entry, kind="kept")
    vote = {"entry": entry, "step": "conference", "held_on": TODAY}
    facts = {name: getattr(plan, name) for name in ("organization", "decided_on", "committee_seats")}
    facts |= {"standing_seats": 2, "inspection_seats": 0, "decision_number": "1"}
    new, people = PlanningRound.objects.create, PlannedPerson.objects.create
    span, over = DateRange(TODAY, None), DateRange(D(2009, 1, 1), TODAY)
    for name, act in {
        "planning_round_once": lambda: new(**facts, first_year=2010, last_year=2015),
        "planning_round_term": lambda: new(**facts, first_year=2020, last_year=2020),
        "planning_round_decided": lambda: new(**facts | {"decision_number": ""}, first_year=2020, last_year=2025),
        "planning_round_seats": lambda: new(**facts | {"committee_seats": 0}, first_year=2020, last_year=2025),
        "planning_review_once": lambda: plans.review(plan),
        "planning_review_decided": lambda: PlanningReview.objects.filter(pk=review.pk).update(decision_number=""),
        "planned_one_record": lambda: people(round=plan, cadre=None, member=None),
        "planned_cadre_once": lambda: people(round=plan, cadre=an),
        "planned_member_once": lambda: [people(round=plan, member=member) for _ in range(2)],
        "planning_entry_once": lambda: plans.planned(plan, an, "committee_chair", since=TODAY),
        "planning_entry_dated": lambda: person.entries.create(post="", valid=span),
        "planning_entry_removed_with_reason": lambda: person.entries.create(post="x", valid=over),
        "step_vote_once": lambda: [StepVote.objects.create(**vote, votes=1, of=2) for _ in range(2)],
        "step_vote_possible": lambda: StepVote.objects.create(**vote, votes=3, of=2),
        "training_need_once": lambda: [person.needs.create(subject="theory", valid=span) for _ in range(2)],
        "training_need_known": lambda: person.needs.create(subject="x", valid=span),
        "training_need_year": lambda: person.needs.create(subject="theory", valid=span, due_year=1900),
        "verdict_once": lambda: review.verdicts.create(entry=entry, kind="kept"),
        "verdict_known": lambda: review.verdicts.create(entry=other(plan, an), kind="removed"),
        "planning_kept": lambda: PlanningEntry.objects.filter(pk=entry.pk).update(post="front_chair"),
        "append_only": lambda: review.verdicts.filter(pk=verdict.pk).update(reason="x"),
    }.items():
        broken(name, act)
    assert {"planning_kept", "append_only"} <= TRIGGER_REFUSALS


def other(plan, an):
    plans.planned(plan, an, "front_chair")
    return PlanningEntry.objects.get(post="front_chair")


def test_what_was_taken_out_is_not_put_back_by_hand(plan, an):
    entry = plans.planned(plan, an, "committee_chair", until=D(2009, 6, 1)).entries.get()
    span = DateRange(entry.since, None)
    broken("planning_kept", lambda: PlanningEntry.objects.filter(pk=entry.pk).update(valid=span, removed_reason=""))
    broken("planning_kept", lambda: PlanningEntry.objects.filter(pk=entry.pk).delete())
