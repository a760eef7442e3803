"""Registers of cases as communes really keep them, and of whom a person may bring them in."""

import datetime as dt

import pytest
from openpyxl import Workbook

from sinho.accounts.roles import Permission, Role
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import admissions, people
from tests.factories.registers import (
    BIRTH,
    CELL,
    CODE,
    IDENTITY,
    NAME,
    chosen,
    number,
    on,
    until,
)
from tests.factories.uploads import said
from tests.factories.workbooks import saved, xlsx

D = dt.date


class TestUgly:
    def test_text_days_other_titles_and_names_typed_in_capitals(self, staff, nam_tam_cells):
        register = {
            "Họ tên": "TẨN LÁO LỞ",
            "Nam/Nữ": "nam",
            "Năm sinh": "14/5/86",
            "Dân tộc": "dao",
            "Trình độ văn hóa": "9/12 bổ túc",
            "Nghề nghiệp": "Nông, lâm, ngư nghiệp",
            "Tên chi bộ": "CB bản Nậm Tăm 1",
            "Ngày chọn quần chúng ưu tú": "12.2.2007",
            "Đảng viên giúp đỡ": "Phàn A Chẳn",
            "Ngày cấp giấy chứng nhận": "20/9/07",
            "Số giấy chứng nhận": "214-GCN",
        }
        content, scope = xlsx([register]), people.scope(staff)
        given = {"kind": kind_of("admissions"), "file_name": "so.xlsx", "scope": scope, "by": staff}
        upload = uploads.try_file(content=content, **given)
        assert said(upload) == [] and upload.counts["new"] == 1
        assert [column for _, column, _ in said(upload, "notes")] == [BIRTH, on("awareness_class")]

    def test_headings_over_several_columns_are_read(self, staff, nam_tam_cells):
        book = Workbook()
        page = book.active
        page.append(["Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Học vấn", "Nghề nghiệp", "Chi bộ"])
        step = "Chi bộ chọn quần chúng ưu tú"
        for at, title in enumerate((step, None, None), start=8):
            page.cell(1, at, title)
        page.append([None] * 7 + ["Ngày", "Số", "Người"])
        page.append(
            ["Tẩn Láo Lở", "Nam", "1986", "Dao", "THCS", "Học sinh", "SH-NT-01", D(2007, 2, 12), "3", "Phàn A Chẳn"]
        )
        given = {"kind": kind_of("admissions"), "file_name": "so.xlsx", "scope": people.scope(staff), "by": staff}
        upload = uploads.try_file(content=saved(book), **given)
        assert said(upload) == [] and upload.counts["new"] == 1

    def test_an_old_font_is_converted_after_a_look(self, tried_cases):
        upload = tried_cases(chosen(**{NAME: "TÈn L¸o Lë", "Quê quán": "§æi n¬i ë NËm T¨m"}))
        assert [cause for cause, *_ in said(upload, "doubts")] == ["converted"]

    def test_a_control_sign_does_no_harm(self, tried_cases):
        assert said(tried_cases(chosen(**{number("outstanding"): "3_x0000_NQ"}))) == []

    def test_a_name_of_a_cell_is_asked_once_and_remembered(self, tried_cases, staff):
        upload = tried_cases(chosen(**{CELL: "Cbộ N.Tăm một"}))
        assert [one["name"] for one in upload.trial["questions"]] == ["Cbộ N.Tăm một"]
        given = {"encoding": "", "names": {"Cbộ N.Tăm một": "SH-NT-01"}}
        upload = answering.answer(upload=upload, **given, scope=people.scope(staff), by=staff)
        assert said(upload) == [] and upload.counts["new"] == 1
        assert said(tried_cases(until("permission", **{CELL: "Cbộ N.Tăm một"}))) == []


class TestScope:
    @pytest.fixture
    def officer(self, ta_phin, ta_phin_cells):
        """Staff for Tả Phìn alone."""
        return people.user("can.bo.tp", Role.DISTRICT_STAFF, ta_phin)

    def test_a_cell_of_another_commune_takes_nobody(self, tried_cases, officer):
        [(cause, column, _)] = said(tried_cases(chosen(), by=officer))
        assert (cause, column) == ("unknown_name", CELL)

    def test_cases_of_another_commune_are_not_found(self, tried_cases, officer, staff, nam_tam_cells):
        case = admissions.case(nam_tam_cells[0], staff)
        by_code = chosen(**{CODE: f"HS-{case.pk:06d}", CELL: "SH-TP-01"})
        by_number = chosen(**{IDENTITY: "045000777", CELL: "SH-TP-01"})
        found = [said(tried_cases(row, by=officer)) for row in (by_code, by_number)]
        assert [[cause for cause, *_ in one] for one in found] == [["reference"], ["reference"]]
        assert "Tẩn Láo Lở" not in str([text for one in found for *_, text in one])
        assert said(tried_cases(chosen(**{CELL: "SH-TP-01"}), by=officer), "doubts") == []

    def test_a_commune_secretary_brings_in_nothing(self, tried_cases, secretary, stranger):
        for person in (secretary, stranger):
            with pytest.raises(Refused, match="không được giao quyền nhập"):
                tried_cases(chosen(), by=person)

    def test_it_asks_for_the_right_to_write_steps(self, nam_tam, inspector):
        kind = kind_of("admissions")
        assert (kind.needs, kind.export_needs) == (Permission.RECORD_ADMISSIONS, (Permission.EXPORT_MEMBERS,))
        assert not uploads.reach_of(kind, people.scope(inspector), nam_tam.pk)

    def test_an_export_needs_a_reason_and_holds_only_what_is_in_reach(self, tried_cases, staff, officer, nam_tam_cells):
        admissions.case(nam_tam_cells[0], staff)
        with pytest.raises(Refused, match="Ghi lý do"):
            uploads.export(kind=kind_of("admissions"), scope=people.scope(staff), by=staff)
        content = uploads.export(
            kind=kind_of("admissions"), scope=people.scope(officer), by=officer, reason="Đối chiếu"
        )
        assert tried_cases(content, by=officer).counts["rows"] == 0
