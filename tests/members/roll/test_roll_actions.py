"""What happens to members: outcome, log, and what is refused without anything half written."""

import datetime as dt

import pytest

from members.roll.actions import moving, receiving, updating
from members.roll.actions.moving import Paper
from members.roll.actions.receiving import PartyFacts, Person
from members.roll.models import Card, Member, Membership, Pause, Standing
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import members as make

D = dt.date
PAPER = Paper("12-QĐ/HU", D(2009, 12, 1), "Theo đề nghị của đảng ủy xã")


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("did", flat=True))


class TestReceive:
    PERSON = Person("Vàng A Sếnh", "male", BirthDate(1976, 5), "eth_mong", identity_number="045000222")
    PARTY = PartyFacts(D(2001, 2, 3), D(2002, 2, 3), D(2001, 1, 12), "44-QĐ/HU", "Huyện ủy Mường Tè")

    def receive(self, cell, staff, **changes):
        given = {"person": self.PERSON, "party": self.PARTY, "since": D(2009, 11, 2), "entry": "from_district"}
        return receiving.receive(**{**given, **changes}, cell=cell, by=staff)

    def test_he_stands_on_the_roll_with_his_life_in_the_party(self, nam_tam_cells, staff):
        member = self.receive(nam_tam_cells[0], staff)
        [membership] = member.memberships.all()
        assert (membership.since, membership.entry, membership.exit) == (D(2009, 11, 2), "from_district", "")
        probation, official = member.standings.order_by("valid")
        assert (probation.valid.lower, probation.valid.upper) == (D(2001, 2, 3), D(2002, 2, 3))
        assert (probation.decision_date, official.valid.lower, official.valid.upper) == (
            D(2001, 1, 12),
            D(2002, 2, 3),
            None,
        )
        entry = AuditEntry.objects.get(did="member.received")
        assert entry.organization_id == nam_tam_cells[0].pk and entry.after["identity_number"] == "•••• 0222"

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"since": D(2009, 12, 19)}, "chưa đến"),
            ({"since": D(2001, 2, 2)}, "trước ngày vào Đảng"),
            ({"party": PartyFacts(D(2001, 2, 3), D(2002, 2, 2))}, "sớm nhất là 12 tháng sau"),
            ({"party": PartyFacts(D(2001, 2, 3), None, D(2001, 2, 4))}, "trước hoặc bằng ngày vào Đảng"),
            ({"party": PartyFacts(D(2001, 2, 3), D(2050, 1, 1))}, "ghi khi công nhận"),
            ({"person": Person("A", "male", BirthDate(1799), "eth_mong")}, "Năm sinh 1799 không hợp lệ"),
            ({"party": PartyFacts(D(1990, 2, 3))}, "khi chưa đủ 15 tuổi"),
            ({"person": Person("A", "male", BirthDate(1976, 2, 30), "eth_mong")}, "Không có ngày"),
        ],
    )
    def test_what_cannot_be_is_refused(self, nam_tam_cells, staff, changes, said):
        with pytest.raises(Refused, match=said):
            self.receive(nam_tam_cells[0], staff, **changes)
        assert not Member.objects.exists() and acts() == []

    def test_the_same_number_twice_is_refused_whole(self, nam_tam_cells, staff):
        self.receive(nam_tam_cells[0], staff)
        with pytest.raises(Refused, match="đã ghi cho một đảng viên khác"):
            self.receive(nam_tam_cells[1], staff)
        assert Member.objects.count() == 1 and acts() == ["member.received"]

    def test_the_same_person_twice_needs_a_number(self, nam_tam_cells, staff):
        person = Person("Vàng A Sếnh", "male", BirthDate(1976, 5), "eth_mong")
        self.receive(nam_tam_cells[0], staff, person=person)
        with pytest.raises(Refused, match="đã có trong danh sách của chi bộ này"):
            self.receive(nam_tam_cells[0], staff, person=person)
        self.receive(nam_tam_cells[0], staff)

    def test_who_was_here_before_comes_back_as_himself(self, nam_tam_cells, staff):
        member = self.receive(nam_tam_cells[0], staff, since=D(2009, 1, 5))
        moving.leave(member=member, on=D(2009, 5, 1), how="to_province", paper=Paper(), by=staff)
        again = self.receive(nam_tam_cells[1], staff)
        assert again == member and member.memberships.count() == 2 and member.standings.count() == 2

    def test_a_committee_is_no_cell(self, nam_tam, staff):
        with pytest.raises(Refused, match="một chi bộ đang hoạt động"):
            self.receive(nam_tam, staff)
        assert not Member.objects.exists()


