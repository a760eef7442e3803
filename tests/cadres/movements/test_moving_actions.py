"""Sending somebody away and back writes and ends the post in the same transaction; nothing is half-written."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.movements.actions import moving
from cadres.movements.actions.moving import Ended
from cadres.movements.models import Movement
from cadres.staff.actions.facts import Person
from cadres.staff.models import Cadre, Post
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import cadres as make
from tests.factories import movements
from tests.tables import each

D = dt.date
PERSON = Person("Phạm Văn Tăng", "male", BirthDate(1970), "eth_kinh")
BACK = Ended(D(2009, 12, 1), "Trưởng Phòng Tài chính", "good", number="99-QĐ/HU", date=D(2009, 11, 25))


def refused(act, **values) -> str:
    """The reasons; nothing of ours was written."""
    models = (Cadre, Post, Movement, AuditEntry)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(Refused) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in models]
    return " ".join(raised.value.reasons)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("did", flat=True))


def test_somebody_of_the_district_goes_to_a_commune(nam_tam, staff):
    found = moving.send_new(person=PERSON, sent=movements.sent(nam_tam), different=False, by=staff)
    post = found.cadre.posts.get()
    assert (found.post, post.entry, post.since, post.decision_number) == (post, "sent", D(2009, 3, 2), "12-QĐ/HU")
    assert acts() == ["cadre.received", "movement.sent"]
    assert AuditEntry.objects.latest("pk").organization_id == nam_tam.pk
    assert "Phòng Tài chính đến Đảng bộ xã Nậm Tăm" in AuditEntry.objects.latest("pk").said


def test_and_comes_back(nam_tam, staff):
    found = moving.send_new(person=PERSON, sent=movements.sent(nam_tam), different=False, by=staff)
    moving.come_back(movement=found, ended=BACK, by=staff)
    found.refresh_from_db()
    post = found.cadre.posts.get()
    assert (found.until, found.return_to) == (D(2009, 12, 1), "Trưởng Phòng Tài chính")
    assert (post.until, post.exit, post.exit_number) == (D(2009, 12, 1), "moved", "99-QĐ/HU")
    assert acts()[2:] == ["cadre.relieved", "movement.came_back"]
    assert "đã kết thúc" in refused(moving.come_back, movement=found, ended=BACK, by=staff)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": D(2009, 12, 19)}, "chưa đến"),
        ({"on": D(2009, 3, 2)}, "phải sau ngày bắt đầu"),
        ({"return_to": " "}, "bố trí"),
        ({"verdict": "x"}, "đánh giá"),
        ({"date": D(2010, 1, 1)}, "chưa đến"),
    ],
)
def test_an_end_that_cannot_be(nam_tam, staff, change, said):
    found = movements.movement(nam_tam)
    assert said in refused(moving.come_back, movement=found, ended=Ended(**{**vars(BACK), **change}), by=staff)


def test_a_post_ended_before_says_the_day(nam_tam, staff):
    found = movements.movement(nam_tam)
    Post.objects.filter(pk=found.post_id).update(valid=DateRange(found.since, D(2009, 11, 1)), exit="moved")
    assert "thôi từ ngày 01/11/2009" in refused(moving.come_back, movement=found, ended=BACK, by=staff)
    moving.come_back(movement=found, ended=Ended(D(2009, 11, 1), "Về huyện", "done"), by=staff)


@each(
    ("change", "said"),
    [
        ({"since": D(2009, 12, 19)}, "chưa đến"),
        ({"decision_date": D(2009, 12, 19)}, "chưa đến"),
        ({"planned_until": D(2009, 3, 2)}, "phải sau ngày bắt đầu"),
        ({"decision_number": " "}, "số và ngày của quyết định"),
        ({"decision_date": None}, "số và ngày của quyết định"),
        ({"agency": ""}, "Ghi một nơi đi"),
        ({"title": ""}, "chọn chức danh"),
        ({"title": "x"}, "không có chức danh này"),
        ({"since": D(2003, 3, 1)}, "không phải là đảng bộ xã"),
        ({"direction": "to_district"}, "từ huyện về xã"),
    ],
)
def test_a_sending_that_cannot_be(nam_tam, staff, change, said):
    sent = movements.sent(nam_tam, **change)
    assert said in refused(moving.send_new, person=PERSON, sent=sent, different=False, by=staff)


def test_a_record_of_the_same_person_is_named(nam_tam, ta_phin, staff):
    make.cadre(ta_phin, "PHẠM VĂN TĂNG", birth_year=1970, until=D(2008, 1, 1))
    sent = movements.sent(nam_tam)
    assert "Đã có 1 hồ sơ cán bộ cùng họ tên" in refused(
        moving.send_new, person=PERSON, sent=sent, different=False, by=staff
    )
    moving.send_new(person=PERSON, sent=sent, different=True, by=staff)


def test_a_full_title_leaves_nothing_behind(nam_tam, staff):
    make.cadre(nam_tam, "Lò Văn Chủ", "committee_chair")
    assert "đang do" in refused(moving.send_new, person=PERSON, sent=movements.sent(nam_tam), different=False, by=staff)


def test_from_commune_to_commune(nam_tam, ta_phin, staff):
    cadre = make.cadre(ta_phin, "Chẻo A Lở", "committee_deputy")
    sent = movements.sent(nam_tam, direction="between", agency="", other=ta_phin)
    found = moving.send(cadre=cadre, sent=sent, by=staff)
    old, new = cadre.posts.order_by("valid")
    assert (old.until, old.exit) == (new.since, "moved") and found.post == new and new.organization == nam_tam
    assert acts() == ["cadre.relieved", "cadre.appointed", "movement.sent"]
    later = movements.sent(ta_phin, direction="between", agency="", other=ta_phin, since=D(2009, 6, 1))
    assert "không giữ chức danh ở xã nơi đi" in refused(moving.send, cadre=cadre, sent=later, by=staff)


def test_up_to_the_district_and_only_once_at_a_time(nam_tam, staff):
    cadre = make.cadre(nam_tam, "Lò Văn Lên", "committee_deputy")
    up = movements.sent(nam_tam, direction="to_district", title="", duty="Phó phòng")
    found = moving.send(cadre=cadre, sent=up, by=staff)
    assert found.post is None and cadre.posts.get().exit == "moved" and found.duty_label == "Phó phòng"
    again = movements.sent(nam_tam, since=D(2009, 6, 1), title="front_chair")
    assert "một lần điều động khác" in refused(moving.send, cadre=cadre, sent=again, by=staff)


def test_an_extension_keeps_what_stood_there(nam_tam, staff):
    found = moving.send_new(person=PERSON, sent=movements.sent(nam_tam), different=False, by=staff)
    longer = movements.sent(nam_tam, planned_until=D(2012, 3, 1), allowance=500_000)
    moving.mend(movement=found, sent=longer, why="Gia hạn một năm", by=staff)
    entry = AuditEntry.objects.latest("pk")
    assert entry.before == {"allowance": None, "planned_until": "2011-03-01"}
    assert entry.after == {"allowance": 500_000, "planned_until": "2012-03-01"}
    assert "Chưa có gì khác" in refused(moving.mend, movement=found, sent=longer, why="x", by=staff)
    assert "lý do" in refused(moving.mend, movement=found, sent=longer, why=" ", by=staff)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("movement_one_at_a_time", {"valid": DateRange(D(2009, 6, 1), None)}),
        ("movement_has_start", {"valid": DateRange(None, None)}),
        ("movement_planned_after_start", {"planned_until": D(2004, 1, 1)}),
        ("movement_one_other_side", {"agency": ""}),
        ("movement_post_of_commune", {"title": ""}),
        ("movement_end_whole", {"verdict": "good"}),
        ("movement_by_decision", {"decision_number": ""}),
    ],
)
def test_the_database_keeps_them_whole(nam_tam, name, change):
    first = movements.movement(nam_tam)
    make.post(first.cadre, nam_tam, "front_chair", since=D(2004, 1, 1))
    row = {"cadre": first.cadre, "organization": nam_tam, "kind": "rotation", "direction": "to_commune", "agency": "A"}
    row |= {"title": "front_chair", "post": first.cadre.posts.get(title="front_chair"), "decision_number": "1"}
    row |= {"decision_date": D(2004, 1, 1), "valid": DateRange(D(2004, 1, 1), None)}
    if name != "movement_one_at_a_time":
        row["cadre"] = make.cadre(nam_tam, "Lò Văn Hai", "youth_secretary")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        Movement.objects.create(**row | change)
    assert raised.value.__cause__.diag.constraint_name == name and sentence_for(raised.value)
