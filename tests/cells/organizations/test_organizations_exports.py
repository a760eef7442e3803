"""The workbook of organisations that is taken out: it comes in again unchanged."""

from decimal import Decimal

from cells.organizations.models import Term
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.tables import read_table
from tests.cells.organizations.books import CELL, DAY, verdicts
from tests.factories import organizations as make
from tests.factories import people


def test_an_export_imports_again_unchanged(bring, staff, nam_tam, nam_tam_cells, finance_cell, ta_phin):
    make.secretary(nam_tam, "Lò Văn Inh", since=DAY(2005, 3, 1))
    make.founding(
        nam_tam_cells[0],
        DAY(1998, 2, 3),
        place="school",
        decision_number="=1+1",
        official_members=3,
        probationary_members=0,
        reason="Lý do có dấu “ngoặc”; và\nxuống dòng",
    )
    Term.objects.create(organization=nam_tam, starts_on=DAY(2005, 5, 5), planned_until=DAY(2010, 5, 5))
    bring({**CELL, "Đến ngày": DAY(2010, 12, 31)})
    bring({**CELL, "Tên đầy đủ": "Chi bộ đổi tên", "Có hiệu lực từ ngày": DAY(2009, 9, 1)})
    kind, scope = kind_of("organizations"), people.scope(staff)
    content = uploads.export(kind=kind, scope=scope, by=staff)
    upload = uploads.try_file(kind=kind, file_name="xuat.xlsx", content=content, scope=scope, by=staff)
    assert upload.trial["errors"] == upload.trial["doubts"] == []
    assert verdicts(upload) == ["unchanged"] * 7
    assert [row["key"] for row in upload.trial["rows"]] == [
        "SH",
        "SH-NT",
        "SH-TP",
        "SH-TC",
        "SH-NT-01",
        "SH-NT-02",
        "SH-NT-05",
    ]
    entry = AuditEntry.objects.get(did="import.exported")
    assert entry.said == "Xuất 7 tổ chức ra tệp Excel theo mẫu “Tổ chức đảng”"


def test_columns_out_are_columns_in(staff, nam_tam):
    kind = kind_of("organizations")
    content = uploads.export(kind=kind, scope=people.scope(staff), by=staff)
    table = read_table(content, "a.xlsx", kind.resource.titles())
    assert list(table.letters) == list(kind.resource.titles().required)
    assert table.findings == []
    assert table.rows[1].cells["Mã tổ chức cấp trên"] == "SH · Sìn Hồ"


def test_an_export_holds_only_what_is_in_reach(nam_tam, nam_tam_cells, ta_phin_cells):
    clerk = people.user("clerk", "district_staff", nam_tam)
    scope, kind = people.scope(clerk), kind_of("organizations")
    content = uploads.export(kind=kind, scope=scope, by=clerk)
    upload = uploads.try_file(kind=kind, file_name="xuat.xlsx", content=content, scope=scope, by=clerk)
    assert [row["key"] for row in upload.trial["rows"]] == ["SH-NT", "SH-NT-01", "SH-NT-02"]
    assert (verdicts(upload), upload.trial["errors"]) == (["unchanged"] * 3, [])


def test_numbers_and_days_are_typed_in_the_export(bring, staff):
    bring({**CELL, "Đảng viên chính thức": 4})
    kind = kind_of("organizations")
    content = uploads.export(kind=kind, scope=people.scope(staff), by=staff)
    row = read_table(content, "a.xlsx", kind.resource.titles()).rows[-1].cells
    assert (row["Có hiệu lực từ ngày"], Decimal(row["Đảng viên chính thức"])) == (DAY(2009, 6, 1), 4)
