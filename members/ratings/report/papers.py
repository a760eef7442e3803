"""Slips and minutes of a cell, the decision of a committee with its lists, in the Party layout (evaluation 6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cells.assessments.report.papers import Body, Reward, annexes_of, list_paper
from cells.assessments.report.papers import reward as reward_paper
from cells.assessments.rules.member_scheme import BODIES
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer
from members.ratings.models import Rating, RatingOpinion
from members.ratings.models.reading import CellBook, Line
from members.ratings.rules.ballot import may_second
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Signature, render_paper, render_pdf
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from sinho.web import clock

FOLDER = "print/members/ratings"
NOTHING_PROPOSED = "Chưa có đảng viên nào được đề nghị hoặc quyết định mức, chưa in được quyết định."
NOBODY_LEFT_OUT = "Không có đảng viên nào được ghi lý do không đánh giá."
NOBODY_REWARDED = "Chưa có đảng viên nào ở mức {level} để khen thưởng."


def slip(book: CellBook, state: OrganizationState) -> bytes:
    """The slip of the first ballot: everybody who is evaluated, a column for each level."""
    lines = [line for line in book.lines if not (line.fact or line.rating.not_evaluated)]
    levels = book.rules.first_levels
    return _slip(book, state, lines, [level.short for level in levels], "PHIẾU XẾP LOẠI ĐẢNG VIÊN", levels)


def second_slip(book: CellBook, state: OrganizationState) -> bytes:
    """The slip on the best level: those who came out of the first ballot as good."""
    slips = book.rated.slips
    lines = [line for line in book.lines if may_second(line.rating.ballot, slips, book.rules)]
    title = f"PHIẾU BIỂU QUYẾT MỨC {book.rules.levels[0].short}"
    return _slip(book, state, lines, ["Đồng ý", "Không đồng ý"], title, book.rules.levels[:1])


def _slip(book: CellBook, state: OrganizationState, lines: Sequence[Line], heads, title: str, levels) -> bytes:
    context = {"lines": lines, "heads": heads, "kind": title, "cell": state.name, "year": book.campaign.year}
    context["legend"] = [one for one in levels if one.short != one.label]
    return render_pdf(f"{FOLDER}/slip.html", context, title=title.capitalize(), layout=layout_on(clock.today()))


def minutes(book: CellBook, state: OrganizationState, issuer: Issuer) -> bytes:
    """The minutes of the meeting with the table by evaluator."""
    rules = book.rules
    opinions: dict[tuple[int, str], str] = {}
    for one in RatingOpinion.objects.filter(rating__in=[line.rating.pk for line in book.lines if line.rating.pk]):
        opinions[one.rating_id, one.body] = rules.short(one.level)
    bodies = [(body, BODIES[body]) for body in rules.procedure.opinions]
    rows = [
        {
            "line": line,
            "own": rules.short(line.rating.self_level),
            "opinions": [opinions.get((line.rating.pk, body), "") for body, _ in bodies],
            "votes": [line.rating.votes[rules.codes.index(level.code)] for level in rules.first_levels],
            "proposal": said(rules, line.rating),
        }
        for line in book.lines
    ]
    paper = Paper(
        head=issuer.head(PaperDetails(), kind="BIÊN BẢN", type_symbol="BB", subject=subject_of(book.campaign.year)),
        layout=layout_on(clock.today()),
        signature=Signature(("CHỦ TRÌ",), "", ""),
        left_signature=Signature(("THƯ KÝ",), "", ""),
        orientation="landscape",
    )
    facts = {
        "rows": rows,
        "rated": book.rated,
        "cell": state.name,
        "levels": rules.first_levels,
        "best": rules.levels[0].short if rules.procedure.second_ballot else "",
        "bodies": [words for _, words in bodies],
    }
    return render_paper(paper, f"{FOLDER}/minutes.html", facts)


def subject_of(year: int) -> str:
    return f"Họp đánh giá, xếp loại đảng viên năm {year}"


def said(rules, rating: Rating) -> str:
    """The level as things stand, or why he is not evaluated."""
    reason = rules.reason(rating.not_evaluated) if rating.not_evaluated else None
    return reason.label if reason else rules.short(rating.settled_level)


@dataclass(frozen=True)
class Listed:
    """A line of the list of a decision."""

    rating: Rating
    cell: str
    words: str


def decision(
    campaign, ratings: Sequence[Rating], cells: dict[int, str], issuer: Issuer, details: PaperDetails
) -> bytes:
    """The decision of the committee with the list of levels, and the list of who is not evaluated with the reason."""
    rules, rows = campaign.member_rules, listed(campaign, ratings, cells)
    graded, left_out = [one for one in rows if one.rating.settled_level], without_level(rows)
    if not graded:
        raise Refused(NOTHING_PROPOSED)
    numbers = Counter(one.rating.settled_level for one in graded)
    tables = [("Danh sách xếp loại đảng viên", graded, "Xếp loại")]
    tables.append(("Danh sách đảng viên không đánh giá", left_out, "Lý do"))
    paper = Paper(
        head=issuer.head(
            details, kind="QUYẾT ĐỊNH", type_symbol="QĐ", subject=f"Về việc xếp loại đảng viên năm {campaign.year}"
        ),
        layout=layout_on(details.day or clock.today()),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
        annexes=annexes_of(campaign.year, [(title, table_of(few, last)) for title, few, last in tables if few]),
    )
    facts = {
        "issuer": issuer,
        "year": campaign.year,
        "scheme": campaign.rules.title,
        "numbers": [(level.label, numbers[level.code]) for level in rules.levels],
        "total": sum(numbers.values()),
        "not_evaluated": len(left_out),
    }
    return render_paper(paper, f"{FOLDER}/decision.html", facts)


def listed(campaign, ratings: Sequence[Rating], cells: dict[int, str]) -> list[Listed]:
    return [Listed(one, cells[one.organization_id], said(campaign.member_rules, one)) for one in ratings]


def without_level(rows: Sequence[Listed]) -> list[Listed]:
    return [one for one in rows if one.rating.not_evaluated]


def left_out_list(campaign, ratings, cells: dict[int, str], issuer: Issuer, details: PaperDetails) -> bytes:
    """Who is not evaluated, with the reason."""
    few = without_level(listed(campaign, ratings, cells))
    if not few:
        raise Refused(NOBODY_LEFT_OUT)
    subject = f"Đảng viên không đánh giá, xếp loại năm {campaign.year}"
    return list_paper(issuer, details, subject, table_of(few, "Lý do"))


def reward(campaign, ratings, cells: dict[int, str], issuer: Issuer, details: PaperDetails, amount: int | None):
    """The decision that praises the members at the best level."""
    best = campaign.member_rules.levels[0]
    few = [one for one in listed(campaign, ratings, cells) if one.rating.settled_level == best.code]
    if not few:
        raise Refused(NOBODY_REWARDED.format(level=best.label.lower()))
    body = Body(campaign, issuer, "đảng viên", "các chi bộ")
    return reward_paper(body, Reward("đảng viên", "đồng chí", len(few), best.label, table_of(few), amount), details)


def table_of(rows: Sequence[Listed], last: str = "Xếp loại") -> SafeString:
    return SafeString(render_to_string(f"{FOLDER}/list.html", {"rows": rows, "last": last}))
