"""Papers on the grades of organisations in the Party layout: slips, decision with lists, rewards (evaluation 6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cells.assessments.models import Campaign
from cells.assessments.models.listed import Placed
from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Annex, Paper, render_paper, render_pdf
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from sinho.text.number_words import dong_words
from sinho.web import clock

FOLDER = "print/cells/assessments"
NOTHING_DECIDED = "Chưa có tổ chức nào có quyết định hoặc được trình xếp loại, chưa in được quyết định."
NOBODY_LEFT_OUT = "Không có tổ chức nào được ghi lý do không đánh giá."
NOBODY_REWARDED = "Chưa có tổ chức nào ở mức được chọn để khen thưởng."


def slip(campaign: Campaign, states: Sequence[OrganizationState], issuer: Issuer, kind: str) -> bytes:
    """A secret slip: one line for each organisation, a column for each level of the scheme."""
    rows = [(state.name, "") for state in states]
    return _slip(campaign, rows, issuer, f"PHIẾU XẾP LOẠI {kind.upper()}")


def opinion_slip(campaign: Campaign, rows: Sequence[Placed], issuer: Issuer, things: str, caps: Sequence[str]) -> bytes:
    """What the boards and the upper body are asked: how each ranks itself, a column for each level, the caps quoted."""
    lines = [(one.state.name, campaign.rules.short(one.level, one.exemplary) or "chưa xếp") for one in rows]
    return _slip(campaign, lines, issuer, f"PHIẾU XIN Ý KIẾN XẾP LOẠI {things.upper()}", caps)


def _slip(campaign: Campaign, rows, issuer: Issuer, kind: str, caps: Sequence[str] | None = None) -> bytes:
    """`caps`: sentences on how many may get the best level; None on a secret slip, where nobody signs."""
    rules = campaign.rules
    heads = [rules.exemplary.short] if rules.exemplary else []
    heads += [level.short for level in rules.levels]
    legend = [rules.exemplary] if rules.exemplary else []
    context = {
        "rows": rows,
        "caps": caps,
        "asks": caps is not None,
        "heads": heads,
        "legend": [one for one in (*legend, *rules.levels) if one.short != one.label],
        "kind": kind,
        "issuer": issuer,
        "year": campaign.year,
    }
    return render_pdf(f"{FOLDER}/slip.html", context, title=kind.capitalize(), layout=layout_on(clock.today()))


def said(campaign: Campaign, one: Placed) -> str:
    """The level in full words, or why there is none."""
    if not one.reason:
        return campaign.rules.label(one.level, one.exemplary)
    reason = campaign.rules.reasons[one.reason]
    return f"{reason}: {one.words}" if one.words and one.reason in campaign.rules.reasons_in_words else reason


def table_of(campaign: Campaign, rows: Sequence[Placed], last: str) -> SafeString:
    """The list of an annex."""
    lines = [(one.state.name, said(campaign, one)) for one in rows]
    return SafeString(render_to_string(f"{FOLDER}/list.html", {"lines": lines, "last": last}))


@dataclass(frozen=True)
class Body:
    """Who issues the papers of a campaign: `things` it decides on in words, `proposer` who proposes to it."""

    campaign: Campaign
    issuer: Issuer
    things: str
    proposer: str

    @property
    def year(self) -> int:
        return self.campaign.year

    def signed(self, details: PaperDetails, subject: str, annexes: tuple[Annex, ...], template: str, facts) -> bytes:
        """A decision with number, recipients and signature."""
        paper = Paper(
            head=self.issuer.head(details, kind="QUYẾT ĐỊNH", type_symbol="QĐ", subject=f"Về việc {subject}"),
            layout=layout_on(details.day or clock.today()),
            recipients=self.issuer.recipients,
            signature=self.issuer.signature(details),
            annexes=annexes,
        )
        return render_paper(paper, template, {"issuer": self.issuer, "year": self.year, **facts})


def decision(body: Body, rows: Sequence[Placed], details: PaperDetails) -> bytes:
    """The decision on the levels of the organisations below, with the list, and who is not evaluated."""
    rules, graded = body.campaign.rules, [one for one in rows if one.level]
    left_out = [one for one in rows if one.reason]
    if not graded:
        raise Refused(NOTHING_DECIDED)
    numbers = Counter(one.level for one in graded)
    exemplary = sum(one.exemplary and rules.may_be_exemplary(one.level) for one in graded)
    facts = {
        "scheme": rules.title,
        "things": body.things,
        "proposer": body.proposer,
        "total": len(graded),
        "numbers": [
            (level.label, numbers[level.code], exemplary if rules.may_be_exemplary(level.code) else 0)
            for level in rules.levels
        ],
        "left_out": len(left_out),
    }
    tables = [(f"Danh sách xếp loại {body.things}", graded, "Xếp loại")]
    tables.append((f"Danh sách {body.things} không đánh giá", left_out, "Lý do"))
    annexes = annexes_of(body.year, [(title, table_of(body.campaign, few, last)) for title, few, last in tables if few])
    return body.signed(details, f"xếp loại {body.things} năm {body.year}", annexes, f"{FOLDER}/decision.html", facts)


def annexes_of(year: int, tables: Sequence[tuple[str, SafeString]]) -> tuple[Annex, ...]:
    """PHỤ LỤC 1, 2 …; a single one has no number."""
    only = len(tables) == 1
    return tuple(
        Annex("PHỤ LỤC" if only else f"PHỤ LỤC {place}", f"{title} năm {year}", table)
        for place, (title, table) in enumerate(tables, 1)
    )


def left_out_list(body: Body, rows: Sequence[Placed], details: PaperDetails) -> bytes:
    """Who is not evaluated, with the reason."""
    few = [one for one in rows if one.reason]
    if not few:
        raise Refused(NOBODY_LEFT_OUT)
    subject = f"{body.things[:1].upper()}{body.things[1:]} không đánh giá, xếp loại năm {body.year}"
    return list_paper(body.issuer, details, subject, table_of(body.campaign, few, "Lý do"))


def list_paper(issuer: Issuer, details: PaperDetails, subject: str, table: SafeString) -> bytes:
    """A list to be signed."""
    paper = Paper(
        head=issuer.head(details, kind="DANH SÁCH", type_symbol="DS", subject=subject),
        layout=layout_on(details.day or clock.today()),
        body_html=table,
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )
    return render_paper(paper)


@dataclass(frozen=True)
class Reward:
    """Who is rewarded (`things` in words, how many, the list), for what, with how much each; None: left open."""

    things: str
    each: str
    count: int
    level: str
    table: SafeString
    amount: int | None

    @property
    def total(self) -> int:
        return self.count * (self.amount or 0)

    @property
    def total_words(self) -> str:
        return dong_words(self.total)


def reward(body: Body, one: Reward, details: PaperDetails) -> bytes:
    """The decision that praises, with the list of whom; an amount that is not known is left to be written by hand."""
    annexes = annexes_of(body.year, [(f"Danh sách {one.things} được khen thưởng", one.table)])
    facts = {"reward": one, "proposer": body.proposer}
    return body.signed(details, f"khen thưởng {one.things} năm {body.year}", annexes, f"{FOLDER}/reward.html", facts)


def reward_organizations(body: Body, rows: Sequence[Placed], level: str, amount: int | None, details) -> bytes:
    """Those at the level, or with the flag of the scheme (`EXEMPLARY`)."""
    rules = body.campaign.rules
    few = [one for one in rows if one.exemplary] if level == EXEMPLARY else [one for one in rows if one.level == level]
    if not few:
        raise Refused(NOBODY_REWARDED)
    words = rules.exemplary.label if level == EXEMPLARY else rules.label(level)
    table = table_of(body.campaign, few, "Xếp loại")
    return reward(body, Reward(body.things, "tổ chức", len(few), words, table, amount), details)


EXEMPLARY = "exemplary"


def reward_choices(campaign: Campaign) -> list[tuple[str, str]]:
    """For which grade one is rewarded: what stands out, else the best level."""
    rules = campaign.rules
    flag = [(EXEMPLARY, rules.exemplary.label)] if rules.exemplary else []
    return [*flag, (rules.levels[0].code, rules.levels[0].label)]
