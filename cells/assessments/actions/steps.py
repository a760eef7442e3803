"""What every act on a sheet shares: it holds the sheet, and leaves a step and a line in the log."""

from cells.assessments.models import Sheet, Step
from cells.organizations.models import Organization
from sinho.audit.actions import plain, record
from sinho.web import clock


def hold(sheet: Sheet) -> Sheet:
    """The sheet as it is now, held until the end of the transaction: acts on one sheet come one after another."""
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("campaign", "organization")
    return locked.get(pk=sheet.pk)


def name_of(organization: Organization, day) -> str:
    """Name for the log."""
    state = organization.states.filter(valid__startswith__lte=day).order_by("valid").last()
    return state.name if state else organization.code


def add_step(sheet: Sheet, state: str, *, by, comment: str = "", content: dict | None = None) -> Step:
    """Note the change of state in the history of the sheet."""
    return Step.objects.create(
        sheet=sheet, round=sheet.round, state=state, comment=comment, content=plain(content), by=by, at=clock.now()
    )


def note(sheet: Sheet, did: str, said: str, *, by, before: dict | None = None, after: dict | None = None) -> None:
    """Record the act in the log under the organisation of the sheet."""
    record(
        by=by,
        did=did,
        said=said,
        on=sheet,
        organization=(sheet.organization_id, name_of(sheet.organization, clock.today())),
        before=before,
        after=after,
    )
