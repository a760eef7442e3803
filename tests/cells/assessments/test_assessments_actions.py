"""A sheet is registered, handed in, appraised: outcome, history, log, nothing written when it fails (A10, A11)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments.actions import filling, registration, submission
from cells.assessments.actions.submission import ToMend
from cells.assessments.enums import RegistrationState, SheetState
from sinho.refusal import Refused
from tests.factories import assessments as year
from tests.factories.working_year import hand_of, handed_in, proposed, save


class TestRegistration:
    def lines(self, sheet, secretary):
        return filling.add_lines(
            sheet=sheet, group="political_tasks", count=3, hand=hand_of(secretary, sheet), by=secretary
        )

    def write(self, sheet, secretary):
        first = self.lines(sheet, secretary)[0]
        version = 1
        for name, typed in (("content", "Trồng rừng"), ("planned", "25"), ("unit", "ha")):
            version = save(sheet, secretary, f"task:{first.pk}:{name}", typed, version=version).version
        sheet.refresh_from_db()
        save(sheet, secretary, "sheet::aimed_level", "clean_strong", version=sheet.version)
        return first

    def test_it_is_sent_without_its_empty_lines_and_then_stands(self, sheet, secretary):
        first = self.write(sheet, secretary)
        registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        sheet.refresh_from_db()
        assert sheet.registration_state == RegistrationState.SENT
        assert sheet.tasks.count() == 1
        with pytest.raises(Refused, match="đang chờ cấp trên"):
            save(sheet, secretary, f"task:{first.pk}:planned", "30", version=4)

    def test_what_it_lacks_is_said_and_nothing_is_sent(self, sheet, secretary):
        self.lines(sheet, secretary)
        with pytest.raises(Refused) as refused:
            registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        assert "Chọn mức phấn đấu" in refused.value.reasons
        sheet.refresh_from_db()
        assert sheet.tasks.count() == 3
        assert sheet.registration_state == RegistrationState.NONE

    def test_sent_back_it_can_be_mended_and_sent_again(self, sheet, secretary, staff):
        first = self.write(sheet, secretary)
        registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        with pytest.raises(Refused, match="yêu cầu sửa"):
            registration.send_back(sheet=sheet, comment=" ", hand=hand_of(staff, sheet), by=staff)
        registration.send_back(sheet=sheet, comment="Thêm giao quân", hand=hand_of(staff, sheet), by=staff)
        assert save(sheet, secretary, f"task:{first.pk}:planned", "30", version=4).changed
        registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        registration.accept(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
        sheet.refresh_from_db()
        assert sheet.registration_state == RegistrationState.ACCEPTED
        assert list(sheet.steps.order_by("id").values_list("state", flat=True)) == [
            "registration_sent",
            "registration_sent_back",
            "registration_sent",
            "registration_accepted",
        ]

    def test_the_secretary_does_not_accept_his_own(self, sheet, secretary):
        self.write(sheet, secretary)
        registration.send(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        with pytest.raises(PermissionDenied):
            registration.accept(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)

    def test_last_year_is_copied_without_its_values(self, district, nam_tam, sheet, secretary):
        old = year.sheet(year.campaign(district, 2008), nam_tam)
        old.tasks.create(
            position=1, group="political_tasks", content="Giao quân", unit="người", planned=6, actual=6, direction="up"
        )
        assert registration.copy_last_year(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary) == 1
        assert registration.copy_last_year(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary) == 0
        task = sheet.tasks.get()
        assert (task.content, task.unit, task.planned, task.actual) == ("Giao quân", "người", None, None)

    def test_without_a_year_before_there_is_nothing_to_copy(self, sheet, secretary):
        with pytest.raises(Refused, match="Năm 2008 không có"):
            registration.copy_last_year(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)

    def test_taking_a_line_out_twice_is_harmless(self, sheet, secretary):
        line = self.lines(sheet, secretary)[0]
        for _ in range(2):
            filling.remove_line(sheet=sheet, task_id=line.pk, hand=hand_of(secretary, sheet), by=secretary)
        assert sheet.tasks.count() == 2

    def test_lines_belong_to_parts_that_take_tasks_and_have_an_end(self, sheet, secretary):
        mine = {"sheet": sheet, "hand": hand_of(secretary, sheet), "by": secretary}
        with pytest.raises(Refused, match="không nhận nhiệm vụ"):
            filling.add_lines(group="ideology", count=3, **mine)
        with pytest.raises(Refused, match="nhiều nhất"):
            filling.add_lines(group="political_tasks", count=61, **mine)


class TestHandingIn:
    def test_an_unfinished_sheet_says_what_is_missing(self, sheet, secretary):
        with pytest.raises(Refused) as refused:
            submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        assert "Ghi ngày họp thông qua" in refused.value.reasons
        sheet.refresh_from_db()
        assert sheet.state == SheetState.NOT_STARTED

    def test_it_is_handed_in_with_its_content_and_grade(self, sheet, secretary):
        handed_in(sheet, secretary)
        step = sheet.steps.get()
        assert sheet.state == SheetState.SUBMITTED
        assert step.content["self_level"] == "clean_strong"
        assert len(step.content["scores"]) == 14
        assert sheet.proposals.get().body == "self"

    def test_after_that_a_save_is_refused_and_twice_handing_in_too(self, sheet, secretary):
        handed_in(sheet, secretary)
        with pytest.raises(Refused, match="đã nộp"):
            save(sheet, secretary, "score:2.1:points", "1", version=1)
        with pytest.raises(Refused, match="đã nộp"):
            submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        assert sheet.steps.count() == 1

    def test_sent_back_with_requests_it_is_mended_in_a_new_round(self, sheet, secretary, staff):
        handed_in(sheet, secretary)
        submission.send_back(
            sheet=sheet,
            asked=[ToMend("2.1", "Gắn số liệu Phòng Thống kê")],
            comment="",
            mend_by=dt.date(2009, 12, 21),
            hand=hand_of(staff, sheet),
            by=staff,
        )
        sheet.refresh_from_db()
        assert (sheet.state, sheet.round, sheet.mend_by) == (SheetState.SENT_BACK, 2, dt.date(2009, 12, 21))
        step = sheet.steps.filter(state="sent_back").get()
        assert (step.round, step.comment) == (1, "2.1: Gắn số liệu Phòng Thống kê")
        assert save(sheet, secretary, "score:2.1:points", "14", version=1).changed
        submission.submit(sheet=sheet, hand=hand_of(secretary, sheet), by=secretary)
        points = [
            next(score["points"] for score in step.content["scores"] if score["criterion"] == "2.1")
            for step in sheet.steps.filter(state="submitted").order_by("round")
        ]
        assert [Decimal(value) for value in points] == [15, 14]

    @pytest.mark.parametrize(
        ("asked", "comment", "mend_by", "why"),
        [
            ([], "", dt.date(2009, 12, 21), "yêu cầu sửa"),
            ([ToMend("2.1", "Sửa")], "", dt.date(2009, 12, 17), "từ hôm nay"),
        ],
    )
    def test_sending_back_needs_a_request_and_a_day_to_come(
        self, sheet, secretary, staff, asked, comment, mend_by, why
    ):
        handed_in(sheet, secretary)
        with pytest.raises(Refused, match=why):
            submission.send_back(
                sheet=sheet, asked=asked, comment=comment, mend_by=mend_by, hand=hand_of(staff, sheet), by=staff
            )
        sheet.refresh_from_db()
        assert (sheet.state, sheet.steps.count()) == (SheetState.SUBMITTED, 1)


class TestAppraisal:
    def test_each_board_gives_its_own_opinion(self, sheet, secretary, staff, inspector):
        handed_in(sheet, secretary)
        for person, body in ((inspector, "inspection"), (staff, "propaganda")):
            submission.give_opinion(
                sheet=sheet,
                body=body,
                level="good",
                exemplary=False,
                comment="",
                hand=hand_of(person, sheet),
                by=person,
            )
        assert set(sheet.proposals.values_list("body", flat=True)) == {"self", "inspection", "propaganda"}
        with pytest.raises(PermissionDenied):
            submission.give_opinion(
                sheet=sheet,
                body="inspection",
                level="good",
                exemplary=False,
                comment="",
                hand=hand_of(staff, sheet),
                by=staff,
            )

    def test_a_proposal_that_the_points_do_not_suggest_needs_words(self, sheet, secretary, staff):
        handed_in(sheet, secretary)
        submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
        propose = {"sheet": sheet, "level": "good", "exemplary": False, "hand": hand_of(staff, sheet), "by": staff}
        with pytest.raises(Refused, match="phải ghi lý do"):
            submission.propose(comment="", **propose)
        submission.propose(comment="Còn vụ việc chưa giải quyết", **propose)
        sheet.refresh_from_db()
        assert sheet.state == SheetState.PROPOSED

    def test_the_flag_belongs_to_the_best_level_alone(self, sheet, secretary, staff):
        handed_in(sheet, secretary)
        submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
        with pytest.raises(Refused, match="chỉ dành cho mức"):
            submission.propose(
                sheet=sheet, level="good", exemplary=True, comment="x", hand=hand_of(staff, sheet), by=staff
            )

    def test_the_deciding_body_may_want_it_looked_at_again(self, sheet, secretary, staff, leader):
        proposed(sheet, secretary, staff)
        with pytest.raises(PermissionDenied):
            submission.return_to_board(sheet=sheet, comment="Xem lại", hand=hand_of(staff, sheet), by=staff)
        submission.return_to_board(sheet=sheet, comment="Xem lại", hand=hand_of(leader, sheet), by=leader)
        sheet.refresh_from_db()
        assert sheet.state == SheetState.IN_APPRAISAL
