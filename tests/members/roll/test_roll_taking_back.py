"""A death, leaving or move that was recorded by mistake is taken back; days are mended. Nothing is lost (A4)."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from members.admissions import actions
from members.roll.actions import moving, taking_back, transferring
from members.roll.actions.correcting_days import PartyDays, correct_days
from members.roll.actions.moving import Paper
from members.roll.models import Card, Correction, Membership, Standing, Transfer
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import admissions, people, transfers
from tests.factories import members as make
from tests.factories.organizations import LONG_AGO, period

D = dt.date
PAPER = Paper("12-CV/BTC", D(2009, 12, 10), "Báo tử nhầm người trùng tên")
LEFT = D(2009, 6, 1)


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An", decided=D(2004, 1, 20))


def left(member, staff, how="died", on=LEFT):
    paper = Paper("5", on - dt.timedelta(days=2), "Ghi sổ")
    moving.leave(member=member, on=on, how=how, paper=paper, by=staff)


def back(member, staff, paper=PAPER):
    return taking_back.take_back_leaving(member=member, paper=paper, by=staff)


@pytest.mark.parametrize("how", ["died", "expelled", "removed", "resigned", "to_province", "to_district"])
def test_who_had_not_left_is_on_the_roll_on_every_day(an, nam_tam_cells, staff, how):
    card = make.card(an)
    left(an, staff, how)
    assert not Membership.objects.on(LEFT).exists()
    assert back(an, staff) == []
    [stay] = an.memberships.all()
    assert (stay.valid.upper, stay.exit, stay.exit_number, stay.exit_date, stay.exit_reason) == (None, "", "", None, "")
    assert Standing.objects.on(D(2009, 12, 1)).get(member=an).kind == "official"
    card.refresh_from_db()
    assert card.valid.upper is None
    kept = Correction.objects.get()
    assert (kept.kind, kept.paper_number, kept.reason) == ("leaving", "12-CV/BTC", PAPER.reason)
    [image] = [one for one in kept.images if one["model"] == "members.membership"]
    assert (image["before"]["exit"], image["after"]["exit"]) == (how, "")
    entry = AuditEntry.objects.get(did="member.leaving_taken_back")
    assert entry.before["on"] == "2009-06-01" and entry.before["how"] == how and "12-CV/BTC" in entry.said


def test_what_the_leaving_had_ended_is_named_and_not_guessed(an, staff):
    make.exempted(an, since=D(2009, 1, 1))
    left(an, staff)
    assert back(an, staff) == ["Miễn sinh hoạt"]
    assert an.pauses.get().valid.upper == LEFT


def test_a_completed_transfer_out_of_the_district_is_open_again(an, staff):
    transfer = transfers.transfer(an, kind="to_province", to_words="Tỉnh ủy Yên Bái")
    transferring.take_in(transfer=transfer, on=D(2009, 12, 9), by=staff, notice_number="7-TB")
    back(an, staff)
    transfer.refresh_from_db()
    assert (transfer.received_on, transfer.notice_number, transfer.presented_on) == (None, "", None)
    [image] = [one for one in Correction.objects.get().images if one["model"] == "members.transfer"]
    assert image["before"]["received_on"] == "2009-12-09" and image["after"]["received_on"] is None
    transferring.cancel(transfer=transfer, on=D(2009, 12, 18), reason="Ghi nhầm người", by=staff)


class TestALeavingThatStays:
    def refused(self, member, staff, said, paper=PAPER):
        before = list(Membership.objects.order_by("pk").values_list())
        with pytest.raises(Refused, match=said):
            back(member, staff, paper)
        assert list(Membership.objects.order_by("pk").values_list()) == before
        assert not Correction.objects.exists()

    @pytest.mark.parametrize(
        ("paper", "said"),
        [
            (Paper("", D(2009, 12, 10), "Nhầm"), "phải có số, ngày của văn bản và lý do"),
            (Paper("1", None, "Nhầm"), "phải có số, ngày của văn bản và lý do"),
            (Paper("1", D(2009, 12, 10), " "), "phải có số, ngày của văn bản và lý do"),
            (Paper("1", D(2010, 1, 1), "Nhầm"), "01/01/2010 chưa đến"),
        ],
    )
    def test_without_a_paper(self, an, staff, paper, said):
        left(an, staff)
        self.refused(an, staff, said, paper)

    def test_nobody_who_is_here(self, an, staff):
        self.refused(an, staff, "đang có trong danh sách")

    def test_when_the_cell_has_ended(self, an, staff, nam_tam_cells):
        left(an, staff)
        nam_tam_cells[0].states.update(valid=period(LONG_AGO, D(2009, 8, 31)))
        self.refused(an, staff, "không phải cả thời gian đó nơi này là một chi bộ đang hoạt động")

    def test_when_the_card_is_somebody_elses(self, an, staff, nam_tam_cells):
        card = make.card(an)
        left(an, staff)
        make.card(make.member(nam_tam_cells[1], "Lò Văn Bình"), number=card.number, since=D(2009, 8, 1))
        self.refused(an, staff, "đang là thẻ của một đảng viên khác")

    def test_when_the_case_was_given_up(self, nam_tam_cells, staff):
        case = admissions.brought(nam_tam_cells[0], staff, "ceremony")
        paper = Paper("9-QĐ/HU", D(2009, 11, 1), "")
        facts = {"on": D(2009, 11, 2), "closing": "removed", "reason": "Không tiến bộ", "paper": paper}
        actions.close_case(case=case, scope=people.scope(staff), by=staff, **facts)
        self.refused(case.member, staff, "do thôi xét hồ sơ kết nạp")


class TestAMove:
    def test_he_is_in_his_former_cell_on_every_day(self, an, nam_tam_cells, staff):
        moving.move(member=an, to=nam_tam_cells[1], on=LEFT, paper=Paper(), by=staff)
        taking_back.take_back_move(member=an, paper=PAPER, by=staff)
        [stay] = an.memberships.all()
        assert (stay.organization, stay.valid.upper, stay.exit) == (nam_tam_cells[0], None, "")
        assert AuditEntry.objects.filter(did="member.move_taken_back").count() == 2
        gone = [one for one in Correction.objects.get().images if one["after"] is None]
        assert [one["before"]["organization_id"] for one in gone] == [str(nam_tam_cells[1].pk)]

    def test_the_transfer_behind_it_waits_to_be_received_again(self, an, nam_tam_cells, staff):
        transfer = transfers.transfer(an, nam_tam_cells[1])
        facts = {"on": D(2009, 12, 10), "cell": nam_tam_cells[1], "by": staff}
        transferring.take_in(transfer=transfer, **facts)
        taking_back.take_back_move(member=an, paper=PAPER, by=staff)
        assert Transfer.objects.open_now().get() == transfer and an.memberships.get().organization == nam_tam_cells[0]
        transferring.take_in(transfer=transfer, **facts | {"on": D(2009, 12, 5)})
        assert an.memberships.latest("valid").since == D(2009, 12, 5)

    @pytest.mark.parametrize("what", ["nothing", "left", "transfer"])
    def test_what_stands_in_the_way(self, an, nam_tam_cells, ta_phin_cells, staff, what):
        if what != "nothing":
            moving.move(member=an, to=nam_tam_cells[1], on=LEFT, paper=Paper(), by=staff)
        if what == "left":
            left(an, staff, on=D(2009, 9, 1))
        if what == "transfer":
            transfers.transfer(an, ta_phin_cells[0])
        said = {
            "nothing": "không phải là chuyển chi bộ",
            "left": r"đã rời danh sách \(từ trần ngày 01/09/2009\); đồng chí đính chính việc ấy trước",
            "transfer": "Ở chi bộ mới đã ghi: chuyển sinh hoạt đảng",
        }
        with pytest.raises(Refused, match=said[what]):
            taking_back.take_back_move(member=an, paper=PAPER, by=staff)
        assert not Correction.objects.exists() and an.memberships.count() == (1 if what == "nothing" else 2)


def test_nothing_but_a_correction_opens_a_completed_transfer(an, nam_tam_cells, staff):
    transfer = transfers.transfer(an, nam_tam_cells[1])
    transferring.take_in(transfer=transfer, on=D(2009, 12, 10), cell=nam_tam_cells[1], by=staff)
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE members_transfer SET received_on = NULL, host_cell_id = NULL, presented_on = NULL")
    assert "được giữ nguyên" in sentence_for(caught.value)


class TestDays:
    NOW = PartyDays(D(2004, 2, 3), D(2004, 1, 20), "", D(2005, 2, 3))

    def correct(self, member, staff, **changes):
        days = PartyDays(**{**vars(self.NOW), **changes})
        correct_days(member=member, days=days, paper=PAPER, by=staff)

    @pytest.mark.parametrize("shift", [-20, 20])
    def test_standing_and_cell_follow_before_and_after_are_kept(self, an, staff, shift):
        by = dt.timedelta(days=shift)
        changes = {"admitted_on": D(2004, 2, 3) + by, "official_on": D(2005, 2, 3) + by}
        self.correct(an, staff, decision_number="44-QĐ/HU", decided_on=D(2004, 1, 10), **changes)
        probation, official = an.standings.order_by("valid")
        assert (probation.valid.lower, probation.valid.upper) == (changes["admitted_on"], changes["official_on"])
        assert (probation.decision_number, probation.decision_date) == ("44-QĐ/HU", D(2004, 1, 10))
        assert official.valid.lower == changes["official_on"] and official.valid.upper is None
        assert an.memberships.get().since == changes["admitted_on"]
        kept = Correction.objects.get()
        assert "ngày kết nạp: 03/02/2004 →" in kept.said and "số quyết định kết nạp: chưa ghi → 44-QĐ/HU" in kept.said
        entry = AuditEntry.objects.get(did="member.days_corrected")
        assert entry.before["admitted_on"] == "2004-02-03" and entry.after["decision_number"] == "44-QĐ/HU"

    def test_a_probationer_and_one_who_was_here_before_the_roll(self, nam_tam_cells, staff):
        new = make.probationer(nam_tam_cells[0])
        correct_days(member=new, days=PartyDays(D(2009, 5, 25)), paper=PAPER, by=staff)
        assert new.memberships.get().since == D(2009, 5, 25) == new.standings.get().valid.lower
        old = make.member(
            nam_tam_cells[0], "Lò Văn Lâu", admitted=D(1990, 2, 3), official=D(1991, 2, 3), entry="opening"
        )
        days = PartyDays(D(1990, 3, 3), official_on=D(1991, 3, 3))
        correct_days(member=old, days=days, paper=PAPER, by=staff)
        assert old.memberships.get().since == LONG_AGO

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({}, "Chưa có gì khác"),
            ({"admitted_on": D(2010, 1, 1)}, "01/01/2010 chưa đến"),
            ({"decided_on": D(2004, 2, 4)}, "phải trước hoặc bằng ngày vào Đảng"),
            ({"admitted_on": D(2004, 3, 3)}, "sớm nhất là 12 tháng sau"),
            ({"admitted_on": D(1980, 1, 1), "decided_on": None}, "chưa đủ 15 tuổi"),
            ({"official_on": None}, "chỉ sửa, không thêm hoặc bỏ"),
            ({"recognised_on": D(2005, 1, 1)}, "không thể trước ngày chính thức"),
        ],
    )
    def test_days_that_cannot_be(self, an, staff, changes, said):
        before = list(Standing.objects.order_by("pk").values_list())
        with pytest.raises(Refused, match=said):
            self.correct(an, staff, **changes)
        assert list(Standing.objects.order_by("pk").values_list()) == before and not Correction.objects.exists()

    def test_a_recognition_is_not_added_and_a_card_does_not_come_before_it(self, an, nam_tam_cells, staff):
        new, days = make.probationer(nam_tam_cells[0]), PartyDays(D(2008, 5, 19), official_on=D(2009, 5, 19))
        with pytest.raises(Refused, match="chưa là đảng viên chính thức"):
            correct_days(member=new, days=days, paper=PAPER, by=staff)
        make.card(an, since=D(2005, 4, 1))
        with pytest.raises(Refused, match="phát ngày 01/04/2005, trước ngày chính thức mới"):
            self.correct(an, staff, official_on=D(2005, 6, 3))
        assert Card.objects.get().valid.lower == D(2005, 4, 1)

    def test_what_he_did_in_the_party_does_not_come_before_it(self, an, staff):
        make.exempted(an, since=D(2004, 4, 1), until=D(2004, 5, 1))
        make.learned(an, "general", "primary")
        days = {"admitted_on": D(2004, 6, 3), "official_on": D(2005, 6, 3)}
        with pytest.raises(Refused, match="Trước ngày kết nạp mới đã ghi"):
            self.correct(an, staff, **days)
        self.correct(an, staff, admitted_on=D(2004, 3, 3), official_on=D(2005, 3, 3))
        assert an.memberships.get().since == D(2004, 3, 3)

    def test_a_time_before_does_not_overlap(self, an, nam_tam_cells, staff):
        left(an, staff, "removed", on=D(2006, 1, 1))
        Standing.objects.create(member=an, kind="probationary", valid=period(D(2009, 2, 1)))
        facts = {"organization": nam_tam_cells[1], "valid": period(D(2009, 2, 1)), "entry": "admitted"}
        Membership.objects.create(member=an, **facts)
        with pytest.raises(Refused, match="chỉ là dự bị hoặc chính thức"):
            correct_days(member=an, days=PartyDays(D(2005, 12, 1)), paper=PAPER, by=staff)

    def test_a_case_of_admission_is_mended_there(self, nam_tam_cells, staff):
        case = admissions.brought(nam_tam_cells[0], staff, "ceremony")
        with pytest.raises(Refused, match="gạch bỏ bước ghi sai rồi ghi lại"):
            correct_days(member=case.member, days=PartyDays(D(2008, 8, 5)), paper=PAPER, by=staff)
        assert case.member.standings.get().valid.lower == D(2008, 8, 4)
