"""Issued papers and issued reports for tests."""

import datetime as dt
import uuid

from cells.organizations.report import CODE
from sinho.documents.reports import Asked, PaperDetails, kind_of
from sinho.filings.actions.filing import Signing, issue_report
from sinho.filings.actions.numbers import Wanted, issue_number
from sinho.filings.frozen import freeze
from tests.factories import people

TODAY = dt.date(2009, 12, 18)


def question(organization, on=TODAY, since=dt.date(2008, 1, 1), until=TODAY) -> Asked:
    """Organisations founded in two years."""
    return Asked(organization.pk, on, since=since, until=until)


def mark(asked: Asked, by, code: str = CODE) -> str:
    """What a form would show of the report now."""
    kind = kind_of(code)
    return freeze(kind, asked, kind.build(people.scope(by), asked)).mark


def report(organization, by, *, asked=None, code=CODE, day=TODAY, seen=None, once=None, **more):
    """A report that was issued."""
    asked = asked or question(organization)
    signing = Signing(PaperDetails("", day, "Phó Bí thư", "Vàng Văn Ún"), **more)
    return issue_report(
        kind=kind_of(code),
        asked=asked,
        signing=signing,
        seen=mark(asked, by, code) if seen is None else seen,
        once=once or uuid.uuid4(),
        scope=people.scope(by),
        by=by,
    )


def number(organization, by, *, body="HU", type="BC", day=TODAY, subject="Kết quả thử"):
    """A number that was given."""
    wanted = Wanted(organization.pk, body, type, day, subject)
    return issue_number(wanted=wanted, scope=people.scope(by), by=by)
