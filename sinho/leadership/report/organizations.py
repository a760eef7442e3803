"""Directives made known, the tree of organisations, foundings, working regulations (A1, A5, A9)."""

import datetime as dt

from cells.directives.report.build import build as directives_build
from cells.organizations.enums import GRASSROOTS, OrganizationKind
from cells.organizations.models import OrganizationState, reach_of
from cells.organizations.report import PLACES, UNKNOWN
from cells.organizations.report import build as founded_build
from members.roll.models import Membership
from members.roll.rules import BirthDate
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.documents.narrative import Chapter, Sentence, compared, joined, say, share, with_percent
from sinho.documents.reports import Figure, Listed
from sinho.leadership.report.asking import Book, Question
from sinho.text.numbers import format_number

K = OrganizationKind
PARTY, CELL = "đảng bộ cơ sở", "chi bộ cơ sở"
TREE_COLUMNS = ("Hình thức",)
NAMED = ("member__full_name", "member__birth_year", "member__birth_month", "member__birth_day")
ROLL_COLUMNS = ("Ngày sinh",)


def tree(question: Question, key: str) -> Chapter:
    """Organisations and members on the last day, beside the day before the period."""
    book = Book(key)
    now, before = (states_of(question, book, day) for day in (question.day, question.earlier))
    grassroots, cells = ("grassroots", "tổ chức cơ sở đảng"), ("cells", "chi bộ trực thuộc")
    found = []
    if now["grassroots"].count > 1:
        words = "Đến {at}, {name} có {all} tổ chức cơ sở đảng (gồm {committees} đảng bộ cơ sở, {single} chi bộ cơ sở), "
        words += "{cells} chi bộ trực thuộc."
        parts = {"all": now["grassroots"], "committees": now["committees"], "single": now["single"]}
        found.append(say(words, at=question.at, name=question.organization_name, cells=now["cells"], **parts))
    elif now["cells"].count:
        words = "Đến {at}, {name} có {cells} chi bộ trực thuộc."
        found.append(say(words, at=question.at, name=question.organization_name, cells=now["cells"]))
    if before["grassroots"].count:
        pairs = (grassroots, cells) if now["grassroots"].count > 1 else (cells,)
        told = [f"{label} {compared(now[one].count, before[one].count, question.was)}" for one, label in pairs]
        found.append(say("{changes}.", changes="; ".join(told)[:1].upper() + "; ".join(told)[1:]))
    if question.may(Permission.VIEW_MEMBERS):
        found += members(question, book)
    return book.chapter("", situation=found)


def states_of(question: Question, book: Book, day: dt.date) -> dict[str, Figure]:
    """Figures of the organisations of a day."""
    below = reach_of([question.organization_id], day)[question.organization_id]
    states = OrganizationState.objects.on(day).in_scope(question.scope).filter(organization_id__among=Ids(below))
    rows = list(states.in_order().values_list("organization_id", "name", "kind"))
    suffix = "" if day == question.day else ".before"
    words = question.at if day == question.day else question.was
    kinds = {
        "grassroots": ("Tổ chức cơ sở đảng", GRASSROOTS),
        "committees": ("Đảng bộ cơ sở", (K.GRASSROOTS_COMMITTEE,)),
        "single": ("Chi bộ cơ sở", (K.GRASSROOTS_CELL,)),
        "cells": ("Chi bộ trực thuộc", (K.SUBORDINATE_CELL,)),
    }
    return {
        code: book.made(
            f"{code}{suffix}",
            f"{label}, {words}",
            (Listed(pk, name, (K(kind).label,)) for pk, name, kind in rows if kind in wanted),
            "tổ chức",
            TREE_COLUMNS,
        )
        for code, (label, wanted) in kinds.items()
    }


def members(question: Question, book: Book) -> list[Sentence]:
    """The roll of both days."""
    now, before = (roll(question, book, day) for day in (question.day, question.earlier))
    if not now.count:
        return []
    change = f", {compared(now.count, before.count, question.was)}" if before.count else ""
    whole = (
        "Toàn đảng bộ"
        if book.figures[f"{book.key}.cells"].count
        else f"Đến {question.at}, {question.organization_name}"
    )
    return [say("{whole} có {now} đảng viên{change}.", whole=whole, now=now, change=change)]


def roll(question: Question, book: Book, day: dt.date) -> Figure:
    below = reach_of([question.organization_id], day)[question.organization_id]
    rows = Membership.objects.in_scope(question.scope).on(day).filter(organization_id__among=Ids(below))
    rows = rows.order_by("member__sort_key", "member_id").values_list("organization_id", "member_id", *NAMED)
    seen = question.scope.organization_ids(Permission.VIEW_MEMBERS)
    suffix, at = ("", question.at) if day == question.day else (".before", question.was)
    found = (
        Listed(place, name, (str(BirthDate(*birth)),), "members:member" if place in seen else "", pk)
        for place, pk, name, *birth in rows
    )
    return book.made(f"members{suffix}", f"Đảng viên trong danh sách, {at}", found, "người", ROLL_COLUMNS)


