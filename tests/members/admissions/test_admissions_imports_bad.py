"""Rows of a register of cases that cannot stand: each with a sentence at its cell, and nothing half written."""

import datetime as dt

import pytest

from members.admissions.models import Case, CaseStep
from members.roll.models import Member
from sinho.imports.actions import uploads
from sinho.refusal import Refused
from tests.factories import admissions, people
from tests.factories import members as make
from tests.factories.registers import (
    BASE,
    BIRTH,
    CELL,
    CODE,
    ELDER,
    ETHNICITY,
    IDENTITY,
    LEFT,
    MOUNTAIN,
    NAME,
    RELIGION,
    SCHOOLING,
    SEX,
    UNION,
    VILLAGE,
    WORK,
    agreed,
    chosen,
    counted,
    number,
    on,
    until,
    who,
    without,
)
from tests.factories.uploads import said

D = dt.date


BAD = [
    (chosen(**{NAME: None}), "missing", NAME, "phải có giá trị"),
    (chosen(**{NAME: "x" * 121}), "text", NAME, "Ô dài 121 ký tự"),
    (chosen(**{SEX: None}), "missing", SEX, "Mở hồ sơ mới phải ghi"),
    (chosen(**{SEX: "Khác"}), "choice", SEX, "Không có trong danh mục"),
    (chosen(**{BIRTH: None}), "missing", BIRTH, "phải có giá trị"),
    (chosen(**{BIRTH: "31/02/1986"}), "day", BIRTH, "Không có ngày 31/02/1986"),
    (chosen(**{BIRTH: "1994"}), "refused", on("outstanding"), "chưa đủ 15 tuổi"),
    (chosen(**{ETHNICITY: "Klingon"}), "choice", ETHNICITY, "Không có trong danh mục"),
    (chosen(**{ETHNICITY: None}), "missing", ETHNICITY, "Mở hồ sơ mới phải ghi"),
    (chosen(**{RELIGION: "Đạo lạ"}), "choice", RELIGION, "Không có trong danh mục"),
    (chosen(**{SCHOOLING: None}), "missing", SCHOOLING, "Mở hồ sơ mới phải ghi"),
    (chosen(**{SCHOOLING: "13/12"}), "choice", SCHOOLING, "Không có lớp 13"),
    (chosen(**{SCHOOLING: D(2009, 12, 9)}), "choice", SCHOOLING, "Excel đã đổi ô này thành ngày"),
    (chosen(**{WORK: None}), "missing", WORK, "Mở hồ sơ mới phải ghi"),
    (chosen(**{WORK: "Phi công"}), "choice", WORK, "Không có trong danh mục"),
    (chosen(**{MOUNTAIN: "có lẽ"}), "choice", MOUNTAIN, "Ghi Có hoặc Không"),
    (chosen(**{IDENTITY: "01207"}), "number", IDENTITY, "Có 5 chữ số"),
    (chosen(**{UNION: D(2010, 3, 26)}), "order", UNION, "26/03/2010 chưa đến"),
    (chosen(**{VILLAGE: "Bản Không Có"}), "reference", VILLAGE, "không có trong danh mục bản"),
    (chosen(**{CELL: None}), "missing", CELL, "phải có giá trị"),
    (chosen(**{CELL: "Chi bộ bản Không Có"}), "unknown_name", CELL, "Chưa rõ “Chi bộ bản Không Có”"),
    (chosen(**{BASE: "Tả Phìn"}), "reference", BASE, "không thuộc “Tả Phìn”"),
    (chosen(**{CODE: "HS-999999"}), "reference", CODE, "Không có hồ sơ mã HS-999999"),
    (chosen(**{CODE: "mã lạ"}), "code", CODE, "Mã chỉ gồm"),
    (
        chosen(**{on("outstanding"): None, number("outstanding"): None, who("outstanding"): None}),
        "missing",
        on("outstanding"),
        "Mở hồ sơ mới phải ghi",
    ),
    (chosen(**{on("outstanding"): D(2003, 1, 1)}), "refused", CELL, "Chi bộ chưa có"),
    (chosen(**{on("outstanding"): D(2010, 1, 1)}), "refused", on("outstanding"), "chưa"),
    (chosen(**{on("outstanding"): "2007"}), "day", on("outstanding"), "Mới có năm"),
    (chosen(**{who("outstanding"): None}), "refused", who("outstanding"), "Ghi đảng viên chính thức"),
    (until("permission", **{on("permission"): None}), "missing", on("permission"), "Ghi ngày của bước này"),
    (
        until("awareness_class", **{number("awareness_class"): None}),
        "refused",
        number("awareness_class"),
        "Ghi số của giấy chứng nhận",
    ),
    (
        until("awareness_class", **{on("awareness_class"): D(2007, 1, 2)}),
        "refused",
        on("awareness_class"),
        "trước bước trước đó",
    ),
    (without(until("application"), "permission"), "refused", on("application"), "còn thiếu: Đảng ủy cho phép"),
    (without(until("cell_vote"), "verification"), "refused", on("cell_vote"), "còn thiếu: Thẩm tra lý lịch xong"),
    (until("referrals", **{who("referrals"): None}), "refused", who("referrals"), "Ghi người giới thiệu"),
    (until("cell_vote", **{on("cell_vote"): D(2008, 5, 1)}), "refused", on("cell_vote"), "trước bước trước đó"),
    (
        until("cell_vote", **{agreed("cell_vote"): None}),
        "missing",
        agreed("cell_vote"),
        "Ghi cả số người được tính và số tán thành",
    ),
    (
        until("cell_vote", **{agreed("cell_vote"): None, counted("cell_vote"): None}),
        "refused",
        counted("cell_vote"),
        "Ghi số người được tính",
    ),
    (
        until("cell_vote", **{agreed("cell_vote"): 9}),
        "refused",
        agreed("cell_vote"),
        "Số phiếu tán thành phải từ 0 đến 8",
    ),
    (until("cell_vote", **{counted("cell_vote"): "tám"}), "number", counted("cell_vote"), "Chỉ ghi số nguyên"),
    (
        until("cell_vote", **{counted("cell_vote"): 0, agreed("cell_vote"): 0}),
        "refused",
        counted("cell_vote"),
        "Ghi số người được tính",
    ),
    (
        until("committee_vote", **{agreed("cell_vote"): 5}),
        "refused",
        on("committee_vote"),
        "còn thiếu: Chi bộ họp xét kết nạp",
    ),
    (
        until("cell_vote", **{on("cell_vote"): D(2009, 5, 4)}),
        "refused",
        on("cell_vote"),
        "Lý lịch chỉ có giá trị đến 02/04/2009",
    ),
    (until("cell_vote", **{BIRTH: "02/07/1990"}), "refused", on("cell_vote"), "mới đủ 18 tuổi"),
    (until("cell_vote", **{SCHOOLING: "Tiểu học", MOUNTAIN: "Không"}), "refused", SCHOOLING, "Học vấn tối thiểu"),
    (until("cell_vote", **{LEFT: D(2006, 1, 1)}), "refused", on("cell_vote"), "Kết nạp lại sớm nhất 36 tháng"),
    (until("decision", **{number("decision"): None}), "refused", number("decision"), "Ghi số của quyết định"),
    (until("ceremony", **{on("ceremony"): D(2008, 7, 1)}), "refused", on("ceremony"), "trước bước trước đó"),
    (
        until("self_review", **{on("self_review"): D(2009, 8, 3)}),
        "refused",
        on("self_review"),
        "Sớm nhất là 12 tháng sau",
    ),
    (until("recognition", **{on("recognition"): D(2009, 12, 20)}), "refused", on("recognition"), "20/12/2009 chưa đến"),
]


