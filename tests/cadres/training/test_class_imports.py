"""The workbook of classes: rows go through the acts of the page; what is known is not written over."""

import datetime as dt

import pytest

from cadres.training.models import TrainingClass
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import training as train
from tests.factories.training_books import (
    CLASS_CODE,
    CLASS_COLUMNS,
    CLASS_NAME,
    COST,
    DECIDED,
    ENDS,
    FIELD,
    FOR_TITLE,
    KIND,
    LEVEL,
    MODE,
    NUMBER,
    OPENED,
    ORGANISER,
    PARTNER,
    PLACE,
    SPECIALTY,
    STARTS,
    course,
)
from tests.factories.uploads import confirmed, exported, found_at, said, table

D = dt.date
BAD = [
    (course(**{CLASS_NAME: None}), "missing", CLASS_NAME, "phải có giá trị"),
    (course(**{CLASS_NAME: "x" * 161}), "text", CLASS_NAME, "Ô dài 161 ký tự"),
    (course(**{KIND: "Dạy nghề"}), "choice", KIND, "Các giá trị: Đào tạo"),
    (course(**{KIND: "Cấp ủy viên"}), "refused", FIELD, "có nội dung: kỹ năng"),
    (course(**{FIELD: "Nấu ăn"}), "choice", FIELD, "Không có trong danh mục"),
    (course(**{LEVEL: None}), "refused", LEVEL, "Chọn trình độ"),
    (course(**{LEVEL: "Rất cao"}), "choice", LEVEL, "Không rõ trình độ"),
    (course(**{KIND: "Bồi dưỡng", FIELD: "Tin học"}), "choice", LEVEL, "không có danh mục trình độ"),
    (course(**{KIND: "Bồi dưỡng", FIELD: "Quốc phòng", LEVEL: "Đối tượng 9"}), "choice", LEVEL, "Đối tượng 1"),
    (course(**{FOR_TITLE: "Bí thư Đảng ủy"}), "refused", FOR_TITLE, "Chọn chức danh khi và chỉ khi"),
    (course(**{FOR_TITLE: "Thợ xây"}), "choice", FOR_TITLE, "Không có trong danh mục chức danh"),
    (course(**{MODE: "Qua đài"}), "choice", MODE, "Các giá trị"),
    (course(**{PLACE: None}), "missing", PLACE, "phải có giá trị"),
    (course(**{OPENED: "Xã"}), "choice", OPENED, "Cấp huyện mở"),
    (course(**{ORGANISER: None}), "missing", ORGANISER, "phải có giá trị"),
    (course(**{PARTNER: "x" * 161}), "text", PARTNER, "Ô dài 161 ký tự"),
    (course(**{SPECIALTY: "#N/A"}), "excel", SPECIALTY, "Ô báo lỗi"),
    (course(**{STARTS: "31/02/2009"}), "day", STARTS, "31/02/2009"),
    (course(**{ENDS: D(2009, 1, 4)}), "refused", ENDS, "từ ngày khai giảng"),
    (course(**{ENDS: D(2019, 1, 4)}), "refused", ENDS, "kéo dài quá 8 năm"),
    (course(**{NUMBER: "x" * 41}), "text", NUMBER, "Ô dài 41 ký tự"),
    (course(**{DECIDED: D(2009, 1, 6)}), "refused", DECIDED, "trước hoặc trùng ngày khai giảng"),
    (course(**{COST: "chín mươi triệu"}), "number", COST, "Ghi số đồng nguyên"),
    (course(**{COST: -5}), "number", COST, "Ghi số đồng nguyên"),
    (course(**{COST: "90,5"}), "number", COST, "Ghi số đồng nguyên"),
    (course(**{COST: 10**15}), "number", COST, "dưới 1.000 tỷ đồng"),
    (course(**{CLASS_CODE: "LH 1"}), "code", CLASS_CODE, "Mã chỉ gồm"),
    (course(**{CLASS_CODE: "LH-999999"}), "reference", CLASS_CODE, "Không có lớp mã LH-999999"),
]


def acts() -> list[str]:
    return list(AuditEntry.objects.filter(did__startswith="training.").order_by("id").values_list("did", flat=True))


