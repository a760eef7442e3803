"""What is decided or closed is kept by the database itself, whoever sends the statement."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cells.assessments.models import Proposal, Sheet
from sinho.web.integrity import sentence_for
from tests.factories import assessments as year

STATEMENTS = [
    "UPDATE cells_sheet SET decision_note = 'x'",
    "UPDATE cells_sheet SET state = 'draft', decided_level = '', decided_at = NULL, decided_by_id = NULL",
    "DELETE FROM cells_sheet",
    *(
        f"{what} {table}{rest}"
        for table, change in (
            ("cells_score", "points = 0"),
            ("cells_registeredtask", "actual = 1"),
            ("cells_communeresult", "value = 1"),
            ("cells_proposal", "level = 'weak'"),
        )
        for what, rest in (("UPDATE", f" SET {change}"), ("DELETE FROM", ""))
    ),
]


@pytest.fixture
def proposed(campaign, nam_tam):
    """A sheet with something in every part."""
    sheet = year.fill(year.sheet(campaign, nam_tam, "proposed"))
    Proposal.objects.create(sheet=sheet, round=1, body="self", level="good", by=year.hand("nop"), at=timezone.now())
    return sheet


def refused(statement):
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return sentence_for(caught.value)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nothing_of_a_decided_sheet_changes(proposed, statement):
    Sheet.objects.filter(pk=proposed.pk).update(
        state="decided", decided_level="good", decided_at=timezone.now(), decided_by=year.hand("quyet.dinh")
    )
    assert refused(statement) == "Bản đánh giá đã có quyết định xếp loại, không sửa được nữa."


@pytest.mark.parametrize("statement", STATEMENTS)
def test_nothing_of_a_closed_campaign_changes(proposed, campaign, statement):
    campaign.closed_at, campaign.closed_by = timezone.now(), year.hand("khoa")
    campaign.save()
    assert "Đợt đánh giá đã khóa" in refused(statement)


@pytest.mark.parametrize("statement", [one for one in STATEMENTS if one.startswith("UPDATE") and "draft" not in one])
def test_while_the_work_goes_on_it_may_change(proposed, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


@pytest.mark.parametrize("column", ["state", "registration_state"])
def test_no_state_that_nobody_knows(proposed, column):
    assert "Trạng thái" in refused(f"UPDATE cells_sheet SET {column} = 'x'")


@pytest.mark.parametrize("change", ["level = ''", "body = 'x'"])
def test_a_proposal_names_a_level_and_a_body(proposed, change):
    assert "phải ghi mức và bên đề nghị" in refused(f"UPDATE cells_proposal SET {change}")


@pytest.mark.parametrize("hand", ["registered_by", "submitted_by"])
def test_who_registered_or_handed_in_does_not_decide(proposed, hand):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Sheet.objects.filter(pk=proposed.pk).update(
            state="decided",
            decided_level="good",
            decided_at=timezone.now(),
            decided_by_id=getattr(proposed, f"{hand}_id"),
        )
    assert "do chính mình" in sentence_for(caught.value)
