"""Each constraint of the staff is broken once, by its name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification, QualificationStandard, StaffingNumber
from sinho.web.integrity import sentence_for
from tests.factories import cadres as make
from tests.factories import members

D = dt.date
PERSON = {"full_name": "Lò Văn B", "sex": "male", "birth_year": 1980, "ethnicity": "eth_thai"}
OPEN = {"valid": DateRange(D(2008, 1, 1), None), "entry": "opening"}


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_chair", identity_number="045912345")


def broken(name, act):
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        act()
    assert raised.value.__cause__.diag.constraint_name == name
    assert sentence_for(raised.value)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("cadre_identity_once", {"identity_number": "045912345"}),
        ("cadre_identity_digits", {"identity_number": "12"}),
        ("cadre_birth_day_with_month", {"birth_day": 3}),
        ("cadre_birth_possible", {"birth_month": 13}),
        ("cadre_named", {"sex": "x"}),
        ("cadre_named", {"full_name": ""}),
    ],
)
def test_a_person(an, name, change):
    broken(name, lambda: Cadre.objects.create(**PERSON | change))


def test_a_member_is_linked_once(an, nam_tam_cells):
    member = members.member(nam_tam_cells[0])
    Cadre.objects.filter(pk=an.pk).update(member=member)
    broken("cadre_member_once", lambda: Cadre.objects.create(**PERSON, member=member))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("post_title_once_a_day", {"title": "committee_chair"}),
        ("post_has_start", {"valid": DateRange(None, None)}),
        ("post_exit_with_day", {"exit": "retired"}),
        ("post_exit_with_day", {"valid": DateRange(D(2008, 1, 1), D(2008, 2, 1))}),
        ("post_known_ways", {"entry": "x"}),
        ("post_known_ways", {"title": ""}),
    ],
)
def test_a_post(an, nam_tam, name, change):
    facts = {"cadre": an, "organization": nam_tam, "title": "front_chair", **OPEN}
    broken(name, lambda: Post.objects.create(**facts | change))


def test_two_communes_on_one_day(an, ta_phin):
    broken("post_one_commune_a_day", lambda: Post.objects.create(cadre=an, organization=ta_phin, title="x", **OPEN))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("qualification_once_a_day", {"subject": "general", "level": "primary"}),
        ("qualification_level_known", {"subject": "general", "level": "x", "since": D(2008, 1, 1)}),
        ("qualification_level_known", {"subject": "theory", "level": "elementary", "title": "front_chair"}),
        ("qualification_level_known", {"subject": "title_training"}),
        ("qualification_level_known", {"subject": "computing"}),
        ("qualification_level_known", {"subject": "x", "words": "A"}),
        ("qualification_struck_with_reason", {"subject": "computing", "words": "A", "struck_on": D(2009, 1, 1)}),
    ],
)
def test_a_qualification(an, name, facts):
    make.learned(an, "general", "primary")
    broken(name, lambda: Qualification.objects.create(cadre=an, **facts))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("standard_once_a_day", {"title": "front_chair"}),
        ("standard_has_start", {"valid": DateRange(None, None)}),
        ("standard_has_source", {"source": ""}),
        ("standard_has_source", {"confirmed_at": "2009-12-01T00:00:00Z"}),
        ("standard_known_levels", {"general": "x"}),
        ("standard_known_levels", {"area": "x"}),
        ("standard_possible_age", {"max_first_age": 17}),
    ],
)
def test_a_standard(db, name, change):
    make.standard("front_chair", general="primary")
    facts = {"title": "women_chair", "area": "mountain", "source": "A", "valid": DateRange(D(2008, 1, 1), None)}
    broken(name, lambda: QualificationStandard.objects.create(**facts | change))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("commune_grade_once_a_day", {}),
        ("commune_grade_has_start", {"valid": DateRange(None, D(2000, 1, 1))}),
        ("commune_grade_known", {"valid": DateRange(D(2000, 1, 1), D(2001, 1, 1)), "grade": 4}),
        ("commune_grade_possible_numbers", {"valid": DateRange(D(2000, 1, 1), D(2001, 1, 1)), "full_time": 0}),
    ],
)
def test_a_grade(nam_tam, name, change):
    facts = {"grade": 1, "area": "mountain", "valid": DateRange(D(2008, 1, 1), None), "decision_number": "1/QĐ"}
    facts |= {"organization": nam_tam, "decision_date": D(2008, 1, 1)}
    CommuneGrade.objects.create(**facts)
    broken(name, lambda: CommuneGrade.objects.create(**facts | change))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("staffing_number_once_a_day", {}),
        ("staffing_number_has_start", {"grade": 1, "valid": DateRange(None, None)}),
        ("staffing_number_has_source", {"grade": 1, "source": ""}),
        ("staffing_number_possible", {"grade": 1, "least": 26}),
        ("staffing_number_possible", {"grade": 4}),
    ],
)
def test_a_staffing_number(db, name, change):
    facts = {"kind": "commune", "valid": DateRange(D(2008, 1, 1), None), "full_time": 25, "source": "A"}
    StaffingNumber.objects.create(**facts)
    broken(name, lambda: StaffingNumber.objects.create(**facts | change))
