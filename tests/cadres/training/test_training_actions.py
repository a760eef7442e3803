"""Classes and who attends them: the outcome, the log, nothing written when refused."""

import datetime as dt
from dataclasses import replace

import pytest

from cadres.staff.models import Qualification
from cadres.training.actions import classes, enrolling, results
from cadres.training.actions.enrolling import Sent
from cadres.training.enums import Status
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import Outcome
from members.roll.models import Schooling
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import members, offices
from tests.factories import training as train

D = dt.date
KEPT = (TrainingClass, Enrolment, Qualification, Schooling, AuditEntry)
FINISHED = Outcome(Status.FINISHED, D(2009, 11, 30), "good", "TC 123/2009", D(2009, 12, 10))


def refused(act, **values) -> str:
    """The reasons; nothing of ours was written."""
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    with pytest.raises(Refused) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in KEPT]
    return " ".join(raised.value.reasons)


@pytest.fixture
def course(district):
    return train.training_class(district)


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def student(course, nam_tam, an):
    return train.student(course, nam_tam, an)


@pytest.fixture
def secretary_of_cell(nam_tam_cells, staff):
    """Somebody who holds an office of his cell."""
    who = members.member(nam_tam_cells[0], "Tao Văn Bí", birth_year=1972)
    offices.holds(who, nam_tam_cells[0], by=staff)
    return who


def test_a_class_is_opened_mended_with_a_reason_and_called_off(district, staff):
    made = classes.open_class(organization=district, facts=train.FACTS, by=staff)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.did, entry.organization_id, entry.after["cost"]) == ("training.opened", district.pk, 90_000_000)
    facts = replace(train.FACTS, cost=95_000_000)
    assert "lý do" in refused(classes.correct_class, training_class=made, facts=facts, reason=" ", by=staff)
    classes.correct_class(training_class=made, facts=facts, reason="Bổ sung kinh phí", by=staff)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.before, entry.after) == ({"cost": 90_000_000}, {"cost": 95_000_000})
    assert "khác" in refused(classes.correct_class, training_class=made, facts=facts, reason="Lại", by=staff)
    classes.call_off(training_class=made, reason="Không đủ người học", by=staff)
    assert "đã hủy" in refused(classes.correct_class, training_class=made, facts=facts, reason="Lại", by=staff)
    assert list(TrainingClass.objects.in_force()) == []


def test_a_class_with_people_keeps_its_days_and_is_not_called_off(student, course, staff):
    later = replace(train.FACTS, starts_on=D(2009, 2, 1))
    assert "ngoài thời gian" in refused(
        classes.correct_class, training_class=course, facts=later, reason="Lùi", by=staff
    )
    assert "đang có người học" in refused(classes.call_off, training_class=course, reason="Hủy", by=staff)


def test_many_enter_at_once_each_from_where_he_serves(course, nam_tam, nam_tam_cells, an, secretary_of_cell, staff):
    sent = Sent(D(2009, 3, 2), "7-QĐ/HU", D(2009, 3, 1))
    made = enrolling.enrol(training_class=course, cadres=[an], members=[secretary_of_cell], sent=sent, by=staff)
    assert [(one.person.full_name, one.organization) for one in made] == [
        ("Lò Văn An", nam_tam),
        ("Tao Văn Bí", nam_tam_cells[0]),
    ]
    assert AuditEntry.objects.filter(did="training.enrolled").count() == 2


