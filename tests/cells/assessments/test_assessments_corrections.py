"""A decided grade is corrected by another paper; both stay."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from cells.assessments.actions import correcting, decision
from cells.assessments.actions.correcting import CorrectionPaper
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.models import Correction, GateAnswer, Sheet
from cells.assessments.models.past import wind_back
from cells.assessments.report.gather import decided_by
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.cells.assessments.test_assessments_judging import TODAY, cells_of, record, url
from tests.factories.working_year import hand_of, proposed


class TestCorrections:
    NEW = CorrectionPaper("150-QĐ/HU", TODAY, "Kết luận kiểm tra")

    def decided(self, sheet, secretary, staff, leader):
        proposed(sheet, secretary, staff)
        paper = DecisionPaper("112-QĐ/HU", dt.date(2009, 12, 17))
        decision.decide(sheet=sheet, grade=Grade("clean_strong"), paper=paper, hand=hand_of(leader, sheet), by=leader)
        return Sheet.objects.get(pk=sheet.pk)

    def correct(self, sheet, person, grade=None, paper=NEW):
        chosen = grade or Grade("completed")
        return correcting.correct(sheet=sheet, grade=chosen, paper=paper, hand=hand_of(person, sheet), by=person)

    def test_both_grades_stay_and_earlier_days_keep_the_first(self, sheet, secretary, staff, leader, log_in):
        sheet = self.decided(sheet, secretary, staff, leader)
        clock.fix_day(dt.date(2009, 12, 21))
        self.correct(sheet, leader, paper=CorrectionPaper("150-QĐ/HU", dt.date(2009, 12, 21), "Kết luận kiểm tra"))
        sheet = Sheet.objects.get(pk=sheet.pk)
        assert (sheet.decided_level, sheet.decision_number) == ("completed", "150-QĐ/HU")
        made = Correction.objects.get()
        assert (made.before["level"], made.after["level"], made.before["number"]) == (
            "clean_strong",
            "completed",
            "112-QĐ/HU",
        )
        ids = [sheet.organization_id]
        assert decided_by(sheet.campaign, ids, dt.date(2009, 12, 20))[ids[0]].decided_level == "clean_strong"
        assert decided_by(sheet.campaign, ids, dt.date(2009, 12, 21))[ids[0]].decided_level == "completed"
        wind_back([sheet], clock.end_of(dt.date(2009, 12, 19)))
        assert (sheet.decided_level, sheet.decision_number) == ("clean_strong", "112-QĐ/HU")
        entry = AuditEntry.objects.get(did="assessment.corrected")
        assert "Trong sạch, vững mạnh → Xếp loại: Hoàn thành nhiệm vụ" in entry.said
        page = log_in(leader).get(url("review", sheet.pk)).content.decode()
        assert "Kết quả đã sửa theo quyết định" in page and "Kết luận kiểm tra" in page

    @pytest.mark.parametrize(
        ("grade", "paper", "why"),
        [
            (Grade("clean_strong"), NEW, "giống kết quả đang ghi"),
            (Grade("best"), NEW, "Chọn một mức"),
            (Grade("good"), CorrectionPaper("", TODAY, "x"), "số và ngày"),
            (Grade("good"), CorrectionPaper("1", None, "x"), "số và ngày"),
            (Grade("good"), CorrectionPaper("1", TODAY, " "), "lý do"),
            (Grade("good"), CorrectionPaper("1", dt.date(2009, 12, 16), "x"), "từ ngày 17/12/2009"),
            (Grade("good"), CorrectionPaper("1", dt.date(2009, 12, 19), "x"), "chưa đến"),
        ],
    )
    def test_a_correction_must_be_founded(self, sheet, secretary, staff, leader, grade, paper, why):
        sheet = self.decided(sheet, secretary, staff, leader)
        with pytest.raises(Refused, match=why):
            self.correct(sheet, leader, grade, paper)
        assert Sheet.objects.get(pk=sheet.pk).decided_level == "clean_strong" and not Correction.objects.exists()

    def test_only_who_decides_and_only_what_is_decided_and_open(self, sheet, secretary, staff, leader):
        with pytest.raises(Refused, match="chưa có quyết định"):
            self.correct(sheet, leader)
        sheet = self.decided(sheet, secretary, staff, leader)
        for person in (staff, secretary):
            with pytest.raises(PermissionDenied):
                self.correct(sheet, person)
        type(sheet.campaign).objects.update(closed_at=clock.now(), closed_by=staff)
        with pytest.raises(Refused, match="đã khóa"):
            self.correct(Sheet.objects.get(pk=sheet.pk), leader)

    def test_a_correction_tells_the_ground_of_conditions_that_nobody_answered(self, campaign_2025, nam_tam, secretary):
        cells, may = cells_of(campaign_2025, nam_tam, 1, secretary)
        record(campaign_2025, secretary, may, {cells[0].pk: "good"})
        sheet, before = campaign_2025.sheets.get(organization=cells[0]), GateAnswer.objects.count()
        asked = {"grade": Grade("completed"), "paper": CorrectionPaper("46-QĐ/ĐU", TODAY, "Kết luận kiểm tra")}
        asked |= {"sheet": sheet, "hand": may[cells[0].pk], "by": secretary}
        with pytest.raises(Refused, match="Trả lời ở mục"):
            correcting.correct(**asked)
        assert GateAnswer.objects.count() == before
        correcting.correct(**asked, ground="Kết luận 5-KL/UBKT")
        sheet.refresh_from_db()
        assert sheet.decided_level == "completed"
        assert set(GateAnswer.objects.order_by("id")[before:].values_list("note", flat=True)) == {"Kết luận 5-KL/UBKT"}

    def test_the_database_lets_a_decided_grade_change_only_by_a_correction(self, sheet, secretary, staff, leader):
        sheet = self.decided(sheet, secretary, staff, leader)
        self.correct(sheet, leader)
        for change in ({"decided_level": "good"}, {"decided_level": "good", "version": 99}, {"state": "draft"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Sheet.objects.filter(pk=sheet.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM cells_correction")

    def test_the_page_takes_a_correction_once(self, sheet, secretary, staff, leader, log_in):
        sheet = self.decided(sheet, secretary, staff, leader)
        client, there = log_in(leader), url("correct", sheet.pk)
        assert "Sửa kết quả đã quyết định" in client.get(url("review", sheet.pk)).content.decode()
        sent = {"sua-grade": "good", "sua-number": "150-QĐ/HU", "sua-date": "18/12/2009", "sua-reason": "Kết luận"}
        for name in sent:
            assert client.post(there, sent | {name: ""}).status_code == 422
        assert client.post(there, sent | {"seen": sheet.version}).status_code == 302
        assert client.post(there, sent | {"seen": sheet.version}).status_code == 409
        assert log_in(staff).post(there, sent).status_code == 403
        assert Correction.objects.count() == 1
