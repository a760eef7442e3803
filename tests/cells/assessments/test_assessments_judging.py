"""Gates, caps and corrections with rows: a closed level is explained and refused, the cap is kept (A11)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from cells.assessments.actions import decision, judging, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.actions.judging import CapPaper
from cells.assessments.models import CapException, GateAnswer, Sheet
from cells.assessments.models.standing import _members, places_of, tells_members
from cells.assessments.rules.findings import LevelTally
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories.working_year import hand_of, handed_in, save

TODAY = dt.date(2009, 12, 18)
PAPER = DecisionPaper("45-QĐ/ĐU", TODAY)
FINE = {"no_discipline": (True, "Kết luận 5-KL/UBKT"), "remedied_100": (True, "Báo cáo 7"), "other_cases": (False, "x")}


@pytest.fixture
def sheet_2025(campaign_2025, nam_tam):
    return Sheet.objects.create(campaign=campaign_2025, organization=nam_tam)


def url(name, *args):
    return reverse(f"assessments:{name}", args=args)


def in_appraisal(sheet, secretary, staff):
    handed_in(sheet, secretary)
    submission.receive(sheet=sheet, hand=hand_of(staff, sheet), by=staff)
    sheet.refresh_from_db()
    return sheet


def propose(sheet, staff, level):
    hand = hand_of(staff, sheet)
    submission.propose(sheet=sheet, level=level, exemplary=False, comment="Đạt", hand=hand, by=staff)


def answer(sheet, person, answers):
    return judging.answer(sheet=sheet, answers=answers, hand=hand_of(person, sheet), by=person)


def cells_of(campaign, committee, number, secretary):
    """So many cells, and what the committee may do with each."""
    cells = [make.cell(f"bản {n}", parent=committee, code=f"SH-NT-X{n:02}") for n in range(number)]
    sheets = [Sheet.objects.create(campaign=campaign, organization=cell) for cell in cells]
    return cells, {sheet.organization_id: hand_of(secretary, sheet) for sheet in sheets}


def record(campaign, secretary, may, grades, ground="Biên bản họp đảng ủy"):
    given = {pk: Grade(level) for pk, level in grades.items()}
    return decision.record_cells(
        campaign=campaign, grades=given, paper=PAPER, hands_of=may, by=secretary, ground=ground
    )


class TestGates:
    def test_the_year_of_2025_from_the_registration_to_the_decision(self, sheet_2025, secretary, staff, leader, log_in):
        sheet = in_appraisal(sheet_2025, secretary, staff)
        with pytest.raises(Refused, match="Trả lời ở mục “Điều kiện xếp loại”"):
            propose(sheet, staff, "excellent")
        page = log_in(staff).get(url("review", sheet.pk)).content.decode()
        assert "Điều kiện xếp loại" in page and "100 điểm" in page and "chưa đối chiếu văn bản" in page
        answer(sheet, staff, {code: FINE[code] for code in ("no_discipline", "remedied_100", "other_cases")})
        propose(sheet, staff, "excellent")
        sheet.refresh_from_db()
        campaign = sheet.campaign
        for number in range(5):
            other = make.commune_committee(f"Xã {number}", parent=campaign.organization, code=f"SH-X{number}")
            year.decided(campaign, other, "good")
        hand = hand_of(leader, sheet)
        decision.decide(sheet=sheet, grade=Grade("excellent"), paper=PAPER, hand=hand, by=leader)
        sheet.refresh_from_db()
        assert (sheet.state, sheet.decided_level) == ("decided", "excellent")
        log = AuditEntry.objects.filter(did="assessment.gate_answered")
        assert log.count() == 3 and "Kết luận 5-KL/UBKT" in log.order_by("id").first().said

    def test_a_level_closed_by_an_answer_is_explained_and_refused(self, sheet_2025, secretary, staff, log_in):
        sheet = in_appraisal(sheet_2025, secretary, staff)
        said = {"remedied_100": (False, "Còn 2 khuyết điểm")}
        answer(sheet, staff, said | {code: FINE[code] for code in ("no_discipline", "other_cases")})
        with pytest.raises(Refused, match="100 % hạn chế, khuyết điểm đã được khắc phục – đã trả lời: không"):
            propose(sheet, staff, "excellent")
        page = log_in(staff).get(url("review", sheet.pk)).content.decode()
        assert "Không xếp được “Hoàn thành xuất sắc nhiệm vụ”" in page and "Còn 2 khuyết điểm" in page
        propose(sheet, staff, "good")
        answer(sheet, staff, {"remedied_100": (True, "Đã xác minh lại")})
        propose(sheet, staff, "excellent")
        assert GateAnswer.objects.filter(condition="remedied_100").count() == 2

    def test_the_lowest_level_is_forced(self, sheet_2025, secretary, staff):
        sheet = in_appraisal(sheet_2025, secretary, staff)
        answer(sheet, staff, {"other_cases": (True, "Quyết định kỷ luật 8-QĐ/UBKT")})
        for level in ("excellent", "good", "completed"):
            with pytest.raises(Refused, match="Phải xếp “Không hoàn thành nhiệm vụ”"):
                propose(sheet, staff, level)
        propose(sheet, staff, "not_completed")

    @pytest.mark.parametrize(
        ("answers", "why"),
        [
            ({}, "ít nhất một"),
            ({"no_discipline": (True, " ")}, "Ghi căn cứ"),
            ({"points_90": (True, "x")}, "hệ thống tính được"),
            ({"weather": (True, "x")}, "không có trong bộ quy tắc"),
        ],
    )
    def test_bad_answers_write_nothing(self, sheet_2025, secretary, staff, answers, why):
        in_appraisal(sheet_2025, secretary, staff)
        with pytest.raises(Refused, match=why):
            answer(sheet_2025, staff, answers)
        assert not GateAnswer.objects.exists()

    def test_nobody_answers_for_himself_or_after_the_end(self, sheet_2025, secretary, staff, inspector):
        in_appraisal(sheet_2025, secretary, staff)
        for person in (secretary, inspector):
            with pytest.raises(PermissionDenied):
                answer(sheet_2025, person, {"no_discipline": (True, "x")})
        type(sheet_2025.campaign).objects.update(closed_at=clock.now(), closed_by=staff)
        with pytest.raises(Refused, match="đã khóa"):
            answer(sheet_2025, staff, {"no_discipline": (True, "x")})

    def test_answers_stay_as_they_were_given(self, sheet_2025, secretary, staff):
        in_appraisal(sheet_2025, secretary, staff)
        for _ in range(2):
            answer(sheet_2025, staff, {"no_discipline": (True, "x")})
        assert GateAnswer.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            GateAnswer.objects.update(note="y")
        with pytest.raises(IntegrityError, match="gate_answer_has_note"), transaction.atomic():
            GateAnswer.objects.create(sheet=sheet_2025, condition="a", holds=True, note="", by=staff, at=clock.now())

    def test_grades_of_2019_are_given_in_words(self, district, nam_tam, secretary, log_in):
        sheet = Sheet.objects.create(campaign=year.campaign(district, 2009, "qd132_2018"), organization=nam_tam)
        client = log_in(secretary)
        page = client.get(url("part", sheet.pk, "2")).content.decode()
        assert '<option value="3">Xuất sắc</option>' in page and "/0 điểm" not in page
        save(sheet, secretary, "score:2.1:points", "Tốt")
        assert AuditEntry.objects.get(did="assessment.saved").said == "Ghi điểm tiêu chí 2.1: Tốt"
        sent = {"field": "score:2.2:points", "value": "Rất tốt", "version": 0, "was": ""}
        answer = client.post(url("save", sheet.pk), sent, HTTP_X_REQUESTED_WITH="fetch")
        assert answer.status_code == 422
        assert "selected>Tốt" in client.get(url("part", sheet.pk, "2")).content.decode()

    def test_a_theme_above_tells_the_levels_of_members(self, district, nam_tam, nam_tam_cells, secretary, log_in):
        campaign = year.campaign(district, 2009, "qd132_2018")
        sheet = Sheet.objects.create(campaign=campaign, organization=nam_tam_cells[0])

        def told(campaign, pk):
            return LevelTally((3, 5, 2, 0)) if pk == nam_tam_cells[0].pk else None

        tells_members(told)
        try:
            page = log_in(secretary).get(url("review", sheet.pk)).content.decode()
        finally:
            _members.remove(told)
        assert "đạt 8/10 (80 %) đảng viên".capitalize() in page

    def test_the_organisation_sees_on_its_own_page_what_is_closed(self, sheet_2025, secretary, log_in):
        year.fill(sheet_2025, points="step")
        page = log_in(secretary).get(url("part", sheet_2025.pk, "xep-loai")).content.decode()
        assert "Điều kiện của các mức" in page and "dưới 50 điểm" in page

    def test_the_page_takes_answers_and_shows_bad_ones(self, sheet_2025, secretary, staff, stranger, inspector, log_in):
        in_appraisal(sheet_2025, secretary, staff)
        client, there = log_in(staff), url("answer", sheet_2025.pk)
        bad = client.post(
            there, {"dk-no_discipline-holds": "1", "dk-remedied_100-ground": "x", "dk-other_cases-holds": "7"}
        )
        text = bad.content.decode()
        assert bad.status_code == 422 and not GateAnswer.objects.exists()
        assert "Ghi căn cứ của câu trả lời." in text and "Chọn đúng hoặc không." in text
        assert client.get(there).status_code == 405
        sent = {"dk-no_discipline-holds": "1", "dk-no_discipline-ground": "Kết luận 5", "seen": "0"}
        assert client.post(there, sent).status_code == 409
        assert client.post(there, sent | {"seen": sheet_2025.version}).status_code == 302
        assert log_in(stranger).post(there, sent).status_code == 404
        assert log_in(inspector).post(there, sent).status_code == 403


class TestCaps:
    def test_the_cap_is_reached_and_refused_and_a_decision_opens_it(
        self, campaign_2025, nam_tam, secretary, staff, log_in
    ):
        cells, may = cells_of(campaign_2025, nam_tam, 12, secretary)
        pks = [cell.pk for cell in cells]
        grades = dict.fromkeys(pks[:9], "good") | dict.fromkeys(pks[9:11], "excellent")
        with pytest.raises(Refused, match=r"được 1, ghi thành 2\. Tối đa 20 % của 9 tổ chức"):
            record(campaign_2025, secretary, may, grades)
        assert not campaign_2025.sheets.filter(state="decided").exists() and not GateAnswer.objects.exists()
        asked = {"campaign": campaign_2025, "organization": nam_tam, "level": "excellent", "by": staff}
        paper = CapPaper("77-QĐ/HU", TODAY, "Xã dẫn đầu phong trào")
        with pytest.raises(Refused, match="phải lớn hơn"):
            judging.allow_more(**asked, allowed=0, paper=paper)
        judging.allow_more(**asked, allowed=2, paper=paper)
        assert record(campaign_2025, secretary, may, grades) == 11
        [one] = places_of(campaign_2025)[nam_tam.pk].standings
        assert (one.allowed, one.used, one.left, one.ratios) == (2, 2, 0, ("2/9 (22,2 %)", "2/11 (18,2 %)"))
        board = log_in(secretary).get(url("campaign", 2009)).content.decode()
        assert "2/9 (22,2 %)" in board and "2/11 (18,2 %)" in board
        assert AuditEntry.objects.filter(did="campaign.cap_raised").count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            CapException.objects.update(allowed=9)

    def test_one_by_one_the_second_is_refused(self, campaign_2025, nam_tam, secretary):
        cells, may = cells_of(campaign_2025, nam_tam, 8, secretary)
        pks = [cell.pk for cell in cells]
        record(campaign_2025, secretary, may, dict.fromkeys(pks[:5], "good"))
        record(campaign_2025, secretary, may, {pks[5]: "excellent"})
        with pytest.raises(Refused, match="được 1, ghi thành 2"):
            record(campaign_2025, secretary, may, {pks[6]: "excellent"})
        record(campaign_2025, secretary, may, {pks[6]: "good", pks[7]: "completed"})

    def test_without_a_ground_the_open_conditions_are_asked_for(self, campaign_2025, nam_tam, secretary):
        cells, may = cells_of(campaign_2025, nam_tam, 1, secretary)
        with pytest.raises(Refused, match="bản 0: Trả lời ở mục"):
            record(campaign_2025, secretary, may, {cells[0].pk: "good"}, ground=" ")
        record(campaign_2025, secretary, may, {cells[0].pk: "good"})
        answers = GateAnswer.objects.order_by("condition").values_list("condition", "holds", "note")
        said = "Biên bản họp đảng ủy"
        assert list(answers) == [
            ("other_cases", False, said),
            ("points_70", True, said),
            ("points_below_50", False, said),
            ("tasks_100", True, said),
        ]

    def test_the_page_of_caps(self, campaign_2025, nam_tam, secretary, staff, stranger, inspector, log_in):
        cells, may = cells_of(campaign_2025, nam_tam, 5, secretary)
        record(campaign_2025, secretary, may, dict.fromkeys([cell.pk for cell in cells], "good"))
        client, there = log_in(staff), url("allow_more", 2009)
        page = client.get(url("caps", 2009)).content.decode()
        assert "Cho phép vượt tỷ lệ" in page and "0/5 (0 %)" in page
        sent = {"organization": nam_tam.pk, "level": "excellent", "allowed": "2", "number": "77-QĐ/HU"}
        sent |= {"date": "18/12/2009", "reason": "Xã dẫn đầu"}
        for wrong, said in (
            ({"organization": "999999"}, "Cấp quyết định"),
            ({"level": "best"}, "Mức"),
            ({"allowed": "hai"}, "Số được phép"),
            ({"allowed": "0"}, "Số được phép"),
            ({"number": ""}, "Số quyết định cho phép"),
            ({"date": "32/12/2009"}, "Ngày quyết định"),
            ({"reason": "a\x00b"}, "Lý do"),
        ):
            answer = client.post(there, sent | wrong)
            assert answer.status_code == 422 and said in answer.content.decode(), wrong
        assert client.post(there, sent | {"date": "19/12/2009"}).status_code == 409
        assert not CapException.objects.exists()
        assert client.post(there, sent).status_code == 302
        assert client.post(there, sent | {"seen": "old"}).status_code == 409
        assert "đã ghi rồi" in client.post(there, sent).content.decode() and CapException.objects.count() == 1
        assert client.get(there).status_code == 405
        assert log_in(inspector).post(there, sent).status_code == 403
        text = log_in(secretary).get(url("caps", 2009)).content.decode()
        assert "77-QĐ/HU" in text and "Cho phép vượt tỷ lệ" not in text
        assert "77-QĐ/HU" not in log_in(stranger).get(url("caps", 2009)).content.decode()

    def test_a_preview_writes_nothing_and_names_every_refusal(self, campaign_2025, nam_tam, secretary, log_in):
        cells, _ = cells_of(campaign_2025, nam_tam, 6, secretary)
        client, there = log_in(secretary), url("record", 2009)
        sent = {f"cell-{cell.pk}": "good" for cell in cells[:5]} | {f"cell-{cells[5].pk}": "excellent"}
        sent |= {"number": "45-QĐ/ĐU", "date": "18/12/2009", "do": "preview"}
        page = client.post(there, sent)
        text = page.content.decode()
        assert page.status_code == 200 and text.count(": Trả lời ở mục") == 6
        page = client.post(there, sent | {"ground": "Biên bản 12"}).content.decode()
        assert "Xem trước, chưa ghi gì" in page and "Hoàn thành tốt nhiệm vụ: <b>5</b>" in page
        assert "1/5 (20 %)" in page and "Chưa ghi được" not in page
        over = client.post(there, sent | {f"cell-{cells[0].pk}": "excellent", "ground": "Biên bản 12"}).content.decode()
        assert "Quá tỷ lệ" in over
        assert not Sheet.objects.filter(state="decided").exists() and not GateAnswer.objects.exists()
        assert not AuditEntry.objects.filter(did="assessment.decided").exists()
        assert client.post(there, sent | {"ground": "Biên bản 12", "do": ""}).status_code == 302
        assert Sheet.objects.filter(state="decided").count() == 6
