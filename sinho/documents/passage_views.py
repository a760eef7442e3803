"""The page on which people write the free text of a report, below what the system says in each part."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.documents import reports as kit
from sinho.documents.actions import write_passage
from sinho.documents.models import Passage, Question, of_other_periods, versions_of
from sinho.documents.narrative import StoryPart
from sinho.documents.passage_forms import PassageForm
from sinho.documents.views import answered, asked, opened, understood
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import attempt, status_of
from sinho.web.lists import past_day_asked

WRITE = Permission.WRITE_REPORTS


@dataclass(frozen=True)
class Section:
    """A part of the report with its versions; `form` None for who may not write; `other`: text of another period."""

    part: StoryPart
    versions: list[Passage]
    form: PassageForm | None
    other: Passage | None
    reasons: tuple[str, ...] = ()

    @property
    def last(self) -> Passage | None:
        return self.versions[0] if self.versions else None


@dataclass(frozen=True)
class Told:
    """A built report with the question that it answers."""

    kind: kit.ReportKind
    asked: kit.Asked
    report: kit.Report

    @property
    def question(self) -> Question:
        return Question.of(self.kind.code, self.asked)

    @property
    def address(self) -> str:
        return f"{reverse('reports:passages', args=[self.kind.code])}?{self.asked.query}"


def told(request, code: str) -> Told:
    """The report that the address asks for, by today at the latest; 404 for a kind that is not told in parts."""
    kind, question, _ = asked(request, code, latest=clock.today())
    if not kind.narrative:
        raise Http404
    return Told(kind, question, kind.build(request.scope, question))


def may_write(request, one: Told) -> bool:
    """Only what is shown as of today is written on."""
    return request.scope.may(WRITE, one.asked.organization_id) and one.asked.on >= clock.today()


@answered
def passages(request, code):
    """Each part with what the system says, the free text and its versions."""
    one = told(request, code)
    opened(request, one.report, one.kind, one.asked)
    return page(request, one)


@requires(WRITE)
@require_POST
@understood
def write(request, code):
    """Put a new version of one part in place of the one that was shown."""
    one = told(request, code)
    request.scope.require(WRITE, one.asked.organization_id)
    section = request.POST.get("phan", "")[:12]
    form = PassageForm(request.POST, prefix=section)
    names = {"title": one.kind.title, "organization": one.report.organization_name}

    def act(_):
        if one.asked.on < clock.today():
            raise Refused("Trang đang xem số liệu của một ngày đã qua; đồng chí mở báo cáo đến hôm nay rồi mới viết.")
        return write_passage(question=one.question, section=section, **form.values(), **names, by=request.user)

    done, reasons = attempt(request, form, act)
    if done:
        messages.success(request, f"Đã ghi phần “{one.report.story.part(done.section).name}”.")
        return redirect(f"{one.address}#{done.section}")
    return page(request, one, form, tuple(reasons), status_of(form, reasons))


def page(request, one: Told, sent: PassageForm | None = None, reasons: tuple[str, ...] = (), status: int = 200):
    """All four parts; `sent`: the form that was not taken, with what was typed."""
    day = one.asked.on
    versions = versions_of(request.scope, one.question, day)
    empty = [key for key, found in versions.items() if not found]
    others = of_other_periods(request.scope, one.question, day, empty) if empty else {}
    writes = may_write(request, one)
    sections = []
    for part in one.report.story.parts:
        mine = sent is not None and sent.prefix == part.key
        form = form_of(request, part.key, versions[part.key], others, sent if mine else None) if writes else None
        sections.append(Section(part, versions[part.key], form, others.get(part.key), reasons if mine else ()))
    context = {"kind": one.kind, "asked": one.asked, "report": one.report, "sections": sections, "address": one.address}
    context |= {"sent": sent, "reasons": reasons, "past": one.asked.on < clock.today()}
    context["as_of"] = past_day_asked(request)
    return render(request, "documents/passages.html", context, status=status)


def form_of(request, key: str, versions: list[Passage], others, sent: PassageForm | None) -> PassageForm:
    """What was typed and not taken, beside the mark of the version that is shown now; else the last text."""
    number = versions[0].number if versions else 0
    if sent is not None:
        return sent.shown_again(number)
    text = versions[0].text if versions else ""
    if key in others and request.GET.get("lay") == key:
        text = others[key].text
    return PassageForm(prefix=key, initial={"ban": number, "doan": text})
