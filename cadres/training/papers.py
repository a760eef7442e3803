"""Lists to sign: who attends a class, who is paid for a month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cadres.training.models import SupportPayment, TrainingClass
from cadres.training.models.reading import Attendant
from cadres.training.rules import month_words
from cells.organizations.papers import Issuer
from sinho.documents.layouts import layout_on
from sinho.documents.paper import Paper, render_paper
from sinho.documents.reports import PaperDetails
from sinho.text.dates import format_date
from sinho.text.number_words import dong_words
from sinho.web import clock


def enrolment_list(one: TrainingClass, people: Sequence[Attendant], issuer: Issuer, details: PaperDetails) -> bytes:
    """Everybody in the class, with a column to sign in."""
    subject = f"Học viên lớp {one.name}"
    context = {"one": one, "people": people, "began": format_date(one.starts_on), "ends": format_date(one.ends_on)}
    return listed(issuer, details, subject, "print/cadres/training/enrolments.html", context)


@dataclass(frozen=True)
class Paid:
    """A line of the list of payments."""

    payment: SupportPayment
    number: int
    place: str


@dataclass(frozen=True)
class PaymentList:
    """What was paid for a month, in the order of the communes."""

    month: dt.date
    rows: Sequence[Paid]

    @property
    def words(self) -> str:
        return month_words(self.month)

    @cached_property
    def total(self) -> int:
        return sum(row.payment.amount for row in self.rows)

    @property
    def total_words(self) -> str:
        return dong_words(self.total)


def payment_list(paid: PaymentList, issuer: Issuer, details: PaperDetails) -> bytes:
    """Amounts, the total in figures and words, a column to sign in."""
    subject = f"Chi hỗ trợ cán bộ xã đi học tháng {paid.words}"
    return listed(issuer, details, subject, "print/cadres/training/payments.html", {"paid": paid})


def listed(issuer: Issuer, details: PaperDetails, subject: str, template: str, context: dict) -> bytes:
    """A list in the Party layout."""
    paper = Paper(
        head=issuer.head(details, kind="DANH SÁCH", type_symbol="DS", subject=subject),
        layout=layout_on(details.day or clock.today()),
        recipients=(),
        signature=issuer.signature(details),
    )
    return render_paper(paper, template, context)
