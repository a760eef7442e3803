"""The workbook of transfers: rows go through the acts of the page, papers of earlier years through their own."""

import datetime as dt

import pytest

from members.roll.models import Membership, Transfer
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import people, transfers
from tests.factories.books import (
    BACK,
    BIRTH,
    CANCELLED,
    CARD,
    DECIDED,
    DUES,
    HOME,
    HOST,
    INTRODUCED,
    KIND,
    NAME,
    NOTICE,
    PRESENTED,
    REASON,
    RECEIVED,
    SHEET,
    STUDY,
    TO,
    UNTIL,
    WHY_NOT,
    completed,
    for_a_time,
    on_the_way,
)

D = dt.date
# Queries of a completed transfer: begun, received, moved, each with its entries in the log.
ACTS = 40


def stays(who) -> list[tuple]:
    rows = Membership.objects.select_related("organization").filter(member=who).order_by("valid")
    return [(one.organization.code, one.since, one.last_day, one.exit) for one in rows]


AT_HOME = [("SH-NT-01", D(2004, 2, 3), None, "")]
MOVED = [("SH-NT-01", D(2004, 2, 3), D(2009, 12, 9), "within"), ("SH-NT-02", D(2009, 12, 10), None, "")]


def acts() -> list[str]:
    return list(AuditEntry.objects.exclude(did__startswith="import").order_by("id").values_list("did", flat=True))


class TestNewTransfers:
    def test_who_is_on_the_way_stays_on_the_roll_of_his_cell(self, bring_transfers, anh):
        bring_transfers(on_the_way(**{DUES: D(2009, 11, 30), REASON: "Đổi nơi ở"}))
        one = Transfer.objects.get()
        assert (one.member, one.from_organization.code, one.to_organization.code) == (anh, "SH-NT-01", "SH-NT-02")
        assert (one.decided_on, one.introduced_on, one.sheet_number) == (D(2009, 11, 16), D(2009, 12, 2), "12-GTSH")
        assert (one.dues_paid_until, one.reason, one.presented_on) == (D(2009, 11, 30), "Đổi nơi ở", None)
        assert stays(anh) == AT_HOME and set(acts()) == {"transfer.begun", "transfer.imported"}

    def test_a_completed_one_moves_the_roll_as_the_page_does(self, bring_transfers, anh):
        bring_transfers(completed())
        one = Transfer.objects.get()
        assert (one.presented_on, one.received_on, one.host_cell.code) == (D(2009, 12, 7), D(2009, 12, 10), "SH-NT-02")
        assert stays(anh) == MOVED
        assert set(acts()) == {"transfer.begun", "transfer.received", "member.moved", "transfer.imported"}

    def test_several_transfers_of_one_member_come_in_their_order_of_time(self, bring_transfers, anh, ta_phin_cells):
        back = {HOME: "SH-NT-02", TO: "SH-TP-01", DECIDED: D(2009, 12, 11), SHEET: "15-GTSH"}
        later = completed(**back, **{INTRODUCED: D(2009, 12, 12), PRESENTED: None, RECEIVED: D(2009, 12, 15)})
        bring_transfers(later, completed())
        assert [code for code, *_ in stays(anh)] == ["SH-NT-01", "SH-NT-02", "SH-TP-01"]
        assert Transfer.objects.count() == 2

    def test_the_sheet_may_name_the_committee_and_another_column_the_cell(self, bring_transfers, anh, ta_phin_cells):
        bring_transfers(completed(**{TO: "Đảng ủy xã Tả Phìn", HOST: "Chi bộ bản Tả Phìn 2"}))
        one = Transfer.objects.get()
        assert (one.to_organization.code, one.host_cell.code) == ("SH-TP", "SH-TP-02")
        assert stays(anh)[-1][0] == "SH-TP-02"

    def test_who_leaves_the_district_leaves_the_roll(self, bring_transfers, anh):
        away = {KIND: "Đi tỉnh khác", TO: "Đảng bộ thành phố Điện Biên Phủ", NOTICE: "9-TB"}
        bring_transfers(completed(**away))
        one = Transfer.objects.get()
        assert (one.kind, one.to_words, one.notice_number) == ("to_province", away[TO], "9-TB")
        assert stays(anh) == [("SH-NT-01", D(2004, 2, 3), D(2009, 12, 9), "to_province")]

    def test_a_temporary_one_leaves_the_roll_alone(self, bring_transfers, anh):
        bring_transfers(for_a_time())
        one = Transfer.objects.get()
        assert (one.kind, one.until, one.host_cell.code, one.returned_on) == (
            "temporary",
            D(2010, 2, 28),
            "SH-NT-02",
            None,
        )
        assert stays(anh) == AT_HOME

    def test_a_temporary_one_for_studies_outside_that_is_over(self, bring_transfers, anh):
        school = {TO: "Trường Chính trị tỉnh", STUDY: "x", UNTIL: D(2010, 9, 1), BACK: D(2009, 12, 1)}
        upload = bring_transfers(for_a_time(**school))
        one = Transfer.objects.get()
        assert (one.to_words, one.study, one.returned_on) == ("Trường Chính trị tỉnh", True, D(2009, 12, 1))
        assert "ghi là nơi ngoài huyện" in str(upload.trial["notes"])

    def test_a_cancelled_one_is_kept_with_its_reason(self, bring_transfers, anh):
        bring_transfers(on_the_way(**{CANCELLED: D(2009, 12, 9), WHY_NOT: "Không đi nữa"}))
        assert (Transfer.objects.get().cancel_reason, stays(anh)) == ("Không đi nữa", AT_HOME)

    @pytest.mark.parametrize(
        "told",
        [
            {HOME: "chi bộ bản nậm tăm 1", TO: "Chi bộ bản Nậm Tăm 2"},
            {NAME: None, BIRTH: None, CARD: "45000123"},
            {HOME: None, CARD: "45000123"},
        ],
    )
    def test_the_member_is_found_by_what_the_row_tells(self, bring_transfers, anh, told):
        bring_transfers(completed(**told))
        assert stays(anh) == MOVED

    def test_the_preview_says_what_is_new(self, tried_transfers):
        upload = tried_transfers(completed())
        [told] = upload.trial["rows"]
        assert (told["verdict"], told["name"]) == ("new", "Lò Văn Ánh")
        assert told["text"] == (
            "Chính thức, trong đảng bộ huyện; từ SH-NT-01 · Chi bộ bản Nậm Tăm 1; đến SH-NT-02 · Chi bộ bản Nậm Tăm 2; "
            "quyết định 16/11/2009; giấy 12-GTSH; giới thiệu 02/12/2009; nộp giấy 07/12/2009; tiếp nhận 10/12/2009"
        )
        assert not Transfer.objects.exists() and acts() == []


