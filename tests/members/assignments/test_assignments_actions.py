"""Work is given, adjusted, ended and judged: the outcome, the log, and nothing half-written."""

import datetime as dt

import pytest

from members.assignments import actions
from members.assignments.actions import Judgement, Task
from members.assignments.models import WorkAssignment
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import assignments as make
from tests.factories import members

D = dt.date
DUE = D(2009, 12, 1)
GIVEN, JUDGED = D(2009, 1, 12), D(2009, 12, 10)


@pytest.fixture
def people(nam_tam_cells):
    """Two members, the secretary, one who is exempted."""
    cell = nam_tam_cells[0]
    found = {name: members.member(cell, f"Lò Văn {name}") for name in ("An", "Ban", "Chiến", "Già")}
    members.exempted(found["Già"])
    return found


def task(who, content="Giúp một hộ nghèo", **facts) -> Task:
    return Task(who, **{"field": "poor_households", "content": content, "due_on": DUE, **facts})


def give(people, cell, tasks, staff, on=GIVEN, year=2009):
    return actions.assign(cell=cell, year=year, on=on, tasks=tasks, by=staff)


def test_work_is_given_to_several_at_once(people, nam_tam_cells, staff):
    chief = people["Chiến"]
    tasks = [
        task(people["An"], "  Giúp   một hộ nghèo ", supervisor=chief),
        task(people["Ban"], supervisor_words=" Đảng ủy  xã "),
    ]
    assert give(people, nam_tam_cells[0], tasks, staff) == 2
    one, other = WorkAssignment.objects.order_by("pk")
    assert (one.content, one.supervisor, one.supervisor_name, one.assigned_on, one.due_on) == (
        "Giúp một hộ nghèo",
        chief,
        "Lò Văn Chiến",
        D(2009, 1, 12),
        DUE,
    )
    assert one.valid.upper == D(2010, 1, 1) and one.ended_on is None and one.is_open
    assert (other.supervisor, other.supervisor_name) == (None, "Đảng ủy xã")
    said, _ = AuditEntry.objects.filter(did="assignment.given").order_by("pk")
    assert said.said == "Giao Lò Văn An năm 2009: Giúp một hộ nghèo, hạn 01/12/2009"
    assert said.organization_id == nam_tam_cells[0].pk and said.object_id == str(people["An"].pk)
    assert said.after["supervisor"] == "Lò Văn Chiến"


@pytest.mark.parametrize(
    ("facts", "on", "part"),
    [
        ({"field": "x"}, D(2009, 1, 12), "chọn lĩnh vực"),
        ({"due_on": D(2009, 1, 2)}, D(2009, 1, 12), "trước ngày phân công"),
        ({"supervisor_words": "  "}, D(2009, 1, 12), "ghi người theo dõi"),
        ({}, D(2009, 12, 19), "chưa đến"),
        ({}, D(2008, 1, 12), "trong năm 2009"),
    ],
)
def test_one_wrong_row_refuses_all(people, nam_tam_cells, staff, facts, on, part):
    tasks = [
        task(people["An"], supervisor_words="Đảng ủy"),
        task(people["Ban"], **{"supervisor_words": "Đảng ủy"} | facts),
    ]
    with pytest.raises(Refused, match=part):
        give(people, nam_tam_cells[0], tasks, staff, on=on)
    assert not WorkAssignment.objects.exists() and not AuditEntry.objects.exists()


def test_who_needs_none_or_is_elsewhere_gets_none(people, nam_tam_cells, staff):
    cell, other = nam_tam_cells
    words = {"supervisor_words": "Đảng ủy"}
    with pytest.raises(Refused, match=r"Lò Văn Già.*không phải phân công"):
        give(people, cell, [task(people["Già"], **words)], staff)
    with pytest.raises(Refused, match="không sinh hoạt ở chi bộ này"):
        give(people, other, [task(people["An"], **words)], staff)
    stranger = members.member(other, "Lò Văn Lạ")
    with pytest.raises(Refused, match="người theo dõi không sinh hoạt"):
        give(people, cell, [task(people["An"], supervisor=stranger)], staff)
    with pytest.raises(Refused, match="không tự theo dõi mình"):
        give(people, cell, [task(people["An"], supervisor=people["An"])], staff)
    with pytest.raises(Refused, match="Chưa ghi công tác"):
        give(people, cell, [], staff)


def test_the_same_work_twice_names_who_has_it(people, nam_tam_cells, staff):
    same = task(people["An"], supervisor_words="Đảng ủy")
    with pytest.raises(Refused, match="Lò Văn An đã được giao"):
        give(people, nam_tam_cells[0], [same, same], staff)
    give(people, nam_tam_cells[0], [same], staff)
    with pytest.raises(Refused, match="Lò Văn An đã được giao"):
        give(people, nam_tam_cells[0], [same], staff)
    assert WorkAssignment.objects.count() == 1


