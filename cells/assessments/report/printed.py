"""The sheet of one organisation on paper: as it stands, or with empty cells to be filled in by hand."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from cells.assessments.enums import Body
from cells.assessments.models.facts import OpenSheet
from cells.assessments.rules.criteria import Criterion, Group
from cells.assessments.rules.sheet import total
from cells.organizations.papers import issuer_on
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, Printout, printout
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from sinho.text.numbers import format_number

TEMPLATE = "print/cells/assessments/sheet.html"
EMPTY_TASKS = 6


@dataclass(frozen=True)
class PrintedGroup:
    """A part of the sheet: its tasks, its criteria with points and evidence, the sum; empty to be filled by hand."""

    group: Group
    tasks: list
    rows: list[tuple[Criterion, str, str]]
    points: str


def groups_of(opened: OpenSheet, *, blank: bool) -> list[PrintedGroup]:
    """Every part in the order of the sheet."""
    scores = opened.scores_of(Body.SELF)
    found = []
    for group in opened.frame.groups:
        tasks = [task for task in opened.tasks if task.group == group.key and task.content]
        rows = []
        for one in group.criteria:
            score = None if blank else scores.get(one.code)
            rows.append((one, one.words(score.points) if score else "", score.evidence if score else ""))
        points = "" if blank else format_number(total(opened.facts.scores, group.criteria))
        found.append(PrintedGroup(group, tasks, rows, points))
    return found


def pdf(opened: OpenSheet, day: dt.date, *, blank: bool) -> bytes:
    """The paper; FontMissing when the server has no typeface for papers."""
    return printed(opened, day, blank=blank).pdf()


def printed(opened: OpenSheet, day: dt.date, *, blank: bool) -> Printout:
    """The paper, to be written in any format."""
    sheet, scheme = opened.sheet, opened.scheme
    issuer = issuer_on(sheet.organization_id, day)
    if issuer is None:
        raise Refused("Tổ chức này đã kết thúc hoạt động, không in được bản đánh giá mới.")
    context = {
        "groups": groups_of(opened, blank=blank),
        "blank": blank,
        "frame": opened.frame,
        "scheme": scheme,
        "sheet": sheet,
        "lines": range(EMPTY_TASKS),
        "results": [(one, None if blank else opened.results.get(one.code)) for one in opened.frame.indicators],
        "points": "" if blank else format_number(total(opened.facts.scores, opened.frame.criteria.values())),
    }
    details = PaperDetails(day=None if blank else sheet.meeting_on, position="Bí thư")
    subject = f"Tự đánh giá, xếp loại tổ chức đảng năm {sheet.campaign.year}"
    paper = Paper(
        head=issuer.head(details, kind="BÁO CÁO", type_symbol="BC", subject=subject),
        layout=layout_on(sheet.meeting_on or day),
        body_html=render_to_string(TEMPLATE, context),
        recipients=issuer.recipients,
        signature=issuer.signature(details),
    )
    return printout(paper)
