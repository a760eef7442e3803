"""The workbook of who studies: found as in the books of the staff, enrolled and certified by the acts of the page."""

import datetime as dt

import pytest

from cadres.staff.models import Qualification
from cadres.training.actions import results
from cadres.training.models import Enrolment
from cadres.training.rules import Outcome
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people
from tests.factories import training as train
from tests.factories.training_books import (
    BIRTH,
    CERTIFICATE,
    CLASS,
    CODE,
    COMMUNE,
    ENDED,
    ENROLMENT_COLUMNS,
    IDENTITY,
    ISSUED,
    NAME,
    RESULT,
    SENT_BY,
    SENT_ON,
    SINCE,
    STATUS,
    student,
)
from tests.factories.uploads import confirmed, exported, found_at, said, table

D = dt.date
DONE = {ENDED: D(2009, 11, 30), RESULT: "Khá", CERTIFICATE: "B 12", ISSUED: D(2009, 12, 1)}
BO = {NAME: "Lò Văn Bó", BIRTH: "1970"}
BAD = [
    (student(**{NAME: None, BIRTH: None, COMMUNE: None}), "reference", NAME, "Chưa ghi là ai"),
    (student(**{NAME: "Lò Văn Không"}), "reference", NAME, "Không thấy cán bộ này"),
    (student(**{BIRTH: "1979"}), "reference", NAME, "Không thấy cán bộ này"),
    (student(**{COMMUNE: "N.T"}), "unknown_name", COMMUNE, "Chưa rõ “N.T”"),
    (student(**{CODE: "CB-999999"}), "reference", CODE, "Không có cán bộ mã"),
    (student(**{IDENTITY: "012075000009"}), "reference", IDENTITY, "chưa ghi số căn cước"),
    (student(**{CLASS: None}), "missing", CLASS, "phải có giá trị"),
    (student(**{CLASS: "Trung cấp Hành chính khóa 2"}), "reference", CLASS, "Gần giống: LH-"),
    (student(**{CLASS: "Tiếng Mông"}), "reference", CLASS, "Có nhiều lớp tên này"),
    (student(**{CLASS: "Lớp đã hủy"}), "reference", CLASS, "Không có lớp"),
    (student(**{SINCE: "1/2009"}), "day", SINCE, "Mới có tháng và năm"),
    (student(**{SINCE: D(2009, 1, 4)}), "refused", SINCE, "trong thời gian của lớp"),
    (student(**{SINCE: D(2009, 12, 19)}), "order", SINCE, "chưa đến"),
    (student(**{SENT_BY: "x" * 41}), "text", SENT_BY, "Ô dài 41 ký tự"),
    (student(**{SENT_ON: D(2009, 1, 6)}), "refused", SENT_ON, "cử đi học phải trước"),
    (student(**{STATUS: "Ghi nhầm, bỏ"}), "choice", STATUS, "Đang học; Hoàn thành"),
    (student(**{STATUS: "Hoàn thành"}), "refused", ENDED, "đã xong thì ghi ngày"),
    (student(**{ENDED: D(2009, 3, 1)}), "refused", ENDED, "đang học thì để trống"),
    (student(**{STATUS: "Thôi học", ENDED: D(2009, 1, 1)}), "refused", ENDED, "từ ngày vào học"),
    (student(**DONE | {STATUS: "Thôi học"}), "refused", STATUS, "chỉ cấp chứng chỉ"),
    (student(**DONE | {RESULT: "Rất tốt"}), "choice", RESULT, "Xuất sắc; Giỏi"),
    (student(**{STATUS: "Không đạt", ENDED: D(2009, 3, 1), RESULT: "Khá"}), "refused", RESULT, "chỉ xếp loại"),
    (student(**DONE | {ISSUED: None}), "refused", CERTIFICATE, "phải có cả số và ngày cấp"),
    (student(**DONE | {ISSUED: D(2009, 11, 1)}), "refused", ISSUED, "ngày cấp phải từ"),
    (student(**BO, **{SENT_BY: "3-QĐ"}), "training_differs", SENT_BY, "Danh sách để trống việc này; đính chính"),
    (student(**BO, **{STATUS: "Thôi học"}), "training_differs", STATUS, "đang ghi “Hoàn thành”"),
]


@pytest.fixture
def course(district, nam_tam, an):
    """The class, with somebody who finished; beside it two of one name, and one that was called off."""
    one = train.training_class(district)
    for day in (5, 6):
        train.training_class(district, name="Tiếng Mông", starts_on=D(2009, 1, day))
    train.training_class(district, name="Lớp đã hủy", called_off="Thiếu người")
    ended = {"status": "finished", "ended_on": D(2009, 6, 1)}
    train.student(one, nam_tam, make.cadre(nam_tam, "Lò Văn Bó", "front_chair"), **ended)
    return one


def acts() -> list[str]:
    rows = AuditEntry.objects.filter(did__regex=r"^(training|cadre)\.").order_by("id")
    return list(rows.values_list("did", flat=True))


