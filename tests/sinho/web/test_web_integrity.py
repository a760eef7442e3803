"""What the database refuses becomes a sentence; what nobody foresaw stays an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection

from sinho.accounts.models import User
from sinho.refusal import Refused
from sinho.web.integrity import AT_ONCE, atomic_or_refused, sentences
from tests.factories import organizations as make

# Broken only by two writers of one row, who are answered otherwise (the row is locked first).
NAMELESS = {"score_once", "result_once", "task_position_once", "proposal_once_a_round"}


def test_every_constraint_of_ours_speaks_to_people():
    ours = {
        constraint.name
        for model in apps.get_models()
        if model.__module__.startswith(("cells.", "members.", "cadres.", "sinho."))
        for constraint in model._meta.constraints
    }
    assert ours - set(sentences()) == NAMELESS
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences().values())


def test_a_row_that_somebody_wrote_at_the_same_moment_is_a_refusal(db):
    User.objects.create_user("a", full_name="A")
    with pytest.raises(Refused, match="vừa được người khác ghi"), atomic_or_refused():
        User.objects.create_user("a", full_name="B")
    assert User.objects.count() == 1


def test_a_deferred_constraint_speaks_before_the_commit(nam_tam):
    with pytest.raises(Refused, match="phải có tổ chức cấp trên"), atomic_or_refused():
        make.cell("x", parent=nam_tam, since=make.dt.date(1990, 1, 1))


def test_what_nobody_foresaw_is_not_hidden(db):
    with pytest.raises(IntegrityError), atomic_or_refused(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO accounts_user (username) VALUES ('x')")


def test_of_two_who_wait_for_each_other_one_goes_on_and_the_other_is_told(transactional_db):
    both_hold = Barrier(2)

    def run(keys):
        try:
            with atomic_or_refused(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", keys[:1])
                both_hold.wait()
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", keys[1:])
        except Refused as told:
            return told.reasons
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, [(1, 2), (2, 1)]), key=str) == [None, [AT_ONCE]]


def test_a_line_that_breaks_is_not_hidden(db):
    with pytest.raises(OperationalError), atomic_or_refused():
        raise OperationalError("the server is gone")


@pytest.mark.parametrize(("code", "said"), [("40P01", Refused), ("55P03", OperationalError)])
def test_of_two_who_wait_for_each_other_one_is_told_to_look_again(db, code, said):
    with pytest.raises(said), atomic_or_refused(), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + code + "', MESSAGE = 'x'; END $$")
