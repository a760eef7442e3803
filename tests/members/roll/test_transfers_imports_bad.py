"""Rows of a book of transfers that cannot stand: each with a sentence at its cell, and nothing half written."""

import datetime as dt

import pytest

from members.roll.models import Membership, Pause, Transfer
from sinho.accounts.roles import Permission, Role
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import people
from tests.factories.books import (
    BACK,
    BIRTH,
    CANCELLED,
    CARD,
    CODE,
    DECIDED,
    DUES,
    HOME,
    HOME_BASE,
    HOST,
    IDENTITY,
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
    TO_BASE,
    TRANSFER_COLUMNS,
    UNTIL,
    WHY_NOT,
    completed,
    for_a_time,
    on_the_way,
)
from tests.factories.organizations import period
from tests.factories.uploads import said
from tests.factories.workbooks import xlsx

D = dt.date


BAD = [
    (completed(**{KIND: None}), "missing", KIND, "phải có giá trị"),
    (completed(**{KIND: "Đi nơi khác"}), "choice", KIND, "Các giá trị"),
    (completed(**{TO: None}), "missing", TO, "phải có giá trị"),
    (completed(**{TO: "Chi bộ bản Không Có"}), "unknown_name", TO, "Chưa rõ “Chi bộ bản Không Có”"),
    (completed(**{HOME: "Cbộ lạ"}), "unknown_name", HOME, "Chưa rõ “Cbộ lạ”"),
    (completed(**{HOME_BASE: "Tả Phìn"}), "reference", HOME, "không thuộc “Tả Phìn”"),
    (completed(**{HOST: "Chi bộ lạ"}), "unknown_name", HOST, "Chưa rõ “Chi bộ lạ”"),
    (completed(**{TO: "SH-NT-01"}), "refused", "", "chính chi bộ này"),
    (completed(**{TO: "SH-NT"}), "missing", HOST, "thì ghi chi bộ đã tiếp nhận"),
    (completed(**{TO: "SH-NT", HOST: "SH-TP-01"}), "refused", HOST, "Chọn chi bộ nhận"),
    (completed(**{HOME: "SH-NT-02", TO: "SH-NT-01"}), "refused", RECEIVED, "Sổ đảng viên không ghi như vậy"),
    (on_the_way(**{HOME: "SH-NT-02", TO: "SH-NT-01"}), "refused", HOME, "từ chi bộ đang sinh hoạt"),
    (completed(**{DECIDED: None}), "missing", DECIDED, "Ghi ngày quyết định"),
    (completed(**{DECIDED: "2009"}), "day", DECIDED, "Mới có năm"),
    (completed(**{DECIDED: "31/11/2009"}), "day", DECIDED, "Không có ngày 31/11/2009"),
    (completed(**{DECIDED: D(2009, 12, 3)}), "order", INTRODUCED, "không thể trước ngày quyết định"),
    (completed(**{PRESENTED: D(2009, 12, 1)}), "order", PRESENTED, "không thể trước ngày giới thiệu"),
    (completed(**{RECEIVED: D(2009, 12, 6)}), "order", RECEIVED, "không thể trước ngày nộp giấy"),
    (completed(**{RECEIVED: D(2009, 12, 19)}), "order", RECEIVED, "19/12/2009 chưa đến"),
    (on_the_way(**{INTRODUCED: D(2010, 1, 5)}), "order", INTRODUCED, "05/01/2010 chưa đến"),
    (completed(**{SHEET: None}), "missing", SHEET, "cả số và ngày"),
    (completed(**{INTRODUCED: None}), "missing", INTRODUCED, "cả số và ngày"),
    (completed(**{INTRODUCED: None, SHEET: None}), "missing", INTRODUCED, "Thiếu số và ngày của giấy giới thiệu"),
    (completed(**{SHEET: "x" * 41}), "text", SHEET, "Ô dài 41 ký tự"),
    (completed(**{REASON: "x" * 301}), "text", REASON, "Ô dài 301 ký tự"),
    (completed(**{DUES: "hết tháng 11"}), "day", DUES, "không"),
    (completed(**{NOTICE: "9-TB"}), "order", NOTICE, "Số thông báo chỉ ghi khi"),
    (completed(**{UNTIL: D(2010, 6, 1)}), "order", UNTIL, "Chỉ ghi ô này khi chuyển tạm thời"),
    (completed(**{STUDY: "Có"}), "order", STUDY, "Chỉ ghi ô này khi chuyển tạm thời"),
    (completed(**{STUDY: "có lẽ"}), "choice", STUDY, "Ghi Có hoặc Không"),
    (for_a_time(**{UNTIL: None}), "missing", UNTIL, "phải ghi đến hết ngày nào"),
    (for_a_time(**{UNTIL: D(2009, 11, 1)}), "order", UNTIL, "từ 3 tháng trở lên"),
    (for_a_time(**{UNTIL: D(2010, 12, 1)}), "order", UNTIL, "dưới 12 tháng"),
    (for_a_time(**{BACK: D(2009, 9, 10)}), "refused", BACK, "phải sau ngày tiếp nhận"),
    (
        for_a_time(**{PRESENTED: None, RECEIVED: None, BACK: D(2009, 12, 1)}),
        "missing",
        RECEIVED,
        "thì ghi ngày tiếp nhận",
    ),
    (for_a_time(**{TO: "Chi bộ bản Lạ"}), "unknown_name", TO, "Chưa rõ “Chi bộ bản Lạ”"),
    (completed(**{CANCELLED: D(2009, 12, 12), WHY_NOT: "Không đi"}), "order", CANCELLED, "Đã tiếp nhận thì không hủy"),
    (on_the_way(**{CANCELLED: D(2009, 12, 12)}), "missing", WHY_NOT, "cả ngày hủy và lý do"),
    (on_the_way(**{CANCELLED: D(2009, 12, 1), WHY_NOT: "Không đi"}), "order", CANCELLED, "không thể trước"),
    (completed(**{KIND: "Từ tỉnh khác đến", DECIDED: None, HOME: None}), "missing", HOME, "nơi chuyển đi bằng lời"),
    (completed(**{KIND: "Từ tỉnh khác đến", HOME: "Sa Pa", TO: "SH-NT-01"}), "order", DECIDED, "để trống ô này"),
    (
        completed(**{KIND: "Từ tỉnh khác đến", HOME: "Sa Pa", TO: "SH-NT-01", DECIDED: None}),
        "refused",
        RECEIVED,
        "Sổ đảng viên không ghi như vậy",
    ),
    (completed(**{NAME: "Tao Văn Lạ"}), "reference", NAME, "Không thấy đảng viên này"),
    (completed(**{NAME: None, BIRTH: None}), "reference", CODE, "Chưa ghi là đảng viên nào"),
    (completed(**{BIRTH: "13/03/1971"}), "reference", NAME, "Không thấy đảng viên này"),
    (completed(**{CODE: "DV-999999"}), "reference", CODE, "Không có đảng viên mã DV-999999"),
    (completed(**{IDENTITY: "01207"}), "number", IDENTITY, "Có 5 chữ số"),
    (
        completed(**{CARD: "45000123", NAME: "Tao Văn Sơn"}),
        "reference",
        CARD,
        "Số này trong danh sách là của Lò Văn Ánh",
    ),
]


