"""Who keeps the staff of one commune alone writes and reads nothing about another one; posts end where they should."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.movements.actions import moving, recruiting, retiring
from cadres.movements.actions.retiring import Taken
from cadres.movements.models import Movement, RetirementStep
from cadres.staff.actions import correcting, posting
from cadres.staff.actions.facts import Appointment, Paper
from cadres.staff.models import Post
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import movements, people

D = dt.date
STEPS = (
    Taken("persuasion", D(2009, 2, 2), people="Đồng chí Bí thư Đảng ủy xã"),
    Taken("application", D(2009, 3, 2)),
    Taken("assessment", D(2009, 4, 1), "7/GĐYK", place="Hội đồng Giám định y khoa tỉnh", loss=61),
    Taken("support", D(2009, 4, 20), "15/QĐ-UBND", amount=1_150_000),
    Taken("decision", D(2009, 6, 1), "99/QĐ-UBND", regime="health", last_day=D(2009, 6, 30)),
)
LEAVING = Taken("leaving", D(2009, 6, 30))
PAPER = Paper("5/QĐ-UBND", D(2009, 8, 1), "Ghi nhầm ngày")


@pytest.fixture
def officer(nam_tam):
    """Follows the staff of Nậm Tăm alone."""
    return people.user("canbo.namtam", Role.CADRE_OFFICER, nam_tam, full_name="Lò Thị Theo")


@pytest.fixture
def old(nam_tam):
    return make.cadre(nam_tam, "Lò Văn Lão", "front_chair", birth_year=1954)


@pytest.fixture
def case(old, staff):
    made = retiring.open_case(cadre=old, on=D(2009, 1, 15), grounds="Tuổi cao", by=staff)
    for one in STEPS:
        retiring.take_step(case=made, taken=one, by=staff)
    return made


def posts_of(who) -> list:
    return list(who.posts.order_by("pk").values_list("organization", "valid", "exit", "exit_number"))


def test_a_case_ends_no_post_in_another_commune(case, old, ta_phin, staff):
    [first] = old.posts.all()
    posting.end_post(post=first, on=D(2009, 5, 1), how="moved", paper=Paper(), by=staff)
    posting.appoint(cadre=old, post=Appointment(ta_phin, "front_chair", D(2009, 5, 1), "appointed"), by=staff)
    before = posts_of(old)
    with pytest.raises(Refused, match="ở xã khác"):
        retiring.take_step(case=case, taken=LEAVING, by=staff)
    assert posts_of(old) == before and not RetirementStep.objects.filter(step="leaving").exists()


def test_a_struck_leaving_gives_back_only_what_it_ended(case, old, nam_tam, staff):
    other = make.post(old, nam_tam, "council_deputy")
    paper = Paper("7/NQ-HĐND", D(2009, 6, 20), "Miễn nhiệm")
    posting.end_post(post=other, on=D(2009, 7, 1), how="not_reelected", paper=paper, by=staff)
    leaving = retiring.take_step(case=case, taken=LEAVING, by=staff)
    retiring.strike_step(case=case, step=leaving, paper=PAPER, by=staff)
    told = {one.title: (one.until, one.exit, one.exit_number) for one in Post.objects.filter(cadre=old)}
    assert told == {"front_chair": (None, "", ""), "council_deputy": (D(2009, 7, 1), "not_reelected", "7/NQ-HĐND")}


def test_why_a_medical_step_was_struck_is_read_by_who_keeps_the_staff(log_in, old, staff, secretary):
    made = retiring.open_case(cadre=old, on=D(2009, 1, 15), grounds="Tuổi cao", by=staff)
    *_, medical = [retiring.take_step(case=made, taken=one, by=staff) for one in STEPS[:3]]
    retiring.strike_step(case=made, step=medical, paper=Paper(reason="Ghi nhầm 16 thay cho 61 %"), by=staff)
    assert "61" not in AuditEntry.objects.latest("pk").said
    url = reverse("movements:case", args=[made.pk])
    assert "16 thay cho 61" not in log_in(secretary).get(url).content.decode()
    assert "16 thay cho 61" in log_in(staff).get(url).content.decode()


def test_who_keeps_one_commune_ends_no_round_of_several(log_in, officer, staff, nam_tam, ta_phin):
    seat = movements.seat(nam_tam)
    url = reverse("movements:close_round", args=[seat.round_id])
    recruiting.add_seat(round=seat.round, place=recruiting.Place(ta_phin, "justice_registry", 1), by=staff)
    client = log_in(officer)
    assert client.get(url).status_code == 403 and client.post(url, {"on": "18/12/2009"}).status_code == 403
    assert "Kết thúc đợt" not in client.get(reverse("movements:round", args=[seat.round_id])).content.decode()
    seat.round.refresh_from_db()
    assert seat.round.closed_on is None
    assert log_in(staff).get(url).status_code == 200


def test_the_log_of_a_round_names_nobody_of_another_commune(log_in, officer, staff, nam_tam, ta_phin):
    seat = movements.seat(nam_tam)
    there = recruiting.add_seat(round=seat.round, place=recruiting.Place(ta_phin, "justice_registry", 1), by=staff)
    recruiting.apply(seat=there, applied=movements.applied(name="Chẻo Văn Kín"), by=staff)
    recruiting.apply(seat=seat, applied=movements.applied(name="Lò Văn Đây"), by=staff)
    page = log_in(officer).get(reverse("movements:round", args=[seat.round_id])).content.decode()
    assert "Lò Văn Đây dự tuyển" in page and "Chẻo Văn Kín" not in page
    assert (
        "Chẻo Văn Kín dự tuyển" in log_in(staff).get(reverse("movements:round", args=[seat.round_id])).content.decode()
    )


def test_who_goes_up_holds_no_post_that_began_later(old, nam_tam, staff):
    make.post(old, nam_tam, "council_deputy", since=D(2009, 5, 1))
    up = movements.sent(nam_tam, direction="to_district", title="", duty="Giúp việc")
    log = AuditEntry.objects.count()
    with pytest.raises(Refused, match="01/05/2009"):
        moving.send(cadre=old, sent=up, by=staff)
    assert not Movement.objects.exists() and AuditEntry.objects.count() == log
    assert not Post.objects.filter(cadre=old, valid__upper_inf=False).exists()


def test_a_movement_follows_its_mended_post(nam_tam, ta_phin, staff):
    found = movements.movement(nam_tam)
    to = Appointment(ta_phin, "committee_deputy", D(2009, 3, 9), "sent", "12-QĐ/HU", D(2009, 2, 20))
    correcting.correct_post(post=found.post, to=to, until=None, how="", paper=PAPER, by=staff)
    found.refresh_from_db()
    assert (found.organization, found.title, found.since) == (ta_phin, "committee_deputy", D(2009, 3, 9))
    entry = AuditEntry.objects.latest("pk")
    assert entry.did == "movement.mended" and entry.before["organization_id"] == nam_tam.pk


def test_the_end_of_a_movement_follows_its_mended_post(nam_tam, staff):
    found = movements.movement(nam_tam, until=D(2009, 10, 31))
    to = Appointment(nam_tam, "committee_chair", found.since, "sent")
    with pytest.raises(Refused, match="01/11/2009"):
        correcting.correct_post(post=found.post, to=to, until=None, how="", paper=PAPER, by=staff)
    correcting.correct_post(post=found.post, to=to, until=D(2009, 11, 6), how="moved", paper=PAPER, by=staff)
    found.refresh_from_db()
    assert found.until == D(2009, 11, 6)
