"""A run from the question to the file: what it holds, what it does without, when it stops, when it goes."""

import hashlib
import io
import itertools
import zipfile

import pytest
from django.db import IntegrityError, transaction

from sinho.audit.models import AuditEntry
from sinho.printing import actions, background, press
from sinho.printing.enums import PartState, RunState
from sinho.printing.kinds import Part, RunAsked, why_no_name
from sinho.printing.models import MOST_PARTS, PrintRun
from sinho.printing.zipped import LIST, NoLongerKept, pieces
from sinho.refusal import Refused
from sinho.text.file_names import file_word
from sinho.web import clock
from tests.factories import people
from tests.sinho.printing.conftest import work


def read(run: PrintRun) -> tuple[list[str], str]:
    """Names in the zip, and its list."""
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces(run)))) as file:
        assert file.testzip() is None
        return file.namelist(), file.read(LIST).decode("utf-8-sig")


def said(run: PrintRun) -> list[str]:
    return list(AuditEntry.objects.about("printing.printrun", [run.pk]).order_by("pk").values_list("did", flat=True))


def test_every_paper_stands_in_one_file_with_a_list(begin, staff, trial):
    run = begin(staff)
    assert (run.state, run.counts().total) == (RunState.WAITING, 3)
    work()
    run.refresh_from_db()
    names, listed = read(run)
    assert (run.state, names) == (RunState.DONE, [LIST, "xa/a.pdf", "xa/b.pdf", "xa/c.pdf"])
    assert "Lý do: đối chiếu sổ. Có thông tin cá nhân" in listed and "KHÔNG IN ĐƯỢC" not in listed
    assert "Đã in 3/3 bản" in listed and "1. xa/a.pdf: Chi bộ A\r\n" in listed
    assert said(run) == ["printing.asked", "printing.done"]
    assert {scope.user_id for scope in trial.scopes} == {staff.pk}


def test_the_file_is_the_same_each_time_as_long_as_was_said(begin, staff):
    run = begin(staff)
    work()
    run.refresh_from_db()
    first, second = b"".join(pieces(run)), b"".join(pieces(run))
    assert first == second and len(first) == run.size and hashlib.sha256(first).hexdigest() == run.sha256
    assert zipfile.ZipFile(io.BytesIO(first)).infolist()[1].date_time[:3] == (2009, 12, 18)


def test_one_paper_is_in_memory_at_a_time(begin, staff, trial):
    trial.papers = {f"p{n}": bytes([n]) * 100_000 for n in range(5)}
    run = begin(staff)
    work()
    run.refresh_from_db()
    assert max(map(len, pieces(run))) < 101_000


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(Refused("Tổ chức này không có đảng viên."), "Tổ chức này không có đảng viên."), (KeyError("x"), press.FAILED)],
)
def test_a_paper_that_fails_is_named_and_the_others_arrive(begin, staff, trial, error, sentence, caplog):
    trial.papers["b"] = error
    run = begin(staff)
    work()
    run.refresh_from_db()
    names, listed = read(run)
    assert names == [LIST, "xa/a.pdf", "xa/c.pdf"]
    assert f"KHÔNG IN ĐƯỢC:\r\n2. Chi bộ B: {sentence}\r\n" in listed and "Đã in 2/3 bản" in listed
    assert run.state == RunState.DONE and "1 bản không in được" in AuditEntry.objects.latest("pk").said
    assert ("KeyError" in caplog.text) == isinstance(error, KeyError)


def test_the_same_question_is_one_run_under_way(begin, staff, leader):
    run = begin(staff)
    assert begin(staff).pk == run.pk and begin(leader).pk != run.pk
    work()
    assert begin(staff).pk not in {run.pk}


def test_the_database_keeps_one_run_under_way(begin, staff):
    run = begin(staff)
    run.pk = None
    with pytest.raises(IntegrityError, match="print_run_once_under_way"), transaction.atomic():
        run.save(force_insert=True)