@pytest.mark.parametrize(("row", "cause", "column", "words"), BAD)
def test_a_wrong_row_gets_a_sentence_and_nothing_is_written(
    tried_transfers, staff, anh, ta_phin_cells, row, cause, column, words
):
    upload = tried_transfers(row)
    [(found, where, text)] = said(upload)
    assert (found, where) == (cause, column) and words in text
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert not Transfer.objects.exists() and Membership.objects.count() == 1


def test_who_is_suspended_does_not_go(tried_transfers, anh):
    Pause.objects.create(member=anh, kind="suspended", valid=period(D(2009, 12, 1)), reason="Kiểm tra")
    [(cause, _, text)] = said(tried_transfers(on_the_way()))
    assert cause == "refused" and "đang bị đình chỉ" in text


def test_a_second_open_transfer_waits_for_the_first(tried_transfers, bring_transfers, anh):
    bring_transfers(on_the_way())
    second = on_the_way(
        **{KIND: "Đi huyện khác", TO: "Tam Đường", DECIDED: D(2009, 12, 9), SHEET: "3", INTRODUCED: D(2009, 12, 9)}
    )
    [(cause, _, text)] = said(tried_transfers(second))
    assert cause == "refused" and "chưa xong" in text


@pytest.mark.parametrize("again", [{}, {SHEET: "13-GTSH"}, {HOME: None, CARD: "45000123", NAME: None, BIRTH: None}])
def test_the_same_transfer_twice_in_a_file(tried_transfers, again):
    upload = tried_transfers(completed(), completed(**again))
    assert said(upload)[0] == ("twice", KIND, "Dòng 4 đã ghi việc chuyển này của Lò Văn Ánh.")
    assert upload.counts["new"] == 0