def test_who_may_not_enter(course, nam_tam, nam_tam_cells, an, student, staff):
    gone = make.cadre(nam_tam, "Lò Văn Đi", "front_chair", until=D(2008, 6, 30))
    plain = members.member(nam_tam_cells[0], "Lò Văn Thường")
    linked = members.member(nam_tam_cells[0], "Lò Văn Hai")
    make.cadre(nam_tam, "Lò Văn Hai", "farmers_chair", member=linked)
    cases = [
        ({"cadres": [an]}, Sent(D(2009, 3, 2)), "Đã có trong danh sách lớp: Lò Văn An"),
        ({"cadres": [gone]}, Sent(D(2009, 3, 2)), "không giữ chức danh ở xã nào: Lò Văn Đi"),
        ({"members": [plain]}, Sent(D(2009, 3, 2)), "không phải là cấp ủy viên: Lò Văn Thường"),
        ({"members": [linked]}, Sent(D(2009, 3, 2)), "ghi theo hồ sơ ấy: Lò Văn Hai"),
        ({"cadres": [gone]}, Sent(D(2008, 3, 2)), "trong thời gian của lớp"),
        ({"cadres": [gone]}, Sent(D(2009, 12, 30)), "chưa đến"),
        ({"cadres": [gone]}, Sent(D(2009, 3, 2), "1", D(2009, 3, 3)), "Ngày quyết định cử đi học"),
        ({}, Sent(D(2009, 3, 2)), "Chưa chọn ai"),
    ]
    for who, sent, words in cases:
        assert words in refused(enrolling.enrol, training_class=course, sent=sent, by=staff, **who)


def test_who_came_in_as_a_member_does_not_come_in_as_staff_too(course, nam_tam, secretary_of_cell, staff):
    sent = Sent(D(2009, 3, 2))
    enrolling.enrol(training_class=course, members=[secretary_of_cell], sent=sent, by=staff)
    same = make.cadre(nam_tam, "Tao Văn Bí", "farmers_chair", birth_year=1972, member=secretary_of_cell)
    words = refused(enrolling.enrol, training_class=course, cadres=[same], sent=sent, by=staff)
    assert words == "Đã có trong danh sách lớp: Tao Văn Bí."


def test_classes_on_the_work_of_members_take_any_member(district, nam_tam_cells, staff):
    course = train.training_class(district, kind="member_work", field="party_work", level="", specialty="")
    plain = members.member(nam_tam_cells[0], "Lò Văn Thường")
    enrolling.enrol(training_class=course, members=[plain], sent=Sent(D(2009, 3, 2)), by=staff)
    assert Enrolment.objects.get().member == plain


def test_attendance_is_never_more_than_the_class_met(course, student, staff):
    def note(held, present):
        return {"training_class": course, "days_held": held, "present": {student.pk: present}, "by": staff}

    assert "nhiều hơn số buổi" in refused(results.note_attendance, **note(40, 41))
    assert "Ghi số buổi của lớp" in refused(results.note_attendance, **note(None, 3))
    results.note_attendance(**note(40, 38))
    student.refresh_from_db()
    course.refresh_from_db()
    assert (course.days_held, student.days_present) == (40, 38)
    assert "khác" in refused(results.note_attendance, **note(40, 38))
    stranger = {"training_class": course, "days_held": 40, "present": {0: 1}, "by": staff}
    assert "không còn trong danh sách" in refused(results.note_attendance, **stranger)


def test_the_certificate_becomes_a_qualification_on_its_day(course, student, an, staff):
    results.note_results(training_class=course, outcomes={student.pk: FINISHED}, by=staff)
    student.refresh_from_db()
    learned = student.qualification
    assert (learned.cadre, learned.subject, learned.level) == (an, "professional", "intermediate")
    assert (learned.words, learned.certificate_number) == ("Trung cấp Hành chính", "TC 123/2009")
    assert an.qualifications.known_on(D(2009, 12, 9)).count() == 0
    assert an.qualifications.known_on(D(2009, 12, 10)).count() == 1
    assert list(AuditEntry.objects.order_by("pk").values_list("did", flat=True)) == ["cadre.learned", "training.ended"]


def test_a_certificate_may_follow_later_and_a_result_is_written_once(course, student, staff):
    ended = replace(FINISHED, certificate_number="", certificate_on=None)
    results.note_results(training_class=course, outcomes={student.pk: ended}, by=staff)
    failed = Outcome(Status.FAILED, D(2009, 11, 30))
    assert "dùng “Đính chính”" in refused(
        results.note_results, training_class=course, outcomes={student.pk: failed}, by=staff
    )
    results.note_results(training_class=course, outcomes={student.pk: FINISHED}, by=staff)
    assert Qualification.objects.get().since == D(2009, 12, 10)


