"""Print runs asked for wrongly, from old pages, and twice at once: a sentence, nothing half-begun."""

import datetime as dt

import pytest
from django.urls import reverse

from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.printing import actions, kinds
from sinho.printing.enums import RunState
from sinho.printing.kinds import all_kinds
from sinho.printing.models import PrintRun
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import people
from tests.sinho.filings.at_once import at_once
from tests.sinho.printing.conftest import CODE, work

ASK, INDEX = reverse("printing:ask", args=[CODE]), reverse("printing:index")
FORM = {"ngay": "18/12/2009", "ly_do": "đối chiếu sổ đảng viên"}


def page(response) -> str:
    return " ".join(response.text.split())


def of(name: str, run: PrintRun) -> str:
    return reverse(f"printing:{name}", args=[run.pk])


def said() -> list[str]:
    return list(AuditEntry.objects.filter(did__startswith="printing").order_by("pk").values_list("did", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_instant_begins_one_run(transactional_db, staff, begin):
    first, second = at_once(lambda: begin(staff), lambda: begin(staff))
    assert first == second and PrintRun.objects.count() == 1 and said() == ["printing.asked"]


@pytest.mark.django_db(transaction=True)
def test_many_asked_for_at_the_same_instant_stay_within_what_may_be_under_way(transactional_db, staff, begin):
    days = [clock.today() - dt.timedelta(days=n) for n in range(5)]
    answers = at_once(*[lambda day=day: begin(staff, on=day) for day in days])
    assert sum(isinstance(one, Refused) for one in answers) == 2
    assert PrintRun.objects.count() == actions.MOST_UNDER_WAY


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RunState.STOPPED, "không có tệp để tải: bị dừng"),
        (RunState.CANCELLED, "không có tệp để tải: đã hủy"),
        (RunState.REMOVED, "không có tệp để tải: đã hết hạn giữ"),
    ],
)
def test_a_page_that_still_shows_buttons_of_a_run_that_is_over_is_told_so(log_in, staff, begin, state, sentence):
    run, client = begin(staff), log_in(staff)
    PrintRun.objects.update(state=state, ended_at=clock.now(), why="Hết quyền.")
    answer = client.get(of("download", run))
    assert answer.status_code == 409 and sentence in page(answer)
    cancelled = client.post(of("cancel", run))
    assert cancelled.status_code == (302 if state == RunState.CANCELLED else 409)
    assert state == RunState.CANCELLED or "đã kết thúc, không còn gì để hủy" in page(cancelled)
    assert PrintRun.objects.get().state == state and said() == ["printing.asked"]


def test_cancelling_twice_is_cancelling_once(log_in, staff, begin):
    run, client = begin(staff), log_in(staff)
    for _ in range(2):
        assert "những bản đã in không được giữ lại" in page(client.post(of("cancel", run), follow=True))
    assert said() == ["printing.asked", "printing.cancelled"]


def test_cancelled_in_another_window_it_may_be_asked_for_anew(log_in, staff, trial, district):
    client, form = log_in(staff), FORM | {"don_vi": district.pk}
    run = PrintRun.objects.get(pk=client.post(ASK, form).url.split("/")[-2])
    client.post(of("cancel", run))
    assert client.post(ASK, form).status_code == 302
    assert sorted(PrintRun.objects.values_list("state", flat=True)) == [RunState.CANCELLED, RunState.WAITING]
    work()
    assert sorted(PrintRun.objects.values_list("state", flat=True)) == [RunState.CANCELLED, RunState.DONE]


