"""The pages of opinions: the list by where they stand, one received, one answered."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.reviews.models import Opinion
from tests.factories import cadres as make
from tests.factories import people, reviews

D = dt.date
LIST, RECEIVE = reverse("reviews:opinions"), reverse("reviews:receive_opinion")
NEW = {
    "organization": "SH-NT",
    "source": "women",
    "source_words": "Hội Phụ nữ xã",
    "received_on": "01/12/2009",
    "received_by": "Văn thư",
    "content": "Đề nghị mở lớp xóa mù chữ",
}
ANSWER = {"answered_on": "10/12/2009", "answered_by": "Ban Tổ chức", "answer": "Đã mở lớp"}


def url(one):
    return reverse("reviews:opinion", args=[one.pk])


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair", birth_year=1975)


@pytest.fixture
def three(nam_tam, ta_phin, staff):
    """One overdue, one that waits, one answered; the first two of Nậm Tăm."""
    late = reviews.opinion(nam_tam, staff, D(2009, 10, 1))
    waiting = reviews.opinion(nam_tam, staff, D(2009, 12, 1), source="youth", content="Sân chơi")
    done = {"answered_on": D(2009, 5, 9), "answered_by": "a", "answer": "b"}
    return late, waiting, reviews.opinion(ta_phin, staff, D(2009, 5, 1), **done)


def found(answer) -> list[Opinion]:
    return [row.one for row in answer.context["rows"]]


def test_the_list_by_where_they_stand(log_in, staff, nam_tam, three):
    late, waiting, done = three
    asked = {
        "": [late, waiting, done],
        "?xem=qua-han": [late],
        "?xem=cho": [waiting],
        "?xem=xong": [done],
        "?cua=youth": [waiting],
        f"?don-vi={nam_tam.pk}": [late, waiting],
        "?ngay=08/05/2009": [done],
        "?ngay=31/10/2009": [late, done],
        "?xem=x&cua=x&don-vi=x&ngay=x": [late, waiting, done],
    }
    client = log_in(staff)
    assert {query: found(client.get(LIST + query)) for query in asked} == asked
    page = client.get(LIST)
    assert [number for *_, number in page.context["counts"]] == [1, 1, 1]
    assert "30 ngày (đặt tạm, chưa đối chiếu văn bản)" in page.content.decode()


def test_who_sees_and_who_writes(log_in, secretary, stranger, leader, inspector, three):
    late, waiting, done = three
    client = log_in(secretary)
    assert found(client.get(LIST)) == [late, waiting] and client.get(url(done)).status_code == 404
    for reader in (secretary, leader):
        client = log_in(reader)
        assert "Ghi trả lời" not in client.get(url(late)).content.decode()
        assert client.post(url(late), ANSWER).status_code == client.post(RECEIVE, NEW).status_code == 403
    assert log_in(inspector).get(LIST).status_code == 403
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    assert log_in(stranger).post(url(late), ANSWER).status_code == 404
    assert log_in(stranger).post(RECEIVE, NEW).status_code == 422, "Nậm Tăm is not among his choices"
    late.refresh_from_db()
    assert late.answered_on is None and Opinion.objects.count() == 3


def test_an_opinion_is_received_and_answered(log_in, staff, nam_tam):
    client = log_in(staff)
    answer = client.post(RECEIVE, NEW)
    one = Opinion.objects.get()
    assert (answer.status_code, answer.url, one.organization) == (302, url(one), nam_tam)
    assert client.post(RECEIVE, NEW).status_code == 409, "sent twice"
    assert client.post(url(one), ANSWER).status_code == 302
    assert client.post(url(one), ANSWER).status_code == 409, "sent twice"
    text = client.get(url(one)).content.decode()
    assert "Đã mở lớp" in text and "10/12/2009, Ban Tổ chức" in text and "Trả lời ý kiến của Hội Phụ nữ xã" in text


def test_an_opinion_about_somebody_starts_at_his_record(log_in, staff, an, ta_phin):
    client = log_in(staff)
    where = f"{RECEIVE}?can-bo={an.pk}"
    assert where.replace("?", "?") in client.get(reverse("reviews:cadre", args=[an.pk])).content.decode()
    assert "organization" not in client.get(where).context["form"].fields
    assert client.post(where, NEW).status_code == 302
    one = Opinion.objects.get()
    assert one.cadre == an and "đồng chí Lò Văn An" in client.get(LIST).content.decode()
    assert "Hội Phụ nữ xã" in client.get(reverse("reviews:cadre", args=[an.pk])).content.decode()
    assert client.get(f"{RECEIVE}?can-bo=999999").status_code == 404


def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(log_in, staff, nam_tam):
    client = log_in(staff)
    bad = [
        ({"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ({"source": "x"}, 422, "Ý kiến của"),
        ({"source_words": ""}, 422, "Ghi rõ"),
        ({"source_words": "x" * 201}, 422, "Ghi rõ"),
        ({"received_on": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
        ({"received_on": "19/12/2009"}, 409, "chưa đến"),
        ({"received_on": "01/01/2003"}, 409, "chưa có hoặc không còn tổ chức"),
        ({"content": "A\x00"}, 422, "Nội dung"),
        ({"content": "x" * 2001}, 422, "Nội dung"),
    ]
    for change, status, said in bad:
        answer = client.post(RECEIVE, NEW | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not Opinion.objects.exists()
    one = reviews.opinion(nam_tam, staff)
    bad = [
        ({"answer": ""}, 422, "Đã làm gì"),
        ({"answered_by": ""}, 422, "Người trả lời"),
        ({"answered_on": "30/09/2009"}, 409, "trước ngày nhận ý kiến, 01/10/2009"),
        ({"answered_on": "19/12/2009"}, 409, "chưa đến"),
        ({"answered_on": "x"}, 422, "Ngày trả lời"),
    ]
    for change, status, said in bad:
        answer = client.post(url(one), ANSWER | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert Opinion.objects.get().answered_on is None


def test_a_long_opinion_is_kept(log_in, staff, nam_tam):
    assert log_in(staff).post(RECEIVE, NEW | {"content": "Đường " * 333}).status_code == 302


def test_thirty_rows_need_no_more_queries_than_one(log_in, staff, nam_tam, an):
    client, counted = log_in(staff), []
    for number in (1, 30):
        for n in range(number):
            reviews.opinion(nam_tam, staff, content=f"Việc {number} {n}", cadre=an)
        client.get(LIST)
        with CaptureQueriesContext(connection) as counting:
            assert client.get(LIST).status_code == 200
        counted.append(len(counting))
    assert counted[0] == counted[1]
