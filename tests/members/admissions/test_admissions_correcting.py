"""What was typed wrongly about a person is mended before the admission; what was voted on stays good (A4)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.admissions import actions
from members.admissions.models import Case
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import admissions as make
from tests.factories import organizations as places
from tests.factories import people

FACTS = {
    "full_name": "Tẩn Láo Lở",
    "sex": "male",
    "birth": "14/05/1986",
    "ethnicity": "eth_dao",
    "religion": "none",
    "schooling": "lower_secondary",
    "occupation": "farmer",
    "mountain": "on",
    "reason": "Ghi nhầm",
}


@pytest.fixture
def case(nam_tam_cells, staff):
    return make.case(nam_tam_cells[0], staff)


def url(case, name="correct"):
    return reverse(f"admissions:{name}", args=[case.pk])


def correct(case, by, reason="Ghi nhầm", **facts):
    candidate = make.candidate(**facts)
    return actions.correct_candidate(case=case, candidate=candidate, reason=reason, scope=people.scope(by), by=by)


def test_the_secretary_mends_what_was_typed_wrongly(log_in, secretary, case):
    client = log_in(secretary)
    page = client.get(url(case))
    assert url(case) in client.get(url(case, "case")).content.decode()
    assert page.context["form"]["birth"].value() == "14/05/1986" and "045000777" not in page.content.decode()
    data = FACTS | {"birth": "15/05/1986", "schooling": "upper_secondary", "seen": page.context["seen"]}
    answer = client.post(url(case), data, follow=True)
    assert "Đã sửa thông tin" in answer.content.decode()
    case.refresh_from_db()
    assert (case.birth_day, case.schooling, case.identity_number) == (15, "upper_secondary", "045000777")
    entry = AuditEntry.objects.get(did="admission.corrected")
    assert "ngày sinh" in entry.said and "học vấn" in entry.said and entry.before["schooling"] == "lower_secondary"


def test_a_cell_keeps_the_village_of_its_commune_and_chooses_another(log_in, staff, nam_tam, nam_tam_cells, ta_phin):
    ngang, other = (places.village(name, committee=nam_tam) for name in ("Nậm Ngá", "Nậm Lò"))
    foreign = places.village("Sín Chải", committee=ta_phin)
    case = make.case(nam_tam_cells[0], staff, village=ngang)
    client = log_in(people.user("bithu.chibo", "cell_secretary", nam_tam_cells[0]))
    assert [one.village for one in client.get(url(case)).context["form"].fields["village"].states] == [other, ngang]
    assert "Nậm Ngá" in client.get(url(case)).context["form"]["village"].value()
    for village, typed, status in ((ngang, ngang.code, 302), (other, other.code, 302), (other, foreign.code, 422)):
        schooling = "upper_secondary" if village == ngang else "lower_secondary"
        sent = FACTS | {"schooling": schooling, "village": typed, "seen": client.get(url(case)).context["seen"]}
        assert client.post(url(case), sent).status_code == status
        case.refresh_from_db()
        assert case.village == village


def test_a_new_name_is_found(log_in, staff, case):
    correct(case, staff, full_name="Tẩn Láo Lù")
    assert len(log_in(staff).get(reverse("admissions:list"), {"q": "lao lu"}).context["page"]) == 1


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({}, 409, "Chưa có thông tin nào thay đổi"),
        ({"full_name": ""}, 422, "Họ và tên"),
        ({"full_name": "A" * 121}, 422, "Họ và tên"),
        ({"full_name": "Tẩn\0Láo"}, 422, "Họ và tên"),
        ({"birth": "31/02/1986"}, 422, "31/02/1986"),
        ({"birth": "2009"}, 409, "chưa đủ"),
        ({"schooling": "x"}, 422, "Học vấn"),
        ({"identity_number": "1"}, 422, "12 chữ số"),
        ({"village": "Không có"}, 422, "không có trong danh sách"),
        ({"birth": "1987", "reason": ""}, 422, "Lý do sửa"),
        ({"birth": "1987", "reason": "nhầm"}, 422, "Ghi quá ngắn"),
        ({"birth": "1987", "reason": "x" * 301}, 422, "Lý do sửa"),
        ({"birth": "1987", "seen": "cu"}, 409, "đã"),
    ],
)
def test_a_bad_correction_writes_nothing_and_keeps_what_was_typed(log_in, staff, case, change, status, said):
    answer = log_in(staff).post(url(case), FACTS | change)
    assert answer.status_code == status and said in answer.content.decode()
    assert not AuditEntry.objects.filter(did="admission.corrected").exists()
    case.refresh_from_db()
    assert case.birth.year == 1986 and case.full_name == "Tẩn Láo Lở"


def test_who_could_not_have_been_considered_is_not_made_of_who_was(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "cell_vote")
    with pytest.raises(Refused, match="Đã biểu quyết ngày 02/06/2008: Học vấn tối thiểu"):
        correct(case, staff, schooling="literate")
    case.refresh_from_db()
    assert case.schooling == "lower_secondary"


def test_after_the_admission_the_roll_keeps_the_facts(log_in, nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "ceremony")
    with pytest.raises(Refused, match="đã vào sổ đảng viên"):
        correct(case, staff, schooling="upper_secondary")
    assert url(case) not in log_in(staff).get(url(case, "case")).content.decode()


def test_nobody_becomes_another_who_is_prepared_in_the_cell(nam_tam_cells, staff, case):
    other = make.case(nam_tam_cells[0], staff, full_name="Lò Văn Ban", identity_number="")
    with pytest.raises(Refused, match="đã có hồ sơ đang theo dõi"):
        correct(other, staff, identity_number="")


def test_of_two_that_stand_there_twice_the_schooling_can_be_mended(nam_tam_cells, staff, case):
    other = make.case(nam_tam_cells[0], staff, full_name="Lò Văn Ban", identity_number="")
    Case.objects.filter(pk=other.pk).update(full_name=case.full_name)
    correct(other, staff, identity_number="", schooling="upper_secondary")
    other.refresh_from_db()
    assert other.schooling == "upper_secondary"


def test_a_number_left_empty_still_tells_two_people_apart(nam_tam_cells, staff, case):
    other = make.case(nam_tam_cells[0], staff, full_name="Lò Văn Ban", identity_number="045000778")
    correct(other, staff, identity_number="")
    other.refresh_from_db()
    assert (other.full_name, other.identity_number) == (case.full_name, "045000778")


def test_readers_and_strangers_mend_nothing(log_in, leader, stranger, case):
    assert log_in(stranger).get(url(case)).status_code == 404
    assert log_in(leader).post(url(case), FACTS).status_code == 403
    with pytest.raises(PermissionDenied):
        correct(case, stranger, schooling="upper_secondary")
