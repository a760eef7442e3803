"""Papers of the year on organisations: slips, decision with lists, rewards; each one leaves a line in the log."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from cells.assessments.actions.printing import note_paper
from cells.assessments.models import Campaign
from cells.assessments.models.listed import own_wishes, placed_below, states_below
from cells.assessments.paper_forms import DECISION, LEFT_OUT, OPINION, REWARD, SLIP, SLIP_BELOW, OrganizationPaperForm
from cells.assessments.report import papers as made
from cells.assessments.rules.scheme import EVALUATED_KINDS
from cells.assessments.views.campaigns import EXPORT, FILL, campaign_of, may_print
from cells.assessments.views.gates import cap_words
from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState
from cells.organizations.papers import issuer_on
from sinho.accounts.gate import requires
from sinho.web import clock
from sinho.web.answers import attempt, file_to_keep, status_of
from sinho.web.lookup import get_in_scope_or_404


@dataclass(frozen=True)
class PaperDesk:
    """An organisation whose papers are printed, and the organisations below that it decides on."""

    campaign: Campaign
    state: OrganizationState
    below: list[OrganizationState]
    day: object

    @property
    def is_root(self) -> bool:
        return self.state.organization_id == self.campaign.organization_id

    @property
    def things(self) -> str:
        return "tổ chức cơ sở đảng" if self.is_root else "chi bộ"

    @property
    def kind(self) -> str:
        """What the organisation is on its own slip."""
        return "chi bộ" if self.state.kind in CELLS else "đảng bộ"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Papers that there are for it."""
        found = [] if self.is_root else [(SLIP, f"Phiếu xếp loại {self.kind}")]
        if self.below:
            found += [
                (SLIP_BELOW, f"Phiếu xếp loại các {self.things}"),
                (OPINION, f"Phiếu xin ý kiến các ban, ngành về xếp loại {self.things}"),
                (DECISION, f"Quyết định xếp loại {self.things}, kèm danh sách"),
                (LEFT_OUT, f"Danh sách {self.things} không đánh giá, có lý do"),
                (REWARD, f"Quyết định khen thưởng {self.things}, kèm danh sách"),
            ]
        return found

    def body(self) -> made.Body:
        issuer = issuer_on(self.state.organization_id, self.day)
        proposer = f"Ban Tổ chức {issuer.organ}" if self.is_root else "các chi bộ trực thuộc"
        return made.Body(self.campaign, issuer, self.things, proposer)


def paper_desk(request, year: int, pk: int) -> PaperDesk:
    """The organisation in the campaign, if it is within the person's reach; else 404."""
    campaign = campaign_of(request, year)
    day = campaign.reference_day(clock.today())
    kinds = OrganizationState.objects.on(day).filter(kind__in=EVALUATED_KINDS)
    states = kinds | OrganizationState.objects.on(day).filter(organization=campaign.organization_id)
    state = get_in_scope_or_404(states.select_related("organization"), request.scope, organization_id=pk)
    below = list(states_below(campaign, pk, day, request.scope)) if request.scope.may(EXPORT, pk) else []
    return PaperDesk(campaign, state, below, day)


@requires(FILL, EXPORT)
@never_cache
def papers(request, year, pk):
    """Choose a paper and get it."""
    it = paper_desk(request, year, pk)
    if not may_print(request.scope, pk) or not it.choices:
        raise PermissionDenied(EXPORT)
    levels = made.reward_choices(it.campaign)
    form = OrganizationPaperForm(request.POST or None, year=year, papers=it.choices, levels=levels)

    def act(data):
        content = paper_of(it, form)
        name = dict(it.choices)[data["paper"]]
        note_paper(organization=it.state.organization, paper=name, year=year, by=request.user)
        return content

    content, reasons = attempt(request, form, act)
    if content:
        return file_to_keep(content, f"{form.cleaned_data['paper']}-{year}-{it.state.organization.code.lower()}.pdf")
    context = {"campaign": it.campaign, "state": it.state, "form": form, "reasons": reasons}
    status = status_of(form, reasons)
    return render(request, "cells/assessments/papers.html", context, status=status)


def paper_of(it: PaperDesk, form: OrganizationPaperForm) -> bytes:
    """The paper that was chosen."""
    which, body, details = form.cleaned_data["paper"], it.body(), form.details()
    if which == SLIP:
        return made.slip(it.campaign, [it.state], body.issuer, it.kind)
    if which == SLIP_BELOW:
        return made.slip(it.campaign, it.below, body.issuer, it.things)
    if which == OPINION:
        caps = cap_words(it.campaign, it.state.organization_id)
        return made.opinion_slip(it.campaign, own_wishes(it.campaign, it.below), body.issuer, it.things, caps)
    rows = placed_below(it.campaign, it.below)
    if which == DECISION:
        return made.decision(body, rows, details)
    if which == LEFT_OUT:
        return made.left_out_list(body, rows, details)
    level = form.cleaned_data["level"] or made.reward_choices(it.campaign)[0][0]
    return made.reward_organizations(body, rows, level, form.cleaned_data["amount"], details)
