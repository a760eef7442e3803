"""The workbook of ratings: written by the rules of the page, out and back unchanged, taken back."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from members.ratings.actions.handing import submit
from members.ratings.models import Rating
from sinho.imports.actions import uploads
from sinho.refusal import Refused
from tests.factories import ratings
from tests.factories.uploads import confirmed, exported, said, table, tried
from tests.factories.workbooks import xlsx

ROW = {
    "Họ và tên": "Lò Văn Aa",
    "Ngày sinh": "1975",
    "Chi bộ": "SH-NT-01",
    "Năm": 2009,
    "Đăng ký phấn đấu": "HTXSNV",
    "Nhiệm vụ đăng ký": "Giúp một hộ nghèo",
    "Tự nhận mức": "Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ",
    "Phiếu mức 2": 18,
    "Phiếu mức 3": 2,
    "Chi bộ đề nghị": "httnv",
}


@pytest.fixture
def person(campaign, cell):
    ratings.meeting(campaign, cell)
    return ratings.people(cell, 1)[0]


def bring(by, *rows):
    return tried("ratings", xlsx(list(rows)), by)


def test_a_row_is_written_by_the_rules_of_the_page(person, staff):
    upload = bring(staff, ROW | {"Chi bộ đề nghị": "HTNV", "Dòng chi tiết": "chưa tận tụy với công việc"})
    assert said(upload) == []
    confirmed(upload, staff)
    one = Rating.objects.get()
    assert (one.aimed_level, one.self_level, one.votes) == ("excellent", "good", (None, 18, 2, None))
    assert (one.proposed_level, one.sub_reason, one.tasks) == (
        "completed",
        "qualified_not_devoted",
        "Giúp một hộ nghèo",
    )


def test_what_went_out_comes_back_unchanged(campaign, cell, person, staff):
    ratings.rating(campaign, cell, person, "breach", tasks="Giữ rừng", registered_on=dt.date(2009, 1, 12))
    other = ratings.people(cell, 1, "Vàng")[0]
    ratings.rating(campaign, cell, other, "not:not_yet", words="Đi chữa bệnh")
    out = exported("ratings", staff)
    assert [row["Chi bộ đề nghị"] for row in table(out)] == ["Vi phạm tư cách", "Chưa được đánh giá"]
    upload = tried("ratings", out, staff)
    assert (said(upload), upload.counts["unchanged"], upload.right) == ([], 2, 0)


def test_a_changed_cell_changes_that_alone(campaign, cell, person, staff):
    ratings.rating(campaign, cell, person, "good", tasks="Giữ rừng")
    [row] = table(exported("ratings", staff))
    confirmed(tried("ratings", xlsx([row | {"Phiếu mức 2": 17, "Nhiệm vụ đăng ký": None}]), staff), staff)
    one = Rating.objects.get()
    assert (one.vote_2, one.vote_3, one.tasks, one.version) == (17, 2, "Giữ rừng", 1)


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"Năm": 2008}, "Năm", "chưa mở đợt"),
        ({"Năm": None}, "Năm", "phải có giá trị"),
        ({"Năm": "hai nghìn"}, "Năm", "số nguyên"),
        ({"Tự nhận mức": "Xuất sắc lắm"}, "Tự nhận mức", "không có trong danh mục"),
        ({"Chi bộ đề nghị": "Mệt"}, "Chi bộ đề nghị", "không có trong danh mục"),
        ({"Phiếu mức 2": "mười"}, "Phiếu mức 2", "số nguyên"),
        ({"Phiếu mức 2": 19, "Phiếu mức 3": 2}, "Phiếu mức 3", "lớn hơn số phiếu hợp lệ"),
        ({"Phiếu mức 1": 1}, "Phiếu mức 1", "Không có ô này"),
        ({"Dòng chi tiết": "Bị Đảng, chính quyền, đoàn thể kỷ luật trong năm"}, "Dòng chi tiết", "không thuộc mức"),
        ({"Nhiệm vụ đăng ký": "x" * 1001}, "Nhiệm vụ đăng ký", "nhiều nhất 1000"),
        ({"Ngày đăng ký": "19/12/2009"}, "Ngày đăng ký", ""),
        ({"Ngày đăng ký": dt.date(2007, 1, 1)}, "Ngày đăng ký", "ngoài đợt"),
        ({"Họ và tên": "Người Lạ"}, "", ""),
    ],
)
def test_bad_rows_are_named_and_write_nothing(person, staff, change, column, words):
    found = said(bring(staff, ROW | change))
    assert any((not column or at == column) and words in text for _, at, text in found), found
    assert not Rating.objects.exists()


def test_a_member_stands_in_one_row_of_a_year(person, staff):
    assert "Dòng" in said(bring(staff, ROW, ROW))[0][2]


def test_a_cell_that_handed_in_takes_nothing(campaign, cell, person, staff, cell_secretary):
    ratings.rating(campaign, cell, person, "good")
    submit(campaign=campaign, cell=cell, hand=ratings.CELL, by=cell_secretary)
    [(code, _, text)] = said(bring(staff, ROW))
    assert code == "refused" and "đã nộp" in text


def test_an_import_is_taken_back_until_the_cell_hands_in(campaign, cell, person, staff, cell_secretary):
    upload = confirmed(bring(staff, ROW), staff)
    submit(campaign=campaign, cell=cell, hand=ratings.CELL, by=cell_secretary)
    with pytest.raises(Refused, match="bảng đã nộp có Lò Văn Aa"):
        uploads.undo(upload=upload, by=staff)


def test_an_import_is_taken_back(person, staff):
    upload = confirmed(bring(staff, ROW), staff)
    uploads.undo(upload=upload, by=staff)
    assert not Rating.objects.exists()


def test_who_does_not_keep_the_roll_brings_nothing_in(person, cell_secretary):
    with pytest.raises((Refused, PermissionDenied)):
        bring(cell_secretary, ROW)
    assert not Rating.objects.exists()
