"""The pages of the yearly rating: the table of a year, the people behind it, a commune on one page, corrections."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.reviews.models import Rating
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import cadres as make
from tests.factories import people, reviews

D = dt.date
YEAR, PEOPLE, RATE = (reverse(f"reviews:{name}") for name in ("ratings", "people", "rate"))
DECISION = {"number": "12-QĐ/HU", "date": "20/12/2008", "rest": ""}


def record(cadre):
    return reverse("reviews:cadre", args=[cadre.pk])


def mending(one):
    return reverse("reviews:correct_rating", args=[one.pk])


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair", birth_year=1975)


@pytest.fixture
def mai(nam_tam):
    return make.cadre(nam_tam, "Tao Thị Mai", "council_deputy", sex="female")


@pytest.fixture
def lo(ta_phin):
    return make.cadre(ta_phin, "Chẻo A Lở", "front_chair", ethnicity="eth_dao")


@pytest.fixture
def address(nam_tam):
    return f"{RATE}?nam=2008&don-vi={nam_tam.pk}"


def cells(answer) -> dict[str, list[int]]:
    """Commune → numbers of the table."""
    lines = [*answer.context["table"].lines, answer.context["table"].whole]
    return {line.name: [number for _, number in line.cells] for line in lines}


def names(answer) -> list[str]:
    return [row.cadre.full_name for row, _, _ in answer.context["rows"]]


def test_the_table_of_a_year_and_the_people_behind_each_number(log_in, staff, nam_tam, an, mai, lo):
    for year in (2007, 2008):
        reviews.rating(an, year, "poor", staff)
    reviews.rating(mai, 2008, "good", staff)
    client = log_in(staff)
    answer = client.get(YEAR)
    assert answer.context["asked"].year == 2008
    # to be rated, rated, not yet, four levels, twice
    assert cells(answer) == {
        "Nậm Tăm": [2, 2, 0, 0, 1, 0, 1, 1],
        "Tả Phìn": [1, 0, 1, 0, 0, 0, 0, 0],
        "Cộng": [3, 2, 1, 0, 1, 0, 1, 1],
    }
    assert "chưa đối chiếu văn bản" in answer.content.decode()
    table = answer.context["table"]
    for line in (*table.lines, table.whole):
        for column, number in line.cells:
            asked = {"nam": 2008, "muc": column.word, "don-vi": line.organization_id or ""}
            assert len(names(client.get(PEOPLE, asked))) == number
    text = client.get(PEOPLE, {"nam": 2008, "muc": "hai-nam"}).content.decode()
    assert "Hai năm liền mức thấp nhất" in text and record(an) in text
    assert names(client.get(PEOPLE, {"nam": 2008, "q": "mai"})) == ["Tao Thị Mai"]


def test_the_table_is_of_its_day(log_in, staff, an, mai):
    first = reviews.rating(an, 2008, "good", staff)
    reviews.rating(an, 2008, "poor", staff, on=D(2009, 3, 2), replaces=first, reason="Kết luận kiểm tra")
    client = log_in(staff)
    asked = [client.get(YEAR, {"nam": 2008, "ngay": day}) for day in ("09/12/2008", "01/03/2009", "02/03/2009")]
    assert [cells(one)["Cộng"][1:7] for one in asked] == [
        [0, 2, 0, 0, 0, 0],
        [1, 1, 0, 1, 0, 0],
        [1, 1, 0, 0, 0, 1],
    ]


@pytest.mark.parametrize("query", ["?nam=x", "?nam=2010", "?nam=1999", "?ngay=x", "?ngay=01/01/2010", "?nam=2007"])
def test_an_address_that_cannot_be_read_is_answered(log_in, staff, an, query):
    reviews.rating(an, 2008, "good", staff)
    client = log_in(staff)
    assert client.get(YEAR + query).status_code == client.get(PEOPLE + query + "&don-vi=x&muc=x").status_code == 200
    assert client.get(RATE + query).status_code == (200 if "nam=2007" in query or "ngay" in query else 409)


def test_who_sees_and_who_writes(
    log_in, district, nam_tam, secretary, stranger, leader, inspector, staff, an, lo, address
):
    one = reviews.rating(an, 2008, "good", staff)
    client = log_in(secretary)
    assert cells(client.get(YEAR)) == {"Nậm Tăm": [1, 1, 0, 0, 1, 0, 0, 0], "Cộng": [1, 1, 0, 0, 1, 0, 0, 0]}
    assert "Ghi đánh giá" not in client.get(YEAR).content.decode()
    assert client.get(record(an)).status_code == 200 and client.get(record(lo)).status_code == 404
    for reader in (secretary, leader, inspector):
        client = log_in(reader)
        assert {client.post(where, DECISION).status_code for where in (address, mending(one))} == {403}
    assert {log_in(inspector).get(where).status_code for where in (YEAR, PEOPLE, record(an))} == {403}
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    found = {client.get(where).status_code for where in (address, mending(one), record(an))}
    assert found == {404} and client.post(address, DECISION).status_code == 404
    people.grant(secretary, "cadre_officer", nam_tam)
    client = log_in(secretary)
    assert client.get(address).status_code == client.get(mending(one)).status_code == 403, "from within"
    assert "không ghi đánh giá cho xã nào" in client.get(RATE).content.decode()
    assert log_in(people.user("can.bo", "cadre_officer", district)).get(address).status_code == 200


def test_a_commune_is_rated_on_one_page(log_in, staff, an, mai, nam_tam, address):
    left = make.cadre(nam_tam, "Lò Văn Thôi", "women_chair", until=D(2008, 6, 30))
    client = log_in(staff)
    assert "SH-NT" not in client.get(RATE).content.decode() and client.get(RATE).context["communes"]
    page = client.get(address)
    assert [one.cadre for one in page.context["form"].people] == [an, mai, left]
    sent = DECISION | {f"level-{an.pk}": "poor", "rest": "good", "seen": page.context["seen"]}
    assert client.post(address, sent).status_code == 302
    assert list(Rating.objects.order_by("cadre").values_list("cadre", "level")) == [(an.pk, "poor"), (mai.pk, "good")]
    assert client.post(address, sent).status_code == 409, "sent twice"
    page = client.get(address)
    assert [one.cadre for one in page.context["form"].people] == [left] and len(page.context["rated"]) == 2


def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(log_in, staff, an, lo, address):
    client, level = log_in(staff), f"level-{an.pk}"
    bad = [
        ({}, 422, "Chọn mức cho ít nhất một đồng chí"),
        ({level: "x"}, 422, level),
        ({level: "done"}, 422, level),
        ({level: "good", "number": ""}, 422, "Số quyết định"),
        ({level: "good", "number": "x" * 41}, 422, "Số quyết định"),
        ({level: "good", "number": "A\x00"}, 422, "Số quyết định"),
        ({level: "good", "date": "31/02/2008"}, 422, "Không có ngày 31/02/2008"),
        ({level: "good", "date": "20/12/2007"}, 409, "trước năm được đánh giá"),
        ({level: "good", "date": "19/12/2009"}, 409, "chưa đến"),
        ({f"level-{lo.pk}": "good"}, 422, "không còn trong danh sách"),
        ({level: "good", "seen": "x"}, 409, "vừa được người khác sửa"),
        ({"rest": "x"}, 422, "Những đồng chí để trống"),
    ]
    for change, status, said in bad:
        answer = client.post(address, DECISION | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not Rating.objects.exists() and not AuditEntry.objects.filter(did__startswith="rating").exists()


def test_the_scale_of_the_year_asks_for_points(log_in, staff, an, nam_tam):
    clock.fix_day(D(2026, 12, 20))
    client, where = log_in(staff), f"{RATE}?nam=2026&don-vi={nam_tam.pk}"
    sent = {"number": "1", "date": "20/12/2026", f"level-{an.pk}": "excellent", f"points-{an.pk}": "89,5"}
    assert "89,5 điểm là mức “Hoàn thành tốt nhiệm vụ”" in client.post(where, sent).content.decode()
    assert "ghi điểm từ 0 đến 100" in client.post(where, sent | {f"points-{an.pk}": ""}).content.decode()
    only_points = sent | {f"level-{an.pk}": ""}
    assert client.post(where, only_points).status_code == 422
    assert client.post(where, sent | {f"points-{an.pk}": "92,5"}).status_code == 302
    one = Rating.objects.get()
    assert str(one.points) == "92.50" and "92,5 điểm" in client.get(record(an)).content.decode()
    mended = {"level": "good", "points": "80", "number": "2", "date": "20/12/2026", "reason": "Chấm lại"}
    assert client.get(mending(one)).context["form"]["points"].value() == "92,5"
    assert client.post(mending(one), mended).status_code == 302


def test_a_rating_is_corrected_by_a_later_decision(log_in, staff, an):
    one = reviews.rating(an, 2008, "good", staff)
    client = log_in(staff)
    sent = {"level": "poor", "number": "3-QĐ/HU", "date": "02/02/2009", "reason": "Kết luận kiểm tra"}
    for change, status in (
        ({"reason": ""}, 422),
        ({"level": "x"}, 422),
        ({"date": "x"}, 422),
        ({"level": "good"}, 409),
    ):
        assert client.post(mending(one), sent | change).status_code == status
    sent["seen"] = client.get(mending(one)).context["seen"]
    assert client.post(mending(one), sent).status_code == 302
    assert client.post(mending(one), sent).status_code == 409 and Rating.objects.count() == 2
    text = client.get(record(an)).content.decode()
    assert "<s>Khá</s>" in text and "Thay cho “Khá”. Lý do: Kết luận kiểm tra" in text


def test_the_record_tells_ratings_and_warns(log_in, staff, an):
    for year in (2007, 2008):
        reviews.rating(an, year, "poor", staff)
    client, where = log_in(staff), reverse("staff:cadre", args=[an.pk])
    text = client.get(where).content.decode()
    assert "Đánh giá năm 2008: Kém" in text and "Hai năm liền ở mức thấp nhất (năm 2007: Kém, năm 2008: Kém)" in text
    before = client.get(where, {"ngay": "01/12/2008"}).content.decode()
    assert "Đánh giá năm 2007" in before and "năm 2008" not in before and "Hai năm liền" not in before
    assert "Hai năm liền" in client.get(record(an)).content.decode()
    assert "Chưa có đánh giá năm nào" in client.get(record(an), {"ngay": "01/01/2007"}).content.decode()


def test_thirty_rows_need_no_more_queries_than_one(log_in, staff, nam_tam, an, address):
    client, counted = log_in(staff), []
    pages = (YEAR, f"{PEOPLE}?nam=2008", address)
    for number in (1, 30):
        for n in range(number):
            reviews.rating(make.cadre(nam_tam, f"Lò Văn {chr(97 + n % 26)}b", "land_construction"), 2008, "good", staff)
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as found:
                assert client.get(page).status_code == 200
            counted.append(len(found))
    assert counted[:3] == counted[3:]
