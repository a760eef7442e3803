"""The workbook of transfers: rows go through the acts of the page, papers of earlier years through their own."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from members.roll.actions import transferring
from members.roll.models import Membership, Transfer
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import assignments, people, transfers
from tests.factories import members as make
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
from tests.factories.workbooks import xlsx

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


def exported(by, kind="transfers") -> bytes:
    return uploads.export(kind=kind_of(kind), scope=people.scope(by), by=by, reason="Đối chiếu sổ")


def table(content: bytes) -> list[dict]:
    """The rows by their titles."""
    cells = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=3, values_only=True))
    titles = [str(title).removesuffix(" *") for title in cells[0]]
    return [dict(zip(titles, row, strict=True)) for row in cells[1:] if any(row)]


def test_an_export_imports_again_unchanged_and_without_numbers(
    bring_transfers, tried_transfers, staff, anh, nam_tam_cells, ta_phin, ta_phin_cells
):
    bring_transfers(on_the_way(**{CANCELLED: D(2009, 12, 3), WHY_NOT: "Ghi nhầm"}))
    bring_transfers(on_the_way(**{TO: "SH-TP", SHEET: "13-GTSH"}))
    away = transfers.temporary(make.member(nam_tam_cells[1], "Giàng A Tủa"), to_words="Trường Chính trị", study=True)
    transferring.extend(transfer=away, on=D(2009, 12, 1), until=D(2010, 6, 30), reason="Học thêm", by=staff)
    gone = transfers.transfer(make.member(ta_phin_cells[0], "Phàn A Chẳn"), to_words="Huyện ủy Tam Đường")
    transferring.take_in(transfer=gone, on=D(2009, 12, 10), notice_number="3-TB", by=staff)
    content = exported(staff)
    rows = table(content)
    assert [row[NAME] for row in rows] == ["Lò Văn Ánh", "Lò Văn Ánh", "Phàn A Chẳn", "Giàng A Tủa"]
    assert rows[2][NOTICE] == "3-TB" and rows[3][STUDY] == "Có" and rows[1][TO] == "SH-TP · Tả Phìn"
    assert "012071000123" not in str(rows) and "45000123" not in str(rows)
    upload = tried_transfers(content)
    assert (upload.trial["errors"], upload.counts["unchanged"], upload.counts["rows"]) == ([], 4, 4)


def test_the_demo_district_exports_what_imports_unchanged(demo):
    from sinho.accounts.models import User  # noqa: PLC0415 - only this test reads the demo district

    officer = User.objects.get(username="bantochuc")
    content = exported(officer)
    scope = people.scope(officer)
    upload = uploads.try_file(kind=kind_of("transfers"), file_name="a.xlsx", content=content, scope=scope, by=officer)
    assert (upload.trial["errors"], upload.counts["unchanged"]) == ([], upload.counts["rows"])
    assert upload.counts["rows"] > 50


class TestUndo:
    def test_undo_takes_back_transfers_and_the_moves_that_they_made(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        uploads.undo(upload=upload, by=staff)
        assert not Transfer.objects.exists() and stays(anh) == AT_HOME
        assert "transfer.import_undone" in acts()

    def test_undo_takes_back_the_step_and_leaves_the_transfer(self, bring_transfers, staff, anh):
        transfers.transfer(anh, to=anh.memberships.get().organization.__class__.objects.get(code="SH-NT-02"))
        upload = bring_transfers(completed())
        uploads.undo(upload=upload, by=staff)
        one = Transfer.objects.get()
        assert (one.received_on, one.presented_on, one.host_cell, stays(anh)) == (None, None, None, AT_HOME)

    def test_undo_of_papers_leaves_the_roll(self, bring_transfers, staff, anh, nam_tam_cells):
        make.moved(anh, nam_tam_cells[1], D(2009, 12, 10))
        uploads.undo(upload=bring_transfers(completed()), by=staff)
        assert not Transfer.objects.exists() and stays(anh) == MOVED

    def test_undo_is_refused_after_somebody_carried_on(self, bring_transfers, staff, anh, nam_tam_cells):
        upload = bring_transfers(on_the_way())
        transferring.take_in(transfer=Transfer.objects.get(), cell=nam_tam_cells[1], on=D(2009, 12, 10), by=staff)
        with pytest.raises(Refused, match="đã có thay đổi sau lần nhập"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED

    def test_undo_is_refused_when_he_has_work_in_the_new_cell(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        assignments.work(anh, on=D(2009, 12, 11))
        with pytest.raises(Refused, match=r"đã có số liệu khác dựa vào: .* của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED

    def test_undo_is_refused_when_he_goes_on_from_the_new_cell(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        plan = transferring.Plan(kind="to_district", decided_on=D(2009, 12, 15), to_words="Huyện ủy Tam Đường")
        transferring.begin(member=anh, plan=plan, sheet=transferring.Sheet(), by=staff)
        with pytest.raises(Refused, match=r"đã có số liệu khác dựa vào: .* của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED and Transfer.objects.count() == 2

    def test_undo_is_refused_when_a_stay_was_extended(self, bring_transfers, staff, anh, nam_tam_cells):
        transfers.temporary(anh, nam_tam_cells[1], presented_on=None, received_on=None, host_cell=None)
        upload = bring_transfers(for_a_time())
        extended = {"on": D(2009, 12, 1), "until": D(2010, 5, 31), "reason": "Chưa học xong"}
        transferring.extend(transfer=Transfer.objects.get(), by=staff, **extended)
        with pytest.raises(Refused, match="gia hạn sinh hoạt tạm thời của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert Transfer.objects.get().received_on

    def test_afterwards_the_database_keeps_transfers_as_before(self, bring_transfers, staff, anh):
        uploads.undo(upload=bring_transfers(completed()), by=staff)
        one = transfers.transfer(anh, to_words="Huyện ủy Tam Đường")
        with pytest.raises(IntegrityError, match="không việc nào được xóa"), transaction.atomic():
            Transfer.objects.filter(pk=one.pk).delete()


def test_a_change_since_the_trial_is_not_overwritten(tried_transfers, staff, anh, nam_tam_cells):
    upload = tried_transfers(completed())
    transfers.transfer(anh, nam_tam_cells[1])
    with pytest.raises(Refused, match="sau lần thử"):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
    assert Transfer.objects.count() == 1 and stays(anh) == AT_HOME


def test_the_template_offers_kinds_and_places(log_in, staff, nam_tam_cells):
    response = log_in(staff).get(reverse("imports:template", args=["transfers"]))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    titles = [cell.value.removesuffix(" *") for cell in sheet[3]]
    assert titles == list(kind_of("transfers").resource.titles().required)
    offered = " ".join(rule.formula1 for rule in sheet.data_validations.dataValidation)
    assert "SH-NT-01 · Chi bộ bản Nậm Tăm 1" in offered


@pytest.mark.parametrize("rows", [1, 30])
def test_each_row_costs_its_acts_and_the_reading_does_not_grow(
    staff, nam_tam_cells, rows, django_assert_max_num_queries
):
    names = [f"Lò Văn {'ABCDEGHIKL'[n % 10]} {'MNOPQRSTUV'[n // 10]}" for n in range(rows)]
    for name in names:
        make.member(nam_tam_cells[0], name, birth_year=1971, birth_month=3, birth_day=12)
    content, scope = xlsx([completed(**{NAME: name}) for name in names]), people.scope(staff)
    with django_assert_max_num_queries(40 + ACTS * rows):
        upload = uploads.try_file(kind=kind_of("transfers"), file_name="a.xlsx", content=content, scope=scope, by=staff)
    assert upload.counts["new"] == rows


def test_a_file_of_known_transfers_costs_the_same_queries_for_many_rows(
    staff, nam_tam_cells, django_assert_max_num_queries
):
    for n in range(30):
        transfers.transfer(
            make.member(nam_tam_cells[0], f"Lò Văn {'ABCDEGHIKL'[n % 10]}", birth_year=1950 + n), nam_tam_cells[1]
        )
    content, scope = exported(staff), people.scope(staff)
    with django_assert_max_num_queries(40):
        uploads.try_file(kind=kind_of("transfers"), file_name="a.xlsx", content=content, scope=scope, by=staff)
