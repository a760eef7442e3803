"""Discipline of members: expulsion fits the roll, badges are delayed, the record shows it to few."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.oversight.actions.discipline import Decided
from members.conduct.actions.discipline import discipline_member
from members.conduct.models import MemberDiscipline, MemberDisciplineStep, badge_delays, discipline_of_member
from members.roll.actions.moving import Paper, leave
from members.roll.models import Membership, Standing
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import conduct, joins, people
from tests.factories import members as make

D = dt.date
LIST = reverse("conduct:disciplines")
PUNISHED = {
    "side": "party",
    "form": "warning",
    "decision_number": "05-QĐ/UBKT",
    "decision_date": "01/03/2009",
    "issuer": "Ủy ban Kiểm tra Huyện ủy",
    "effective_from": "01/03/2009",
    "reason": "Vi phạm quy định",
}
EXPELLED = PUNISHED | {"form": "expulsion", "decision_number": "06-QĐ/HU", "effective_from": "05/03/2009"}


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def record(member):
    return reverse("conduct:discipline_member", args=[member.pk])


def case(one):
    return reverse("conduct:discipline", args=[one.pk])


def tab(member):
    return reverse("conduct:member", args=[member.pk])


def test_a_discipline_is_recorded_and_stands_for_its_year(log_in, inspector, an, nam_tam_cells):
    client = log_in(inspector)
    assert record(an) in client.get(tab(an)).content.decode()
    assert client.post(record(an), PUNISHED).status_code == 302
    assert client.post(record(an), PUNISHED).status_code == 409, "sent twice"
    one = MemberDiscipline.objects.get()
    assert (one.organization, one.form) == (nam_tam_cells[0], "warning")
    assert [row.pk for row in discipline_of_member(an.pk, 2009)] == [one.pk] and discipline_of_member(an.pk, 2008) == ()
    assert [row.name for row in client.get(LIST).context["rows"]] == ["Lò Văn An"]
    assert client.get(f"{LIST}?ngay=28/02/2009").context["rows"] == []
    acts = AuditEntry.objects.filter(did="member.disciplined")
    assert [(one.said, one.organization_id) for one in acts] == [
        ("Kỷ luật đảng Lò Văn An: cảnh cáo, 05-QĐ/UBKT 01/03/2009", nam_tam_cells[0].pk)
    ]


def test_expulsion_takes_him_off_the_roll_once(log_in, inspector, an):
    assert log_in(inspector).post(record(an), EXPELLED).status_code == 302
    last = Membership.objects.get(member=an)
    assert (last.valid.upper, last.exit, last.exit_number) == (D(2009, 3, 5), "expelled", "06-QĐ/HU")
    assert not Standing.objects.on(D(2009, 3, 5)).filter(member=an).exists()
    assert AuditEntry.objects.filter(did="member.left").count() == 1
    assert log_in(inspector).get(tab(an)).status_code == 200, "his record still opens"


def test_the_roll_does_not_tell_what_he_was_expelled_for(log_in, inspector, an, nam_tam_cells):
    assert log_in(inspector).post(record(an), EXPELLED).status_code == 302
    reader = people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0])
    page = log_in(reader).get(reverse("members:member", args=[an.pk])).content.decode()
    assert "06-QĐ/HU" in page and EXPELLED["reason"] not in page


def test_nobody_is_expelled_twice_or_disciplined_after_he_left_the_party(log_in, inspector, an):
    client = log_in(inspector)
    assert client.post(record(an), EXPELLED).status_code == 302
    again = client.post(record(an), EXPELLED | {"decision_number": "7-QĐ/HU"})
    assert again.status_code == 409 and "đã bị khai trừ theo Quyết định 06-QĐ/HU" in again.content.decode()
    later = {"decision_number": "8", "decision_date": "05/03/2009", "effective_from": "05/03/2009"}
    assert client.post(record(an), PUNISHED | later).status_code == 409
    assert client.post(record(an), PUNISHED).status_code == 302, "what was decided before he left"
    assert MemberDiscipline.objects.count() == 2


def test_who_was_taken_off_already_is_not_taken_off_again(inspector, staff, an):
    leave(member=an, on=D(2009, 3, 5), how="expelled", paper=Paper("06-QĐ/HU", D(2009, 3, 1)), by=staff)
    facts = {"form": "expulsion", "decision_number": "06-QĐ/HU", "issuer": "HU", "reason": "Vi phạm"}
    scope = people.scope(inspector)
    wrong = Decided(decision_date=D(2009, 3, 1), effective_from=D(2009, 3, 9), **facts)
    with pytest.raises(Refused, match="đã rời danh sách: khai trừ từ ngày 05/03/2009"):
        discipline_member(member=an, side="party", decided=wrong, scope=scope, by=inspector)
    assert not MemberDiscipline.objects.exists()
    right = Decided(decision_date=D(2009, 3, 1), effective_from=D(2009, 3, 5), **facts)
    discipline_member(member=an, side="party", decided=right, scope=scope, by=inspector)
    assert AuditEntry.objects.filter(did="member.left").count() == 1


def test_an_expulsion_that_the_roll_refuses_writes_nothing(log_in, inspector, an):
    assert log_in(inspector).post(record(an), EXPELLED | {"effective_from": "19/12/2009"}).status_code == 409
    assert not MemberDiscipline.objects.exists() and Membership.objects.get(member=an).valid.upper is None


def test_probationers_get_less_and_the_state_stands_beside(log_in, inspector, nam_tam_cells):
    new = make.probationer(nam_tam_cells[0], admitted=D(2009, 1, 5))
    client = log_in(inspector)
    refused = client.post(record(new), PUNISHED | {"form": "removal"})
    assert refused.status_code == 422
    mixed = client.post(record(new), PUNISHED | {"side": "state"})
    assert mixed.status_code == 409 and "Hình thức kỷ luật ở đây là một trong" in mixed.content.decode()
    assert client.post(record(new), PUNISHED | {"side": "state", "form": "state_pay"}).status_code == 302
    assert client.post(record(new), PUNISHED | {"decision_number": "9"}).status_code == 302
    assert badge_delays({new.pk: D(2009, 4, 1)})[new.pk][0] == "warning", "the state's delays nothing"


def test_nobody_records_on_himself(log_in, inspector, nam_tam_cells):
    own = make.member(nam_tam_cells[0], "Giàng A Sử")
    answer = log_in(inspector).post(record(own), PUNISHED)
    assert answer.status_code == 409 and "chính mình" in answer.content.decode()


def test_who_sees_and_who_writes(log_in, inspector, staff, secretary, stranger, an, nam_tam, nam_tam_cells):
    one = conduct.member_discipline(an, nam_tam_cells[0], inspector)
    complaint = {"kind": "complaint", "on": "01/04/2009"}
    for reader in (staff, secretary):
        client = log_in(reader)
        assert client.get(case(one)).status_code == 200 and "Cảnh cáo" in client.get(tab(an)).content.decode()
        assert client.post(case(one), complaint).status_code == client.post(record(an), PUNISHED).status_code == 403
    client = log_in(stranger)
    assert client.get(case(one)).status_code == client.get(tab(an)).status_code == 404
    assert client.get(LIST).context["rows"] == []
    cell = log_in(people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0]))
    assert cell.get(LIST).status_code == cell.get(case(one)).status_code == 403
    page = cell.get(tab(an))
    assert page.status_code == 200 and "Cảnh cáo" not in page.content.decode()
    assert not MemberDisciplineStep.objects.exists()


def test_the_record_and_the_case_leave_a_trace(log_in, inspector, an, nam_tam_cells):
    one = conduct.member_discipline(an, nam_tam_cells[0], inspector)
    client = log_in(inspector)
    for number, page in enumerate((LIST, case(one), tab(an)), start=1):
        client.get(page)
        assert AuditEntry.objects.filter(did="conduct.read").count() == number


def test_a_lifted_discipline_delays_no_badge(log_in, inspector, staff, nam_tam_cells):
    old = make.member(nam_tam_cells[0], "Lò Văn Già", admitted=D(1979, 5, 1), official=D(1980, 5, 1))
    one = conduct.member_discipline(old, nam_tam_cells[0], inspector)
    page = f"{reverse('members:badge', args=[old.pk])}?muc=30"
    client = log_in(staff)
    assert client.get(page).context["form"].initial["delay"] == "warning"
    assert "Đề nghị lùi: cảnh cáo (lùi 9 tháng)" in client.get(page).content.decode()
    listed = client.get(reverse("members:badges") + "?nam=2009&dot=19-05").content.decode()
    assert "Lùi đến 01/02/2010" in listed
    secret = log_in(people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0]))
    assert "Lùi đến" not in secret.get(reverse("members:badges") + "?nam=2009&dot=19-05").content.decode()
    for facts in (
        {"kind": "complaint", "on": D(2009, 3, 5)},
        {"kind": "decision", "on": D(2009, 4, 5), "outcome": "lifted", "number": "1", "issuer": "HU"},
    ):
        MemberDisciplineStep.objects.create(discipline=one, by=inspector, at=clock.now(), **facts)
    assert log_in(staff).get(page).context["form"].initial["delay"] == ""
    assert badge_delays({old.pk: D(2009, 5, 1)}) == {} and discipline_of_member(old.pk, 2009) == ()


def test_bad_input(log_in, inspector, an):
    client = log_in(inspector)
    bad = [
        ({"side": ""}, 422, "Loại"),
        ({"form": "dissolution"}, 422, "Hình thức"),
        ({"decision_number": ""}, 422, "Số quyết định"),
        ({"decision_date": "x"}, 422, "Ngày quyết định"),
        ({"reason": "x" * 1001}, 422, "Nội dung vi phạm"),
        ({"issuer": "a\x00"}, 422, "Cấp quyết định"),
        ({"decision_date": "01/01/2003", "effective_from": "01/01/2003"}, 409, "chưa có trong danh sách"),
    ]
    for change, status, said in bad:
        answer = client.post(record(an), PUNISHED | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert client.get(reverse("conduct:discipline_member", args=[99999])).status_code == 404
    assert not MemberDiscipline.objects.exists()


def test_thirty_rows_need_no_more_queries_than_one(log_in, inspector, an, nam_tam_cells):
    client, counted = log_in(inspector), []
    for number in (1, 30):
        for n in range(number):
            conduct.member_discipline(an, nam_tam_cells[0], inspector, decision_number=f"{number}-{n}")
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_his_life_tells_of_it_to_who_may_see_it(log_in, inspector, an, nam_tam_cells):
    conduct.member_discipline(an, nam_tam_cells[0], inspector)
    conduct.member_commendation(an, nam_tam_cells[0], inspector)
    page = reverse("members:member", args=[an.pk])
    told = [moment.title for moment in log_in(inspector).get(page).context["life"]]
    assert told[:2] == ["Kỷ luật đảng: cảnh cáo", "Giấy khen: Trong sạch, vững mạnh năm 2008"]
    kept = AuditEntry.objects.filter(did="conduct.read")
    assert [one.said for one in kept] == ["Xem kỷ luật trong quá trình của Lò Văn An"]
    cell = log_in(people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0]))
    told = [moment.title for moment in cell.get(page).context["life"]]
    assert told[0].startswith("Giấy khen") and "Kỷ luật đảng: cảnh cáo" not in told
    assert kept.count() == 1, "who may not see it has read nothing"


def test_it_follows_him_when_two_records_are_joined(staff, inspector, nam_tam_cells, ta_phin_cells):
    kept, gone = joins.record_that_stays(nam_tam_cells[0]), joins.record_that_goes(ta_phin_cells[0])
    early = {"decision_date": D(2008, 2, 1), "effective_from": D(2008, 2, 1)}
    one = conduct.member_discipline(gone, ta_phin_cells[0], inspector, **early)
    other = conduct.member_commendation(gone, ta_phin_cells[0], staff, year=2007, decision_date=D(2008, 2, 3))
    joins.joined(kept, gone, staff)
    for row in (one, other):
        row.refresh_from_db()
        assert row.member == kept


def test_a_discipline_that_another_commune_keeps_is_named_without_a_dead_link(
    log_in, an, nam_tam, ta_phin_cells, staff
):
    one = conduct.member_discipline(an, ta_phin_cells[0], staff)
    reader = people.user("kiemtra.namtam", Role.INSPECTOR, nam_tam)
    page = log_in(reader).get(tab(an)).text
    assert "05-QĐ/UBKT" in page and "hồ sơ ghi tại" in page and "Tả Phìn" in page
    assert case(one) not in page and log_in(reader).get(case(one)).status_code == 404
    people.grant(reader, Role.INSPECTOR, ta_phin_cells[0])
    assert case(one) in log_in(reader).get(tab(an)).text