def test_a_row_is_a_class_opened_as_on_the_page(bring, district):
    more = {SPECIALTY: "Trung cấp Hành chính", NUMBER: "12-QĐ/HU", DECIDED: D(2008, 12, 20), COST: "90.000.000 đ"}
    title = {KIND: "Bồi dưỡng", FIELD: "Bồi dưỡng chức danh", LEVEL: None, FOR_TITLE: "CT UBND"}
    bring(
        "classes",
        course(**more, **{PARTNER: train.FACTS.partner, ORGANISER: train.FACTS.organiser}),
        course(**{LEVEL: "Cao đẳng Nông lâm", MODE: "Tại chức", PLACE: "Cử đi học", OPENED: "Tỉnh", CLASS_NAME: "CĐ"}),
        course(**title, **{CLASS_NAME: "Chủ tịch xã", STARTS: D(2010, 3, 1), ENDS: D(2010, 3, 5)}),
    )
    first, second, third = TrainingClass.objects.order_by("pk")
    assert (first.organization, first.facts()) == (district, train.FACTS)
    assert (second.level, second.specialty, second.mode) == ("college", "Cao đẳng Nông lâm", "part_time")
    assert (second.place, second.opened_by, third.title) == ("away", "province", "committee_chair")
    assert acts() == ["training.opened"] * 3 + ["training.imported"] * 3


def test_every_bad_row_has_its_sentence_and_nothing_is_written(tried):
    rows = [
        row | {CLASS_NAME: f"Lớp {n}"} if row[CLASS_NAME] == course()[CLASS_NAME] else row
        for n, (row, *_) in enumerate(BAD)
    ]
    found = found_at(tried("classes", *rows))
    wrong = [
        (found.get(number), wanted)
        for number, (_, *wanted) in enumerate(BAD, 4)
        if not any(one[:2] == tuple(wanted[:2]) and wanted[2] in one[2] for one in found.get(number, []))
    ]
    assert wrong == [] and not TrainingClass.objects.exists() and acts() == []


def test_an_export_comes_in_unchanged_and_a_known_class_is_not_written_over(tried, staff, district):
    one = train.training_class(district)
    train.training_class(district, name="Quốc phòng", kind="fostering", field="defence", level="object_4", cost=None)
    content = exported("classes", staff)
    assert [row[LEVEL] for row in table(content)] == ["Đối tượng 4", "Trung cấp"]
    upload = tried("classes", content)
    assert (said(upload), upload.counts["unchanged"]) == ([], 2)
    row = table(content)[1]
    other = [row | {ENDS: D(2010, 1, 31)}, row | {CLASS_CODE: None, COST: 5}]
    found = found_at(tried("classes", *other))
    assert [found[number][0][:2] for number in (4, 5)] == [("training_differs", ENDS), ("training_differs", COST)], (
        found
    )
    assert "đang ghi “31/12/2009”; sửa lớp thì ghi ở trang của lớp" in found[4][0][2]
    one.refresh_from_db()
    assert one.facts() == train.FACTS
    with pytest.raises(Refused, match="Ghi lý do"):
        exported("classes", staff, reason="")


def test_two_rows_of_one_class_are_one_too_many_and_an_old_font_is_converted(tried, staff):
    assert found_at(tried("classes", course(), course()))[5][0][:2] == ("twice", CLASS_NAME)
    old = {CLASS_NAME: "Trung cÊp Hµnh chÝnh", KIND: "§µo t¹o", FIELD: "Chuyªn m«n", LEVEL: "Cao ®¼ng"}
    old |= {MODE: "TËp trung", PLACE: "T¹i chç", OPENED: "CÊp huyÖn më", ORGANISER: "Trung t©m GDTX huyÖn"}
    upload = tried("classes", course(**old))
    assert said(upload) == [] and [cause for cause, *_ in said(upload, "doubts")] == ["converted"]
    confirmed(upload, staff, acknowledged=True)
    assert TrainingClass.objects.get().name == "Trung cấp Hành chính"


def test_an_import_is_taken_back_while_nobody_attends(bring, staff, nam_tam, an):
    upload = bring("classes", course())
    row = train.student(TrainingClass.objects.get(), nam_tam, an)
    with pytest.raises(Refused, match="đã có số liệu khác dựa vào"):
        uploads.undo(upload=upload, by=staff)
    row.delete()
    uploads.undo(upload=upload, by=staff)
    assert not TrainingClass.objects.exists() and acts()[-1] == "training.import_undone"


def test_a_secretary_brings_in_nothing(tried, secretary):
    with pytest.raises(Refused, match="không được giao quyền nhập"):
        tried("classes", course(), by=secretary)


def test_the_columns_of_the_tests_are_those_of_the_template():
    assert set(CLASS_COLUMNS) == set(kind_of("classes").resource.titles().required)
