"""Rows that a correction changes or sets aside, with their images before and after; what hangs on a member later."""

import datetime as dt
from collections.abc import Iterator

from django.db import models

from cells.organizations.models import Organization
from members.roll.actions.join_plan import hanging
from members.roll.models import Correction, Member
from members.roll.said import said_of
from sinho.imports.units import image_of
from sinho.web import clock

# A row that says one of these was ended or withdrawn: it stands for nothing any more.
VOID = ("cancelled_on", "ended_reason", "struck_at")


class Touched:
    """The rows of one correction: each is seen before it is changed, or set aside."""

    def __init__(self):
        self.rows: list[tuple[models.Model, int, dict]] = []
        self.gone: set[int] = set()

    def see(self, *rows: models.Model) -> None:
        """Remember rows as they stand."""
        self.rows += [(row, row.pk, image_of(row)) for row in rows]

    def set_aside(self, row: models.Model) -> None:
        """Take the row out of its table; its image stays with the correction."""
        self.see(row)
        self.gone.add(id(row))
        type(row)._base_manager.filter(pk=row.pk).delete()

    def images(self) -> list[dict]:
        return [
            {
                "model": row._meta.label_lower,
                "pk": pk,
                "before": before,
                "after": None if id(row) in self.gone else image_of(row),
            }
            for row, pk, before in self.rows
        ]


def keep(touched: Touched, *, member: Member, kind: str, said: str, paper, author) -> Correction:
    """The row that keeps what the correction touched."""
    return Correction.objects.create(
        member=member,
        kind=kind,
        said=said[:300],
        paper_number=paper.number.strip(),
        paper_date=paper.date,
        reason=paper.reason.strip(),
        images=touched.images(),
        at=clock.now(),
        by=author,
    )


def later_rows(
    member: Member,
    since: dt.date,
    apart: tuple[type[models.Model], ...] = (),
    only: tuple[type[models.Model], ...] | None = None,
    before: dt.date | None = None,
) -> Iterator[str]:
    """What was written about the member from that day on, of this theme and of later ones, in words.

    Models in `apart` are left out; with `only` no others are looked at. `before`: up to that day; rows without a day
    of their own count as later ones.
    """
    for model, name in hanging():
        if model in apart or (only and model not in only):
            continue
        for row in model._base_manager.filter(**{name: member}).order_by("pk"):
            day = first_day(row) or dt.date.max
            if not any(getattr(row, one, None) for one in VOID) and since <= day and (before is None or day < before):
                yield f"{model._meta.verbose_name} {said_of(row)}".strip()


def first_day(row: models.Model) -> dt.date | None:
    """The day from which the row says something; None when it names none."""
    for name in ("valid", "held"):
        if (span := getattr(row, name, None)) is not None:
            return span.lower
    return next((day for name in ("awarded_on", "begun_on", "since", "on") if (day := getattr(row, name, None))), None)


def tied_to(member: Member, organization_id: int, since: dt.date, own: tuple[models.Model, ...]) -> Iterator[str]:
    """What was written about the member with that organisation from that day on, but for the rows `own`, in words."""
    for model, name in hanging():
        places = [one.name for one in model._meta.concrete_fields if one.related_model is Organization]
        for row in model._base_manager.filter(**{name: member}).order_by("pk"):
            here = any(getattr(row, f"{place}_id") == organization_id for place in places)
            day = first_day(row)
            if here and row not in own and not any(getattr(row, one, None) for one in VOID) and day and day >= since:
                yield f"{model._meta.verbose_name} {said_of(row)}".strip()
