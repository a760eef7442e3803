"""A year is rated: a whole commune by one decision; a rating is corrected by a later decision (A16)."""

from dataclasses import dataclass
from decimal import Decimal

from cadres.reviews import scales
from cadres.reviews.actions.facts import hold_commune, place, refuse_from_within, refuse_oneself
from cadres.reviews.models import Rating
from cadres.reviews.models.reading import cadres_by_name, served_in
from cadres.reviews.rules.rating import why_no_decision, why_no_level, why_no_year
from cadres.staff.actions.facts import Paper, hold
from cadres.staff.models import Cadre
from cells.organizations.models import Organization
from sinho.accounts.scope import Scope
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Given:
    """A level of the scale of the year, with points where it counts them."""

    level: str
    points: Decimal | None = None


@atomic_or_refused()
def rate_commune(
    *, organization: Organization, year: int, levels: dict[int, Given], paper: Paper, scope: Scope, by
) -> int:
    """Rate these people of the commune for the year by one decision; who is left out is rated later."""
    refuse_from_within(scope, organization.pk)
    organization = hold_commune(organization.pk)
    today = clock.today()
    if reasons := why_no_year(year, today) or why_no_decision(year, paper.number, paper.date, today):
        raise Refused(reasons)
    if not levels:
        raise Refused("Chưa chọn mức cho ai.")
    if not levels.keys() <= served_in(year, today, organization.pk).keys():
        raise Refused(f"Có người năm {year} không phải là cán bộ, công chức của xã này; đồng chí tải lại trang.")
    cadres = cadres_by_name(levels)
    refuse_oneself(by, cadres)
    if reasons := why_not_rated(cadres, year, levels):
        raise Refused(reasons)
    rows = Rating.objects.bulk_create(row(one, organization, year, levels[one.pk], paper, by) for one in cadres)
    record_many(entry_of(one, organization, by) for one in rows)
    return len(rows)


def why_not_rated(cadres: list[Cadre], year: int, levels: dict[int, Given]) -> list[str]:
    """For each person why he cannot be rated so."""
    scale = scales.of_year(year)
    rated = set(Rating.objects.filter(year=year, cadre__in=cadres).values_list("cadre_id", flat=True))
    reasons = []
    for one in cadres:
        wrong = why_no_level(scale, levels[one.pk].level, levels[one.pk].points)
        if one.pk in rated:
            wrong = [f"năm {year} đã được đánh giá; ghi sai thì đính chính theo quyết định."]
        reasons += [f"{one.full_name}: {reason}" for reason in wrong]
    return reasons


def row(cadre: Cadre, organization: Organization, year: int, given: Given, paper: Paper, author) -> Rating:
    """A row that is not saved yet."""
    return Rating(
        cadre=cadre,
        organization=organization,
        year=year,
        level=given.level,
        points=given.points,
        decision_number=paper.number.strip(),
        decision_date=paper.date,
        by=author,
        at=clock.now(),
    )


@atomic_or_refused()
def correct_rating(*, rating: Rating, given: Given, paper: Paper, scope: Scope, by) -> Rating:
    """Another level by a later decision, for a reason; what stood there is kept and still answers for earlier days."""
    refuse_from_within(scope, rating.organization_id)
    cadre = hold(rating.cadre)
    refuse_oneself(by, [cadre])
    if Rating.objects.filter(replaces=rating).exists():
        raise Refused("Đánh giá này đã được đính chính; đồng chí mở lần ghi sau cùng.")
    reasons = why_no_decision(rating.year, paper.number, paper.date, clock.today())
    reasons += why_no_level(scales.of_year(rating.year), given.level, given.points)
    if not paper.reason.strip():
        reasons.append("Ghi lý do đính chính.")
    if paper.date and paper.date < rating.decision_date:
        reasons.append(f"Quyết định đính chính phải từ ngày {format_date(rating.decision_date)} trở đi.")
    if given == Given(rating.level, rating.points):
        reasons.append("Mức đánh giá chưa có gì khác.")
    if reasons:
        raise Refused(reasons)
    made = row(cadre, rating.organization, rating.year, given, paper, by)
    made.replaces, made.reason = rating, paper.reason.strip()
    made.save()
    record(**entry_of(made, rating.organization, by))
    return made


def entry_of(row: Rating, organization: Organization, author) -> dict:
    """The act as the log keeps it."""
    paper = f"quyết định {row.decision_number} ngày {format_date(row.decision_date)}"
    said = f"Đánh giá {row.cadre.full_name} năm {row.year}: {row.level_name}, {paper}"
    before = None
    if row.replaces:
        said = f"Đính chính đánh giá {row.cadre.full_name} năm {row.year}: {row.replaces.level_name} thành "
        said += f"{row.level_name}, {paper}. Lý do: {row.reason}"
        before = told(row.replaces)
    did = "rating.corrected" if row.replaces else "rating.given"
    values = {"by": author, "did": did, "said": said, "on": row, "organization": place(organization)}
    return values | {"before": before, "after": told(row)}


def told(row: Rating) -> dict:
    names = ("cadre_id", "year", "level", "points", "decision_number", "decision_date")
    return {name: getattr(row, name) for name in names}
