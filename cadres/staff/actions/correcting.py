"""What was written down wrongly is mended by a decision; what stood there stays in the log."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.actions.facts import (
    Appointment,
    Paper,
    Person,
    facts_of,
    hold,
    note,
    refuse_appointment,
    refuse_future,
    told,
)
from cadres.staff.models import Cadre, Post
from cadres.staff.rules import YOUNGEST
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused

_followers: list[Callable[..., None]] = []


@atomic_or_refused()
def correct(*, cadre: Cadre, person: Person, paper: Paper, by) -> None:
    """Mend who somebody is. An identity number left empty stays as it is."""
    refuse_no_paper("Sửa lý lịch", paper)
    if problem := person.birth.problem():
        raise Refused(problem)
    cadre = hold(cadre)
    first = cadre.posts.order_by("valid").first()
    if first and person.birth.age_on(first.since) < YOUNGEST:
        raise Refused(f"Sinh {person.birth} thì chưa đủ {YOUNGEST} tuổi khi giữ {first} ({format_date(first.since)}).")
    before, number = facts_of(cadre), cadre.identity_number
    for name, value in replace(person, identity_number=person.identity_number or number).columns().items():
        setattr(cadre, name, value)
    after = facts_of(cadre)
    changed = {name for name in after if before[name] != after[name]}
    if number != cadre.identity_number:
        changed.add("identity_number")
    if not changed:
        raise Refused("Chưa có gì khác so với hồ sơ.")
    cadre.save()
    said = f"Sửa lý lịch {cadre.full_name} theo {paper.number.strip()} ngày {format_date(paper.date)}: {paper.reason}"
    old, new = ({name: facts[name] for name in sorted(changed)} for facts in (before, after))
    note(cadre, "corrected", said.strip(), by, before=old, after=new | {"paper": paper.number.strip()})


def refuse_no_paper(what: str, paper: Paper) -> None:
    """Nothing is mended without a decision and a reason."""
    if not paper.number.strip() or paper.date is None or not paper.reason.strip():
        raise Refused(f"{what} phải có số, ngày quyết định và lý do.")
    refuse_future(paper.date)


def followed_by(follow: Callable[..., None]) -> None:
    """A theme that writes posts of its own says what of it follows when such a post is mended."""
    _followers.append(follow)


@atomic_or_refused()
def correct_post(*, post: Post, to: Appointment, until: dt.date | None, how: str, paper: Paper, by) -> None:
    """Mend a post that was written down wrongly; `until` (first day no longer in it) and `how` only when it ended."""
    refuse_no_paper("Đính chính chức danh", paper)
    if bool(until) != bool(how):
        raise Refused("Thôi chức danh thì ghi cả ngày và lý do; còn giữ thì để trống cả hai.")
    refuse_future(until)
    if until and until <= to.since:
        raise Refused(f"Ngày thôi phải sau ngày giữ chức danh, {format_date(to.since)}.")
    cadre = hold(post.cadre)
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    refuse_appointment(cadre.birth, to, until, post.pk)
    before = told(post)
    post.organization, post.title, post.entry = to.organization, to.title, to.entry
    post.decision_number, post.decision_date = to.decision_number.strip(), to.decision_date
    post.valid, post.exit = DateRange(to.since, until), how
    after = told(post)
    if before == after:
        raise Refused("Chưa có gì khác so với đã ghi.")
    post.save()
    said = (
        f"Đính chính chức danh của {cadre.full_name} theo {paper.number.strip()}: {post}. Lý do: {paper.reason.strip()}"
    )
    note(cadre, "post_corrected", said, by, before=before, after=after | {"paper": paper.number.strip()})
    for follow in _followers:
        follow(post=post, by=by)
