"""What joining two records would do: the fields in which they differ, the rows that cannot stand side by side."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from members.roll.enums import Entry
from members.roll.models import (
    Card,
    Correction,
    Join,
    LivingPlace,
    Member,
    Membership,
    Pause,
    Schooling,
    Standing,
    TwoPeople,
    Work,
)
from members.roll.rules import BirthDate
from sinho.imports.units import image_of, kept_fields, restore
from sinho.text.dates import format_date
from sinho.web.seen import mark_of

KEPT, GONE = "kept", "gone"
BIRTH = ("birth_year", "birth_month", "birth_day")
BIRTH_LABEL, BIRTH_PLACE = "ngày sinh", 3
NOT_ASKED = (*BIRTH, "joined_into")
# What tells of records, not of the person; it stays with the record.
ABOUT_RECORDS = (Member, Join, TwoPeople, Correction)
# Of these a person has one at a time. Everything else of both records stands side by side on the one that stays.
COURSES = (Standing, Membership, Card, Work, LivingPlace, Pause)


@dataclass(frozen=True)
class Chosen:
    """Field or kind of rows → the record whose value or rows stay (KEPT or GONE)."""

    fields: dict[str, str]
    kinds: dict[str, str]


@dataclass(frozen=True)
class FieldPair:
    """What both records say about one thing, as people read it. `stays`: whose value stays unless another is chosen;
    "" when somebody has to choose."""

    name: str
    label: str
    kept: str
    gone: str
    stays: str
    differs: bool


@dataclass
class Kind:
    """Rows of one sort that hang on the two records by the foreign key `field`."""

    model: type[models.Model]
    field: str
    kept: list[models.Model]
    gone: list[models.Model]

    @property
    def key(self) -> str:
        return f"{self.model._meta.model_name}_{self.field}"

    @property
    def label(self) -> str:
        label = str(self.model._meta.verbose_name_plural)
        return f"{label[0].upper()}{label[1:]}"

    @cached_property
    def copies(self) -> list[models.Model]:
        """Rows of the record that goes which the other one has too, in everything."""
        if not issubclass(self.model, (*COURSES, Schooling)):
            return []
        known = [self.bare(row) for row in self.kept]
        return [row for row in self.gone if self.bare(row) in known]

    @cached_property
    def clashes(self) -> list[tuple[models.Model, models.Model]]:
        """Pairs of rows that cannot stand side by side on one record."""
        new = [row for row in self.gone if row not in self.copies]
        return [(mine, other) for mine in self.kept for other in new if clash(mine, other)]

    def bare(self, row: models.Model) -> dict:
        return {name: text for name, text in image_of(row).items() if name != f"{self.field}_id"}

    def set_aside(self, side: str) -> list[models.Model]:
        """Rows that are not taken over when those of `side` stay. Dated rows are one course, so all of them go."""
        if not self.clashes:
            return self.copies
        dated = issubclass(self.model, COURSES)
        if side == KEPT:
            others = self.gone if dated else [other for _, other in self.clashes]
            return [row for row in self.gone if row in others or row in self.copies]
        mine = self.kept if dated else [one for one, _ in self.clashes]
        copies = [] if dated else self.copies
        return [row for row in (*self.kept, *self.gone) if row in mine or row in copies]


def clash(one: models.Model, other: models.Model) -> bool:
    """Whether the two rows say something about one day, one level about one subject, or one thing kept once."""
    if isinstance(one, Schooling):
        return (one.subject, one.since) == (other.subject, other.since)
    if alone := getattr(one, "once_by", ()):  # a later theme keeps one row of a person for each of these
        return all(getattr(one, name) == getattr(other, name) for name in alone)
    if not isinstance(one, COURSES):
        return False
    first, second = one.valid, other.valid
    return first.lower < (second.upper or dt.date.max) and second.lower < (first.upper or dt.date.max)


@dataclass
class Plan:
    """Two records side by side: `gone` would be joined into `kept`."""

    kept: Member
    gone: Member
    kinds: list[Kind]

    @cached_property
    def fields(self) -> list[FieldPair]:
        return field_pairs(self.kept, self.gone)

    @property
    def asked(self) -> list[Kind]:
        """Kinds of rows of which one side has to be chosen."""
        return [kind for kind in self.kinds if kind.clashes]

    def missing(self, chosen: Chosen) -> list[str]:
        """What has to be chosen and was not."""
        sides = (KEPT, GONE)
        found = [
            f"Chọn {pair.label} của hồ sơ nào được giữ."
            for pair in self.fields
            if pair.differs and chosen.fields.get(pair.name, pair.stays) not in sides
        ]
        return found + [
            f"{kind.label}: thời gian trùng nhau, chọn quá trình của hồ sơ nào được giữ."
            for kind in self.asked
            if chosen.kinds.get(kind.key) not in sides
        ]

    def rows(self) -> list[models.Model]:
        """All rows of both records."""
        return [row for kind in self.kinds for row in (*kind.kept, *kind.gone)]

    def of(self, model: type[models.Model]) -> list[models.Model]:
        return [row for kind in self.kinds if kind.model is model for row in (*kind.kept, *kind.gone)]

    def told_days(self) -> set[dt.date]:
        """Days on which a standing began or a cell was entered by admission."""
        return {row.valid.lower for row in self.of(Standing)} | {row.valid.lower for row in self.admitting()}

    def agreed_days(self) -> set[dt.date]:
        """Those of which standing and cells of one record tell the same."""
        begun = {(row.member_id, row.valid.lower) for row in self.of(Standing)}
        cells = self.of(Membership)
        told = {day for who, day in begun if any(day in row.valid for row in cells if row.member_id == who)}
        alone = {row.valid.lower for row in self.admitting() if (row.member_id, row.valid.lower) not in begun}
        return told - alone

    def admitting(self) -> list[Membership]:
        return [row for row in self.of(Membership) if row.entry == Entry.ADMITTED]

    def mark(self) -> str:
        """The mark of all that is written on both records."""
        both = [self.kept.pk, self.gone.pk]
        found = [Member.objects.filter(pk__in=both)]
        found += [kind.model._base_manager.filter(**{f"{kind.field}__in": both}) for kind in self.kinds]
        return mark_of(*found)


def plan_of(kept: Member, gone: Member) -> Plan:
    """The two records as they are now: one query for each kind of rows."""
    return Plan(kept, gone, [rows_of(model, name, kept, gone) for model, name in hanging()])


def field_pairs(kept: Member, gone: Member) -> list[FieldPair]:
    """What both say about the person, name first."""
    found = [of_field(kept, gone, one) for one in kept_fields(Member) if one.name not in NOT_ASKED]
    found.insert(BIRTH_PLACE, of_birth(kept, gone))
    return found


def hanging() -> list[tuple[type[models.Model], str]]:
    """Every model that hangs on a member, of this theme and of later ones, with the name of its foreign key."""
    relations = [one for one in Member._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    found = [
        (one.related_model, one.field.name)
        for one in relations
        if (one.one_to_many or one.one_to_one) and one.related_model not in ABOUT_RECORDS
    ]
    order = {Membership: 0}
    return sorted(found, key=lambda pair: (order.get(pair[0], 1), pair[0]._meta.label, pair[1]))


def rows_of(model: type[models.Model], name: str, kept: Member, gone: Member) -> Kind:
    rows = model._base_manager.filter(**{f"{name}__in": [kept.pk, gone.pk]})
    rows = list(rows.order_by("valid" if hasattr(model, "valid") else "pk"))
    sides = {pk: [row for row in rows if getattr(row, f"{name}_id") == pk] for pk in (kept.pk, gone.pk)}
    return Kind(model, name, sides[kept.pk], sides[gone.pk])


def row_of(model: type[models.Model], pk: int, image: dict) -> models.Model:
    """The row of an image, not written; columns that came later have their defaults."""
    row = model(pk=pk)
    restore(row, image_of(row) | image)
    return row


def of_field(kept: Member, gone: Member, one: models.Field) -> FieldPair:
    values = [getattr(record, one.name) for record in (kept, gone)]
    differs = values[0] != values[1]
    stays = only_filled(*values) if differs else KEPT
    return FieldPair(one.name, str(one.verbose_name), said(kept, one), said(gone, one), stays, differs)


def of_birth(kept: Member, gone: Member) -> FieldPair:
    """The birth is one thing; the more exact of two that can be one day stays."""
    one, other = kept.birth, gone.birth
    stays = ""
    if one.may_be(other) and (one == other or one.parts_known != other.parts_known):
        stays = KEPT if one.parts_known >= other.parts_known else GONE
    return FieldPair("birth", BIRTH_LABEL, str(one), str(other), stays, one != other)


def only_filled(mine, other) -> str:
    """The side that says something, when the other one says nothing."""
    if mine in ("", None):
        return GONE
    return KEPT if other in ("", None) else ""


def said(record: Member, one: models.Field) -> str:
    """The value as people read it; numbers in their last digits, "" for nothing."""
    value = getattr(record, one.name)
    if one.name == "identity_number":
        return record.masked_identity
    if isinstance(value, dt.date):
        return format_date(value)
    return str(getattr(record, f"get_{one.name}_display")() if one.choices else value or "")


def values_of(plan: Plan, chosen: Chosen) -> dict:
    """Columns of the record that stays."""
    found = {}
    for pair in plan.fields:
        side = chosen.fields.get(pair.name) if pair.differs else KEPT
        source = plan.gone if (side or pair.stays) == GONE else plan.kept
        names = BIRTH if pair.name == "birth" else (pair.name,)
        found |= {name: getattr(source, name) for name in names}
    return found


def birth_of(values: dict) -> BirthDate:
    return BirthDate(*(values[name] for name in BIRTH))
