"""How these forms are asked for, and a walk over every figure of one."""

import datetime as dt

import pytest

from cadres.statistics.report import KINDS
from sinho.documents.reports import asked_for
from tests.factories import people

KIND = {kind.code: kind for kind in KINDS}
FIRST, TODAY = dt.date(2009, 1, 1), dt.date(2009, 12, 18)


@pytest.fixture
def ask():
    """`ask(code, person, organization, on=…, hang=[…])`: the form of 2009, or of what is said."""

    def asking(code, person, organization, since=FIRST, until=TODAY, on=TODAY, **more):
        times = {"since": since, "until": until} if KIND[code].asks == "period" else {"year": on.year}
        question = asked_for(KIND[code], organization_id=organization.pk, today=TODAY, on=on, more=more, **times)
        return KIND[code].build(people.scope(person), question)

    return asking


@pytest.fixture
def counts():
    """Figures that are not zero."""
    return lambda report: {key: figure.count for key, figure in report.figures.items() if figure.count}


@pytest.fixture
def table():
    """Figures of the lines as the form prints them: key → counts of its columns; lines of zeros are left out."""

    def tabled(report):
        lines = {line.key: [cell.figure.count for cell in line.cells if cell.figure] for line in report.sheets[0].lines}
        return {key: line for key, line in lines.items() if any(line)}

    return tabled


@pytest.fixture
def walk():
    """Every figure opens as many rows as it counts, each with one text for each column; the keys are those of JSON."""

    def walking(report):
        assert report.keys() == list(report.figures) == list(report.as_json()["figures"])
        for key in report.figures:
            figure = report.figure(key)
            assert figure.count == len(figure.rows) == report.as_json()["figures"][key]
            assert all(len(row.texts) == len(report.columns) for row in figure.rows), key
        return len(report.figures)

    return walking
