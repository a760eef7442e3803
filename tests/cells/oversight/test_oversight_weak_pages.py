"""The pages of weak organisations, their plans, and opinions of the people."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.oversight.models import PeopleOpinion, StrengtheningPlan
from cells.oversight.report.weak_list import read_weak
from tests.factories import assessments as year
from tests.factories import organizations as places
from tests.factories import oversight as make
from tests.factories import people
from tests.factories.graded_district import grades_of_2008, grades_of_2009, organizations

D = dt.date
WEAK, OPEN = reverse("oversight:weak"), reverse("oversight:open_plan")
OPINIONS, RECEIVE = reverse("oversight:opinions"), reverse("oversight:receive_opinion")
RESOLUTION = {
    "organization": "SH-TP",
    "resolution_number": "08-NQ/HU",
    "resolution_date": "17/12/2009",
    "issuer": "Ban Thường vụ Huyện ủy",
    "subject": "Củng cố Đảng bộ xã Tả Phìn",
}
SAID = {
    "organization": "SH-NT",
    "post": "",
    "source": "front",
    "source_words": "Mặt trận xã",
    "received_on": "01/12/2009",
    "content": "Chi bộ ít họp dân",
    "passed_to": "Đảng ủy xã",
    "due_on": "31/12/2009",
}
ANSWER = {"on": "10/12/2009", "number": "15-CV/ĐU", "answered_by": "Đảng ủy xã", "content": "Đã chấn chỉnh"}
TOLD = {"on": "15/12/2009", "form": "people", "place": "Bản Nậm Tăm 1"}


def at(name, one):
    return reverse(f"oversight:{name}", args=[one.pk])


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def orgs(db):
    found = organizations()
    grades_of_2008(found)
    grades_of_2009(found)
    return found


@pytest.fixture
def board(orgs):
    return people.user("bantochuc", "district_staff", orgs["SH"], full_name="Tao Thị Mỷ")


def codes(rows) -> list[str]:
    return sorted(row.place.organization.code for row in rows)


def test_the_list_of_any_day(log_in, orgs, board):
    client = log_in(board)
    found = client.get(WEAK).context["found"]
    assert codes(found.on) == ["SH-TP", "SH-TP-1"] == codes(found.without_plan)
    assert "2 năm liền, năm 2008: Yếu kém; năm 2009: Yếu kém" in text(client.get(WEAK))
    assert "2 năm liền" in text(client.get(WEAK)) and "chưa đối chiếu văn bản" in text(client.get(WEAK))
    assert client.get(f"{WEAK}?ngay=15/12/2009").context["found"].on == ()
    follower = people.user("phutrach", "member_in_charge", orgs["SH-NT"])
    assert log_in(follower).get(WEAK).context["found"].on == ()


def test_how_long_the_list_was_leaves_out_who_no_longer_existed(orgs):
    ids = [one.pk for one in orgs.values()]
    state = places.state_of(orgs["SH-TP-1"])
    state.valid = places.period(state.since, D(2009, 12, 20))
    state.save()
    for end in (D(2009, 12, 18), D(2009, 12, 31), D(2010, 6, 30)):
        of_years = dict(read_weak(ids, end).years)
        for then, number in of_years.items():
            assert number == len(read_weak(ids, min(D(then, 12, 31), end)).on), (then, end)
    assert of_years == {2009: 1, 2010: 1}


def test_a_plan_is_opened_for_who_is_on_the_list(log_in, orgs, board):
    client = log_in(board)
    assert client.get(f"{OPEN}?don-vi={orgs['SH-TP'].pk}").context["form"]["organization"].value().startswith("SH-TP")
    bad = [
        ({"organization": "SH-NT"}, 422, "không có trong danh sách"),
        ({"resolution_number": ""}, 422, "Số nghị quyết"),
        ({"resolution_date": "15/12/2009"}, 409, "không có trong danh sách yếu kém"),
        ({"resolution_date": "19/12/2009"}, 409, "chưa đến"),
        ({"subject": "x" * 501}, 422, "Trích yếu"),
    ]
    for change, status, said in bad:
        answer = client.post(OPEN, RESOLUTION | change)
        assert (answer.status_code, said in text(answer)) == (status, True), change
    assert client.post(OPEN, RESOLUTION).status_code == 302
    assert StrengtheningPlan.objects.get().organization == orgs["SH-TP"]


def test_what_is_written_into_a_plan(log_in, orgs, board):
    client, plan = log_in(board), make.plan(orgs["SH-TP"], board, D(2009, 12, 17))
    parts = [
        ("add_measure", plan, {"content": "Kiện toàn", "owner": "Đảng ủy", "on": "18/12/2009", "due_on": "18/12/2009"}),
        ("send_person", plan, {"person_name": "Lò Văn An", "office": "Chuyên viên", "since": "17/12/2009"}),
        (
            *("check_quarter", plan),
            {
                "quarter": "4",
                "year": "2009",
                "checked_on": "18/12/2009",
                "checked_by": "Ban Tổ chức",
                "findings": "Đã họp",
                "judgement": "slow",
            },
        ),
    ]
    for name, on, form in parts:
        assert client.get(at(name, on)).status_code == 200
        assert client.post(at(name, on), form).status_code == 302
        assert client.post(at(name, on), form).status_code == 409, "sent twice"
        assert client.post(at(name, on), {"x": "1"}).status_code == 422
    measure, person = plan.measures.get(), plan.people.get()
    assert client.post(at("finish_measure", measure), {"on": "18/12/2009", "words": "Xong"}).status_code == 302
    assert client.post(at("call_back", person), {"last_day": "18/12/2009"}).status_code == 302
    end = {"kind": "risen", "on": "18/12/2009", "words": "Xong"}
    answer = client.post(at("close_plan", plan), end)
    assert answer.status_code == 409 and "vẫn có trong danh sách" in text(answer)
    shown = text(client.get(at("plan", plan)))
    assert "Kiện toàn" in shown and "Lò Văn An" in shown and "Chuyển biến chậm" in shown
    assert codes(client.get(WEAK).context["found"].without_plan) == ["SH-TP-1"]


def test_a_plan_of_who_has_risen_is_closed(log_in, orgs, board):
    campaign = year.campaign(orgs["SH"], 2007)
    year.decided(campaign, orgs["SH-TP-2"], "weak")
    plan = make.plan(orgs["SH-TP-2"], board, D(2009, 2, 2))
    client = log_in(board)
    found = client.get(WEAK).context["found"]
    assert codes(found.open) == ["SH-TP-2"] and found.off == ()
    assert "3/2009" in text(client.get(at("plan", plan))), "quarters without a check are named"
    end = {"kind": "risen", "on": "18/12/2009", "words": "Xếp loại đã lên"}
    assert client.post(at("close_plan", plan), end).status_code == 302
    found = client.get(WEAK).context["found"]
    assert codes(found.off) == ["SH-TP-2"] and found.open == ()
    then = client.get(f"{WEAK}?ngay=01/03/2009").context["found"]
    assert codes(then.on) == ["SH-TP-2"] and then.without_plan == []
    story = text(client.get(reverse("organizations:history", args=[orgs["SH-TP-2"].pk])))
    for words in ("Vào danh sách yếu kém", "Ra khỏi danh sách yếu kém", "Nghị quyết chuyên đề", "Kết thúc kế hoạch"):
        assert words in story


def test_who_may_not_write_into_a_plan(log_in, orgs, board):
    plan = make.plan(orgs["SH-TP"], board)
    head = people.user("bithu.taphin", "commune_secretary", orgs["SH-TP"])
    client = log_in(head)
    assert client.get(at("plan", plan)).status_code == 200 and "Thêm biện pháp" not in text(
        client.get(at("plan", plan))
    )
    for name in ("add_measure", "send_person", "check_quarter", "close_plan"):
        assert client.post(at(name, plan), {}).status_code == 403
    foreign = people.user("bithu.namtam", "commune_secretary", orgs["SH-NT"])
    assert log_in(foreign).get(at("plan", plan)).status_code == 404


def test_the_list_needs_no_more_queries_for_more_rows(log_in, orgs, board):
    client, counted = log_in(board), []
    campaign = year.campaign(orgs["SH"], 2007)
    for code in ("SH-TP-1", "SH-TP-2"):
        year.decided(campaign, orgs[code], "weak")
        make.plan(orgs[code], board, D(2009, 2, 2))
        client.get(WEAK)
        with CaptureQueriesContext(connection) as counting:
            client.get(WEAK)
        counted.append(len(counting))
    assert counted[0] == counted[1]


def test_an_opinion_is_received_answered_and_published(log_in, staff, secretary, nam_tam):
    client = log_in(staff)
    answer = client.post(RECEIVE, SAID)
    one = PeopleOpinion.objects.get()
    url = at("opinion", one)
    assert (answer.status_code, answer.url) == (302, url)
    assert client.post(RECEIVE, SAID).status_code == 409, "sent twice"
    for change, status, said in (
        ({"content": ""}, 422, "Nội dung trả lời"),
        ({"on": "30/11/2009"}, 409, "trước ngày nhận ý kiến"),
        ({"on": "19/12/2009"}, 409, "chưa đến"),
    ):
        answer = client.post(url, ANSWER | change)
        assert (answer.status_code, said in text(answer)) == (status, True), change
    assert client.post(url, ANSWER).status_code == 302
    assert client.post(url, ANSWER).status_code == 422, "what comes next is the publication"
    assert client.post(url, TOLD | {"on": "09/12/2009"}).status_code == 409
    assert client.post(url, TOLD).status_code == 302
    assert client.post(url, TOLD).status_code == 200
    shown = text(client.get(url))
    assert "15-CV/ĐU" in shown and "họp dân, Bản Nậm Tăm 1" in shown
    client = log_in(secretary)
    assert client.get(url).status_code == 200 and client.post(url, TOLD).status_code == 403


def test_opinions_by_where_they_stand(log_in, staff, stranger, nam_tam, ta_phin):
    late = make.opinion(nam_tam, staff, D(2009, 10, 1))
    waiting = make.opinion(nam_tam, staff, D(2009, 12, 1), source="women", content="Sân chơi")
    answered = make.opinion(ta_phin, staff, D(2009, 5, 1))
    make.answer(answered, D(2009, 5, 20), staff)
    asked = {
        "": [late, waiting, answered],
        "?xem=qua-han": [late],
        "?xem=cho": [waiting],
        "?xem=chua-cong-bo": [answered],
        "?xem=xong": [],
        "?cua=women": [waiting],
        f"?don-vi={nam_tam.pk}": [late, waiting],
        "?ngay=10/05/2009": [answered],
        "?xem=x&cua=x&ngay=x": [late, waiting, answered],
    }
    client = log_in(staff)
    assert {query: [row.one for row in client.get(OPINIONS + query).context["rows"]] for query in asked} == asked
    assert reverse("reviews:opinions") in text(client.get(OPINIONS)), "those about the staff stand elsewhere"
    client = log_in(stranger)
    assert [row.one for row in client.get(OPINIONS).context["rows"]] == [answered]
    assert client.get(at("opinion", late)).status_code == 404


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"organization": "x"}, 422, "không có trong danh sách"),
        ({"source": "x"}, 422, "Nơi tập hợp"),
        ({"source_words": "x" * 201}, 422, "Ghi rõ"),
        ({"received_on": "19/12/2009"}, 409, "chưa đến"),
        ({"content": "a\x00"}, 422, "Nội dung ý kiến"),
        ({"due_on": "30/11/2009"}, 409, "Hạn trả lời phải từ ngày nhận"),
    ],
)
def test_a_bad_opinion_is_not_written(log_in, staff, nam_tam, change, status, said):
    answer = log_in(staff).post(RECEIVE, SAID | change)
    assert (answer.status_code, said in text(answer), PeopleOpinion.objects.count()) == (status, True, 0)


def test_a_measure_is_known_from_the_day_on_which_it_was_agreed(log_in, orgs, board):
    client, plan = log_in(board), make.plan(orgs["SH-TP"], board, D(2009, 2, 2))
    asked = {"content": "Kiện toàn", "owner": "Đảng ủy", "on": "02/03/2009", "due_on": "01/05/2009"}
    for change, status, said in (
        ({"on": ""}, 422, "Ngày thống nhất"),
        ({"on": "01/02/2009"}, 409, "trước ngày nghị quyết, 02/02/2009"),
        ({"on": "19/12/2009"}, 409, "chưa đến"),
        ({"due_on": "01/03/2009"}, 409, "trước ngày thống nhất biện pháp, 02/03/2009"),
    ):
        answer = client.post(at("add_measure", plan), asked | change)
        assert (answer.status_code, said in text(answer)) == (status, True), change
    assert client.post(at("add_measure", plan), asked).status_code == 302
    shown = [client.get(f"{at('plan', plan)}?ngay={day}").context["measures"] for day in ("01/03/2009", "02/03/2009")]
    assert [len(rows) for rows in shown] == [0, 1]
    answer = client.post(at("finish_measure", plan.measures.get()), {"on": "01/03/2009", "words": "Xong"})
    assert answer.status_code == 409 and "trước ngày thống nhất biện pháp" in text(answer)