BROKEN = {
    "print_run_ended_with_time": {"state": RunState.CANCELLED},
    "print_run_done_whole": {"state": RunState.DONE, "ended_at": "2009-12-18T00:00Z"},
    "print_run_stopped_with_reason": {"state": RunState.STOPPED, "ended_at": "2009-12-18T00:00Z"},
}
BROKEN_PARTS = {
    "print_part_made_whole": {"state": PartState.MADE},
    "print_part_failed_with_reason": {"state": PartState.FAILED},
    "print_part_under_way_by_somebody": {"state": PartState.UNDER_WAY},
    "print_part_place_once": {"position": 2},
    "print_part_name_once": {"file_name": "xa/b.pdf"},
}


@pytest.mark.parametrize("name", [*BROKEN, *BROKEN_PARTS])
def test_a_broken_row_is_refused_by_name(begin, staff, name):
    run = begin(staff)
    rows, values = PrintRun.objects.filter(pk=run.pk), BROKEN.get(name)
    if values is None:
        rows, values = run.parts.filter(key="a"), BROKEN_PARTS[name]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)


def test_nothing_to_print_too_much_and_too_often_get_a_sentence(begin, staff, trial):
    before = AuditEntry.objects.count()
    papers, trial.papers = trial.papers, {}
    with pytest.raises(Refused, match="Không có bản nào để in"):
        begin(staff)
    trial.papers = dict.fromkeys(map(str, range(MOST_PARTS + 1)))
    with pytest.raises(Refused, match=r"không quá 2\.000 bản, lần này có 2\.001 bản"):
        begin(staff)
    assert (PrintRun.objects.count(), AuditEntry.objects.count()) == (0, before)
    trial.papers = papers
    for day in (1, 2, 3):
        begin(staff, on=clock.today().replace(day=day))
    with pytest.raises(Refused, match="đang có 3 lần in chưa xong"):
        begin(staff)


def test_who_may_not_have_the_papers_is_refused(begin, administrator, trial):
    with pytest.raises(Refused, match="không được giao quyền"):
        begin(administrator)
    assert PrintRun.objects.count() == 0


@pytest.mark.parametrize("name", ["../x.pdf", "/x.pdf", "Tổ.pdf", "a/b/c.pdf", "a.exe", "con tep.pdf", ""])
def test_a_name_that_could_leave_the_folder_is_a_defect(begin, staff, trial, name):
    trial.parts = lambda scope, asked: [Part("a", name, "A")]
    object.__setattr__(trial.kind, "parts", trial.parts)
    with pytest.raises(ValueError, match="no plain name"):
        begin(staff)
    assert PrintRun.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SH-NT bản Nậm Tăm 1", "sh-nt-ban-nam-tam-1"),
        ("bản 中文/../Жя ½ m² Ⅷ", "ban-m"),
        ("...", "x"),
        ("а" * 200, "x"),
        ("ß" + "a" * 59 + "ß b", "a" * 59),
    ],
)
def test_every_name_makes_a_plain_name_of_a_file(text, name):
    assert file_word(text) == name and not why_no_name(Part("1", f"{file_word(text)}/{file_word(text)}.pdf", text))


def test_a_right_that_ends_meanwhile_stops_the_run_and_nothing_of_it_stays(begin, staff, trial):
    def lose_it(key):
        if key == "b":
            staff.grants.update(role="system_administrator")

    trial.before = lose_it
    run = begin(staff)
    work()
    run.refresh_from_db()
    assert run.state == RunState.STOPPED and "Đồng chí Tao Thị Mỷ không còn quyền" in run.why
    assert set(run.parts.values_list("state", "content")) == {(PartState.LEFT, None)}
    assert said(run) == ["printing.asked", "printing.stopped"] and len(trial.scopes) == 2


def test_a_closed_account_stops_the_run(begin, staff):
    run = begin(staff)
    staff.is_active = False
    staff.save()
    work()
    run.refresh_from_db()
    assert run.state == RunState.STOPPED


