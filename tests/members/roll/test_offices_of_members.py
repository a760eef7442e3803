"""Offices of a member: on his record, in the filter of the list, in warnings, among voters, and in joins."""

import datetime as dt

import pytest
from django.urls import reverse

from members.admissions.views.case import voters
from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.actions.joining import join, undo_join
from members.roll.models import OfficeHolder
from sinho.management.member_checks import office_left_behind, office_outside_party
from sinho.refusal import Refused
from tests.factories import admissions as cases
from tests.factories import members as make
from tests.factories import offices as terms
from tests.factories import people, transfers

D = dt.date
LIST = reverse("members:list")


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


class TestRecord:
    def test_offices_of_the_day_first_then_those_that_ended(self, log_in, staff, nam_tam, nam_tam_cells, an):
        terms.holds(an, nam_tam_cells[0], staff, "secretary", since=D(2005, 9, 1), until=D(2008, 3, 31))
        terms.holds(an, nam_tam, staff, since=D(2006, 6, 1))
        terms.holds(an, nam_tam, staff, "deputy_secretary", since=D(2009, 4, 1))
        url, client = reverse("members:member", args=[an.pk]), log_in(staff)

        def shown(**asked):
            rows = client.get(url, asked).context["offices"]
            return [(row.officer.office, row.runs, row.until) for row in rows]

        assert shown() == [
            ("deputy_secretary", True, None),
            ("committee_member", True, None),
            ("secretary", False, D(2008, 4, 1)),
        ]
        assert shown(ngay="31/03/2008") == [("committee_member", True, None), ("secretary", True, None)]
        assert shown(ngay="31/08/2005") == []
        assert "thôi từ 01/04/2008" in client.get(url).text and "Chi bộ bản Nậm Tăm 1" in client.get(url).text

    def test_an_office_elsewhere_is_named_and_leads_nowhere(self, log_in, staff, secretary, nam_tam, ta_phin, an):
        for org in (nam_tam, ta_phin):
            terms.holds(an, org, staff)
        text = log_in(secretary).get(reverse("members:member", args=[an.pk])).text
        assert "Đảng bộ xã Tả Phìn" in text and text.count(reverse("members:offices")) == 1

    def test_without_an_office_there_is_no_heading(self, log_in, staff, nam_tam, an):
        url = reverse("members:member", args=[an.pk])
        assert 'id="chuc-vu"' not in log_in(staff).get(url).text
        OfficeHolder.objects.filter(pk=terms.holds(an, nam_tam, staff).pk).update(
            withdrawn_at=dt.datetime.now(dt.UTC), withdrawn_by=staff
        )
        assert 'id="chuc-vu"' not in log_in(staff).get(url).text


