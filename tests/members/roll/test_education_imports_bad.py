"""Rows of schooling that cannot stand: each with a sentence, and nothing half written."""

import datetime as dt

import pytest

from members.roll.models import Member, Schooling
from sinho.accounts.roles import Permission
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import people
from tests.factories.books import BIRTH, CARD, CELL, CODE, DAY, IDENTITY, LEVEL, MODE, NAME, SUBJECT, WORDS, level
from tests.factories.uploads import confirmed, exported, said, table

D = dt.date


BAD = [
    ({SUBJECT: None}, "missing", "phải có giá trị"),
    ({SUBJECT: "Âm nhạc"}, "choice", "Không có trong danh mục"),
    ({LEVEL: None}, "missing", "phải có giá trị"),
    ({LEVEL: "Giỏi"}, "choice", "Không rõ trình độ. Các trình độ: Sơ cấp"),
    ({LEVEL: "Thạc sĩ"}, "choice", "Không rõ trình độ"),
    ({LEVEL: "Chưa qua đào tạo"}, "missing", "không phải là một trình độ đã đạt"),
    ({SUBJECT: "Học vấn", LEVEL: "13/12"}, "choice", "Không có lớp 13"),
    ({SUBJECT: "Học vấn", LEVEL: D(2009, 12, 9)}, "choice", "Excel đã đổi ô này thành ngày"),
    ({SUBJECT: "Tin học", LEVEL: "A", WORDS: "Chứng chỉ A"}, "choice", "để trống ô này"),
    ({WORDS: "x" * 121}, "text", "Ô dài 121 ký tự"),
    ({MODE: "x" * 61}, "text", "Ô dài 61 ký tự"),
    ({DAY: D(2010, 1, 1)}, "order", "01/01/2010 chưa đến"),
    ({DAY: D(1971, 3, 11)}, "order", "trước ngày sinh 12/03/1971"),
    ({DAY: "2008"}, "day", "Mới có năm"),
    ({DAY: "31/02/2008"}, "day", "Không có ngày 31/02/2008"),
    ({NAME: "Tao Văn Lạ"}, "reference", "Không thấy đảng viên này"),
    ({NAME: None, BIRTH: None}, "reference", "Chưa ghi là đảng viên nào"),
    ({BIRTH: "13/03/1971"}, "reference", "Không thấy đảng viên này"),
    ({CELL: None}, "reference", "Danh sách có Lò Văn Ánh, sinh 12/03/1971, SH-NT-01"),
    ({CELL: "SH-NT-02"}, "reference", "đúng là người ấy thì ghi mã"),
    ({CELL: "Chi bộ bản Không Có"}, "unknown_name", "Chưa rõ “Chi bộ bản Không Có”"),
    ({CODE: "DV-999999"}, "reference", "Không có đảng viên mã DV-999999"),
    ({CODE: "mã lạ"}, "code", "Mã chỉ gồm"),
    ({IDENTITY: "01207"}, "number", "Có 5 chữ số"),
    ({IDENTITY: "012071000999"}, "reference", "Không thấy đảng viên này"),
    ({CARD: "45000123", IDENTITY: "012071000999"}, "reference", "có số căn cước khác"),
    ({CARD: "45000123", NAME: "Tao Văn Sơn"}, "reference", "Số này trong danh sách là của Lò Văn Ánh"),
    ({CARD: "45000123", BIRTH: "1980"}, "reference", "trong danh sách sinh 12/03/1971"),
    ({CARD: "45000123", CELL: "SH-NT-02"}, "reference", "trong danh sách thuộc SH-NT-01"),
]


@pytest.mark.parametrize(("changes", "cause", "words"), BAD)
def test_a_wrong_row_gets_a_sentence_and_nothing_is_written(tried_levels, staff, changes, cause, words):
    upload = tried_levels(level(**changes))
    assert [code for code, *_ in said(upload)] == [cause]
    assert words in said(upload)[0][2]
    with pytest.raises(Refused):
        confirmed(upload, staff, acknowledged=True)
    assert not Schooling.objects.exists() and Member.objects.count() == 1


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({NAME: "Tao Văn Sơn"}, "Mã, số này trong danh sách là của Lò Văn Ánh"),
        ({BIRTH: "1980"}, "trong danh sách sinh 12/03/1971"),
        ({CARD: "45000999"}, "Số này trong danh sách không phải của Lò Văn Ánh"),
    ],
)
def test_a_code_beside_what_somebody_else_is_called_is_refused(tried_levels, anh, nam_tam_cells, about, words):
    make.card(make.member(nam_tam_cells[1], "Tao Văn Sơn"), "45000999")
    [(code, _, text)] = said(tried_levels(level(**{CODE: f"DV-{anh.pk:06d}", **about})))
    assert code == "reference" and words in text


def test_a_wrong_row_of_a_member_holds_back_his_other_rows(tried_levels, staff, nam_tam_cells):
    make.member(nam_tam_cells[0], "Tao Văn Sơn", birth_year=1980)
    other = {NAME: "Tao Văn Sơn", BIRTH: "1980"}
    upload = tried_levels(level(), level(**{SUBJECT: "Học vấn", LEVEL: "Giỏi"}), level(**other))
    assert (upload.counts["wrong"], upload.counts["waiting"], upload.counts["new"]) == (1, 1, 1)
    confirmed(upload, staff, partial=True)
    assert Schooling.objects.get().member.full_name == "Tao Văn Sơn"


def test_a_name_of_a_cell_is_asked_once_and_remembered(tried_levels, staff):
    upload = tried_levels(level(**{CELL: "Cbộ N.Tăm một"}))
    assert [one["name"] for one in upload.trial["questions"]] == ["Cbộ N.Tăm một"]
    scope = people.scope(staff)
    answers = {"Cbộ N.Tăm một": "SH-NT-01"}
    upload = answering.answer(upload=upload, encoding="", names=answers, scope=scope, by=staff)
    assert said(upload) == [] and upload.counts["new"] == 1


class TestScope:
    def test_members_beyond_ones_reach_are_not_found(self, tried_levels, anh, ta_phin, ta_phin_cells):
        officer = people.user("can.bo.tp", "district_staff", ta_phin)
        by_code = level(**{NAME: None, BIRTH: None, CELL: None, CODE: f"DV-{anh.pk:06d}"})
        by_card = level(**{NAME: None, BIRTH: None, CELL: None, CARD: "45000123"})
        by_name = level(**{CELL: "SH-TP-01"})
        texts = [said(tried_levels(one, by=officer)) for one in (by_code, by_card, by_name)]
        assert [[code for code, *_ in one] for one in texts] == [["reference"]] * 3
        assert "Lò Văn Ánh" not in str(texts)

    def test_who_may_not_manage_members_reaches_nobody(self, anh, nam_tam):
        kind = kind_of("education")
        officer = people.user("can.bo.nt", "district_staff", nam_tam)
        reader = people.user("bi.thu.nt", "commune_secretary", nam_tam)
        assert uploads.reach_of(kind, people.scope(officer), nam_tam.pk)
        assert not uploads.reach_of(kind, people.scope(reader), nam_tam.pk)
        assert kind.needs == Permission.MANAGE_MEMBERS

    def test_an_export_holds_only_what_is_in_reach(self, anh, ta_phin, ta_phin_cells):
        make.learned(anh, "theory", "elementary")
        make.learned(make.member(ta_phin_cells[0], "Giàng A Tủa"), "general", "primary")
        officer = people.user("can.bo.tp", "district_staff", ta_phin)
        content = exported("education", officer)
        assert [row[NAME] for row in table(content)] == ["Giàng A Tủa"]