def test_a_run_that_is_cancelled_in_the_middle_stops_there(begin, staff, trial):
    run = begin(staff)
    trial.before = lambda key: key == "b" and actions.cancel(run=run, by=staff)
    work()
    run.refresh_from_db()
    assert (run.state, len(trial.scopes)) == (RunState.CANCELLED, 2)
    assert set(run.parts.values_list("state", "content")) == {(PartState.LEFT, None)}
    assert said(run) == ["printing.asked", "printing.cancelled"]
    with pytest.raises(Refused, match="không có tệp để tải: đã hủy"):
        actions.hand_out(run=run, scope=people.scope(staff), by=staff)
    actions.cancel(run=run, by=staff)
    assert len(said(run)) == 2


def test_a_run_that_is_over_cannot_be_cancelled(begin, staff):
    run = begin(staff)
    work()
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.cancel(run=run, by=staff)


def test_an_interrupted_run_goes_on_where_it_was(begin, staff, trial):
    run = begin(staff)
    PrintRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    run.parts.filter(key="a").update(state=PartState.MADE, content=b"%PDF kept", size=9)
    run.parts.filter(key="b").update(state=PartState.UNDER_WAY, holder=1, tries=1, begun_at=clock.now())
    work()
    run.refresh_from_db()
    assert run.state == RunState.DONE and len(trial.scopes) == 2
    assert bytes(run.parts.get(key="a").content) == b"%PDF kept"


def test_a_paper_that_breaks_its_process_again_and_again_has_failed(begin, staff):
    run = begin(staff)
    run.parts.filter(key="b").update(state=PartState.UNDER_WAY, holder=1, tries=press.MOST_TRIES, begun_at=clock.now())
    work()
    run.refresh_from_db()
    assert run.state == RunState.DONE and run.parts.get(key="b").error == press.BROKEN


def test_other_work_gets_its_turn_and_the_run_goes_on_afterwards(begin, staff, trial, monkeypatch):
    monkeypatch.setattr(background, "TURN", -1)
    answers = itertools.cycle([False, True])
    monkeypatch.setattr(background, "others_wait", lambda: next(answers))
    first, second = begin(staff), begin(staff, on=clock.today().replace(day=1))
    order = []
    trial.before = lambda key: order.append(key)
    work()
    assert {run.state for run in PrintRun.objects.all()} == {RunState.DONE}
    assert sorted(order) == ["a", "a", "b", "b", "c", "c"] and first.pk != second.pk


def test_a_defect_of_ours_leaves_a_sentence_and_its_trace(begin, staff, monkeypatch):
    run = begin(staff)
    monkeypatch.setattr(background.pool, "work_through", lambda run, goes_on: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        work()
    run.refresh_from_db()
    assert (run.state, run.why) == (RunState.STOPPED, background.FAILED)


def test_after_a_week_the_papers_go_and_the_run_stays(begin, staff, monkeypatch):
    run = begin(staff)
    work()
    run.refresh_from_db()
    assert run.is_kept(clock.now()) and (run.kept_until - run.ended_at).days == 7
    clock.fix_day(clock.today() + actions.KEPT)
    with pytest.raises(Refused, match="hết hạn giữ một tuần"):
        actions.hand_out(run=run, scope=people.scope(staff), by=staff)
    background.remove.call(run.pk)
    background.remove.call(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.REMOVED and set(run.parts.values_list("content", flat=True)) == {None}
    assert said(run) == ["printing.asked", "printing.done", "printing.removed"]


def test_a_file_whose_papers_go_while_it_is_sent_is_not_whole(begin, staff):
    run = begin(staff)
    work()
    run.refresh_from_db()
    sent = pieces(run)
    next(sent)
    actions.remove(run=run, by=None)
    with pytest.raises(NoLongerKept):
        list(sent)


def test_words_of_the_question():
    words = [RunAsked(1, clock.today(), year).words for year in (None, 2008)]
    assert words == ["ngày 18/12/2009", "năm 2008"]
