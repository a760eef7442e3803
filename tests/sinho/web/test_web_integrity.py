"""What the database refuses becomes a sentence; what nobody foresaw stays an error."""

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection

from sinho.accounts.models import User
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused, sentences
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


@pytest.mark.parametrize(("code", "said"), [("40P01", Refused), ("55P03", OperationalError)])
def test_of_two_who_wait_for_each_other_one_is_told_to_look_again(db, code, said):
    with pytest.raises(said), atomic_or_refused(), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + code + "', MESSAGE = 'x'; END $$")
