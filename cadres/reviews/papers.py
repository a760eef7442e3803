"""The result of a round of votes of confidence as a Party paper."""

from cadres.reviews import vote_rules
from cadres.reviews.report.rounds import RoundRow
from cells.organizations.papers import Issuer
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, render_paper
from sinho.documents.reports import PaperDetails
from sinho.text.dates import format_date
from sinho.web import clock


def pdf(row: RoundRow, issuer: Issuer, details: PaperDetails) -> bytes:
    """The paper to be signed."""
    subject = f"Kết quả lấy phiếu tín nhiệm ngày {format_date(row.held.held_on)}"
    paper = Paper(
        head=issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(details.day or clock.today()),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )
    facts = {"row": row, "issuer": issuer, "source": vote_rules.source_words(row.rule)}
    return render_paper(paper, "print/cadres/reviews/round.html", facts)
