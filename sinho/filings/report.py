"""What was issued of a report, where one issues it; what changed since.

For that the report is built again, for the question as it was asked and for today.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from sinho.accounts.scope import Scope
from sinho.audit.actions import plain
from sinho.documents.issued import Filed, Question
from sinho.documents.reports import Asked, ReportKind, kind_of
from sinho.filings.frozen import lines_of
from sinho.filings.models import Filing
from sinho.filings.rules import Change, changes, may_issue, others_changed
from sinho.refusal import Refused


@dataclass(frozen=True)
class Since:
    """The report against one question of now. `reasons`: why it can no longer be built.

    `others`: values beside the figures that differ; not counted for another day, of which the days differ anyway.
    """

    asked: Asked
    changed: Sequence[Change] = ()
    others: int = 0
    reasons: Sequence[str] = field(default=())

    @property
    def by_key(self) -> dict[str, Change]:
        return {one.key: one for one in self.changed}

    @property
    def nothing(self) -> bool:
        return not (self.changed or self.others or self.reasons)


@dataclass(frozen=True)
class ChangedLine:
    """A figure as it was issued; what it is now for the same question, and for the question of today.

    `same` and `today` are None where it did not change.
    """

    label: str
    key: str
    then: int | None
    same: Change | None
    today: Change | None


@dataclass(frozen=True)
class Changed:
    """Everything that changed; `today` is None when today was the day that was asked for."""

    kind: str
    same: Since
    today: Since | None

    @property
    def shows_today(self) -> bool:
        return self.today is not None and not self.today.reasons

    @property
    def corrected(self) -> list[ChangedLine]:
        """Figures that differ though the question is the same: rows were corrected, or came late."""
        return [line for line in self.lines if line.same]

    @property
    def brought_by_time(self) -> list[ChangedLine]:
        """Figures that differ only because today is another day."""
        return [line for line in self.lines if not line.same]

    @property
    def lines(self) -> list[ChangedLine]:
        """Every figure that differs in one of both, in the order of the report."""
        first, second = self.same.by_key, self.today.by_key if self.today else {}
        found = []
        for key in dict.fromkeys([*first, *second]):
            one = first.get(key) or second[key]
            found.append(ChangedLine(one.label, key, one.then, first.get(key), second.get(key)))
        return found


def since(filing: Filing, scope: Scope, asked: Asked) -> Since:
    """The report built again for the question."""
    try:
        kind = kind_of(filing.kind)
        built = kind.build(scope, asked)
    except Refused as refused:
        return Since(asked, reasons=refused.reasons)
    others = others_changed(filing.figures, plain(built.as_json())) if asked == filing.asked else 0
    return Since(asked, changes(filing.frozen_lines, lines_of(built)), others)


def changed_since(filing: Filing, scope: Scope, today: dt.date) -> Changed:
    """What differs from the report as it was issued."""
    same = since(filing, scope, filing.asked)
    return Changed(filing.kind, same, since(filing, scope, filing.asked_on(today)) if today != filing.on else None)


def filed(scope: Scope, questions: Collection[Question]) -> dict[Question, list[Filed]]:
    """What stands of each question, whatever its options and the day as of which it answers: one query for all."""
    found = {}
    for one in Filing.objects.standing().of_questions(questions).light().knowing_who_sees(scope):
        number = one.paper.number_and_symbol if one.paper else ""
        url = reverse("filings:filing", args=[one.pk]) if one.seen else ""
        found.setdefault(one.question, []).append(Filed(one.asked, one.day, one.named, number, url))
    return {(code, asked): found.get((code, *asked.matter), []) for code, asked in questions}


def address_to_issue(scope: Scope, kind: ReportKind, asked: Asked) -> str:
    """For who signs or keeps the papers of the organisation, and may open the report."""
    organization_id = asked.organization_id
    if not may_issue(scope, organization_id) or (kind.needs and not scope.may(kind.needs, organization_id)):
        return ""
    return f"{reverse('filings:issue', args=[kind.code])}?{asked.query}"
