"""The workbook of commendations: rows go through the acts of the pages; what is known is not written over."""

import datetime as dt

import pytest

from cells.oversight.actions.striking import strike
from cells.oversight.models import Commendation
from members.conduct.models import MemberCommendation
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads as acts
from sinho.refusal import Refused
from tests.factories import conduct, people, uploads
from tests.factories import members as make
from tests.factories.workbooks import xlsx

D = dt.date
ORG, MEMBER, NAME, KIND, LEVEL, ISSUER = (
    *("Mã tổ chức", "Mã đảng viên", "Tên", "Hình thức", "Cấp khen", "Cơ quan khen"),
)
NUMBER, DECIDED, YEAR, WHY = "Số quyết định", "Ngày quyết định", "Thành tích năm", "Thành tích"
COLUMNS = [ORG, MEMBER, NAME, KIND, LEVEL, ISSUER, NUMBER, DECIDED, YEAR, WHY]
ROW = {ORG: "SH-NT", KIND: "Giấy khen", LEVEL: "Cấp ủy cấp trên trực tiếp của cơ sở", ISSUER: "Huyện ủy Sìn Hồ"}
ROW |= {NUMBER: "15-QĐ/HU", DECIDED: D(2009, 2, 3), YEAR: 2008, WHY: "Trong sạch, vững mạnh"}


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def tried(staff, *rows):
    return uploads.tried("commendations", xlsx(rows, COLUMNS), staff, "khen.xlsx")


def test_organisations_and_members_in_one_file(staff, nam_tam, nam_tam_cells, an):
    person = ROW | {ORG: None, MEMBER: an.code, NUMBER: "16-QĐ/HU"}
    upload = tried(staff, ROW, person)
    assert uploads.said(upload) == []
    uploads.confirmed(upload, staff)
    assert Commendation.objects.get().organization == nam_tam
    one = MemberCommendation.objects.get()
    assert (one.member, one.organization, one.year) == (an, nam_tam_cells[0], 2008)
    assert AuditEntry.objects.filter(did__in=("commendation.recorded", "member.commended")).count() == 2
    again = tried(staff, ROW, person)
    assert (uploads.said(again), again.counts["unchanged"]) == ([], 2)
    acts.undo(upload=upload, by=staff)
    assert not Commendation.objects.exists() and not MemberCommendation.objects.exists()


def test_every_bad_row_has_its_sentence_and_nothing_is_written(staff, nam_tam, an):
    bad = [
        ({ORG: None}, "reference", ORG, "mã tổ chức hoặc mã đảng viên"),
        ({MEMBER: an.code}, "reference", ORG, "không ghi cả hai"),
        ({ORG: "SH-XX"}, "reference", ORG, "Không có tổ chức mã SH-XX"),
        ({ORG: None, MEMBER: "DV-999999"}, "reference", MEMBER, "Không có đảng viên"),
        ({KIND: "Huân chương"}, "choice", KIND, "Các giá trị"),
        ({KIND: "Cờ"}, "refused", KIND, "không bằng cờ"),
        ({LEVEL: "Xã khác"}, "choice", LEVEL, "Không có trong danh mục"),
        ({DECIDED: "31/02/2009"}, "day", DECIDED, "31/02/2009"),
        ({DECIDED: D(2009, 12, 19)}, "refused", DECIDED, "chưa đến"),
        ({YEAR: 2010}, "refused", YEAR, "không thể có từ năm 2009"),
        ({YEAR: 8}, "refused", YEAR, "phải từ 1945"),
        ({YEAR: "x"}, "number", YEAR, "số"),
        ({YEAR: -2008}, "number", YEAR, "số"),
        ({DECIDED: "01/01/0001"}, "day", DECIDED, "không hợp lệ"),
        ({WHY: None}, "missing", WHY, "phải có giá trị"),
        ({ISSUER: "x" * 201}, "text", ISSUER, "Ô dài 201 ký tự"),
    ]
    rows = [ROW | {NUMBER: f"{n}-QĐ/HU"} | change for n, (change, *_) in enumerate(bad)]
    found = uploads.found_at(tried(staff, *rows))
    wrong = [
        (found.get(number), wanted)
        for number, (_, *wanted) in enumerate(bad, 4)
        if not any(one[:2] == tuple(wanted[:2]) and wanted[2] in one[2] for one in found.get(number, []))
    ]
    assert wrong == [] and not Commendation.objects.exists()


def test_a_known_one_is_not_written_over_and_an_export_comes_in_unchanged(staff, nam_tam, nam_tam_cells, an):
    conduct.commendation(nam_tam, staff)
    conduct.member_commendation(an, nam_tam_cells[0], staff)
    content = uploads.exported("commendations", staff)
    assert {row[NAME] for row in uploads.table(content)} == {"Đảng bộ xã Nậm Tăm", "Lò Văn An"}
    upload = uploads.tried("commendations", content, staff)
    assert (uploads.said(upload), upload.counts["unchanged"]) == ([], 2)
    found = uploads.found_at(tried(staff, ROW | {WHY: "Khác hẳn"}, ROW | {NUMBER: "99"}, ROW | {NUMBER: "99"}))
    assert found[4][0][:2] == ("praise_differs", WHY) and found[6][0][0] == "twice"


def test_what_came_by_a_file_and_was_struck_is_neither_handed_out_nor_in_the_way(staff, nam_tam):
    upload = uploads.confirmed(tried(staff, ROW), staff)
    one = Commendation.objects.get()
    strike(row=one, reason="Ghi nhầm", scope=people.scope(staff), by=staff)
    again = tried(staff, ROW)
    assert (uploads.said(again), again.counts["new"]) == ([], 1)
    assert uploads.table(uploads.exported("commendations", staff)) == []
    uploads.confirmed(again, staff)
    assert Commendation.objects.standing().count() == 1 and Commendation.objects.count() == 2
    try:
        acts.undo(upload=upload, by=staff)
    except Refused:
        assert Commendation.objects.filter(pk=one.pk).exists()
    assert Commendation.objects.standing().count() == 1
