"""What is done with documents, sessions, programmes and regulations: the outcome, the entry, nothing when refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from cells.directives.actions import briefing, documents, programmes, regulations
from cells.directives.models import Briefing, Directive, DirectiveUnit, Regulation, TaskProgress
from cells.directives.rules.tasks import Told
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import directives as make
from tests.factories import people

D = dt.date
FACTS = {"type": "resolution", "number": "22-NQ/TW", "issuer": "Trung ương", "issued_on": D(2008, 2, 2)}
FACTS |= {"subject": "Nâng cao năng lực", "received_on": D(2008, 2, 12)}


@pytest.fixture
def nq22(district, staff):
    return make.document(district, staff)


def by(person):
    return {"scope": people.scope(person), "by": person}


def last():
    return AuditEntry.objects.order_by("pk").last()


def test_a_document_is_entered_mended_and_struck(district, staff, secretary):
    facts = documents.DocumentFacts(**FACTS)
    one = documents.enter_document(organization=district, direction="incoming", facts=facts, **by(staff))
    assert (last().did, last().said) == ("directive.entered", "Vào sổ Nghị quyết 22-NQ/TW ngày 02/02/2008")
    with pytest.raises(Refused, match="đã có trong sổ"):
        documents.enter_document(organization=district, direction="incoming", facts=facts, **by(staff))
    mended = documents.DocumentFacts(**FACTS | {"subject": "Nâng cao năng lực lãnh đạo"})
    documents.correct_document(directive=one, facts=mended, reason="Thiếu chữ", **by(staff))
    one.refresh_from_db()
    kept = one.corrections.get()
    assert (one.subject, kept.before["subject"]) == ("Nâng cao năng lực lãnh đạo", "Nâng cao năng lực")
    with pytest.raises(Refused, match="Chưa sửa gì"):
        documents.correct_document(directive=one, facts=mended, reason="x", **by(staff))
    with pytest.raises(PermissionDenied):
        documents.strike_document(directive=one, reason="x", **by(secretary))
    documents.strike_document(directive=one, reason="Ghi hai lần", **by(staff))
    assert last().did == "directive.struck" and not Directive.objects.known_on(D(2009, 1, 1)).exists()
    documents.enter_document(organization=district, direction="incoming", facts=facts, **by(staff))


def test_no_document_carries_out_itself(district, staff, nq22):
    child = make.document(district, staff, "03-CTr/HU", D(2008, 4, 1), type="programme", direction="own", parent=nq22)
    facts = documents.DocumentFacts(**FACTS | {"issued_on": D(2008, 4, 2), "received_on": D(2008, 4, 2)}, parent=child)
    with pytest.raises(Refused, match="không thể thực hiện chính nó"):
        documents.correct_document(directive=nq22, facts=facts, reason="x", **by(staff))
    with pytest.raises(Refused, match="không bỏ được"):
        documents.strike_document(directive=nq22, reason="x", **by(staff))


def test_units_are_given_more_time_and_released(staff, nq22, nam_tam, ta_phin):
    def give(*units, brief_by=None):
        given = documents.Given(D(2008, 2, 20), brief_by or D(2008, 5, 31))
        return documents.give_to_units(directive=nq22, organizations=units, given=given, **by(staff))

    assert len(give(nam_tam, ta_phin)) == 2
    with pytest.raises(Refused, match="đã được giao với đúng hạn"):
        give(nam_tam)
    [again] = give(nam_tam, ta_phin, brief_by=D(2008, 6, 30))[:1]
    in_force = DirectiveUnit.objects.in_force_on(D(2008, 3, 1))
    assert {one.brief_by for one in in_force} == {D(2008, 6, 30)} and in_force.count() == 2
    documents.release_unit(unit=again, on=D(2008, 4, 1), reason="Đã sáp nhập", **by(staff))
    assert DirectiveUnit.objects.in_force_on(D(2008, 3, 31)).count() == 2
    assert [one.organization for one in DirectiveUnit.objects.in_force_on(D(2008, 4, 1))] == [ta_phin]
    with pytest.raises(Refused, match="đã được thôi giao"):
        documents.release_unit(unit=again, on=D(2008, 4, 1), reason="x", **by(staff))


def session(*about, **more):
    facts = {"held_on": D(2008, 4, 10), "place": "Hội trường", "speaker": "Bí thư", "heard": {"member": (20, 18)}}
    return briefing.Session(directives=about, **facts | more)


def test_a_session_is_recorded_mended_and_taken_back(nq22, nam_tam, secretary, stranger):
    one = briefing.record_briefing(organization=nam_tam, session=session(nq22), **by(secretary))
    assert last().said == "Quán triệt Nghị quyết 22-NQ/TW ngày 10/04/2008" and last().organization_id == nam_tam.pk
    with pytest.raises(Refused, match="đã ghi"):
        briefing.record_briefing(organization=nam_tam, session=session(nq22), **by(secretary))
    with pytest.raises(PermissionDenied):
        briefing.record_briefing(organization=nam_tam, session=session(nq22), **by(stranger))
    mended = session(nq22, heard={"committee": (5, 5), "member": (20, 19), "mass": (0, 0)}, members=24)
    two = briefing.correct_briefing(briefing=one, session=mended, reason="Đếm lại", **by(secretary))
    found = Briefing.objects.standing().with_members().get()
    assert (found, found.present_members, found.members, found.heard.count()) == (two, 24, 24, 2)
    with pytest.raises(Refused, match="vừa được sửa hoặc bỏ"):
        briefing.strike_briefing(briefing=one, reason="x", **by(secretary))
    briefing.strike_briefing(briefing=two, reason="Ghi nhầm xã", **by(secretary))
    assert not Briefing.objects.standing().exists() and Briefing.objects.count() == 3
    briefing.record_briefing(organization=nam_tam, session=session(nq22), **by(secretary))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"held_on": D(2008, 2, 1)}, "trước ngày ban hành"),
        ({"held_on": D(2009, 12, 19)}, "chưa đến"),
        ({"heard": {"member": (18, 20)}}, "nhiều hơn số mời"),
        ({"heard": {}}, "ít nhất một loại"),
        ({"members": 0}, "từ 1 trở lên"),
    ],
)
def test_a_session_that_cannot_be(nq22, nam_tam, secretary, change, sentence):
    with pytest.raises(Refused, match=sentence):
        briefing.record_briefing(organization=nam_tam, session=session(nq22, **change), **by(secretary))
    assert not Briefing.objects.exists() and not AuditEntry.objects.filter(did__startswith="briefing").exists()


def test_a_programme_and_its_tasks(nq22, nam_tam, secretary):
    issued = programmes.Issued(nq22, "03-CTr/ĐU", "Chương trình hành động", D(2008, 6, 20))
    held = programmes.issue_programme(organization=nam_tam, issued=issued, **by(secretary))
    with pytest.raises(Refused, match="đã ghi"):
        programmes.issue_programme(organization=nam_tam, issued=issued, **by(secretary))
    facts = programmes.TaskFacts("Lập chi bộ ở bản", "Phó Bí thư", D(2008, 12, 31))
    task = programmes.add_task(programme=held, task=facts, **by(secretary))
    with pytest.raises(Refused, match="đã ghi trong chương trình"):
        programmes.add_task(programme=held, task=facts, **by(secretary))
    programmes.report_task(task=task, told=Told(D(2008, 9, 1), 50), result="Đã khảo sát", **by(secretary))
    with pytest.raises(Refused, match="phải từ 01/09/2008"):
        programmes.report_task(task=task, told=Told(D(2008, 8, 1), 60), result="x", **by(secretary))
    programmes.report_task(task=task, told=Told(D(2008, 12, 1), 100), result="Xong", **by(secretary))
    assert [one.percent for one in TaskProgress.objects.all()] == [50, 100]
    programmes.strike_programme(programme=held, reason="Ghi nhầm", **by(secretary))
    with pytest.raises(Refused, match="vừa được sửa hoặc bỏ"):
        programmes.add_task(programme=held, task=facts, **by(secretary))
    programmes.issue_programme(organization=nam_tam, issued=issued, **by(secretary))


def test_regulations_are_replaced_not_overwritten(nam_tam, secretary):
    first = regulations.RegulationFacts("05-QC/ĐU", "Làm việc", D(2006, 1, 10), parts={"duty": "Trực."})
    one = regulations.issue_regulation(organization=nam_tam, facts=first, **by(secretary))
    with pytest.raises(Refused, match="đã ghi"):
        regulations.issue_regulation(organization=nam_tam, facts=first, **by(secretary))
    empty = regulations.RegulationFacts("06-QC/ĐU", "x", D(2006, 1, 10), parts={"duty": " ", "unknown": "x"})
    with pytest.raises(Refused, match="ít nhất một phần"):
        regulations.issue_regulation(organization=nam_tam, facts=empty, **by(secretary))
    new = regulations.RegulationFacts("02-QC/ĐU", "Làm việc", D(2008, 1, 10), parts={"duty": "Trực cả Chủ nhật."})
    two = regulations.issue_regulation(organization=nam_tam, facts=new, **by(secretary))
    for day, held in ((D(2007, 1, 1), one), (D(2008, 1, 10), two)):
        assert Regulation.objects.in_force_on(day).get() == held
    three = regulations.correct_regulation(regulation=two, facts=new, reason="Sai khoản", **by(secretary))
    assert Regulation.objects.in_force_on(D(2009, 1, 1)).get() == three
    regulations.strike_regulation(regulation=three, reason="Ghi nhầm", **by(secretary))
    assert Regulation.objects.in_force_on(D(2009, 1, 1)).get() == one


def broken(name, act):
    def now():
        act()
        check_constraints_now()

    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        now()
    assert raised.value.__cause__.diag.constraint_name == name
    assert sentence_for(raised.value)


def test_what_the_database_itself_refuses(district, staff, nq22, nam_tam):
    unit, held = make.given(nq22, nam_tam, staff), make.session(nam_tam, staff, nq22)
    programme, rule = make.programme(nam_tam, staff, nq22), make.regulation(nam_tam, staff)
    task = make.task(programme, staff)
    acts = {
        "directive_once": lambda: make.document(district, staff),
        "directive_told": lambda: make.document(district, staff, "", D(2008, 3, 1)),
        "directive_not_own_parent": lambda: Directive.objects.filter(pk=nq22.pk).update(parent=nq22),
        "directive_kept": lambda: Directive.objects.update(organization=nam_tam),
        "directive_unit_in_order": lambda: make.given(nq22, nam_tam, staff, D(2008, 1, 1)),
        "directive_unit_released_why": lambda: make.given(nq22, nam_tam, staff, released=True),
        "directive_correction_reason": lambda: nq22.corrections.create(before={}, after={}, by=staff, at=nq22.at),
        "briefing_told": lambda: make.session(nam_tam, staff, nq22, place=""),
        "briefing_replaced_why": lambda: make.session(nam_tam, staff, nq22, replaces=held),
        "briefing_members_some": lambda: make.session(nam_tam, staff, nq22, members=0),
        "briefing_directive_once": lambda: make.session(nam_tam, staff, nq22, nq22),
        "briefing_audience_once": lambda: held.heard.create(kind="member", invited=1, present=1),
        "briefing_audience_adds_up": lambda: make.session(nam_tam, staff, nq22, heard={"member": (1, 2)}),
        "action_programme_told": lambda: make.programme(nam_tam, staff, nq22, number=""),
        "action_programme_replaced_why": lambda: make.programme(nam_tam, staff, nq22, struck=True),
        "programme_task_once": lambda: make.task(programme, staff),
        "programme_task_told": lambda: make.task(programme, staff, owner=""),
        "task_progress_told": lambda: make.progress(task, staff, D(2008, 7, 1), 101),
        "regulation_told": lambda: make.regulation(nam_tam, staff, next_review_on=D(2006, 1, 10)),
        "regulation_replaced_why": lambda: make.regulation(nam_tam, staff, replaces=rule),
        "regulation_part_once": lambda: rule.parts.create(code="duty", text="x"),
        "regulation_part_told": lambda: rule.parts.create(code="cadres", text=""),
    }
    for name, act in acts.items():
        broken(name, act)
    for row in (unit, held, held.heard.get(), held.about.get(), programme, task, rule, rule.parts.get()):
        broken("append_only", lambda row=row: type(row).objects.filter(pk=row.pk).update(id=0))
        with connection.cursor() as cursor:
            broken("append_only", lambda row=row: cursor.execute(f"DELETE FROM {row._meta.db_table}"))
