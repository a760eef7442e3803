"""A case is handed to another cell before the admission; a cell that ended leaves none behind unseen (A4)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cells.organizations.models import OrganizationState
from members.admissions import actions
from members.admissions.actions import Taken
from members.admissions.actions.filling import fill_in
from members.admissions.models import Case, CaseHandover, read_items
from members.admissions.paths import handing
from members.admissions.report.targets import build_targets
from members.roll.actions.moving import Paper
from sinho.audit.models import AuditEntry
from sinho.management.data_checks import CONTRADICTIONS, FINDINGS
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import admissions as make
from tests.factories import people
from tests.factories.organizations import LONG_AGO, period

D = dt.date
TODAY = D(2009, 12, 18)
HANDED = D(2008, 6, 10)


@pytest.fixture
def case(nam_tam_cells, staff):
    return make.brought(nam_tam_cells[0], staff, "opinions")


def hand(case, to, by, on=HANDED, reason="Chuyển đến bản mới"):
    return actions.hand_over(case=case, to=to, on=on, reason=reason, scope=people.scope(by), by=by)


def place_on(case, day):
    return Case.objects.placed(day).get(pk=case.pk).cell_id


def ended(cell):
    cell.states.update(valid=period(LONG_AGO, D(2009, 6, 30)))


def test_the_receiving_cell_carries_it_on_and_both_see_it(
    case, nam_tam_cells, ta_phin_cells, staff, secretary, stranger
):
    hand(case, ta_phin_cells[0], staff)
    assert case.place_id == ta_phin_cells[0].pk and case.organization == nam_tam_cells[0]
    assert [place_on(case, day) for day in (D(2008, 6, 9), HANDED)] == [nam_tam_cells[0].pk, ta_phin_cells[0].pk]
    for person in (secretary, stranger):
        assert Case.objects.in_scope(people.scope(person)).get() == case
    vote = make.WAY[make.CODES.index("cell_vote")]
    vote = Taken("cell_vote", D(2008, 6, 20), vote.number, votes=vote.votes)
    with pytest.raises(PermissionDenied):
        make.take(case, vote, secretary)
    make.take(case, vote, stranger)
    entries = AuditEntry.objects.filter(did="admission.handed")
    assert {entry.organization_id for entry in entries} == {nam_tam_cells[0].pk, ta_phin_cells[0].pk}


def test_the_targets_show_him_where_the_case_is_on_the_day(
    case, nam_tam, ta_phin, ta_phin_cells, staff, secretary, stranger
):
    hand(case, ta_phin_cells[0], staff)

    def prepared(by, day, unit=None):
        unit = unit and OrganizationState.objects.on(day).get(organization=unit)
        rows = build_targets(people.scope(by), day.year, day, unit).rows
        return {row.name: len(figure.rows) for row in rows for _, figure in row.prepared if figure.rows}

    before, after = D(2008, 6, 9), TODAY
    assert prepared(staff, before) == {"Đảng bộ xã Nậm Tăm": 1} and prepared(staff, after) == {"Đảng bộ xã Tả Phìn": 1}
    assert prepared(secretary, before, nam_tam) == {"Chi bộ bản Nậm Tăm 1": 1}
    assert prepared(secretary, after, nam_tam) == prepared(secretary, after) == {}
    assert prepared(stranger, after, ta_phin) == {"Chi bộ bản Tả Phìn 1": 1} and prepared(stranger, before) == {}


def test_the_list_of_an_earlier_day_looks_for_him_where_he_was(case, nam_tam, ta_phin, ta_phin_cells, staff, log_in):
    hand(case, ta_phin_cells[0], staff)
    client = log_in(staff)

    def listed(unit, day):
        page = client.get(reverse("admissions:list"), {"ngay": day, "don-vi": unit.pk})
        return [item.case.pk for item in page.context["page"]]

    assert listed(nam_tam, "09/06/2008") == listed(ta_phin, "10/06/2008") == [case.pk]
    assert listed(ta_phin, "09/06/2008") == listed(nam_tam, "10/06/2008") == []


def test_what_is_filled_in_stands_in_the_log_of_the_cell_that_has_the_case(case, ta_phin_cells, staff):
    hand(case, ta_phin_cells[0], staff)
    fill_in(case=case, facts={"home_place": "Tả Phìn"}, by=staff)
    assert AuditEntry.objects.get(did="admission.filled").organization_id == ta_phin_cells[0].pk


def test_the_ceremony_makes_a_member_of_the_receiving_cell(case, nam_tam_cells, staff):
    hand(case, nam_tam_cells[1], staff, on=D(2008, 5, 21))
    for taken in make.WAY[make.CODES.index("cell_vote") : make.CODES.index("ceremony") + 1]:
        make.take(case, taken, staff)
    case.refresh_from_db()
    assert case.member.memberships.get().organization == nam_tam_cells[1]
    assert list(CONTRADICTIONS["M11"](TODAY)) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"on": D(2010, 1, 1)}, "01/01/2010 chưa đến"),
        ({"on": D(2008, 5, 19)}, "trước bước gần nhất, 20/05/2008"),
        ({"reason": " "}, "Ghi lý do"),
        ({"to": 0}, "đang ở chính chi bộ này"),
    ],
)
def test_what_is_refused(case, nam_tam_cells, staff, facts, said):
    to = nam_tam_cells[facts.pop("to", 1)]
    with pytest.raises(Refused, match=said):
        hand(case, to, staff, **facts)
    assert not CaseHandover.objects.exists()


def test_once_a_day_and_not_backwards(case, nam_tam_cells, staff):
    hand(case, nam_tam_cells[1], staff)
    for on in (HANDED, D(2008, 6, 1)):
        with pytest.raises(Refused, match="đã bàn giao ngày 10/06/2008"):
            hand(case, nam_tam_cells[0], staff, on=on)
    hand(case, nam_tam_cells[0], staff, on=D(2008, 6, 11), reason="Bàn giao nhầm")
    assert case.place_id == nam_tam_cells[0].pk


def test_not_to_a_cell_that_ended_nor_after_the_admission_nor_when_given_up(case, nam_tam_cells, staff, ta_phin_cells):
    ended(nam_tam_cells[1])
    with pytest.raises(Refused, match="hoặc đã kết thúc"):
        hand(case, nam_tam_cells[1], staff)
    member = make.brought(ta_phin_cells[0], staff, "ceremony", identity_number="")
    with pytest.raises(Refused, match="đã kết nạp; đồng chí chuyển sinh hoạt"):
        hand(member, ta_phin_cells[1], staff, on=TODAY)
    closing = {"on": D(2009, 1, 1), "closing": "moved", "reason": "Đi tỉnh khác", "paper": Paper()}
    actions.close_case(case=case, scope=people.scope(staff), by=staff, **closing)
    with pytest.raises(Refused, match="đã kết thúc"):
        hand(case, ta_phin_cells[0], staff, on=TODAY)


def test_who_hands_over(case, nam_tam_cells, secretary, stranger, leader):
    for person in (stranger, leader):
        with pytest.raises(PermissionDenied):
            hand(case, nam_tam_cells[1], person)
    hand(case, nam_tam_cells[1], secretary)


def test_a_grassroots_cell_has_its_own_steps_and_the_old_ones_are_kept(case, finance_cell, staff):
    before = case.path
    handed = hand(case, finance_cell, staff)
    case = Case.objects.get(pk=case.pk)
    assert not case.rules.has("committee_vote") and case.rules.has("cell_vote")
    assert handed.path_before == before
    assert list(CONTRADICTIONS["M11"](TODAY)) == []


@pytest.mark.parametrize("last", ["permission", "committee_vote", "decision"])
def test_steps_that_the_receiving_cell_does_not_have_stay_in_sight_and_can_be_struck(
    nam_tam_cells, finance_cell, staff, log_in, last
):
    case = make.brought(nam_tam_cells[0], staff, last)
    hand(case, finance_cell, staff, on=case.steps.latest("id").on)
    client, url = log_in(staff), reverse("admissions:case", args=[case.pk])
    page = client.get(url)
    shown = {row["step"].code for _, rows in page.context["groups"] for row in rows if row["taken"]}
    assert shown == {"outstanding", *make.CODES[: make.CODES.index(last) + 1]}
    strike = reverse("admissions:strike", args=[case.pk, 3])
    assert "Đảng ủy cho phép làm hồ sơ" in client.get(strike).content.decode()
    struck = client.post(strike, {"reason": "Nhầm hồ sơ"}, follow=True)
    assert "Đảng ủy cho phép làm hồ sơ" in struck.content.decode()
    assert [step.step for step in case.steps.in_force()] == ["outstanding", "awareness_class"]
    assert "Đảng ủy cho phép làm hồ sơ" in AuditEntry.objects.get(did="admission.struck").said
    assert list(CONTRADICTIONS["M11"](TODAY)) == []


class TestACellThatEnded:
    def test_its_cases_are_found_and_handed_over(self, case, nam_tam_cells, staff, secretary, log_in):
        assert list(FINDINGS["R23"](TODAY)) == []
        ended(nam_tam_cells[0])
        [line] = FINDINGS["R23"](TODAY)
        assert line.startswith("Hồ sơ kết nạp Tẩn Láo Lở còn ở ") and line.endswith("đã kết thúc, chưa bàn giao.")
        assert list(FINDINGS["R23"](D(2009, 6, 1))) == []
        client = log_in(secretary)
        page = client.get(reverse("admissions:list"), {"han": "het-chi-bo"})
        assert [item.cell_ended for item in page.context["page"]] == [True]
        link = reverse("admissions:hand_over", args=[case.pk])
        assert link in page.content.decode() and "Hồ sơ của chi bộ đã kết thúc (1)" in page.content.decode()
        shown = client.get(reverse("admissions:case", args=[case.pk])).content.decode()
        assert "Hồ sơ của chi bộ đã kết thúc." in shown and link in shown
        assert "Hồ sơ của chi bộ đã kết thúc: bàn giao 1 hồ sơ" in client.get("/").content.decode()
        hand(case, nam_tam_cells[1], staff, on=TODAY)
        assert list(FINDINGS["R23"](TODAY)) == []
        assert "Hồ sơ của chi bộ đã kết thúc:" not in client.get("/").content.decode()


class TestThePage:
    DATA = {"to": "SH-NT-02", "on": "10/06/2008", "reason": "Lấy chồng <bản mới>"}

    def url(self, case):
        return reverse("admissions:hand_over", args=[case.pk])

    def test_it_hands_over_and_shows_the_limits(self, log_in, secretary, case):
        client = log_in(secretary)
        seen = client.get(self.url(case)).context["seen"]
        page = client.post(self.url(case), self.DATA | {"seen": seen}, follow=True)
        shown = page.content.decode()
        assert "Đã bàn giao" in shown and "Lấy chồng &lt;bản mới&gt;" in shown and "chưa đối chiếu văn bản" in shown
        assert [day for _, day in page.context["limits"]] == [D(2008, 7, 1), D(2008, 7, 22)]
        assert client.post(self.url(case), self.DATA).status_code in (409, 422)
        assert CaseHandover.objects.count() == 1

    def test_one_cell_has_nobody_to_hand_it_to_and_is_told_who_does(self, log_in, nam_tam_cells, case):
        client = log_in(people.user("bithu.chibo", "cell_secretary", nam_tam_cells[0]))
        shown = client.get(reverse("admissions:case", args=[case.pk])).content.decode()
        assert self.url(case) not in shown and reverse("admissions:correct", args=[case.pk]) in shown
        for answer in (client.get(self.url(case), follow=True), client.post(self.url(case), self.DATA, follow=True)):
            assert "đảng ủy cơ sở bàn giao" in answer.content.decode()
        assert not CaseHandover.objects.exists()

    def test_who_gave_it_away_reads_and_writes_nothing(self, log_in, staff, secretary, case, ta_phin_cells):
        hand(case, ta_phin_cells[0], staff)
        client = log_in(secretary)
        page = client.get(reverse("admissions:case", args=[case.pk]))
        assert page.status_code == 200 and page.context["forms"] == [] and not page.context["may_hand"]
        assert client.get(self.url(case)).status_code == 403
        assert client.post(self.url(case), self.DATA).status_code == 403

    @pytest.mark.parametrize(
        ("change", "status", "said"),
        [
            ({"to": ""}, 422, "Chi bộ nhận"),
            ({"to": "SH-TP-01"}, 422, "không có trong danh sách"),
            ({"to": "SH-NT-01"}, 422, "không có trong danh sách"),
            ({"on": "31/02/2008"}, 422, "Bàn giao từ ngày"),
            ({"on": ""}, 422, "Bàn giao từ ngày"),
            ({"on": "19/12/2009"}, 409, "chưa đến"),
            ({"reason": ""}, 422, "Lý do bàn giao"),
            ({"reason": "ok"}, 422, "Ghi quá ngắn"),
            ({"reason": "x" * 501}, 422, "500"),
            ({"reason": "\x00"}, 422, "Lý do bàn giao"),
            ({"seen": "cũ"}, 409, "vừa được người khác sửa"),
        ],
    )
    def test_a_bad_form_hands_nothing_over(self, log_in, secretary, case, change, status, said):
        answer = log_in(secretary).post(self.url(case), self.DATA | change)
        assert answer.status_code == status and said in answer.content.decode()
        assert not CaseHandover.objects.exists()

    def test_strangers_and_readers(self, log_in, stranger, leader, case):
        assert log_in(stranger).get(self.url(case)).status_code == 404
        assert log_in(leader).get(self.url(case)).status_code == 403


def test_the_limits_are_data_and_said_to_be_unverified():
    assert [one["working_days"] for one in handing()["limits"]] == [15, 30, 60] and not handing()["verified"]


def test_the_database_keeps_handovers(case, nam_tam_cells, staff):
    hand(case, nam_tam_cells[1], staff)
    for sql in ("UPDATE members_casehandover SET reason = 'x'", "DELETE FROM members_casehandover"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    facts = {"case": case, "from_cell": nam_tam_cells[1], "by": staff, "at": dt.datetime.now(dt.UTC)}
    for wrong, said in (
        ({"to_cell": nam_tam_cells[1], "on": TODAY, "reason": "x"}, "cho một chi bộ khác"),
        ({"to_cell": nam_tam_cells[0], "on": TODAY, "reason": ""}, "phải ghi lý do"),
        ({"to_cell": nam_tam_cells[0], "on": HANDED, "reason": "x"}, "đã bàn giao trong ngày ấy"),
    ):
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            CaseHandover.objects.create(**facts, **wrong)
        assert said in sentence_for(caught.value)


def test_the_list_needs_no_more_queries(case, nam_tam_cells, staff, django_assert_max_num_queries):
    hand(case, nam_tam_cells[1], staff)
    with django_assert_max_num_queries(4) as few:
        read_items(list(Case.objects.all()), TODAY)
    for number in range(6):
        other = make.case(nam_tam_cells[0], staff, identity_number="", full_name=f"Lò Văn {number}")
        hand(other, nam_tam_cells[1], staff)
    with django_assert_max_num_queries(len(few)):
        read_items(list(Case.objects.all()), TODAY)


def test_the_ceremony_is_not_before_the_cell_had_the_case(nam_tam_cells, ta_phin_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "decision")
    last = case.steps.order_by("-on").first().on
    hand(case, ta_phin_cells[0], staff, on=last + dt.timedelta(days=20))
    early, later = (Taken("ceremony", last + dt.timedelta(days), people="Phàn A Chẳn") for days in (10, 21))
    with pytest.raises(Refused, match="lễ kết nạp ở đây không thể trước ngày ấy"):
        make.take(case, early, staff)
    case.refresh_from_db()
    assert case.member_id is None and not case.steps.filter(step="ceremony").exists()
    make.take(case, later, staff)
    case.refresh_from_db()
    assert case.member.memberships.get().organization == ta_phin_cells[0]
