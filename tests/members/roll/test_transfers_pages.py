"""The pages of transfers: what each side sees and may write, wrong and stale forms, lists as of a day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.roll.models import Transfer
from tests.factories import members as make
from tests.factories import people, transfers

D = dt.date
LIST = reverse("members:transfers")


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


@pytest.fixture
def transfer(an, ta_phin):
    """From Nậm Tăm to Tả Phìn, introduced."""
    return transfers.transfer(an, ta_phin)


def page_of(transfer) -> str:
    return reverse("members:transfer", args=[transfer.pk])


def step(transfer, word) -> str:
    return reverse("members:transfer_step", args=[transfer.pk, word])


def named(word, **data) -> dict:
    return {f"{word}-{name}": value for name, value in data.items()}


TAKE_IN = named("tiep-nhan", cell="SH-TP-02", on="10/12/2009")
BEGIN = {"kind": "within", "to": "SH-NT-02", "decided_on": "16/11/2009"}


class TestBothSides:
    def test_both_see_the_transfer_and_only_the_home_side_the_record(self, log_in, secretary, stranger, an, transfer):
        for person, sees in ((secretary, True), (stranger, False)):
            answer = log_in(person).get(page_of(transfer))
            assert (answer.status_code, answer.context["sees_member"]) == (200, sees)
            assert "Lò Văn An" in log_in(person).get(LIST).content.decode()
        assert log_in(stranger).get(reverse("members:member", args=[an.pk])).status_code == 404

    def test_the_destination_receives_and_the_home_side_may_not(
        self, log_in, secretary, stranger, an, transfer, ta_phin_cells
    ):
        assert log_in(secretary).post(step(transfer, "tiep-nhan"), TAKE_IN).status_code == 403
        assert "Tiếp nhận" not in [one.label for one, _ in log_in(secretary).get(page_of(transfer)).context["forms"]]
        assert log_in(stranger).post(step(transfer, "tiep-nhan"), TAKE_IN).status_code == 302
        assert an.memberships.latest("valid").organization.code == "SH-TP-02"
        assert log_in(stranger).get(reverse("members:member", args=[an.pk])).status_code == 200
        assert log_in(secretary).get(page_of(transfer)).status_code == 200

    def test_the_home_side_cancels_and_the_destination_may_not(self, log_in, secretary, stranger, transfer):
        data = named("huy", on="10/12/2009", reason="Ở lại quê")
        assert log_in(stranger).post(step(transfer, "huy"), data).status_code == 403
        assert log_in(secretary).post(step(transfer, "huy"), data).status_code == 302

    def test_whom_it_does_not_concern_it_does_not_exist(self, log_in, district, finance_cell, transfer):
        other = people.user("bithu.taichinh", "commune_secretary", finance_cell)
        assert log_in(other).get(page_of(transfer)).status_code == 404
        assert log_in(other).post(step(transfer, "tiep-nhan"), TAKE_IN).status_code == 404
        assert "Lò Văn An" not in log_in(other).get(LIST).content.decode()

    def test_who_only_reads_is_told_so(self, log_in, leader, transfer, an):
        assert log_in(leader).get(page_of(transfer)).context["forms"] == []
        assert log_in(leader).post(step(transfer, "tiep-nhan"), TAKE_IN).status_code == 403
        assert log_in(leader).get(reverse("members:introduce", args=[an.pk])).status_code == 403
        assert log_in(leader).get(step(transfer, "tiep-nhan")).status_code == 403

    def test_who_may_not_see_members_sees_no_transfers(self, log_in, administrator, transfer):
        assert log_in(administrator).get(LIST).status_code == 403
        assert log_in(administrator).get(page_of(transfer)).status_code == 403

    def test_a_step_is_never_read(self, log_in, staff, transfer):
        assert log_in(staff).get(step(transfer, "tiep-nhan")).status_code == 405
        assert log_in(staff).post(step(transfer, "khac")).status_code == 404


@pytest.mark.parametrize(
    ("word", "data", "status", "said"),
    [
        ("tiep-nhan", {}, 422, "alert"),
        ("tiep-nhan", {"cell": "SH-NT-02", "on": "10/12/2009"}, 422, "không có trong danh sách"),
        ("tiep-nhan", {"cell": "SH-TP", "on": "10/12/2009"}, 422, "không có trong danh sách"),
        ("tiep-nhan", {"cell": "SH-TP-02", "on": "31/02/2009"}, 422, "Không có ngày"),
        ("tiep-nhan", {"cell": "SH-TP-02", "on": "19/12/2009"}, 409, "chưa đến"),
        ("tiep-nhan", {"cell": "SH-TP-02", "on": "01/12/2009"}, 409, "không thể trước"),
        ("nop-giay", {"on": ""}, 422, "alert"),
        ("nop-giay", {"on": "01/12/2009"}, 409, "không thể trước"),
        ("gioi-thieu", {"sheet_number": "1", "introduced_on": "01/12/2009"}, 409, "Không ghi được"),
        ("gia-han", {"on": "10/12/2009", "until": "10/05/2010", "reason": "Chưa học xong"}, 409, "Không ghi được"),
        ("gia-han", {"on": "10/12/2009", "until": "10/05/2010", "reason": "ok"}, 422, "Ghi quá ngắn"),
        ("tro-ve", {"on": "10/12/2009"}, 409, "Không ghi được"),
        ("huy", {"on": "10/12/2009", "reason": "  "}, 422, "alert"),
        ("huy", {"on": "10/12/2009", "reason": "ok....."}, 422, "Ghi quá ngắn"),
        ("huy", {"on": "10/12/2009", "reason": "x" * 301}, 422, "300"),
    ],
)
def test_a_wrong_step_writes_nothing_and_says_why(log_in, staff, transfer, ta_phin_cells, word, data, status, said):
    before = Transfer.objects.values_list().get()
    answer = log_in(staff).post(step(transfer, word), named(word, **data))
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert Transfer.objects.values_list().get() == before


def test_a_step_from_an_older_page_writes_nothing(log_in, staff, transfer, ta_phin_cells):
    client = log_in(staff)
    seen = client.get(page_of(transfer)).context["seen"]
    present = named("nop-giay", on="07/12/2009") | {"seen": seen}
    assert client.post(step(transfer, "nop-giay"), present).status_code == 302
    answer = client.post(step(transfer, "tiep-nhan"), TAKE_IN | {"seen": seen})
    assert answer.status_code == 409 and "vừa được người khác sửa" in answer.content.decode()
    assert 'value="SH-TP-02"' in answer.content.decode()
    assert Transfer.objects.get().received_on is None


def test_a_step_holds_the_member_before_his_transfer_as_every_act_does(log_in, staff, transfer, ta_phin_cells):
    client = log_in(staff)
    with CaptureQueriesContext(connection) as asked:
        assert client.post(step(transfer, "tiep-nhan"), TAKE_IN).status_code == 302
    held = [one["sql"].partition(' FROM "')[2].partition('"')[0] for one in asked if "FOR UPDATE" in one["sql"]]
    assert held.index("members_member") < held.index("members_transfer")


class TestBeginning:
    def url(self, an) -> str:
        return reverse("members:introduce", args=[an.pk])

    def test_a_secretary_sends_within_his_own_committee_alone(self, log_in, secretary, an, ta_phin_cells):
        client = log_in(secretary)
        page = client.get(self.url(an))
        assert "to_words" not in page.context["form"].fields and "Tả Phìn" not in page.content.decode()
        assert client.post(self.url(an), BEGIN | {"to": "SH-TP-01"}).status_code == 422
        assert client.post(self.url(an), BEGIN | {"kind": "to_district"}).status_code == 422
        assert client.post(self.url(an), BEGIN).status_code == 302
        assert Transfer.objects.get().to_organization.code == "SH-NT-02"

    def test_the_staff_sends_out_of_the_district(self, log_in, staff, an):
        data = {"kind": "to_province", "to_words": "tỉnh Lào Cai", "decided_on": "16/11/2009"}
        assert log_in(staff).post(self.url(an), data).status_code == 302
        assert Transfer.objects.get().to_words == "tỉnh Lào Cai"

    @pytest.mark.parametrize(
        ("change", "status", "said"),
        [
            ({"kind": ""}, 422, "alert"),
            ({"to": ""}, 422, "chọn nơi nhận trong huyện"),
            ({"to_words": "Lào Cai"}, 422, "chọn nơi nhận trong huyện"),
            ({"kind": "to_district"}, 422, "chỉ ghi nơi nhận ngoài huyện"),
            ({"kind": "to_district", "to": ""}, 422, "chỉ ghi nơi nhận ngoài huyện"),
            ({"kind": "temporary", "to": ""}, 422, "Ghi một nơi nhận"),
            ({"kind": "temporary", "to_words": "Lào Cai"}, 422, "Ghi một nơi nhận"),
            ({"kind": "temporary"}, 409, "đến hết ngày nào"),
            ({"kind": "from_district"}, 422, "alert"),
            ({"to": "SH-NT-01"}, 422, "không có trong danh sách"),
            ({"decided_on": "x"}, 422, "không phải là ngày"),
            ({"sheet_number": "5-GTSH"}, 409, "cả số và ngày"),
            ({"reason": "x\x00"}, 422, "reason"),
        ],
    )
    def test_a_wrong_form_keeps_what_was_typed(self, log_in, staff, an, nam_tam_cells, change, status, said):
        answer = log_in(staff).post(self.url(an), BEGIN | {"dues_paid_until": "30/11/2009"} | change)
        text = answer.content.decode()
        assert (answer.status_code, said in text, 'value="30/11/2009"' in text) == (status, True, True)
        assert not Transfer.objects.exists()

    def test_sent_twice_it_begins_once(self, log_in, staff, an, nam_tam_cells):
        client = log_in(staff)
        data = BEGIN | {"seen": client.get(self.url(an)).context["seen"]}
        assert [client.post(self.url(an), data).status_code for _ in range(2)] == [302, 409]
        assert Transfer.objects.count() == 1

    def test_the_record_leads_there_and_shows_what_goes_on(self, log_in, secretary, an, transfer):
        record = reverse("members:member", args=[an.pk])
        shown = log_in(secretary).get(record).content.decode()
        assert "Xem việc chuyển" in shown and self.url(an) not in shown
        assert "Giới thiệu chuyển sinh hoạt đến Đảng bộ xã Tả Phìn" in shown
        Transfer.objects.update(cancelled_on=D(2009, 12, 3), cancel_reason="Ở lại")
        assert self.url(an) in log_in(secretary).get(record).content.decode()


class TestLists:
    @pytest.fixture
    def many(self, nam_tam_cells, ta_phin_cells, ta_phin):
        """On the way, late, temporary, done; of Nậm Tăm, out of it and into it."""
        one, other = nam_tam_cells
        early = {"decided_on": D(2009, 7, 1), "introduced_on": D(2009, 7, 20)}
        transfers.transfer(make.member(one, "Lò Văn Trễ"), ta_phin, **early)
        transfers.transfer(make.member(one, "Lò Văn Trong"), other)
        transfers.transfer(make.member(ta_phin_cells[0], "Chẻo A Đến"), other, presented_on=D(2009, 12, 4))
        transfers.transfer(make.member(one, "Lò Văn Đi"), to_words="thị xã Lai Châu")
        transfers.temporary(make.member(ta_phin_cells[0], "Chẻo A Học"), other)
        done = {"presented_on": D(2009, 12, 4), "received_on": D(2009, 12, 8), "host_cell": other}
        transfers.transfer(make.member(one, "Lò Văn Xong"), other, **done)

    def names(self, client, **asked) -> set[str]:
        answer = client.get(LIST, asked)
        assert answer.status_code == 200
        return {row.transfer.member.full_name.split()[-1] for row in answer.context["rows"]}

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, {"Trễ", "Trong", "Đến", "Đi"}),
            ({"xem": "cho-nhan"}, {"Trong", "Đến"}),
            ({"xem": "qua-han"}, {"Trễ"}),
            ({"xem": "tam-thoi"}, {"Học"}),
            ({"xem": "da-xong"}, {"Xong", "Học"}),
            ({"xem": "da-xong", "den": "07/12/2009"}, {"Học"}),
            ({"xem": "da-xong", "tu": "09/12/2009"}, set()),
            ({"xem": "da-xong", "ngay": "09/09/2009"}, set()),
            ({"chieu": "di"}, {"Trễ", "Đi"}),
            ({"chieu": "den"}, {"Đến"}),
            ({"chieu": "trong"}, {"Trong"}),
            ({"chieu": "tam-thoi", "xem": "tam-thoi"}, {"Học"}),
            ({"q": "tre"}, {"Trễ"}),
            ({"ngay": "05/12/2009"}, {"Trễ", "Trong", "Đến", "Đi", "Xong"}),
            ({"ngay": "30/06/2009"}, set()),
            ({"xem": "x", "chieu": "y", "don-vi": "z"}, {"Trễ", "Trong", "Đến", "Đi"}),
        ],
    )
    def test_each_list_of_a_commune(self, log_in, secretary, many, asked, found):
        assert self.names(log_in(secretary), **asked) == found

    def test_each_count_is_the_number_of_rows(self, log_in, secretary, staff, many):
        for person in (secretary, staff):
            client = log_in(person)
            context = client.get(LIST).context
            assert {w: n for w, _, n in context["chips"]} == {
                w: len(self.names(client, xem=w)) for w, _, _ in context["chips"]
            }
            assert context["done_count"] == len(self.names(client, xem="da-xong"))

    def test_the_first_page_leads_to_who_waits_and_what_is_late(self, log_in, secretary, many):
        shown = log_in(secretary).get("/").content.decode()
        assert "Tiếp nhận 2 đảng viên chuyển sinh hoạt đến" in shown
        assert "Đôn đốc 1 việc chuyển sinh hoạt đã quá hạn" in shown

    def test_a_host_shows_its_guests_apart(self, log_in, secretary, many):
        answer = log_in(secretary).get(reverse("members:list"))
        assert "Chẻo A Học" not in [row.full_name for row in answer.context["rows"]]
        assert [row.transfer.member.full_name for row in answer.context["guests"]] == ["Chẻo A Học"]
        before = log_in(secretary).get(reverse("members:list"), {"ngay": "09/09/2009"})
        assert before.context["guests"] == []

    def test_wrong_days_are_named(self, log_in, staff, many):
        for asked, said in (
            ({"ngay": "19/12/2009"}, "chưa đến"),
            ({"xem": "da-xong", "tu": "x"}, "không phải là ngày"),
            ({"xem": "da-xong", "tu": "02/12/2009", "den": "01/12/2009"}, "Ngày đầu của kỳ"),
        ):
            assert said in log_in(staff).get(LIST, asked).content.decode()

    def test_more_rows_need_no_more_queries(self, log_in, staff, nam_tam_cells, django_assert_max_num_queries):
        client = log_in(staff)
        transfers.transfer(make.member(nam_tam_cells[0]), nam_tam_cells[1])
        client.get(LIST)
        with django_assert_max_num_queries(20) as few:
            client.get(LIST)
        for number in range(30):
            transfers.transfer(make.member(nam_tam_cells[0], f"Lò Văn {number}"), nam_tam_cells[1])
        with django_assert_max_num_queries(len(few)):
            client.get(LIST)

    def test_an_empty_list_says_what_to_do(self, log_in, staff, district):
        assert "mở hồ sơ của người đó" in log_in(staff).get(LIST).content.decode()
        assert "bỏ bớt điều kiện" in log_in(staff).get(LIST, {"q": "zzz"}).content.decode()


def test_an_earlier_day_shows_the_transfer_as_it_was_then(log_in, staff, an, ta_phin_cells):
    days = {"presented_on": D(2009, 12, 4), "received_on": D(2009, 12, 8), "host_cell": ta_phin_cells[0]}
    done = transfers.transfer(an, ta_phin_cells[0], **days)
    client = log_in(staff)
    shown = {day: client.get(page_of(done), {"ngay": day}).context["row"].state for day in ("03/12/2009", "08/12/2009")}
    assert shown == {"03/12/2009": "introduced", "08/12/2009": "completed"}
    assert client.get(page_of(done), {"ngay": "03/12/2009"}).context["forms"] == []


def test_the_form_of_arrival_asks_for_the_sheet(log_in, staff, nam_tam_cells):
    data = {
        "full_name": "Vàng A Sếnh",
        "sex": "male",
        "birth": "5/1976",
        "ethnicity": "eth_mong",
        "religion": "none",
        "cell": "SH-NT-01",
        "since": "02/11/2009",
        "entry": "from_district",
        "admitted_on": "03/02/2001",
        "from_words": "huyện Tam Đường",
        "sheet_number": "9-GTSH",
        "introduced_on": "20/10/2009",
    }
    url = reverse("members:receive")
    answer = log_in(staff).post(url, data | {"introduced_on": ""})
    assert answer.status_code == 409 and 'value="9-GTSH"' in answer.content.decode()
    assert log_in(staff).post(url, data).status_code == 302
    assert Transfer.objects.get().kind == "from_district"
