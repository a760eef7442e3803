"""Rows of both workbooks that cannot stand: each with a sentence at its cell, and nothing half written."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from cadres.staff.actions.filling import fill_person, fill_post
from cadres.staff.models import Cadre, Post, Qualification
from sinho.audit.models import AuditEntry
from sinho.imports.kinds import kind_of
from sinho.imports.returned import commented_bytes
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories.staff_books import (
    BIRTH,
    CERTIFICATE,
    CODE,
    COMMUNE,
    COMPUTING,
    DECIDED,
    ENTRY,
    ETHNICITY,
    FOR_TITLE,
    GENERAL,
    HOME,
    IDENTITY,
    LEVEL,
    NAME,
    NUMBER,
    PROFESSIONAL,
    QUALIFICATION_COLUMNS,
    REACHED,
    RELIGION,
    SEX,
    SINCE,
    SUBJECT,
    SYSTEM,
    THEORY,
    TITLE,
    TRAINED,
    WORDS,
    level,
    new,
)
from tests.factories.uploads import exported, found_at, said, table

D = dt.date
HIM = {NAME: "Lò Văn An", BIRTH: "1975", ETHNICITY: "Thái", TITLE: "PCT UBND", SINCE: None, ENTRY: None}
HIM |= {NUMBER: None, DECIDED: None}
STAFF = [
    (new(**{NAME: None}), "missing", NAME, "phải có giá trị"),
    (new(**{NAME: "Vàng A 5ếnh"}), "text", NAME, "không có ký tự “5”"),
    (new(**{SEX: "Nan"}), "choice", SEX, "Các giá trị: Nam; Nữ"),
    (new(**{BIRTH: "31/02/1979"}), "day", BIRTH, "31/02/1979"),
    (new(**{BIRTH: "1995"}), "refused", BIRTH, "chưa đủ 18 tuổi"),
    (new(**{ETHNICITY: "Mèo"}), "choice", ETHNICITY, "Không có trong danh mục"),
    (new(**{RELIGION: "Đạo lạ"}), "choice", RELIGION, "Không có trong danh mục"),
    (new(**{HOME: "x" * 201}), "text", HOME, "Ô dài 201 ký tự"),
    (new(**{IDENTITY: "12345"}), "number", IDENTITY, "phải có 9 hoặc 12 chữ số"),
    (new(**{IDENTITY: "012050000001"}), "reference", IDENTITY, "là của Chẻo A Lở, SH-TP"),
    (new(**{COMMUNE: "Xã Không Có"}), "unknown_name", COMMUNE, "Chưa rõ “Xã Không Có” là xã nào"),
    (new(**{COMMUNE: "SH-NT-01"}), "unknown_name", COMMUNE, "Chưa rõ “SH-NT-01”"),
    (new(**{TITLE: None}), "missing", TITLE, "phải có giá trị"),
    (new(**{TITLE: "Bí thư kiêm Chủ tịch HĐND"}), "choice", TITLE, "Mỗi dòng một chức danh"),
    (new(**{TITLE: "Giám đốc"}), "choice", TITLE, "Không có trong danh mục chức danh"),
    (new(**{TITLE: "Thường trực Đảng ủy", SINCE: D(2009, 11, 2)}), "refused", TITLE, "không có chức danh này"),
    (new(**{TITLE: "Tư pháp - hộ tịch"}), "refused", ENTRY, "giữ chức danh do"),
    (new(**{TITLE: "CT MTTQ", COMMUNE: "Tả Phìn"}), "refused", TITLE, "đang do Chẻo A Lở (từ 02/01/2004) giữ"),
    (new(**{SINCE: "2009"}), "day", SINCE, "Mới có năm"),
    (new(**{SINCE: D(2009, 12, 19)}), "order", SINCE, "19/12/2009 chưa đến"),
    (new(**{DECIDED: D(2010, 1, 1)}), "order", DECIDED, "01/01/2010 chưa đến"),
    (new(**{SINCE: D(2003, 5, 1)}), "refused", COMMUNE, "không phải là đảng bộ xã"),
    (new(**{ENTRY: "Tự đến"}), "choice", ENTRY, "Không có trong danh mục"),
    (new(**{NUMBER: "x" * 41}), "text", NUMBER, "Ô dài 41 ký tự"),
    (new(**{GENERAL: "13/12"}), "choice", GENERAL, "Không có lớp 13"),
    (new(**{GENERAL: D(2009, 12, 9)}), "choice", GENERAL, "Excel đã đổi ô này thành ngày"),
    (new(**{PROFESSIONAL: "Giỏi"}), "choice", PROFESSIONAL, "Không rõ trình độ"),
    (new(**{THEORY: "#REF!"}), "excel", THEORY, "Ô báo lỗi #REF!"),
    (new(**{COMPUTING: "x" * 121}), "text", COMPUTING, "Ô dài 121 ký tự"),
    (new(**{TRAINED: "Thợ xây"}), "choice", TRAINED, "Không có trong danh mục chức danh"),
    (new(**{CODE: "CB 1"}), "code", CODE, "Mã chỉ gồm"),
    (new(**{CODE: "CB-999999"}), "reference", CODE, "Không có cán bộ mã CB-999999"),
    (new(**HIM, **{SEX: "Nữ"}), "staff_differs", SEX, "đang ghi “Nam”"),
    (new(**HIM | {BIRTH: "1/2/1975"}), "staff_differs", BIRTH, "đang ghi “1975”"),
    (new(**HIM | {ETHNICITY: "Mông"}), "staff_differs", ETHNICITY, "đang ghi “Thái”"),
    (new(**HIM | {SINCE: D(2005, 1, 1)}), "staff_differs", SINCE, "đang ghi “02/01/2004”"),
    (new(**HIM | {ENTRY: "Bầu cử"}), "staff_differs", ENTRY, "Có trong danh sách khi lập sổ"),
    (new(**HIM | {GENERAL: "THPT"}), "staff_differs", GENERAL, "trình độ mới thì nhập mẫu"),
    (new(**{NAME: "Chẻo A Lở", BIRTH: "1950", IDENTITY: "012050000001"}), "staff_differs", ETHNICITY, "Thái"),
]
LEVELS = [
    (level(**{NAME: None, BIRTH: None, COMMUNE: None}), "reference", NAME, "Chưa ghi là ai"),
    (level(**{NAME: "Lò Văn Không"}), "reference", NAME, "Không thấy cán bộ này"),
    (level(**{COMMUNE: "Tả Phìn"}), "reference", NAME, "Danh sách có Lò Văn An, sinh 1975, SH-NT"),
    (level(**{BIRTH: "1976"}), "reference", NAME, "Không thấy cán bộ này"),
    (level(**{NAME: None, IDENTITY: "012050000009"}), "reference", IDENTITY, "Không thấy cán bộ này"),
    (level(**{IDENTITY: "012050000001"}), "reference", IDENTITY, "là của Chẻo A Lở"),
    (level(**{IDENTITY: "012075000009"}), "reference", IDENTITY, "chưa ghi số căn cước"),
    (level(**{CODE: "CB-999999"}), "reference", CODE, "Không có cán bộ mã"),
    (level(**{COMMUNE: "N.T"}), "unknown_name", COMMUNE, "Chưa rõ “N.T”"),
    (level(**{SUBJECT: None}), "missing", SUBJECT, "phải có giá trị"),
    (level(**{SUBJECT: "Nấu ăn"}), "choice", SUBJECT, "Không có trong danh mục"),
    (level(**{LEVEL: None}), "missing", LEVEL, "Ghi trình độ"),
    (level(**{LEVEL: None, WORDS: "Giỏi"}), "missing", LEVEL, "theo danh mục của môn"),
    (level(**{LEVEL: "Rất cao"}), "choice", LEVEL, "Không rõ trình độ"),
    (level(**{LEVEL: "Chưa qua đào tạo"}), "missing", LEVEL, "không phải là một trình độ đã đạt"),
    (level(**{FOR_TITLE: "Bí thư Đảng ủy"}), "choice", FOR_TITLE, "để trống"),
    (level(**{SUBJECT: "QLNN", LEVEL: "Chuyên viên", WORDS: "Khác"}), "choice", WORDS, "không có danh mục trình độ"),
    (level(**{SUBJECT: "Bồi dưỡng chức danh"}), "missing", FOR_TITLE, "Ghi chức danh được đào tạo"),
    (level(**{SUBJECT: "Bồi dưỡng chức danh", FOR_TITLE: "Thợ"}), "choice", FOR_TITLE, "Không có trong danh mục"),
    (
        level(**{SUBJECT: "Bồi dưỡng chức danh", FOR_TITLE: "Bí thư Đảng ủy", WORDS: "Lớp 5"}),
        "choice",
        LEVEL,
        "không có trình độ",
    ),
    (level(**{WORDS: "x" * 121}), "text", WORDS, "Ô dài 121 ký tự"),
    (level(**{SYSTEM: "x" * 61}), "text", SYSTEM, "Ô dài 61 ký tự"),
    (level(**{CERTIFICATE: "x" * 41}), "text", CERTIFICATE, "Ô dài 41 ký tự"),
    (level(**{REACHED: D(2009, 12, 19)}), "order", REACHED, "19/12/2009 chưa đến"),
    (level(**{REACHED: D(1970, 1, 1)}), "order", REACHED, "trước ngày sinh 1975"),
    (level(**{SUBJECT: "Học vấn", LEVEL: "THPT", REACHED: None}), "level_stands", LEVEL, "Danh sách đã có môn này"),
]


@pytest.fixture
def people_known(an, ta_phin):
    make.learned(an, "general", "primary")
    make.cadre(ta_phin, "Chẻo A Lở", "front_chair", birth_year=1950, identity_number="012050000001", sex="female")
    return an


def counts() -> tuple[int, ...]:
    acts = AuditEntry.objects.filter(did__startswith="cadre.").count()
    return Cadre.objects.count(), Post.objects.count(), Qualification.objects.count(), acts


def alone(rows: list[dict]) -> list[dict]:
    """Each new person with a name of his own, so that no row is about the person of another one."""
    names = [f"Vàng {one}{two.lower()} Sếnh" for one in "BCDGHKLM" for two in "NPQRSTVX"]
    pairs = zip(rows, names, strict=False)
    return [row | {NAME: name} if row.get(NAME) == "Vàng A Sếnh" else row for row, name in pairs]


@pytest.mark.parametrize(("kind", "bad"), [("cadres", STAFF), ("qualifications", LEVELS)])
def test_every_bad_row_has_its_sentence(tried, people_known, kind, bad):
    before = counts()
    found = found_at(tried(kind, *alone([row for row, *_ in bad])))
    errors = [(found.get(number, []), wanted) for number, (_, *wanted) in enumerate(bad, 4)]
    assert [(got, wanted) for got, wanted in errors if not any(fits(one, wanted) for one in got)] == []
    assert counts() == before


def fits(found: tuple[str, str, str], wanted: list) -> bool:
    cause, column, text = wanted
    return found[:2] == (cause, column) and text in found[2]


def test_rows_about_one_person_agree_and_one_wrong_row_holds_up_the_others(tried, people_known):
    upload = tried(
        "cadres",
        new(**{GENERAL: "THCS"}),
        new(**{TITLE: "Bí thư Đảng ủy", SEX: "Nữ"}),
        new(**{TITLE: "PBT Đảng ủy", GENERAL: "THPT"}),
        new(),
        new(**{NAME: "Lý A Sài", TITLE: "CT MTTQ"}),
    )
    found = {row: one[0][:2] for row, one in found_at(upload).items()}
    assert found == {4: ("waiting", ""), 5: ("rows_unlike", SEX), 6: ("rows_unlike", GENERAL), 7: ("twice", TITLE)}
    assert (upload.counts["new"], upload.counts["wrong"], upload.counts["waiting"]) == (1, 3, 1)


def test_somebody_elsewhere_must_leave_there_first(tried, an, ta_phin):
    an.identity_number = "012075000001"
    an.save()
    row = new(**HIM | {IDENTITY: "012075000001", COMMUNE: "Tả Phìn", TITLE: "PBT Đảng ủy", SINCE: D(2009, 8, 1)})
    [(cause, column, text)] = said(tried("cadres", row))
    assert (cause, column) == ("refused", COMMUNE) and "ghi thôi ở xã cũ trước" in text


def test_two_elected_heads_in_one_file_are_one_too_many(tried, nam_tam):
    upload = tried("cadres", new(), new(**{NAME: "Lý A Sài"}))
    assert [(row, *one[0][:2]) for row, one in found_at(upload).items()] == [(5, "refused", TITLE)]


class TestQualifications:
    def test_levels_titles_and_words_are_written_with_their_papers(self, bring, people_known):
        him = {NAME: None, BIRTH: None, COMMUNE: None, CODE: f"CB-{people_known.pk:06d}"}
        bring(
            "qualifications",
            level(**{WORDS: "Trung cấp LLCT", SYSTEM: "Tại chức", CERTIFICATE: "B 123"}),
            level(**{SUBJECT: "Chuyên môn", LEVEL: "Đại học Luật"}),
            level(**him, **{SUBJECT: "QLNN", LEVEL: "Chuyên viên"}),
            level(**{SUBJECT: "Bồi dưỡng chức danh", LEVEL: None, FOR_TITLE: "PCT UBND"}),
        )
        known = people_known.qualifications.filter(since=D(2008, 6, 1)).order_by("subject")
        values = known.values_list("subject", "level", "title", "words", "system", "certificate_number")
        assert list(values) == [
            ("professional", "university", "", "Đại học Luật", "", ""),
            ("state_management", "", "", "Chuyên viên", "", ""),
            ("theory", "intermediate", "", "Trung cấp LLCT", "Tại chức", "B 123"),
            ("title_training", "", "committee_deputy", "", "", ""),
        ]

    def test_an_export_comes_in_unchanged(self, bring, tried, staff, people_known):
        for more in ({"level": "elementary", "words": "Sơ cấp", "certificate_number": "7"}, {"level": "intermediate"}):
            make.learned(people_known, "theory", since=D(2005, 1, len(more)), **more)
        make.learned(people_known, "computing", words="Chứng chỉ A")
        make.learned(people_known, "title_training", title="committee_deputy", words="Lớp 2")
        content = exported("qualifications", staff)
        assert len(table(content)) == 5 and {row[IDENTITY] for row in table(content)} == {None}
        upload = tried("qualifications", content)
        assert (said(upload), said(upload, "doubts"), upload.counts["unchanged"]) == ([], [], 5)

    def test_a_lower_level_later_is_a_doubt_and_a_second_row_is_refused(self, tried, people_known):
        lower = level(**{LEVEL: "Sơ cấp", REACHED: D(2009, 6, 1)})
        assert [one[:2] for one in said(tried("qualifications", lower, level()), "doubts")] == [("level_lower", LEVEL)]
        make.learned(people_known, "theory", "intermediate", D(2008, 6, 1))
        assert [one[:2] for one in said(tried("qualifications", lower), "doubts")] == [("level_lower", LEVEL)]
        twice = tried("qualifications", lower, lower)
        assert {one[:2] for one in said(twice)} == {("waiting", ""), ("twice", SUBJECT)}

    def test_the_columns_of_the_tests_are_those_of_the_template(self):
        assert set(QUALIFICATION_COLUMNS) == set(kind_of("qualifications").resource.titles().required)


def test_the_file_goes_back_with_the_sentence_at_its_cell(tried, nam_tam):
    upload = tried("cadres", new(**{TITLE: "Giám đốc"}))
    sheet = load_workbook(io.BytesIO(commented_bytes(bytes(upload.content), "a.xlsx", upload.trial))).worksheets[0]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert (cell.value, cell.row) == ("Giám đốc", 4) and "Không có trong danh mục chức danh" in cell.comment.text


class TestFillingIn:
    def test_only_what_is_empty_is_filled_in(self, staff, an):
        an.home_place = "xã Pa Tần"
        an.save()
        post = an.posts.get()
        fill_post(post=post, decision_number="1-QĐ", decision_date=D(2004, 1, 1), by=staff)
        before = counts()
        for act, words in (
            (lambda: fill_person(cadre=an, by=staff), "Chưa có gì để điền"),
            (lambda: fill_person(cadre=an, home_place="Khác", identity_number="0", by=staff), "đã ghi quê quán"),
            (lambda: fill_person(cadre=an, identity_number="1", by=staff), "12 chữ số"),
            (lambda: fill_post(post=post, by=staff), "Chưa có gì để điền"),
            (lambda: fill_post(post=post, decision_number="2-QĐ", by=staff), "đã ghi số quyết định"),
            (lambda: fill_post(post=post, decision_date=D(2010, 1, 1), by=staff), "chưa đến"),
        ):
            with pytest.raises(Refused, match=words):
                act()
        an.refresh_from_db()
        assert (counts(), an.identity_number) == (before, "")
