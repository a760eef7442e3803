"""Giving, judging and adjusting work on the pages: what works, bad input, two people at once, who may (A7)."""

import datetime as dt

import pytest
from django.urls import reverse

from members.assignments.models import WorkAssignment
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import assignments as make
from tests.factories import members, people

D = dt.date


@pytest.fixture
def roll(nam_tam_cells):
    """Four members; An has work; Già is exempted."""
    found = {name: members.member(nam_tam_cells[0], f"Lò Văn {name}") for name in ("An", "Ban", "Chiến", "Già")}
    members.exempted(found["Già"])
    return found


@pytest.fixture
def own(nam_tam_cells):
    return people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0], full_name="Lò Văn Bí")


@pytest.fixture
def address(nam_tam_cells):
    return lambda name, **more: "?".join(
        [
            reverse(f"assignments:{name}"),
            "&".join(f"{k}={v}" for k, v in {"don-vi": nam_tam_cells[0].pk, "nam": 2009, **more}.items()),
        ]
    )


def row(who, number=0, **facts) -> dict[str, str]:
    """A row of the page as it is sent."""
    sent = {"field": "household", "content": "Nuôi bò", "due": "31/12/2009", "supervisor": "", **facts}
    return {f"{part}-{who.pk}-{number}": value for part, value in sent.items()}


def common(**facts) -> dict[str, str]:
    return {"on": "12/01/2009", "supervisor": "", "supervisor_words": "", **facts}


def test_a_row_for_everybody_without_work(log_in, own, roll, address):
    make.work(roll["An"])
    page = log_in(own).get(address("assign"))
    assert [one.member.full_name for one in page.context["form"].asked] == ["Lò Văn Ban", "Lò Văn Chiến"]
    one = log_in(own).get(address("assign", **{"dang-vien": roll["An"].pk}))
    assert [one.note for one in one.context["form"].asked] == ["Đã có: Giúp một hộ nghèo"]


def test_the_rows_that_are_filled_are_saved_together(log_in, own, roll, address):
    sent = common(supervisor=str(roll["Chiến"].pk)) | row(roll["An"]) | row(roll["Ban"], content="", field="")
    sent |= row(roll["Chiến"], content="Ghi biên bản", field="party", supervisor=str(roll["An"].pk))
    answer = log_in(own).post(address("assign"), sent)
    assert answer.status_code == 302 and "nam=2009" in answer.url
    found = WorkAssignment.objects.order_by("member__sort_key").values_list("content", "supervisor", "due_on")
    assert list(found) == [
        ("Nuôi bò", roll["Chiến"].pk, D(2009, 12, 31)),
        ("Ghi biên bản", roll["An"].pk, D(2009, 12, 31)),
    ]
    assert AuditEntry.objects.filter(did="assignment.given").count() == 2


def test_last_years_work_is_suggested_and_may_be_two_pieces(log_in, own, roll, address):
    make.work(roll["Ban"], "Trồng ngô", on=D(2008, 1, 14), field="crops", judged=D(2008, 12, 10))
    make.work(roll["Ban"], "Hòa giải", on=D(2008, 1, 14), field="order")
    make.work(roll["Ban"], "Đã thôi", on=D(2008, 1, 14), until=D(2008, 5, 1))
    page = log_in(own).get(address("assign", nhu="nam-truoc"))
    found = [(one.key.partition("-")[2], one.initial.get("content")) for one in page.context["form"].asked]
    assert found == [("0", None), ("0", "Trồng ngô"), ("1", "Hòa giải"), ("0", None)]
    sent = common(supervisor_words="Đảng ủy xã") | row(roll["Ban"], content="Trồng ngô")
    sent |= row(roll["Ban"], 1, content="Hòa giải", field="order")
    assert log_in(own).post(address("assign", nhu="nam-truoc"), sent).status_code == 302
    assert WorkAssignment.objects.filter(year=2009, member=roll["Ban"]).count() == 2


