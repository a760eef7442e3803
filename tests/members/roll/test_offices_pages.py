"""The pages of offices: whom they suggest, what they write, who may, what they answer to a wrong form."""

import datetime as dt

import pytest
from django.urls import reverse

from members.roll.models import OfficeHolder
from sinho.audit.models import AuditEntry
from tests.factories import members as make
from tests.factories import offices as terms
from tests.factories import organizations as places
from tests.factories import people

D = dt.date
LIST, TO_END, LINKED = (reverse(f"members:{name}") for name in ("offices", "offices_to_end", "offices_linked"))


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


@pytest.fixture
def term(nam_tam):
    return terms.officer(nam_tam, "Lò Văn An")


def one(term) -> str:
    return reverse("members:office", args=[term.pk])


def suggested(client, **asked) -> dict[str, list[int]]:
    """Name of the term → keys of who is suggested."""
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return {row.officer.person_name: [side.member.pk for side in row.suggested] for row in page.context["rows"]}


class TestSuggested:
    def test_the_same_name_without_marks_below_the_organisation(
        self, log_in, staff, nam_tam, nam_tam_cells, ta_phin_cells
    ):
        an = make.member(nam_tam_cells[0], "Lò Văn Ấn")
        other = make.member(nam_tam_cells[1], "Lò Văn Tùng", other_names="Lò Văn An")
        make.member(ta_phin_cells[0], "Lò Văn An")
        make.member(nam_tam_cells[0], "Lò Văn An Bình")
        make.probationer(nam_tam_cells[0], "Lò Văn An")
        terms.officer(nam_tam, "lo van AN")
        terms.officer(nam_tam, "Tẩn Thị Không")
        assert suggested(log_in(staff)) == {"lo van AN": [an.pk, other.pk], "Tẩn Thị Không": []}

    def test_of_the_district_everybody_may_be(self, log_in, staff, district, ta_phin_cells):
        pao = make.member(ta_phin_cells[0], "Chẻo A Pao")
        terms.officer(district, "Chẻo A Pao")
        assert suggested(log_in(staff)) == {"Chẻo A Pao": [pao.pk]}

    def test_who_left_before_is_suggested_for_his_time(self, log_in, staff, nam_tam, nam_tam_cells):
        died = make.member(nam_tam_cells[0], "Lò Văn An", until=D(2008, 3, 31), exit="died")
        terms.officer(nam_tam, "Lò Văn An", until=D(2008, 2, 28))
        client = log_in(staff)
        assert suggested(client) == {}
        assert suggested(client, **{"thoi-gian": "moi"}) == {"Lò Văn An": [died.pk]}
        assert suggested(client, ngay="28/02/2008") == {"Lò Văn An": [died.pk]}
        assert suggested(client, ngay="01/03/2008") == {}

    def test_a_secretary_is_offered_whom_he_sees(self, log_in, secretary, nam_tam, ta_phin_cells, nam_tam_cells, term):
        gone = make.member(nam_tam_cells[0], "Lò Văn An")
        make.moved(gone, ta_phin_cells[0], D(2009, 3, 1))
        terms.officer(ta_phin_cells[0], "Lò Văn An")
        assert suggested(log_in(secretary)) == {"Lò Văn An": []}


