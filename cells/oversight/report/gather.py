"""Reading what the report counts: people in charge, visits, difficulties, weak organisations, opinions."""

import datetime as dt
from collections.abc import Callable, Collection

from cells.organizations.models import OrganizationState
from cells.oversight.enums.difficulty import DifficultyStanding as S
from cells.oversight.enums.opinion import OpinionStanding as O
from cells.oversight.models import Difficulty, InCharge, PeopleOpinion, StrengtheningPlan, Visit
from cells.oversight.models.dated import ONE
from cells.oversight.report.charges import Charged, charged, gaps_of
from cells.oversight.report.difficulties import DifficultyRow, read_difficulties
from cells.oversight.report.opinions import read_opinions
from cells.oversight.report.places import called, places_of
from cells.oversight.report.spans import Rows, Span
from cells.oversight.report.weak_list import quarters_due, read_weak
from sinho.documents.reports import Listed
from sinho.text.dates import format_date

Place = Callable[[int], str]


def day_words(day: dt.date | None) -> str:
    return format_date(day) if day else ""


def gather(ids: Collection[int], span: Span) -> tuple[Rows, list[Charged]]:
    """All rows of the period of these organisations, and the communes of its last day."""
    rows = Rows()
    places = {pk: called(state) for pk, state in places_of(ids, span.until).items()}
    named = places.__getitem__
    communes = in_charge(rows, ids, span)
    visits(rows, ids, span, named)
    unvisited(rows, communes)
    difficulties(rows, ids, span, named)
    weak(rows, ids, span)
    plans(rows, ids, span, named)
    opinions(rows, ids, span, named)
    return rows, communes


def in_charge(rows: Rows, ids: Collection[int], span: Span) -> list[Charged]:
    """Communes of the last day with and without somebody, gaps within the period, who began and who ended."""
    states = OrganizationState.objects.on(span.until).filter(organization_id__among=ids).in_order()
    communes = [one for one in charged(states, span.until) if one.must]
    for one in communes:
        who = "; ".join(person.person_name for person in one.people)
        row = Listed(one.state.organization_id, one.state.name, (who, one.gap.words if one.gap else ""))
        rows.put(row, "charge.communes", "charge.missing" if one.missing else "charge.covered")
        rows.put(row, "charge.twice" if one.twice else "")
    assigned: dict[int, list[InCharge]] = {}
    for one in InCharge.objects.right().filter(organization_id__among=ids).order_by("valid", "sort_key"):
        assigned.setdefault(one.organization_id, []).append(one)
    for one in communes:
        pk, name = one.state.organization_id, one.state.name
        for gap in gaps_of(assigned.get(pk, []), span.until):
            if gap.since and (gap.until is None or gap.until >= span.since):
                rows.put(Listed(pk, name, ("", gap.words)), "charge.gap")
        for person in assigned.get(pk, []):
            row = Listed(pk, name, (person.person_name, period_words(person)))
            rows.put(row, "charge.begun" if span.holds(person.since) else "")
            rows.put(row, "charge.ended" if span.holds(person.last_day) else "")
    return communes


def period_words(person: InCharge) -> str:
    until = f" đến {format_date(person.last_day)}" if person.last_day else ""
    return f"từ {format_date(person.since)}{until}"


def visits(rows: Rows, ids: Collection[int], span: Span, named: Place) -> None:
    found = Visit.objects.standing().filter(organization_id__among=ids, on__range=(span.since, span.until))
    for one in found.order_by("on", "pk"):
        texts = (format_date(one.on), one.visitors, one.content)
        rows.put(Listed(one.organization_id, named(one.organization_id), texts, "oversight:organization"), "visits")


def unvisited(rows: Rows, communes: list[Charged]) -> None:
    """Communes that nobody visited."""
    been = {row.organization_id for row in rows.get("visits")}
    for one in communes:
        if one.state.organization_id not in been:
            row = Listed(one.state.organization_id, one.state.name, ("", "", ""), "oversight:organization")
            rows.put(row, "visits.none")


def difficulties(rows: Rows, ids: Collection[int], span: Span, named: Place) -> None:
    """Where difficulties stood at the end, what came and what was solved, what there was before."""
    found = Difficulty.objects.filter(organization_id__among=ids)
    for one in read_difficulties(found, span.until):
        if one.stand.standing == S.WITHDRAWN:
            continue
        row = trouble(one, named)
        before = one.one.stand(span.since - ONE)
        rows.put(row, "difficulty.before" if one.one.raised_on < span.since and before.open else "")
        if span.holds(one.one.raised_on):
            rows.put(row, "difficulty.raised", f"difficulty.raised.{one.one.field}")
        rows.put(row, "difficulty.solved" if span.holds(one.stand.closed_on) else "")
        rows.put(row, "difficulty.open" if one.stand.open else "")
        rows.put(row, "difficulty.late" if one.stand.standing == S.LATE else "")


