"""What happens to a transfer: outcome on both rolls, log, and what is refused without anything half written."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from members.roll.actions import moving, transferring
from members.roll.actions.arriving import Arrival, arrive
from members.roll.actions.moving import Paper
from members.roll.actions.receiving import PartyFacts, Person
from members.roll.actions.transferring import Plan, Sheet
from members.roll.models import Member, Membership, Pause, Transfer
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import people, transfers
from tests.factories.organizations import period

D = dt.date
SHEET = Sheet("12-GTSH", D(2009, 12, 2), D(2009, 11, 30))
NO_SHEET = Sheet()


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("did", flat=True))


def stays(who) -> list[tuple]:
    return [(one.organization_id, one.since, one.last_day, one.exit) for one in who.memberships.order_by("valid")]


class TestBegin:
    def begin(self, an, staff, to, sheet=SHEET, **changes):
        given = {"kind": "within", "decided_on": D(2009, 11, 16), "to": to, **changes}
        return transferring.begin(member=an, plan=Plan(**given), sheet=sheet, scope=people.scope(staff), by=staff)

    def test_he_is_on_the_way_and_still_on_the_roll_of_his_cell(self, an, staff, nam_tam_cells, ta_phin):
        transfer = self.begin(an, staff, ta_phin)
        assert (transfer.from_organization, transfer.to_organization) == (nam_tam_cells[0], ta_phin)
        assert (transfer.sheet_number, transfer.dues_paid_until, transfer.boxes) == ("12-GTSH", D(2009, 11, 30), 7)
        assert stays(an) == [(nam_tam_cells[0].pk, D(2004, 2, 3), None, "")]
        told = AuditEntry.objects.filter(did="transfer.begun").values_list("organization_id", flat=True)
        assert set(told) == {nam_tam_cells[0].pk, ta_phin.pk}

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"decided_on": D(2009, 12, 19)}, "chưa đến"),
            ({"decided_on": D(2004, 2, 2)}, "trước ngày về chi bộ"),
            ({"decided_on": D(2009, 12, 3)}, "không thể trước"),
            ({"sheet": Sheet("12-GTSH")}, "cả số và ngày"),
            ({"sheet": Sheet("", D(2009, 12, 2))}, "cả số và ngày"),
            ({"sheet": Sheet("12-GTSH", D(2009, 12, 19))}, "chưa đến"),
            ({"kind": "temporary"}, "đến hết ngày nào"),
            ({"kind": "temporary", "until": D(2010, 2, 1)}, "từ 3 tháng trở lên"),
            ({"until": D(2010, 6, 1)}, "chỉ ghi khi chuyển tạm thời"),
            ({"kind": "from_district"}, "trang Tiếp nhận đảng viên"),
        ],
    )
    def test_what_cannot_be_is_refused(self, an, staff, ta_phin, changes, said):
        with pytest.raises(Refused, match=said):
            self.begin(an, staff, ta_phin, **changes)
        assert not Transfer.objects.exists() and acts() == []

    def test_his_own_cell_is_no_destination(self, an, staff, nam_tam_cells):
        with pytest.raises(Refused, match="chính chi bộ này"):
            self.begin(an, staff, nam_tam_cells[0])

    @pytest.mark.parametrize("changes", [{"kind": "to_district"}, {"kind": "temporary", "until": D(2010, 6, 1)}])
    def test_only_the_district_lets_go_out_of_it(self, an, staff, secretary, changes):
        with pytest.raises(Refused, match="do Ban Tổ chức Huyện ủy ghi"):
            self.begin(an, secretary, None, **changes, to_words="thị xã Lai Châu")
        assert not Transfer.objects.exists() and acts() == []
        assert self.begin(an, staff, None, **changes, to_words="thị xã Lai Châu").leaves_district

    def test_a_committee_sends_nobody_to_another_one(self, an, secretary, ta_phin, nam_tam_cells):
        with pytest.raises(PermissionDenied):
            self.begin(an, secretary, ta_phin)
        assert not Transfer.objects.exists() and acts() == []
        assert self.begin(an, secretary, nam_tam_cells[1]).to_organization == nam_tam_cells[1]

    def test_nobody_goes_while_he_is_suspended(self, an, staff, ta_phin):
        Pause.objects.create(member=an, kind="suspended", valid=period(D(2009, 12, 1)), reason="Kiểm tra")
        with pytest.raises(Refused, match="đang bị đình chỉ"):
            self.begin(an, staff, ta_phin)
        assert not Transfer.objects.exists()

    def test_a_second_one_waits_for_the_first(self, an, staff, ta_phin, nam_tam_cells):
        self.begin(an, staff, ta_phin)
        with pytest.raises(Refused, match="chưa xong"):
            self.begin(an, staff, nam_tam_cells[1])
        assert acts() == ["transfer.begun"] * 2

    def test_who_left_the_roll_is_not_introduced(self, an, staff, ta_phin):
        moving.leave(member=an, on=D(2009, 12, 1), how="died", paper=Paper(), by=staff)
        with pytest.raises(Refused, match="không còn sinh hoạt"):
            self.begin(an, staff, ta_phin)


class TestReception:
    def test_the_roll_moves_on_the_day_of_the_reception(self, an, staff, nam_tam_cells, ta_phin, ta_phin_cells):
        transfer = transfers.transfer(an, ta_phin)
        transferring.present(transfer=transfer, on=D(2009, 12, 7), by=staff)
        transferring.take_in(transfer=transfer, cell=ta_phin_cells[1], on=D(2009, 12, 10), by=staff)
        assert stays(an) == [
            (nam_tam_cells[0].pk, D(2004, 2, 3), D(2009, 12, 9), "within"),
            (ta_phin_cells[1].pk, D(2009, 12, 10), None, ""),
        ]
        assert an.memberships.earliest("valid").exit_number == "12-GTSH"
        transfer.refresh_from_db()
        assert (transfer.presented_on, transfer.received_on) == (D(2009, 12, 7), D(2009, 12, 10))
        assert transfer.host_cell == ta_phin_cells[1]
        assert sorted(set(acts())) == ["member.moved", "transfer.presented", "transfer.received"]

    def test_he_is_on_exactly_one_roll_on_every_day(self, an, staff, ta_phin_cells):
        transfer = transfers.transfer(an, ta_phin_cells[0])
        transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 10), by=staff)
        days = [D(2009, 11, 1) + dt.timedelta(days=n) for n in range(48)]
        assert [Membership.objects.on(day).filter(member=an).count() for day in days] == [1] * 48

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"on": D(2009, 12, 1)}, "không thể trước"),
            ({"on": D(2009, 12, 19)}, "chưa đến"),
            ({"presented_on": D(2009, 12, 12)}, "không thể trước"),
            ({"presented_on": D(2009, 12, 1)}, "không thể trước"),
            ({"cell": None}, "thuộc nơi ghi trong giấy"),
        ],
    )
    def test_what_cannot_be_is_refused_whole(self, an, staff, ta_phin, ta_phin_cells, changes, said):
        transfer = transfers.transfer(an, ta_phin)
        given = {"cell": ta_phin_cells[0], "on": D(2009, 12, 10), **changes}
        with pytest.raises(Refused, match=said):
            transferring.take_in(transfer=transfer, **given, by=staff)
        transfer.refresh_from_db()
        assert transfer.received_on is None and an.memberships.count() == 1 and acts() == []

    def test_a_cell_elsewhere_and_a_committee_receive_nobody(self, an, staff, ta_phin, nam_tam_cells):
        transfer = transfers.transfer(an, ta_phin)
        for cell, said in ((nam_tam_cells[1], "thuộc nơi ghi trong giấy"), (ta_phin, "không phải là một chi bộ")):
            with pytest.raises(Refused, match=said):
                transferring.take_in(transfer=transfer, cell=cell, on=D(2009, 12, 10), by=staff)
        assert an.memberships.count() == 1

    def test_before_the_sheet_nobody_is_received(self, an, staff, ta_phin_cells):
        transfer = transfers.decided(an, ta_phin_cells[0])
        with pytest.raises(Refused, match="Chờ giới thiệu"):
            transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 10), by=staff)
        transferring.introduce(transfer=transfer, sheet=SHEET, by=staff)
        transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 10), by=staff)
        assert an.memberships.count() == 2

    def test_who_was_suspended_meanwhile_waits(self, an, staff, ta_phin_cells):
        transfer = transfers.transfer(an, ta_phin_cells[0])
        Pause.objects.create(member=an, kind="suspended", valid=period(D(2009, 12, 5)), reason="Kiểm tra")
        with pytest.raises(Refused, match="đang bị đình chỉ"):
            transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 10), by=staff)

    def test_the_second_reception_finds_it_done(self, an, staff, ta_phin_cells):
        transfer = transfers.transfer(an, ta_phin_cells[0])
        transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 10), by=staff)
        with pytest.raises(Refused, match="Đã tiếp nhận"):
            transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 12, 11), by=staff)


class TestOutAndIn:
    def test_the_notice_of_reception_ends_the_membership(self, an, staff, nam_tam_cells):
        transfer = transfers.transfer(an, to_words="huyện Tam Đường")
        transferring.take_in(transfer=transfer, on=D(2009, 12, 14), notice_number="31-TB/BTC", by=staff)
        assert stays(an) == [(nam_tam_cells[0].pk, D(2004, 2, 3), D(2009, 12, 13), "to_district")]
        assert an.standings.latest("valid").valid.upper is None
        transfer.refresh_from_db()
        assert (transfer.notice_number, transfer.host_cell) == ("31-TB/BTC", None)

    PERSON = Person("Vàng A Sếnh", "male", BirthDate(1976, 5), "eth_mong", identity_number="045000222")
    PARTY = PartyFacts(D(2001, 2, 3), D(2002, 2, 3))

    def arrive(self, cell, staff, **changes):
        arrival = Arrival(changes.pop("sheet", Sheet("7-GTSH", D(2009, 11, 20))), changes.pop("words", "tỉnh Lào Cai"))
        given = {"person": self.PERSON, "party": self.PARTY, "since": D(2009, 12, 1), "entry": "from_province"}
        return arrive(**{**given, **changes}, cell=cell, arrival=arrival, by=staff)

    def test_who_comes_with_a_sheet_is_on_the_roll_and_his_transfer_is_done(self, staff, nam_tam_cells):
        member = self.arrive(nam_tam_cells[0], staff)
        transfer = member.transfers.get()
        assert (transfer.kind, transfer.from_words, transfer.boxes) == ("from_province", "tỉnh Lào Cai", 10)
        assert (transfer.introduced_on, transfer.received_on) == (D(2009, 11, 20), D(2009, 12, 1))
        assert acts() == ["member.received", "transfer.received"]

    def test_without_a_sheet_he_only_stands_on_the_roll(self, staff, nam_tam_cells):
        self.arrive(nam_tam_cells[0], staff, sheet=NO_SHEET, words="")
        assert Member.objects.count() == 1 and not Transfer.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"words": ""}, "hoặc để trống cả ba"),
            ({"sheet": NO_SHEET}, "hoặc để trống cả ba"),
            ({"sheet": Sheet("7-GTSH")}, "hoặc để trống cả ba"),
            ({"sheet": Sheet("7-GTSH", D(2009, 12, 2))}, "không thể trước"),
            ({"entry": "opening"}, "không có giấy giới thiệu"),
        ],
    )
    def test_a_sheet_that_cannot_be_leaves_nobody_behind(self, staff, nam_tam_cells, changes, said):
        with pytest.raises(Refused, match=said):
            self.arrive(nam_tam_cells[0], staff, **changes)
        assert not Member.objects.exists() and acts() == []


class TestTemporary:
    def test_the_roll_stays_as_it_is(self, an, staff, nam_tam_cells, ta_phin_cells):
        days = {"presented_on": None, "received_on": None, "host_cell": None}
        transfer = transfers.temporary(an, ta_phin_cells[0], **days)
        transferring.take_in(transfer=transfer, cell=ta_phin_cells[0], on=D(2009, 9, 10), by=staff)
        assert stays(an) == [(nam_tam_cells[0].pk, D(2004, 2, 3), None, "")]
        assert Transfer.objects.hosted_on(D(2009, 9, 10)).get().host_cell == ta_phin_cells[0]
        assert not Transfer.objects.hosted_on(D(2009, 9, 9)).exists()

    def test_an_extension_counts_from_the_day_on_which_it_was_given(self, an, staff, ta_phin_cells):
        transfer = transfers.temporary(an, ta_phin_cells[0])
        given = {"on": D(2009, 12, 1), "until": D(2010, 5, 31), "reason": "Chưa xong việc"}
        transferring.extend(transfer=transfer, **given, by=staff)
        assert transfer.until_on(D(2009, 11, 30)) == D(2010, 2, 28)
        assert transfer.until_on(D(2009, 12, 1)) == D(2010, 5, 31)
        with pytest.raises(Refused, match="sau ngày hết hạn hiện nay, 31/05/2010"):
            transferring.extend(transfer=transfer, **{**given, "until": D(2010, 4, 1)}, by=staff)

    def test_he_comes_back_once(self, an, staff, ta_phin_cells):
        transfer = transfers.temporary(an, ta_phin_cells[0])
        with pytest.raises(Refused, match="phải sau ngày tiếp nhận"):
            transferring.come_back(transfer=transfer, on=D(2009, 9, 10), by=staff)
        transferring.come_back(transfer=transfer, on=D(2009, 12, 1), by=staff)
        assert not Transfer.objects.hosted_on(D(2009, 12, 1)).exists()
        with pytest.raises(Refused, match="Đã trở về"):
            transferring.come_back(transfer=transfer, on=D(2009, 12, 2), by=staff)

    def test_who_is_away_is_not_counted_at_home(self, an, nam_tam_cells, ta_phin_cells):
        make.member(nam_tam_cells[0], "Lò Văn Ban")
        transfers.temporary(an, ta_phin_cells[0], returned_on=D(2009, 12, 1))
        here = Membership.objects.filter(organization=nam_tam_cells[0])
        numbers = {day: here.on(day).at_home(day).count() for day in (D(2009, 9, 9), D(2009, 9, 10), D(2009, 12, 1))}
        assert list(numbers.values()) == [2, 1, 2]


class TestTheRollAndTheTransferAgree:
    def test_cancelled_it_is_kept_with_its_reason(self, an, staff, ta_phin):
        transfer = transfers.transfer(an, ta_phin)
        with pytest.raises(Refused, match="lý do"):
            transferring.cancel(transfer=transfer, on=D(2009, 12, 3), reason=" ", by=staff)
        transferring.cancel(transfer=transfer, on=D(2009, 12, 3), reason="Không đi nữa", by=staff)
        assert Transfer.objects.get().cancel_reason == "Không đi nữa"
        assert not Transfer.objects.open_now().exists()

    def test_no_other_way_out_of_the_cell_while_he_is_on_the_way(self, an, staff, nam_tam_cells, ta_phin):
        transfers.transfer(an, ta_phin)
        day = {"on": D(2009, 12, 10), "paper": Paper(), "by": staff}
        with pytest.raises(Refused, match="đang có một việc chuyển sinh hoạt chưa xong"):
            moving.move(member=an, to=nam_tam_cells[1], **day)
        with pytest.raises(Refused, match="đang có một việc chuyển sinh hoạt chưa xong"):
            moving.leave(member=an, how="to_province", **day)
        assert an.memberships.count() == 1

    def test_a_death_ends_it(self, an, staff, ta_phin):
        transfers.transfer(an, ta_phin)
        moving.leave(member=an, on=D(2009, 12, 10), how="died", paper=Paper(), by=staff)
        assert Transfer.objects.get().cancel_reason == "Từ trần"

    def test_a_death_at_the_host_ends_the_stay(self, an, staff, ta_phin_cells):
        transfers.temporary(an, ta_phin_cells[0])
        moving.leave(member=an, on=D(2009, 12, 10), how="died", paper=Paper(), by=staff)
        assert Transfer.objects.get().returned_on == D(2009, 12, 10)
