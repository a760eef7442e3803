"""The pages of votes of confidence: the rounds, one with its table, the form, the paper, the record."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from cadres.reviews.models import ConfidenceResult, ConfidenceRound
from cadres.reviews.report.rounds import read_rounds
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import people, reviews

D = dt.date
ROUNDS, RECORD = reverse("reviews:rounds"), reverse("reviews:record_round")
HELD = {"legal_basis": "Nghị quyết 09", "convened_by": "Mặt trận xã", "invited": "50", "present": "45", "valid": "40"}


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair", birth_year=1975)


@pytest.fixture
def mai(nam_tam):
    return make.cadre(nam_tam, "Tao Thị Mai", "council_chair", sex="female")


@pytest.fixture
def address(nam_tam):
    return f"{RECORD}?don-vi={nam_tam.pk}&ngay=15/06/2009"


@pytest.fixture
def held(nam_tam, staff, an, mai):
    made = reviews.held_round(nam_tam, staff)
    reviews.result(made, an, 19, 21)
    reviews.result(made, mai, 40, 0)
    return made


def url(name, held):
    return reverse(f"reviews:{name}", args=[held.pk])


def slips(post, trust, low) -> dict[str, str]:
    return {f"trust-{post.pk}": str(trust), f"low-{post.pk}": str(low)}


def test_a_round_is_written_down_and_shown_with_what_follows(log_in, staff, an, mai, nam_tam, address):
    make.cadre(nam_tam, "Lò Văn Thư", "party_secretary")
    client = log_in(staff)
    assert client.get(RECORD).status_code == 200
    page = client.get(address)
    assert [post.cadre for post in page.context["form"].posts] == [mai, an]
    sent = HELD | slips(an.posts.get(), 19, 21) | slips(mai.posts.get(), 40, 0)
    answer = client.post(address, sent)
    made = ConfidenceRound.objects.get()
    assert (answer.status_code, answer.url) == (302, url("round", made))
    text = client.get(answer.url).content.decode()
    assert "47,5 %" in text and "52,5 %" in text and "tính trên số phiếu hợp lệ (40)" in text
    assert "Mặt trận Tổ quốc đề nghị Hội đồng nhân dân bỏ phiếu miễn nhiệm" in text and "Ghi cuộc lấy phiếu" in text
    assert client.post(address, sent).status_code == 409 and ConfidenceRound.objects.count() == 1


def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(log_in, staff, an, mai, lo_post, address):
    client, good = log_in(staff), slips(an.posts.get(), 30, 10)
    bad = [
        ({"invited": ""}, 422, "Số người được mời"),
        ({"invited": "x"}, 422, "Ghi số nguyên từ 0 đến 5000"),
        ({"invited": "5001"}, 422, "Ghi số nguyên từ 0 đến 5000"),
        ({"invited": "44"}, 409, "nhiều hơn số được mời, 44"),
        ({"valid": "46"}, 409, "Số phiếu hợp lệ phải từ 1 đến số người có mặt, 45"),
        ({"legal_basis": ""}, 422, "Căn cứ"),
        ({"convened_by": "x" * 201}, 422, "Cơ quan triệu tập"),
        ({"convened_by": "A\x00"}, 422, "Cơ quan triệu tập"),
        (slips(an.posts.get(), 30, 9), 409, "Lò Văn An, Chủ tịch Ủy ban nhân dân: cộng các mức được 39 phiếu"),
        (slips(an.posts.get(), 30, ""), 422, "không có thì ghi 0"),
        (slips(an.posts.get(), 41, -1), 422, "Ghi số nguyên từ 0"),
        (slips(an.posts.get(), "", ""), 409, "ít nhất một người"),
        ({f"high-{an.posts.get().pk}": "1"}, 422, "không thuộc cuộc lấy phiếu này"),
        (slips(lo_post, 30, 10), 422, "không thuộc cuộc lấy phiếu này"),
    ]
    for change, status, said in bad:
        answer = client.post(address, HELD | good | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not ConfidenceRound.objects.exists() and not ConfidenceResult.objects.exists()


@pytest.fixture
def lo_post(ta_phin):
    return make.cadre(ta_phin, "Chẻo A Lở", "committee_chair").posts.get()


def test_the_choice_of_commune_and_day(log_in, staff, nam_tam, ta_phin):
    client = log_in(staff)
    asked = [
        (f"don-vi={nam_tam.pk}&ngay=31/02/2009", 422, "Không có ngày"),
        (f"don-vi={nam_tam.pk}&ngay=19/12/2009", 422, "chưa đến"),
        (f"don-vi={nam_tam.pk}&ngay=16/04/2008", 422, "chưa có quy định lấy phiếu"),
        ("don-vi=999999&ngay=15/06/2009", 404, ""),
        ("don-vi=x&ngay=15/06/2009", 409, "chọn lại"),
        (f"don-vi={nam_tam.pk}", 200, "Ngày lấy phiếu"),
        (f"don-vi={ta_phin.pk}&ngay=15/06/2009", 200, "không có ai giữ chức danh thuộc diện"),
    ]
    for query, status, said in asked:
        answer = client.get(f"{RECORD}?{query}")
        assert (answer.status_code, said in answer.content.decode()) == (status, True), query


def test_who_sees_and_who_writes(log_in, secretary, stranger, leader, inspector, held, address):
    client = log_in(secretary)
    assert [row.held for row in client.get(ROUNDS).context["rows"]] == [held]
    assert "Sửa kết quả" not in client.get(url("round", held)).content.decode()
    for reader in (secretary, leader):
        client = log_in(reader)
        assert {client.post(where, HELD).status_code for where in (address, url("correct_round", held))} == {403}
        assert client.get(url("round_pdf", held)).status_code == 200
    assert log_in(inspector).get(url("round", held)).status_code == 403
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    assert {client.get(url(name, held)).status_code for name in ("round", "round_pdf", "correct_round")} == {404}
    assert client.post(address, HELD).status_code == 404 and list(client.get(ROUNDS).context["rows"]) == []
    people.grant(secretary, "cadre_officer", held.organization)
    assert log_in(secretary).post(address, HELD).status_code == 403, "from within"


def test_numbers_are_mended_for_a_reason(log_in, staff, an, mai, held):
    client, where = log_in(staff), url("correct_round", held)
    page = client.get(where)
    assert page.context["form"][f"low-{an.posts.get().pk}"].value() == 21
    sent = HELD | slips(an.posts.get(), 21, 19) | slips(mai.posts.get(), 40, 0) | {"reason": "Đọc nhầm"}
    assert client.post(where, sent | {"reason": ""}).status_code == 422
    assert client.post(where, sent | slips(an.posts.get(), "", "")).status_code == 409
    sent["seen"] = page.context["seen"]
    assert client.post(where, sent).status_code == 302
    assert client.post(where, sent).status_code == 409, "from an older page"
    text = client.get(url("round", held)).content.decode()
    assert "52,5 %" in text and "Lý do: Đọc nhầm" in text and "miễn nhiệm" not in text


def test_the_paper_holds_the_table_and_that_it_was_taken_out_stays(log_in, staff, held):
    client = log_in(staff)
    answer = client.get(url("round_pdf", held), {"so": "12", "ngay_ky": "20/06/2009", "ho_ten": "Lò Văn Inh"})
    text = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert answer["Content-Type"] == "application/pdf"
    for said in ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY XÃ NẬM TĂM", "47,5", "Lò Văn An", "đề nghị Hội đồng nhân dân"):
        assert said in text
    assert AuditEntry.objects.latest("pk").did == "vote.printed"
    assert client.get(url("round_pdf", held), {"so": "x y"}).status_code == 409


def test_the_record_tells_the_vote(log_in, staff, an, held):
    client = log_in(staff)
    text = client.get(reverse("staff:cadre", args=[an.pk])).content.decode()
    assert "Lấy phiếu tín nhiệm Chủ tịch Ủy ban nhân dân" in text and "không tín nhiệm 21 (52,5 %)" in text
    tab = reverse("reviews:cadre", args=[an.pk])
    assert url("round", held) in client.get(tab).content.decode()
    assert "Chưa lấy phiếu tín nhiệm lần nào" in client.get(tab, {"ngay": "14/06/2009"}).content.decode()
    assert "không" in client.get(ROUNDS, {"ngay": "14/06/2009"}).content.decode()


def test_two_votes_running_that_are_mostly_low(nam_tam, staff, an):
    days = (D(2013, 12, 1), D(2014, 12, 1))
    rounds = [reviews.held_round(nam_tam, staff, on=day, rule="2012", valid_slips=45) for day in days]
    for held in rounds:
        reviews.result(held, an, 5, 31, high=9)
    codes = [row.results[0].outcome.code for row in read_rounds(rounds)]
    assert codes == ["may_resign", "confidence_vote"]


def test_thirty_rounds_need_no_more_queries_than_one(log_in, staff, nam_tam, an, held):
    client, counted = log_in(staff), []
    for number in (0, 30):
        for n in range(number):
            reviews.result(reviews.held_round(nam_tam, staff, on=D(2009, 7, 1) + dt.timedelta(days=n)), an, 30, 10)
        client.get(ROUNDS)
        with CaptureQueriesContext(connection) as found:
            assert client.get(ROUNDS).status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1]
