"""Rows of a list of members that cannot stand: each with a sentence at its cell, and nothing half written."""

import datetime as dt

import pytest

from members.roll.models import Member
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people
from tests.factories.lists import person
from tests.factories.workbooks import xlsx

D = dt.date


@pytest.fixture
def tried(staff, nam_tam_cells):
    """`tried(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff):
        scope = people.scope(by)
        return uploads.try_file(kind=kind_of("members"), file_name="a.xlsx", content=xlsx(rows), scope=scope, by=by)

    return act


def said(upload, level="errors") -> list[tuple[str, str]]:
    """Cause and sentence of everything said at a level."""
    return [(group["code"], one["text"]) for group in upload.trial[level] for one in group["findings"]]


NAME, SEX, BIRTH, CELL = "Họ và tên khai sinh", "Giới tính", "Ngày sinh", "Chi bộ đang sinh hoạt"
ADMITTED, OFFICIAL, IDENTITY, CARD = "Ngày vào Đảng", "Ngày chính thức", "Số căn cước", "Số thẻ đảng viên"
SINCE, STATE, STATE_DAY = "Về chi bộ từ ngày", "Trạng thái", "Ngày từ trần, miễn, đình chỉ"


@pytest.mark.parametrize(
    ("changes", "cause", "words"),
    [
        ({NAME: None}, "missing", "phải có giá trị"),
        ({NAME: "Lò Văn 7"}, "text", "không có ký tự “7”"),
        ({NAME: "a@b.vn"}, "text", "không có ký tự “@”"),
        ({NAME: "Иванов"}, "text", "không có ký tự “И”"),
        ({NAME: "-"}, "text", "ít nhất hai chữ cái"),
        ({SEX: "Khác"}, "choice", "Không có trong danh mục"),
        ({BIRTH: "31/02/1971"}, "day", "Không có ngày 31/02/1971"),
        ({BIRTH: "12 tháng 3"}, "day", "không phải là ngày sinh"),
        ({BIRTH: "1850"}, "day", "Năm sinh 1850"),
        ({BIRTH: "03/13/71"}, "day", "Không có ngày"),
        ({"Dân tộc": "Klingon"}, "choice", "Không có trong danh mục"),
        ({CELL: "Chi bộ bản Không Có"}, "unknown_name", "Chưa rõ “Chi bộ bản Không Có”"),
        ({IDENTITY: "01207100012A"}, "number", "Chỉ ghi chữ số"),
        ({IDENTITY: "01207"}, "number", "Có 5 chữ số"),
        ({CARD: "4500012345"[:9]}, "number", "Có 9 chữ số"),
        ({ADMITTED: "12/25/1998"}, "day", "có thể đã đảo ngày và tháng"),
        ({ADMITTED: None}, "missing", "phải có giá trị"),
        ({ADMITTED: D(1980, 2, 3), OFFICIAL: D(1981, 2, 3)}, "order", "khi chưa đủ 15 tuổi"),
        ({OFFICIAL: D(1998, 12, 1)}, "order", "12 tháng sau ngày vào Đảng"),
        ({OFFICIAL: D(2010, 2, 3)}, "order", "03/02/2010 chưa đến"),
        ({SINCE: D(2010, 1, 1)}, "order", "01/01/2010 chưa đến"),
        ({SINCE: D(1997, 1, 1)}, "order", "chưa hoạt động vào ngày 01/01/1997"),
        ({OFFICIAL: None, CARD: "45000123"}, "order", "Chỉ đảng viên chính thức có thẻ"),
        ({"Số thẻ cũ": "123456"}, "missing", "Ghi số thẻ đang dùng"),
        ({CARD: "45000123", "Số thẻ cũ": "123456"}, "missing", "ghi ngày cấp thẻ đang dùng"),
        ({CARD: "45000123", "Ngày cấp thẻ": D(1998, 5, 1)}, "order", "sau ngày chính thức"),
        ({STATE: "Miễn sinh hoạt"}, "missing", "phải ghi ngày"),
        ({STATE: "Từ trần", STATE_DAY: D(2010, 1, 1), SINCE: D(2005, 1, 1)}, "order", "chưa đến"),
        ({STATE: "Miễn sinh hoạt", STATE_DAY: D(2004, 1, 1), SINCE: D(2005, 1, 1)}, "order", "trước ngày về chi bộ"),
        ({STATE: "Rời khỏi Đảng"}, "choice", "Không có trong danh mục"),
        ({"Học vấn": "13/12"}, "choice", "Không có lớp 13"),
        ({"Học vấn": D(2009, 12, 9)}, "choice", "Excel đã đổi ô này thành ngày"),
        ({"Chuyên môn": "Giỏi"}, "choice", "Không rõ trình độ"),
        ({"Số lý lịch": "12"}, "database", "Số lý lịch gồm 6 chữ số"),
        ({"Mã đảng viên": "DV-999999"}, "reference", "Không có đảng viên mã DV-999999"),
        ({"Mã đảng viên": "mã lạ"}, "code", "Mã chỉ gồm"),
    ],
)
def test_a_wrong_cell_gets_a_sentence_and_nothing_is_written(tried, staff, changes, cause, words):
    upload = tried(person(**changes))
    assert [code for code, _ in said(upload)] == [cause]
    assert words in said(upload)[0][1]
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({BIRTH: "12/3/71"}, "đọc là 12/03/1971"),
        ({BIRTH: "71"}, "đọc là 1971"),
        ({BIRTH: "3/71"}, "đọc là 03/1971"),
        ({ADMITTED: "3/2/98"}, "đọc là 03/02/1998"),
        ({IDENTITY: 12071000123}, "Excel làm mất số 0 ở đầu"),
        ({IDENTITY: "45000111"}, "đọc là 0… (9 số)"),
        ({CARD: "45000123"}, "lấy ngày chính thức"),
        ({CARD: 5000123, "Ngày cấp thẻ": D(2008, 2, 3)}, "đọc là 0… (8 số)"),
        ({"Học vấn": "8/12"}, "hiểu là đã xong tiểu học"),
        ({"Nơi ở hiện nay": "Tổ 3, thành phố Lai Châu"}, "ghi bằng lời"),
    ],
)
def test_what_can_be_understood_is_taken_and_said(tried, changes, words):
    upload = tried(person(**changes))
    assert said(upload) == [] and upload.counts["new"] == 1
    assert [(code, words in text) for code, text in said(upload, "notes")] == [("read_as", True)]


def test_numbers_that_lost_their_zeros_get_them_back(tried, staff):
    upload = tried(person(**{IDENTITY: 12071000123, CARD: 5000123.0}))
    uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
    member = Member.objects.get()
    assert (member.identity_number, member.cards.get().number) == ("012071000123", "05000123")


def test_the_same_person_twice_in_a_file(tried):
    again = {NAME: "LÒ VĂN ÁNH"}
    assert [code for code, _ in said(tried(person(), person(**again)))] == ["twice"]
    upload = tried(person(), person(**{**again, CELL: "SH-NT-02"}))
    assert said(upload) == [] and [code for code, _ in said(upload, "doubts")] == ["twin"]


def test_the_same_number_twice_in_a_file(tried):
    rows = person(**{IDENTITY: "012071000123"}), person(**{NAME: "Tao Văn Hai", IDENTITY: "012071000123"})
    assert said(tried(*rows)) == [("twice", "Dòng 4 đã ghi số này.")]


def test_namesakes_with_different_numbers_are_two_people(tried):
    upload = tried(person(**{IDENTITY: "012071000123"}), person(**{IDENTITY: "012071000124"}))
    assert (said(upload), said(upload, "doubts"), upload.counts["new"]) == ([], [], 2)


def test_somebody_like_him_in_another_cell_is_a_doubt(tried, nam_tam_cells):
    make.member(nam_tam_cells[1], "Lò Văn Ánh", birth_year=1971, birth_month=3, birth_day=12)
    upload = tried(person())
    [(code, text)] = said(upload, "doubts")
    assert code == "twin" and "bản Nậm Tăm 2" in text and upload.counts["new"] == 1


def test_a_number_of_somebody_else_is_refused(tried, nam_tam_cells):
    make.member(nam_tam_cells[1], "Tao Văn Sơn", identity_number="012071000123")
    [(code, text)] = said(tried(person(**{IDENTITY: "012071000123"})))
    assert code == "reference" and "Số này trong danh sách là của Tao Văn Sơn" in text


def test_a_number_from_beyond_ones_reach_tells_nothing(tried, nam_tam_cells, ta_phin_cells, ta_phin):
    make.member(nam_tam_cells[0], "Tao Văn Sơn", identity_number="012071000123")
    officer = people.user("can.bo.tp", "district_staff", ta_phin)
    [(code, text)] = said(tried(person(**{IDENTITY: "012071000123", CELL: "SH-TP-01"}), by=officer))
    assert (code, text) == ("reference", "Số này đã ghi cho một đảng viên ngoài phạm vi của đồng chí.")


def test_a_cell_beyond_ones_reach_is_not_known(tried, ta_phin, ta_phin_cells):
    officer = people.user("can.bo.tp", "district_staff", ta_phin)
    upload = tried(person(), by=officer)
    assert [code for code, _ in said(upload)] == ["unknown_name"]
    assert upload.trial["questions"] == [{"name": "SH-NT-01", "rows": 1, "near": []}]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Dân tộc": "Mông"}, "Danh sách đang ghi “Thái”"),
        ({CELL: "SH-NT-02", "Mã đảng viên": "{code}"}, "Danh sách đang ghi “SH-NT-01"),
        ({ADMITTED: D(2004, 3, 3)}, "Danh sách đang ghi “03/02/2004”"),
        ({STATE: "Từ trần", STATE_DAY: D(2009, 1, 1)}, "Danh sách đang ghi “Đang sinh hoạt”"),
    ],
)
def test_a_list_does_not_change_what_the_roll_says(tried, nam_tam_cells, changes, words):
    known = make.member(nam_tam_cells[0], "Lò Văn Ánh", birth_year=1971)
    row = {BIRTH: "1971", ADMITTED: D(2004, 2, 3), OFFICIAL: D(2005, 2, 3), **changes}
    row = {title: f"DV-{known.pk:06d}" if value == "{code}" else value for title, value in row.items()}
    [(code, text)] = said(tried(person(**row)))
    assert code == "differs" and words in text


def test_a_name_is_asked_once_and_remembered(tried, staff, nam_tam_cells):
    upload = tried(person(**{CELL: "Cbộ N.Tăm một"}), person(**{CELL: "Cbộ N.Tăm một", NAME: "Tao Thị Hai"}))
    assert [(one["name"], one["rows"]) for one in upload.trial["questions"]] == [("Cbộ N.Tăm một", 2)]
    scope = people.scope(staff)
    upload = answering.answer(upload=upload, encoding="", names={"Cbộ N.Tăm một": "SH-NT-01"}, scope=scope, by=staff)
    assert (said(upload), upload.counts["new"], upload.trial["questions"]) == ([], 2, [])
    later = tried(person(**{CELL: "CBỘ N.TĂM MỘT", NAME: "Lường Văn Ba"}))
    assert said(later) == [] and later.counts["new"] == 1
    [(code, text)] = said(later, "notes")
    assert code == "read_as" and "“CBỘ N.TĂM MỘT”: hiểu là SH-NT-01" in text and "như đã trả lời lần trước" in text


def test_the_preview_tells_what_will_be_written(tried, nam_tam_cells):
    more = {"Quê quán": "Xã Phăng Sô Lin", IDENTITY: "012071000123", "Chuyên môn": "Đại học Sư phạm"}
    [row] = tried(person(**more)).trial["rows"]
    assert "quê quán Xã Phăng Sô Lin" in row["text"] and "số căn cước •••• 0123" in row["text"]
    assert "012071000123" not in row["text"] and "chuyên môn Đại học" in row["text"]


def test_a_card_of_somebody_on_the_roll_needs_its_day(tried, nam_tam_cells):
    known = make.member(nam_tam_cells[0], "Lò Văn Ánh", birth_year=1971)
    row = {BIRTH: "1971", ADMITTED: None, OFFICIAL: None, "Mã đảng viên": known.code, CARD: "45000123"}
    [(code, text)] = said(tried(person(**row | {ADMITTED: D(2004, 2, 3), OFFICIAL: D(2005, 2, 3)})))
    assert code == "missing" and "ghi ngày cấp thẻ" in text


def test_an_answer_names_a_cell_within_reach(tried, staff, ta_phin_cells):
    upload = tried(person(**{CELL: "Cbộ lạ"}))
    with pytest.raises(Refused, match="chọn tổ chức trong danh sách"):
        answering.answer(upload=upload, encoding="", names={"Cbộ lạ": "SH-XX"}, scope=people.scope(staff), by=staff)
    with pytest.raises(Refused, match="Chọn bảng mã"):
        answering.answer(upload=upload, encoding="vps", names={}, scope=people.scope(staff), by=staff)


def test_cells_of_one_name_are_told_apart_by_their_committee(tried, nam_tam, ta_phin):
    for committee, code in ((nam_tam, "SH-NT-09"), (ta_phin, "SH-TP-09")):
        places.cell("Trường tiểu học", parent=committee, code=code)
    row = {CELL: "Chi bộ Trường tiểu học"}
    assert [code for code, _ in said(tried(person(**row)))] == ["unknown_name"]
    upload = tried(person(**row, **{"Đảng bộ, chi bộ cơ sở": "Đảng bộ xã Tả Phìn"}))
    assert said(upload) == [] and "Trường tiểu học" in upload.trial["rows"][0]["text"]


def test_an_answer_or_a_code_does_not_go_against_the_committee_of_the_row(tried, staff, nam_tam, ta_phin):
    for committee, code in ((nam_tam, "SH-NT-09"), (ta_phin, "SH-TP-09")):
        places.cell("Trường tiểu học", parent=committee, code=code)
    named, base = {CELL: "Chi bộ Trường tiểu học"}, "Đảng bộ, chi bộ cơ sở"
    upload, scope = tried(person(**named)), people.scope(staff)
    answering.answer(upload=upload, encoding="", names={named[CELL]: "SH-NT-09"}, scope=scope, by=staff)
    assert "SH-NT-09" in tried(person(**named)).trial["rows"][0]["text"]
    for told in ("Đảng bộ xã Tả Phìn", "SH-TP"):
        assert "SH-TP-09" in tried(person(**named, **{base: told})).trial["rows"][0]["text"]
    for typed in (named[CELL], "SH-NT-09"):
        [(code, text)] = said(tried(person(**{CELL: typed, base: "Xã không có"})))
        assert code == "reference" and "không thuộc “Xã không có”" in text


def test_somebody_who_came_meanwhile_is_not_entered_twice(tried, staff, nam_tam_cells):
    upload = tried(person())
    make.member(nam_tam_cells[0], "Lò Văn Ánh", birth_year=1971)
    with pytest.raises(Refused):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert Member.objects.count() == 1
