"""The workbook of schooling: levels of members of the roll, each in a row of its own."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from members.roll.models import Member, Schooling
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.imports.workbooks import template_bytes
from sinho.refusal import Refused
from tests.conftest import TODAY
from tests.factories import members as make
from tests.factories import people
from tests.factories.workbooks import xlsx

D = dt.date
CODE, NAME, BIRTH, IDENTITY, CARD, CELL = "Mã đảng viên", "Họ và tên", "Ngày sinh", "Số căn cước", "Số thẻ", "Chi bộ"
STUDY, LEVEL, WORDS, MODE, DAY = "Môn", "Trình độ", "Ghi trong phiếu", "Hình thức đào tạo", "Đạt ngày"
HIM = {NAME: "Lò Văn Ánh", BIRTH: "12/03/1971", CELL: "SH-NT-01"}
COLUMNS = [CODE, NAME, BIRTH, IDENTITY, CARD, CELL, STUDY, LEVEL, WORDS, MODE, DAY]


def row(**more) -> dict:
    """A right row: the theory of the member of the first cell. None leaves a cell empty."""
    return {**HIM, STUDY: "Lý luận chính trị", LEVEL: "Trung cấp", DAY: D(2008, 6, 1), **more}


@pytest.fixture
def an(nam_tam_cells):
    """The member whom the rows are about."""
    facts = {"birth_year": 1971, "birth_month": 3, "birth_day": 12, "identity_number": "012071000123"}
    member = make.member(nam_tam_cells[0], "Lò Văn Ánh", **facts)
    make.card(member, "45000123")
    return member


@pytest.fixture
def tried(staff, an):
    """`tried(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff, kind="education"):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows, COLUMNS)
        return uploads.try_file(kind=kind_of(kind), file_name="a.xlsx", content=content, scope=people.scope(by), by=by)

    return act


@pytest.fixture
def bring(tried, staff):
    """`bring(rows)` tries a file and writes it."""

    def act(*rows, acknowledged=False):
        upload = tried(*rows)
        assert said(upload) == []
        return uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=acknowledged)

    return act


def said(upload, level="errors") -> list[tuple[str, str]]:
    """Cause and sentence of everything said at a level."""
    return [(group["code"], one["text"]) for group in upload.trial[level] for one in group["findings"]]


def learned() -> set[tuple]:
    return {(one.subject, one.level, one.words, one.mode, one.since) for one in Schooling.objects.all()}


class TestRightRows:
    def test_each_row_becomes_a_level(self, bring, an):
        bring(
            row(**{MODE: "Tại chức"}),
            row(**{STUDY: "Học vấn", LEVEL: "9/12 bổ túc", DAY: None}),
            row(**{STUDY: "Trình độ chuyên môn", LEVEL: "đại học sư phạm", DAY: D(1995, 7, 1)}),
            row(**{STUDY: "Ngoại ngữ", LEVEL: "Tiếng Trung, bằng B", DAY: D(2003, 1, 5)}),
            row(**{STUDY: "Học vấn", LEVEL: "THPT", WORDS: "12/12 phổ thông", DAY: D(1990, 6, 1)}),
        )
        assert learned() == {
            ("theory", "intermediate", "", "Tại chức", D(2008, 6, 1)),
            ("general", "lower_secondary", "9/12 bổ túc", "", None),
            ("professional", "university", "đại học sư phạm", "", D(1995, 7, 1)),
            ("language", "", "Tiếng Trung, bằng B", "", D(2003, 1, 5)),
            ("general", "upper_secondary", "12/12 phổ thông", "", D(1990, 6, 1)),
        }
        assert {one.member for one in Schooling.objects.all()} == {an}

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
    def test_a_member_is_found_by_what_the_row_tells(self, bring, an, told):
        bring(row(**told))
        assert Schooling.objects.get().member == an

    def test_a_member_is_found_by_his_code(self, bring, an):
        make.member(an.memberships.get().organization, "Lò Văn Ánh", birth_year=1971)
        bring(row(**{NAME: None, BIRTH: None, CELL: None, CODE: f"DV-{an.pk:06d}"}))
        assert Schooling.objects.get().member == an

    def test_a_later_day_adds_a_level_and_keeps_the_earlier_one(self, bring, an):
        make.learned(an, "theory", "elementary", D(2001, 1, 1))
        bring(row())
        levels = [one.level for one in Schooling.objects.order_by("since")]
        assert levels == ["elementary", "intermediate"]

    def test_the_rows_of_a_member_are_one_entry_of_the_log(self, bring, an):
        bring(row(**{IDENTITY: "012071000123"}), row(**{STUDY: "Tin học", LEVEL: "Chứng chỉ A"}))
        entry = AuditEntry.objects.get(did="member.imported")
        assert entry.said == "Sửa “Lò Văn Ánh” bằng tệp “a.xlsx”"
        assert (entry.object_id, entry.organization_name) == (str(an.pk), "Chi bộ bản Nậm Tăm 1")
        assert len(entry.after["rows"]) == 2 and "012071000123" not in str(entry.after)

    def test_the_preview_says_what_is_new(self, tried):
        [told] = tried(row(**{NAME: None, CODE: None, CARD: "45000123"})).trial["rows"]
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
    def test_what_is_known_is_unchanged(self, bring, tried, again):
        bring(row(**{WORDS: "Trung cấp LLCT", MODE: "Tại chức"}))
        upload = tried(row(**again))
        assert (said(upload), upload.counts["unchanged"], upload.right) == ([], 1, 0)

    @pytest.mark.parametrize(
        ("other", "column"),
        [({LEVEL: "Cao cấp"}, LEVEL), ({WORDS: "Khóa 3"}, WORDS), ({MODE: "Tập trung"}, MODE)],
    )
    def test_what_is_known_is_not_overwritten(self, tried, an, other, column):
        make.learned(an, "theory", "intermediate", D(2008, 6, 1))
        upload = tried(row(**other))
        assert said(upload) == [("level_stands", "Danh sách đã có môn này, đạt ngày 01/06/2008: “Trung cấp”.")]
        assert column in upload.trial["errors"][0]["findings"][0]["column"]

    def test_another_level_without_a_day_names_what_stands_there(self, tried, an):
        make.learned(an, "general", "primary", words="5/12")
        [(code, text)] = said(tried(row(**{STUDY: "Học vấn", LEVEL: "THCS", DAY: None})))
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
    def test_a_level_that_falls_is_a_doubt(self, tried, staff, an, known, typed, words):
        make.learned(an, "theory", *known)
        upload = tried(row(**typed))
        [(code, text)] = said(upload, "doubts")
        assert said(upload) == [] and code == "level_lower" and words in text
        with pytest.raises(Refused, match="cần xác nhận"):
            uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
        assert Schooling.objects.count() == 2

    def test_a_level_that_falls_within_the_file_is_a_doubt_once(self, tried):
        rows = row(), row(**{LEVEL: "Cao cấp", DAY: D(2004, 1, 1)})
        assert said(tried(*rows), "doubts") == [("level_lower", "Trước đó đã đạt cao cấp ngày 01/01/2004.")]

    @pytest.mark.parametrize("known", [None, "intermediate"])
    def test_the_same_subject_and_day_twice_in_a_file(self, tried, an, known):
        if known:
            make.learned(an, "theory", known, D(2008, 6, 1))
        again = {NAME: None, BIRTH: None, CELL: None, CARD: "45000123"}
        upload = tried(row(), row(**again))
        assert said(upload)[0] == ("twice", "Dòng 4 đã ghi môn này của Lò Văn Ánh, cùng ngày đạt.")
        assert upload.counts["wrong"] == 1 and upload.counts["new"] == 0


BAD = [
    ({STUDY: None}, "missing", "phải có giá trị"),
    ({STUDY: "Âm nhạc"}, "choice", "Không có trong danh mục"),
    ({LEVEL: None}, "missing", "phải có giá trị"),
    ({LEVEL: "Giỏi"}, "choice", "Không rõ trình độ. Các trình độ: Sơ cấp"),
    ({LEVEL: "Thạc sĩ"}, "choice", "Không rõ trình độ"),
    ({LEVEL: "Chưa qua đào tạo"}, "missing", "không phải là một trình độ đã đạt"),
    ({STUDY: "Học vấn", LEVEL: "13/12"}, "choice", "Không có lớp 13"),
    ({STUDY: "Học vấn", LEVEL: D(2009, 12, 9)}, "choice", "Excel đã đổi ô này thành ngày"),
    ({STUDY: "Tin học", LEVEL: "A", WORDS: "Chứng chỉ A"}, "choice", "để trống ô này"),
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
def test_a_wrong_row_gets_a_sentence_and_nothing_is_written(tried, staff, changes, cause, words):
    upload = tried(row(**changes))
    assert [code for code, _ in said(upload)] == [cause]
    assert words in said(upload)[0][1]
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert not Schooling.objects.exists() and Member.objects.count() == 1


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({NAME: "Tao Văn Sơn"}, "Mã, số này trong danh sách là của Lò Văn Ánh"),
        ({BIRTH: "1980"}, "trong danh sách sinh 12/03/1971"),
        ({CARD: "45000999"}, "Số này trong danh sách không phải của Lò Văn Ánh"),
    ],
)
def test_a_code_beside_what_somebody_else_is_called_is_refused(tried, an, nam_tam_cells, about, words):
    make.card(make.member(nam_tam_cells[1], "Tao Văn Sơn"), "45000999")
    [(code, text)] = said(tried(row(**{CODE: f"DV-{an.pk:06d}", **about})))
    assert code == "reference" and words in text


def test_a_wrong_row_of_a_member_holds_back_his_other_rows(tried, staff, nam_tam_cells):
    make.member(nam_tam_cells[0], "Tao Văn Sơn", birth_year=1980)
    other = {NAME: "Tao Văn Sơn", BIRTH: "1980"}
    upload = tried(row(), row(**{STUDY: "Học vấn", LEVEL: "Giỏi"}), row(**other))
    assert (upload.counts["wrong"], upload.counts["waiting"], upload.counts["new"]) == (1, 1, 1)
    uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, partial=True)
    assert Schooling.objects.get().member.full_name == "Tao Văn Sơn"


def test_a_name_of_a_cell_is_asked_once_and_remembered(tried, staff):
    upload = tried(row(**{CELL: "Cbộ N.Tăm một"}))
    assert [one["name"] for one in upload.trial["questions"]] == ["Cbộ N.Tăm một"]
    scope = people.scope(staff)
    answers = {"Cbộ N.Tăm một": "SH-NT-01"}
    upload = answering.answer(upload=upload, encoding="", names=answers, scope=scope, by=staff)
    assert said(upload) == [] and upload.counts["new"] == 1


class TestScope:
    def test_members_beyond_ones_reach_are_not_found(self, tried, an, ta_phin, ta_phin_cells):
        officer = people.user("can.bo.tp", "district_staff", ta_phin)
        by_code = row(**{NAME: None, BIRTH: None, CELL: None, CODE: f"DV-{an.pk:06d}"})
        by_card = row(**{NAME: None, BIRTH: None, CELL: None, CARD: "45000123"})
        by_name = row(**{CELL: "SH-TP-01"})
        texts = [said(tried(one, by=officer)) for one in (by_code, by_card, by_name)]
        assert [[code for code, _ in one] for one in texts] == [["reference"]] * 3
        assert "Lò Văn Ánh" not in str(texts)

    def test_who_may_not_manage_members_reaches_nobody(self, an, nam_tam):
        kind = kind_of("education")
        officer = people.user("can.bo.nt", "district_staff", nam_tam)
        reader = people.user("bi.thu.nt", "commune_secretary", nam_tam)
        assert uploads.reach_of(kind, people.scope(officer), nam_tam.pk)
        assert not uploads.reach_of(kind, people.scope(reader), nam_tam.pk)
        assert kind.needs == Permission.MANAGE_MEMBERS

    def test_an_export_holds_only_what_is_in_reach(self, an, ta_phin, ta_phin_cells):
        make.learned(an, "theory", "elementary")
        make.learned(make.member(ta_phin_cells[0], "Giàng A Tủa"), "general", "primary")
        officer = people.user("can.bo.tp", "district_staff", ta_phin)
        content = exported(officer)
        assert [cells[1] for cells in table(content)] == ["Giàng A Tủa"]


def exported(by) -> bytes:
    return uploads.export(kind=kind_of("education"), scope=people.scope(by), by=by, reason="Đối chiếu phiếu")


def table(content: bytes) -> list[list]:
    """The rows below the header."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=4) if cells[0].value]


def test_an_export_imports_again_unchanged_and_without_numbers(tried, staff, an, nam_tam_cells):
    make.learned(an, "theory", "elementary", D(2001, 1, 1))
    make.learned(an, "theory", "intermediate", D(2008, 6, 1))
    make.learned(an, "general", "lower_secondary", words="9/12 bổ túc")
    make.learned(an, "ethnic_language", "", words="Tiếng Mông: nghe, nói")
    make.learned(make.probationer(nam_tam_cells[1]), "professional", "college", words="CĐSP Toán")
    make.learned(an, "computing", "", D(2010, 5, 1), words="Chứng chỉ B")
    content = exported(staff)
    assert [tuple(cells[7:10]) for cells in table(content) if cells[1] == "Lò Văn Ánh"] == [
        ("Học vấn", "Trung học cơ sở", "9/12 bổ túc"),
        ("Lý luận chính trị", "Sơ cấp", None),
        ("Lý luận chính trị", "Trung cấp", None),
        ("Tiếng dân tộc", "Tiếng Mông: nghe, nói", None),
    ]
    assert "012071000123" not in str(table(content)) and "45000123" not in str(table(content))
    upload = tried(content)
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


def test_an_export_needs_a_reason(staff, an):
    with pytest.raises(Refused, match="Ghi lý do"):
        uploads.export(kind=kind_of("education"), scope=people.scope(staff), by=staff)


def test_undo_takes_the_levels_back_and_leaves_the_rest(bring, staff, an):
    make.learned(an, "general", "primary")
    upload = bring(row(), row(**{STUDY: "Tin học", LEVEL: "Chứng chỉ A"}))
    assert Schooling.objects.count() == 3
    uploads.undo(upload=upload, by=staff)
    assert [one.level for one in Schooling.objects.all()] == ["primary"]
    assert AuditEntry.objects.filter(did="member.import_undone").count() == 1


def test_a_level_that_was_learned_meanwhile_is_not_overwritten(tried, staff, an):
    upload = tried(row())
    make.learned(an, "theory", "advanced", D(2009, 6, 1))
    with pytest.raises(Refused, match="sau lần thử"):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert Schooling.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_a_trial_takes_the_same_queries_for_many_rows(staff, nam_tam_cells, rows, django_assert_max_num_queries):
    names = [f"Lò Văn {'ABCDEGHIKL'[n % 10]} {'MNOPQRSTUV'[n // 10]}" for n in range(rows)]
    for name in names:
        make.member(nam_tam_cells[0], name, birth_year=1971, birth_month=3, birth_day=12)
    content, scope = xlsx([row(**{NAME: name}) for name in names]), people.scope(staff)
    with django_assert_max_num_queries(40):
        uploads.try_file(kind=kind_of("education"), file_name="a.xlsx", content=content, scope=scope, by=staff)
