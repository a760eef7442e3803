"""Who is late and whom to call, on paper in the Party layout (A11)."""

import datetime as dt
from collections.abc import Sequence

from django.template.loader import render_to_string

from cells.organizations.papers import issuer_on
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, render_paper
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused

TEMPLATE = "print/cells/assessments/late.html"


def late_pdf(campaign, lines: Sequence, *, issuer_id: int, cells: bool, calls: bool, day: dt.date) -> bytes:
    """The list as the page shows it; FontMissing when the server has no typeface for papers."""
    issuer = issuer_on(issuer_id, day)
    if issuer is None:
        raise Refused("Tổ chức này đã kết thúc hoạt động, không in được danh sách.")
    what = "chi bộ" if cells else "tổ chức cơ sở đảng"
    details = PaperDetails(day=day)
    context = {"campaign": campaign, "lines": lines, "cells": cells, "calls": calls, "day": day, "what": what}
    paper = Paper(
        head=issuer.head(
            details, kind="DANH SÁCH", type_symbol="DS", subject=f"{what.capitalize()} chậm nộp năm {campaign.year}"
        ),
        layout=layout_on(day),
        body_html=render_to_string(TEMPLATE, context),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )
    return render_paper(paper)
