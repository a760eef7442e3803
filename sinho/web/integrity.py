"""What the database refuses becomes a sentence for the user."""

from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg2.errors import DeadlockDetected, UniqueViolation

from sinho.refusal import Refused

# Two people at the same instant, or one who clicked twice: whoever comes second sees what the first one wrote.
WRITTEN_TWICE = "Dòng này vừa được người khác ghi, hoặc đã gửi một lần. Đồng chí tải lại trang để xem."
# Two people who wait for each other: the database lets one go on and stops the other one.
AT_ONCE = (
    "Có người vừa ghi cùng lúc với đồng chí về cùng việc này; lần ghi của đồng chí chưa thực hiện, chưa ghi gì. "
    "Đồng chí tải lại trang để xem, rồi ghi lại nếu vẫn đúng."
)
TRIGGER_REFUSALS = {
    "organization_parent_alive",
    "village_service_cell_alive",
    "membership_cell_alive",
    "membership_in_the_party",
    "member_joined_once",
    "member_joined_off_the_roll",
    "join_kept",
    "assignment_in_cell",
    "assignment_kept",
    "append_only",
    "issued_paper_kept",
    "issued_number_follows",
    "numbering_begun",
    "campaign_scheme_kept",
    "campaign_closed_kept",
    "sheet_decided_kept",
    "transfer_kept",
    "office_holder_kept",
    "office_in_the_party",
    "case_step_kept",
    "vote_result_adds_up",
    "opinion_kept",
    "rating_kept",
    "rating_votes_fit",
    "planning_kept",
    "retirement_step_kept",
    "support_balance",
    "support_payment_fits",
    "support_kept",
    "directive_kept",
    "meeting_kept",
    "conclusion_kept",
    "charge_kept",
}


@cache
def sentences() -> dict[str, str]:
    """Constraint name → sentence, for every constraint of every model that has one."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for constraint in model._meta.constraints:
            if constraint.violation_error_message != constraint.default_violation_error_message:
                found[constraint.name] = str(constraint.violation_error_message)
    return found


def sentence_for(error: IntegrityError) -> str | None:
    """The sentence of the broken constraint; None when the constraint speaks to nobody (a defect of ours)."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name in TRIGGER_REFUSALS:
        return diagnosis.message_primary
    written_twice = WRITTEN_TWICE if isinstance(error.__cause__, UniqueViolation) else None
    return sentences().get(name, written_twice)


def check_constraints_now() -> None:
    """Let deferred constraints speak here instead of at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def deadlock_refused():
    """Who is stopped because two people wait for each other is told so, in place of an error."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        raise Refused(AT_ONCE) from error


@contextmanager
def atomic_or_refused():
    """One transaction; a broken named constraint, immediate or deferred, is raised as `Refused`.

    So is a deadlock: of two people who wait for each other, one is told to look again.
    """
    try:
        with deadlock_refused(), transaction.atomic():
            yield
            check_constraints_now()
    except IntegrityError as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Refused(sentence) from error