class TestFilter:
    @pytest.fixture
    def roll(self, nam_tam, nam_tam_cells, ta_phin, ta_phin_cells, staff, an):
        ban, pao = make.member(nam_tam_cells[1], "Lò Văn Ban"), make.member(ta_phin_cells[0], "Chẻo A Pao")
        make.member(nam_tam_cells[1], "Quàng Văn Không")
        terms.holds(an, nam_tam, staff, "secretary")
        terms.holds(an, nam_tam_cells[0], staff)
        terms.holds(ban, nam_tam, staff, "standing_deputy", until=D(2009, 5, 31))
        terms.holds(pao, ta_phin, staff, "standing_member")

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"chuc-vu": "cap-uy"}, ["Lò Văn An", "Chẻo A Pao"]),
            ({"chuc-vu": "cap-uy", "ngay": "31/05/2009"}, ["Lò Văn An", "Lò Văn Ban", "Chẻo A Pao"]),
            ({"chuc-vu": "bi-thu"}, ["Lò Văn An"]),
            ({"chuc-vu": "pho-bi-thu"}, []),
            ({"chuc-vu": "pho-bi-thu", "ngay": "31/05/2009"}, ["Lò Văn Ban"]),
            ({"chuc-vu": "thuong-vu"}, ["Chẻo A Pao"]),
            ({"chuc-vu": "uy-vien", "q": "lo"}, ["Lò Văn An"]),
            ({"chuc-vu": "cap-uy", "ngay": "31/05/2006"}, []),
            ({"chuc-vu": "lạ"}, ["Lò Văn An", "Lò Văn Ban", "Quàng Văn Không", "Chẻo A Pao"]),
        ],
    )
    def test_who_holds_which_office_on_the_day(self, log_in, staff, roll, asked, found):
        page = log_in(staff).get(LIST, asked)
        assert [row.full_name for row in page.context["rows"]] == found
        assert page.context["counts"].total == len(found)

    def test_a_secretary_is_shown_his_own(self, log_in, secretary, roll):
        page = log_in(secretary).get(LIST, {"chuc-vu": "cap-uy"})
        assert [row.full_name for row in page.context["rows"]] == ["Lò Văn An"]

    def test_it_costs_no_query_more(self, log_in, staff, roll, django_assert_max_num_queries):
        client = log_in(staff)
        client.get(LIST)
        with django_assert_max_num_queries(12) as without:
            client.get(LIST)
        assert not any("officeholder" in one["sql"] for one in without.captured_queries)
        with django_assert_max_num_queries(len(without)):
            client.get(LIST, {"chuc-vu": "cap-uy"})

    def test_the_file_holds_them_and_says_so(self, log_in, staff, roll):
        page = log_in(staff).get(f"{reverse('members:export')}?chuc-vu=bi-thu")
        assert page.context["count"] == 1


class TestWarning:
    WARNING = "Lò Văn An đang giữ chức vụ: Cấp ủy viên, Đảng bộ xã Nậm Tăm, từ 01/06/2006"

    def test_before_leaving_moving_and_being_introduced(self, log_in, staff, secretary, nam_tam, an):
        names = ("leave", "move", "introduce")
        for name in names:
            assert "đang giữ chức vụ" not in log_in(staff).get(reverse(f"members:{name}", args=[an.pk])).text
        terms.holds(an, nam_tam, staff)
        terms.holds(an, nam_tam, staff, "deputy_secretary", until=D(2009, 12, 17))
        for name in names:
            text = log_in(staff).get(reverse(f"members:{name}", args=[an.pk])).text
            assert self.WARNING in text and "Phó Bí thư" not in text
        assert self.WARNING in log_in(secretary).get(reverse("members:introduce", args=[an.pk])).text

    def test_again_when_it_is_written_and_in_the_list(self, log_in, staff, nam_tam, an):
        terms.holds(an, nam_tam, staff)
        client, url = log_in(staff), reverse("members:leave", args=[an.pk])
        sent = {"how": "died", "on": "01/12/2009", "seen": client.get(url).context["seen"]}
        assert self.WARNING in client.post(url, sent, follow=True).text
        assert len(client.get(reverse("members:offices_to_end")).context["rows"]) == 1

    def test_on_the_page_of_the_transfer(self, log_in, staff, nam_tam, nam_tam_cells, ta_phin_cells, an):
        terms.holds(an, nam_tam, staff)
        found = transfers.transfer(an, ta_phin_cells[0])
        assert self.WARNING in log_in(staff).get(reverse("members:transfer", args=[found.pk])).text

    def test_check_data_names_them(self, nam_tam, nam_tam_cells, staff):
        who = make.member(nam_tam_cells[0], "Lò Văn An", until=D(2009, 6, 30), exit="died")
        terms.holds(who, nam_tam, staff)
        [said] = office_left_behind(D(2009, 12, 18))
        assert said.startswith("Lò Văn An, Cấp ủy viên, Đảng bộ xã Nậm Tăm, từ 01/06/2006: chức vụ chưa kết thúc")
        assert list(office_left_behind(D(2009, 6, 30))) == [] == list(office_outside_party(D(2009, 12, 18)))

    def test_check_data_names_who_was_not_in_the_party(self, nam_tam, staff, an, no_triggers):
        terms.holds(an, nam_tam, staff, since=D(2003, 1, 1))
        [said] = office_outside_party(D(2009, 12, 18))
        assert said.endswith("từ 01/01/2003: ngày nhận chức vụ không phải là đảng viên.")


