"""The workbook of documents and sessions: what a row becomes, what is wrong with one, the way back."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.directives.models import Briefing, Directive
from sinho.imports.actions import uploads as acts
from tests.factories import directives as make
from tests.factories import people, uploads
from tests.factories.workbooks import xlsx

D = dt.date
NUMBER, ISSUED, TYPE, ISSUER, RECEIVED = "Số, ký hiệu", "Ngày ban hành", "Loại văn bản", "Cơ quan ban hành", "Ngày nhận"
SUBJECT, UNIT, HELD, PLACE, SPEAKER = "Trích yếu", "Tổ chức", "Ngày quán triệt", "Địa điểm", "Người truyền đạt"
MEMBERS, INVITED, PRESENT = "Số đảng viên", "Đảng viên khác, mời", "Đảng viên khác, có mặt"
DOCUMENT = {
    NUMBER: "22-NQ/TW",
    ISSUED: D(2008, 2, 2),
    TYPE: "Nghị quyết",
    ISSUER: "Ban Chấp hành Trung ương",
    RECEIVED: D(2008, 2, 12),
    SUBJECT: "Nâng cao",
}
SESSION = {UNIT: "SH-NT", HELD: D(2008, 4, 10), PLACE: "Hội trường", SPEAKER: "Bí thư", INVITED: 20, PRESENT: 18}
NONE = dict.fromkeys([UNIT, HELD, PLACE, SPEAKER, INVITED, PRESENT])


def tried(staff, *rows):
    return uploads.tried("directives", xlsx([DOCUMENT | SESSION | row for row in rows]), staff)


def test_rows_become_documents_and_sessions_and_go_again(staff, district, nam_tam, ta_phin):
    upload = tried(staff, {}, {UNIT: "Tả Phìn", MEMBERS: 30}, NONE | {NUMBER: "06-CT/TW", TYPE: "Chỉ thị"})
    assert uploads.found_at(upload) == {} and not Directive.objects.exists()
    upload = uploads.confirmed(upload, staff)
    first, second = Briefing.objects.with_members().order_by("pk")
    assert (first.organization, first.present_members, first.members) == (nam_tam, 18, None)
    assert (second.organization, second.members) == (ta_phin, 30)
    assert set(first.directives.all()) == set(second.directives.all()) == {Directive.objects.get(number="22-NQ/TW")}
    assert Directive.objects.get(number="06-CT/TW").organization == district
    again = tried(staff, {}, {UNIT: "Tả Phìn", MEMBERS: 30})
    assert uploads.found_at(again) == {} and again.trial["counts"]["unchanged"] == 2
    out = uploads.tried("directives", uploads.exported("directives", staff), staff)
    assert uploads.found_at(out) == {} and out.trial["counts"]["unchanged"] == 3
    acts.undo(upload=upload, by=staff)
    assert not Briefing.objects.exists() and not Directive.objects.exists()


@pytest.mark.parametrize(
    ("change", "column", "sentence"),
    [
        ({NUMBER: None}, NUMBER, "phải có giá trị"),
        ({NUMBER: "x" * 41}, NUMBER, "nhiều nhất 40"),
        ({ISSUED: "2008"}, ISSUED, "cần đủ ngày"),
        ({ISSUED: None}, ISSUED, "Văn bản chưa có trong sổ"),
        ({TYPE: "Thơ"}, TYPE, "Không có trong danh mục"),
        ({TYPE: "Chỉ thị"}, TYPE, "Ký hiệu NQ"),
        ({RECEIVED: D(2008, 1, 1)}, RECEIVED, "trước ngày ban hành"),
        ({UNIT: None}, UNIT, "Ghi tổ chức"),
        ({UNIT: "Xã lạ"}, UNIT, "không có trong phạm vi"),
        ({SPEAKER: None}, SPEAKER, "người truyền đạt"),
        ({HELD: D(2008, 1, 1)}, HELD, "trước ngày ban hành"),
        ({HELD: D(2009, 12, 19)}, HELD, "chưa đến"),
        ({PRESENT: 21}, HELD, "nhiều hơn số mời"),
        ({PRESENT: "nhiều"}, PRESENT, "số nguyên"),
        ({INVITED: None}, INVITED, "Ghi cả số mời"),
        ({PLACE: "a" * 161}, PLACE, "nhiều nhất 160"),
    ],
)
def test_what_is_wrong_with_a_row(staff, district, nam_tam, change, column, sentence):
    upload = tried(staff, change)
    [found] = [one for rows in uploads.found_at(upload).values() for one in rows]
    assert found[1] == column and sentence in found[2]


def test_rows_together_and_what_is_known(staff, district, nam_tam):
    make.session(nam_tam, staff, make.document(district, staff, issuer="Trung ương"))
    upload = tried(
        staff, {ISSUER: "Trung ương", PRESENT: 19}, {HELD: D(2008, 5, 1)}, {ISSUER: None, HELD: D(2008, 6, 1)}
    )
    said = uploads.found_at(upload)
    assert sorted(said) == [4, 5]
    assert "Đang ghi “18”" in said[4][0][2] and "Đang ghi “Trung ương”" in said[5][0][2]
    twice = tried(staff, {ISSUER: None, HELD: D(2008, 6, 1)}, {ISSUER: None, HELD: D(2008, 6, 1)})
    assert "đã ghi đúng việc này" in uploads.found_at(twice)[5][0][2]


def test_only_who_keeps_the_register_brings_it_in(log_in, secretary, leader, staff, district):
    address = reverse("imports:index")
    assert "Văn bản, quán triệt" in log_in(staff).get(address).text
    people.grant(leader, "cadre_officer", district)
    assert "Văn bản, quán triệt" not in log_in(leader).get(address).text
