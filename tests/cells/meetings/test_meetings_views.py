"""Protects the pages about meetings: who may open and write, what is refused and how, what lists count."""

import datetime as dt
import gzip

import pytest
from django.urls import reverse

from cells.meetings.models import Conclusion, Meeting, MeetingLevel
from sinho.accounts.roles import Role
from tests.factories import meetings as make
from tests.factories import organizations, people

OCTOBER = dt.date(2009, 10, 5)


@pytest.fixture
def cell(nam_tam_cells):
    return nam_tam_cells[0]


@pytest.fixture
def entry(cell):
    return f"{reverse('meetings:record')}?don-vi={cell.pk}"


def text_of(response) -> str:
    return response.content.decode()


def test_a_cell_secretary_enters_a_meeting_and_sends_it_twice(client, cell):
    client.force_login(people.user("bithu.ban", Role.CELL_SECRETARY, cell))
    page = client.get(reverse("meetings:record"))
    assert "Ghi buổi sinh hoạt, Chi bộ bản Nậm Tăm 1" in text_of(page), "his only cell needs no choice"
    old = make.conclusion(make.meeting(cell, OCTOBER), dt.date(2009, 11, 1))
    data = make.sent(**{"content-1": "Làm nhà văn hóa", "owner-1": "Giàng A Pao", "due-1": "20/12/2009"})
    data |= {f"outcome-{old.pk}": "done", f"words-{old.pk}": "Xong", "p-1": "10", "p-2": "20", "p-3": "15"}
    data |= {"p-4": "20", "p-5": "20", "dues": "120.000", "starts_at": "14h30"}
    first, second = (client.post(reverse("meetings:record"), data) for _ in range(2))
    assert first.url == second.url
    made = Meeting.objects.get(held_on=make.HELD)
    assert (made.score, made.level, made.dues, made.starts_at) == (85, "fair", 120_000, dt.time(14, 30))
    shown = text_of(client.get(first.url))
    assert "Làm nhà văn hóa" in shown
    assert f'data-draft-done="{cell.pk}"' in shown
    assert "Khá" in shown
    assert not Conclusion.objects.open_on(dt.date(2009, 12, 18)).filter(pk=old.pk).exists()


