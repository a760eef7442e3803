"""Somebody comes into a plan, leaves it outside a review, or was written down by mistake."""

import datetime as dt
from collections.abc import Collection

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from cadres.planning import catalogue
from cadres.planning.actions.facts import Decided, hold, note, refuse_before
from cadres.planning.actions.training import write_needs
from cadres.planning.enums import VerdictKind
from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningRound, PlanningVerdict
from cadres.staff.actions.facts import refuse_future
from cadres.staff.models import Cadre
from cadres.staff.rules import YOUNGEST
from members.roll.models import Member
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def enter(
    *,
    round: PlanningRound,
    posts: Collection[str],
    decided: Decided,
    by,
    cadre: Cadre | None = None,
    member: Member | None = None,
    needs: Collection[str] = (),
) -> PlannedPerson:
    """Plan somebody for posts by a decision; who is in the plan already gets them beside the present ones."""
    round, day = hold(round), decided.day(round)
    refuse_wrong_decision(round, decided, day)
    cadre, member = one_record(cadre, member, day)
    refuse_unfit(cadre or member, day)
    if not posts or set(posts) - catalogue.posts().keys():
        raise Refused("Chọn ít nhất một chức danh quy hoạch trong danh mục.")
    person = person_of(round, cadre, member)
    refuse_twice(person, posts, day)
    made = [
        PlanningEntry.objects.create(
            person=person,
            post=post,
            valid=DateRange(day, None),
            review=decided.review,
            number=decided.number.strip() if decided.on else "",
        )
        for post in catalogue.posts()
        if post in posts
    ]
    if decided.review:
        PlanningVerdict.objects.bulk_create(
            PlanningVerdict(review=decided.review, entry=one, kind=VerdictKind.ADDED) for one in made
        )
    write_needs(person, {*needs, *person.needs.on(clock.today()).values_list("subject", flat=True)}, None)
    said = f"{person}, {str(round).lower()}: {', '.join(map(str, made))}, từ {format_date(day)}"
    note(round, "entered", said, by, on=person, after={"posts": list(posts), "since": day, "needs": sorted(needs)})
    return person


def refuse_wrong_decision(round: PlanningRound, decided: Decided, day: dt.date) -> None:
    """A decision of this plan, or another one with number and day, neither to come nor before the plan."""
    if bool(decided.number.strip()) != bool(decided.on):
        raise Refused("Quyết định bổ sung riêng phải có cả số và ngày.")
    if decided.review and (decided.on or decided.review.round_id != round.pk):
        raise Refused("Chọn một quyết định: của quy hoạch, của đợt rà soát, hoặc quyết định bổ sung riêng.")
    refuse_future(day)
    refuse_before(round, day, "Ngày quyết định bổ sung")


def one_record(cadre: Cadre | None, member: Member | None, day: dt.date) -> tuple[Cadre | None, Member | None]:
    """Somebody on the staff that day is planned as such, even when he was found on the roll."""
    if (cadre is None) == (member is None):
        raise Refused("Chọn một hồ sơ: cán bộ xã hoặc đảng viên.")
    if member:
        cadre = Cadre.objects.filter(member=member, posts__valid__contains=day).first()
    return (cadre, None) if cadre else (None, member)


def refuse_unfit(who: Cadre | Member, day: dt.date) -> None:
    """On the staff or on the roll on the day, and of age."""
    if isinstance(who, Cadre):
        if not who.posts.filter(valid__contains=day).exists():
            raise Refused(f"Ngày {format_date(day)} {who.full_name} không giữ chức danh ở xã nào.")
    elif who.joined_into_id or not who.memberships.on(day).exists():
        raise Refused(f"Ngày {format_date(day)} {who.full_name} không có trong danh sách đảng viên.")
    if who.birth.age_on(day) < YOUNGEST:
        raise Refused(f"Ngày {format_date(day)} {who.full_name} chưa đủ {YOUNGEST} tuổi (sinh {who.birth}).")


def person_of(round: PlanningRound, cadre: Cadre | None, member: Member | None) -> PlannedPerson:
    """His row in the plan, also when he came into it by way of the other record."""
    same = Q(cadre=cadre) if cadre else Q(member=member) | Q(cadre__member=member)
    if cadre and cadre.member_id:
        same |= Q(member=cadre.member_id)
    found = round.people.filter(same).first()
    return found or PlannedPerson.objects.create(round=round, cadre=cadre, member=member)


def refuse_twice(person: PlannedPerson, posts: Collection[str], day: dt.date) -> None:
    """Nobody is planned for a post twice at a time."""
    held = PlanningEntry.objects.written().filter(person=person, post__in=posts, valid__overlap=DateRange(day, None))
    if names := ", ".join(map(str, held)):
        raise Refused(f"{person} đã được quy hoạch: {names}.")


@atomic_or_refused()
def remove(*, entry: PlanningEntry, on: dt.date, number: str, reason: str, by) -> None:
    """Take somebody out of the plan for a post, outside a review: `on` is the first day no longer in it."""
    round = hold(entry.person.round)
    entry = still_open(entry)
    refuse_future(on)
    if on <= entry.since:
        raise Refused(f"Ngày đưa ra phải sau ngày đưa vào, {format_date(entry.since)}.")
    refuse_judged(entry, on)
    refuse_no_reason(reason)
    entry.valid = DateRange(entry.since, on)
    entry.removed_number, entry.removed_reason = number.strip(), reason.strip()
    entry.save(update_fields=["valid", "removed_number", "removed_reason"])
    said = f"{entry.person}: đưa ra khỏi quy hoạch {entry} từ {format_date(on)}, {reason.strip()}"
    note(round, "removed", said, by, on=entry.person, after={"entry": entry.pk, "on": on, "number": number.strip()})


def refuse_judged(entry: PlanningEntry, on: dt.date) -> None:
    """Whom a review kept was in the plan on its day."""
    kept = entry.verdicts.filter(kind=VerdictKind.KEPT, review__decided_on__gte=on).order_by("-review__decided_on")
    if last := kept.select_related("review").first():
        raise Refused(
            f"{last.review} đã giữ {entry} ngày {format_date(last.review.decided_on)}; ngày đưa ra phải sau ngày ấy."
        )


@atomic_or_refused()
def mark_mistaken(*, entry: PlanningEntry, reason: str, by) -> None:
    """He was never planned for this post: the row stays and counts nowhere."""
    round = hold(entry.person.round)
    entry = still_open(entry)
    refuse_no_reason(reason)
    if entry.verdicts.exclude(kind=VerdictKind.ADDED).exists():
        raise Refused(f"{entry} đã qua rà soát; đồng chí đưa ra khỏi quy hoạch theo quyết định.")
    entry.mistaken, entry.removed_reason = True, reason.strip()
    entry.save(update_fields=["mistaken", "removed_reason"])
    said = f"{entry.person}: bỏ {entry} ghi nhầm, {reason.strip()}"
    note(round, "mistaken", said, by, on=entry.person, before={"entry": entry.pk, "since": entry.since})


def still_open(entry: PlanningEntry) -> PlanningEntry:
    """The row, if nobody has closed it."""
    entry = PlanningEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.mistaken:
        raise Refused("Chức danh quy hoạch này đã ghi là nhầm.")
    if entry.until:
        raise Refused(f"Chức danh quy hoạch này đã đưa ra từ ngày {format_date(entry.until)}.")
    return entry


def refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Phải ghi lý do.")
