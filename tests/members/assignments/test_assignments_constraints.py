"""What the database keeps about work, each broken once by name."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from members.assignments.models import WorkAssignment
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused
from tests.factories import assignments as make
from tests.factories import members

D = dt.date


@pytest.fixture
def an(nam_tam_cells):
    return members.member(nam_tam_cells[0], "Lò Văn An", since=D(2007, 3, 1))


def period(since, until):
    return DateRange(since, until, "[)")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"valid": period(D(2008, 12, 30), D(2010, 1, 1))}, "assignment_within_year"),
        ({"valid": period(D(2009, 1, 5), None)}, "assignment_within_year"),
        ({"valid": period(D(2009, 1, 5), D(2009, 6, 1))}, "assignment_within_year"),
        ({"valid": period(D(2009, 1, 5), D(2012, 1, 1))}, "assignment_within_year"),
        ({"ended_reason": "Thôi"}, "assignment_within_year"),
        ({"field": ""}, "assignment_named"),
        ({"content": ""}, "assignment_named"),
        ({"due_on": D(2009, 1, 11)}, "assignment_due_after_start"),
        ({"due_on": D(2011, 1, 1)}, "assignment_due_after_start"),
        ({"supervisor_words": ""}, "assignment_supervised"),
        ({"rating": "good"}, "assignment_result_with_day"),
        ({"result": "Đạt"}, "assignment_result_with_day"),
        ({"judged_on": D(2009, 12, 1)}, "assignment_result_with_day"),
        ({"rating": "good", "judged_on": D(2009, 1, 11)}, "assignment_result_with_day"),
    ],
)
def test_a_row_that_cannot_be_is_refused(an, facts, name):
    with pytest.raises(IntegrityError, match=name):
        make.work(an, **facts)


def test_nobody_follows_up_himself_and_one_is_enough(an):
    for words in ("", "Đảng ủy xã"):
        with pytest.raises(IntegrityError, match="assignment_supervised"), transaction.atomic():
            make.work(an, supervisor=an, supervisor_words=words)


def test_the_same_work_is_not_given_twice_in_a_year(an):
    make.work(an, "Nuôi bò")
    with pytest.raises(IntegrityError, match="assignment_content_once"), transaction.atomic():
        make.work(an, "nuôi BÒ")
    make.work(an, "Nuôi bò", on=D(2008, 1, 12))


def test_what_was_replaced_may_come_back(an):
    make.work(an, "Nuôi bò", until=D(2009, 4, 1))
    make.work(an, "Nuôi bò", on=D(2009, 9, 1))
    assert WorkAssignment.objects.filter(content="Nuôi bò").count() == 2


def test_work_that_ended_is_not_judged(an):
    with pytest.raises(IntegrityError, match="assignment_ended_not_judged"):
        make.work(an, until=D(2009, 4, 1), rating="good", judged_on=D(2009, 12, 1))


@pytest.mark.parametrize("on", [D(2007, 2, 28), D(2009, 6, 1)])
def test_only_who_is_in_the_cell_on_the_day_is_given_work(an, nam_tam_cells, on):
    members.moved(an, nam_tam_cells[1], D(2009, 6, 1))
    with pytest.raises(Refused, match="Lò Văn An không sinh hoạt ở chi bộ này"), atomic_or_refused():
        make.work(an, on=on, cell=nam_tam_cells[0])
    make.work(an, on=D(2009, 5, 31), cell=nam_tam_cells[0])


@pytest.mark.parametrize(
    "facts",
    [
        {"content": "Khác"},
        {"field": "crops"},
        {"due_on": D(2009, 12, 30)},
        {"supervisor_words": "Khác"},
        {"valid": period(D(2009, 1, 13), D(2010, 1, 1))},
    ],
)
def test_what_was_given_is_not_rewritten(an, facts):
    row = make.work(an)
    with pytest.raises(Refused, match="không sửa, không xóa"), atomic_or_refused():
        WorkAssignment.objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize("closed", [{"until": D(2009, 4, 1)}, {"judged": D(2009, 12, 1)}])
def test_what_is_closed_stays(an, closed):
    row = WorkAssignment.objects.filter(pk=make.work(an, **closed).pk)
    for change in ({"result": "Khác"}, {"ended_reason": "", "valid": period(D(2009, 1, 12), D(2010, 1, 1))}):
        with pytest.raises(Refused, match="giữ nguyên"), atomic_or_refused():
            row.update(**change)
    with pytest.raises(Refused, match="không xóa"), atomic_or_refused():
        row.delete()


def test_open_work_is_not_deleted(an):
    with pytest.raises(Refused, match="không xóa"), atomic_or_refused():
        make.work(an).delete()