def trouble(row: DifficultyRow, named: Place) -> Listed:
    one = row.one
    texts = (
        format_date(one.raised_on),
        one.get_field_display(),
        one.content,
        row.stand.passed_to,
        format_date(row.stand.due_on),
        row.label,
    )
    return Listed(one.organization_id, named(one.organization_id), texts, "oversight:difficulty", one.pk)


def weak(rows: Rows, ids: Collection[int], span: Span) -> None:
    """Who was on the list at the end, who came and who left, who has no plan."""
    found = read_weak(ids, span.until)
    for one in (*found.on, *found.open, *found.off):
        plan = f"Nghị quyết {one.plan.resolution_number}" if one.plan else ""
        texts = (format_date(one.spell.since), one.spell.reason, plan, one.standing.label)
        row = Listed(one.place.organization_id, called(one.place), texts, "oversight:organization")
        rows.put(row, "weak.on" if one in found.on else "", "weak.without_plan" if one in found.without_plan else "")
        rows.put(row, "weak.new" if span.holds(one.spell.since) else "")
        rows.put(row, "weak.risen" if one.spell.risen and span.holds(one.spell.risen.on) else "")
        rows.put(row, "weak.to_close" if one in found.open else "")


def plans(rows: Rows, ids: Collection[int], span: Span, named: Place) -> None:
    """Plans, their measures, people and checks."""
    found = StrengtheningPlan.objects.standing().issued_until(span.until).filter(organization_id__among=ids)
    found = found.with_parts()
    for plan in found.order_by("resolution_date", "pk"):
        key, name = plan.organization_id, named(plan.organization_id)

        def listed(*texts, key=key, name=name, plan=plan):
            return Listed(key, name, texts, "oversight:plan", plan.pk)

        row = listed(f"{plan.resolution_number}, {format_date(plan.resolution_date)}", plan.issuer, plan.subject)
        rows.put(row, "plan.issued" if span.holds(plan.resolution_date) else "")
        over = hasattr(plan, "outcome") and plan.outcome.on <= span.until
        rows.put(row, "plan.closed" if over and span.holds(plan.outcome.on) else "")
        measures_of(rows, plan, span, listed, over=over)
        checks_of(rows, plan, span, listed)
        for one in plan.people.all():
            if span.until in one.valid:
                rows.put(listed(one.person_name, one.office, f"từ {format_date(one.since)}"), "plan.people")


def measures_of(rows: Rows, plan: StrengtheningPlan, span: Span, listed, *, over: bool) -> None:
    for one in plan.measures.all():
        if one.on > span.until:
            continue
        result = getattr(one, "result", None)
        done = result is not None and result.on <= span.until
        row = listed(one.content, format_date(one.due_on), f"{day_words(result.on)}: {result.words}" if done else "")
        rows.put(row, "measure.done" if done and span.holds(result.on) else "")
        rows.put(row, "measure.late" if not done and not over and one.due_on < span.until else "")


def checks_of(rows: Rows, plan: StrengtheningPlan, span: Span, listed) -> None:
    for one in plan.checks.all():
        if span.holds(one.checked_on):
            row = listed(str(one), format_date(one.checked_on), f"{one.get_judgement_display()}: {one.findings}")
            rows.put(row, "check", f"check.{one.judgement}")
    for year, quarter in quarters_due(plan, span.until):
        rows.put(listed(f"Quý {quarter}/{year}", "", "Chưa kiểm tra"), "check.missing")


def opinions(rows: Rows, ids: Collection[int], span: Span, named: Place) -> None:
    """What came in, was answered and published; what waits at the end."""
    for row in read_opinions(PeopleOpinion.objects.standing().filter(organization_id__among=ids), span.until):
        one = row.one
        texts = (format_date(one.received_on), one.source_words, one.content, format_date(one.due_on))
        listed = Listed(
            one.organization_id, named(one.organization_id), (*texts, row.standing.label), "oversight:opinion", one.pk
        )
        if span.holds(one.received_on):
            rows.put(listed, "opinion.received", f"opinion.received.{one.source}")
        rows.put(listed, "opinion.answered" if span.holds(one.answered_on) else "")
        rows.put(listed, "opinion.published" if span.holds(one.published_on) else "")
        rows.put(listed, "opinion.waiting" if row.standing in (O.WAITING, O.LATE) else "")
        rows.put(listed, "opinion.late" if row.standing == O.LATE else "")