class TestLinking:
    def test_one_term_by_its_button(self, log_in, staff, term, an):
        answer = log_in(staff).post(LIST, {"mot": f"{term.pk}:{an.pk}"}, follow=True)
        assert "Đã gắn 1 chức vụ" in answer.text and "Mọi chức vụ đã gắn" in answer.text
        assert OfficeHolder.objects.get().member == an

    def test_the_button_of_a_row_links_this_row_alone(self, log_in, staff, nam_tam, term, an):
        other = terms.officer(nam_tam, "Lò Văn An", "deputy_secretary")
        sent = {"mot": f"{term.pk}:{an.pk}", "chuc-vu": [f"{other.pk}:{an.pk}"]}
        log_in(staff).post(LIST, sent)
        assert OfficeHolder.objects.get().officer == term

    def test_many_that_were_ticked(self, log_in, secretary, nam_tam_cells, term, an):
        ban = make.member(nam_tam_cells[1], "Lò Văn Ban")
        other = terms.officer(nam_tam_cells[1], "Lò Văn Ban", "secretary")
        client = log_in(secretary)
        page = client.get(LIST, {"chon": "het"})
        assert page.text.count(" checked") == 2 and client.get(LIST).text.count(" checked") == 0
        client.post(LIST, {"chuc-vu": [f"{term.pk}:{an.pk}", f"{other.pk}:{ban.pk}"]})
        assert OfficeHolder.objects.count() == 2
        assert AuditEntry.objects.filter(did="office.linked", actor_id=secretary.pk).count() == 2

    def test_somebody_of_another_name_is_searched_for(self, log_in, staff, nam_tam_cells, term):
        ung = make.member(nam_tam_cells[0], "Lò Văn Ửng")
        client = log_in(staff)
        page = client.get(one(term), {"q": "lo ung"})
        assert [side.member for side in page.context["found"]] == [ung] and "Không có ai" in page.text
        sent = {"mot": f"{term.pk}:{ung.pk}", "seen": page.context["seen"]}
        answer = client.post(one(term), sent, follow=True)
        assert "Đã gắn chức vụ với hồ sơ Lò Văn Ửng" in answer.text and "Người giữ chức vụ" in answer.text

    def test_a_wrong_link_is_taken_back(self, log_in, staff, term, an):
        made = terms.linked(term, an, staff)
        url, client = reverse("members:withdraw_office", args=[made.pk]), log_in(staff)
        assert client.get(url).status_code == 405
        answer = client.post(url, follow=True)
        assert "Đã gỡ chức vụ khỏi hồ sơ Lò Văn An" in answer.text and "Là người này" in answer.text
        assert "đã được gỡ" in client.post(url, follow=True).text
        assert AuditEntry.objects.filter(did="office.withdrawn").count() == 1


class TestWrongForms:
    """A sentence for each, nothing written, never a 500."""

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "chọn ít nhất một chức vụ"),
            ({"chuc-vu": "x"}, "không còn trong phạm vi"),
            ({"chuc-vu": "1"}, "không còn trong phạm vi"),
            ({"chuc-vu": ":"}, "không còn trong phạm vi"),
            ({"chuc-vu": "-1:2"}, "không còn trong phạm vi"),
            ({"chuc-vu": "1:2:3"}, "không còn trong phạm vi"),
            ({"chuc-vu": "²:2"}, "không còn trong phạm vi"),
            ({"mot": "1\x00:2"}, "không còn trong phạm vi"),
            ({"mot": f"{'9' * 30}:2"}, "không còn trong phạm vi"),
            ({"mot": f"{'9' * 18}:2"}, "không còn trong phạm vi"),
        ],
    )
    def test_what_no_page_offers(self, log_in, staff, term, an, sent, said):
        for url in (LIST, one(term)):
            answer = log_in(staff).post(url, sent)
            assert answer.status_code == 409 and (said in answer.text or url != LIST)
        assert not OfficeHolder.objects.exists()

    def test_a_term_or_a_member_out_of_reach(self, log_in, secretary, ta_phin, ta_phin_cells, term, an):
        pao, theirs = make.member(ta_phin_cells[0], "Lò Văn An"), terms.officer(ta_phin, "Lò Văn An")
        client = log_in(secretary)
        for sent in (f"{term.pk}:{pao.pk}", f"{theirs.pk}:{an.pk}", f"{theirs.pk}:{pao.pk}"):
            answer = client.post(LIST, {"mot": sent})
            assert answer.status_code == 409 and "không còn trong phạm vi" in answer.text
        assert not OfficeHolder.objects.exists()

    def test_the_page_of_a_term_links_no_other(self, log_in, staff, nam_tam, term, an):
        other = terms.officer(nam_tam, "Lò Văn An", "deputy_secretary")
        assert log_in(staff).post(one(term), {"mot": f"{other.pk}:{an.pk}"}).status_code == 409
        assert not OfficeHolder.objects.exists()

    def test_a_form_sent_twice_or_from_an_older_page(self, log_in, staff, term, an, nam_tam_cells):
        other, client = make.member(nam_tam_cells[1], "Lò Văn An"), log_in(staff)
        seen = client.get(one(term)).context["seen"]
        assert client.post(LIST, {"mot": f"{term.pk}:{an.pk}"}).status_code == 302
        again = client.post(LIST, {"mot": f"{term.pk}:{an.pk}"})
        assert again.status_code == 409 and "đã gắn với hồ sơ Lò Văn An" in again.text
        stale = client.post(one(term), {"mot": f"{term.pk}:{other.pk}", "seen": seen})
        assert stale.status_code == 409 and "vừa được người khác sửa" in stale.text
        assert OfficeHolder.objects.get().member == an

    def test_odd_filters_are_answered(self, log_in, staff, term):
        client = log_in(staff)
        for asked in ({"q": "\x00"}, {"q": "x" * 500}, {"don-vi": "abc"}, {"don-vi": "9" * 18}, {"trang": "z"}):
            for url in (LIST, TO_END, LINKED):
                assert client.get(url, asked).status_code == 200
        assert client.get(one(term), {"q": "\x00 an"}).status_code == 200
        assert "Ngày 01/01/2030 chưa đến" in client.get(LIST, {"ngay": "01/01/2030"}).text


