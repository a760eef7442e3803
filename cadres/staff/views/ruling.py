"""Standards of titles and numbers of staff by decree: who may, writes them down, mends and confirms them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.staff import rule_forms as forms
from cadres.staff import titles
from cadres.staff.actions import ruling
from cadres.staff.enums import Area
from cadres.staff.models import QualificationStandard, StaffingNumber
from cadres.staff.models.sourced import TO_CONFIRM, Sourced
from cadres.staff.rules import STAFF
from cadres.staff.standards import AREA_UNLESS_SAID
from cells.organizations.enums import OrganizationKind
from cells.organizations.models import OrganizationState
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import past_day_asked, query_without
from sinho.web.seen import mark_of

VIEW, MANAGE = Permission.VIEW_STAFF, Permission.MANAGE_STAFF


@dataclass(frozen=True)
class Kind:
    """One of the two sorts of figures, with its pages."""

    model: type[Sourced]
    name: str
    list_url: str
    enact_form: type
    mend_form: type


STANDARD = Kind(QualificationStandard, "tiêu chuẩn", "staff:standards", forms.EnactStandardForm, forms.MendStandardForm)
NUMBER = Kind(StaffingNumber, "định mức", "staff:numbers", forms.EnactNumberForm, forms.MendNumberForm)


def may_rule(scope: Scope) -> bool:
    """Figures of regulations are the same for all communes, so only who writes for the whole district changes them."""
    districts = OrganizationState.objects.on(clock.today()).in_scope(scope, MANAGE)
    return districts.filter(kind=OrganizationKind.DISTRICT_COMMITTEE).exists()


def require_ruling(request) -> None:
    if not may_rule(request.scope):
        raise PermissionDenied(MANAGE)


def row_form(request, kind: Kind, form, *, title, button, reasons, hint="", seen=""):
    """The form about a row, with the reasons of a refusal."""
    context = {"form": form, "title": title, "button": button, "reasons": reasons, "hint": hint, "cadre": None}
    context |= {"back": reverse(kind.list_url), "seen": seen}
    return render(request, "cadres/staff/form.html", context, status=status_of(form, reasons))


def mark(kind: Kind) -> str:
    """The mark of all rows of this sort."""
    return mark_of(kind.model.objects.all())


def try_it(request, kind: Kind, form, act):
    """Let the action try, from a page that shows the rows as they are now."""

    def hold() -> str:
        list(kind.model.objects.select_for_update().order_by("pk").values_list("pk"))
        return mark(kind)

    return attempt(request, form, act, hold=hold)


def enact(request, kind: Kind):
    """A new row from a day on."""
    require_ruling(request)
    form = kind.enact_form(request.POST or None)

    def act(data):
        return ruling.enact(row=form.row(), since=data["since"], until=data["until"], by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã ghi {kind.name} {done}.")
        return redirect(kind.list_url)
    hint = (
        f"{kind.name.capitalize()} đang có thì hết hiệu lực từ ngày này. Dòng mới là chưa đối chiếu, tới khi xác nhận."
    )
    title = f"Ghi {kind.name} mới"
    return row_form(request, kind, form, title=title, button=f"Ghi {kind.name}", reasons=reasons, hint=hint)


def mend(request, kind: Kind, pk: int):
    """A row that was written wrongly."""
    row = get_object_or_404(kind.model, pk=pk)
    require_ruling(request)
    names = (*ruling.FIGURES[kind.model], "since", "source")
    initial = {name: getattr(row, name) for name in names} | {"until": row.last_day}
    form = kind.mend_form(request.POST or None, initial=initial)

    def act(data):
        days = {name: data[name] for name in ("since", "until", "source", "reason")}
        return ruling.mend(row=row, figures=form.figures(), **days, by=request.user) or True

    done, reasons = try_it(request, kind, form, act)
    if done:
        messages.success(request, f"Đã sửa {kind.name} {row}.")
        return redirect(kind.list_url)
    hint = "Chỉ sửa dòng ghi sai; văn bản mới thì ghi dòng mới. Sửa xong phải đối chiếu lại; nhật ký giữ nội dung cũ."
    title = f"Sửa {kind.name}: {row}"
    return row_form(request, kind, form, title=title, button="Ghi sửa", reasons=reasons, hint=hint, seen=mark(kind))


def confirm(request, kind: Kind):
    """Somebody has compared the chosen rows with their texts."""
    require_ruling(request)
    chosen = [int(one) for one in request.POST.getlist("dong") if one.isdecimal() and len(one) <= 18]
    rows = list(kind.model.objects.filter(pk__in=chosen))
    done, reasons = try_it(request, kind, None, lambda _: ruling.confirm(rows=rows, by=request.user))
    if reasons:
        messages.error(request, " ".join(reasons))
    else:
        messages.success(request, f"Đã xác nhận đối chiếu {done} dòng {kind.name}.")
    query = request.POST.get("query", "")[:200]
    return redirect(f"{reverse(kind.list_url)}?{query}" if query else kind.list_url)


def in_order(rows) -> list[QualificationStandard]:
    """As the lists of titles have them."""
    order = list(titles.known_titles())
    return sorted(rows, key=lambda one: order.index(one.title) if one.title in order else len(order))


def left_only(request, rows):
    """All of these rows, or those that nobody has compared when the address asks for them."""
    return rows.unconfirmed() if request.GET.get("xem") == TO_CONFIRM else rows


def left_words(request, left: int) -> dict:
    """How many are not compared, and whether they alone are shown, with the addresses of both."""
    rest = query_without(request, "xem")
    query = f"{rest}&xem={TO_CONFIRM}" if rest else f"xem={TO_CONFIRM}"
    return {"left": left, "left_only": request.GET.get("xem") == TO_CONFIRM, "left_query": query, "all_query": rest}


@requires(VIEW)
def standards(request):
    """What the titles ask on a day, in one of the areas."""
    as_of, may = past_day_asked(request), may_rule(request.scope)
    area = request.GET.get("vung", "")
    area = area if area in Area.values else AREA_UNLESS_SAID
    found = QualificationStandard.objects.on(as_of.day).filter(area=area).select_related("confirmed_by")
    rows, left = in_order(left_only(request, found)), found.unconfirmed().count()
    without = [one for one in titles.titles_on(as_of.day, *STAFF) if one.code not in {row.title for row in found}]
    context = {"as_of": as_of, "rows": rows, "without": without, "area": area, "areas": Area.choices, "may_rule": may}
    context |= {"seen": mark(STANDARD) if may else "", "query": request.GET.urlencode()}
    context |= {"day_query": f"?ngay={as_of.text}" if as_of.given else "", **left_words(request, left)}
    return render(request, "cadres/staff/standards.html", context)


@requires(VIEW)
def numbers(request):
    """The numbers of staff by decree on a day."""
    as_of, may = past_day_asked(request), may_rule(request.scope)
    found = StaffingNumber.objects.on(as_of.day).order_by("kind", "grade").select_related("confirmed_by")
    rows, left = list(left_only(request, found)), found.unconfirmed().count()
    context = {"as_of": as_of, "rows": rows, "may_rule": may, "seen": mark(NUMBER) if may else ""}
    context |= {"query": request.GET.urlencode(), "day_query": f"?ngay={as_of.text}" if as_of.given else ""}
    context |= left_words(request, left)
    return render(request, "cadres/staff/numbers.html", context)


@requires(MANAGE)
def enact_standard(request):
    return enact(request, STANDARD)


@requires(MANAGE)
def mend_standard(request, pk):
    return mend(request, STANDARD, pk)


@requires(MANAGE)
@require_POST
def confirm_standards(request):
    return confirm(request, STANDARD)


@requires(MANAGE)
def enact_number(request):
    return enact(request, NUMBER)


@requires(MANAGE)
def mend_number(request, pk):
    return mend(request, NUMBER, pk)


@requires(MANAGE)
@require_POST
def confirm_numbers(request):
    return confirm(request, NUMBER)