def test_an_adjustment_ends_the_old_work_and_begins_another(people, staff):
    old = make.work(people["An"])
    new = actions.adjust(
        assignment=old,
        task=task(people["An"], "Nuôi bò", supervisor=people["Chiến"]),
        on=D(2009, 7, 1),
        reason=" Đổi việc ",
        by=staff,
    )
    old.refresh_from_db()
    assert (old.ended_on, old.ended_reason, old.is_open) == (D(2009, 6, 30), "Đổi việc", False)
    assert (new.replaces, new.assigned_on, new.content, new.year) == (old, D(2009, 7, 1), "Nuôi bò", 2009)
    assert list(WorkAssignment.objects.of_year(2009, D(2009, 6, 30))) == [old]
    assert list(WorkAssignment.objects.of_year(2009, D(2009, 7, 1))) == [new]
    entry = AuditEntry.objects.get(did="assignment.adjusted")
    assert entry.before["content"] == "Giúp một hộ nghèo" and entry.after["reason"] == "Đổi việc"


def test_only_the_term_may_change(people, staff):
    old = make.work(people["An"])
    changed = task(people["An"], supervisor_words="Đảng ủy xã", due_on=D(2009, 12, 31))
    assert actions.adjust(assignment=old, task=changed, on=D(2009, 7, 1), reason="Lùi hạn", by=staff).replaces == old


@pytest.mark.parametrize(
    ("facts", "on", "reason", "part"),
    [
        ({"supervisor_words": "Đảng ủy xã"}, D(2009, 7, 1), "Đổi", "Chưa có gì khác"),
        ({"content": "Khác", "supervisor_words": "A"}, D(2009, 1, 12), "Đổi", "từ ngày hôm sau"),
        ({"content": "Khác", "supervisor_words": "A"}, D(2009, 12, 19), "Đổi", "chưa đến"),
        ({"content": "Khác", "supervisor_words": "A"}, D(2009, 7, 1), " ", "lý do"),
        ({"content": "Khác"}, D(2009, 7, 1), "Đổi", "người theo dõi"),
        ({"content": "Khác", "supervisor_words": "A", "due_on": D(2009, 6, 1)}, D(2009, 7, 1), "Đổi", "trước ngày"),
    ],
)
def test_a_wrong_adjustment_changes_nothing(people, staff, facts, on, reason, part):
    old = make.work(people["An"])
    with pytest.raises(Refused, match=part):
        actions.adjust(assignment=old, task=task(people["An"], **facts), on=on, reason=reason, by=staff)
    old.refresh_from_db()
    assert old.is_open and old.valid.upper == D(2010, 1, 1)
    assert WorkAssignment.objects.count() == 1 and not AuditEntry.objects.exists()


def test_work_ends_without_another(people, staff):
    row = actions.stop(assignment=make.work(people["An"]), on=D(2009, 9, 1), reason="Đi học", by=staff)
    assert (row.ended_on, row.ended_reason) == (D(2009, 8, 31), "Đi học")
    assert AuditEntry.objects.get().did == "assignment.stopped"
    with pytest.raises(Refused, match="giữ nguyên"):
        actions.stop(assignment=row, on=D(2009, 9, 5), reason="Đi học", by=staff)


def judge(cell, judgements, staff, on=JUDGED):
    return actions.judge(cell=cell, year=2009, on=on, judgements=judgements, by=staff)


def test_the_cell_judges_all_at_once(people, nam_tam_cells, staff):
    rows = [make.work(people[name]) for name in ("An", "Ban")]
    judged = [Judgement(rows[0].pk, "excellent", " Thoát  nghèo "), Judgement(rows[1].pk, "not_done")]
    assert judge(nam_tam_cells[0], judged, staff) == 2
    found = WorkAssignment.objects.order_by("pk").values_list("rating", "result", "judged_on")
    assert list(found) == [("excellent", "Thoát nghèo", D(2009, 12, 10)), ("not_done", "", D(2009, 12, 10))]
    assert AuditEntry.objects.filter(did="assignment.judged").count() == 2
    assert "Hoàn thành xuất sắc" in AuditEntry.objects.order_by("pk").first().said


@pytest.mark.parametrize(
    ("rating", "on", "part"),
    [
        ("x", D(2009, 12, 10), "trong danh mục"),
        ("good", D(2009, 12, 19), "chưa đến"),
        ("good", D(2009, 1, 11), "trước ngày phân công"),
    ],
)
def test_a_wrong_judgement_writes_none(people, nam_tam_cells, staff, rating, on, part):
    rows = [make.work(people["An"]), make.work(people["Ban"])]
    with pytest.raises(Refused, match=part):
        judge(nam_tam_cells[0], [Judgement(rows[0].pk, "good"), Judgement(rows[1].pk, rating)], staff, on)
    assert not WorkAssignment.objects.filter(judged_on__isnull=False).exists() and not AuditEntry.objects.exists()


def test_what_is_judged_or_of_another_cell_is_not_judged(people, nam_tam_cells, staff):
    row = make.work(people["An"], judged=D(2009, 12, 1))
    open_row = make.work(people["Ban"])
    for cell, pk in ((nam_tam_cells[0], row.pk), (nam_tam_cells[1], open_row.pk)):
        with pytest.raises(Refused, match="giữ nguyên"):
            judge(cell, [Judgement(pk, "good")], staff)
    with pytest.raises(Refused, match="Chưa chọn mức"):
        judge(nam_tam_cells[0], [], staff)
