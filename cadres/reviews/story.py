"""Ratings and votes in the life of somebody on the staff, beside his posts and studies."""

import datetime as dt

from cadres.reviews import scales
from cadres.reviews.models import ConfidenceResult, Rating
from cadres.reviews.report.rounds import ResultRow, read_results
from cadres.reviews.rules.rating import lowest_twice
from cadres.staff.life import Moment, Told
from cadres.staff.models import Cadre
from members.roll.rules import dated
from sinho.accounts.scope import Scope
from sinho.text.numbers import format_number


def tell(cadre: Cadre, day: dt.date, scope: Scope) -> Told:
    """What reviews have to say of somebody by the day, to whoever sees his record: three queries."""
    ratings = list(cadre.ratings.filter(decision_date__lte=day).order_by("decision_date", "pk"))
    results = ConfidenceResult.objects.filter(post__cadre=cadre, round__held_on__lte=day)
    votes = read_results(results.select_related("round", "post__cadre"))
    moments = [rated(one) for one in ratings] + [voted(row) for row in votes]
    return Told(tuple(moments), tuple(warnings(in_force(ratings))))


def in_force(ratings: list[Rating]) -> list[Rating]:
    """Those of these ratings that none of them replaces."""
    replaced = {one.replaces_id for one in ratings}
    return [one for one in ratings if one.pk not in replaced]


def warnings(ratings: list[Rating]) -> list[str]:
    """Two years running at the lowest level, and what the rule says follows; the last such pair."""
    levels = {one.year: one.level for one in ratings}
    found = [year for year in sorted(levels) if lowest_twice(levels, year, scales.scales())]
    return [twice_sentence(found[-1])] if found else []


def twice_sentence(year: int) -> str:
    names = {one: scales.of_year(one).lowest.name for one in (year - 1, year)}
    said = ", ".join(f"năm {one}: {name}" for one, name in names.items())
    return f"Hai năm liền ở mức thấp nhất ({said}). Theo quy định: {scales.twice_words(year)}."


def rated(one: Rating) -> Moment:
    """A decision on a year."""
    points = f", {format_number(one.points)} điểm" if one.points is not None else ""
    what = "Đính chính đánh giá" if one.replaces_id else "Đánh giá"
    parts = (dated(one.decision_number, one.decision_date), one.reason)
    line = ". ".join(part for part in parts if part)
    return Moment(one.decision_date, f"{what} năm {one.year}: {one.level_name}{points}", line)


def voted(row: ResultRow) -> Moment:
    """A vote with its shares, and what follows."""
    shares = ", ".join(f"{one.label.lower()} {one.number} ({format_number(one.percent, 1)} %)" for one in row.shares)
    line = f"{shares}, tính trên {row.rule.base_words}"
    if row.outcome:
        line += f". Theo quy định: {row.outcome.words}"
    return Moment(row.held.held_on, f"Lấy phiếu tín nhiệm {row.title}", line)
