"""What acts on the staff are told, and what they all look after."""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff import titles
from cadres.staff.enums import PostEntry
from cadres.staff.models import Cadre, Post
from cadres.staff.rules import Title, why_not_appointed
from cells.organizations.enums import OrganizationType
from cells.organizations.models import Organization, OrganizationState
from members.roll.rules import BirthDate
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock

COMMUNES = (OrganizationType.COMMUNE, OrganizationType.TOWNSHIP, OrganizationType.WARD)


@dataclass(frozen=True)
class Person:
    """Who somebody is."""

    full_name: str
    sex: str
    birth: BirthDate
    ethnicity: str
    religion: str = "none"
    home_place: str = ""
    identity_number: str = ""

    def columns(self) -> dict:
        """The columns of `Cadre`."""
        facts = {name: value for name, value in vars(self).items() if name != "birth"}
        return facts | {"birth_year": self.birth.year, "birth_month": self.birth.month, "birth_day": self.birth.day}


@dataclass(frozen=True)
class Paper:
    """A decision, and in words why."""

    number: str = ""
    date: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Appointment:
    """A post that somebody takes: where, which title, from which day on, how and by which decision."""

    organization: Organization
    title: str
    since: dt.date
    entry: str
    decision_number: str = ""
    decision_date: dt.date | None = None


def hold(cadre: Cadre) -> Cadre:
    """The record is held until the act is over.

    Locks of records, posts and communes leave their keys free (`no_key`): whoever rates holds the commune and writes
    rows about the record, whoever appoints holds the record and then the commune; they would wait for each other.
    """
    return Cadre.objects.select_for_update(no_key=True).get(pk=cadre.pk)


def refuse_future(*days: dt.date | None) -> None:
    """Nothing is written down before its day."""
    for day in days:
        if day and day > clock.today():
            raise Refused(f"Ngày {format_date(day)} chưa đến.")


def refuse_appointment(birth: BirthDate, post: Appointment, until: dt.date | None = None, but: int = 0) -> None:
    """The commune is there, the title in the list of the day, nobody else holds it who would have to leave first.

    `until`: the first day no longer in the post; `but`: key of the post itself when it is mended.
    """
    refuse_future(post.since, post.decision_date)
    Organization.objects.select_for_update(no_key=True).get(pk=post.organization.pk)
    states = OrganizationState.objects.on(post.since).filter(organization=post.organization, type__in=COMMUNES)
    if not states.exists():
        raise Refused(f"Ngày {format_date(post.since)} nơi này không phải là đảng bộ xã, thị trấn.")
    title = titles.title_on(post.title, post.since)
    if reasons := why_not_appointed(birth, title, post.entry, post.since):
        raise Refused(reasons)
    refuse_full(title, post, until, but)


def refuse_full(title: Title, post: Appointment, until: dt.date | None, but: int) -> None:
    """A title for one holder is free from the day on."""
    if title.holders is None or post.entry == PostEntry.OPENING:
        return
    others = Post.objects.filter(organization=post.organization, title=post.title).exclude(pk=but)
    others = list(others.filter(valid__overlap=DateRange(post.since, until)).select_related("cadre"))
    if len(others) >= title.holders:
        who = ", ".join(sorted(f"{one.cadre.full_name} (từ {format_date(one.since)})" for one in others))
        raise Refused(f"Chức danh {title.name} đang do {who} giữ; đồng chí ghi thôi chức danh ấy trước.")


def facts_of(cadre: Cadre) -> dict:
    """Who somebody is as the log keeps it; of the identity number the last four digits."""
    names = ("full_name", "sex", "ethnicity", "religion", "home_place")
    facts = {name: getattr(cadre, name) for name in names}
    return facts | {"birth": str(cadre.birth), "identity_number": cadre.masked_identity}


def place_of(cadre: Cadre) -> tuple[int, str] | None:
    """Id and name of the commune of the last post, as the log keeps them."""
    last = cadre.posts.select_related("organization").order_by("-valid").first()
    return last.organization.named(clock.today()) if last else None


def told(post: Post) -> dict:
    """The post as the log keeps it."""
    names = ("organization_id", "title", "entry", "decision_number", "decision_date", "exit", "exit_number")
    days = {"since": post.since, "until": post.until, "post": post.pk}
    return {name: getattr(post, name) for name in names} | days


def note(cadre: Cadre, did: str, said: str, by, **more) -> None:
    """An entry of the log about somebody on the staff."""
    record(by=by, did=f"cadre.{did}", said=said, on=cadre, organization=place_of(cadre), **more)