@pytest.mark.parametrize(("row", "cause", "column", "words"), BAD)
def test_a_wrong_row_gets_a_sentence_and_nothing_is_written(
    tried_cases, staff, ta_phin_cells, row, cause, column, words
):
    upload = tried_cases(row)
    [(found, where, text)] = said(upload)
    assert (found, where) == (cause, column) and words in text
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert not Case.objects.exists() and not Member.objects.exists()


def test_an_elder_may_have_less_schooling(tried_cases):
    elder = {SCHOOLING: "Biết đọc, biết viết", ELDER: "Có"}
    consent = {on("province_consent"): D(2007, 6, 1), number("province_consent"): "12-CV/TU"}
    assert said(tried_cases(until("cell_vote", **elder, **consent))) == []
    [(_, _, text)] = said(tried_cases(until("cell_vote", **elder)))
    assert "phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy" in text


class TestWho:
    @pytest.mark.parametrize("again", [{}, {NAME: "TẨN LÁO LỞ"}, {on("outstanding"): D(2007, 3, 1)}])
    def test_the_same_person_twice_in_a_file(self, tried_cases, again):
        upload = tried_cases(chosen(), chosen(**again))
        assert said(upload) == [("twice", NAME, "Dòng 4 đã ghi Tẩn Láo Lở, sinh 14/05/1986.")]

    def test_a_number_twice_in_a_file(self, tried_cases):
        upload = tried_cases(chosen(**{IDENTITY: "045000777"}), chosen(**{NAME: "Lò Văn An", IDENTITY: "045000777"}))
        assert [cause for cause, *_ in said(upload)] == ["twice"]

    def test_somebody_like_him_in_another_cell_of_the_file_is_a_doubt(self, tried_cases):
        upload = tried_cases(chosen(), chosen(**{CELL: "SH-NT-02"}))
        assert said(upload) == [] and [cause for cause, *_ in said(upload, "doubts")] == ["twin"]

    def test_a_case_in_another_cell_is_a_doubt_or_by_its_number_an_error(self, tried_cases, staff, nam_tam_cells):
        admissions.case(nam_tam_cells[1], staff)
        [(cause, _, text)] = said(tried_cases(chosen()), "doubts")
        assert cause == "twin" and "đã mở hồ sơ của Tẩn Láo Lở" in text
        [(cause, column, text)] = said(tried_cases(chosen(**{IDENTITY: "045000777"})))
        assert (cause, column) == ("reference", CELL) and "đang ở Chi bộ bản Nậm Tăm 2" in text

    def test_a_case_that_is_open_does_not_begin_a_second_time(self, tried_cases, staff, nam_tam_cells):
        admissions.case(nam_tam_cells[0], staff)
        [(cause, column, text)] = said(tried_cases(chosen(**{on("outstanding"): D(2008, 2, 12)})))
        assert (cause, column) == ("refused", on("outstanding")) and "đã ghi ngày 12/02/2007" in text

    def test_who_is_a_member_already_gets_no_case(self, tried_cases, nam_tam_cells):
        facts = {"birth_year": 1986, "birth_month": 5, "birth_day": 14, "identity_number": "045000777"}
        make.member(nam_tam_cells[0], "Tẩn Láo Lở", **facts)
        for row in (chosen(), chosen(**{IDENTITY: "045000777", CELL: "SH-NT-02"})):
            [(cause, column, text)] = said(tried_cases(row))
            assert (cause, column) == ("reference", NAME) and "Đã là đảng viên trong danh sách" in text

    def test_a_member_of_another_cell_like_him_is_a_doubt(self, tried_cases, nam_tam_cells):
        make.member(nam_tam_cells[1], "Tẩn Láo Lở", birth_year=1986, birth_month=5, birth_day=14)
        [(cause, _, text)] = said(tried_cases(chosen()), "doubts")
        assert cause == "twin" and "Danh sách đảng viên có Tẩn Láo Lở" in text

    def test_a_number_of_somebody_else_is_refused(self, tried_cases, nam_tam_cells):
        make.member(nam_tam_cells[1], "Tao Văn Sơn", identity_number="045000777")
        [(cause, _, text)] = said(tried_cases(chosen(**{IDENTITY: "045000777"})))
        assert cause == "reference" and "Tao Văn Sơn" in text

    def test_who_was_removed_may_be_admitted_again_onto_his_record(self, tried_cases, staff, nam_tam_cells):
        facts = {"birth_year": 1986, "birth_month": 5, "birth_day": 14, "identity_number": "045000777"}
        gone = make.member(
            nam_tam_cells[0],
            "Tẩn Láo Lở",
            admitted=D(2004, 6, 1),
            official=None,
            until=D(2005, 1, 31),
            exit="removed",
            **facts,
        )
        row = until("ceremony", **{IDENTITY: "045000777", LEFT: D(2005, 2, 1)})
        upload = tried_cases(row)
        assert said(upload) == []
        upload = uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
        assert Member.objects.get() == gone and gone.memberships.count() == 2
        uploads.undo(upload=upload, by=staff)
        assert Member.objects.get() == gone and gone.memberships.count() == 1 and not Case.objects.exists()


def test_all_or_nothing_unless_the_right_rows_are_chosen(tried_cases, staff):
    other = {NAME: "Lò Văn An"}
    late = until("cell_vote", **{NAME: "Lừ Thị Hặc", on("cell_vote"): D(2008, 5, 1)})
    upload = tried_cases(chosen(), late, until("permission", **other))
    assert (upload.counts["wrong"], upload.counts["new"]) == (1, 2)
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert not CaseStep.objects.exists()
    uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, partial=True, acknowledged=True)
    assert set(Case.objects.values_list("full_name", flat=True)) == {"Tẩn Láo Lở", "Lò Văn An"}