def test_all_or_nothing_unless_the_right_rows_are_chosen(tried_transfers, staff, anh, nam_tam_cells):
    make.member(nam_tam_cells[0], "Tao Văn Sơn")
    other = {NAME: "Tao Văn Sơn", BIRTH: "1975"}
    back = completed(
        **{HOME: "SH-NT-02", TO: "SH-NT-01", DECIDED: D(2009, 12, 11), SHEET: "15", INTRODUCED: D(2009, 12, 9)}
    )
    upload = tried_transfers(completed(), back, on_the_way(**other))
    assert (upload.counts["wrong"], upload.counts["waiting"], upload.counts["new"]) == (1, 1, 1)
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
    assert not Transfer.objects.exists()
    uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, partial=True)
    assert Transfer.objects.get().member.full_name == "Tao Văn Sơn"


def test_what_is_refused_late_takes_back_the_earlier_rows_of_the_member(tried_transfers, staff, anh):
    back = completed(
        **{HOME: "SH-NT-02", TO: "SH-NT-02", DECIDED: D(2009, 12, 11), SHEET: "15", INTRODUCED: D(2009, 12, 12)}
    )
    upload = tried_transfers(completed(), {**back, PRESENTED: None, RECEIVED: D(2009, 12, 14)})
    assert [cause for cause, _, _ in said(upload)] == ["refused", "waiting"]
    assert upload.counts["waiting"] == 1


class TestUgly:
    def test_text_days_other_titles_and_names_typed_in_capitals(self, staff, anh):
        book = {
            "Họ tên": "LÒ VĂN ÁNH",
            "Năm sinh": "12/3/71",
            "Loại": "chuyển trong huyện",
            "Từ chi bộ": "CB bản Nậm Tăm 1",
            "Đến chi bộ": "bản Nậm Tăm 2",
            "Ngày QĐ": "16.11.2009",
            "Số giấy": "12-GTSH",
            "Ngày giấy": "2/12/09",
            "Ngày nhận": " 10-12-2009 ",
        }
        scope = people.scope(staff)
        upload = uploads.try_file(
            kind=kind_of("transfers"), file_name="so.xlsx", content=xlsx([book]), scope=scope, by=staff
        )
        assert said(upload) == [] and upload.counts["new"] == 1
        assert {text.partition(",")[0] for *_, text in said(upload, "notes")} >= {"12/3/71: năm có 2 chữ số"}

    def test_a_control_sign_and_an_old_font_are_named(self, tried_transfers):
        upload = tried_transfers(completed(**{REASON: "§æi n¬i ë", SHEET: "12_x0000_GTSH"}))
        assert [cause for cause, *_ in said(upload, "doubts")] in (["converted"], ["font"])

    def test_a_name_is_asked_once_and_a_committee_may_be_meant(self, tried_transfers, staff, ta_phin_cells):
        upload = tried_transfers(completed(**{TO: "ĐU T.Phìn", HOST: "SH-TP-01"}))
        assert [one["name"] for one in upload.trial["questions"]] == ["ĐU T.Phìn"]
        given = {"encoding": "", "names": {"ĐU T.Phìn": "SH-TP"}}
        upload = answering.answer(upload=upload, **given, scope=people.scope(staff), by=staff)
        assert said(upload) == [] and upload.counts["new"] == 1


