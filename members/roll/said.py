"""A dated row of a member in a few words, as pages and sentences name it."""

from functools import singledispatch

from django.db import models

from members.roll.enums import Subject
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing
from members.roll.rules import dated
from sinho.text.dates import format_date


def said_of(row: models.Model) -> str:
    """“Chi bộ bản Nà Tăm, từ 03/02/2004 đến 05/06/2008”; numbers in their last digits."""
    return ", ".join(part for part in (words_of(row), time_of(row)) if part)


def time_of(row: models.Model) -> str:
    """From when to when, where the row has a time."""
    valid = getattr(row, "valid", None)
    if valid is None:
        since = getattr(row, "since", None)
        return f"đạt {format_date(since)}" if since else ""
    until = f" đến trước {format_date(valid.upper)}" if valid.upper else ""
    return f"từ {format_date(valid.lower)}{until}"


@singledispatch
def words_of(row: models.Model) -> str:
    return str(row)


@words_of.register
def _(row: Member) -> str:
    return row.full_name


@words_of.register
def _(row: Membership) -> str:
    name = row.organization.named(row.since)[1]
    return f"{name}, {row.get_exit_display().lower()}" if row.exit else name


@words_of.register
def _(row: Standing) -> str:
    paper = dated(row.decision_number, row.decision_date)
    return f"{row.get_kind_display()}, quyết định {paper}" if paper else row.get_kind_display()


@words_of.register
def _(row: Schooling) -> str:
    return f"{Subject(row.subject).label}: {row}"


@words_of.register
def _(row: LivingPlace) -> str:
    if row.village_id is None:
        return row.words
    states = row.village.states.order_by("valid")
    known = [one for one in states if one.valid.lower <= row.valid.lower] or list(states[:1])
    return f"bản {known[-1].name}" if known else str(row.village)
