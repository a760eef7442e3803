"""The pages of joining: choose, look, write, undo; what is typed wrongly, too late, twice, or by somebody else."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.models import Join, Member
from tests.factories import members as make
from tests.factories import people

D = dt.date
REASON = "Đối chiếu hồ sơ giấy ngày 10/12/2009"
CHOICES = {"field_full_name": "kept", "field_identity_number": "gone", "kind_standing_member": "gone", "reason": REASON}
LOOK, WRITE, BACK = ({"buoc": step} for step in ("xem", "gop", "sua"))


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An", since=D(2008, 5, 1), entry="from_district")


@pytest.fixture
def old(ta_phin_cells):
    return make.member(
        ta_phin_cells[0],
        "Lo Van An",
        admitted=D(2004, 3, 3),
        official=D(2005, 3, 3),
        until=D(2008, 4, 30),
        exit="to_district",
        identity_number="045000111",
    )


def url(kept, gone=None) -> str:
    return reverse("members:join", args=[kept.pk]) + (f"?voi={gone.pk}" if gone else "")


@pytest.fixture
def page(log_in, staff, an, old):
    """A client, the address of the join and what its form has to carry."""
    client = log_in(staff)
    answer = client.get(url(an, old))
    assert answer.status_code == 200
    return client, url(an, old), {**CHOICES, "seen": answer.context["seen"]}


def test_choosing_looking_and_writing(page, an, old):
    client, address, data = page
    look = client.post(address, data | LOOK)
    assert look.status_code == 200 and "Chưa ghi gì" in look.text and "•••• 0111" in look.text
    assert f"mã <b>{an.code}</b>" in look.text
    assert not Join.objects.exists()
    done = client.post(address, data | WRITE, follow=True)
    assert done.status_code == 200 and "Đã gộp hồ sơ của Lò Văn An" in done.text
    assert Join.objects.get().reason == REASON
    an.refresh_from_db()
    assert an.identity_number == "045000111" and an.memberships.count() == 2
    assert "045000111" not in look.text + done.text


def test_going_back_from_the_look_loses_nothing(page):
    client, address, data = page
    answer = client.post(address, data | BACK)
    assert answer.status_code == 200
    assert REASON in answer.text and answer.text.count("checked") == 3
    assert not Join.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"field_full_name": ""}, "Chọn bên được giữ"),
        ({"field_full_name": "x"}, "Chọn một trong hai bên"),
        ({"kind_standing_member": ""}, "Chọn bên được giữ"),
        ({"kind_standing_member": "both"}, "Chọn một trong hai bên"),
        ({"reason": ""}, "Căn cứ"),
        ({"reason": "abc"}, "Căn cứ"),
        ({"reason": "x" * 301}, "Căn cứ"),
        ({"reason": "A\x00BCDEF"}, "Căn cứ"),
    ],
)
@pytest.mark.parametrize("step", [LOOK, WRITE], ids=["look", "write"])
def test_a_bad_choice_writes_nothing_and_keeps_the_others(page, change, said, step):
    client, address, data = page
    answer = client.post(address, data | step | change)
    assert answer.status_code == 422 and said in answer.text and 'role="alert"' in answer.text
    assert not Join.objects.exists()
    assert "reason" in change or REASON in answer.text


def test_what_the_database_refuses_is_said_when_looking(log_in, staff, old, ta_phin_cells):
    """With the later admission alone the first time in a cell lies before it."""
    early = make.member(
        ta_phin_cells[1],
        "Lò Văn An",
        since=D(2004, 2, 4),
        until=D(2004, 3, 1),
        entry="from_province",
        exit="to_district",
    )
    client = log_in(staff)
    data = CHOICES | {"seen": client.get(url(early, old)).context["seen"], "kind_standing_member": "gone"}
    answer = client.post(url(early, old), data | LOOK)
    assert answer.status_code == 409 and "không phải cả thời gian đó là đảng viên" in answer.text
    assert REASON in answer.text


def test_a_page_that_somebody_else_overtook_writes_nothing(page, an):
    client, address, data = page
    make.works(an, "farmer")
    for step in (LOOK, WRITE):
        answer = client.post(address, data | step)
        assert answer.status_code == 409 and "vừa được người khác sửa" in answer.text and REASON in answer.text
    assert not Join.objects.exists()


def test_the_same_form_sent_twice_joins_once(page):
    client, address, data = page
    assert [client.post(address, data | WRITE).status_code for _ in range(2)] == [302, 404]
    assert Join.objects.count() == 1


def test_readers_and_strangers_may_not_join(log_in, secretary, leader, stranger, nam_tam, an, old):
    clerk = people.user("clerk", "district_staff", nam_tam)
    for person in (secretary, leader, stranger):
        assert log_in(person).get(url(an, old)).status_code == 403
        assert log_in(person).post(url(an, old), CHOICES | WRITE).status_code == 403
    assert log_in(clerk).get(url(old)).status_code == 404
    assert log_in(clerk).get(url(an, old)).status_code == 404
    assert log_in(clerk).post(url(an, old), CHOICES | WRITE).status_code == 404


@pytest.mark.parametrize("query", ["", "?voi=", "?voi=x", "?voi={pk}"])
def test_without_another_record_one_is_offered(log_in, staff, an, old, query):
    answer = log_in(staff).get(url(an) + query.format(pk=an.pk))
    assert answer.status_code == 200
    assert [side.member for side in answer.context["likely"]] == [old]


def test_another_record_is_found_by_words(log_in, staff, an, nam_tam_cells, nam_tam):
    other = make.member(nam_tam_cells[1], "Tao Thị Đào")
    make.member(nam_tam_cells[1], "Tao Thị Mai")
    client = log_in(staff)
    answer = client.get(url(an) + "?q=dao")
    assert [side.member for side in answer.context["found"]] == [other] and answer.context["likely"] == []
    assert "Không có hồ sơ nào khớp" in client.get(url(an) + "?q=khong co ai").text


def test_the_address_of_a_joined_record_leads_to_the_other(page, log_in, staff, stranger, secretary, old, an):
    client, address, data = page
    client.post(address, data | WRITE)
    record = reverse("members:member", args=[old.pk])
    answer = client.get(record, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("members:member", args=[an.pk])
    assert f"Hồ sơ mã {old.code} đã gộp vào hồ sơ này ngày 18/12/2009" in answer.text
    assert "Xem lần gộp" in answer.text
    assert "Xem lần gộp" not in log_in(secretary).get(reverse("members:member", args=[an.pk])).text
    assert log_in(stranger).get(record).status_code == 404
    client = log_in(staff)
    for name in ("move", "correct", "join", "readers"):
        assert client.get(reverse(f"members:{name}", args=[old.pk])).status_code == 404


def test_a_joined_record_leaves_lists_search_and_counts(page, an, old):
    client, address, data = page
    before = client.get(reverse("members:list") + "?ngay=01/01/2007").context["counts"].total
    client.post(address, data | WRITE)
    listed = client.get(reverse("members:list") + "?ngay=01/01/2007")
    assert (before, listed.context["counts"].total) == (1, 1)
    assert [row.pk for row in listed.context["rows"]] == [str(an.pk)]
    assert client.get(reverse("members:pairs")).context["pairs"] == []
    assert [one.member for one in client.get(reverse("home:search") + "?q=lo van an").context["members"]] == [an]


def test_a_join_is_seen_and_undone(page, log_in, secretary, nam_tam, an, old):
    client, address, data = page
    client.post(address, data | WRITE)
    made = Join.objects.get()
    show, undo = (reverse(f"members:{name}", args=[made.pk]) for name in ("joined", "undo_join"))
    text = client.get(show).text
    assert "Để riêng" in text and "của hồ sơ giữ lại" in text and REASON in text
    assert str(made.gone_id) in client.get(reverse("members:joins")).text
    assert client.get(undo).status_code == 405
    assert log_in(secretary).get(show).status_code == log_in(secretary).post(undo).status_code == 403
    clerk = people.user("clerk", "district_staff", nam_tam)
    assert log_in(clerk).get(show).status_code == 200
    assert log_in(clerk).post(undo).status_code == 403, "the record would come back to another commune"


def test_undoing_by_who_may(page, log_in, staff, an, old):
    client, address, data = page
    client.post(address, data | WRITE)
    undo = reverse("members:undo_join", args=[Join.objects.get().pk])
    make.exempted(an)
    answer = client.post(undo)
    assert answer.status_code == 409 and "miễn, đình chỉ sinh hoạt" in answer.text
    an.pauses.all().delete()
    assert [client.post(undo).status_code for _ in range(2)] == [302, 409]
    assert Member.objects.filter(joined_into=None).count() == 2
    assert "Đã hoàn tác" in client.get(reverse("members:joins")).text
