"""A step written down wrongly is struck out, stays, and is written anew; the roll and the figures follow (A4)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from members.admissions import actions, paths
from members.admissions.actions import Taken
from members.admissions.actions.striking import chain_from, own_end
from members.admissions.models import Case, CaseStep, read_items
from members.admissions.report.build import build
from members.admissions.rules.path import Votes
from members.roll.actions import moving, updating
from members.roll.actions.moving import Paper
from members.roll.models import Card, Correction, Member, Membership, Standing
from sinho.audit.models import AuditEntry
from sinho.documents.reports import Asked
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import admissions as make
from tests.factories import members as roll
from tests.factories import people

D = dt.date
TODAY = D(2009, 12, 18)
CEREMONY = make.WAY[make.CODES.index("ceremony")]


def strike(case, by, code, reason="Ghi nhầm ngày"):
    step = case.steps.in_force().filter(step=code).latest("id")
    return actions.strike_steps(case=case, step=step, reason=reason, scope=people.scope(by), by=by)


def item(case, day=TODAY):
    return read_items([Case.objects.get(pk=case.pk)], day)[0]


def admitted(staff, district, *period) -> int:
    since, until = period or (D(2008, 1, 1), D(2008, 12, 31))
    report = build(people.scope(staff), Asked(organization_id=district.pk, on=TODAY, since=since, until=until))
    return report.total.now.count


def test_the_last_step_is_struck_out_stays_and_is_written_anew(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "cell_vote")
    [struck] = strike(case, staff, "cell_vote", "Nghị quyết ghi 7/9, gõ nhầm 7/8")
    struck.refresh_from_db()
    assert (struck.struck_by, struck.struck_reason) == (staff, "Nghị quyết ghi 7/9, gõ nhầm 7/8")
    assert struck.struck_at and struck.on == D(2008, 6, 2) and struck.passed
    assert item(case, D(2008, 7, 1)).next_step.code == "cell_vote"
    entry = AuditEntry.objects.get(did="admission.struck")
    assert "11-NQ/CB" in entry.said and "gõ nhầm" in entry.said and entry.before["steps"][0]["on"] == "2008-06-02"
    make.take(case, Taken("cell_vote", D(2008, 6, 2), "11-NQ/CB", votes=Votes(9, 7)), staff)
    assert item(case, D(2008, 7, 1)).next_step.code == "committee_vote"
    assert case.steps.filter(step="cell_vote").count() == 2 and case.steps.in_force().count() == 9


def test_an_earlier_day_shows_what_was_true_and_deadlines_forget_the_struck_step(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "cell_vote")
    assert [one.step.code for one in item(case).deadlines] == ["decision"]
    strike(case, staff, "cell_vote")
    assert "decision" not in [one.step.code for one in item(case).deadlines]
    assert item(case, D(2008, 6, 3)).stage == "votes"
    assert [step.step for step in item(case, D(2008, 6, 3)).steps] == ["outstanding", *make.CODES[:7]]
    make.take(case, Taken("cell_vote", D(2008, 6, 10), "11-NQ/CB", votes=Votes(8, 7)), staff)
    assert item(case, D(2008, 6, 9)).next_step.code == "cell_vote"
    assert item(case).deadlines[0].due == item(case).case.rules.limits[2].due(D(2008, 6, 10))


def test_an_earlier_step_takes_all_later_ones_with_it(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "committee_vote")
    gone = strike(case, staff, "referrals")
    assert [one.step for one in gone] == ["committee_vote", "cell_vote", "opinions", "referrals"]
    assert item(case, D(2008, 7, 1)).next_step.code == "referrals"
    assert case.steps.count() == 10


def test_a_vote_that_was_not_carried_is_struck_out_too(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "opinions")
    failed = make.take(case, Taken("cell_vote", D(2008, 6, 2), votes=Votes(8, 5)), staff)
    actions.strike_steps(case=case, step=failed, reason="Nhầm hồ sơ", scope=people.scope(staff), by=staff)
    assert all(step.passed for step in item(case).steps)


def test_the_first_step_is_written_anew_and_the_case_begins_on_its_day(nam_tam_cells, staff):
    case = make.case(nam_tam_cells[0], staff)
    strike(case, staff, "outstanding")
    assert item(case).last is None and item(case).next_step.code == "outstanding"
    Case.objects.update(path=paths.as_json("hd12_2012"))
    with pytest.raises(Refused, match="thời kỳ của văn bản khác"):
        make.take(case, Taken("outstanding", D(2007, 3, 1), people="Phàn A Chẳn"), staff)
    Case.objects.update(path=case.path)
    make.take(case, Taken("outstanding", D(2007, 3, 1), people="Phàn A Chẳn"), staff)
    case.refresh_from_db()
    assert case.opened_on == D(2007, 3, 1) and item(case).next_step.code == "awareness_class"
    assert not Case.objects.going_on(D(2007, 2, 20)).exists()


def test_a_struck_ceremony_takes_the_member_off_the_roll_and_every_figure_follows(nam_tam_cells, staff, district):
    case = make.brought(nam_tam_cells[0], staff, "ceremony")
    member = case.member
    assert admitted(staff, district) == 1
    strike(case, staff, "ceremony", "Lễ kết nạp ngày 05/8")
    case.refresh_from_db()
    assert case.member is None and case.is_open and item(case).next_step.code == "ceremony"
    assert not Membership.objects.exists() and not Standing.objects.exists() and not member.works.exists()
    assert admitted(staff, district) == 0
    assert not Member.objects.in_scope(people.scope(staff)).exists()
    kept = Correction.objects.get()
    assert {row["model"] for row in kept.images} == {"members.membership", "members.standing", "members.work"}
    assert all(row["after"] is None and row["before"] for row in kept.images)
    entry = AuditEntry.objects.get(did="member.admission_struck")
    assert entry.before == {"admitted_on": "2008-08-04", "decision": "44-QĐ/HU", "decided_on": "2008-07-15"}

    make.take(case, Taken("ceremony", D(2008, 8, 5), people="Phàn A Chẳn"), staff)
    case.refresh_from_db()
    assert case.member == member and Member.objects.count() == 1
    assert member.memberships.get().since == D(2008, 8, 5) == member.standings.get().valid.lower
    assert admitted(staff, district) == 1 and admitted(staff, district, D(2008, 8, 4), D(2008, 8, 4)) == 0


def test_the_record_is_taken_up_again_also_without_an_identity_number(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "ceremony", identity_number="")
    strike(case, staff, "ceremony")
    make.take(case, CEREMONY, staff)
    assert Member.objects.count() == 1 and Membership.objects.get().since == CEREMONY.on


def test_a_struck_recognition_makes_him_probationary_again(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "recognition")
    assert not case.is_open
    strike(case, staff, "recognition", "Số quyết định 102")
    [standing] = case.member.standings.all()
    assert (standing.kind, standing.valid.upper) == ("probationary", None)
    assert case.is_open and item(case).next_step.code == "recognition"
    assert AuditEntry.objects.filter(did="member.recognition_struck").count() == 1
    make.take(case, Taken("recognition", D(2009, 9, 1), "102-QĐ/HU"), staff)
    assert case.member.standings.get(kind="official").decision_number == "102-QĐ/HU" and not case.is_open


def test_the_whole_chain_back_to_the_ceremony_is_one_act(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "recognition")
    assert len(strike(case, staff, "ceremony")) == 8
    assert not Standing.objects.exists() and not Membership.objects.exists() and Correction.objects.count() == 2
    for taken in make.WAY[make.CODES.index("ceremony") :]:
        make.take(case, taken, staff)
    assert Standing.objects.count() == 2 and Membership.objects.count() == 1


class TestWhatMustBeUndoneFirst:
    """Nothing is struck out, and nothing is half taken back."""

    def refused(self, case, staff, code, said):
        before = (CaseStep.objects.in_force().count(), Membership.objects.count(), Standing.objects.count())
        with pytest.raises(Refused, match=said):
            strike(case, staff, code)
        assert before == (CaseStep.objects.in_force().count(), Membership.objects.count(), Standing.objects.count())
        assert not Correction.objects.exists() and not AuditEntry.objects.filter(did="admission.struck").exists()

    def test_a_move(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "ceremony")
        moving.move(member=case.member, to=nam_tam_cells[1], on=D(2009, 1, 1), paper=Paper(), by=staff)
        self.refused(case, staff, "ceremony", "về chi bộ khác ngày 01/01/2009; đồng chí đính chính việc chuyển")

    def test_a_death(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "recognition")
        moving.leave(member=case.member, on=D(2009, 10, 1), how="died", paper=Paper(), by=staff)
        self.refused(case, staff, "recognition", r"đã rời danh sách \(từ trần ngày 01/10/2009\)")
        self.refused(case, staff, "ceremony", "đồng chí đính chính việc ấy trước")

    def test_a_card(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "recognition")
        given = {"number": "45000123", "since": D(2009, 10, 1), "decision_number": ""}
        updating.give_card(member=case.member, by=staff, **given)
        self.refused(case, staff, "recognition", "thẻ đảng viên •••• 0123")
        self.refused(case, staff, "self_review", "thẻ đảng viên •••• 0123")
        assert Card.objects.count() == 1

    def test_a_pause(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "ceremony")
        roll.exempted(case.member, since=D(2009, 1, 1))
        self.refused(case, staff, "ceremony", "Sau lễ kết nạp đã ghi: miễn, đình chỉ sinh hoạt")

    def test_another_decision(self, nam_tam_cells, staff, no_triggers):
        case = make.brought(nam_tam_cells[0], staff, "recognition")
        Standing.objects.filter(kind="official").update(decision_number="7")
        self.refused(case, staff, "recognition", "ghi theo quyết định khác")

    def test_a_case_that_was_given_up(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "opinions")
        closing = {"on": D(2009, 1, 1), "closing": "withdrawn", "reason": "Rút đơn", "paper": Paper()}
        actions.close_case(case=case, scope=people.scope(staff), by=staff, **closing)
        self.refused(case, staff, "opinions", "đã thôi xét từ 01/01/2009")

    def test_no_reason_and_twice(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "opinions")
        with pytest.raises(Refused, match="Ghi lý do"):
            strike(case, staff, "opinions", " ")
        step = case.steps.in_force().latest("id")
        strike(case, staff, "opinions")
        with pytest.raises(Refused, match="đã được gạch bỏ"):
            actions.strike_steps(case=case, step=step, reason="Lần nữa", scope=people.scope(staff), by=staff)


def test_who_may_strike_is_who_may_write_every_step_of_the_chain(nam_tam_cells, staff, secretary, stranger):
    case = make.brought(nam_tam_cells[0], staff, "decision")
    for person, code in ((secretary, "decision"), (secretary, "cell_vote"), (stranger, "decision")):
        with pytest.raises(PermissionDenied):
            strike(case, person, code)
    strike(case, staff, "decision")
    assert [one.step for one in strike(case, secretary, "cell_vote")] == ["committee_vote", "cell_vote"]


def test_whose_steps_they_are_takes_the_same_queries_for_many_steps(
    nam_tam_cells, staff, secretary, django_assert_max_num_queries
):
    case = make.brought(nam_tam_cells[0], staff, "ceremony")
    chain, scope = chain_from(case, case.steps.first()), people.scope(staff)
    with django_assert_max_num_queries(4):
        assert own_end(case, chain, scope) == chain
    mine = own_end(case, chain[1:], people.scope(secretary))
    assert (len(chain), chain[1].step, mine) == (12, "decision", [])


def test_work_written_down_after_the_ceremony_stays(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "ceremony")
    updating.work_as(member=case.member, occupation="service_unit", words="", since=D(2009, 1, 5), by=staff)
    strike(case, staff, "ceremony")
    make.take(case, CEREMONY, staff)
    case.refresh_from_db()
    assert [one.occupation for one in case.member.works.order_by("valid")] == ["farmer", "service_unit"]


def test_the_report_of_a_former_member_is_his_own_again(nam_tam_cells, staff):
    """Who had been a member before goes back to his last time on the roll."""
    known = {"identity_number": "045000777", "admitted": D(2004, 9, 3), "official": None}
    before = roll.member(nam_tam_cells[1], "Tẩn Láo Lở", until=D(2005, 5, 1), exit="removed", **known)
    case = make.brought(nam_tam_cells[0], staff, "ceremony", left_party_on=D(2005, 5, 2))
    assert case.member == before
    strike(case, staff, "ceremony")
    assert before.memberships.get().organization == nam_tam_cells[1] and before.standings.count() == 1


class TestTheDatabaseKeepsSteps:
    def broken(self, sql, *args):
        with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, args)
        return sentence_for(caught.value)

    def test_a_step_is_only_struck_and_then_never_changed(self, nam_tam_cells, staff):
        case = make.case(nam_tam_cells[0], staff)
        said = "Bước đã ghi của hồ sơ thì không sửa"
        assert said in self.broken('UPDATE members_casestep SET "on" = %s', D(2007, 1, 1))
        assert said in self.broken("DELETE FROM members_casestep")
        marks = "UPDATE members_casestep SET struck_at = now(), struck_reason = 'x', struck_by_id = %s"
        assert said in self.broken(f"{marks}, number = 'y'", staff.pk)
        strike(case, staff, "outstanding")
        assert said in self.broken("UPDATE members_casestep SET struck_reason = 'khác'")
        assert said in self.broken(
            "UPDATE members_casestep SET struck_at = NULL, struck_by_id = NULL, struck_reason = ''"
        )

    def test_a_mark_is_whole(self, nam_tam_cells, staff):
        make.case(nam_tam_cells[0], staff)
        said = "phải ghi lúc, người và lý do"
        assert said in self.broken("UPDATE members_casestep SET struck_at = now()")
        assert said in self.broken("UPDATE members_casestep SET struck_at = now(), struck_by_id = %s", staff.pk)

    def test_a_correction_is_kept_and_has_its_reason(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "ceremony")
        strike(case, staff, "ceremony")
        assert self.broken("UPDATE members_correction SET reason = 'khác'")
        assert self.broken("DELETE FROM members_correction")
        facts = {"member": Member.objects.get(), "images": [], "at": dt.datetime.now(dt.UTC), "by": staff, "said": "x"}
        for wrong, said in (
            ({"kind": "admission", "reason": ""}, "phải ghi việc và lý do"),
            ({"kind": "x", "reason": "y", "paper_number": "1", "paper_date": TODAY}, "phải ghi việc và lý do"),
            ({"kind": "leaving", "reason": "y"}, "số và ngày của văn bản"),
        ):
            with pytest.raises(IntegrityError) as caught, transaction.atomic():
                Correction.objects.create(**facts, **wrong)
            assert said in sentence_for(caught.value)
