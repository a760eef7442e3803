"""A campaign is opened and its days are moved; fields of a sheet are written, by two people too (A10)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from cells.assessments.actions import campaigns, submission
from cells.assessments.actions.filling import Conflict, NotAValue
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, Score
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import people
from tests.factories.working_year import hand_of, handed_in, save

DATES = campaigns.Dates(dt.date(2009, 2, 28), dt.date(2009, 12, 15), dt.date(2009, 12, 31), dt.date(2010, 1, 15))


class TestCampaign:
    def test_opening_makes_a_sheet_for_every_organisation_to_be_evaluated(
        self, district, staff, nam_tam_cells, finance_cell
    ):
        opened = campaigns.open_campaign(
            organization=district, year=2009, scheme_code="hd20_2008", dates=DATES, by=staff
        )
        assert opened.sheets.count() == 4
        assert AuditEntry.objects.filter(did="campaign.opened", organization_id=district.pk).count() == 1

    def test_a_year_is_opened_once(self, district, staff, campaign):
        with pytest.raises(Refused, match="đã được mở"):
            campaigns.open_campaign(organization=district, year=2009, scheme_code="hd20_2008", dates=DATES, by=staff)
        assert Campaign.objects.count() == 1

    def test_deadlines_stand_in_order_and_near_the_year(self, district, staff):
        bad = campaigns.Dates(dt.date(2009, 12, 15), dt.date(2009, 2, 28), dt.date(2009, 12, 31), dt.date(2010, 1, 15))
        with pytest.raises(Refused, match="theo thứ tự"):
            campaigns.open_campaign(organization=district, year=2009, scheme_code="hd20_2008", dates=bad, by=staff)
        with pytest.raises(Refused, match="trong năm 2008"):
            campaigns.open_campaign(organization=district, year=2008, scheme_code="hd20_2008", dates=DATES, by=staff)
        assert not Campaign.objects.exists()

    def test_the_scheme_of_a_campaign_never_changes(self, campaign):
        with pytest.raises(Exception, match="giữ nguyên bộ quy tắc"):
            Campaign.objects.filter(pk=campaign.pk).update(scheme={})

    def test_an_exception_needs_a_later_day_and_a_reason(self, campaign, nam_tam, staff):
        with pytest.raises(Refused, match="sau hạn chung"):
            campaigns.extend(
                campaign=campaign, organization=nam_tam, submit_by=dt.date(2009, 12, 15), reason="Lũ", by=staff
            )
        with pytest.raises(Refused, match="lý do"):
            campaigns.extend(
                campaign=campaign, organization=nam_tam, submit_by=dt.date(2009, 12, 20), reason=" ", by=staff
            )
        assert campaign.extensions.count() == 0

    def test_a_second_exception_counts_instead_of_the_first_which_stays(self, campaign, nam_tam, staff):
        for day in (20, 25):
            campaigns.extend(
                campaign=campaign, organization=nam_tam, submit_by=dt.date(2009, 12, day), reason="Lũ", by=staff
            )
        given = campaign.extensions.values_list("submit_by", flat=True)
        assert list(given) == [dt.date(2009, 12, 25), dt.date(2009, 12, 20)]
        last = AuditEntry.objects.filter(did="campaign.extended").first()
        assert last.before["submit_by"] == "2009-12-20"

    def test_in_a_locked_campaign_nothing_moves(self, campaign, sheet, secretary, staff):
        campaigns.close(campaign=campaign, by=staff)
        with pytest.raises(Refused, match="đã khóa"):
            save(sheet, secretary, "score:2.1:points", "5")
        with pytest.raises(Refused, match="đã khóa"):
            campaigns.change_dates(campaign=campaign, dates=DATES, by=staff)
        with pytest.raises(Refused, match="đã khóa"):
            campaigns.extend(
                campaign=campaign,
                organization=sheet.organization,
                submit_by=dt.date(2009, 12, 20),
                reason="Lũ",
                by=staff,
            )
        with pytest.raises(Refused, match="lý do"):
            campaigns.reopen(campaign=campaign, reason="", by=staff)
        campaigns.reopen(campaign=campaign, reason="Sửa theo kết luận", by=staff)
        assert save(sheet, secretary, "score:2.1:points", "5").changed


class TestFields:
    def test_the_first_value_starts_the_sheet(self, sheet, secretary):
        saved = save(sheet, secretary, "score:2.1:points", "13,5")
        sheet.refresh_from_db()
        assert (saved.version, saved.shown, saved.changed) == (1, "13,5", True)
        assert sheet.state == SheetState.DRAFT
        assert sheet.steps.get().state == SheetState.DRAFT
        assert Score.objects.get().points == Decimal("13.5")
        entry = AuditEntry.objects.get(did="assessment.saved")
        assert (entry.before, entry.after) == ({"score:2.1:points": ""}, {"score:2.1:points": "13,5"})
        assert entry.said == "Ghi điểm tiêu chí 2.1: 13,5"

    def test_the_same_value_again_changes_nothing(self, sheet, secretary):
        save(sheet, secretary, "score:2.1:points", "13,5")
        again = save(sheet, secretary, "score:2.1:points", "13,50", version=0, was="")
        assert (again.version, again.changed) == (1, False)
        assert AuditEntry.objects.filter(did="assessment.saved").count() == 1

    def test_two_people_in_different_fields_of_one_row_both_win(self, sheet, secretary, nam_tam):
        deputy = people.user("pho.namtam", "commune_secretary", nam_tam)
        save(sheet, secretary, "score:2.1:points", "13,5", version=0, was="")
        save(sheet, deputy, "score:2.1:evidence", "Báo cáo 38", version=0, was="")
        score = Score.objects.get()
        assert (score.points, score.evidence, score.version) == (Decimal("13.5"), "Báo cáo 38", 2)

    def test_in_the_same_field_the_second_sees_both_values(self, sheet, secretary, nam_tam):
        deputy = people.user("pho.namtam", "commune_secretary", nam_tam, full_name="Lò Thị Phó")
        save(sheet, deputy, "score:2.1:points", "12", version=0, was="")
        with pytest.raises(Conflict) as met:
            save(sheet, secretary, "score:2.1:points", "13,5", version=0, was="")
        assert (met.value.theirs, met.value.by, met.value.version) == ("12", "Lò Thị Phó", 1)
        assert Score.objects.get().points == Decimal(12)
        assert save(sheet, secretary, "score:2.1:points", "13,5", version=1, was="12").changed

    def test_what_is_no_value_writes_nothing(self, sheet, secretary):
        with pytest.raises(NotAValue, match="từ 0 đến 15"):
            save(sheet, secretary, "score:2.1:points", "16")
        sheet.refresh_from_db()
        assert sheet.state == SheetState.NOT_STARTED
        assert not AuditEntry.objects.filter(did="assessment.saved").exists()

    @pytest.mark.parametrize("name", ["score:2.1:points", "sheet::aimed_level"])
    def test_nobody_else_writes_in_the_sheet(self, sheet, staff, name):
        with pytest.raises(PermissionDenied):
            save(sheet, staff, name, "good")

    def test_points_of_the_board_wait_for_the_appraisal(self, sheet, secretary, staff):
        with pytest.raises(Refused, match="chưa nộp"):
            save(sheet, staff, "board:2.1:points", "10")
        handed_in(sheet, secretary)
        submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
        assert save(sheet, staff, "board:2.1:points", "10").changed
        assert Score.objects.get(body="organization_board").points == Decimal(10)
        save(sheet, staff, "board:2.1:evidence", "Theo số Thống kê", version=1)
        submission.propose(
            sheet=sheet, level="good", exemplary=False, comment="Đạt", hand=hand_of(staff, sheet), by=staff
        )
        with pytest.raises(Refused, match="đã trình thì không đổi điểm"):
            save(sheet, staff, "board:2.1:points", "9", version=2)

    def test_a_task_that_was_taken_out_is_said_to_be_gone(self, sheet, secretary):
        with pytest.raises(Refused, match="không còn"):
            save(sheet, secretary, "task:999:content", "x")

    def test_a_level_without_the_flag_takes_the_flag_away(self, sheet, secretary):
        save(sheet, secretary, "sheet::self_level", "clean_strong", version=1)
        save(sheet, secretary, "sheet::self_exemplary", "1", version=2)
        save(sheet, secretary, "sheet::self_level", "good", version=3)
        sheet.refresh_from_db()
        assert (sheet.self_level, sheet.self_exemplary) == ("good", False)
