"""Lists to sign, as PDF; what leaves the system stands in the log."""

from django.http import Http404
from django.views.decorators.http import require_safe

from cadres.training import papers
from cadres.training.actions.handing_over import note_printed
from cadres.training.models import SupportPayment
from cadres.training.models.reading import attendants, place_names
from cadres.training.papers import Paid, PaymentList
from cadres.training.rules import month_words
from cadres.training.views.asked import MANAGE, SUPPORT, keeper, managed
from cadres.training.views.outcomes import mine
from cadres.training.views.paying import month_asked
from cells.organizations.papers import issuer_on
from sinho.accounts.gate import requires
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import file_to_keep


@requires(MANAGE)
def enrolment_list(request, pk):
    """Who attends the class, to sign."""
    one = managed(request, pk)
    rows = list(mine(request, one).in_order())
    if not rows:
        raise Refused("Lớp chưa có người học để in danh sách.")
    people = attendants(rows, min(clock.today(), one.ends_on))
    content = papers.enrolment_list(one, people, issuer(one.organization), PaperDetails())
    note_printed(said=f"In danh sách học viên lớp {one.name}", on=one, organization=one.organization, by=request.user)
    return file_to_keep(content, f"danh-sach-lop-{one.pk}.pdf")


@requires(SUPPORT)
@require_safe
def payment_list(request):
    """What was paid for a month, to sign."""
    (month, problem), payer = month_asked(request), keeper(request, SUPPORT)
    if problem:
        raise Refused(problem)
    rows = SupportPayment.objects.standing().in_scope(request.scope, SUPPORT)
    rows = rows.filter(budget__organization=payer, month=month)
    rows = list(rows.select_related("cadre", "award").order_by("award__organization__code", "cadre__sort_key", "pk"))
    if not rows:
        raise Refused(f"Tháng {month_words(month)} chưa chi cho ai.")
    names = place_names({row.award.organization_id for row in rows}, clock.today())
    lines = [Paid(row, n, names.get(row.award.organization_id, "")) for n, row in enumerate(rows, 1)]
    content = papers.payment_list(PaymentList(month, lines), issuer(payer), PaperDetails())
    said = f"In danh sách chi hỗ trợ tháng {month_words(month)}"
    note_printed(said=said, on=rows[0].budget, organization=payer, by=request.user)
    return file_to_keep(content, f"chi-ho-tro-{month:%Y-%m}.pdf")


def issuer(organization):
    """The organisation in whose name the list goes out."""
    found = issuer_on(organization.pk, clock.today())
    if found is None:
        raise Http404
    return found
