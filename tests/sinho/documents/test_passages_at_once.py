"""Two people write the same part at the same moment: one version is written, the other person is told."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sinho.accounts.roles import Role
from sinho.documents.actions import write_passage
from sinho.documents.models import Passage, Question
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import organizations as make
from tests.factories import people


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_written():
    district = make.district()
    writers = [people.user(name, Role.DISTRICT_STAFF, district) for name in ("mot", "hai")]
    question, both = Question("admission", district.pk, dt.date(2009, 1, 1), dt.date(2009, 12, 31)), Barrier(2)

    def run(by):
        clock.fix_day(TODAY)
        try:
            both.wait()
            write_passage(
                question=question, section="limits", text=by.username, seen=0, title="", organization="", by=by
            )
        except Refused as told:
            return told.reasons[0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(run, writers))
    assert answers[0] == "" and "vừa ghi phần này" in answers[1]
    assert Passage.objects.count() == 1
