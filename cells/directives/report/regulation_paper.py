"""Working regulations as a Party paper."""

from dataclasses import replace

from cells.directives.models import Regulation
from cells.organizations.papers import Issuer
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, render_paper
from sinho.documents.reports import PaperDetails


def pdf(one: Regulation, issuer: Issuer) -> bytes:
    """The number before its symbol, the parts as chapters, the signature left open."""
    if issuer.authority == "T/M BAN THƯỜNG VỤ":
        # How a district committee works is laid down by the whole committee, not by its standing part.
        issuer = replace(issuer, authority="T/M BAN CHẤP HÀNH")
    number = one.number.partition("-")[0].strip()
    details = PaperDetails(number=number, day=one.issued_on)
    paper = Paper(
        head=issuer.head(details, kind="QUY CHẾ", type_symbol="QC", subject=one.title),
        layout=layout_on(one.issued_on),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )
    return render_paper(paper, "print/cells/directives/regulation.html", {"one": one, "parts": list(one.parts.all())})