class TestEarlierYears:
    def test_papers_of_a_move_that_the_roll_knows_are_added(self, bring_transfers, anh, nam_tam_cells):
        make.moved(anh, nam_tam_cells[1], D(2009, 12, 10))
        upload = bring_transfers(completed())
        assert (Transfer.objects.get().received_on, stays(anh)) == (D(2009, 12, 10), MOVED)
        assert "chỉ ghi thêm giấy tờ" in str(upload.trial["notes"]) and "transfer.kept" in acts()

    def test_papers_from_before_the_roll_was_set_up_are_added(self, bring_transfers, nam_tam_cells):
        who = make.member(nam_tam_cells[1], "Tao Văn Sơn", since=D(2008, 1, 1), entry="opening")
        days = {DECIDED: D(2006, 3, 1), INTRODUCED: D(2006, 3, 9), PRESENTED: D(2006, 3, 20), RECEIVED: D(2006, 4, 1)}
        bring_transfers(completed(**{NAME: "Tao Văn Sơn", BIRTH: "1975", **days}))
        assert Transfer.objects.get().member == who
        assert stays(who) == [("SH-NT-02", D(2008, 1, 1), None, "")]

    def test_papers_of_who_came_from_outside_are_added(self, bring_transfers, nam_tam_cells):
        make.member(nam_tam_cells[0], "Tao Văn Sơn", since=D(2009, 3, 2), entry="from_province")
        arrival = {KIND: "Từ tỉnh khác đến", HOME: "Đảng bộ huyện Sa Pa", TO: "SH-NT-01", DECIDED: None}
        days = {INTRODUCED: D(2009, 2, 20), PRESENTED: None, RECEIVED: D(2009, 3, 2)}
        bring_transfers(completed(**{NAME: "Tao Văn Sơn", BIRTH: "1975", **arrival, **days}))
        one = Transfer.objects.get()
        assert (one.from_words, one.host_cell.code, one.presented_on) == (
            "Đảng bộ huyện Sa Pa",
            "SH-NT-01",
            D(2009, 3, 2),
        )

    def test_papers_of_who_went_out_and_of_a_stay_that_is_over(self, bring_transfers, nam_tam_cells):
        make.member(nam_tam_cells[0], "Tao Văn Đi", until=D(2008, 6, 30), exit="to_district")
        who = make.member(nam_tam_cells[0], "Tao Văn Về")
        make.moved(who, nam_tam_cells[1], D(2009, 11, 1))
        days = {DECIDED: D(2008, 6, 1), INTRODUCED: D(2008, 6, 5), PRESENTED: None, RECEIVED: D(2008, 7, 1)}
        gone = completed(**{NAME: "Tao Văn Đi", BIRTH: "1975", KIND: "Đi huyện khác", TO: "Huyện ủy Tam Đường", **days})
        stay = for_a_time(**{NAME: "Tao Văn Về", BIRTH: "1975", **days, UNTIL: D(2008, 12, 31), BACK: D(2009, 1, 5)})
        bring_transfers(gone, stay)
        assert set(Transfer.objects.values_list("kind", "member__full_name")) == {
            ("to_district", "Tao Văn Đi"),
            ("temporary", "Tao Văn Về"),
        }
        assert Membership.objects.count() == 4

    @pytest.mark.parametrize(
        "papers",
        [
            completed(**{RECEIVED: D(2009, 12, 11)}),
            completed(**{HOST: "SH-NT-01"}),
            completed(**{KIND: "Đi huyện khác", TO: "Huyện ủy Tam Đường"}),
            on_the_way(),
        ],
    )
    def test_papers_that_the_roll_contradicts_are_refused(self, tried_transfers, anh, nam_tam_cells, papers):
        make.moved(anh, nam_tam_cells[1], D(2009, 12, 10))
        upload = tried_transfers(papers)
        assert [group["code"] for group in upload.trial["errors"]] == ["refused"]
        assert not Transfer.objects.exists()