def test_an_officer_who_is_away_is_no_voter_of_the_committee(staff, nam_tam, nam_tam_cells, ta_phin_cells, an):
    found = cases.brought(nam_tam_cells[0], staff, "cell_vote")
    step = found.rules.step("committee_vote")
    days = (D(2009, 9, 9), D(2009, 9, 10))
    assert [voters(found, step, day) for day in days] == [None, None]
    terms.officer(nam_tam, "Ai đó")
    away = terms.officer(nam_tam, "Lò Văn An")
    transfers.temporary(an, ta_phin_cells[0])
    assert [voters(found, step, day) for day in days] == [2, 2]
    terms.linked(away, an, staff)
    assert [voters(found, step, day) for day in days] == [2, 1]


class TestJoining:
    @pytest.fixture
    def old(self, ta_phin_cells):
        return make.member(ta_phin_cells[0], "Lo Van An", until=D(2008, 4, 30), exit="to_district")

    @pytest.fixture
    def an(self, nam_tam_cells):
        return make.member(nam_tam_cells[0], "Lò Văn An", since=D(2008, 5, 1), entry="from_district")

    def joined(self, kept, gone, staff):
        plan = plan_of(kept, gone)
        chosen = Chosen({pair.name: KEPT for pair in plan.fields}, {kind.key: KEPT for kind in plan.asked})
        return join(kept=kept, gone=gone, chosen=chosen, reason="Trùng hồ sơ", by=staff)

    def test_offices_move_and_come_back(self, staff, nam_tam, ta_phin, ta_phin_cells, an, old):
        mine = terms.holds(an, nam_tam, staff, since=D(2009, 1, 5))
        his = terms.holds(old, ta_phin, staff, "secretary", until=D(2008, 4, 30))
        wrong = terms.holds(old, ta_phin_cells[0], staff, until=D(2008, 4, 30))
        OfficeHolder.objects.filter(pk=wrong.pk).update(withdrawn_at=wrong.at, withdrawn_by=staff)
        before = list(OfficeHolder.objects.values_list())
        made = self.joined(an, old, staff)
        assert set(OfficeHolder.objects.values_list("member", flat=True)) == {an.pk}
        assert {one.pk for one in OfficeHolder.objects.of_member(an)} == {mine.pk, his.pk}
        undo_join(made=made, by=staff)
        assert list(OfficeHolder.objects.values_list()) == before

    def test_the_page_names_the_offices_of_both(self, log_in, staff, nam_tam, ta_phin, an, old):
        terms.holds(old, ta_phin, staff, "secretary", until=D(2008, 4, 30))
        page = log_in(staff).get(reverse("members:join", args=[an.pk]), {"voi": old.pk})
        assert "Chức vụ đã gắn" in page.text
        assert "Bí thư, Đảng bộ xã Tả Phìn, từ 01/06/2006 đến trước 01/05/2008" in page.text

    def test_an_office_linked_since_keeps_a_join_from_being_undone(self, staff, nam_tam, an, old):
        made = self.joined(an, old, staff)
        terms.holds(an, nam_tam, staff, since=D(2009, 1, 5))
        with pytest.raises(Refused, match="chức vụ đã gắn Cấp ủy viên, Đảng bộ xã Nậm Tăm"):
            undo_join(made=made, by=staff)


def test_a_stale_page_of_the_member_notices_a_new_office(log_in, staff, nam_tam, an):
    client, url = log_in(staff), reverse("members:leave", args=[an.pk])
    seen = client.get(url).context["seen"]
    terms.holds(an, nam_tam, staff)
    answer = client.post(url, {"how": "died", "on": "01/12/2009", "seen": seen})
    assert answer.status_code == 409 and "đang giữ chức vụ" in answer.text


def test_who_may_not_link_sees_no_way_to_the_pages(log_in, leader, secretary, district, an):
    way = reverse("members:offices")
    assert way in log_in(secretary).get(LIST).text and way not in log_in(leader).get(LIST).text
    assert people.scope(secretary).has("record_offices")
