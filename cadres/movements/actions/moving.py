"""Somebody is sent to work elsewhere for a time, comes back, or what was written about it is mended (A18).

The post in the commune is written and ended by the acts on the staff, in the same transaction.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.movements.enums import Direction, Verdict
from cadres.movements.models import Movement
from cadres.movements.models.alike import alike
from cadres.movements.rules.moving import why_not_sent
from cadres.staff.actions import posting
from cadres.staff.actions.facts import Appointment, Paper, Person, hold, refuse_future
from cadres.staff.enums import PostEntry, PostExit
from cadres.staff.models import Cadre, Post
from cells.organizations.models import Organization
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Sent:
    """How somebody is sent: `organization` the commune, `other` of the tree or a named `agency` the other side."""

    kind: str
    direction: str
    organization: Organization
    since: dt.date
    decision_number: str
    decision_date: dt.date | None
    other: Organization | None = None
    agency: str = ""
    title: str = ""
    duty: str = ""
    planned_until: dt.date | None = None
    allowance: int | None = None
    added: bool = False
    reason: str = ""

    @property
    def post(self) -> Appointment:
        """The post that he takes in the commune."""
        paper = (self.decision_number, self.decision_date)
        return Appointment(self.organization, self.title, self.since, PostEntry.SENT, *paper)

    def terms(self) -> dict:
        """The columns that may be mended later."""
        names = ("kind", "other", "agency", "planned_until", "decision_date", "allowance", "added", "duty")
        return {name: getattr(self, name) for name in names} | {
            "decision_number": self.decision_number.strip(),
            "reason": self.reason.strip(),
        }


@dataclass(frozen=True)
class Ended:
    """How a movement ended: `on` is the first day back."""

    on: dt.date
    return_to: str
    verdict: str
    verdict_words: str = ""
    number: str = ""
    date: dt.date | None = None


@atomic_or_refused()
def send_new(*, person: Person, sent: Sent, different: bool, by) -> Movement:
    """Somebody of a body of the district without a record here goes to a post in a commune."""
    if sent.direction != Direction.DOWN:
        raise Refused("Người chưa có hồ sơ cán bộ xã chỉ có thể từ huyện về xã.")
    refuse_nonsense(sent)
    twins = alike(person.full_name, person.sex, person.birth, person.identity_number)
    if twins and not different:
        raise Refused(
            f"Đã có {len(twins)} hồ sơ cán bộ cùng họ tên, ngày sinh với người này. "
            "Đồng chí điều động từ hồ sơ ấy, hoặc đánh dấu là người khác."
        )
    cadre = posting.receive(person=person, post=sent.post, by=by)
    return write(cadre, sent, cadre.posts.get(), by)


@atomic_or_refused()
def send(*, cadre: Cadre, sent: Sent, by) -> Movement:
    """Somebody with a record here is sent: to a commune, from commune to commune, or up to the district."""
    refuse_nonsense(sent)
    cadre = hold(cadre)
    leave_posts(cadre, sent, by)
    post = None
    if sent.direction != Direction.UP:
        post = posting.appoint(cadre=cadre, post=sent.post, by=by)
    return write(cadre, sent, post, by)


def refuse_nonsense(sent: Sent) -> None:
    """What cannot be, before anything is written."""
    reasons = why_not_sent(sent.direction, sent.since, sent.planned_until, sent.title, sent.added)
    if not sent.decision_number.strip() or sent.decision_date is None:
        reasons.append("Điều động phải có số và ngày của quyết định.")
    if (sent.other is None) == (not sent.agency.strip()):
        reasons.append("Ghi một nơi đi hoặc nơi đến: tổ chức trong danh sách, hoặc tên cơ quan khi không có.")
    if reasons:
        raise Refused(reasons)
    refuse_future(sent.since, sent.decision_date)


def leave_posts(cadre: Cadre, sent: Sent, by) -> None:
    """Who leaves a commune for a time ends his posts there on the day, by the same decision."""
    if sent.direction == Direction.DOWN:
        return
    left = sent.organization if sent.direction == Direction.UP else sent.other
    posts = list(cadre.posts.on(sent.since).order_by("pk"))
    if left is None or not posts or {one.organization_id for one in posts} != {left.pk}:
        raise Refused(f"Ngày {format_date(sent.since)} {cadre.full_name} không giữ chức danh ở xã nơi đi.")
    if later := cadre.posts.filter(valid__startswith__gt=sent.since).order_by("valid").first():
        raise Refused(
            f"{cadre.full_name} giữ {later} từ {format_date(later.since)}, sau ngày đi; đồng chí xem lại ngày đi."
        )
    paper = Paper(sent.decision_number, sent.decision_date, "Được điều động")
    for post in posts:
        posting.end_post(post=post, on=sent.since, how=PostExit.MOVED, paper=paper, by=by)


def write(cadre: Cadre, sent: Sent, post: Post | None, author) -> Movement:
    """The row and its entry in the log."""
    movement = Movement.objects.create(
        cadre=cadre,
        direction=sent.direction,
        organization=sent.organization,
        title=sent.title if post else "",
        post=post,
        valid=DateRange(sent.since, None),
        **sent.terms(),
    )
    said = f"{cadre.full_name}, {movement.get_kind_display().lower()} từ {format_date(sent.since)}: {route(movement)}"
    note(movement, "sent", said, author, after=told(movement))
    return movement


@atomic_or_refused()
def come_back(*, movement: Movement, ended: Ended, by) -> None:
    """The movement ends, and with it the post in the commune. A post that was ended before says the day."""
    movement = held(movement)
    if movement.until is not None:
        raise Refused(f"Lần điều động này đã kết thúc từ ngày {format_date(movement.until)}.")
    refuse_future(ended.on, ended.date)
    if ended.on <= movement.since:
        raise Refused(f"Ngày kết thúc phải sau ngày bắt đầu, {format_date(movement.since)}.")
    if not ended.return_to.strip() or ended.verdict not in Verdict.values:
        raise Refused("Kết thúc điều động phải ghi bố trí sau khi kết thúc và đánh giá.")
    end_the_post(movement, ended, by)
    movement.valid = DateRange(movement.since, ended.on)
    movement.return_to, movement.verdict = ended.return_to.strip(), ended.verdict
    movement.verdict_words = ended.verdict_words.strip()
    movement.end_number, movement.end_date = ended.number.strip(), ended.date
    movement.save()
    said = f"{movement.cadre.full_name} kết thúc {movement.get_kind_display().lower()} từ {format_date(ended.on)}"
    note(movement, "came_back", said, by, after=told(movement))


def end_the_post(movement: Movement, ended: Ended, by) -> None:
    """The post written with the movement is left on the first day back."""
    post = movement.post and Post.objects.select_for_update(no_key=True).get(pk=movement.post_id)
    if post is None:
        return
    if post.until is None:
        paper = Paper(ended.number, ended.date, "Kết thúc điều động")
        posting.end_post(post=post, on=ended.on, how=PostExit.MOVED, paper=paper, by=by)
    elif post.until != ended.on:
        raise Refused(f"Chức danh ở xã đã ghi thôi từ ngày {format_date(post.until)}; điều động kết thúc cùng ngày ấy.")


@atomic_or_refused()
def mend(*, movement: Movement, sent: Sent, why: str, by) -> None:
    """Extend, or mend what was written wrongly: never the person, the commune, the post and its first day."""
    movement = held(movement)
    if not why.strip():
        raise Refused("Ghi lý do sửa.")
    refuse_nonsense(sent)
    if movement.direction == Direction.ACROSS and sent.other != movement.other:
        raise Refused("Xã nơi đi gắn với chức danh đã ghi thôi ở đó; đồng chí đính chính chức danh ở hồ sơ cán bộ.")
    before = told(movement)
    for name, value in sent.terms().items():
        setattr(movement, name, value)
    after = told(movement)
    if before == after:
        raise Refused("Chưa có gì khác so với đã ghi.")
    movement.save()
    said = f"Sửa lần điều động của {movement.cadre.full_name}: {why.strip()}"
    changed = {name for name in after if before[name] != after[name]}
    old, new = ({name: facts[name] for name in sorted(changed)} for facts in (before, after))
    note(movement, "mended", said, by, before=old, after=new)


@atomic_or_refused()
def follow_post(*, post: Post, by) -> None:
    """A post that was written with a movement was mended: commune, title and days of the movement follow it."""
    found = Movement.objects.select_for_update(of=("self",)).select_related("cadre", "organization").filter(post=post)
    movement = found.first()
    if movement is None:
        return
    if movement.until and post.until is None:
        raise Refused(f"Lần điều động của chức danh này đã kết thúc từ ngày {format_date(movement.until)}.")
    before = told(movement)
    movement.organization, movement.title = post.organization, post.title
    movement.valid = DateRange(post.since, post.until if movement.until else None)
    after = told(movement)
    if before == after:
        return
    movement.save(update_fields=["organization", "title", "valid"])
    changed = sorted(name for name in after if before[name] != after[name])
    old, new = ({name: facts[name] for name in changed} for facts in (before, after))
    said = f"Lần điều động của {movement.cadre.full_name} theo chức danh đã đính chính: {route(movement)}"
    note(movement, "mended", said, by, before=old, after=new)


def held(movement: Movement) -> Movement:
    """The record of the person and the movement are held until the act is over."""
    hold(movement.cadre)
    return Movement.objects.select_for_update(of=("self",)).select_related("cadre", "post").get(pk=movement.pk)


def route(movement: Movement) -> str:
    """From where to where, in words."""
    day = movement.since
    here = movement.organization.named(day)[1]
    other = movement.other.named(day)[1] if movement.other_id else movement.agency
    first, second = (here, other) if movement.direction == Direction.UP else (other, here)
    return f"{first} đến {second}, {movement.duty_label}"


def told(movement: Movement) -> dict:
    """The movement as the log keeps it."""
    names = ("kind", "direction", "organization_id", "other_id", "agency", "title", "duty", "planned_until", "post_id")
    names += ("decision_number", "decision_date", "allowance", "added", "reason", "return_to", "verdict", "end_number")
    return {name: getattr(movement, name) for name in names} | {"since": movement.since, "until": movement.until}


def note(movement: Movement, did: str, said: str, author, **more) -> None:
    """An entry of the log about a movement, at the commune where it is seen."""
    place = movement.organization.named(clock.today())
    record(by=author, did=f"movement.{did}", said=said, on=movement, organization=place, **more)
