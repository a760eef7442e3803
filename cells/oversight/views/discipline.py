"""Discipline of organisations: the list, a decision, a case with complaints. Every opening is written down."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cells.oversight import conduct_forms as forms
from cells.oversight.actions import discipline as actions
from cells.oversight.actions.reading import note_read
from cells.oversight.conduct_lists import forms as known_forms
from cells.oversight.conduct_words import DisciplineState, Outcome
from cells.oversight.models import Discipline
from cells.oversight.views.conduct_asked import READ, RECORD, below_asked, namer, shown, states_for
from cells.oversight.views.pages import (
    Asking,
    Case,
    Listing,
    Part,
    Row,
    case_page,
    chips_of,
    form_page,
    list_page,
    tried,
)
from cells.oversight.views.striking import strike_url
from cells.oversight.views.watch import Watch
from sinho.accounts.gate import requires
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.lists import past_day_asked
from sinho.web.lookup import get_in_scope_or_404

TAB, TITLE = "discipline", "Kỷ luật"
COLUMNS = ("Hình thức, quyết định", "Nội dung vi phạm", "Hết hiệu lực", "Khiếu nại", "Trạng thái")
S = DisciplineState
LISTS = {
    "": ("Tất cả", lambda standing: True),
    "hieu-luc": ("Đang có hiệu lực", lambda standing: standing.state == S.IN_FORCE),
    "khieu-nai": ("Đang khiếu nại", lambda standing: standing.waits),
    "da-xoa": ("Đã xóa", lambda standing: standing.state == S.LIFTED),
}


def beside(request, current: str) -> list[tuple[str, str, bool]]:
    """Discipline of organisations, and that of members."""
    names = (("oversight:disciplines", "Tổ chức đảng"), ("conduct:disciplines", "Đảng viên"))
    return [(reverse(name), label, name == current) for name, label in names]


def listed(request, rows, as_of, title: str, current: str, add: tuple[str, str], named):
    """A list of disciplines, of organisations or members: `named` gives name, page and second line of each."""
    word = request.GET.get("xem", "")
    word = word if word in LISTS else ""
    standings = {one.pk: one.standing(as_of.day) for one in rows}
    numbers = {key: sum(map(fits, standings.values())) for key, (_, fits) in LISTS.items()}
    kept = [one for one in rows if LISTS[word][1](standings[one.pk])]
    note_read(what=title.lower(), by=request.user)
    listing = Listing(
        tab=TAB,
        title=title,
        columns=("Tên", *COLUMNS),
        caption="Quyết định kỷ luật, mới nhất đứng trước",
        empty="Không có quyết định kỷ luật nào.",
        hint=f"Thời hiệu: {known_forms().validity_on(as_of.day).words}. Mỗi lần mở danh sách đều ghi vào nhật ký.",
        chips=chips_of(request, word, [(key, label) for key, (label, _) in LISTS.items()], numbers),
        beside=beside(request, current),
        actions=[add] if request.scope.has(RECORD) else [],
        kept=[("xem", word)] if word else [],
    )
    return list_page(request, listing, kept, as_of, lambda few: [row_of(one, as_of.day, *named(one)) for one in few])


def row_of(one, day, name: str, url: str, sub: str = "") -> Row:
    """A discipline as lists show it on the day."""
    standing = one.standing(day)
    until = format_date(standing.until) if standing.until and standing.state != S.LIFTED else ""
    return Row(name, cells_of(one, day, standing, until), url, sub, shown(standing.state), one.struck_words)


def cells_of(one, day, standing, until: str) -> list[tuple[str, str]]:
    label = known_forms().label(standing.form)
    changed = f" (ban đầu {one.form_label.lower()})" if standing.form != one.form else ""
    steps = [step for step in one.steps.all() if step.on <= day]
    return [
        ("Hình thức", f"{label}{changed}\n{one.decision_number}, {format_date(one.decision_date)}"),
        ("Nội dung vi phạm", one.reason),
        ("Hết hiệu lực", until),
        ("Khiếu nại", "\n".join(f"{format_date(step.on)}: {said_of(step)}" for step in steps)),
    ]


def said_of(step) -> str:
    """Khiếu nại · Giảm hình thức: khiển trách, số 12-QĐ/UBKT."""
    if not step.outcome:
        return step.get_kind_display()
    new = f": {step.new_form_label.lower()}" if step.new_form else ""
    return f"{Outcome(step.outcome).label}{new}, {step.number}"


@requires(READ)
@never_cache
def disciplines(request):
    """Disciplined organisations by the day."""
    as_of = past_day_asked(request)
    rows = Discipline.objects.standing().in_scope(request.scope, READ).until(as_of.day)
    rows = list(below_asked(request, rows, as_of.day).prefetch_related("steps"))
    name = namer(as_of.day)
    add = (reverse("oversight:discipline_organization"), "Ghi kỷ luật tổ chức đảng")

    def named(one):
        return name(one.organization_id), reverse("oversight:discipline", args=[one.pk])

    return listed(request, rows, as_of, "Kỷ luật tổ chức đảng", "oversight:disciplines", add, named)


@requires(RECORD)
def discipline_organization(request):
    """A decision on an organisation."""
    form = forms.DisciplineForm(request.POST or None, states=states_for(request, RECORD, clock.today()))
    asking = Asking(
        title="Ghi kỷ luật tổ chức đảng",
        button="Ghi kỷ luật",
        done="Đã ghi quyết định kỷ luật.",
        back=reverse("oversight:disciplines"),
        back_label="Kỷ luật tổ chức đảng",
        hint="Quyết định đã ghi thì giữ nguyên, ghi nhầm thì gạch bỏ; khiếu nại và kết quả ghi ở trang của quyết định. "
        "Giải tán thì ghi thêm việc kết thúc ở trang của tổ chức.",
    )

    def act(**values):
        return actions.discipline_organization(**values, scope=request.scope, by=request.user)

    def to(made):
        return reverse("oversight:discipline", args=[made.pk])

    return form_page(request, form, asking, act, to, Watch.of_latest(Discipline.objects, request.scope, RECORD))


@requires(READ)
@never_cache
def discipline(request, pk):
    """One discipline with its complaints. Opening it is written down."""
    rows = Discipline.objects.select_related("organization", "struck_by").prefetch_related("steps")
    one = get_in_scope_or_404(rows, request.scope, READ, pk=pk)
    where = one.organization.named(one.decision_date)
    back = (reverse("oversight:disciplines"), "Kỷ luật tổ chức đảng")
    title = f"Kỷ luật {where[1]}"

    def follow(**said):
        return actions.follow_discipline(discipline=one, **said, scope=request.scope, by=request.user)

    return case(request, one, title, where, back, "organization", follow, [])


def case(request, one, title: str, where, back, subject: str, follow, pairs):
    """A discipline of an organisation or a member, with the form for what follows."""
    may, watch = one.stands and request.scope.may(RECORD, one.organization_id), watch_of(one)
    if request.method == "POST":
        request.scope.require(RECORD, one.organization_id)
    form = forms.ComplaintForm(request.POST or None, subject=subject)
    made, reasons = tried(request, form, follow, watch)
    if made:
        messages.success(request, "Đã ghi.")
        return redirect(request.path)
    note_read(what=title[:1].lower() + title[1:], by=request.user, on=one, organization=where)
    url = strike_url(request.scope, one)
    found = Case(
        title=title,
        state=shown(one.standing(clock.today()).state),
        back=back[0],
        back_label=back[1],
        pairs=[*pairs, *pairs_of(one)],
        facts=[known_forms().label(one.standing(clock.today()).form)],
        parts=[steps_part(one, form if may else None, reasons)],
        actions=[(url, "Gạch bỏ quyết định")] if url else [],
        struck=one.struck_words,
        seen=watch.mark,
    )
    return case_page(request, found, one, status_of(form, reasons))


def watch_of(one) -> Watch:
    """A discipline with what followed."""
    return Watch.of(one, one.steps.all())


def pairs_of(one) -> list[tuple[str, str, str]]:
    """The decision and what follows from it today; empty parts are left out."""
    standing = one.standing(clock.today())
    known = known_forms()
    pairs = [
        ("Hình thức trong quyết định", one.form_label, ""),
        ("Quyết định", f"{one.decision_number}, ngày {format_date(one.decision_date)}, {one.issuer}", ""),
        ("Nội dung vi phạm", one.reason, ""),
        ("Có hiệu lực từ", format_date(one.effective_from), ""),
        ("Hết hiệu lực", format_date(standing.until) if standing.until else "Không hết theo thời gian", ""),
        ("Thời hiệu", known.validity_on(one.effective_from).words if standing.until else "", ""),
        ("Ảnh hưởng đến chức vụ", one.effects, ""),
    ]
    return [pair for pair in pairs if pair[1]]


def steps_part(one, form, reasons) -> Part:
    rows = [
        Row(format_date(step.on), [("Việc", said_of(step)), ("Cấp giải quyết", step.issuer), ("Nội dung", step.note)])
        for step in one.steps.all()
    ]
    columns = ("Ngày", "Việc", "Cấp giải quyết", "Nội dung")
    return Part("khieu-nai", "Khiếu nại", columns, rows, "Không có khiếu nại.", form, reasons, "", "Ghi khiếu nại")