@pytest.mark.parametrize(
    ("head", "facts", "status", "sentence"),
    [
        ({"on": ""}, {}, 422, "Ngày chi bộ phân công"),
        ({"on": "31/02/2009"}, {}, 422, "Không có ngày 31/02/2009"),
        ({"on": "19/12/2009"}, {}, 409, "chưa đến"),
        ({"on": "12/01/2008"}, {}, 409, "trong năm 2009"),
        ({"supervisor": "999999"}, {}, 422, "Người theo dõi"),
        ({"supervisor_words": ""}, {}, 422, "Chọn ở đây cho mọi dòng"),
        ({}, {"field": ""}, 422, "Chọn lĩnh vực"),
        ({}, {"field": "x"}, 422, "lĩnh vực"),
        ({}, {"content": ""}, 422, "Ghi nội dung công tác"),
        ({}, {"content": "a" * 401}, 422, "400"),
        ({}, {"due": ""}, 422, "Ghi hạn hoàn thành"),
        ({}, {"due": "mai"}, 422, "không phải là ngày"),
        ({}, {"due": "11/01/2009"}, 409, "trước ngày phân công"),
        ({}, {"due": "31/12/2019"}, 409, "quá xa"),
        ({}, {"supervisor": "x"}, 422, "người theo dõi"),
        ({}, {"content": "", "field": ""}, 422, "Chưa ghi công tác cho đảng viên nào"),
    ],
)
def test_bad_rows_write_nothing_and_lose_nothing(log_in, own, roll, address, head, facts, status, sentence):
    sent = common(**{"supervisor_words": "Đảng ủy xã Thử"} | head) | row(roll["Ban"], **facts)
    if facts.get("content", "x"):
        sent |= row(roll["An"], content="Nội dung còn nguyên")
    answer = log_in(own).post(address("assign"), sent)
    text = answer.content.decode()
    assert answer.status_code == status and sentence in text
    assert "Nội dung còn nguyên" in text or not facts.get("content", "x")
    assert "Đảng ủy xã Thử" in text or "supervisor_words" in head
    assert not WorkAssignment.objects.exists()
    assert not AuditEntry.objects.filter(did__startswith="assignment.").exists()


def test_nobody_is_his_own_supervisor_and_only_one_is_named(log_in, own, roll, address):
    himself = common(supervisor=str(roll["Ban"].pk)) | row(roll["Ban"])
    answer = log_in(own).post(address("assign"), himself)
    assert answer.status_code == 422 and "Không tự theo dõi mình" in answer.content.decode()
    both = common(supervisor=str(roll["An"].pk), supervisor_words="Đảng ủy") | row(roll["Ban"])
    answer = log_in(own).post(address("assign"), both)
    assert answer.status_code == 422 and "không ghi cả hai" in answer.content.decode()


def test_a_second_click_and_an_older_page_write_nothing(log_in, own, roll, address):
    client = log_in(own)
    seen = client.get(address("assign")).context["seen"]
    sent = common(supervisor_words="Đảng ủy xã", seen=seen) | row(roll["Ban"]) | row(roll["An"], content="Trồng ngô")
    assert client.post(address("assign"), sent).status_code == 302
    again = client.post(address("assign"), sent)
    text = again.content.decode()
    assert again.status_code == 409 and "vừa được người khác sửa" in text and "Lò Văn Bí" in text
    assert "Trồng ngô" in text and "Đã có: Nuôi bò" in text and WorkAssignment.objects.count() == 2


def test_somebody_who_is_not_in_the_cell_is_named_and_not_given_work(log_in, own, roll, nam_tam_cells, address):
    other = members.member(nam_tam_cells[1], "Lò Văn Lạ")
    answer = log_in(own).post(address("assign"), common(supervisor_words="Đảng ủy") | row(other))
    assert answer.status_code == 422 and "không còn trong danh sách chi bộ" in answer.content.decode()


def test_everybody_has_work(log_in, own, roll, address):
    for name in ("An", "Ban", "Chiến"):
        make.work(roll[name])
    assert "Mọi đồng chí của chi bộ đã được phân công" in log_in(own).get(address("assign")).content.decode()


def test_the_cell_judges_on_one_page(log_in, own, roll, address):
    rows = [make.work(roll[name]) for name in ("An", "Ban", "Chiến")]
    page = log_in(own).get(address("judge"))
    assert [one.pk for one in page.context["form"].asked] == [one.pk for one in rows]
    sent = {"on": "10/12/2009", f"rating-{rows[0].pk}": "excellent", f"result-{rows[0].pk}": "Thoát nghèo"}
    sent |= {f"rating-{rows[1].pk}": "done", f"rating-{rows[2].pk}": ""}
    assert log_in(own).post(address("judge"), sent).status_code == 302
    assert list(WorkAssignment.objects.order_by("pk").values_list("rating", flat=True)) == ["excellent", "done", ""]
    assert [one.pk for one in log_in(own).get(address("judge")).context["form"].asked] == [rows[2].pk]


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"on": ""}, 422, "Ngày chi bộ đánh giá"),
        ({"on": "x"}, 422, "không phải là ngày"),
        ({"on": "19/12/2009"}, 409, "chưa đến"),
        ({"on": "11/01/2009"}, 409, "trước ngày phân công"),
        ({"rating": "x"}, 422, "mức"),
        ({"rating": ""}, 422, "Đã ghi kết quả thì chọn mức đánh giá"),
        ({"rating": "", "result": ""}, 422, "Chưa chọn mức đánh giá"),
        ({"result": "a" * 401}, 422, "400"),
    ],
)
def test_a_bad_judgement_writes_nothing_and_loses_nothing(log_in, own, roll, address, change, status, sentence):
    work = make.work(roll["An"])
    sent = {"on": "10/12/2009", "rating": "good", "result": "Đạt kế hoạch thử"} | change
    sent = {f"{name}-{work.pk}" if name != "on" else name: value for name, value in sent.items()}
    answer = log_in(own).post(address("judge"), sent)
    text = answer.content.decode()
    assert answer.status_code == status and sentence in text
    assert "Đạt kế hoạch thử" in text or "result" in change
    assert not WorkAssignment.objects.filter(judged_on__isnull=False).exists()