def test_a_row_enrols_somebody_and_his_certificate_becomes_a_qualification_on_its_day(bring, course, an):
    bring("enrolments", student(**DONE, **{SENT_BY: "3-QĐ/HU", SENT_ON: D(2009, 1, 2)}))
    row = an.enrolments.get()
    assert (row.since, row.decision_number, row.days_present) == (D(2009, 1, 5), "3-QĐ/HU", None)
    assert row.outcome == Outcome("finished", D(2009, 11, 30), "fair", "B 12", D(2009, 12, 1))
    known = row.qualification
    assert (known.subject, known.level, known.since) == ("professional", "intermediate", D(2009, 12, 1))
    assert acts() == ["training.enrolled", "cadre.learned", "training.ended", "training.imported"]


def test_what_happened_later_is_added_to_who_attends_or_finished(bring, tried, course, an):
    bring("enrolments", student())
    assert an.enrolments.get().status == "attending"
    upload = tried("enrolments", student(**DONE), student(**BO, **{CERTIFICATE: "B 13", ISSUED: D(2009, 7, 1)}))
    assert said(upload, "notes")[0][1:] == (STATUS, "Không ghi tình trạng: có chứng chỉ, hiểu là hoàn thành.")
    bring("enrolments", student(**DONE), student(**BO, **{CERTIFICATE: "B 13", ISSUED: D(2009, 7, 1)}))
    assert [one.certificate_number for one in Enrolment.objects.order_by("certificate_on")] == ["B 13", "B 12"]
    assert Qualification.objects.count() == 2


def test_every_bad_row_has_its_sentence_and_nothing_is_written(tried, course, nam_tam):
    rows = []
    for number, (row, *_) in enumerate(BAD):
        alone = row.get(NAME) == "Lò Văn An" and BAD[number][1] != "reference"
        name = "Vàng " + "BCDGHKLMNPQRSTVX"[number % 16] + "abcdeg"[number // 16] + " Sếnh"
        if alone:
            make.cadre(nam_tam, name, "office_statistics", birth_year=1975)
        rows.append(row | {NAME: name} if alone else row)
    before = list(Enrolment.objects.values()), acts()
    for part in (rows[:-1], rows[-1:]):
        found = found_at(tried("enrolments", *part))
        numbers = range(4, 4 + len(part))
        for number, (_, cause, column, words) in zip(numbers, BAD[rows.index(part[0]) :], strict=False):
            got = found.get(number, [])
            assert any(one[:2] == (cause, column) and words in one[2] for one in got), (got, cause, column, words)
    assert (list(Enrolment.objects.values()), acts()) == before


def test_one_person_twice_in_a_class_is_one_row_too_many(tried, course):
    assert found_at(tried("enrolments", student(), student()))[5][0][:2] == ("twice", CLASS)


def test_an_export_comes_in_unchanged(bring, tried, staff, course, an):
    bring("enrolments", student(**DONE))
    content = exported("enrolments", staff)
    rows = table(content)
    assert [(row[NAME], row[CERTIFICATE], row[IDENTITY]) for row in rows] == [
        ("Lò Văn An", "B 12", None),
        ("Lò Văn Bó", None, None),
    ]
    upload = tried("enrolments", content)
    assert (said(upload), said(upload, "notes"), upload.counts["unchanged"]) == ([], [], 2)


def test_an_import_is_taken_back_with_the_qualification(bring, staff, course, an):
    before = list(Enrolment.objects.values())
    upload = bring("enrolments", student(**DONE), student(**BO, **{CERTIFICATE: "B 13", ISSUED: D(2009, 7, 1)}))
    assert Qualification.objects.count() == 2
    uploads.undo(upload=upload, by=staff)
    assert (list(Enrolment.objects.values()), Qualification.objects.count()) == (before, 0)


def test_what_was_corrected_since_the_trial_or_the_import_stands(tried, bring, staff, course, an):
    upload = tried("enrolments", student(**{STATUS: "Thôi học", ENDED: D(2009, 3, 1)}))
    train.student(course, an.posts.get().organization, an)
    with pytest.raises(Refused, match="sau lần thử"):
        confirmed(upload, staff)
    upload = bring("enrolments", student(**DONE))
    wrong = {"outcome": Outcome("failed", D(2009, 11, 30)), "reason": "Thi lại", "by": staff}
    results.correct_result(enrolment=an.enrolments.get(), **wrong)
    with pytest.raises(Refused, match="đã có thay đổi sau lần nhập"):
        uploads.undo(upload=upload, by=staff)


def test_an_officer_of_one_commune_finds_neither_people_nor_classes_of_others(tried, course, ta_phin):
    officer = people.user("theo.doi.tp", Role.CADRE_OFFICER, ta_phin)
    found = found_at(tried("enrolments", student(**{COMMUNE: "Tả Phìn"}), by=officer))[4]
    assert ("reference", CLASS) in {one[:2] for one in found} and "LH-" not in str(found)


def test_the_columns_of_the_tests_are_those_of_the_template():
    assert set(ENROLMENT_COLUMNS) == set(kind_of("enrolments").resource.titles().required)