def directives(question: Question, key: str) -> Chapter | None:
    """The register, who was briefed, the programmes (A1)."""
    report = question.built(directives_build)
    book = Book(key, report)
    due, briefed, late = book("due"), book("due.briefed"), book("due.late")
    tasks, done, overdue = book("tasks"), book("tasks.done"), book("tasks.overdue")
    not_yet, owed, programme = book("due.not_yet"), book("due.owed"), book("due.programme")
    if not (due.count or tasks.count):
        return None
    results = []
    if book("documents").count:
        words = "{period}, vào sổ {all} văn bản, trong đó {incoming} văn bản của cấp trên, {own} văn bản do "
        words += "cấp ủy ban hành để cụ thể hóa."
        parts = {"all": book("documents"), "incoming": book("documents.incoming"), "own": book("documents.own")}
        results.append(say(words, period=question.period_first, **parts))
    if due.count:
        words = (
            "Có {briefed} lượt đơn vị đã tổ chức quán triệt{late}; {programme} lượt đơn vị đã ban hành chương trình "
        )
        words += "hành động."
        when = say(", trong đó {late} lượt chậm so với hạn", late=late) if late.count else Sentence(())
        results.append(say(words, briefed=share(briefed, due), late=when, programme=programme))
        words = "Đã tổ chức {sessions} buổi quán triệt với {present} lượt người dự."
        present = report.now.present
        book.values["present"] = present
        results.append(say(words, sessions=book("sessions"), present=format_number(present)))
    if tasks.count:
        words = "Các chương trình hành động có {all} nhiệm vụ đến hạn trong kỳ, đã hoàn thành {done}."
        results.append(say(words, all=tasks, done=with_percent(done, tasks)))
    limits = [say("Còn {n} lượt đơn vị chưa quán triệt văn bản.", n=not_yet)] if not_yet.count else []
    limits += [say("Có {n} nhiệm vụ của chương trình hành động quá hạn.", n=overdue)] if overdue.count else []
    tasks_left = [say("{n} lượt đơn vị còn phải quán triệt hoặc ban hành chương trình hành động.", n=owed)]
    return book.chapter(
        TITLE_A1, results=[results], limits=limits, tasks=tasks_left if owed.count else (), lead="Quán triệt nghị quyết"
    )


TITLE_A1 = "Quán triệt, cụ thể hóa các nghị quyết, chỉ thị"


def founded(question: Question, key: str) -> Chapter | None:
    """Foundings by kind and place (A5)."""
    report = question.built(founded_build)
    book = Book(key, report)
    if not book("total").count:
        return None
    kinds = [
        say("{n} {label}", n=book(f"kind.{code}"), label=label) for code, label in KIND_WORDS if book_has(book, code)
    ]
    words = "{period}, thành lập {kinds}."
    first = say(words, period=question.period_first, kinds=joined(kinds, ", "))
    places = [(label, book(f"place.{code}")) for code, label in PLACES if code != UNKNOWN]
    at = [say("{label} {n}", label=label.lower(), n=figure) for label, figure in places if figure.count]
    second = [say("Nơi thành lập: {places}.", places=joined(at))] if at else []
    unknown = book(f"place.{UNKNOWN}")
    limits = [say("Có {n} tổ chức chưa ghi nơi thành lập.", n=unknown)] if unknown.count else []
    return book.chapter(TITLE_A5, results=[[first, *second]], limits=limits)


TITLE_A5 = "Củng cố, thành lập tổ chức đảng"
KIND_WORDS = (
    (K.GRASSROOTS_COMMITTEE, "đảng bộ cơ sở"),
    (K.GRASSROOTS_CELL, "chi bộ cơ sở"),
    (K.SECTION_COMMITTEE, "đảng bộ bộ phận"),
    (K.SUBORDINATE_CELL, "chi bộ trực thuộc đảng ủy cơ sở"),
)


def book_has(book: Book, kind: str) -> bool:
    """Whether something of this kind was founded."""
    try:
        return bool(book.report.figure(f"kind.{kind}").count)
    except KeyError:
        return False


def regulations(question: Question, key: str) -> Chapter | None:
    """Who works by a regulation in force (A9)."""
    report = question.built(directives_build)
    book = Book(key, report)
    whole, none = book("regulations"), book("regulations.none")
    passed, ended = book("regulations.review_passed"), book("regulations.term_ended")
    if not whole.count or none.count == whole.count:
        return None
    words = "Đến {at}, {valid} tổ chức đảng có quy chế làm việc đang thực hiện."
    results = [say(words, at=question.at, valid=share(book("regulations.in_force"), whole))]
    parts = (
        (none, "{n} tổ chức chưa có quy chế làm việc"),
        (ended, "{n} tổ chức còn dùng quy chế của nhiệm kỳ đã hết"),
        (passed, "{n} quy chế quá ngày rà soát"),
    )
    left = [say(one, n=figure) for figure, one in parts if figure.count]
    return book.chapter(
        "Quy chế làm việc", results=[results], limits=[say("Còn {left}.", left=joined(left))] if left else ()
    )
