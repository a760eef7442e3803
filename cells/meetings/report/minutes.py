"""The minutes of a meeting as a Party paper; what was not written down stays open, to be filled in by hand."""

from collections.abc import Sequence

from cells.meetings.models import Conclusion, Meeting
from cells.organizations.papers import Issuer
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Signature, render_paper
from sinho.documents.reports import PaperDetails
from sinho.text.dates import format_date


def pdf(
    meeting: Meeting,
    concluded: Sequence[Conclusion],
    carried: Sequence[Conclusion],
    issuer: Issuer,
    details: PaperDetails,
) -> bytes:
    """`concluded` by this meeting; `carried`: earlier ones on which it was reported here."""
    subject = f"Sinh hoạt chi bộ {meeting.get_kind_display().lower()} ngày {format_date(meeting.held_on)}"
    paper = Paper(
        head=issuer.head(details, kind="BIÊN BẢN", type_symbol="BB", subject=subject),
        layout=layout_on(meeting.held_on),
        signature=Signature(("CHỦ TRÌ",), "", meeting.chair),
        left_signature=Signature(("THƯ KÝ",), "", meeting.secretary),
    )
    reported = [(one, result) for one in carried for result in one.results.all() if result.on == meeting.held_on]
    context = {"meeting": meeting, "concluded": concluded, "reported": reported, "issuer": issuer}
    return render_paper(paper, "print/cells/meetings/minutes.html", context)