class TestMove:
    def test_he_leaves_one_cell_and_comes_into_the_other_on_the_same_day(self, an, nam_tam_cells, ta_phin_cells, staff):
        moving.move(member=an, to=ta_phin_cells[0], on=D(2009, 9, 1), paper=PAPER, by=staff)
        first, second = an.memberships.order_by("valid")
        assert (first.last_day, first.exit, first.exit_number) == (D(2009, 8, 31), "within", "12-QĐ/HU")
        assert (second.since, second.entry, second.organization) == (D(2009, 9, 1), "within", ta_phin_cells[0])
        told = AuditEntry.objects.filter(did="member.moved").values_list("organization_id", flat=True)
        assert set(told) == {nam_tam_cells[0].pk, ta_phin_cells[0].pk}

    @pytest.mark.parametrize(
        ("cell", "on", "said"),
        [
            (0, D(2009, 9, 1), "đang sinh hoạt ở chính chi bộ này"),
            (1, D(2009, 12, 19), "chưa đến"),
            (1, D(2004, 2, 3), "phải sau ngày về chi bộ hiện nay"),
        ],
    )
    def test_what_cannot_be_is_refused(self, an, nam_tam_cells, staff, cell, on, said):
        with pytest.raises(Refused, match=said):
            moving.move(member=an, to=nam_tam_cells[cell], on=on, paper=PAPER, by=staff)
        assert an.memberships.get().valid.upper is None and acts() == []

    def test_a_committee_takes_nobody(self, an, ta_phin, staff):
        with pytest.raises(Refused, match="một chi bộ đang hoạt động"):
            moving.move(member=an, to=ta_phin, on=D(2009, 9, 1), paper=PAPER, by=staff)
        assert an.memberships.get().exit == ""


class TestLeave:
    @pytest.mark.parametrize(
        ("how", "in_party"),
        [
            ("died", False),
            ("expelled", False),
            ("removed", False),
            ("resigned", False),
            ("to_province", True),
            ("to_district", True),
        ],
    )
    def test_the_membership_ends_and_with_it_perhaps_the_time_in_the_party(self, an, staff, how, in_party):
        make.exempted(an, D(2009, 1, 1))
        moving.leave(member=an, on=D(2009, 12, 5), how=how, paper=PAPER, by=staff)
        membership = an.memberships.get()
        assert (membership.last_day, membership.exit, membership.exit_reason) == (D(2009, 12, 4), how, PAPER.reason)
        assert an.standings.get(kind="official").valid.upper == (None if in_party else D(2009, 12, 5))
        assert an.pauses.get().valid.upper == D(2009, 12, 5)
        assert acts() == ["member.left"]
        with pytest.raises(Refused, match="không còn sinh hoạt"):
            moving.leave(member=an, on=D(2009, 12, 6), how=how, paper=PAPER, by=staff)

    @pytest.mark.parametrize("how", ["expelled", "removed", "resigned"])
    def test_some_ways_need_a_decision(self, an, staff, how):
        for paper in (Paper(), Paper("12-QĐ/HU"), Paper("", D(2009, 12, 1))):
            with pytest.raises(Refused, match="số và ngày của quyết định"):
                moving.leave(member=an, on=D(2009, 12, 5), how=how, paper=paper, by=staff)
        assert an.memberships.get().exit == ""

    def test_nobody_leaves_before_what_is_written_of_him(self, an, staff):
        with pytest.raises(Refused, match="“Chính thức” được ghi từ ngày 03/02/2005"):
            moving.leave(member=an, on=D(2005, 1, 1), how="to_province", paper=PAPER, by=staff)
        make.exempted(an, D(2009, 10, 1))
        with pytest.raises(Refused, match="được ghi từ ngày 01/10/2009"):
            moving.leave(member=an, on=D(2009, 9, 1), how="died", paper=Paper(), by=staff)
        with pytest.raises(Refused, match="Ngày của giấy 01/01/2010 chưa đến"):
            moving.leave(member=an, on=D(2009, 12, 1), how="died", paper=Paper("1", D(2010, 1, 1)), by=staff)
        assert an.memberships.get().exit == ""

    def test_an_admission_is_annulled_only_in_the_year_of_probation(self, an, staff):
        with pytest.raises(Refused, match="Chỉ hủy quyết định kết nạp của đảng viên dự bị"):
            moving.leave(member=an, on=D(2009, 12, 1), how="annulled", paper=PAPER, by=staff)
        assert an.memberships.get().exit == ""

    def test_with_the_party_the_card_goes(self, an, staff):
        make.card(an, "45000001")
        moving.leave(member=an, on=D(2009, 12, 5), how="expelled", paper=PAPER, by=staff)
        assert Card.objects.get().valid.upper == D(2009, 12, 5)
        with pytest.raises(Refused, match="không còn sinh hoạt"):
            updating.work_as(member=an, occupation="farmer", words="", since=D(2009, 12, 6), by=staff)

    def test_moving_within_the_district_is_no_leaving(self, an, staff):
        with pytest.raises(Refused, match="ghi chi bộ nhận"):
            moving.leave(member=an, on=D(2009, 12, 5), how="within", paper=PAPER, by=staff)


