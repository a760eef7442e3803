"""Two people at the same instant about one document, in real transactions."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cells.directives.actions.briefing import Session, record_briefing
from cells.directives.actions.documents import DocumentFacts, enter_document, strike_document
from cells.directives.actions.programmes import Issued, issue_programme
from cells.directives.models import ActionProgramme, Briefing, Directive
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import directives as make
from tests.factories import people

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts at the same instant, each on a connection of its own; what each returned, or that it was refused."""
    start = Barrier(len(acts))

    def run(act):
        with clock.on_day(TODAY):
            start.wait()
            try:
                return act()
            except Refused as told:
                return told
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_nothing_hangs_on_a_document_that_is_struck_meanwhile(transactional_db, district, nam_tam, staff, secretary):
    by, own = people.scope(staff), people.scope(secretary)
    for number in range(4):
        one = make.document(district, staff, number=f"{number}-NQ/TW")
        session = Session((one,), dt.date(2009, 11, 5), "Hội trường", "Bí thư", {"member": (20, 18)})
        done = at_once(
            lambda one=one: strike_document(directive=one, reason="Ghi nhầm", scope=by, by=staff),
            lambda session=session: record_briefing(organization=nam_tam, session=session, scope=own, by=secretary),
        )
        one.refresh_from_db()
        assert sum(isinstance(told, Refused) for told in done) == 1, done
        assert one.struck != Briefing.objects.filter(directives=one).exists()


def test_no_programme_and_no_document_below_one_that_is_struck_meanwhile(
    transactional_db, district, nam_tam, staff, secretary
):
    by, own = people.scope(staff), people.scope(secretary)
    for number in range(3):
        one = make.document(district, staff, number=f"{number}-NQ/TW")
        issued = Issued(one, f"{number}-CTr/ĐU", "Chương trình hành động", dt.date(2009, 11, 5))
        facts = DocumentFacts(
            type="directive",
            number=f"{number}-CT/HU",
            issuer="Huyện ủy Sìn Hồ",
            issued_on=dt.date(2009, 3, 2),
            received_on=None,
            subject="Thực hiện",
            parent=one,
        )
        done = at_once(
            lambda one=one: strike_document(directive=one, reason="Ghi nhầm", scope=by, by=staff),
            lambda issued=issued: issue_programme(organization=nam_tam, issued=issued, scope=own, by=secretary),
            lambda facts=facts: enter_document(organization=district, direction="own", facts=facts, scope=by, by=staff),
        )
        one.refresh_from_db()
        below = [ActionProgramme.objects.filter(directive=one), Directive.objects.filter(parent=one)]
        assert one.struck == (sum(isinstance(told, Refused) for told in done) == 2), done
        assert one.struck != any(rows.exists() for rows in below)