def test_nothing_is_written_when_one_of_many_is_refused(course, nam_tam, student, staff):
    other = make.cadre(nam_tam, "Tao Thị Mai", "justice_registry", sex="female")
    second = train.student(course, nam_tam, other)
    early = replace(FINISHED, certificate_on=D(2009, 11, 1))
    said = refused(
        results.note_results, training_class=course, outcomes={student.pk: FINISHED, second.pk: early}, by=staff
    )
    assert said == "Tao Thị Mai: ngày cấp phải từ ngày kết thúc học 30/11/2009 trở đi."
    make.learned(other, "professional", "intermediate", D(2009, 12, 10))
    both = {student.pk: FINISHED, second.pk: FINISHED}
    assert "Trình độ của ngày này đã ghi" in refused(
        results.note_results, training_class=course, outcomes=both, by=staff
    )


def test_a_members_certificate_goes_to_the_roll(course, nam_tam_cells, secretary_of_cell, staff):
    row = train.enrolment(course, nam_tam_cells[0], member=secretary_of_cell)
    results.note_results(training_class=course, outcomes={row.pk: FINISHED}, by=staff)
    known = Schooling.objects.get()
    assert (known.member, known.level, known.since) == (secretary_of_cell, "intermediate", D(2009, 12, 10))
    assert Qualification.objects.count() == 0
    moved = replace(FINISHED, certificate_on=D(2009, 12, 11))
    assert "không sửa từ lớp được" in refused(
        results.correct_result, enrolment=row, outcome=moved, reason="Sai", by=staff
    )


def test_a_correction_takes_the_qualification_with_it(course, student, staff):
    results.note_results(training_class=course, outcomes={student.pk: FINISHED}, by=staff)
    mended = replace(FINISHED, certificate_number="TC 124/2009", certificate_on=D(2009, 12, 11))
    assert "lý do" in refused(results.correct_result, enrolment=student, outcome=mended, reason=" ", by=staff)
    results.correct_result(enrolment=student, outcome=mended, reason="Ghi nhầm số", by=staff)
    learned = Qualification.objects.get()
    assert (learned.certificate_number, learned.since) == ("TC 124/2009", D(2009, 12, 11))
    failed = Outcome(Status.FAILED, D(2009, 11, 30))
    results.correct_result(enrolment=student, outcome=failed, reason="Chứng chỉ của người khác", by=staff)
    student.refresh_from_db()
    assert (student.status, student.qualification, Qualification.objects.in_force().count()) == ("failed", None, 0)
    entry = AuditEntry.objects.get(did="cadre.qualification_struck")
    assert entry.before["certificate_number"] == "TC 124/2009"
    again = results.correct_result
    again(enrolment=student, outcome=FINISHED, reason="Phúc tra", by=staff)
    assert (Qualification.objects.count(), Qualification.objects.in_force().count()) == (2, 1)


def test_who_was_written_down_by_mistake_may_be_enrolled_anew(course, student, an, staff):
    results.correct_result(enrolment=student, outcome=Outcome(Status.WITHDRAWN), reason="Nhầm tên", by=staff)
    assert "đã bỏ vì ghi nhầm" in refused(
        results.correct_result, enrolment=student, outcome=FINISHED, reason="Lại", by=staff
    )
    enrolling.enrol(training_class=course, cadres=[an], sent=Sent(D(2009, 3, 2)), by=staff)
    assert Enrolment.objects.in_force().count() == 1


def test_a_course_without_a_subject_gives_no_qualification(district, nam_tam, an, staff):
    course = train.training_class(district, kind="committee", field="party_work", level="", specialty="")
    row = train.student(course, nam_tam, an)
    results.note_results(training_class=course, outcomes={row.pk: FINISHED}, by=staff)
    row.refresh_from_db()
    assert (row.certificate_number, row.qualification) == ("TC 123/2009", None)