class TestRecognise:
    @pytest.fixture
    def anh(self, nam_tam_cells):
        return make.probationer(nam_tam_cells[0], admitted=D(2008, 11, 7))

    def test_official_exactly_twelve_months_after_the_ceremony(self, anh, staff):
        moving.recognise(member=anh, on=D(2009, 11, 7), paper=PAPER, by=staff)
        probation, official = anh.standings.order_by("valid")
        assert probation.valid.upper == official.valid.lower == D(2009, 11, 7)
        assert (official.decision_number, official.decision_date) == ("12-QĐ/HU", D(2009, 12, 1))
        with pytest.raises(Refused, match="không phải là đảng viên dự bị"):
            moving.recognise(member=anh, on=D(2009, 11, 7), paper=PAPER, by=staff)

    @pytest.mark.parametrize(
        ("on", "paper", "said"),
        [
            (D(2009, 11, 8), PAPER, "đúng 12 tháng sau ngày kết nạp: 07/11/2009"),
            (D(2009, 11, 6), PAPER, "đúng 12 tháng"),
            (D(2009, 11, 7), Paper("", D(2009, 12, 1)), "số và ngày"),
            (D(2009, 11, 7), Paper("1", D(2009, 11, 6)), "không thể trước ngày 07/11/2009"),
            (D(2009, 11, 7), Paper("1", D(2009, 12, 19)), "sau hôm nay"),
        ],
    )
    def test_what_cannot_be_is_refused(self, anh, staff, on, paper, said):
        with pytest.raises(Refused, match=said):
            moving.recognise(member=anh, on=on, paper=paper, by=staff)
        assert anh.standings.get().valid.upper is None


class TestPause:
    def test_exempted_for_a_time_and_back_again(self, an, staff):
        moving.pause(member=an, kind="exempted", since=D(2009, 10, 1), until=None, paper=PAPER, by=staff)
        assert Pause.objects.on(D(2009, 10, 1)).get().reason == PAPER.reason
        moving.resume(member=an, on=D(2009, 12, 1), by=staff)
        assert not Pause.objects.on(D(2009, 12, 1)).exists() and Pause.objects.on(D(2009, 11, 30)).exists()
        assert acts() == ["member.paused", "member.resumed"]

    @pytest.mark.parametrize(
        ("since", "until", "paper", "said"),
        [
            (D(2004, 2, 2), None, PAPER, "Ngày bắt đầu phải từ 03/02/2004"),
            (D(2009, 12, 19), None, PAPER, "đến hôm nay"),
            (D(2009, 10, 1), D(2009, 9, 30), PAPER, "từ ngày bắt đầu"),
            (D(2009, 10, 1), None, Paper("1"), "phải ghi lý do"),
        ],
    )
    def test_what_cannot_be_is_refused(self, an, staff, since, until, paper, said):
        with pytest.raises(Refused, match=said):
            moving.pause(member=an, kind="exempted", since=since, until=until, paper=paper, by=staff)
        assert not Pause.objects.exists()

    def test_twice_at_once_is_refused(self, an, staff):
        make.exempted(an, D(2009, 1, 1))
        with pytest.raises(Refused, match="đã ghi miễn hoặc đình chỉ"):
            moving.pause(member=an, kind="suspended", since=D(2009, 5, 1), until=None, paper=PAPER, by=staff)
        with pytest.raises(Refused, match="không được miễn"):
            moving.resume(member=make.member(an.memberships.get().organization, "B"), on=D(2009, 5, 1), by=staff)


def test_the_demo_day_bounds_every_act(an, staff, nam_tam_cells):
    """Nothing is written for a day that has not come, whatever the clock of the machine says."""
    clock.fix_day(D(2009, 6, 1))
    with pytest.raises(Refused, match="chưa đến"):
        moving.move(member=an, to=nam_tam_cells[1], on=D(2009, 6, 2), paper=PAPER, by=staff)
    assert Membership.objects.count() == 1 and Standing.objects.count() == 2
