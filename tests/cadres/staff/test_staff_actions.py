"""What is done to the staff: the outcome, the entry in the log, nothing written when refused."""

import datetime as dt

import pytest

from cadres.staff.actions import correcting, learning, linking, posting
from cadres.staff.actions.facts import Appointment, Paper, Person
from cadres.staff.actions.learning import Learned
from cadres.staff.models import Cadre, Post, Qualification
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import members
from tests.tables import each

D = dt.date
PERSON = Person("Vàng A Sếnh", "male", BirthDate(1980, 5), "eth_mong", identity_number="045912345")
PAPER = Paper("12-QĐ/HU", D(2009, 11, 2), "Theo giấy khai sinh")


def post_of(commune, title="committee_chair", **more):
    return Appointment(commune, title, **{"since": D(2009, 3, 2), "entry": "elected", **more})


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


def refused(act, **values) -> str:
    """The reasons; nothing of ours was written."""
    before = [list(model.objects.order_by("pk").values()) for model in (Cadre, Post, Qualification, AuditEntry)]
    with pytest.raises(Refused) as raised:
        act(**values)
    after = [list(model.objects.order_by("pk").values()) for model in (Cadre, Post, Qualification, AuditEntry)]
    assert before == after
    return " ".join(raised.value.reasons)


def last_entry():
    return AuditEntry.objects.latest("pk")


def test_somebody_comes_with_a_first_post(nam_tam, staff):
    cadre = posting.receive(person=PERSON, post=post_of(nam_tam, decision_number=" 7/QĐ "), by=staff)
    post = cadre.posts.get()
    assert (post.since, post.until, post.decision_number) == (D(2009, 3, 2), None, "7/QĐ")
    entry = last_entry()
    assert (entry.did, entry.organization_id, entry.actor_id) == ("cadre.received", nam_tam.pk, staff.pk)
    assert "045912345" not in str(entry.after)


def test_the_same_person_is_not_written_twice(nam_tam, ta_phin, staff):
    posting.receive(person=PERSON, post=post_of(nam_tam), by=staff)
    other = Person("VÀNG A SẾNH", "male", BirthDate(1980), "eth_mong")
    said = refused(posting.receive, person=other, post=post_of(nam_tam, "front_chair"), by=staff)
    assert "đã có hồ sơ Vàng A Sếnh" in said
    same_number = Person("Vàng A Sinh", "male", BirthDate(1981), "eth_mong", identity_number="045912345")
    assert "đã ghi cho một cán bộ khác" in refused(posting.receive, person=same_number, post=post_of(ta_phin), by=staff)


@each(
    ("change", "said"),
    [
        ({"since": D(2009, 12, 19)}, "chưa đến"),
        ({"decision_date": D(2009, 12, 19)}, "chưa đến"),
        ({"since": D(2003, 1, 1)}, "không phải là đảng bộ xã"),
        ({"title": "x"}, "không có chức danh này"),
        ({"title": "party_standing", "since": D(2009, 11, 2)}, "không có chức danh này"),
        ({"entry": "exam"}, "là cán bộ chuyên trách"),
    ],
)
def test_a_post_that_cannot_be(nam_tam, staff, change, said):
    assert said in refused(posting.receive, person=PERSON, post=post_of(nam_tam, **change), by=staff)


def test_only_a_commune_has_such_staff(finance_cell, staff):
    assert "không phải là đảng bộ xã" in refused(posting.receive, person=PERSON, post=post_of(finance_cell), by=staff)


def test_a_title_for_one_is_free_first(nam_tam, an, staff):
    chair = make.cadre(nam_tam, "Tao Văn Cũ", "committee_chair")
    assert "đang do Tao Văn Cũ" in refused(posting.appoint, cadre=an, post=post_of(nam_tam), by=staff)
    posting.end_post(post=chair.posts.get(), on=D(2009, 3, 2), how="retired", paper=Paper(), by=staff)
    assert posting.appoint(cadre=an, post=post_of(nam_tam), by=staff).since == D(2009, 3, 2)
    assert an.posts.count() == 2 and last_entry().did == "cadre.appointed"