class TestWhoMay:
    def test_strangers_find_nothing_and_readers_only_read(self, log_in, stranger, leader, district, staff, term, an):
        made = terms.linked(term, an, staff)
        back = reverse("members:withdraw_office", args=[made.pk])
        assert log_in(stranger).get(one(term)).status_code == 404 and log_in(stranger).post(back).status_code == 404
        page = log_in(leader).get(one(term))
        assert page.status_code == 200 and "Lò Văn An" in page.text and "Gỡ khỏi" not in page.text
        assert log_in(leader).post(one(term), {"mot": f"{term.pk}:{an.pk}"}).status_code == 403
        assert log_in(leader).post(back).status_code == 403
        for url in (LIST, TO_END, LINKED):
            assert log_in(leader).get(url).status_code == 403
        cadre = people.user("can.bo", "cadre_officer", district)
        assert log_in(cadre).get(one(term)).status_code == 403

    def test_a_cell_secretary_reads_and_does_not_link(self, log_in, nam_tam_cells, term, an):
        mine = terms.officer(nam_tam_cells[0], "Lò Văn An", "secretary")
        person = people.user("bithu.chibo", "cell_secretary", nam_tam_cells[0])
        page = log_in(person).get(one(mine))
        assert page.status_code == 200 and "chưa gắn với hồ sơ" in page.text and "Là người này" not in page.text
        assert log_in(person).get(one(term)).status_code == 404
        assert log_in(person).post(one(mine), {"mot": f"{mine.pk}:{an.pk}"}).status_code == 403

    def test_the_holder_who_went_elsewhere_is_named_without_his_record(
        self, log_in, secretary, staff, ta_phin_cells, term, an
    ):
        terms.linked(term, an, staff)
        make.moved(an, ta_phin_cells[0], D(2009, 3, 1))
        page = log_in(secretary).get(one(term))
        assert "đồng chí không xem được" in page.text and reverse("members:member", args=[an.pk]) not in page.text


