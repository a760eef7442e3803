"""What the database knows of documents, sessions and organisations within reach: a fixed number of queries."""

import datetime as dt
from collections import defaultdict

from cells.directives.models import Briefing, BriefingDirective, Directive
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.scope import Ids
from sinho.imports.findings import REFERENCE, WrongColumn
from sinho.text.dates import format_date
from sinho.text.folding import fold


class DirectivesRegister:
    """Documents by number, sessions by organisation, day, place and document, organisations by code and name."""

    def __init__(self, reach, *, lock: bool):
        self.reach, self.lock = Ids(reach), lock
        self.documents: dict[str, list[Directive]] = defaultdict(list)
        self.sessions: dict[tuple, Briefing] = {}
        self.organizations: dict[str, Organization] = {}
        self.named: dict[str, set[str]] = defaultdict(set)
        self.code_by_id: dict[int, str] = {}

    def load(self) -> None:
        """Five queries; held against other writers when the file is written for good."""
        documents = Directive.objects.filter(organization__among=self.reach, struck=False).order_by("issued_on", "pk")
        for one in documents.select_for_update() if self.lock else documents:
            self.documents[fold(one.number)].append(one)
        organizations = Organization.objects.filter(pk__among=self.reach)
        self.organizations = {one.code: one for one in organizations}
        self.code_by_id = {one.pk: one.code for one in organizations}
        states = OrganizationState.objects.filter(organization__among=self.reach)
        for pk, *names in states.values_list("organization_id", "name", "short_name"):
            for name in names:
                self.named[fold(name)].add(self.code_by_id[pk])
        rows = Briefing.objects.standing().filter(organization__among=self.reach).prefetch_related("heard")
        held = {one.pk: one for one in rows}
        about = BriefingDirective.objects.filter(briefing__in=list(held)).order_by("pk")
        for briefing_id, directive_id in about.values_list("briefing_id", "directive_id"):
            one = held[briefing_id]
            code = self.code_by_id[one.organization_id]
            self.sessions[code, one.held_on, fold(one.place), directive_id] = one

    def add(self, one: Directive) -> None:
        """A document that the file itself brought into the register."""
        self.documents[fold(one.number)].append(one)

    def document(self, number: str | None, issued_on: dt.date | None) -> Directive | None:
        """The one of this number, and of this day when one is told; None for a new one."""
        found = self.documents.get(fold(number or ""), [])
        found = [one for one in found if issued_on in (None, one.issued_on)]
        if len(found) > 1:
            days = "; ".join(f"ngày {format_date(one.issued_on)}" for one in found)
            raise WrongColumn("issued_on", f"Có nhiều văn bản số này ({days}); ghi ngày ban hành.", REFERENCE)
        return found[0] if found else None

    def organization(self, typed: str) -> str:
        """The code of the one organisation that a code or a name means."""
        found = {typed.upper()} & self.organizations.keys() or self.named.get(fold(typed), set())
        if len(found) == 1:
            return next(iter(found))
        why = f"là tên của nhiều tổ chức ({', '.join(sorted(found)[:4])}), hãy ghi mã" if found else "không có"
        raise WrongColumn("unit", f"“{typed}” {why} trong phạm vi của đồng chí.", REFERENCE)
