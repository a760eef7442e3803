"""Gates of members: what is closed and why, who answers what is not known, the wall at handing in and deciding."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from cells.assessments import schemes
from cells.assessments.models.facts import open_sheet
from cells.assessments.models.standing import members_of, weighed
from cells.assessments.rules.findings import LevelTally, StaffRating
from cells.assessments.rules.gates import why_not_level
from cells.assessments.rules.member_scheme import read_members
from members.ratings.actions.answering import answer
from members.ratings.actions.deciding import Verdict, decide_anew
from members.ratings.actions.handing import submit
from members.ratings.models import RatedCell, Rating, RatingGateAnswer
from members.ratings.models import gates as known
from members.ratings.rules.hands import Hand, why_not_answer
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import assessments, ratings
from tests.factories.ratings import BOTH, CELL, COMMITTEE, PAPER, decide

GROUND = "Biên bản họp chi bộ ngày 10/12"
FORCES = ("degradation_concluded", "tasks_below_50", "staff_rating_lowest", "disciplined_in_year")
NO = dict.fromkeys(FORCES, (False, GROUND))


@pytest.fixture
def year(district):
    return assessments.campaign(district, 2009, "qd132_2018")


def rows_of(campaign, cell, proposals) -> list[Rating]:
    ratings.meeting(campaign, cell)
    found = ratings.people(cell, len(proposals))
    return [ratings.rating(campaign, cell, one, level) for one, level in zip(found, proposals, strict=True)]


def say(campaign, cell, rows, answers, by, hand=CELL) -> int:
    pks = [one.member_id for one in rows]
    return answer(campaign=campaign, cell=cell, member_ids=pks, answers=answers, hand=hand, by=by)


@pytest.fixture
def told():
    """A reader of staff ratings, taken away again: member → rating."""
    found = {}

    def reader(member_ids, year):
        return {pk: one for pk, one in found.items() if pk in member_ids}

    known.tells_staff(reader)
    yield found
    known._staff.remove(reader)


@pytest.mark.parametrize(
    ("hand", "state", "closed", "may"),
    [
        (CELL, "draft", False, True),
        (CELL, "sent_back", False, True),
        (CELL, "submitted", False, False),
        (CELL, "draft", True, False),
        (COMMITTEE, "draft", False, False),
        (COMMITTEE, "submitted", False, True),
        (COMMITTEE, "decided", False, True),
        (COMMITTEE, "decided", True, False),
        (BOTH, "draft", False, True),
    ],
)
def test_the_cell_answers_until_it_hands_in_and_the_committee_from_then_on(hand, state, closed, may):
    assert (why_not_answer(hand, state, closed=closed) == []) is may


@pytest.mark.parametrize("code", ["hd20_2008", "hd27_2014", "qd132_2018", "qd124_2023", "qd366_2025"])
def test_every_scheme_reads_its_gates_of_members(code):
    rules = read_members(schemes.as_json(code))
    assert bool(rules.gates) is code.startswith("qd")


def test_nothing_passes_unsaid(year, cell, cell_secretary):
    rows_of(year, cell, ["good", "excellent"])
    with pytest.raises(Refused) as met:
        submit(campaign=year, cell=cell, hand=CELL, by=cell_secretary)
    asked = [one for one in met.value.reasons if "Điều kiện xếp loại" in one]
    assert len(asked) == 2 and "bị kỷ luật trong năm" in asked[0] and "đều đạt “Xuất sắc”" in asked[1]


def test_answers_open_the_level_and_the_log_keeps_them(year, cell, cell_secretary, secretary, nam_tam):
    rows = rows_of(year, cell, ["good", "good"])
    assert say(year, cell, rows, NO, cell_secretary) == 8
    said = AuditEntry.objects.filter(did="rating.gate_answered")
    assert said.count() == 4 and "Lò Văn Aa, Lò Văn Ab" in said.first().said
    submit(campaign=year, cell=cell, hand=CELL, by=cell_secretary)
    assert decide(year, nam_tam, [cell], secretary) == 2


def test_a_forced_level_is_refused_when_handed_in_with_its_source(year, cell, cell_secretary):
    [row] = rows_of(year, cell, ["good"])
    say(year, cell, [row], NO | {"disciplined_in_year": (True, "Quyết định 12-QĐ/UBKT")}, cell_secretary)
    with pytest.raises(Refused) as met:
        submit(campaign=year, cell=cell, hand=CELL, by=cell_secretary)
    assert met.value.reasons == [
        "Lò Văn Aa: phải xếp “Không hoàn thành nhiệm vụ” vì bị kỷ luật trong năm – đã trả lời: đúng. Theo Hướng dẫn "
        "21-HD/BTCTW (theo bản tóm tắt)."
    ]
    assert RatedCell.objects.get().state == "draft"


def test_the_committee_may_not_decide_what_an_answer_closed_later(year, cell, cell_secretary, secretary, nam_tam):
    rows = rows_of(year, cell, ["good", "good"])
    say(year, cell, rows, NO, cell_secretary)
    submit(campaign=year, cell=cell, hand=CELL, by=cell_secretary)
    say(year, cell, rows[:1], {"disciplined_in_year": (True, "Quyết định 12")}, secretary, COMMITTEE)
    with pytest.raises(Refused, match="Lò Văn Aa: phải xếp"):
        decide(year, nam_tam, [cell], secretary)
    assert not Rating.objects.exclude(decided_level="").exists()
    say(year, cell, rows[:1], {"disciplined_in_year": (False, "Hủy quyết định 12")}, secretary, COMMITTEE)
    decide(year, nam_tam, [cell], secretary)
    verdict = Verdict(level="excellent", reason="Xét lại thành tích")
    with pytest.raises(Refused, match="đều đạt “Xuất sắc”"):
        decide_anew(rating=rows[0], base=nam_tam, verdict=verdict, paper=PAPER, hand=COMMITTEE, by=secretary)


def test_the_rating_as_a_cadre_is_known_and_not_asked(year, cell, cell_secretary, told):
    row, other = rows_of(year, cell, ["excellent", "good"])
    told[row.member_id] = StaffRating("Hoàn thành tốt nhiệm vụ", best=False, lowest=False)
    answers = {"task_criteria_best": (True, GROUND), **NO}
    assert say(year, cell, [row, other], answers, cell_secretary) == 9
    found = known.weighed_members(year, [row.member_id])[row.member_id]
    assert why_not_level(found, "excellent", year.member_rules.label) == [
        "Không xếp được “Hoàn thành xuất sắc nhiệm vụ” vì không bảo đảm: là cán bộ, công chức, viên chức thì được đánh "
        "giá hoàn thành xuất sắc nhiệm vụ – kết quả đánh giá cán bộ: Hoàn thành tốt nhiệm vụ. Theo Hướng dẫn "
        "21-HD/BTCTW (theo bản tóm tắt)."
    ]
    with pytest.raises(Refused, match="không cần trả lời"):
        say(year, cell, [row], {"staff_rating_lowest": (False, GROUND)}, cell_secretary)


def test_bad_answers_write_nothing(year, cell, nam_tam_cells, cell_secretary):
    [row] = rows_of(year, cell, ["good"])
    strange = ratings.people(nam_tam_cells[1], 1, "Vàng A")[0]
    for answers, members, sentence in (
        ({}, [row.member_id], "Chọn ít nhất một đồng chí"),
        (NO, [], "Chọn ít nhất một đồng chí"),
        (NO, [row.member_id, strange.pk], "không do chi bộ này đánh giá"),
        ({"x": (True, GROUND)}, [row.member_id], "không cần trả lời"),
        ({FORCES[0]: (True, "  ")}, [row.member_id], "Ghi căn cứ"),
        ({FORCES[0]: (True, "a" * 501)}, [row.member_id], "dài quá 500"),
    ):
        with pytest.raises(Refused, match=sentence):
            answer(campaign=year, cell=cell, member_ids=members, answers=answers, hand=CELL, by=cell_secretary)
    with pytest.raises(PermissionDenied):
        say(year, cell, [row], NO, cell_secretary, Hand())
    assert not RatingGateAnswer.objects.exists() and not AuditEntry.objects.exists()


def test_an_answer_stays_and_has_its_ground(year, cell, cell_secretary):
    [row] = rows_of(year, cell, ["good"])
    say(year, cell, [row], NO, cell_secretary)
    for breaking in (RatingGateAnswer.objects.all().delete, lambda: RatingGateAnswer.objects.update(holds=True)):
        with pytest.raises(DatabaseError), transaction.atomic():
            breaking()
    with pytest.raises(IntegrityError, match="rating_gate_answer_has_note"), transaction.atomic():
        RatingGateAnswer.objects.create(
            rating=row, condition="x", holds=True, note="", by=cell_secretary, at=clock.now()
        )


def at(cell) -> str:
    return f"/danh-gia/dang-vien/2009/{cell.pk}/dieu-kien/"


def test_the_page_asks_for_many_at_once(
    year, cell, cell_secretary, secretary, inspector, stranger, log_in, django_assert_num_queries
):
    rows = rows_of(year, cell, ["good"] * 3)
    client = log_in(cell_secretary)
    page = client.get(at(cell)).content.decode()
    assert "Trả lời chung cho nhiều đồng chí" in page and page.count("Chưa trả lời") > 1
    sent = {f"dk-{code}-holds": "0" for code in FORCES} | {f"dk-{code}-ground": GROUND for code in FORCES}
    bad = client.post(at(cell), sent)
    assert bad.status_code == 422 and "Chọn ít nhất một đồng chí." in bad.content.decode()
    whole = sent | {"dk-members": [one.member_id for one in rows]}
    nul = client.post(at(cell), whole | {f"dk-{FORCES[0]}-ground": "a\0b"})
    assert nul.status_code == 422 and not RatingGateAnswer.objects.exists()
    stale = client.post(at(cell), whole | {"seen": "old"})
    assert stale.status_code == 409 and not RatingGateAnswer.objects.exists()
    assert client.post(at(cell), whole).status_code == 302
    assert RatingGateAnswer.objects.count() == 12
    assert log_in(stranger).get(at(cell)).status_code == 404
    assert log_in(inspector).post(at(cell), whole).status_code == 403


def test_the_pages_say_why_in_one_sentence(year, cell, cell_secretary, secretary, nam_tam, log_in):
    rows = rows_of(year, cell, ["good", "good"])
    there = f"/danh-gia/dang-vien/2009/nguoi/{rows[0].member_id}/"
    client = log_in(cell_secretary)
    sent = {"dk-disciplined_in_year-holds": "1", "dk-disciplined_in_year-ground": "Quyết định 12"}
    assert client.get(f"{there}dieu-kien/").status_code == 405
    lone = client.post(f"{there}dieu-kien/", {"dk-disciplined_in_year-holds": "1"})
    assert lone.status_code == 422 and "Ghi căn cứ của câu trả lời." in lone.content.decode()
    assert client.post(f"{there}dieu-kien/", sent).status_code == 302
    why = "hải xếp “Không hoàn thành nhiệm vụ” vì bị kỷ luật trong năm – đã trả lời: đúng. Theo Hướng dẫn 21-HD"
    person = client.get(there).content.decode()
    assert f"Mức đang ghi chưa xếp được.</b> P{why}" in person and "Các câu trả lời đã ghi (1)" in person
    assert f"Lò Văn Aa: p{why}" in client.get(f"/danh-gia/dang-vien/2009/{cell.pk}/").content.decode()
    assert f"Lò Văn Aa: p{why}" in log_in(secretary).get(at(cell)).content.decode()


def test_a_scheme_without_gates_shows_none_and_asks_nothing(campaign, cell, cell_secretary, log_in):
    ratings.rated(campaign, cell, ["good"])
    client = log_in(cell_secretary)
    assert "Điều kiện xếp loại" not in client.get(f"/danh-gia/dang-vien/2009/{cell.pk}/").content.decode()
    assert "Chưa có điều kiện nào phải trả lời." in client.get(at(cell)).content.decode()


def lowest(organization, campaign) -> list[str]:
    sheet = assessments.sheet(campaign, organization, "in_appraisal")
    rules = campaign.rules
    return why_not_level(weighed(open_sheet(sheet, clock.today())), "good", rules.label)


def test_a_cell_with_more_than_half_not_completed_is_forced_lowest(district, cell, nam_tam, secretary):
    campaign = assessments.campaign(district, 2009, "hd27_2014")
    rows_of(campaign, cell, ["good"] + ["not_completed"] * 2)
    assert members_of(campaign, cell.pk) is None
    submit(campaign=campaign, cell=cell, hand=BOTH, by=secretary)
    decide(campaign, nam_tam, [cell], secretary)
    assert members_of(campaign, cell.pk) == members_of(campaign, nam_tam.pk) == LevelTally((0, 1, 0, 2))
    [said] = lowest(cell, campaign)
    assert said == (
        "Phải xếp “Yếu kém” vì trên một nửa số đảng viên không hoàn thành nhiệm vụ – xếp loại thấp nhất 2/3 (66,7 %) "
        "đảng viên. Theo Hướng dẫn 27-HD/BTCTW (theo bản tóm tắt)."
    )


def test_members_still_waited_for_leave_the_gate_unknown(district, cell, nam_tam, nam_tam_cells, secretary):
    campaign = assessments.campaign(district, 2009, "hd27_2014")
    rows_of(campaign, cell, ["not_completed"])
    submit(campaign=campaign, cell=cell, hand=BOTH, by=secretary)
    decide(campaign, nam_tam, [cell], secretary)
    ratings.people(nam_tam_cells[1], 2, "Vàng A")
    assert members_of(campaign, nam_tam.pk) == LevelTally((0, 0, 0, 1), 2)