def test_nobody_serves_two_communes_at_a_time(ta_phin, an, staff):
    assert "ở một xã" in refused(posting.appoint, cadre=an, post=post_of(ta_phin), by=staff)
    posting.end_post(post=an.posts.get(), on=D(2009, 3, 2), how="moved", paper=Paper(), by=staff)
    posting.appoint(cadre=an, post=post_of(ta_phin), by=staff)
    assert last_entry().organization_id == ta_phin.pk


def test_the_same_title_is_not_held_twice(nam_tam, an, staff):
    post = post_of(nam_tam, "committee_deputy")
    assert "chính chức danh ấy" in refused(posting.appoint, cadre=an, post=post, by=staff)


@each(
    ("values", "said"),
    [
        ({"on": D(2009, 12, 19)}, "chưa đến"),
        ({"on": D(2004, 1, 2)}, "phải sau ngày giữ chức danh"),
        ({"how": "dismissed"}, "phải có số và ngày"),
        ({"how": "removed", "paper": Paper("1/QĐ")}, "phải có số và ngày"),
        ({"paper": Paper("1/QĐ", D(2010, 1, 1))}, "chưa đến"),
    ],
)
def test_a_post_is_not_left_like_this(an, staff, values, said):
    values = {"on": D(2009, 12, 1), "how": "retired", "paper": Paper(), **values}
    assert said in refused(posting.end_post, post=an.posts.get(), by=staff, **values)


def test_a_post_is_left_once_and_stays(an, staff):
    values = {"post": an.posts.get(), "on": D(2009, 12, 1), "how": "removed", "paper": PAPER, "by": staff}
    posting.end_post(**values)
    post = an.posts.get()
    assert (post.until, post.exit, post.exit_number) == (D(2009, 12, 1), "removed", "12-QĐ/HU")
    assert last_entry().did == "cadre.relieved"
    assert "đã ghi thôi" in refused(posting.end_post, **values)


@each(
    ("learned", "said"),
    [
        (Learned("general", "x"), "trong danh mục"),
        (Learned("general", ""), "trong danh mục"),
        (Learned("title_training"), "Chọn chức danh"),
        (Learned("title_training", title="x"), "Chọn chức danh"),
        (Learned("computing"), "không có trong danh mục"),
        (Learned("general", "primary", since=D(2010, 1, 1)), "chưa đến"),
        (Learned("general", "primary", since=D(1974, 12, 31)), "trước ngày sinh"),
    ],
)
def test_what_cannot_have_been_learned(an, staff, learned, said):
    assert said in refused(learning.learn, cadre=an, learned=learned, by=staff)


def test_a_level_is_added_and_the_earlier_one_stays(an, staff):
    make.learned(an, "general", "primary")
    learned = Learned("general", "lower_secondary", system="bổ túc", certificate_number="77", since=D(2009, 6, 1))
    row = learning.learn(cadre=an, learned=learned, by=staff)
    assert (an.qualifications.count(), str(row), last_entry().did) == (2, "Trung học cơ sở", "cadre.learned")
    assert "đã ghi" in refused(learning.learn, cadre=an, learned=learned, by=staff)


def test_who_somebody_is_is_mended_by_a_decision(an, staff):
    person = Person("Lò Văn Ân", "male", BirthDate(1974, 3, 2), "eth_thai")
    correcting.correct(cadre=an, person=person, paper=PAPER, by=staff)
    an.refresh_from_db()
    entry = last_entry()
    assert (an.full_name, str(an.birth), an.sort_key != "") == ("Lò Văn Ân", "02/03/1974", True)
    assert (entry.before["birth"], entry.after["birth"]) == ("1975", "02/03/1974")
    assert "Chưa có gì khác" in refused(correcting.correct, cadre=an, person=person, paper=PAPER, by=staff)


