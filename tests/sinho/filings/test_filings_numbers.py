"""The register of issued papers: one row of numbers per body, type and term, without gaps and doubles."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cells.organizations.models import Term
from sinho.audit.models import AuditEntry
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, PaperHead
from sinho.filings.actions import numbers as actions
from sinho.filings.listed import next_numbers
from sinho.filings.models import IssuedPaper, NumberStart
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import filings as make
from tests.factories import people
from tests.sinho.filings.at_once import at_once

D = dt.date
TODAY = D(2009, 12, 18)


def begin(organization, by, last, body="HU", type="BC"):
    told = {"organization_id": organization.pk, "body": body, "type": type, "last_number": last}
    return actions.begin_after(**told, scope=people.scope(by), by=by)


@pytest.fixture
def terms(district):
    """The congresses of 2005 and of August 2009."""
    made = [(9, D(2005, 10, 3), D(2009, 8, 31)), (10, D(2009, 8, 20), D(2014, 8, 31))]
    return [
        Term.objects.create(organization=district, congress_number=n, starts_on=since, planned_until=until)
        for n, since, until in made
    ]


def test_numbers_run_on_in_a_term_over_the_new_year_and_begin_anew_with_the_next_term(district, staff, terms):
    days = (D(2007, 12, 30), D(2008, 1, 2), D(2009, 8, 19), D(2009, 8, 20), D(2009, 12, 18))
    given = [make.number(district, staff, day=day) for day in days]
    assert [one.number for one in given] == [1, 2, 3, 1, 2]
    assert [str(one.term) for one in given][2:4] == ["nhiệm kỳ 2005–2009", "nhiệm kỳ 2009–2014"]
    assert given[-1].named == "Báo cáo số 2-BC/HU"


def test_each_type_and_each_body_has_its_own_numbers(district, nam_tam, staff, secretary):
    own = {"body": "ĐU"}
    given = [
        make.number(district, staff),
        make.number(district, staff, type="CV"),
        make.number(nam_tam, secretary, **own),
    ]
    given.append(make.number(district, staff))
    assert [str(one) for one in given] == ["1-BC/HU", "1-CV/HU", "1-BC/ĐU", "2-BC/HU"]


@pytest.mark.parametrize(
    ("day", "number", "said"),
    [
        (TODAY, 7, "7-BC/HU"),
        (D(2026, 5, 26), 7, "7-BC/HU"),
        (D(2026, 5, 27), 7, "07-BC/HU"),
        (D(2026, 6, 1), 12, "12-BC/HU"),
    ],
)
def test_a_number_is_written_as_the_layout_of_its_day_prints_it(day, number, said):
    one = IssuedPaper(number=number, type="BC", body="HU", day=day)
    head = PaperHead("", "", f"{number}-BC/HU", "", day, "BÁO CÁO", "")
    printed = Paper(head, layout_on(day))
    assert one.number_and_symbol == str(one) == f"{printed.number}{head.symbol}" == said
    assert one.named == f"Báo cáo số {said}"


def test_the_next_number_is_said_as_a_paper_of_today_would_carry_it(district, staff):
    clock.fix_day(D(2026, 6, 1))
    made = make.number(district, staff, day=D(2026, 6, 1))
    begun = begin(district, staff, 6, type="CV")
    said = {one.type: one.number for one in next_numbers([district.pk])}
    assert (str(made), begun.next_written(clock.today())) == ("01-BC/HU", "07-CV/HU")
    assert said["Báo cáo"] == "02-BC/HU"


def test_where_no_term_is_known_the_register_says_so(district, staff):
    given = make.number(district, staff)
    assert (given.term_since, str(given.term)) == (None, "chưa ghi nhiệm kỳ")
    assert make.number(district, staff).number == 2


def test_numbers_go_on_after_those_on_paper_only_before_the_first_one_here(district, staff):
    begin(district, staff, 41)
    begin(district, staff, 42)
    assert make.number(district, staff).number == 43
    with pytest.raises(Refused, match="đã cấp đến số 43-BC/HU trên hệ thống"):
        begin(district, staff, 50)
    with pytest.raises(IntegrityError, match="không đặt lại số đầu"), transaction.atomic():
        NumberStart.objects.create(
            organization_id=district.pk, body="HU", type="BC", last_number=1, said_by=staff, said_at=clock.now()
        )
    assert list(AuditEntry.objects.filter(did="paper.begun").values_list("said", flat=True))[-1] == (
        "Ghi sổ trên giấy đã cấp đến số 41-BC/HU, chưa ghi nhiệm kỳ"
    )


def test_a_struck_number_stays_and_is_not_given_again(district, staff):
    wrong = make.number(district, staff, day=TODAY)
    struck = actions.strike_number(paper=wrong, reason="Ghi nhầm ngày", scope=people.scope(staff), by=staff)
    assert struck.is_struck and IssuedPaper.objects.get().struck_by == staff
    later = make.number(district, staff, day=D(2009, 12, 1))
    assert later.number == 2, "the wrong day of a struck number binds nobody"
    with pytest.raises(Refused, match="đã bỏ: Ghi nhầm ngày"):
        actions.strike_number(paper=wrong, reason="Lần nữa", scope=people.scope(staff), by=staff)
    assert AuditEntry.objects.filter(did="paper.struck").count() == 1


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"day": D(2009, 12, 9)}, "không được trước ngày của số liền trước .10/12/2009."),
        ({"day": D(2009, 12, 19)}, "Ngày ký 19/12/2009 chưa đến"),
        ({"body": "TU"}, "Không có cơ quan ban hành “TU” vào ngày 18/12/2009; các cơ quan có: Huyện ủy Sìn Hồ"),
        ({"subject": ""}, "trích yếu"),
    ],
)
def test_a_number_that_does_not_fit_is_refused_and_leaves_nothing(district, staff, asked, sentence):
    make.number(district, staff, day=D(2009, 12, 10))
    with pytest.raises(Refused, match=sentence):
        make.number(district, staff, **asked)
    assert IssuedPaper.objects.count() == AuditEntry.objects.filter(did="paper.numbered").count() == 1


def test_only_who_signs_for_the_organisation_itself_takes_numbers(
    district, nam_tam, staff, leader, inspector, secretary, stranger
):
    assert make.number(district, leader).number == 1
    for by, where, body in (
        (inspector, district, "HU"),
        (staff, nam_tam, "ĐU"),
        (stranger, nam_tam, "ĐU"),
        (secretary, district, "HU"),
    ):
        with pytest.raises(PermissionDenied):
            make.number(where, by, body=body)
        with pytest.raises(PermissionDenied):
            begin(where, by, 3, body=body)
    one = make.number(nam_tam, secretary, body="ĐU")
    with pytest.raises(PermissionDenied):
        actions.strike_number(paper=one, reason="Không phải của mình", scope=people.scope(stranger), by=stranger)


def raw(organization, by, **facts):
    made = {"organization_id": organization.pk, "body": "HU", "body_name": "Huyện ủy", "type": "BC", "number": 1}
    made |= {"day": TODAY, "subject": "Thử", "issued_by": by, "issued_at": clock.now(), **facts}
    return IssuedPaper(**made)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"number": 3}, "issued_number_follows"),
        ({"number": 1}, "issued_number_follows"),
        ({"day": D(2009, 12, 17)}, "issued_number_follows"),
        ({"subject": ""}, "issued_paper_told"),
        ({"struck_at": clock.now()}, "issued_paper_struck_why"),
        ({"term_until": TODAY}, "issued_paper_within_term"),
    ],
)
def test_the_database_itself_keeps_the_numbers_whole(district, staff, facts, name):
    raw(district, staff).save()
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        raw(district, staff, **{"number": 2, **facts}).save()
    assert broken.value.__cause__.diag.constraint_name == name


def test_a_number_cannot_be_given_twice_even_without_the_trigger(district, staff, no_triggers):
    raw(district, staff).save()
    with pytest.raises(IntegrityError, match="issued_number_once"), transaction.atomic():
        raw(district, staff).save()


@pytest.mark.parametrize("change", [{"subject": "Khác"}, {"number": 9}, {"day": D(2009, 1, 1)}])
def test_a_number_that_was_given_is_neither_changed_nor_deleted(district, staff, change):
    one = make.number(district, staff)
    rows = IssuedPaper.objects.filter(pk=one.pk)
    for act in (lambda: rows.update(**change), rows.delete):
        with pytest.raises(IntegrityError, match="giữ nguyên trong sổ"), transaction.atomic():
            act()


@pytest.mark.django_db(transaction=True)
def test_two_who_take_numbers_at_once_leave_neither_gap_nor_double(transactional_db, district, staff, leader):
    for _ in range(4):
        at_once(*[lambda by=by: make.number(district, by).number for by in (staff, leader)])
    assert sorted(IssuedPaper.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert AuditEntry.objects.filter(did="paper.numbered").count() == 8


@pytest.mark.django_db(transaction=True)
def test_the_first_number_and_the_start_on_paper_at_once_agree(transactional_db, district, staff, leader):
    for type in ("NQ", "QĐ", "KL"):
        at_once(
            lambda type=type: make.number(district, staff, type=type).number,
            lambda type=type: begin(district, leader, 10, type=type),
        )
        given = IssuedPaper.objects.get(type=type).number
        assert given == (11 if NumberStart.objects.filter(type=type).exists() else 1)