def test_the_page_is_small_and_proposes_what_was_last(client, secretary, cell, entry):
    make.conclusion(make.meeting(cell, OCTOBER, chair="Vàng A Sử"), dt.date(2009, 11, 1))
    client.force_login(secretary)
    page = client.get(entry)
    assert 'value="Vàng A Sử"' in text_of(page)
    assert "Làm đường vào bản" in text_of(page)
    assert len(gzip.compress(page.content)) < 20_000


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"held_on": ""}, "Ngày họp</a>"),
        ({"held_on": "31/02/2009"}, "Ngày họp"),
        ({"held_on": "19/12/2009"}, "chưa đến"),
        ({"kind": "khác"}, "Loại</a>"),
        ({"kind": "thematic"}, "phải ghi tên chuyên đề"),
        ({"total": "mười"}, "Ghi số nguyên từ 0 đến 9999"),
        ({"present": "-1"}, "Ghi số nguyên từ 0 đến 9999"),
        ({"excused": "7"}, "khác tổng số đảng viên 10"),
        ({"chair": "x" * 121}, "Người chủ trì</a>"),
        ({"contents": ""}, "Nội dung chính</a>"),
        ({"contents": "a\x00b"}, "Nội dung chính</a>"),
        ({"starts_at": "25:00"}, "Ghi giờ:phút"),
        ({"minutes": "3"}, "Thời lượng từ 5"),
        ({"p-1": "11"}, "Ghi số nguyên từ 0 đến 10"),
        ({"p-1": "10"}, "Chấm đủ mọi tiêu chí"),
        ({"score": "101"}, "Ghi số nguyên từ 0 đến 100"),
        ({"key": "khóa"}, "Trang đã hỏng"),
        ({"content-1": "Làm đường"}, "Ghi người phụ trách"),
        ({"owner-2": "Pao", "content-2": "Làm đường", "due-2": "01/11/2009"}, "trước ngày họp"),
        ({"outcome-999": "done"}, "vừa được ghi là đã xong"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(client, secretary, entry, more, words):
    client.force_login(secretary)
    answer = client.post(entry, make.sent(**more))
    assert answer.status_code in (409, 422)
    assert words in text_of(answer)
    assert not Meeting.objects.exists()


def test_strangers_see_nothing_readers_write_nothing(client, cell, stranger, leader, entry):
    held = make.meeting(cell, score=92)
    concluded = make.conclusion(held, dt.date(2009, 12, 1))
    make.level(held)
    own = [
        entry,
        *(reverse(f"meetings:{name}", args=[held.pk]) for name in ("correct", "withdraw", "judge_again")),
        reverse("meetings:report", args=[concluded.pk]),
    ]
    read = [reverse("meetings:organization", args=[cell.pk])]
    read += [reverse(f"meetings:{name}", args=[held.pk]) for name in ("meeting", "minutes")]
    client.force_login(stranger)
    assert [client.get(url).status_code for url in own + read] == [404] * 8
    client.force_login(leader)
    assert [client.get(url).status_code for url in own] == [403] * 5
    assert [client.get(url).status_code for url in read] == [200] * 3
    before = client.get(f"{read[1]}?ngay=04/11/2009").context
    assert (before["levels"], before["meeting"].decided_level) == ([], None), "as of the day before it was not decided"


def test_the_month_says_who_met_and_who_did_not(client, secretary, nam_tam_cells, ta_phin_cells):
    make.meeting(nam_tam_cells[0], present=5, excused=5, score=92)
    client.force_login(secretary)
    page = client.get(reverse("meetings:list"))
    chips = {label: number for _, label, number in page.context["chips"]}
    assert chips == {
        "Mọi chi bộ": 2,
        "Không ghi họp thường kỳ": 1,
        "Có họp": 1,
        "Dự họp thấp": 1,
        "Quý chưa có chuyên đề": 2,
        "Chờ duyệt mức": 1,
    }
    for word, number in (("chua-hop", 1), ("da-hop", 1), ("vang-nhieu", 1), ("chua-chuyen-de", 2), ("cho-duyet", 1)):
        assert client.get(f"{reverse('meetings:list')}?xem={word}").context["page"].paginator.count == number
    past = client.get(f"{reverse('meetings:list')}?thang=11/2009&ngay=04/11/2009")
    assert past.context["chips"][2][2] == 0, "as of the day before nobody had met"
    assert "Ghi tháng/năm" in text_of(client.get(f"{reverse('meetings:list')}?thang=abc"))


def test_the_list_asks_as_much_for_thirty_cells(client, secretary, nam_tam, django_assert_max_num_queries):
    for number in range(30):
        make.meeting(organizations.cell(f"bản {number}", parent=nam_tam), score=80)
    client.force_login(secretary)
    with django_assert_max_num_queries(32):
        assert client.get(reverse("meetings:list")).status_code == 200


def test_levels_are_decided_after_a_preview(client, secretary, nam_tam_cells, finance_cell):
    rows = [make.meeting(one, score=92) for one in nam_tam_cells]
    make.meeting(finance_cell, score=92)
    client.force_login(secretary)
    url = f"{reverse('meetings:judge')}?thang=11/2009"
    assert [row.pk for row in client.get(url).context["form"].asked] == [row.pk for row in rows]
    data = {"on": "18/12/2009", f"level-{rows[0].pk}": "fair", f"score-{rows[0].pk}": "75"}
    data |= {f"note-{rows[0].pk}": "Thiếu biên bản", f"level-{rows[1].pk}": ""}
    preview = client.post(url, data)
    assert "1 buổi, 1 khá" in text_of(preview)
    assert "chi bộ đề nghị tốt" in text_of(preview)
    assert not MeetingLevel.objects.exists()
    assert client.post(url, data | {"sure": "1"}).status_code == 302
    assert [(one.level, one.score, one.note) for one in MeetingLevel.objects.all()] == [("fair", 75, "Thiếu biên bản")]
    again = client.post(url, data | {"sure": "1"})
    assert "đã duyệt mức khá" in text_of(again)
    wrong = client.post(url, data | {f"level-{rows[1].pk}": "good", f"score-{rows[1].pk}": "60"})
    assert (wrong.status_code, "60 điểm là mức trung bình" in text_of(wrong)) == (422, True)
    assert "Chưa chọn mức" in text_of(client.post(url, {"on": "18/12/2009", f"level-{rows[1].pk}": ""}))


def test_a_decided_meeting_is_corrected_withdrawn_and_judged_again_with_reasons(client, secretary, cell):
    held = make.meeting(cell, score=92)
    make.level(held)
    client.force_login(secretary)
    judge = reverse("meetings:judge_again", args=[held.pk])
    good = {"on": "18/12/2009", "level": "fair", "score": "75", "note": ""}
    assert "Lý do sửa mức</a>" in text_of(client.post(judge, good))
    assert client.post(judge, good | {"reason": "Xem lại"}).status_code == 302
    correct = reverse("meetings:correct", args=[held.pk])
    assert 'value="92"' in text_of(client.get(correct))
    moved = client.post(correct, make.sent(present="8", excused="2", reason="Đếm lại"))
    assert moved.status_code == 302
    assert "Buổi này đã được sửa" in text_of(client.get(reverse("meetings:meeting", args=[held.pk])))
    new = Meeting.objects.in_force().get()
    withdraw = reverse("meetings:withdraw", args=[new.pk])
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    assert client.post(withdraw, {"reason": "Không họp"}).status_code == 302
    assert not Meeting.objects.in_force().exists()


def test_conclusions_overdue_are_listed_and_reported_on(client, secretary, cell):
    late = make.conclusion(make.meeting(cell), dt.date(2009, 12, 1))
    make.conclusion(make.meeting(cell, OCTOBER), dt.date(2009, 12, 31), "Đào mương")
    client.force_login(secretary)
    page = client.get(reverse("meetings:conclusions"))
    assert [number for _, _, number in page.context["chips"]] == [1, 2, 2]
    assert "Đào mương" not in text_of(page)
    url = reverse("meetings:report", args=[late.pk])
    bad = {"on": "18/12/2009", "outcome": "dropped", "words": ""}
    assert "Thôi thực hiện thì ghi lý do" in text_of(client.post(url, bad))
    assert "chưa đến" in text_of(client.post(url, bad | {"on": "19/12/2009", "words": "x"}))
    assert client.post(url, bad | {"words": "Đã có dự án của huyện"}).status_code == 302
    assert client.get(reverse("meetings:conclusions")).context["page"].paginator.count == 0
    past = client.get(f"{reverse('meetings:conclusions')}?ngay=17/12/2009")
    assert past.context["page"].paginator.count == 1, "as of the day before it was overdue"


def test_the_year_has_a_curve_with_its_table(client, secretary, nam_tam_cells):
    make.meeting(nam_tam_cells[0], score=92)
    make.meeting(nam_tam_cells[1], score=60)
    client.force_login(secretary)
    page = client.get(f"{reverse('meetings:year')}?nam=2009")
    november = page.context["totals"][10]
    assert (november.expected, november.met, str(november.attendance), str(november.good)) == (2, 2, "90.0", "50.0")
    assert len(page.context["totals"]) == 11, "December is not over"
    lines = {one.label: one.values for one in page.context["chart"].series}
    assert lines["Đảng viên dự họp"][10:] == (november.attendance, None)
    assert "<svg" in text_of(page)
    assert "Sinh hoạt" in text_of(client.get(reverse("organizations:organization", args=[nam_tam_cells[0].pk])))


def test_tabs_of_a_cell_and_of_its_committee(client, secretary, nam_tam, cell):
    make.conclusion(make.meeting(cell, score=92), dt.date(2009, 12, 1))
    client.force_login(secretary)
    assert "Kết luận chưa xong" in text_of(client.get(reverse("meetings:organization", args=[cell.pk])))
    assert "Tháng 11/2009" in text_of(client.get(reverse("meetings:organization", args=[nam_tam.pk])))


def test_the_minutes_are_a_paper(client, secretary, cell):
    held = make.meeting(cell)
    make.conclusion(held, dt.date(2009, 12, 1))
    client.force_login(secretary)
    answer = client.get(reverse("meetings:minutes", args=[held.pk]))
    assert answer.content.startswith(b"%PDF")
    assert "bien-ban-sh-nt-01-2009-11-05.pdf" in answer["Content-Disposition"]
