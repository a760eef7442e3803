"""From the outstanding person to the official member: every step leaves its row, and nothing is half written (A4)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from members.admissions import actions
from members.admissions.actions import Taken
from members.admissions.models import Case, CaseStep, read_items
from members.admissions.rules.path import Votes
from members.roll.actions import moving
from members.roll.actions.joining import has_open_case
from members.roll.actions.moving import Paper
from members.roll.models import Member, Membership
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import sentence_for
from tests.factories import admissions as make
from tests.factories import members as roll
from tests.factories import people

D = dt.date
CLOSING = {"on": D(2009, 12, 1), "reason": "Không còn nguyện vọng", "paper": Paper()}


def close(case, by, closing="withdrawn", **changes):
    actions.close_case(case=case, closing=closing, **{**CLOSING, **changes}, scope=people.scope(by), by=by)


def test_who_was_official_before_is_recognised_anew(nam_tam_cells, staff):
    known = {"identity_number": "045000777", "admitted": D(2004, 2, 3), "official": D(2005, 2, 3)}
    before = roll.member(nam_tam_cells[1], "Tẩn Láo Lở", until=D(2005, 5, 1), exit="removed", **known)
    case = make.brought(nam_tam_cells[0], staff, "ceremony", left_party_on=D(2005, 5, 2))
    assert case.member == before and case.is_open and has_open_case(before)
    for taken in make.WAY[make.CODES.index("ceremony") + 1 :]:
        make.take(case, taken, staff)
    assert not case.is_open and not has_open_case(before)
    kinds = ["probationary", "official", "probationary", "official"]
    assert [one.kind for one in before.standings.order_by("valid")] == kinds


def test_the_whole_way_ends_with_an_official_member(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "recognition")
    member = case.member
    probation, official = member.standings.order_by("valid")
    assert (probation.valid.lower, probation.decision_date, probation.decision_number) == (
        D(2008, 8, 4),
        D(2008, 7, 15),
        "44-QĐ/HU",
    )
    assert probation.referrers == "Phàn A Chẳn; Đoàn xã Nậm Tăm"
    assert (official.valid.lower, official.decision_date, official.decision_number) == (
        D(2009, 8, 4),
        D(2009, 9, 1),
        "101-QĐ/HU",
    )
    [membership] = member.memberships.all()
    assert (membership.organization, membership.since, membership.entry) == (
        nam_tam_cells[0],
        D(2008, 8, 4),
        "admitted",
    )
    assert (member.full_name, member.identity_number, member.schoolings.get().level) == (
        "Tẩn Láo Lở",
        "045000777",
        "lower_secondary",
    )
    assert not case.is_open
    assert case.steps.count() == 19 and case.path["code"] == "hd03_2006"
    told = list(AuditEntry.objects.order_by("id").values_list("did", flat=True))
    assert told.count("admission.step") == 18
    assert [did for did in told if did != "admission.step"] == [
        "admission.opened",
        "member.admitted",
        "member.recognised",
    ]


def test_a_case_that_was_stored_knows_its_stages_in_order(nam_tam_cells, staff):
    case = Case.objects.get(pk=make.case(nam_tam_cells[0], staff).pk)
    assert list(case.rules.stages) == ["prepare", "file", "votes", "decision", "probation", "recognition"]
    [item] = read_items([case], D(2009, 12, 18))
    assert item.stage == "prepare"


def test_a_vote_that_is_not_carried_stays_and_is_repeated(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "opinions")
    failed = make.take(case, Taken("cell_vote", D(2008, 6, 2), votes=Votes(8, 5)), staff)
    assert not failed.passed
    assert "không đạt số phiếu" in AuditEntry.objects.filter(did="admission.step").first().said
    again = make.take(case, Taken("cell_vote", D(2008, 9, 2), votes=Votes(8, 6)), staff)
    assert again.passed and case.steps.filter(step="cell_vote").count() == 2


def test_the_case_of_a_day_shows_what_had_been_done_by_then(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "recognition")
    stages = {}
    for day in (D(2007, 2, 12), D(2008, 4, 1), D(2008, 6, 30), D(2009, 1, 1), D(2009, 8, 4), D(2009, 9, 1)):
        assert Case.objects.going_on(day).filter(pk=case.pk).exists() is (day < D(2009, 9, 1))
        [item] = read_items([case], day)
        stages[day] = item.stage
    assert list(stages.values()) == ["prepare", "file", "decision", "probation", "recognition", ""]
    assert not Case.objects.going_on(D(2007, 2, 11)).exists()


def test_what_the_rules_forbid_is_refused_whole(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "committee_vote")
    before = CaseStep.objects.count()
    for taken, said in (
        (Taken("ceremony", D(2008, 8, 4), people="A"), "còn thiếu: Ban Thường vụ quyết định"),
        (Taken("decision", D(2008, 7, 15)), "Ghi số của quyết định"),
        (Taken("decision", D(2008, 6, 1), "1"), "trước bước trước đó"),
        (Taken("x", D(2008, 6, 1)), "không có trong quy trình"),
    ):
        with pytest.raises(Refused, match=said):
            make.take(case, taken, staff)
    assert CaseStep.objects.count() == before and not Member.objects.exists()


def test_a_ceremony_that_cannot_make_a_member_writes_nothing(nam_tam_cells, staff):
    """Somebody with the same identity number came onto the roll meanwhile."""
    case = make.brought(nam_tam_cells[0], staff, "decision")
    Member.objects.filter(pk=roll.member(nam_tam_cells[1], "B").pk).update(identity_number="045000777")
    with pytest.raises(Refused, match="đã ghi cho một đảng viên khác"):
        make.take(case, Taken("ceremony", D(2008, 8, 4), people="Phàn A Chẳn"), staff)
    assert not case.steps.filter(step="ceremony").exists() and Membership.objects.count() == 1


def test_who_may_write_which_step(nam_tam_cells, staff, secretary, stranger, leader):
    case = make.case(nam_tam_cells[0], secretary)
    for person in (stranger, leader):
        with pytest.raises(PermissionDenied):
            make.take(case, make.WAY[0], person)
    for taken in make.WAY[: make.CODES.index("committee_vote") + 1]:
        make.take(case, taken, secretary)
    decision = make.WAY[make.CODES.index("decision")]
    with pytest.raises(PermissionDenied):
        make.take(case, decision, secretary)
    make.take(case, decision, staff)
    make.take(case, make.WAY[make.CODES.index("ceremony")], secretary)
    assert Member.objects.get().memberships.get().organization == nam_tam_cells[0]


def test_nobody_is_prepared_twice_at_once(nam_tam_cells, staff):
    first = make.case(nam_tam_cells[0], staff)
    with pytest.raises(Refused, match="đã có trong một hồ sơ đang xét"):
        make.case(nam_tam_cells[1], staff)
    close(first, staff)
    make.case(nam_tam_cells[1], staff)


@pytest.mark.parametrize(
    ("cell", "since", "facts", "said"),
    [
        (0, D(2003, 1, 1), {}, "Chi bộ chưa có"),
        (0, D(2009, 12, 19), {}, "chưa đến"),
        (0, D(2007, 2, 12), {"identity_number": "12"}, "12 chữ số"),
        (0, D(2007, 2, 12), {"full_name": ""}, "họ tên"),
    ],
)
def test_a_case_that_cannot_be_opened(nam_tam_cells, staff, cell, since, facts, said):
    with pytest.raises(Refused, match=said):
        make.case(nam_tam_cells[cell], staff, since, **facts)
    assert not Case.objects.exists() and not AuditEntry.objects.exists()


def test_a_committee_prepares_nobody(nam_tam, staff):
    with pytest.raises(Refused, match="Chi bộ chưa có"):
        make.case(nam_tam, staff)


class TestTheRollAndTheCase:
    """What happens to the member on the roll happens to his case."""

    def test_the_case_goes_with_the_member(self, nam_tam_cells, ta_phin_cells, staff, secretary, stranger):
        case = make.brought(nam_tam_cells[0], staff, "new_member_class")
        moving.move(member=case.member, to=ta_phin_cells[0], on=D(2009, 6, 1), paper=Paper(), by=staff)
        for person, sees in ((secretary, False), (stranger, True)):
            assert Case.objects.in_scope(people.scope(person)).exists() is sees
        assert case.place_id == ta_phin_cells[0].pk
        with pytest.raises(PermissionDenied):
            make.take(case, make.WAY[make.CODES.index("self_review")], secretary)
        make.take(case, make.WAY[make.CODES.index("self_review")], stranger)
        [before], [after] = (read_items([case], day) for day in (D(2009, 5, 31), D(2009, 6, 1)))
        assert (before.committee, after.committee) == ("Nậm Tăm", "Tả Phìn")

    @pytest.mark.parametrize("how", ["died", "to_province", "removed"])
    def test_who_leaves_the_roll_has_no_case_any_more(self, nam_tam_cells, staff, how):
        case = make.brought(nam_tam_cells[0], staff, "new_member_class")
        paper = Paper("1-QĐ/HU", D(2009, 11, 30))
        moving.leave(member=case.member, on=D(2009, 12, 1), how=how, paper=paper, by=staff)
        assert not case.is_open and Case.objects.going_on(D(2009, 11, 30)).exists()
        [item] = read_items([case], D(2009, 12, 1))
        assert item.ended.endswith("ngày 01/12/2009")
        with pytest.raises(Refused, match="đã kết thúc"):
            make.take(case, make.WAY[make.CODES.index("self_review")], staff)

    def test_nobody_is_recognised_past_his_case(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "new_member_class")
        paper = Paper("1-QĐ/HU", D(2009, 9, 1))
        with pytest.raises(Refused, match="có hồ sơ kết nạp"):
            moving.recognise(member=case.member, on=D(2009, 8, 4), paper=paper, by=staff)
        assert case.member.standings.count() == 1

    def test_a_former_member_comes_back_as_the_same_person(self, nam_tam_cells, staff):
        first = make.brought(nam_tam_cells[0], staff, "ceremony")
        close(first, staff, "removed", paper=Paper("7-QĐ/HU", D(2008, 12, 1)), on=D(2008, 12, 1))
        second = make.case(nam_tam_cells[1], staff, D(2007, 2, 12), left_party_on=D(2002, 1, 1))
        for taken in make.WAY[: make.CODES.index("decision") + 1]:
            make.take(second, taken, staff)
        make.take(second, Taken("ceremony", D(2009, 1, 5), people="Phàn A Chẳn"), staff)
        second.refresh_from_db()
        assert second.member == first.member and Member.objects.count() == 1
        assert [one.entry for one in second.member.memberships.order_by("valid")] == ["admitted", "admitted"]

    def test_nobody_who_is_a_member_is_prepared(self, nam_tam_cells, staff):
        Member.objects.filter(pk=roll.member(nam_tam_cells[0], "B").pk).update(identity_number="045000777")
        with pytest.raises(Refused, match="đang sinh hoạt"):
            make.case(nam_tam_cells[1], staff)

    def test_an_annulled_admission_is_told_apart_from_a_removal(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "ceremony")
        close(case, staff, "annulled", paper=Paper("7-QĐ/HU", D(2009, 11, 30)))
        assert case.member.memberships.get().exit == "annulled"

    @pytest.mark.parametrize("birth", [(9999,), (1,), (2005,)])
    def test_a_birth_that_cannot_be_is_refused_at_once(self, nam_tam_cells, staff, birth):
        with pytest.raises(Refused, match=r"Năm sinh|chưa đủ 15 tuổi"):
            make.case(nam_tam_cells[0], staff, birth=BirthDate(*birth))

    def test_the_committee_s_steps_are_written_by_the_committee(self, nam_tam_cells, staff, secretary):
        case = make.brought(nam_tam_cells[0], staff, "awareness_class")
        cell_secretary = people.user("bi.thu.cb", "cell_secretary", nam_tam_cells[0])
        permission = make.WAY[make.CODES.index("permission")]
        with pytest.raises(PermissionDenied):
            make.take(case, permission, cell_secretary)
        make.take(case, permission, secretary)


class TestClosing:
    def test_a_case_is_given_up_with_a_reason(self, nam_tam_cells, staff):
        case = make.brought(nam_tam_cells[0], staff, "permission")
        close(case, staff)
        case.refresh_from_db()
        assert (case.closed_on, case.closing, case.is_open) == (D(2009, 12, 1), "withdrawn", False)
        with pytest.raises(Refused, match="đã kết thúc"):
            make.take(case, make.WAY[2], staff)

    def test_a_probationer_is_removed_by_a_decision(self, nam_tam_cells, staff, secretary):
        case = make.brought(nam_tam_cells[0], staff, "ceremony")
        paper = Paper("77-QĐ/HU", D(2009, 11, 30), "")
        with pytest.raises(Refused, match="chỉ có thể hủy quyết định hoặc xóa tên"):
            close(case, staff)
        with pytest.raises(PermissionDenied):
            close(case, secretary, "removed", paper=paper)
        with pytest.raises(Refused, match="số và ngày của quyết định"):
            close(case, staff, "removed")
        assert case.member.memberships.get().exit == ""
        close(case, staff, "removed", paper=paper)
        membership = case.member.memberships.get()
        assert (membership.exit, membership.exit_number) == ("removed", "77-QĐ/HU")
        assert case.member.standings.get().valid.upper == D(2009, 12, 1)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"reason": " "}, "Ghi lý do"),
            ({"on": D(2009, 12, 19)}, "đến hôm nay"),
            ({"on": D(2008, 3, 3)}, "Ngày thôi xét phải từ 04/03/2008"),
            ({"closing": "removed"}, "chưa kết nạp"),
        ],
    )
    def test_what_cannot_be_is_refused(self, nam_tam_cells, staff, changes, said):
        case = make.brought(nam_tam_cells[0], staff, "permission")
        with pytest.raises(Refused, match=said):
            close(case, staff, **changes)
        case.refresh_from_db()
        assert case.is_open


class TestKeptByTheDatabase:
    @pytest.mark.parametrize("statement", ["UPDATE members_casestep SET note = 'x'", "DELETE FROM members_casestep"])
    def test_a_step_is_never_changed(self, nam_tam_cells, staff, statement):
        make.case(nam_tam_cells[0], staff)
        from django.db import connection  # noqa: PLC0415 - only here

        @transaction.atomic
        def written():
            with connection.cursor() as cursor:
                cursor.execute(statement)

        with pytest.raises(IntegrityError) as caught:
            written()
        assert sentence_for(caught.value)

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"step": "outstanding"}, "vừa được người khác ghi"),
            ({"step": "cell_vote", "counted": 3, "agreed": 4}, "không thể nhiều hơn"),
            ({"step": "cell_vote", "counted": 3}, "không thể nhiều hơn"),
        ],
    )
    def test_what_a_step_cannot_be(self, nam_tam_cells, staff, facts, said):
        case = make.case(nam_tam_cells[0], staff)
        last = case.steps.get()
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            CaseStep.objects.create(case=case, on=last.on, by=staff, at=last.at, **facts)
        assert said in sentence_for(caught.value)
