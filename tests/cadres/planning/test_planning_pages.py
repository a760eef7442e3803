"""The pages of plans: coverage of posts, gaps, people, one plan with its votes; who sees them and who may write."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.planning.models import PlanningEntry, StepVote, TrainingNeed
from tests.cadres.planning.pages import GAPS, OPEN, OVERVIEW, PEOPLE, send, url
from tests.factories import cadres as make
from tests.factories import people, plans
from tests.tables import each

D = dt.date


def test_the_overview_counts_posts_people_and_turns(log_in, staff, filled):
    answer = log_in(staff).get(OVERVIEW)
    found = answer.context["coverage"]
    assert (len(found.people), found.turns) == (2, 3)
    line = {one.spec.code: one for one in found.across}["committee_chair"]
    assert (line.seats, line.people, line.gaps) == (1, 2, [])
    assert [(one.key, one.part, one.whole) for one in found.shares] == [("nu", 1, 2), ("tre", 2, 2), ("thieu-so", 2, 2)]
    assert "nhiệm kỳ 2010–2015" in answer.content.decode()


def test_the_first_plan_of_a_new_term_does_not_hide_the_term_that_all_have(log_in, staff, filled, ta_phin):
    plans.plan(ta_phin)
    client = log_in(staff)
    assert client.get(OVERVIEW).context["fuller"] is None
    plans.plan(ta_phin, 2015, dt.date(2009, 12, 1))
    text = client.get(OVERVIEW).content.decode()
    assert "Nhiệm kỳ 2015–2020 mới có 1 đảng bộ ghi quy hoạch." in text and 'href="?nhiem-ky=2010"' in text
    assert "mới có" not in client.get(OVERVIEW, {"nhiem-ky": "2010"}).content.decode()
    assert "mới có" not in client.get(OVERVIEW, {"ngay": "30/11/2009"}).content.decode()


@each(
    ("query", "names"),
    [
        ("", ["Lò Văn An", "Tao Thị Mai"]),
        ("?nhom=nu", ["Tao Thị Mai"]),
        ("?chuc-danh=committee_member", ["Lò Văn An"]),
        ("?q=mai", ["Tao Thị Mai"]),
        ("?nhom=nhieu", []),
        ("?nhom=chua-co-tieu-chuan", ["Lò Văn An", "Tao Thị Mai"]),
        ("?ngay=30/11/2008", []),
        ("?nhiem-ky=2005", []),
        ("?nhom=x&chuc-danh=x&ngay=x&nhiem-ky=x&don-vi=99999999999999999&q=", []),
        ("?nhom=x&chuc-danh=x&ngay=x&nhiem-ky=x&don-vi=x", ["Lò Văn An", "Tao Thị Mai"]),
    ],
)
def test_the_people_of_plans_are_found(log_in, staff, filled, query, names):
    answer = log_in(staff).get(PEOPLE + query)
    assert (answer.status_code, [one.who.full_name for _, one in answer.context["page"]]) == (200, names)


def test_posts_without_a_successor_are_listed_with_who_holds_them(log_in, staff, filled, nam_tam):
    make.cadre(nam_tam, "Vàng A Chứ", "front_chair", birth_year=1955)
    rows = log_in(staff).get(GAPS).context["rows"]
    found = {line.spec.code: [one.full_name for one in line.holders] for _, line in rows}
    assert found["front_chair"] == ["Vàng A Chứ"]
    assert {"committee_chair", "committee_member", "inspection_member", "youth_deputy"}.isdisjoint(found)
    assert len(log_in(staff).get(GAPS, {"chuc-danh": "front_chair"}).context["rows"]) == 1


def test_the_plan_shows_posts_people_and_what_the_rules_remind_of(log_in, staff, filled, nam_tam):
    old = make.cadre(nam_tam, "Chẻo A Già", "front_chair", birth_year=1952)
    plans.planned(filled, old, "front_chair", "council_chair", "council_deputy", "party_secretary")
    text = log_in(staff).get(url("round", filled)).content.decode()
    assert "Tao Thị Mai" in text and "Tả Phìn" in text
    assert "58 tuổi khi bắt đầu nhiệm kỳ, không làm trọn một nhiệm kỳ" in text
    assert "quy hoạch 4 chức danh, nhiều hơn 3" in text
    assert "1 người cho 3 chức danh, ít hơn mức 1,5–2 lần" in text


def test_who_has_left_the_staff_stays_in_the_plan_until_a_decision_and_is_named(log_in, staff, plan, nam_tam):
    gone = make.cadre(nam_tam, "Lò Văn Đi", "front_chair", until=D(2009, 5, 31))
    plans.planned(plan, gone, "council_chair")
    client = log_in(staff)
    words = "không còn giữ chức danh ở xã"
    assert words in client.get(url("round", plan)).content.decode()
    assert words not in client.get(url("round", plan, ngay="31/05/2009")).content.decode()


def test_who_was_taken_out_later_is_not_said_to_be_on_an_earlier_day(log_in, staff, plan, an):
    person = plans.planned(plan, an, "committee_chair")
    entry = person.entries.get()
    entry.valid, entry.removed_reason = type(entry.valid)(entry.since, dt.date(2009, 6, 1)), "Chuyển đi"
    entry.save()
    client = log_in(staff)
    for day, shown in (("31/05/2009", False), ("01/06/2009", True)):
        assert ("Chuyển đi" in client.get(url("person", person, ngay=day)).content.decode()) is shown
        assert ("đưa ra 01/06/2009" in client.get(url("person", person, ngay=day)).content.decode()) is shown


def test_a_vote_is_shown_from_its_day_on(log_in, staff, plan, an):
    person = plans.planned(plan, an, "committee_chair")
    StepVote.objects.create(entry=person.entries.get(), step="conference", held_on=dt.date(2009, 6, 1), votes=45, of=60)
    client = log_in(staff)
    for day, shown in (("31/05/2009", 0), ("01/06/2009", 1)):
        [(_, _, votes)] = client.get(url("person", person, ngay=day)).context["entries"]
        assert len(votes) == shown


def test_votes_needs_and_leaving_on_the_page_of_somebody(log_in, staff, filled, an):
    client, person = log_in(staff), filled.people.get(cadre=an)
    entry = person.entries.get(post="committee_chair")
    vote = {"step": "conference", "held_on": "01/11/2008", "votes": "45", "of": "60"}
    for change, status, said in (
        ({"votes": "61"}, 409, "nhiều hơn tổng số phiếu"),
        ({"of": "0"}, 422, "Tổng số phiếu"),
        ({"step": "x"}, 422, "Bước"),
        ({"held_on": ""}, 422, "Ngày lấy phiếu"),
        ({"held_on": "19/12/2009"}, 409, "chưa đến"),
    ):
        answer = client.post(url("vote", entry), vote | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert send(client, url("vote", entry), vote).status_code == 302
    assert send(client, url("vote", entry), vote | {"votes": "46"}).status_code == 409, "mended without a reason"
    assert send(client, url("vote", entry), vote | {"votes": "46", "reason": "Đếm lại"}).status_code == 302
    assert [(one.votes, one.of) for one in StepVote.objects.all()] == [(46, 60)]
    assert send(client, url("needs", person), {"subjects": ["theory"], "due_year": "2008"}).status_code == 409
    assert send(client, url("needs", person), {"subjects": ["theory"], "due_year": "2011"}).status_code == 302
    assert send(client, url("needs", person), {"subjects": ["theory"], "due_year": "2011"}).status_code == 409
    assert [one.due_year for one in TrainingNeed.objects.all()] == [2011]
    text = client.get(url("person", person)).content.decode()
    assert "46 trên 60 (76,7\xa0%)" in text and "Lý luận chính trị, trước hết năm 2011" in text
    StepVote.objects.update(held_on=D(2009, 6, 2))
    assert "46 trên 60" not in client.get(url("person", person, ngay="01/06/2009")).content.decode()
    out = {"how": "removed", "on": "01/12/2009", "number": "40-QĐ/HU", "reason": "Bị kỷ luật"}
    assert client.post(url("remove", entry), out | {"on": ""}).status_code == 422
    assert client.post(url("remove", entry), out | {"reason": ""}).status_code == 422
    assert client.post(url("remove", entry), out | {"on": "01/12/2008"}).status_code == 409
    assert send(client, url("remove", entry), out).status_code == 302
    assert send(client, url("remove", entry), out).status_code == 409
    assert "đưa ra 01/12/2009: Bị kỷ luật" in client.get(url("person", person)).content.decode()


def test_what_was_written_by_mistake_counts_nowhere(log_in, staff, filled, an):
    client, entry = log_in(staff), PlanningEntry.objects.get(post="committee_member")
    sent = {"how": "mistaken", "on": "", "number": "", "reason": "Nhầm người"}
    assert send(client, url("remove", entry), sent).status_code == 302
    assert client.get(OVERVIEW).context["coverage"].turns == 2
    assert "Ủy viên Ban Chấp hành" not in client.get(url("person", entry.person)).content.decode()


def test_who_sees_and_who_writes(log_in, staff, secretary, stranger, leader, inspector, filled, an):
    entry = PlanningEntry.objects.first()
    pages = [url("round", filled), url("person", entry.person), url("cadre", an)]
    forms = [url(name, filled) for name in ("correct", "review", "enter")]
    forms += [url("needs", entry.person), url("vote", entry), url("remove", entry), OPEN]
    for reader in (secretary, leader):
        client = log_in(reader)
        assert {client.get(one).status_code for one in [*pages, OVERVIEW, GAPS, PEOPLE]} == {200}
        assert {client.post(one).status_code for one in forms} == {403}
        assert "Đưa người vào" not in client.get(url("round", filled)).content.decode()
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    assert {client.get(one).status_code for one in pages} | {client.post(one).status_code for one in forms[:-1]} == {
        404
    }
    assert client.get(OVERVIEW).context["coverage"].views == ()
    client = log_in(inspector)
    assert {client.get(one).status_code for one in [*pages, OVERVIEW]} == {403}


def test_as_many_questions_for_thirty_people_as_for_one(log_in, staff, plan, nam_tam):
    client = log_in(staff)

    def asked(address):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def add(count):
        for number in range(count):
            who = make.cadre(nam_tam, f"Lò Văn {chr(65 + number)}", "village_head")
            plans.planned(plan, who, "committee_member", "committee_chair")

    addresses = (OVERVIEW, GAPS, PEOPLE, url("round", plan))
    add(1)
    client.get(OVERVIEW)
    before = [asked(one) for one in addresses]
    add(26)
    assert [asked(one) for one in addresses] == before
