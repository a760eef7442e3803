"""Documents, sessions, programmes and regulations for tests."""

import datetime as dt

from cells.directives.models import (
    ActionProgramme,
    Briefing,
    BriefingAudience,
    BriefingDirective,
    Directive,
    DirectiveUnit,
    ProgrammeTask,
    Regulation,
    RegulationPart,
    TaskProgress,
)
from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.web import clock


def document(register: Organization, by: User, number: str = "22-NQ/TW", on: dt.date = dt.date(2008, 2, 2), **more):
    """A resolution from above, received ten days later."""
    facts = {"direction": "incoming", "type": "resolution", "issuer": "Ban Chấp hành Trung ương", "subject": "Nâng cao"}
    facts |= {"received_on": on + dt.timedelta(days=10)} | more
    if facts["direction"] == "own":
        facts["received_on"] = None
    return Directive.objects.create(organization=register, number=number, issued_on=on, by=by, at=clock.now(), **facts)


def given(one: Directive, unit: Organization, by: User, brief_by: dt.date = dt.date(2008, 5, 31), **more):
    facts = {"given_on": one.known_since, "brief_by": brief_by} | more
    return DirectiveUnit.objects.create(directive=one, organization=unit, by=by, at=clock.now(), **facts)


def session(unit: Organization, by: User, *documents: Directive, on: dt.date = dt.date(2008, 4, 10), **more):
    """`heard`: kind → (invited, present)."""
    heard = more.pop("heard", {"member": (20, 18)})
    facts = {"place": "Hội trường", "speaker": "Bí thư"} | more
    made = Briefing.objects.create(organization=unit, held_on=on, by=by, at=clock.now(), **facts)
    for one in documents:
        BriefingDirective.objects.create(briefing=made, directive=one)
    for kind, (invited, present) in heard.items():
        BriefingAudience.objects.create(briefing=made, kind=kind, invited=invited, present=present)
    return made


def programme(unit: Organization, by: User, one: Directive, on: dt.date = dt.date(2008, 6, 20), **more):
    facts = {"number": "03-CTr/ĐU", "title": "Chương trình hành động"} | more
    return ActionProgramme.objects.create(
        organization=unit, directive=one, issued_on=on, by=by, at=clock.now(), **facts
    )


def task(held: ActionProgramme, by: User, due: dt.date = dt.date(2008, 12, 31), **more) -> ProgrammeTask:
    facts = {"content": "Lập chi bộ ở bản chưa có", "owner": "Phó Bí thư"} | more
    return ProgrammeTask.objects.create(programme=held, due_on=due, by=by, at=clock.now(), **facts)


def progress(about: ProgrammeTask, by: User, on: dt.date, percent: int, **more) -> TaskProgress:
    facts = {"result": "Đã làm"} | more
    return TaskProgress.objects.create(task=about, on=on, percent=percent, by=by, at=clock.now(), **facts)


def regulation(unit: Organization, by: User, on: dt.date = dt.date(2006, 1, 10), **more) -> Regulation:
    parts = more.pop("parts", {"duty": "Trực từ thứ Hai đến thứ Sáu."})
    facts = {"number": "05-QC/ĐU", "title": "Làm việc của Đảng ủy"} | more
    made = Regulation.objects.create(organization=unit, issued_on=on, by=by, at=clock.now(), **facts)
    for code, text in parts.items():
        RegulationPart.objects.create(regulation=made, code=code, text=text)
    return made
