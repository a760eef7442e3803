"""The report on directives: a period beside the same one of the year before, each figure with its rows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.directives.report.build import build
from cells.directives.report.spans import span_before
from sinho.documents.reports import Asked
from tests.factories import directives as make
from tests.factories import organizations, people

D = dt.date
YEAR = {"since": D(2008, 1, 1), "until": D(2008, 12, 31)}
COUNTED = {
    "documents": 2,
    "before.documents": 1,
    "documents.incoming": 1,
    "documents.own": 1,
    "documents.resolution": 1,
    "documents.programme": 1,
    "before.documents.directive": 1,
    "before.documents.incoming": 1,
    "due": 3,
    "due.briefed": 2,
    "due.in_time": 1,
    "due.late": 1,
    "due.not_yet": 1,
    "due.programme": 1,
    "due.owed": 1,
    "sessions": 3,
    "tasks": 2,
    "tasks.overdue": 1,
    "tasks.done": 1,
    "regulations": 6,
    "before.regulations": 6,
    "regulations.in_force": 1,
    "before.regulations.in_force": 1,
    "regulations.none": 5,
    "before.regulations.none": 5,
}


@pytest.fixture
def told(district, nam_tam, ta_phin, finance_cell, nam_tam_cells, staff):
    """Nậm Tăm in time and with a programme, Tả Phìn late, the finance cell not at all; a cell of Nậm Tăm besides."""
    make.document(district, staff, "06-CT/TW", D(2007, 1, 2), type="directive")
    nq22 = make.document(district, staff)
    own = {"type": "programme", "direction": "own", "parent": nq22}
    make.document(district, staff, "19-CTr/HU", D(2008, 4, 22), **own)
    for unit in (nam_tam, ta_phin, finance_cell):
        make.given(nq22, unit, staff)
    make.session(nam_tam, staff, nq22, members=40)
    make.session(nam_tam_cells[0], staff, nq22, heard={"member": (10, 9), "mass": (5, 4)})
    make.session(ta_phin, staff, nq22, on=D(2008, 6, 10))
    held = make.programme(nam_tam, staff, nq22)
    make.progress(make.task(held, staff), staff, D(2008, 12, 1), 100)
    make.task(held, staff, D(2008, 9, 30), content="Khác")
    make.regulation(nam_tam, staff)
    return nq22


def ask(district, **more):
    return Asked(district.pk, D(2009, 12, 18), **YEAR | more)


def test_every_figure_counts_its_rows(told, district, staff):
    report = build(people.scope(staff), ask(district))
    found = {key: number for key, number in report.as_json()["figures"].items() if number and key[0] not in "u"}
    assert {key: number for key, number in found.items() if not key.startswith("d" + str(told.pk))} == COUNTED
    assert (report.now.present, report.now.present_members) == (18 + 13 + 18, 18 + 9 + 18)
    [row] = report.by_document
    assert (row.share.reached, row.share.members, row.share.known) == (27 + 18, 60, False)
    assert len(report.by_unit) == 3
    assert [row.name for row in report.figure("due.late").rows] == ["Tả Phìn"]
    assert {len(row.texts) for row in report.figure("due").rows} == {len(report.columns)}


def test_a_commune_reports_on_itself(told, nam_tam, secretary):
    report = build(people.scope(secretary), ask(nam_tam))
    assert [report.figure(key).count for key in ("due", "sessions", "regulations")] == [1, 2, 3]


def test_the_same_period_of_the_year_before(district):
    assert span_before(ask(district)) == (D(2007, 1, 1), D(2007, 12, 31))
    assert span_before(ask(district, since=D(2008, 2, 1), until=D(2008, 2, 29))) == (D(2007, 2, 1), D(2007, 2, 28))
    assert span_before(ask(district, since=D(2007, 1, 1))) is None


def test_the_screen_the_files_and_the_lists(log_in, staff, told, district):
    client = log_in(staff)
    base = reverse("reports:report", args=["directives"])
    query = "?tu=01/01/2008&den=31/12/2008"
    page = client.get(base + query)
    assert page.status_code == 200 and "Theo đơn vị" in page.text
    for file in ("pdf", "xlsx"):
        assert client.get(reverse(f"reports:{file}", args=["directives"]) + query).status_code == 200
    for key in ("due.late", "sessions", "documents", "tasks.done", "regulations.none", f"d{told.pk}.due"):
        listed = client.get(f"{reverse('reports:rows', args=['directives'])}{query}&so={key}")
        assert listed.status_code == 200, key


def test_as_many_queries_for_many_units(told, district, staff):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            build(people.scope(staff), ask(district))
        return len(asked)

    few = queries()
    for n in range(8):
        unit = organizations.commune_committee(f"Xã {n}", parent=district)
        make.given(told, unit, staff)
        make.session(unit, staff, told)
    assert queries() == few
