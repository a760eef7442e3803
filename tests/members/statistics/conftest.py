"""How the forms are asked for in these tests, and a walk over every figure of one."""

import datetime as dt

import pytest

from members.statistics.report import form1, form2, form3, form4, form5
from sinho.documents.reports import PERIOD, Asked, kind_of
from tests.factories import people

FORMS = {one.CODE: one.build for one in (form1, form2, form3, form4, form5)}
FIRST, LAST, TODAY = dt.date(2009, 1, 1), dt.date(2009, 12, 31), dt.date(2009, 12, 18)


@pytest.fixture
def ask():
    """`ask(code, person, organization, on=…)`: the form of 2009, or of the period and day that are said."""

    def asking(code, person, organization, since=FIRST, until=LAST, on=TODAY):
        if kind_of(code).asks == PERIOD:
            asked = Asked(organization.pk, on, since=since, until=until)
        else:
            asked = Asked(organization.pk, on, year=until.year)
        return FORMS[code](people.scope(person), asked)

    return asking


@pytest.fixture
def counts():
    """Figures of the report that are not zero; those of the year before with `earlier`."""

    def counting(report, earlier=False):
        figures = {key: figure.count for key, figure in report.figures.items() if figure.count}
        if earlier:
            return {key.removeprefix("before."): n for key, n in figures.items() if key.startswith("before.")}
        return {key: n for key, n in figures.items() if not key.startswith("before.")}

    return counting


@pytest.fixture
def walk():
    """Every figure opens as many rows as it counts, each with one text for each column."""

    def walking(report):
        assert report.keys() == list(report.figures)
        for key in report.figures:
            figure = report.figure(key)
            columns = figure.columns or report.columns
            assert figure.count == len(figure.rows) == report.as_json()["figures"][key]
            assert all(len(row.texts) == len(columns) for row in figure.rows), key
            assert len({(row.view, row.key) for row in figure.rows}) == figure.count or report.code == "form-1", key

    return walking
