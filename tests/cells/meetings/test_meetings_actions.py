"""Protects the record of meetings: one meeting however often it is sent, kept as written, judged from above only."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cells.meetings.actions.concluding import report_conclusion
from cells.meetings.actions.judging import Judged, judge_meetings
from cells.meetings.actions.recording import correct_meeting, record_meeting, withdraw_meeting
from cells.meetings.enums import Outcome
from cells.meetings.models import Conclusion, ConclusionResult, Meeting, MeetingLevel
from cells.meetings.models.reading import meeting_tally, open_conclusions
from cells.meetings.rules.meeting import Agreed, Reported
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused
from tests.factories import meetings as make
from tests.factories import organizations, people
from tests.factories.meetings import told

DUE = dt.date(2009, 12, 10)


@pytest.fixture
def cell(nam_tam_cells):
    return nam_tam_cells[0]


@pytest.fixture
def entering(cell, secretary):
    return {"cell": cell, "scope": people.scope(secretary), "by": secretary}


def test_a_meeting_is_written_once_with_its_conclusions_however_often_it_is_sent(entering, cell):
    given = entering | {"told": told(score=92), "key": uuid4(), "agreed": [Agreed("Làm đường", "Pao", DUE)]}
    first, second = record_meeting(**given), record_meeting(**given)
    assert first.pk == second.pk
    assert (first.score, first.level, first.level_name) == (92, "good", "Tốt")
    assert [one.content for one in open_conclusions(cell.pk, clock.today())] == ["Làm đường"]
    entry = AuditEntry.objects.get(did="meeting.recorded")
    assert entry.said == "Ghi sinh hoạt thường kỳ ngày 05/11/2009, 9 dự"


def test_conclusions_are_carried_until_they_are_done(entering, cell):
    old = make.conclusion(make.meeting(cell, dt.date(2009, 10, 5)), DUE)
    going = [Reported(old.pk, Outcome.GOING_ON, "Đã có đá")]
    record_meeting(**entering, told=told(), key=uuid4(), reported=going)
    assert [one.last_words for one in open_conclusions(cell.pk, clock.today())] == ["Đã có đá"]
    done = [Reported(old.pk, Outcome.DONE, "Xong 2 km")]
    record_meeting(**entering, told=told(held_on=dt.date(2009, 12, 5)), key=uuid4(), reported=done)
    assert open_conclusions(cell.pk, clock.today()) == []
    assert len(open_conclusions(cell.pk, dt.date(2009, 12, 4))) == 1, "as of the day before it is open"
    with pytest.raises(Refused, match="đã xong"):
        report_conclusion(conclusion=old, on=DUE, outcome="done", words="", scope=entering["scope"], by=None)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"told": told(excused=5)}, "khác tổng số đảng viên"),
        ({"told": told(chair=" ")}, "chủ trì"),
        ({"told": told(held_on=dt.date(2003, 1, 5))}, "không có chi bộ này"),
        ({"told": told(score=101)}, "từ 0 đến 100"),
        ({"agreed": [Agreed("Làm đường", "", DUE)]}, "người phụ trách"),
        ({"reported": [Reported(10**9, "done")]}, "đã xong, đã thôi"),
    ],
)
def test_what_does_not_fit_writes_nothing(entering, more, words):
    with pytest.raises(Refused, match=words):
        record_meeting(**entering | {"told": told(), "key": uuid4()} | more)
    assert (Meeting.objects.count(), Conclusion.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_one_regular_meeting_a_month_and_one_of_a_kind_a_day(entering, cell):
    make.meeting(cell)
    with pytest.raises(Refused, match="Tháng ấy chi bộ đã ghi sinh hoạt thường kỳ"):
        record_meeting(**entering, told=told(held_on=dt.date(2009, 11, 20)), key=uuid4())
    more = {"kind": "extraordinary"}
    record_meeting(**entering, told=told(**more), key=uuid4())
    with pytest.raises(Refused, match="trong ngày ấy đã ghi"):
        record_meeting(**entering, told=told(**more), key=uuid4())


def test_a_stranger_and_a_watcher_write_nothing(cell, stranger, leader):
    for person in (stranger, leader):
        with pytest.raises(PermissionDenied):
            record_meeting(cell=cell, told=told(), key=uuid4(), scope=people.scope(person), by=person)


def test_a_corrected_meeting_takes_its_conclusions_along(entering, cell, secretary):
    held = make.meeting(cell)
    kept = make.conclusion(held, DUE)
    by = {"scope": entering["scope"], "by": secretary}
    with pytest.raises(Refused, match="Chưa có gì khác"):
        correct_meeting(meeting=held, told=held.told(), reason="nhầm", **by)
    new = correct_meeting(meeting=held, told=told(present=8, unexcused=1), reason="Đếm lại", **by)
    held.refresh_from_db()
    kept.refresh_from_db()
    assert (held.withdrawn_reason, new.replaces_id, kept.meeting_id) == ("Đếm lại", held.pk, new.pk)
    assert list(Meeting.objects.in_force()) == [new]
    with pytest.raises(Refused, match="đã được sửa hoặc bỏ"):
        withdraw_meeting(meeting=held, reason="nhầm", **by)
    withdraw_meeting(meeting=new, reason="Không họp", **by)
    assert open_conclusions(cell.pk, clock.today()) == []


def test_the_committee_above_decides_and_nobody_for_his_own_cell(cell, secretary, staff, finance_cell, district):
    own = people.user("bithu.taichinh", Role.COMMUNE_SECRETARY, finance_cell)
    people.grant(own, Role.DISTRICT_STAFF, district)
    inside, base = make.meeting(cell, score=92), make.meeting(finance_cell, score=80)
    on = clock.today()
    for person, held in ((staff, inside), (own, base), (secretary, base)):
        with pytest.raises(Refused, match="không ai tự duyệt"):
            judge_meetings(judged=[Judged(held.pk, "good")], on=on, scope=people.scope(person), by=person)
    assert judge_meetings(judged=[Judged(base.pk, "fair", 80)], on=on, scope=people.scope(staff), by=staff) == 1
    judge_meetings(judged=[Judged(inside.pk, "fair")], on=on, scope=people.scope(secretary), by=secretary)
    assert AuditEntry.objects.filter(did="meeting.judged").count() == 2
    assert meeting_tally(cell.pk, 2009).levels == {"fair": 1}
    assert meeting_tally(cell.pk, 2009, dt.date(2009, 12, 17)).levels == {"good": 1}, "proposed until it is decided"


def test_a_decided_level_changes_only_by_a_later_row_with_a_reason(cell, secretary):
    held, by = make.meeting(cell, score=92), {"scope": people.scope(secretary), "by": secretary}
    make.level(held, "good")
    again, on = [Judged(held.pk, "fair", 75)], clock.today()
    with pytest.raises(Refused, match="đã duyệt mức tốt"):
        judge_meetings(judged=again, on=on, **by)
    with pytest.raises(Refused, match="75 điểm không phải mức tốt"):
        judge_meetings(judged=[Judged(held.pk, "good", 75)], on=on, reason="Xem lại", **by)
    judge_meetings(judged=again, on=on, reason="Biên bản thiếu kết luận", **by)
    assert [one.level for one in held.levels.all()] == ["good", "fair"]
    cell_secretary = people.user("bithu.ban", Role.CELL_SECRETARY, cell)
    with pytest.raises(Refused, match="chỉ cấp ủy duyệt mức"):
        correct_meeting(
            meeting=held, told=told(present=8, excused=2), reason="x", scope=people.scope(cell_secretary), by=None
        )


def test_all_levels_or_none(cell, secretary):
    rows = [make.meeting(cell, score=92), make.meeting(cell, dt.date(2009, 10, 5), score=60)]
    judged = [Judged(rows[0].pk, "good"), Judged(rows[1].pk, "excellent")]
    with pytest.raises(Refused, match="chọn mức trong khung điểm"):
        judge_meetings(judged=judged, on=clock.today(), scope=people.scope(secretary), by=secretary)
    assert not MeetingLevel.objects.exists()


def test_the_database_keeps_what_was_written(cell):
    held = make.meeting(cell)
    kept = make.conclusion(held, DUE)
    result = ConclusionResult.objects.create(conclusion=kept, on=DUE, outcome="done", at=clock.now())
    level = make.level(held)
    acts = (
        lambda: Meeting.objects.filter(pk=held.pk).update(present=8, excused=2),
        held.delete,
        lambda: Conclusion.objects.filter(pk=kept.pk).update(content="Khác"),
        lambda: ConclusionResult.objects.filter(pk=result.pk).update(words="Khác"),
        lambda: MeetingLevel.objects.filter(pk=level.pk).update(level="poor"),
    )
    for act in acts:
        with pytest.raises((Refused, IntegrityError)), atomic_or_refused():
            act()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("meeting_numbers_add_up", {"excused": 0}),
        ("meeting_topic_of_theme", {"topic": "Xóa đói"}),
        ("meeting_told", {"contents": ""}),
    ],
)
def test_the_database_refuses_by_name(cell, name, more):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.meeting(cell, **more)


def test_the_tally_counts_months_in_which_the_cell_existed(nam_tam):
    young = organizations.cell("bản mới", parent=nam_tam, since=dt.date(2009, 3, 15))
    for month in (4, 5, 7):
        make.meeting(young, dt.date(2009, month, 5), score=92 if month < 7 else 60)
    make.meeting(young, dt.date(2009, 7, 20), kind="thematic", topic="Xóa đói", present=5, excused=5)
    tally = meeting_tally(young.pk, 2009)
    assert (tally.months, tally.held, tally.themes, str(tally.attendance)) == (9, 3, 1, "80.0")
    assert tally.levels == {"good": 2, "average": 1}