class TestScope:
    @pytest.fixture
    def officer(self, ta_phin, ta_phin_cells):
        """Staff for Tả Phìn alone."""
        return people.user("can.bo.tp", Role.DISTRICT_STAFF, ta_phin)

    def test_members_of_another_commune_are_not_found(self, tried_transfers, anh, officer):
        by_code = completed(**{CODE: f"DV-{anh.pk:06d}", TO: "SH-TP-01", HOME: None})
        by_card = completed(**{NAME: None, BIRTH: None, CARD: "45000123", HOME: None, TO: "SH-TP-01"})
        by_name = completed(**{HOME: None, TO: "SH-TP-01"})
        found = [said(tried_transfers(one, by=officer)) for one in (by_code, by_card, by_name)]
        assert [[cause for cause, *_ in one] for one in found] == [["reference"]] * 3
        assert "Lò Văn Ánh" not in str([text for one in found for *_, text in one])

    def test_a_cell_of_another_commune_is_no_destination(self, tried_transfers, officer, ta_phin_cells):
        make.member(ta_phin_cells[0], "Phàn A Chẳn")
        him = {NAME: "Phàn A Chẳn", BIRTH: "1975", HOME: "SH-TP-01"}
        [(cause, column, _)] = said(tried_transfers(completed(**him), by=officer))
        assert (cause, column) == ("unknown_name", TO)
        [(cause, column, text)] = said(
            tried_transfers(completed(**him, **{KIND: "Đi tỉnh khác", TO: "Sa Pa"}), by=officer)
        )
        assert (cause, column) == ("scope", KIND) and "Ban Tổ chức Huyện ủy" in text

    def test_a_commune_secretary_brings_in_nothing(self, tried_transfers, secretary, stranger):
        for person in (secretary, stranger):
            with pytest.raises(Refused, match="không được giao quyền nhập"):
                tried_transfers(completed(), by=person)

    def test_it_asks_for_the_right_to_write_transfers(self, nam_tam, inspector):
        kind = kind_of("transfers")
        assert (kind.needs, kind.export_needs) == (Permission.RECORD_TRANSFERS, (Permission.EXPORT_MEMBERS,))
        assert not uploads.reach_of(kind, people.scope(inspector), nam_tam.pk)


def test_an_export_needs_a_reason_and_holds_only_what_is_in_reach(bring_transfers, staff, anh, ta_phin, ta_phin_cells):
    bring_transfers(on_the_way())
    with pytest.raises(Refused, match="Ghi lý do"):
        uploads.export(kind=kind_of("transfers"), scope=people.scope(staff), by=staff)
    officer = people.user("can.bo.tp", Role.DISTRICT_STAFF, ta_phin)
    content = uploads.export(kind=kind_of("transfers"), scope=people.scope(officer), by=officer, reason="Đối chiếu")
    upload = uploads.try_file(
        kind=kind_of("transfers"), file_name="a.xlsx", content=content, scope=people.scope(officer), by=officer
    )
    assert upload.counts["rows"] == 0


def test_the_columns_of_the_tests_are_those_of_the_template():
    assert set(TRANSFER_COLUMNS) == set(kind_of("transfers").resource.titles().required)
    assert TO_BASE in TRANSFER_COLUMNS
