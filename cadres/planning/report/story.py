"""What plans said of somebody over the years, as people read it."""

import datetime as dt
from collections import defaultdict

from cadres.planning.enums import VerdictKind
from cadres.planning.models import PlannedPerson, PlanningEntry
from cadres.staff.life import Moment, Told, newest_first
from cadres.staff.models import Cadre
from members.roll.rules import dated
from sinho.accounts.scope import Scope


def tell(cadre: Cadre, day: dt.date, scope: Scope) -> Told:
    """What the plans within reach say of somebody by the day: four queries."""
    return Told(story_of(list(PlannedPerson.objects.in_scope(scope).filter(cadre=cadre)), day))


def story_of(people: list[PlannedPerson], day: dt.date) -> list[Moment]:
    """Everything about these rows of one person up to the day, newest first: three queries."""
    entries = PlanningEntry.objects.written().filter(person__in=people).select_related("person__round", "review")
    entries = entries.prefetch_related("votes", "verdicts__review").order_by("valid", "id")
    found = []
    for entry in entries:
        found += moments_of(entry)
    found += kept_moments(entries)
    return newest_first(one for one in found if one.day <= day)


def moments_of(entry: PlanningEntry) -> list[Moment]:
    """In, the votes, out."""
    round = entry.person.round
    paper = entry.review.paper if entry.review else dated(entry.number, entry.since) if entry.number else round.paper
    how = f"{entry.review}. " if entry.review else ""
    found = [Moment(entry.since, f"Vào quy hoạch {entry}, nhiệm kỳ {round.term}", f"{how}{paper}", key=True)]
    found += [Moment(vote.held_on, f"{vote.step_name}: {vote.said}", str(entry)) for vote in entry.votes.all()]
    if entry.until:
        line = ". ".join(part for part in (dated(entry.removed_number, None), entry.removed_reason) if part)
        found.append(Moment(entry.until, f"Ra khỏi quy hoạch {entry}, nhiệm kỳ {round.term}", line, key=True))
    return found


def kept_moments(entries) -> list[Moment]:
    """One line for each review that kept him, with the posts."""
    kept = defaultdict(list)
    for entry in entries:
        for verdict in entry.verdicts.all():
            if verdict.kind == VerdictKind.KEPT:
                kept[verdict.review].append(str(entry))
    return [
        Moment(review.decided_on, f"{review}: giữ trong quy hoạch", f"{', '.join(names)}. {review.paper}")
        for review, names in kept.items()
    ]
