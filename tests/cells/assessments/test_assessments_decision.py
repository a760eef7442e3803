"""The decision, and what the database itself refuses (A11)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments.actions import decision, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.enums import SheetState
from cells.assessments.models import Sheet, Step
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.working_year import hand_of, handed_in, proposed

PAPER = DecisionPaper("112-QĐ/HU", dt.date(2009, 12, 17))


class TestDecision:
    def decide(self, sheet, person, grade=None, paper=PAPER):
        chosen = grade or Grade("clean_strong")
        decision.decide(sheet=sheet, grade=chosen, paper=paper, hand=hand_of(person, sheet), by=person)
        sheet.refresh_from_db()

    def test_the_standing_committee_decides_what_was_proposed(self, sheet, secretary, staff, leader):
        self.decide(proposed(sheet, secretary, staff), leader, Grade("clean_strong", exemplary=True))
        assert (sheet.state, sheet.decided_level, sheet.decided_exemplary) == ("decided", "clean_strong", True)
        assert (sheet.decision_number, sheet.decided_by) == ("112-QĐ/HU", leader)
        entry = AuditEntry.objects.get(did="assessment.decided")
        assert entry.said == "Xếp loại: Trong sạch, vững mạnh tiêu biểu (quyết định 112-QĐ/HU)"

    def test_nothing_is_decided_before_it_is_proposed_or_twice(self, sheet, secretary, staff, leader):
        handed_in(sheet, secretary)
        with pytest.raises(Refused, match="chưa trình"):
            self.decide(sheet, leader)
        submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
        submission.propose(
            sheet=sheet, level="clean_strong", exemplary=False, comment="", hand=hand_of(staff, sheet), by=staff
        )
        self.decide(sheet, leader)
        with pytest.raises(Refused, match="đã có quyết định"):
            self.decide(sheet, leader, Grade("weak"))

    @pytest.mark.parametrize(
        ("grade", "paper", "why"),
        [
            (Grade(), PAPER, "Chọn một mức"),
            (Grade("best"), PAPER, "Chọn một mức"),
            (Grade(not_evaluated="sleepy"), PAPER, "không có trong bộ quy tắc"),
            (Grade("good"), DecisionPaper("", PAPER.date), "số và ngày"),
            (Grade("good"), DecisionPaper("1-QĐ/HU", None), "số và ngày"),
            (Grade("good"), DecisionPaper("1-QĐ/HU", dt.date(2009, 12, 19)), "chưa đến"),
        ],
    )
    def test_a_decision_must_be_whole(self, sheet, secretary, staff, leader, grade, paper, why):
        proposed(sheet, secretary, staff)
        with pytest.raises(Refused, match=why):
            decision.decide(sheet=sheet, grade=grade, paper=paper, hand=hand_of(leader, sheet), by=leader)
        sheet.refresh_from_db()
        assert sheet.state == SheetState.PROPOSED

    @pytest.mark.parametrize("role", ["district_staff", "inspector", "member_in_charge"])
    def test_nobody_else_decides(self, sheet, secretary, staff, district, role):
        proposed(sheet, secretary, staff)
        with pytest.raises(PermissionDenied):
            self.decide(sheet, people.user("khac", role, district))

    def test_nobody_decides_on_his_own_sheet(self, sheet, secretary, staff, district):
        proposed(sheet, secretary, staff)
        people.grant(secretary, "district_leader", district)
        with pytest.raises(PermissionDenied):
            self.decide(sheet, secretary)

    def test_who_handed_it_in_does_not_decide_even_without_the_office(self, sheet, staff, leader, secretary):
        proposed(sheet, secretary, staff)
        Sheet.objects.filter(pk=sheet.pk).update(submitted_by=leader)
        with pytest.raises(Refused, match="chính mình"):
            self.decide(sheet, leader)

    def test_a_new_organisation_is_not_evaluated_with_its_reason(self, campaign, district, leader):
        new = make.commune_committee("Xã mới", parent=district, code="SH-XM", since=dt.date(2009, 1, 1))
        sheet = year.sheet(campaign, new, "draft")
        self.decide(sheet, leader, Grade(not_evaluated="new_org"), DecisionPaper("", None))
        assert (sheet.state, sheet.decided_level, sheet.not_evaluated_reason) == ("decided", "", "new_org")

    def test_an_old_organisation_is_not_called_new(self, sheet, leader):
        with pytest.raises(Refused, match="chỉ dùng cho tổ chức thành lập trong năm 2009"):
            self.decide(sheet, leader, Grade(not_evaluated="new_org"), DecisionPaper("", None))

    def test_another_reason_is_told_in_words(self, sheet, leader):
        with pytest.raises(Refused, match="ghi rõ vì sao"):
            self.decide(sheet, leader, Grade(not_evaluated="not_yet"), DecisionPaper("", None, " "))
        self.decide(sheet, leader, Grade(not_evaluated="not_yet"), DecisionPaper("", None, "Đang bị kiểm tra"))
        assert (sheet.not_evaluated_reason, sheet.decision_note) == ("not_yet", "Đang bị kiểm tra")

    def test_the_committee_writes_down_the_grades_of_its_cells_all_or_none(self, campaign, secretary, nam_tam_cells):
        sheets = [decision.sheet_for(campaign=campaign, organization=cell, by=secretary) for cell in nam_tam_cells]
        may = {sheet.organization_id: hand_of(secretary, sheet) for sheet in sheets}
        good = {cell.pk: Grade("good") for cell in nam_tam_cells}
        bad = good | {nam_tam_cells[1].pk: Grade("best")}
        with pytest.raises(Refused):
            decision.record_cells(campaign=campaign, grades=bad, paper=PAPER, hands_of=may, by=secretary)
        assert not campaign.sheets.filter(state="decided").exists()
        assert decision.record_cells(campaign=campaign, grades=good, paper=PAPER, hands_of=may, by=secretary) == 2
        assert campaign.sheets.filter(state="decided", decided_level="good").count() == 2

    def test_another_committee_does_not_write_them(self, campaign, stranger, nam_tam_cells):
        with pytest.raises(PermissionDenied):
            decision.record_cells(
                campaign=campaign, grades={nam_tam_cells[0].pk: Grade("good")}, paper=PAPER, hands_of={}, by=stranger
            )


class TestDatabase:
    """What the database itself refuses, by the names of its constraints."""

    @pytest.mark.parametrize(
        ("facts", "name"),
        [
            ({"state": "decided"}, "sheet_decision_whole"),
            ({"decided_level": "good"}, "sheet_decision_whole"),
            ({"state": "submitted"}, "sheet_submitted_with_person"),
            ({"registration_state": "accepted"}, "sheet_accepted_with_person"),
        ],
    )
    def test_half_a_fact_is_refused(self, sheet, facts, name):
        with pytest.raises(Exception, match=name):
            Sheet.objects.filter(pk=sheet.pk).update(**facts)

    def test_own_hand_is_refused(self, sheet, leader):
        moment = year.at(dt.date(2009, 12, 17))
        with pytest.raises(Exception, match="sheet_not_decided_by_own_hand"):
            Sheet.objects.filter(pk=sheet.pk).update(
                state="decided",
                decided_level="good",
                decided_at=moment,
                decided_by=leader,
                submitted_by=leader,
                submitted_at=moment,
            )

    def test_own_acceptance_is_refused(self, sheet, leader):
        moment = year.at(dt.date(2009, 1, 17))
        with pytest.raises(Exception, match="sheet_not_accepted_by_own_hand"):
            Sheet.objects.filter(pk=sheet.pk).update(
                registration_state="accepted",
                registered_by=leader,
                registered_at=moment,
                accepted_by=leader,
                accepted_at=moment,
            )

    def test_history_is_only_added_to(self, sheet, secretary):
        step = handed_in(sheet, secretary).steps.get()
        with pytest.raises(Exception, match="chỉ được ghi thêm"):
            Step.objects.filter(pk=step.pk).update(comment="khác")