class TestLists:
    def test_what_should_be_ended_and_where_its_holder_is(
        self, log_in, staff, secretary, nam_tam, nam_tam_cells, ta_phin_cells, an
    ):
        died = make.member(nam_tam_cells[0], "Lò Văn Ban", until=D(2009, 6, 30), exit="died")
        for who in (an, died):
            terms.holds(who, nam_tam, staff)
        client = log_in(staff)
        make.moved(an, ta_phin_cells[0], D(2009, 9, 1))
        page = client.get(TO_END)
        assert [row.link.member for row in page.context["rows"]] == [an, died]
        assert "Từ trần 01/07/2009" in page.text and "Chi bộ bản Tả Phìn 1" in page.text
        assert page.text.count("Ghi thôi giữ chức<") == 2 and page.context["counts"]["to_end"] == 2
        assert [row.link.member for row in client.get(TO_END, {"ngay": "31/08/2009"}).context["rows"]] == [died]
        assert "Xem lại 2 chức vụ" in client.get("/").text
        own = log_in(secretary).get(TO_END)
        assert "đề nghị Ban Tổ chức" in own.text and "Ghi thôi giữ chức<" not in own.text

    def test_the_linked_ones_of_a_day_and_of_an_organisation(
        self, log_in, staff, nam_tam, ta_phin, nam_tam_cells, ta_phin_cells, an
    ):
        pao = make.member(ta_phin_cells[0], "Chẻo A Pao")
        terms.holds(an, nam_tam, staff)
        terms.holds(an, nam_tam_cells[0], staff, until=D(2008, 5, 31))
        terms.holds(pao, ta_phin, staff)

        def found(**asked):
            rows = log_in(staff).get(LINKED, asked).context["rows"]
            return [(row.link.member.full_name, row.place, row.until) for row in rows]

        committee, cell = ("Lò Văn An", "Đảng bộ xã Nậm Tăm"), ("Lò Văn An", "Chi bộ bản Nậm Tăm 1")
        theirs = ("Chẻo A Pao", "Đảng bộ xã Tả Phìn", None)
        assert found() == [(*committee, None), theirs]
        assert found(ngay="31/05/2008") == [(*committee, None), (*cell, None), theirs]
        assert found(**{"thoi-gian": "moi", "don-vi": nam_tam.pk}) == [(*committee, None), (*cell, D(2008, 6, 1))]
        assert found(q="pao") == [theirs]

    def test_as_many_queries_for_one_row_as_for_thirty(
        self, log_in, staff, nam_tam, nam_tam_cells, ta_phin_cells, django_assert_max_num_queries
    ):
        def fill(numbers):
            for number in numbers:
                who = make.member(nam_tam_cells[number % 2], f"Lò Văn {number}")
                terms.officer(nam_tam, who.full_name)
                terms.holds(make.member(nam_tam_cells[number % 2], f"Vàng A {number}"), nam_tam, staff)
                gone = make.member(nam_tam_cells[0], f"Tẩn A {number}", until=D(2009, 6, 30), exit="died")
                terms.holds(gone, nam_tam, staff)

        fill([0])
        client = log_in(staff)
        for url in (LIST, TO_END, LINKED):
            client.get(url)
        few = {}
        for url in (LIST, TO_END, LINKED):
            with django_assert_max_num_queries(30) as asked:
                client.get(url)
            few[url] = len(asked)
        fill(range(1, 30))
        for url, number in few.items():
            with django_assert_max_num_queries(number):
                assert len(client.get(url).context["rows"]) >= 30

    def test_empty_lists_say_what_to_do(self, log_in, staff, nam_tam):
        client = log_in(staff)
        assert "Mọi chức vụ đã gắn" in client.get(LIST).text
        assert "Không có chức vụ nào cần kết thúc" in client.get(TO_END).text
        assert "Không có chức vụ nào khớp" in client.get(LINKED).text
        assert "bỏ bớt điều kiện lọc" in client.get(LIST, {"q": "zzz"}).text


def test_the_page_of_an_organisation_leads_to_its_terms(log_in, staff, leader, term, nam_tam):
    place = reverse("organizations:organization", args=[nam_tam.pk])
    page = log_in(staff).get(place)
    assert one(term) in page.text and f"{LIST}?don-vi={nam_tam.pk}" in page.text
    assert f"{LIST}?don-vi" not in log_in(leader).get(place).text
    assert one(term) in log_in(staff).get(reverse("organizations:history", args=[nam_tam.pk])).text


def test_a_new_officer_stands_in_the_list_at_once(log_in, staff, nam_tam, an):
    url = reverse("organizations:appoint", args=[nam_tam.pk])
    client = log_in(staff)
    sent = {"person_name": "Lò Văn An", "office": "deputy_secretary", "since": "01/12/2009", "how": "elected"}
    assert client.post(url, sent).status_code == 302
    assert suggested(client, **{"don-vi": nam_tam.pk}) == {"Lò Văn An": [an.pk]}


def test_places_of_cells_are_named_with_their_commune(log_in, staff, nam_tam):
    village = places.cell("bản Hua", parent=nam_tam, commune=places.state_of(nam_tam).commune)
    terms.officer(village, "Lò Văn An")
    assert "Chi bộ bản Hua, Nậm Tăm" in log_in(staff).get(LIST).text
