"""Rounds of recruitment: seats, candidates, who is hired comes onto the staff once; the effect; who sees and writes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cadres.movements.actions import recruiting
from cadres.movements.actions.recruiting import Hired, Place
from cadres.movements.models import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.movements.report.rounds import effect_of, read_rounds
from cadres.staff.models import Cadre, Post, Qualification
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import cadres as make
from tests.factories import movements, people
from tests.tables import each

D = dt.date
TODAY = D(2009, 12, 18)
ROUNDS, OPEN = reverse("movements:rounds"), reverse("movements:open_round")
HIRED = Hired(D(2009, 4, 1), "20/QĐ-UBND", D(2009, 3, 30))
ROUND = {
    "name": "Tuyển công chức năm 2009",
    "opened_on": "02/03/2009",
    "method": "by_file",
    "legal_basis": "Nghị định 114/2003/NĐ-CP",
    "decision_number": "5/KH-UBND",
    "decision_date": "20/02/2009",
    "home": "district",
    "minority": "on",
    "schooling": "upper_secondary",
    "organization": "SH-NT",
    "title": "justice_registry",
    "number": "1",
}
PERSON = {
    "full_name": "Vàng A Dơ",
    "sex": "male",
    "birth": "03/04/1987",
    "ethnicity": "eth_mong",
    "religion": "none",
    "applied_on": "20/03/2009",
    "home": "SH-NT",
    "schooling": "upper_secondary",
    "professional": "intermediate",
}
HIRE = {"since": "01/04/2009", "decision_number": "20/QĐ-UBND", "decision_date": "30/03/2009"}


@pytest.fixture
def seat(nam_tam):
    return movements.seat(nam_tam)


@pytest.fixture
def waiting(seat, nam_tam):
    return movements.candidate(seat, facts={"home": nam_tam})


def refused(act, **values) -> str:
    models = (RecruitmentRound, RecruitmentSeat, RecruitmentCandidate, Cadre, Post, Qualification, AuditEntry)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(Refused) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in models]
    return " ".join(raised.value.reasons)


def url(name, one):
    return reverse(f"movements:{name}", args=[one.pk])


def test_who_is_hired_comes_onto_the_staff_once(waiting, nam_tam, staff):
    cadre = recruiting.hire(candidate=waiting, hired=HIRED, by=staff)
    post = cadre.posts.get()
    assert (post.organization, post.title, post.since, post.entry) == (
        nam_tam,
        "justice_registry",
        D(2009, 4, 1),
        "by_file",
    )
    learned = set(cadre.qualifications.values_list("subject", "level", "words"))
    assert learned == {("general", "upper_secondary", ""), ("professional", "intermediate", "Trung cấp Luật")}
    waiting.refresh_from_db()
    assert (waiting.result, waiting.cadre, waiting.result_on) == ("hired", cadre, D(2009, 4, 1))
    assert AuditEntry.objects.latest("pk").did == "recruitment.hired"
    assert "đã có kết quả: trúng tuyển" in refused(recruiting.hire, candidate=waiting, hired=HIRED, by=staff)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"since": D(2009, 12, 19)}, "chưa đến"),
        ({"since": D(2009, 3, 19)}, "ngày nộp hồ sơ"),
        ({"decision_number": " "}, "số và ngày của quyết định"),
        ({"decision_date": None}, "số và ngày của quyết định"),
    ],
)
def test_a_hiring_that_cannot_be(waiting, staff, change, said):
    assert said in refused(recruiting.hire, candidate=waiting, hired=Hired(**{**vars(HIRED), **change}), by=staff)


def test_a_twin_is_warned_of_and_may_be_the_same_person(waiting, ta_phin, staff):
    known = make.cadre(ta_phin, "VÀNG A DƠ", "culture_society", birth_year=1987, until=D(2008, 1, 1))
    stranger = make.cadre(ta_phin, "Vàng A Dơ", "women_chair", birth_year=1950)
    assert "cùng họ tên" in refused(recruiting.hire, candidate=waiting, hired=HIRED, by=staff)
    wrong = Hired(**{**vars(HIRED), "existing": stranger})
    assert "không phải của người này" in refused(recruiting.hire, candidate=waiting, hired=wrong, by=staff)
    same = Hired(**{**vars(HIRED), "existing": known})
    assert recruiting.hire(candidate=waiting, hired=same, by=staff) == known
    assert known.posts.count() == 2 and Cadre.objects.count() == 2


def test_a_twin_may_be_another_person(waiting, ta_phin, staff):
    make.cadre(ta_phin, "Vàng A Dơ", "culture_society", birth_year=1987)
    other = Hired(**{**vars(HIRED), "different": True})
    assert recruiting.hire(candidate=waiting, hired=other, by=staff).posts.count() == 1


def test_no_more_than_are_wanted(seat, waiting, staff):
    second = movements.candidate(seat, "Vàng A Tủa")
    recruiting.hire(candidate=waiting, hired=HIRED, by=staff)
    assert "đã tuyển đủ" in refused(recruiting.hire, candidate=second, hired=HIRED, by=staff)
    end = {"round": seat.round, "on": D(2009, 5, 1), "by": staff}
    assert "Còn 1 người" in refused(recruiting.close_round, **end)
    result = {"candidate": second, "result": "not_hired", "on": D(2009, 4, 1), "reason": "Đủ người", "by": staff}
    assert "Chọn không trúng" in refused(recruiting.not_hired, **result | {"result": "hired"})
    assert "lý do" in refused(recruiting.not_hired, **result | {"reason": " "})
    assert "ngày nộp hồ sơ" in refused(recruiting.not_hired, **result | {"on": D(2009, 3, 1)})
    recruiting.not_hired(**result)
    assert "phải từ 01/04/2009" in refused(recruiting.close_round, **end | {"on": D(2009, 3, 31)})
    recruiting.close_round(**end)
    applied = movements.applied(name="Vàng A Chậm")
    assert "đã kết thúc" in refused(recruiting.apply, seat=seat, applied=applied, by=staff)


def test_nobody_applies_twice_in_a_round(seat, waiting, nam_tam, staff):
    again = movements.applied(name="VÀNG A DƠ", birth=BirthDate(1987))
    assert "đã dự tuyển" in refused(recruiting.apply, seat=seat, applied=again, by=staff)
    early = movements.applied(name="Vàng A Sớm", applied_on=D(2009, 3, 1))
    assert "từ ngày mở đợt" in refused(recruiting.apply, seat=seat, applied=early, by=staff)
    recruiting.apply(seat=seat, applied=movements.applied(nam_tam, "Vàng A Khác"), by=staff)


@pytest.mark.parametrize(
    ("place", "change", "said"),
    [
        (("x", 1), {}, "không có chức danh này"),
        (("front_chair", 1), {}, "không phải là công chức"),
        (("justice_registry", 0), {}, "từ 1 đến 99"),
        (("justice_registry", 1), {"opened_on": D(2009, 12, 19)}, "chưa đến"),
        (("justice_registry", 1), {"legal_basis": " "}, "phải có tên"),
    ],
)
def test_a_round_that_cannot_be(nam_tam, staff, place, change, said):
    wanted = movements.wanted(**change)
    assert said in refused(recruiting.open_round, wanted=wanted, place=Place(nam_tam, *place), by=staff)


def test_seats_and_papers_stand_once(seat, nam_tam, ta_phin, staff):
    same = Place(nam_tam, "justice_registry", 1)
    assert "đã có chức danh ấy" in refused(recruiting.add_seat, round=seat.round, place=same, by=staff)
    recruiting.add_seat(round=seat.round, place=Place(ta_phin, "justice_registry", 2), by=staff)
    assert "đã có một đợt" in refused(recruiting.open_round, wanted=movements.wanted(), place=same, by=staff)


@pytest.fixture
def changed(seat, waiting, nam_tam, ta_phin, staff):
    """Two of 1950 and 1970 before the round; the older leaves, a young one is hired; another commune does not count."""
    make.cadre(nam_tam, "Lò Văn Già", "office_statistics", birth_year=1950, until=D(2009, 3, 31))
    stayer = make.cadre(nam_tam, "Lò Văn Ở", "committee_chair", birth_year=1970)
    make.learned(stayer, "general", "lower_secondary")
    make.learned(stayer, "professional", "intermediate", D(2009, 6, 1))
    make.cadre(ta_phin, "Chẻo A Lở", "committee_chair", birth_year=1950)
    recruiting.hire(candidate=waiting, hired=HIRED, by=staff)
    return seat.round


def test_what_the_round_did_to_age_and_schooling(changed, staff):
    effect = effect_of(changed, people.scope(staff), TODAY)
    assert (effect.before.day, effect.before.whole, effect.before.mean) == (D(2009, 3, 1), 2, Decimal("49.0"))
    assert (effect.after.whole, effect.after.mean, effect.younger) == (2, Decimal("30.5"), Decimal("-18.5"))
    found = {line.key: (line.counts, line.shares, line.points) for line in effect.lines}
    assert found["schooling"] == ((0, 1), (Decimal("0.0"), Decimal("50.0")), Decimal("50.0"))
    assert found["professional"] == ((0, 2), (Decimal("0.0"), Decimal("100.0")), Decimal("100.0"))


def test_every_figure_opens_its_people(log_in, staff, changed):
    client = log_in(staff)
    for word, count in (("truoc-can-bo", 2), ("sau-can-bo", 2), ("sau-hoc-van", 1), ("sau-chuyen-mon", 2)):
        assert len(client.get(url("round", changed), {"so": word}).context["behind"]["rows"]) == count
    assert client.get(url("round", changed), {"so": "x-y"}).context["behind"] is None


def test_on_an_earlier_day_the_result_is_not_known(log_in, staff, changed):
    client = log_in(staff)
    [item] = client.get(ROUNDS, {"ngay": "31/03/2009"}).context["items"]
    assert (item.wanted, item.applied, item.hired, item.minority) == (1, 1, 0, 0)
    [item] = client.get(ROUNDS).context["items"]
    assert (item.hired, item.minority, len(item.communes)) == (1, 1, 1)
    [row] = client.get(url("round", changed), {"ngay": "31/03/2009"}).context["candidates"]
    assert (row["result"], row["known"]) == ("Đang xét", False)
    assert client.get(ROUNDS, {"ngay": "01/01/2009"}).context["items"] == []


def test_each_commune_sees_its_own_seats(log_in, secretary, stranger, seat, waiting, ta_phin):
    other = RecruitmentSeat.objects.create(round=seat.round, organization=ta_phin, title="justice_registry", number=3)
    movements.candidate(other, "Chẻo A Thử")
    client = log_in(secretary)
    text = client.get(url("round", seat.round)).content.decode()
    assert "Vàng A Dơ" in text and "Chẻo A Thử" not in text and "Ghi dự tuyển" not in text
    assert read_rounds([seat.round], people.scope(secretary), TODAY)[0].wanted == 1
    closed = [url(name, seat.round) for name in ("add_seat", "apply", "close_round")]
    closed += [url(name, waiting) for name in ("hire", "not_hired")]
    assert {client.post(one, {}).status_code for one in [OPEN, *closed]} == {403}
    people.grant(stranger, "cadre_officer", ta_phin)
    client = log_in(stranger)
    assert client.get(url("hire", waiting)).status_code == 404
    assert "Vàng A Dơ" not in client.get(url("round", seat.round)).content.decode()
    typed = PERSON | {"seat": seat.pk, "home": ""}
    answer = client.post(url("apply", seat.round), typed)
    assert answer.status_code == 422 and "Chọn một chỗ cần tuyển" in answer.content.decode()


def test_a_round_from_its_opening_to_its_end(log_in, staff, nam_tam, ta_phin):
    client = log_in(staff)
    assert client.post(OPEN, ROUND).status_code == 302
    round = RecruitmentRound.objects.get()
    place = {"organization": "SH-TP", "title": "culture_society", "number": "2"}
    assert client.post(url("add_seat", round), place).status_code == 302
    seats = {one.organization_id: one for one in round.seats.all()}
    typed = PERSON | {"seat": seats[nam_tam.pk].pk}
    assert client.post(url("apply", round), typed).status_code == 302
    second = typed | {"full_name": "Chẻo A Kinh", "ethnicity": "eth_kinh", "home": "", "schooling": "primary"}
    assert client.post(url("apply", round), second | {"seat": seats[ta_phin.pk].pk}).status_code == 302
    text = client.get(url("round", round)).content.decode()
    assert "Không phải người trong huyện; không phải người dân tộc thiểu số; học vấn chưa đạt" in text
    first, other = RecruitmentCandidate.objects.order_by("pk")
    assert "Chưa đạt yêu cầu của đợt: không phải người trong huyện;" in client.get(url("hire", other)).content.decode()
    assert "Chưa đạt yêu cầu" not in client.get(url("hire", first)).content.decode()
    assert client.post(url("hire", first), HIRE).status_code == 302
    assert client.post(url("hire", first), HIRE).status_code == 409
    result = {"result": "withdrew", "on": "01/04/2009", "reason": "Đi học"}
    assert client.post(url("not_hired", other), result).status_code == 302
    assert client.post(url("close_round", round), {"on": "01/05/2009"}).status_code == 302
    text = client.get(url("round", round)).content.decode()
    assert "Đã kết thúc" in text and reverse("staff:cadre", args=[Cadre.objects.get().pk]) in text


@each(
    ("name", "change", "status", "said"),
    [
        ("open", {"number": "0"}, 422, "Số người"),
        ("open", {"number": "hai"}, 422, "Số người"),
        ("open", {"method": "x"}, 422, "Hình thức"),
        ("open", {"name": "A" * 161}, 422, "Tên đợt"),
        ("open", {"opened_on": "19/12/2009"}, 409, "chưa đến"),
        ("open", {"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ("open", {"oldest": "17"}, 422, "Tuổi cao nhất"),
        ("apply", {"birth": "31/02/1987"}, 422, "Ngày sinh"),
        ("apply", {"seat": "999999"}, 422, "Chọn một chỗ cần tuyển"),
        ("apply", {"schooling": ""}, 422, "Học vấn"),
        ("apply", {"full_name": "A\x00"}, 422, "Họ và tên"),
        ("apply", {"applied_on": "01/03/2009"}, 409, "từ ngày mở đợt"),
        ("apply", {"identity_number": "12"}, 422, "12 chữ số"),
        ("apply", {"seen": "cu"}, 409, "vừa được người khác sửa"),
    ],
)
def test_bad_input_gets_a_sentence(log_in, staff, nam_tam, name, change, status, said):
    address, typed = OPEN, ROUND
    if name == "apply":
        seat = RecruitmentSeat.objects.first() or movements.seat(nam_tam)
        address, typed = url("apply", seat.round), PERSON | {"seat": seat.pk}
    answer = log_in(staff).post(address, typed | change)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert (
        not RecruitmentCandidate.objects.exists()
        and not AuditEntry.objects.filter(did__startswith="recruitment").exists()
    )


def test_alike_records_are_offered_to_who_keeps_them(log_in, staff, waiting, nam_tam, ta_phin):
    make.cadre(ta_phin, "Vàng A Dơ", "culture_society", birth_year=1987)
    assert "existing" in log_in(staff).get(url("hire", waiting)).context["form"].fields
    officer = people.user("can.bo.nt", "cadre_officer", nam_tam)
    form = log_in(officer).get(url("hire", waiting)).context["form"]
    assert "existing" not in form.fields and "different" in form.fields


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("candidate_result_whole", {"result": "hired"}),
        ("candidate_named", {"sex": "x"}),
        ("candidate_identity_digits", {"identity_number": "12"}),
    ],
)
def test_the_database_keeps_candidates_whole(seat, name, change):
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        movements.candidate(seat, **change)
    assert raised.value.__cause__.diag.constraint_name == name and sentence_for(raised.value)
