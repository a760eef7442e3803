"""Somebody comes onto the staff, takes another post, leaves one."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.actions.facts import Appointment, Paper, Person, hold, note, refuse_appointment, refuse_future, told
from cadres.staff.enums import PostExit
from cadres.staff.models import Cadre, Post
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.text.folding import fold
from sinho.web.integrity import atomic_or_refused

BY_DECISION = (PostExit.DISMISSED, PostExit.REMOVED, PostExit.EARLY)


@atomic_or_refused()
def receive(*, person: Person, post: Appointment, by) -> Cadre:
    """A new record with its first post."""
    if problem := person.birth.problem():
        raise Refused(problem)
    refuse_appointment(person.birth, post)
    refuse_twin(person, post)
    cadre = Cadre.objects.create(**person.columns())
    made = create(cadre, post)
    said = f"Ghi {cadre.full_name} vào danh sách cán bộ: {made}, từ {format_date(made.since)}"
    note(cadre, "received", said, by, after=told(made))
    return cadre


def refuse_twin(person: Person, post: Appointment) -> None:
    """The same person is not written down twice in one commune; two numbers are two people."""
    alike = Cadre.objects.filter(
        search_key=fold(person.full_name), sex=person.sex, posts__organization=post.organization
    ).distinct()
    if person.identity_number:
        alike = alike.filter(identity_number__in=("", person.identity_number))
    if twin := next((one for one in alike if one.birth.may_be(person.birth)), None):
        raise Refused(
            f"Xã này đã có hồ sơ {twin.full_name}, sinh {twin.birth}. Đồng chí mở hồ sơ ấy và giao thêm chức danh."
        )


@atomic_or_refused()
def appoint(*, cadre: Cadre, post: Appointment, by) -> Post:
    """Another post of somebody who has a record, beside the present ones or after them."""
    cadre = hold(cadre)
    refuse_appointment(cadre.birth, post)
    made = create(cadre, post)
    note(cadre, "appointed", f"{cadre.full_name}: {made}, từ {format_date(made.since)}", by, after=told(made))
    return made


def create(cadre: Cadre, post: Appointment) -> Post:
    """The row of the post."""
    return Post.objects.create(
        cadre=cadre,
        organization=post.organization,
        title=post.title,
        valid=DateRange(post.since, None),
        entry=post.entry,
        decision_number=post.decision_number.strip(),
        decision_date=post.decision_date,
    )


@atomic_or_refused()
def end_post(*, post: Post, on: dt.date, how: str, paper: Paper, by) -> None:
    """Leave a post: `on` is the first day no longer in it. The record and the post stay."""
    cadre = hold(post.cadre)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if post.until is not None:
        raise Refused(f"Chức danh này đã ghi thôi từ ngày {format_date(post.until)}.")
    refuse_future(on, paper.date)
    if on <= post.since:
        raise Refused(f"Ngày thôi phải sau ngày giữ chức danh, {format_date(post.since)}.")
    if how in BY_DECISION and not (paper.number.strip() and paper.date):
        raise Refused(f"{PostExit(how).label} phải có số và ngày của quyết định.")
    post.valid = DateRange(post.since, on)
    post.exit, post.exit_number, post.exit_date = how, paper.number.strip(), paper.date
    post.exit_reason = paper.reason.strip()
    post.save()
    said = f"{cadre.full_name} thôi {post} từ {format_date(on)}: {post.get_exit_display().lower()}"
    note(cadre, "relieved", said, by, before={"post": post.pk, "until": None}, after=told(post))
