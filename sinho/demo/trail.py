"""Who did what when: the steps of the sheets and the log, written in order of time."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from django.db.models import Model
from django.utils import timezone

from cells.assessments.models import MendRequest, Sheet, Step
from cells.organizations.models import OrganizationState
from sinho.audit.actions import plain
from sinho.audit.models import AuditEntry


def moment(day: dt.date, source: Random, first_hour: int = 8, last_hour: int = 16) -> dt.datetime:
    """A minute of the working hours of the day, in local time."""
    minutes = source.randint(first_hour * 60, last_hour * 60 + 45)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60)))


@dataclass(frozen=True)
class Noted:
    """A line of the log; the row it is about gets its id later."""

    at: dt.datetime
    by: object
    did: str
    said: str
    on: Model
    state: OrganizationState | None = None
    after: dict | None = None

    def entry(self) -> AuditEntry:
        return AuditEntry(
            at=self.at,
            actor_id=getattr(self.by, "pk", None),
            actor_name=getattr(self.by, "full_name", "Hệ thống"),
            did=self.did,
            said=self.said,
            object_type=self.on._meta.label_lower,
            object_id=str(self.on.pk),
            organization_id=self.state.organization_id if self.state else None,
            organization_name=self.state.name if self.state else "",
            after=plain(self.after),
        )


@dataclass
class Trail:
    """Collects steps, requests to mend and lines of the log; saved when the sheets are: `write`, then `write_log`."""

    steps: list[Step] = field(default_factory=list)
    requests: list[MendRequest] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)

    def note(self, on: Model, did: str, said: str, *, by, at: dt.datetime, state=None, after=None) -> None:
        self.noted.append(Noted(at, by, did, said, on, state, after))

    def step(self, sheet: Sheet, state: str, *, by, at: dt.datetime, comment: str = "", content=None) -> Step:
        """A change of state; the sheet's version grows with it."""
        sheet.version += 1
        step = Step(sheet=sheet, round=sheet.round, state=state, comment=comment, content=plain(content), by=by, at=at)
        self.steps.append(step)
        return step

    def write(self) -> None:
        Step.objects.bulk_create(sorted(self.steps, key=lambda step: step.at))
        MendRequest.objects.bulk_create(self.requests)

    def write_log(self, before: dt.datetime | None = None) -> None:
        """The lines of the log that are older than the moment, or all that are left."""
        ready = [noted for noted in self.noted if before is None or noted.at < before]
        self.noted = [] if before is None else [noted for noted in self.noted if noted.at >= before]
        AuditEntry.objects.bulk_create(noted.entry() for noted in sorted(ready, key=lambda noted: noted.at))