@each(
    ("birth", "paper", "said"),
    [
        (BirthDate(1974), Paper("", D(2009, 1, 1), "Sai"), "phải có số"),
        (BirthDate(1974), Paper("1", None, "Sai"), "phải có số"),
        (BirthDate(1974), Paper("1", D(2009, 1, 1), " "), "phải có số"),
        (BirthDate(1974), Paper("1", D(2010, 1, 1), "Sai"), "chưa đến"),
        (BirthDate(1990), PAPER, "chưa đủ 18 tuổi"),
        (BirthDate(1974, 2, 30), PAPER, "trong lịch"),
    ],
)
def test_a_correction_that_cannot_be(an, staff, birth, paper, said):
    person = Person("Lò Văn An", "male", birth, "eth_thai")
    assert said in refused(correcting.correct, cadre=an, person=person, paper=paper, by=staff)


def mend(commune, **change) -> dict:
    """A correction of a post that changes its first day."""
    named = ("until", "how", "paper")
    to = {"title": "committee_deputy", "since": D(2008, 5, 5)} | {n: v for n, v in change.items() if n not in named}
    rest = {"until": None, "how": "", "paper": PAPER} | {n: v for n, v in change.items() if n in named}
    return {"to": post_of(commune, **to), **rest}


def test_a_post_is_mended_and_the_log_keeps_what_stood_there(nam_tam, an, staff):
    correcting.correct_post(post=an.posts.get(), by=staff, **mend(nam_tam, until=D(2009, 1, 5), how="moved"))
    post, entry = an.posts.get(), last_entry()
    assert (post.since, post.until, post.exit, post.entry) == (D(2008, 5, 5), D(2009, 1, 5), "moved", "elected")
    assert (entry.before["since"], entry.after["since"]) == ("2004-01-02", "2008-05-05")
    correcting.correct_post(post=post, by=staff, **mend(nam_tam))
    assert an.posts.get().until is None
    assert "Chưa có gì khác" in refused(correcting.correct_post, post=post, by=staff, **mend(nam_tam))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"paper": Paper("1", None, "Sai")}, "phải có số"),
        ({"paper": Paper("1", D(2010, 1, 1), "Sai")}, "chưa đến"),
        ({"until": D(2009, 1, 5)}, "cả ngày và lý do"),
        ({"how": "moved"}, "cả ngày và lý do"),
        ({"until": D(2008, 5, 5), "how": "moved"}, "phải sau ngày giữ"),
        ({"until": D(2010, 5, 5), "how": "moved"}, "chưa đến"),
        ({"title": "x"}, "không có chức danh này"),
        ({"title": "committee_chair"}, "đang do Tao Văn Chủ"),
        ({"since": D(1990, 1, 1)}, "không phải là đảng bộ xã"),
    ],
)
def test_a_correction_of_a_post_that_cannot_be(nam_tam, an, staff, change, said):
    make.cadre(nam_tam, "Tao Văn Chủ", "committee_chair")
    assert said in refused(correcting.correct_post, post=an.posts.get(), by=staff, **mend(nam_tam, **change))


def test_a_member_of_the_roll_is_linked_once(nam_tam, nam_tam_cells, an, staff):
    member = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975)
    linking.link(cadre=an, member=member, by=staff)
    assert Cadre.objects.get().member == member and last_entry().did == "cadre.linked"
    assert "đồng chí gỡ trước" in refused(linking.link, cadre=an, member=member, by=staff)
    other = make.cadre(nam_tam, "Lò Văn Anh", "front_chair", birth_year=1975)
    assert "đã gắn với một cán bộ khác" in refused(linking.link, cadre=other, member=member, by=staff)
    linking.unlink(cadre=an, by=staff)
    assert "chưa gắn" in refused(linking.unlink, cadre=an, by=staff)
    linking.link(cadre=other, member=member, by=staff)


@pytest.mark.parametrize("facts", [{"birth_year": 1976}, {"birth_year": 1975, "sex": "female"}])
def test_another_person_is_not_linked(nam_tam_cells, an, staff, facts):
    member = members.member(nam_tam_cells[0], "Lò Văn An", **facts)
    assert "không khớp" in refused(linking.link, cadre=an, member=member, by=staff)
