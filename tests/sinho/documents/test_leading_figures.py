"""Of the reports on leading the cells every figure opens as many rows as it counts, whoever asks, on any day."""

import datetime as dt

import pytest

from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.documents.reports import PERIOD, Asked, kind_of
from tests.factories import people

D = dt.date
CODES = ("directives", "meetings", "oversight", "conduct", "form-7")
WHO = (("kiemtra", "SH"), ("bithu.namtam", "SH-NT"))
# Documents of the register above, which a commune is briefed on.
FROM_ABOVE = "directives:directive"
DAYS = (D(2009, 12, 18), D(2008, 6, 30))


@pytest.mark.parametrize("code", CODES)
def test_every_figure_opens_as_many_rows_as_it_counts(demo, code):
    kind = kind_of(code)
    for name, place in WHO:
        scope, pk = people.scope(User.objects.get(username=name)), Organization.objects.get(code=place).pk
        for day in DAYS:
            span = {"since": D(day.year, 1, 1), "until": day} if kind.asks == PERIOD else {"year": day.year}
            built = kind.build(scope, Asked(pk, day, **span))
            told = built.as_json()["figures"]
            assert told, (code, name)
            for key, number in told.items():
                figure = built.figure(key)
                columns = figure.columns or built.columns
                assert figure.count == len(figure.rows) == number, (code, name, day, key)
                assert all(len(row.texts) == len(columns) for row in figure.rows), (code, key)
                own = [row for row in figure.rows if row.view != FROM_ABOVE]
                assert all(row.organization_id in scope.organization_ids() for row in own), (code, key)