def test_the_most_papers_are_printed_and_one_more_is_refused_with_what_was_typed(
    log_in, staff, trial, district, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_PARTS", 2)
    client, form = log_in(staff), FORM | {"don_vi": district.pk}
    refused = client.post(ASK, form)
    assert refused.status_code == 409 and "không quá 2 bản, lần này có 3 bản" in page(refused)
    assert "đối chiếu sổ đảng viên" in page(refused) and not PrintRun.objects.exists() and not said()
    monkeypatch.setattr(actions, "MOST_PARTS", 3)
    assert client.post(ASK, form).status_code == 302 and PrintRun.objects.get().counts().total == 3


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ngay": "18/12/09"}, "không phải là ngày"),
        ({"ngay": "00/00/0000"}, "Không có ngày 00/00/0000"),
        ({"ngay": "31/12/1899"}, "Năm 1899 không hợp lệ"),
        ({"ngay": "9" * 5000}, "không phải là ngày"),
        ({"ngay": ["18/12/2009", "hai"]}, "không phải là ngày"),
        ({"don_vi": "9" * 5000}, "Phạm vi không đúng"),
        ({"don_vi": "-1"}, "Phạm vi không đúng"),
        ({"ly_do": "x" * 100_000}, "nhiều nhất 300"),
        ({"ly_do": "đối chiếu\x07 sổ"}, "ký tự không đọc được ngay sau “đối chiếu”"),
        ({"ly_do": "     "}, "phải ghi lý do"),
    ],
)
def test_what_is_typed_wrongly_gets_a_sentence(log_in, staff, trial, district, wrong, sentence):
    answer = log_in(staff).post(ASK, FORM | {"don_vi": district.pk} | wrong)
    assert answer.status_code == 422 and sentence in page(answer)
    assert not PrintRun.objects.exists() and not said()


def test_an_organisation_out_of_reach_is_no_choice(log_in, secretary, district, ta_phin):
    client = log_in(secretary)
    for kind in all_kinds():
        for out in (ta_phin.pk, district.pk, 999_999):
            answer = client.post(reverse("printing:ask", args=[kind.code]), FORM | {"don_vi": out, "nam": 2009})
            assert answer.status_code == 422 and "Phạm vi không đúng" in page(answer), kind.code
    assert not PrintRun.objects.exists()


def test_a_day_before_there_was_anything_gets_a_sentence(log_in, staff, district, nam_tam_cells):
    client, form = log_in(staff), FORM | {"don_vi": district.pk, "ngay": "01/01/1900"}
    for kind in all_kinds():
        if kind.asks == kinds.DAY:
            answer = client.post(reverse("printing:ask", args=[kind.code]), form)
            assert answer.status_code == 409 and "Không có bản nào để in" in page(answer), kind.code
    assert not PrintRun.objects.exists()


def test_an_unknown_kind_does_not_exist_whatever_is_sent(log_in, staff):
    client = log_in(staff)
    for code in ("no-such-kind", "x" * 300, "member_lists"):
        address = reverse("printing:ask", args=[code])
        assert client.get(address).status_code == client.post(address, FORM).status_code == 404


def test_a_run_of_a_kind_that_there_is_no_more_says_so(log_in, staff, begin, monkeypatch):
    run, client = begin(staff), log_in(staff)
    monkeypatch.delitem(kinds._kinds, CODE)
    assert run.title in page(client.get(INDEX))
    for answer in (client.get(of("run", run)), client.get(of("download", run)), client.post(of("cancel", run))):
        assert answer.status_code == 409 and "Không có loại in hàng loạt" in page(answer)
    assert PrintRun.objects.get().state == RunState.WAITING


def test_addresses_with_odd_values_bring_the_form(log_in, staff, trial):
    client = log_in(staff)
    for odd in ("don_vi=x%00&nam=%FF", "don_vi=1&don_vi=2", "nam=", f"nam={'9' * 400}", "don_vi[]=1"):
        assert client.get(f"{ASK}?{odd}").status_code == 200, odd
        assert client.get(f"{INDEX}?trang=%00&{odd}").status_code == 200, odd


def test_who_only_reads_members_asks_for_nothing(log_in, district, trial):
    person = people.user("chi.doc", Role.MEMBER_IN_CHARGE, district)
    client = log_in(person)
    assert client.get(ASK).status_code == client.post(ASK, FORM | {"don_vi": district.pk}).status_code == 403
