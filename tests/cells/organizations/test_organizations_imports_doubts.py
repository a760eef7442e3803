"""Rows of the workbook of organisations that are doubted, noted, or lie outside the scope."""

from cells.organizations.models import OrganizationState
from cells.places.enums import ServiceKind
from tests.cells.organizations.test_organizations_imports_bad import CELL, COMMITTEE, KNOWN, lines
from tests.factories import organizations as make
from tests.factories import people


def test_what_lies_outside_the_scope_is_refused_and_not_told(tried, nam_tam):
    clerk = people.user("clerk", "district_staff", nam_tam)
    upload = tried(
        {**KNOWN, "Mã tổ chức": "SH-TP-01", "Tên đầy đủ": "Chi bộ bản Tả Phìn 1"},
        {**CELL, "Mã tổ chức cấp trên": "SH-TP"},
        {**COMMITTEE, "Mã tổ chức cấp trên": "SH"},
        {**CELL, "Mã tổ chức": "SH-NT-06", "Mã tổ chức cấp trên": "Đảng bộ xã Tả Phìn"},
        {**CELL, "Mã tổ chức": "SH-NT-07", "Mã tổ chức cấp trên": "SH-TP-01"},
        by=clerk,
    )
    assert [code for code, _ in lines(upload)] == ["reference", "reference", "reference", "reference", "scope"]
    assert lines(upload)[-1][1] == (
        "dòng 4, cột A · Mã tổ chức, “SH-TP-01”: Mã SH-TP-01 không thuộc phạm vi đồng chí được nhập."
    )
    told = str([line for _, line in lines(upload)]).replace("“Đảng bộ xã Tả Phìn”", "")
    assert "Tả Phìn" not in told


def test_the_root_of_a_person_keeps_its_parent_outside(tried, nam_tam):
    clerk = people.user("clerk", "district_staff", nam_tam)
    row = {**COMMITTEE, "Mã tổ chức": "SH-NT", "Tên đầy đủ": "Đảng bộ xã Nậm Tăm mới", "Mã tổ chức cấp trên": "SH"}
    upload = tried(row, by=clerk)
    assert (lines(upload), upload.counts["changed"]) == ([], 1)


def test_a_name_that_is_there_already_is_doubted(tried):
    upload = tried(
        {**CELL, "Tên đầy đủ": "CHI BO BẢN NẬM TĂM 1"},
        {**CELL, "Mã tổ chức": "SH-NT-06", "Tên đầy đủ": "Chi bộ bản Mới"},
        {**CELL, "Mã tổ chức": "SH-NT-07", "Tên đầy đủ": "Chi bộ bản mới"},
        {**CELL, "Mã tổ chức": "SH-TP-05", "Tên đầy đủ": "Chi bộ bản Nậm Tăm 1", "Mã tổ chức cấp trên": "SH-TP"},
    )
    assert upload.trial["errors"] == []
    assert [line for _, line in lines(upload, "doubts")] == [
        "dòng 4, cột B · Tên đầy đủ, “CHI BO BẢN NẬM TĂM 1”: Đã có SH-NT-01 · Chi bộ bản Nậm Tăm 1, cùng cấp trên.",
        "dòng 6, cột B · Tên đầy đủ, “Chi bộ bản mới”: Đã có SH-NT-06 · Chi bộ bản Mới, cùng cấp trên.",
    ]


def test_letters_that_a_font_lost_are_doubted(tried):
    upload = tried({**CELL, "Tên đầy đủ": "Chi b? b?n N?m Ng?p"})
    assert [code for code, _ in lines(upload, "doubts")] == ["font", "font"]


def test_an_old_font_is_converted_after_somebody_has_seen_it(tried):
    upload = tried({**CELL, "Tên đầy đủ": "Chi bé b¶n NËm Ng¸p"})
    assert [code for code, _ in lines(upload, "doubts")] == ["converted"]
    assert upload.trial["rows"][0]["name"] == "Chi bộ bản Nậm Ngáp"


def test_unusual_foundings_are_noted(tried):
    upload = tried({**COMMITTEE, "Đảng viên chính thức": 12})
    assert [code for code, _ in lines(upload, "notes")] == ["unusual"]
    assert "Mới có 12 đảng viên" in lines(upload, "notes")[0][1]


def test_too_few_members_are_noted_where_nobody_compared_the_text(tried):
    upload = tried({**CELL, "Đảng viên chính thức": 2})
    assert upload.trial["errors"] == [] and [code for code, _ in lines(upload, "notes")] == ["unusual"]
    assert "Cần ít nhất 3 đảng viên chính thức" in lines(upload, "notes")[0][1]


def test_a_commune_code_that_lost_its_zero_is_understood_and_said(tried):
    make.commune("Nậm Cuổi", code="03544")
    upload = tried({**CELL, "Mã xã": 3544})
    assert lines(upload, "notes") == [("read_as", "dòng 4, cột F · Mã xã, “3544”: Đã hiểu là 03544 · Xã Nậm Cuổi.")]


def test_what_only_the_database_knows_is_said_of_the_row(tried, nam_tam, nam_tam_cells):
    """The village that the cell serves is not in this workbook."""
    make.village("Nậm Tăm 1", committee=nam_tam, served_by=nam_tam_cells[0], kind=ServiceKind.OWN)
    upload = tried({**KNOWN, "Đến ngày": "31/12/2009"}, CELL)
    assert [code for code, _ in lines(upload)] == ["database"]
    assert lines(upload)[0][1].startswith("dòng 4: Bản “Nậm Tăm 1” do Chi bộ bản Nậm Tăm 1 phụ trách từ 02/01/2004")
    assert [row["verdict"] for row in upload.trial["rows"]] == ["wrong", "new"]
    assert OrganizationState.objects.filter(valid__endswith__isnull=False).count() == 0
