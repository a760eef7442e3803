"""What is done in reviews: the outcome, the entry in the log, nothing written when refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cadres.reviews.actions import opinions, rating, voting
from cadres.reviews.actions.opinions import Said
from cadres.reviews.actions.rating import Given
from cadres.reviews.actions.voting import Convened
from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from cadres.reviews.models.reading import served_in
from cadres.reviews.rules.voting import Count, Slips
from cadres.staff.actions.facts import Paper
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people, reviews
from tests.tables import each

D = dt.date
PAPER = Paper("12-QĐ/HU", D(2008, 12, 20))
LATER = Paper("3-QĐ/HU", D(2009, 2, 2), "Theo kết luận kiểm tra")
SLIPS = Slips(50, 45, 40)
CONVENED = Convened("Nghị quyết 09", "Mặt trận xã", SLIPS)
SAID = Said("front", " Mặt trận xã ", D(2009, 10, 1), "Văn thư", "Đường vào bản xấu")
MODELS = (Rating, ConfidenceRound, ConfidenceResult, Opinion, AuditEntry)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair", birth_year=1975)


@pytest.fixture
def mai(nam_tam):
    return make.cadre(nam_tam, "Tao Thị Mai", "council_deputy", sex="female")


def refused(act, error=Refused, **values) -> str:
    """The reasons; nothing of ours was written."""
    before = [list(model.objects.order_by("pk").values()) for model in MODELS]
    with pytest.raises(error) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in MODELS]
    return " ".join(raised.value.reasons) if error is Refused else ""


def by(user) -> dict:
    return {"by": user, "scope": people.scope(user)}


def last_entry():
    return AuditEntry.objects.latest("pk")


def rate(commune, user, levels, year=2008, paper=PAPER) -> dict:
    return {"organization": commune, "year": year, "levels": levels, "paper": paper, **by(user)}


def test_a_commune_is_rated_by_one_decision(nam_tam, an, mai, staff):
    levels = {an.pk: Given("good"), mai.pk: Given("poor")}
    assert rating.rate_commune(**rate(nam_tam, staff, levels)) == 2
    found = Rating.objects.get(cadre=mai)
    assert (found.organization, found.level_name, found.is_lowest, found.by) == (nam_tam, "Kém", True, staff)
    entry = last_entry()
    assert (entry.did, entry.organization_id) == ("rating.given", nam_tam.pk) and "12-QĐ/HU" in entry.said


@each(
    ("change", "said"),
    [
        ({"year": 2010}, "Năm đánh giá phải từ 2000 đến 2009"),
        ({"year": 1999}, "Năm đánh giá phải từ 2000 đến 2009"),
        ({"levels": {}}, "Chưa chọn mức cho ai"),
        ({"paper": Paper("", D(2008, 12, 20))}, "Ghi số quyết định"),
        ({"paper": Paper("1", D(2007, 12, 20))}, "trước năm được đánh giá"),
        ({"paper": Paper("1", D(2009, 12, 19))}, "chưa đến"),
        ({"levels": {0: Given("good")}}, "không phải là cán bộ, công chức của xã này"),
        ({"levels": "x"}, "Lò Văn An: Thang của năm này không có mức ấy"),
    ],
)
def test_a_rating_that_cannot_be(nam_tam, an, staff, change, said):
    values = rate(nam_tam, staff, {an.pk: Given("good")}) | change
    values["levels"] = {an.pk: Given("x")} if values["levels"] == "x" else values["levels"]
    assert said in refused(rating.rate_commune, **values)


def test_who_is_rated_stays_so_and_nobody_rates_another_communes_staff(nam_tam, ta_phin, an, staff):
    rating.rate_commune(**rate(nam_tam, staff, {an.pk: Given("good")}))
    assert "đã được đánh giá" in refused(rating.rate_commune, **rate(nam_tam, staff, {an.pk: Given("poor")}))
    assert "của xã này" in refused(rating.rate_commune, **rate(ta_phin, staff, {an.pk: Given("poor")}))


def test_nobody_writes_about_himself_or_from_within(nam_tam, an, staff, secretary, leader):
    people.grant(secretary, "cadre_officer", nam_tam)
    values = rate(nam_tam, staff, {an.pk: Given("good")})
    for user in (secretary, leader):
        refused(rating.rate_commune, PermissionDenied, **values | by(user))
    staff.full_name = "LÒ VĂN AN"
    assert "trùng họ tên" in refused(rating.rate_commune, **values)
    asked = {"organization": nam_tam, "held_on": D(2009, 6, 15), "convened": CONVENED}
    counts = {an.posts.get().pk: Count(None, 30, 10)}
    assert "trùng họ tên" in refused(voting.record_round, **asked, counts=counts, **by(staff))


def test_part_time_workers_and_who_left_before_the_year_are_not_asked(nam_tam, ta_phin, an):
    make.cadre(nam_tam, "Lò Văn Phó", "police_deputy")
    make.cadre(nam_tam, "Lò Văn Cũ", "front_chair", until=D(2007, 12, 31))
    left = make.cadre(nam_tam, "Lò Văn Thôi", "women_chair", until=D(2008, 6, 30))
    moved = make.cadre(nam_tam, "Lò Văn Đi", "farmers_chair", until=D(2008, 6, 30))
    make.post(moved, ta_phin, "front_chair", since=D(2008, 7, 1))
    found = {pk: (one.organization_id, one.held) for pk, one in served_in(2008, D(2009, 12, 18)).items()}
    assert found == {
        an.pk: (nam_tam.pk, True),
        left.pk: (nam_tam.pk, False),
        moved.pk: (ta_phin.pk, True),
    }
    assert served_in(2008, D(2009, 12, 18), nam_tam.pk).keys() == {an.pk, left.pk}
    assert served_in(2010, D(2009, 12, 18)) == {}


def test_a_later_decision_corrects_and_the_earlier_day_keeps_what_was_known(nam_tam, an, staff):
    first = reviews.rating(an, 2008, "good", staff)
    made = rating.correct_rating(rating=first, given=Given("poor"), paper=LATER, **by(staff))
    known = [Rating.objects.known_on(day).get() for day in (D(2009, 2, 1), D(2009, 2, 2))]
    assert known == [first, made] and made.replaces == first
    entry = last_entry()
    assert (entry.did, entry.before["level"], entry.after["level"]) == ("rating.corrected", "good", "poor")
    again = {"rating": first, "given": Given("average"), "paper": LATER, **by(staff)}
    assert "đã được đính chính" in refused(rating.correct_rating, **again)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"given": Given("good")}, "chưa có gì khác"),
        ({"given": Given("x")}, "không có mức ấy"),
        ({"paper": Paper("1", D(2009, 2, 2), " ")}, "Ghi lý do"),
        ({"paper": Paper("1", D(2008, 12, 1), "x")}, "phải từ ngày 10/12/2008"),
        ({"paper": Paper(" ", D(2009, 2, 2), "x")}, "Ghi số quyết định"),
    ],
)
def test_a_correction_that_cannot_be(an, staff, change, said):
    values = {"rating": reviews.rating(an, 2008, "good", staff), "given": Given("poor"), "paper": LATER}
    assert said in refused(rating.correct_rating, **values | change, **by(staff))


def test_a_round_is_written_down_with_its_totals(nam_tam, an, mai, staff):
    counts = {an.posts.get().pk: Count(None, 19, 21), mai.posts.get().pk: Count(None, 40, 0)}
    asked = {"organization": nam_tam, "held_on": D(2009, 6, 15), "convened": CONVENED, "counts": counts}
    held = voting.record_round(**asked, **by(staff))
    assert (held.rule, held.slips, held.results.count()) == ("2008", SLIPS, 2)
    entry = last_entry()
    assert entry.did == "vote.recorded" and entry.after["slips"][str(an.posts.get().pk)] == [None, 19, 21]
    assert "đã ghi" in refused(voting.record_round, **asked, **by(staff))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held_on": D(2008, 4, 16)}, "chưa có quy định lấy phiếu"),
        ({"held_on": D(2009, 12, 19)}, "chưa đến"),
        ({"held_on": D(2009, 6, 15), "counts": {}}, "ít nhất một người"),
        ({"convened": Convened(" ", " ", SLIPS)}, "Ghi căn cứ lấy phiếu. Ghi cơ quan triệu tập."),
        ({"convened": Convened("a", "b", Slips(40, 45, 40))}, "nhiều hơn số được mời"),
        ({"count": Count(None, 30, 9)}, "Lò Văn An, Chủ tịch Ủy ban nhân dân: cộng các mức được 39 phiếu"),
        ({"count": Count(1, 30, 9)}, "chỉ có các mức"),
        ({"counts": {0: Count(None, 30, 10)}}, "không thuộc xã này"),
        ({"post": {"title": "party_secretary"}}, "không thuộc diện lấy phiếu"),
        ({"post": {"since": D(2009, 6, 16)}}, "không giữ chức danh này vào ngày"),
    ],
)
def test_a_round_that_cannot_be(nam_tam, an, staff, change, said):
    post = an.posts.get()
    if "post" in change:
        an.posts.all().delete()
        post = make.post(an, nam_tam, **{"title": "committee_chair"} | change["post"])
    counts = {post.pk: change.get("count", Count(None, 30, 10))}
    values = {"organization": nam_tam, "held_on": D(2009, 6, 15), "convened": CONVENED, "counts": counts}
    values |= {name: value for name, value in change.items() if name in values}
    assert said in refused(voting.record_round, **values, **by(staff))


def test_a_result_is_mended_for_a_reason(nam_tam, an, mai, staff):
    held = reviews.held_round(nam_tam, staff)
    reviews.result(held, an, 30, 10)
    counts = {an.posts.get().pk: Count(None, 19, 19), mai.posts.get().pk: Count(None, 38, 0)}
    values = {"held": held, "convened": Convened("NQ", "MT", Slips(50, 45, 38)), "reason": "Cộng nhầm", **by(staff)}
    voting.correct_round(counts=counts, **values)
    held.refresh_from_db()
    assert held.valid_slips == 38 and [one.trust for one in held.results.order_by("pk")] == [19, 38]
    entry = last_entry()
    assert entry.did == "vote.corrected" and entry.before["valid_slips"] == 40 and "Cộng nhầm" in entry.said
    assert "chưa có gì khác" in refused(voting.correct_round, counts=counts, **values).lower()
    assert "Ghi lý do" in refused(voting.correct_round, counts=counts, **values | {"reason": " "})
    fewer = {mai.posts.get().pk: Count(None, 38, 0)}
    assert "không bỏ ra được" in refused(voting.correct_round, counts=fewer, **values)


def test_an_opinion_comes_in_and_is_answered_once(nam_tam, an, staff):
    made = opinions.receive_opinion(organization=nam_tam, said=SAID, cadre=an, **by(staff))
    assert (made.source_words, made.cadre, last_entry().did) == ("Mặt trận xã", an, "opinion.received")
    values = {"opinion": made, "answered_on": D(2009, 10, 9), "answered_by": "Ban Tổ chức", "answer": "Đã sửa"}
    assert "trước ngày nhận" in refused(
        opinions.answer_opinion, **values | {"answered_on": D(2009, 9, 30)}, **by(staff)
    )
    opinions.answer_opinion(**values, **by(staff))
    made.refresh_from_db()
    assert made.state(D(2009, 10, 8)) == "waiting" and made.state(D(2009, 10, 9)) == "answered"
    assert last_entry().did == "opinion.answered"
    assert "đã ghi trả lời ngày 09/10/2009" in refused(opinions.answer_opinion, **values, **by(staff))


def test_an_opinion_that_cannot_be(nam_tam, ta_phin, an, staff, secretary):
    values = {"organization": nam_tam, "said": SAID, **by(staff)}
    receive = opinions.receive_opinion
    assert "không giữ chức danh nào ở đây" in refused(receive, **values | {"organization": ta_phin}, cadre=an)
    early = Said("front", "x", D(2003, 1, 1), "x", "x")
    assert "chưa có hoặc không còn tổ chức" in refused(receive, **values | {"said": early})
    coming = Said("front", "x", D(2009, 12, 19), "x", "x")
    assert "chưa đến" in refused(receive, **values | {"said": coming})
    refused(receive, PermissionDenied, **values | by(secretary))
    receive(**values)
    assert "đã ghi" in refused(receive, **values)