def test_what_somebody_else_judged_meanwhile_is_named_and_kept(log_in, own, roll, address):
    work, other = make.work(roll["An"]), make.work(roll["Ban"])
    seen = log_in(own).get(address("judge")).context["seen"]
    WorkAssignment.objects.filter(pk=work.pk).update(rating="good", judged_on=D(2009, 12, 1))
    sent = {"on": "10/12/2009", f"rating-{work.pk}": "not_done", f"rating-{other.pk}": "good"}
    stale = log_in(own).post(address("judge"), sent | {"seen": seen})
    assert stale.status_code == 409 and len(stale.context["form"].asked) == 2
    again = log_in(own).post(address("judge"), sent | {"seen": stale.context["seen"]})
    assert again.status_code == 422 and "Đã có kết quả “Hoàn thành tốt”" in again.content.decode()
    assert WorkAssignment.objects.get(pk=work.pk).rating == "good"
    sent[f"rating-{work.pk}"] = ""
    assert log_in(own).post(address("judge"), sent | {"seen": again.context["seen"]}).status_code == 302


ADJUSTED = {"on": "01/07/2009", "reason": "Đổi việc", "field": "crops", "content": "Trồng ngô", "due_on": "31/12/2009"}


def test_work_is_adjusted_and_stopped(log_in, own, roll):
    work = make.work(roll["An"])
    sent = ADJUSTED | {"supervisor": str(roll["Ban"].pk), "supervisor_words": ""}
    assert log_in(own).get(reverse("assignments:adjust", args=[work.pk])).status_code == 200
    assert log_in(own).post(reverse("assignments:adjust", args=[work.pk]), sent).status_code == 302
    new = WorkAssignment.objects.get(replaces=work)
    address = reverse("assignments:stop", args=[new.pk])
    assert log_in(own).get(address).status_code == 200
    assert log_in(own).post(address, {"on": "01/09/2009", "reason": "Đi học"}).status_code == 302
    assert WorkAssignment.objects.get(pk=new.pk).ended_on == D(2009, 8, 31)
    assert log_in(own).get(address).status_code == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"on": ""}, 422),
        ({"on": "12/01/2009"}, 409),
        ({"on": "19/12/2009"}, 409),
        ({"reason": ""}, 422),
        ({"reason": "ok"}, 422),
        ({"field": "x"}, 422),
        ({"content": ""}, 422),
        ({"due_on": "30/06/2009"}, 409),
        ({"supervisor_words": ""}, 422),
        ({"supervisor": "1"}, 422),
        ({"seen": "cu"}, 409),
        ({"content": "Trồng\x00 ngô"}, 422),
        ({"reason": "x" * 5000}, 422),
        ({"supervisor": "9" * 4000, "supervisor_words": ""}, 422),
    ],
)
def test_a_bad_adjustment_writes_nothing_and_loses_nothing(log_in, own, roll, change, status):
    work = make.work(roll["An"])
    sent = ADJUSTED | {"supervisor": "", "supervisor_words": "Đảng ủy xã", "content": "Trồng ngô lai"} | change
    answer = log_in(own).post(reverse("assignments:adjust", args=[work.pk]), sent)
    assert answer.status_code == status and WorkAssignment.objects.get().is_open
    assert "Trồng ngô lai" in answer.content.decode() or "content" in change


def test_who_may_and_who_may_not(log_in, own, secretary, stranger, leader, staff, roll, address, nam_tam_cells):
    work = make.work(roll["An"])
    pages = [address("assign"), address("judge")]
    pages += [reverse(f"assignments:{name}", args=[work.pk]) for name in ("adjust", "stop")]
    for url in pages:
        assert [log_in(one).get(url).status_code for one in (own, secretary, staff)] == [200] * 3, url
        assert [log_in(one).post(url, {}).status_code for one in (stranger, leader)] == [404, 403], url
    neighbour = people.user("bithu.2", Role.CELL_SECRETARY, nam_tam_cells[1])
    people.grant(neighbour, Role.MEMBER_IN_CHARGE, nam_tam_cells[0])
    assert [log_in(neighbour).get(url).status_code for url in pages] == [403] * 4
    assert log_in(secretary).get(reverse("assignments:assign")).status_code == 404
