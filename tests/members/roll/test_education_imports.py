"""The workbook of schooling: levels of members of the roll, each in a row of its own."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from members.roll.models import Schooling
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.workbooks import template_bytes
from sinho.refusal import Refused
from tests.conftest import TODAY
from tests.factories import members as make
from tests.factories import people
from tests.factories.books import BIRTH, CARD, CELL, CODE, DAY, IDENTITY, LEVEL, MODE, NAME, SUBJECT, WORDS, level
from tests.factories.uploads import confirmed, exported, said, table, tried
from tests.factories.workbooks import xlsx

D = dt.date


def learned() -> set[tuple]:
    return {(one.subject, one.level, one.words, one.mode, one.since) for one in Schooling.objects.all()}


class TestRightRows:
    def test_each_row_becomes_a_level(self, bring_levels, anh):
        bring_levels(
            level(**{MODE: "Tại chức"}),
            level(**{SUBJECT: "Học vấn", LEVEL: "9/12 bổ túc", DAY: None}),
            level(**{SUBJECT: "Trình độ chuyên môn", LEVEL: "đại học sư phạm", DAY: D(1995, 7, 1)}),
            level(**{SUBJECT: "Ngoại ngữ", LEVEL: "Tiếng Trung, bằng B", DAY: D(2003, 1, 5)}),
            level(**{SUBJECT: "Học vấn", LEVEL: "THPT", WORDS: "12/12 phổ thông", DAY: D(1990, 6, 1)}),
        )
        assert learned() == {
            ("theory", "intermediate", "", "Tại chức", D(2008, 6, 1)),
            ("general", "lower_secondary", "9/12 bổ túc", "", None),
            ("professional", "university", "đại học sư phạm", "", D(1995, 7, 1)),
            ("language", "", "Tiếng Trung, bằng B", "", D(2003, 1, 5)),
            ("general", "upper_secondary", "12/12 phổ thông", "", D(1990, 6, 1)),
        }
        assert {one.member for one in Schooling.objects.all()} == {anh}

    @pytest.mark.parametrize(
        "told",
        [
            {CELL: "chi bộ bản nậm tăm 1"},
            {BIRTH: "1971", NAME: "LÒ VĂN ÁNH"},
            {NAME: None, BIRTH: None, CELL: None, IDENTITY: 12071000123},
            {NAME: None, BIRTH: None, CELL: None, CARD: "45000123"},
            {BIRTH: None, CELL: None, CARD: "45000123"},
        ],
    )
    def test_a_member_is_found_by_what_the_row_tells(self, bring_levels, anh, told):
        bring_levels(level(**told))
        assert Schooling.objects.get().member == anh

    def test_a_member_is_found_by_his_code(self, bring_levels, anh):
        make.member(anh.memberships.get().organization, "Lò Văn Ánh", birth_year=1971)
        bring_levels(level(**{NAME: None, BIRTH: None, CELL: None, CODE: f"DV-{anh.pk:06d}"}))
        assert Schooling.objects.get().member == anh

    def test_a_later_day_adds_a_level_and_keeps_the_earlier_one(self, bring_levels, anh):
        make.learned(anh, "theory", "elementary", D(2001, 1, 1))
        bring_levels(level())
        levels = [one.level for one in Schooling.objects.order_by("since")]
        assert levels == ["elementary", "intermediate"]

    def test_the_rows_of_a_member_are_one_entry_of_the_log(self, bring_levels, anh):
        bring_levels(level(**{IDENTITY: "012071000123"}), level(**{SUBJECT: "Tin học", LEVEL: "Chứng chỉ A"}))
        entry = AuditEntry.objects.get(did="member.imported")
        assert entry.said == "Sửa “Lò Văn Ánh” bằng tệp “a.xlsx”"
        assert (entry.object_id, entry.organization_name) == (str(anh.pk), "Chi bộ bản Nậm Tăm 1")
        assert len(entry.after["rows"]) == 2 and "012071000123" not in str(entry.after)

    def test_the_preview_says_what_is_new(self, tried_levels):
        [told] = tried_levels(level(**{NAME: None, CODE: None, CARD: "45000123"})).trial["rows"]
        assert (told["verdict"], told["name"]) == ("new", "Lò Văn Ánh")
        assert told["text"] == "Lý luận chính trị: Trung cấp; đạt ngày 01/06/2008"


class TestWhatIsKnown:
    @pytest.mark.parametrize(
        "again",
        [
            {},
            {LEVEL: "trung cấp", WORDS: "Trung cấp LLCT", MODE: "Tại chức"},
            {DAY: None},
        ],
    )
    def test_what_is_known_is_unchanged(self, bring_levels, tried_levels, again):
        bring_levels(level(**{WORDS: "Trung cấp LLCT", MODE: "Tại chức"}))
        upload = tried_levels(level(**again))
        assert (said(upload), upload.counts["unchanged"], upload.right) == ([], 1, 0)

    @pytest.mark.parametrize(
        ("other", "column"),
        [({LEVEL: "Cao cấp"}, LEVEL), ({WORDS: "Khóa 3"}, WORDS), ({MODE: "Tập trung"}, MODE)],
    )
    def test_what_is_known_is_not_overwritten(self, tried_levels, anh, other, column):
        make.learned(anh, "theory", "intermediate", D(2008, 6, 1))
        upload = tried_levels(level(**other))
        assert said(upload) == [("level_stands", column, "Danh sách đã có môn này, đạt ngày 01/06/2008: “Trung cấp”.")]

    def test_another_level_without_a_day_names_what_stands_there(self, tried_levels, anh):
        make.learned(anh, "general", "primary", words="5/12")
        [(code, _, text)] = said(tried_levels(level(**{SUBJECT: "Học vấn", LEVEL: "THCS", DAY: None})))
        assert (code, text) == ("level_stands", "Danh sách đã có môn này, không rõ ngày đạt: “Tiểu học”, “5/12”.")

    @pytest.mark.parametrize(
        ("known", "typed", "words"),
        [
            (("advanced", D(2005, 1, 1)), {}, "Trước đó đã đạt cao cấp ngày 01/01/2005."),
            (("advanced", None), {}, "Trước đó đã đạt cao cấp, không rõ ngày."),
            (("elementary", D(2009, 1, 1)), {}, "Sau đó danh sách ghi sơ cấp ngày 01/01/2009"),
            (("elementary", D(2009, 1, 1)), {DAY: None}, "Sau đó danh sách ghi sơ cấp ngày 01/01/2009"),
        ],
    )
    def test_a_level_that_falls_is_a_doubt(self, tried_levels, staff, anh, known, typed, words):
        make.learned(anh, "theory", *known)
        upload = tried_levels(level(**typed))
        [(code, _, text)] = said(upload, "doubts")
        assert said(upload) == [] and code == "level_lower" and words in text
        with pytest.raises(Refused, match="cần xác nhận"):
            confirmed(upload, staff)
        confirmed(upload, staff, acknowledged=True)
        assert Schooling.objects.count() == 2

    def test_a_level_that_falls_within_the_file_is_a_doubt_once(self, tried_levels):
        rows = level(), level(**{LEVEL: "Cao cấp", DAY: D(2004, 1, 1)})
        assert said(tried_levels(*rows), "doubts") == [
            ("level_lower", LEVEL, "Trước đó đã đạt cao cấp ngày 01/01/2004.")
        ]

    @pytest.mark.parametrize("known", [None, "intermediate"])
    def test_the_same_subject_and_day_twice_in_a_file(self, tried_levels, anh, known):
        if known:
            make.learned(anh, "theory", known, D(2008, 6, 1))
        again = {NAME: None, BIRTH: None, CELL: None, CARD: "45000123"}
        upload = tried_levels(level(), level(**again))
        assert said(upload)[0] == ("twice", SUBJECT, "Dòng 4 đã ghi môn này của Lò Văn Ánh, cùng ngày đạt.")
        assert upload.counts["wrong"] == 1 and upload.counts["new"] == 0


def test_an_export_imports_again_unchanged_and_without_numbers(tried_levels, staff, anh, nam_tam_cells):
    make.learned(anh, "theory", "elementary", D(2001, 1, 1))
    make.learned(anh, "theory", "intermediate", D(2008, 6, 1))
    make.learned(anh, "general", "lower_secondary", words="9/12 bổ túc")
    make.learned(anh, "ethnic_language", "", words="Tiếng Mông: nghe, nói")
    make.learned(make.probationer(nam_tam_cells[1]), "professional", "college", words="CĐSP Toán")
    make.learned(anh, "computing", "", D(2010, 5, 1), words="Chứng chỉ B")
    content = exported("education", staff, "Đối chiếu phiếu")
    assert [(row[SUBJECT], row[LEVEL], row[WORDS]) for row in table(content) if row[NAME] == "Lò Văn Ánh"] == [
        ("Học vấn", "Trung học cơ sở", "9/12 bổ túc"),
        ("Lý luận chính trị", "Sơ cấp", None),
        ("Lý luận chính trị", "Trung cấp", None),
        ("Tiếng dân tộc", "Tiếng Mông: nghe, nói", None),
    ]
    assert "012071000123" not in str(table(content)) and "45000123" not in str(table(content))
    upload = tried_levels(content)
    assert (said(upload), upload.counts["unchanged"], upload.counts["rows"]) == ([], 5, 5)
    entry = AuditEntry.objects.get(did="import.exported")
    assert entry.said == "Xuất 5 trình độ ra tệp Excel theo mẫu “Trình độ”: Đối chiếu phiếu"


def test_the_template_offers_cells_and_subjects(staff, nam_tam_cells):
    content = template_bytes(kind_of("education"), reach=frozenset(cell.pk for cell in nam_tam_cells), day=TODAY)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    titles = [cell.value.removesuffix(" *") for cell in sheet[3]]
    assert titles == list(kind_of("education").resource.titles().required)
    offered = " ".join(rule.formula1 for rule in sheet.data_validations.dataValidation)
    assert "SH-NT-01 · Chi bộ bản Nậm Tăm 1" in offered and "Lý luận chính trị" in offered


def test_an_export_needs_a_reason(staff, anh):
    with pytest.raises(Refused, match="Ghi lý do"):
        uploads.export(kind=kind_of("education"), scope=people.scope(staff), by=staff)


def test_undo_takes_the_levels_back_and_leaves_the_rest(bring_levels, staff, anh):
    make.learned(anh, "general", "primary")
    upload = bring_levels(level(), level(**{SUBJECT: "Tin học", LEVEL: "Chứng chỉ A"}))
    assert Schooling.objects.count() == 3
    uploads.undo(upload=upload, by=staff)
    assert [one.level for one in Schooling.objects.all()] == ["primary"]
    assert AuditEntry.objects.filter(did="member.import_undone").count() == 1


def test_a_level_that_was_learned_meanwhile_is_not_overwritten(tried_levels, staff, anh):
    upload = tried_levels(level())
    make.learned(anh, "theory", "advanced", D(2009, 6, 1))
    with pytest.raises(Refused, match="sau lần thử"):
        confirmed(upload, staff, acknowledged=True)
    assert Schooling.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_a_trial_takes_the_same_queries_for_many_rows(staff, nam_tam_cells, rows, django_assert_max_num_queries):
    names = [f"Lò Văn {'ABCDEGHIKL'[n % 10]} {'MNOPQRSTUV'[n // 10]}" for n in range(rows)]
    for name in names:
        make.member(nam_tam_cells[0], name, birth_year=1971, birth_month=3, birth_day=12)
    content = xlsx([level(**{NAME: name}) for name in names])
    with django_assert_max_num_queries(40):
        tried("education", content, staff)