class TestKnownTransfers:
    def test_steps_that_are_new_are_written_on(self, bring_transfers, anh):
        bring_transfers(on_the_way(**{SHEET: None, INTRODUCED: None}))
        upload = bring_transfers(on_the_way())
        assert [row["verdict"] for row in upload.trial["rows"]] == ["changed"]
        bring_transfers(on_the_way(**{PRESENTED: D(2009, 12, 7)}))
        bring_transfers(completed())
        assert (Transfer.objects.get().received_on, stays(anh)) == (D(2009, 12, 10), MOVED)

    def test_what_a_page_began_goes_on_in_a_file(self, bring_transfers, anh, ta_phin, ta_phin_cells):
        transfers.transfer(anh, ta_phin)
        bring_transfers(completed(**{TO: "SH-TP", HOST: "SH-TP-02"}))
        assert stays(anh)[-1][0] == "SH-TP-02"

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({SHEET: "13-GTSH"}, "đang ghi “12-GTSH”"),
            ({TO: "SH-NT-01"}, "đang ghi “SH-NT-02 · Chi bộ bản Nậm Tăm 2”"),
            ({DECIDED: D(2009, 11, 17)}, "đang ghi “16/11/2009”"),
            ({RECEIVED: D(2009, 12, 11)}, "đang ghi “10/12/2009”"),
            ({REASON: "Đổi nơi ở"}, "để trống ô này"),
            ({DUES: D(2009, 11, 30)}, "để trống ô này"),
        ],
    )
    def test_what_is_written_is_not_overwritten(self, bring_transfers, tried_transfers, changes, words):
        bring_transfers(completed())
        upload = tried_transfers(completed(**changes))
        [group] = upload.trial["errors"]
        assert group["code"] == "transfer_stands" and words in group["findings"][0]["text"]

    def test_the_same_file_again_changes_nothing(self, bring_transfers, tried_transfers, staff):
        bring_transfers(completed())
        upload = tried_transfers(completed())
        assert (upload.counts["unchanged"], upload.right) == (1, 0)
        with pytest.raises(Refused, match="Không có dòng nào cần ghi"):
            uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
