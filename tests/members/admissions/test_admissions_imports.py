"""The workbook of cases: rows open cases and take their steps by the acts of the page; a later file carries them on."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from members.admissions import actions
from members.admissions.imports.columns import STEPS
from members.admissions.models import Case, CaseStep
from members.roll.actions.moving import Paper
from members.roll.models import LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.accounts.models import User
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import admissions, people
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories.admissions import CODES, WAY
from tests.factories.registers import (
    BIRTH,
    CELL,
    CODE,
    ELDER,
    HOME,
    IDENTITY,
    MOUNTAIN,
    NAME,
    SCHOOLING,
    UNION,
    VILLAGE,
    agreed,
    chosen,
    counted,
    number,
    on,
    until,
    who,
    without,
)
from tests.factories.uploads import exported, table
from tests.factories.workbooks import xlsx

D = dt.date
OF_THE_MEMBER = (Member, Membership, Standing, Schooling, Work, LivingPlace)


def taken(case=None) -> list[str]:
    steps = CaseStep.objects.order_by("pk")
    return list((steps.filter(case=case) if case else steps).values_list("step", flat=True))


class TestNewCases:
    def test_a_person_who_was_chosen_gets_a_case(self, bring_cases, nam_tam, nam_tam_cells):
        village = places.village("Nậm Ngập", committee=nam_tam)
        bring_cases(chosen(**{UNION: D(2004, 3, 26), HOME: "Nậm Tăm", VILLAGE: "Nậm Ngập", IDENTITY: "045000777"}))
        case = Case.objects.get()
        assert (case.full_name, str(case.birth), case.sex, case.ethnicity) == (
            "Tẩn Láo Lở",
            "14/05/1986",
            "male",
            "eth_dao",
        )
        assert (case.schooling, case.schooling_words, case.occupation) == ("lower_secondary", "9/12 bổ túc", "farmer")
        assert (case.union_on, case.home_place, case.identity_number) == (D(2004, 3, 26), "Nậm Tăm", "045000777")
        assert (case.village, case.mountain, case.elder) == (village, True, False)
        assert (case.organization, case.opened_on, case.path["code"]) == (nam_tam_cells[0], D(2007, 2, 12), "hd03_2006")
        step = CaseStep.objects.get()
        assert (step.step, step.number, step.people) == ("outstanding", "3-NQ/CB", "Phàn A Chẳn")

    def test_the_whole_way_makes_an_official_member(self, bring_cases, nam_tam_cells):
        bring_cases(until("recognition"))
        member = Member.objects.get()
        assert taken() == ["outstanding", *CODES]
        assert [(s.kind, s.valid.lower) for s in member.standings.order_by("valid")] == [
            ("probationary", D(2008, 8, 4)),
            ("official", D(2009, 8, 4)),
        ]
        assert member.memberships.get().organization == nam_tam_cells[0]
        assert Case.objects.get().member == member
        given = {step.step: step for step in CaseStep.objects.all()}
        for one in WAY:
            assert (given[one.step].on, given[one.step].number) == (one.on, one.number), one.step
        acts = set(AuditEntry.objects.values_list("did", flat=True))
        assert {
            "admission.opened",
            "admission.step",
            "member.admitted",
            "member.recognised",
            "admission.imported",
        } <= acts

    def test_a_grassroots_cell_has_no_steps_of_a_committee(self, bring_cases, finance_cell):
        row = without(until("decision"), "permission", "committee_vote")
        bring_cases({**row, CELL: "SH-TC"})
        assert "permission" not in taken() and taken()[-1] == "decision"

    def test_the_preview_says_what_is_new_and_nothing_is_written(self, tried_cases):
        upload = tried_cases(until("cell_vote"))
        [told] = upload.trial["rows"]
        assert (told["verdict"], told["name"]) == ("new", "Tẩn Láo Lở")
        assert told["text"] == (
            "nam; sinh 14/05/1986; dân tộc Dao; SH-NT-01 · Chi bộ bản Nậm Tăm 1; chọn ngày 12/02/2007; "
            "bước gần nhất: Chi bộ họp xét kết nạp 02/06/2008; 9 bước"
        )
        assert not Case.objects.exists() and not AuditEntry.objects.filter(did__startswith="admission").exists()

    def test_the_columns_are_those_of_the_path(self, log_in, staff, nam_tam_cells):
        response = log_in(staff).get(reverse("imports:template", args=["admissions"]))
        titles = [
            cell.value.removesuffix(" *") for cell in load_workbook(io.BytesIO(response.content)).worksheets[0][3]
        ]
        assert {on(code) for code in ("outstanding", *CODES, "union", "section")} <= set(titles)
        assert {counted("cell_vote"), agreed("committee_recognition"), number("decision"), who("ceremony")} <= set(
            titles
        )
        assert len(titles) == 17 + len(set(STEPS)) and len(set(titles)) == len(titles)
        assert counted("decision") not in titles and number("application") not in titles


class TestKnownCases:
    def test_a_later_file_with_more_steps_carries_the_case_on(self, bring_cases, tried_cases):
        bring_cases(until("permission"))
        upload = bring_cases(until("cell_vote"))
        assert [row["verdict"] for row in upload.trial["rows"]] == ["changed"]
        assert Case.objects.count() == 1 and taken() == ["outstanding", *CODES[: CODES.index("cell_vote") + 1]]
        bring_cases(until("ceremony"))
        bring_cases(until("recognition"))
        assert taken() == ["outstanding", *CODES] and Member.objects.count() == 1
        again = tried_cases(until("recognition"))
        assert (again.trial["errors"], again.counts["unchanged"]) == ([], 1)

    def test_what_a_page_wrote_goes_on_in_a_file(self, bring_cases, nam_tam_cells, staff):
        case = admissions.brought(nam_tam_cells[0], staff, "verification")
        bring_cases(until("decision", **{SCHOOLING: "THCS"}))
        assert taken(case)[-1] == "decision" and Case.objects.count() == 1

    def test_facts_that_were_not_known_are_filled_in(self, bring_cases, nam_tam):
        village = places.village("Nậm Ngập", committee=nam_tam)
        bring_cases(chosen())
        bring_cases(chosen(**{HOME: "Nậm Tăm", IDENTITY: "045000777", UNION: D(2004, 3, 26), VILLAGE: village.code}))
        case = Case.objects.get()
        assert (case.home_place, case.identity_number, case.village) == ("Nậm Tăm", "045000777", village)
        assert case.union_on == D(2004, 3, 26) and AuditEntry.objects.filter(did="admission.filled").count() == 1
        assert "045000777" not in str(list(AuditEntry.objects.values_list("after", flat=True)))

    @pytest.mark.parametrize(
        ("changes", "column", "cause", "words"),
        [
            ({"Giới tính": "Nữ"}, "Giới tính", "case_stands", "Hồ sơ đang ghi “Nam”"),
            ({SCHOOLING: "THPT"}, SCHOOLING, "case_stands", "Hồ sơ đang ghi “9/12 bổ túc”"),
            ({ELDER: "Có"}, ELDER, "case_stands", "Hồ sơ đang ghi “Không”"),
            ({MOUNTAIN: "Không"}, MOUNTAIN, "case_stands", "Hồ sơ đang ghi “Có”"),
            ({number("permission"): "10-NQ/ĐU"}, number("permission"), "case_stands", "đang ghi “9-NQ/ĐU”"),
            ({counted("cell_vote"): 9}, counted("cell_vote"), "case_stands", "đang ghi “8”"),
            ({on("permission"): D(2008, 3, 5)}, on("permission"), "refused", "đã ghi ngày 04/03/2008"),
            ({on("union"): D(2008, 5, 21)}, on("union"), "refused", "đã bỏ qua"),
        ],
    )
    def test_what_differs_is_refused(self, bring_cases, tried_cases, changes, column, cause, words):
        bring_cases(until("cell_vote"))
        upload = tried_cases(until("cell_vote", **changes))
        [group] = upload.trial["errors"]
        [found] = group["findings"]
        assert group["code"] == cause and found["column"].endswith(column) and words in found["text"]
        assert len(taken()) == 9

    def test_a_vote_that_was_not_carried_is_a_doubt_and_may_be_held_again(self, tried_cases, bring_cases, staff):
        row = until("cell_vote", **{counted("cell_vote"): 9, agreed("cell_vote"): 5})
        upload = tried_cases(row)
        assert sorted(group["code"] for group in upload.trial["doubts"]) == ["not_carried", "other_count"]
        with pytest.raises(Refused, match="cần xác nhận"):
            uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
        bring_cases(row)
        assert tried_cases(row).counts["unchanged"] == 1
        bring_cases(until("cell_vote", **{on("cell_vote"): D(2008, 6, 16)}))
        votes = CaseStep.objects.filter(step="cell_vote").order_by("pk")
        assert [(one.on, one.passed) for one in votes] == [(D(2008, 6, 2), False), (D(2008, 6, 16), True)]

    def test_the_roll_counts_the_voters(self, tried_cases, bring_cases, nam_tam_cells):
        for n in range(8):
            make.member(nam_tam_cells[0], f"Lò Văn {'ABCDEGHI'[n]}")
        assert [one["code"] for one in tried_cases(until("cell_vote")).trial["doubts"]] == []
        row = until("cell_vote", **{counted("cell_vote"): 7})
        [group] = tried_cases(row).trial["doubts"]
        [found] = group["findings"]
        assert found["text"] == "Theo sổ ngày đó có 8 người được biểu quyết."
        assert found["column"].endswith(counted("cell_vote"))
        bring_cases(row)
        assert "có 8 người" in CaseStep.objects.get(step="cell_vote").note

    def test_a_case_that_was_given_up_does_not_stand_in_the_way_of_a_new_one(self, bring_cases, staff):
        bring_cases(chosen())
        paper = Paper()
        how = {"on": D(2008, 1, 2), "closing": "unfit", "reason": "Thôi", "paper": paper, "scope": people.scope(staff)}
        actions.close_case(case=Case.objects.get(), **how, by=staff)
        bring_cases(chosen(**{on("outstanding"): D(2009, 3, 2)}))
        assert Case.objects.count() == 2


def test_an_export_imports_again_unchanged_and_without_numbers(tried_cases, bring_cases, staff, nam_tam, nam_tam_cells):
    village = places.village("Nậm Ngập", committee=nam_tam)
    bring_cases(
        until("recognition", **{IDENTITY: "045000777", VILLAGE: village.code}),
        until("cell_vote", **{NAME: "Giàng A Tủa", BIRTH: "1985", agreed("cell_vote"): 4}),
        chosen(**{NAME: "Lừ Thị Hặc", BIRTH: "03/1988", CELL: "SH-NT-02", MOUNTAIN: "Không", UNION: D(2003, 3, 26)}),
    )
    content = exported("admissions", staff)
    rows = table(content)
    assert [row[NAME] for row in rows] == ["Lừ Thị Hặc", "Tẩn Láo Lở", "Giàng A Tủa"]
    assert rows[1][number("decision")] == "44-QĐ/HU" and rows[2][agreed("cell_vote")] == 4
    assert rows[1][IDENTITY] is None and rows[1][CODE].startswith("HS-") and rows[0][MOUNTAIN] == "Không"
    upload = tried_cases(content)
    assert (upload.trial["errors"], upload.counts["unchanged"], upload.counts["rows"]) == ([], 3, 3)


def test_the_demo_district_exports_what_imports_unchanged(demo):
    officer = User.objects.get(username="bantochuc")
    content, scope = exported("admissions", officer), people.scope(officer)
    upload = uploads.try_file(kind=kind_of("admissions"), file_name="a.xlsx", content=content, scope=scope, by=officer)
    assert (upload.trial["errors"], upload.counts["unchanged"]) == ([], upload.counts["rows"])
    assert upload.counts["rows"] > 30


class TestUndo:
    def test_undo_takes_back_the_case_and_the_member_that_came_of_it(self, bring_cases, staff):
        uploads.undo(upload=bring_cases(until("recognition")), by=staff)
        for model in (Case, CaseStep, *OF_THE_MEMBER):
            assert not model.objects.exists(), model
        assert AuditEntry.objects.filter(did="admission.import_undone").count() == 1

    def test_undo_takes_back_the_steps_and_leaves_the_case_as_it_was(self, bring_cases, staff):
        bring_cases(until("decision"))
        uploads.undo(upload=bring_cases(until("ceremony", **{HOME: "Nậm Tăm"})), by=staff)
        case = Case.objects.get()
        assert (case.member, case.home_place, taken()[-1]) == (None, "", "decision") and not Member.objects.exists()
        uploads.undo(upload=bring_cases(until("ceremony")), by=staff)
        assert taken()[-1] == "decision"

    def test_undo_of_the_recognition_leaves_the_probation(self, bring_cases, staff):
        bring_cases(until("ceremony"))
        uploads.undo(upload=bring_cases(until("recognition")), by=staff)
        standing = Standing.objects.get()
        assert (standing.kind, standing.valid.upper, taken()[-1]) == ("probationary", None, "ceremony")

    def test_undo_is_refused_after_another_step(self, bring_cases, staff):
        upload = bring_cases(until("verification"))
        case = Case.objects.get()
        admissions.take(case, WAY[CODES.index("referrals")], staff)
        with pytest.raises(Refused, match="đã có số liệu khác dựa vào"):
            uploads.undo(upload=upload, by=staff)
        assert taken(case)[-1] == "referrals"

    @pytest.mark.parametrize(
        ("before", "last", "after"),
        [
            ("awareness_class", "verification", "referrals"),
            ("cell_vote", "decision", "ceremony"),
            ("decision", "ceremony", "new_member_class"),
        ],
    )
    def test_undo_leaves_no_later_step_without_those_before_it(self, bring_cases, staff, before, last, after):
        bring_cases(until(before))
        upload = bring_cases(until(last))
        case = Case.objects.get()
        admissions.take(case, WAY[CODES.index(after)], staff)
        with pytest.raises(Refused, match=r"đã có số liệu khác dựa vào: bước “.*” của Tẩn Láo Lở"):
            uploads.undo(upload=upload, by=staff)
        assert taken(case)[-2:] == [last, after]

    def test_undo_goes_from_the_last_import_to_the_first(self, bring_cases, staff):
        uploads_made = [bring_cases(until(last)) for last in ("awareness_class", "verification", "opinions")]
        with pytest.raises(Refused, match="đã có số liệu khác dựa vào"):
            uploads.undo(upload=uploads_made[1], by=staff)
        for upload in reversed(uploads_made):
            uploads.undo(upload=upload, by=staff)
        assert not Case.objects.exists()

    def test_undo_takes_no_steps_from_a_case_that_was_given_up(self, bring_cases, staff):
        bring_cases(until("awareness_class"))
        upload, case = bring_cases(until("verification")), Case.objects.get()
        closing = {"on": D(2009, 1, 1), "closing": "withdrawn", "reason": "Rút đơn", "paper": Paper()}
        actions.close_case(case=case, scope=people.scope(staff), by=staff, **closing)
        with pytest.raises(Refused, match="việc thôi xét Tẩn Láo Lở"):
            uploads.undo(upload=upload, by=staff)

    def test_afterwards_the_database_keeps_steps_as_before(self, bring_cases, staff):
        uploads.undo(upload=bring_cases(chosen()), by=staff)
        bring_cases(chosen())
        with pytest.raises(IntegrityError, match="ghi sai thì gạch bỏ"), transaction.atomic():
            CaseStep.objects.update(number="4-NQ/CB")


def test_a_step_that_somebody_wrote_since_the_trial_is_not_overwritten(tried_cases, bring_cases, staff):
    bring_cases(until("verification"))
    upload = tried_cases(until("cell_vote"))
    admissions.take(Case.objects.get(), WAY[CODES.index("referrals")], staff)
    with pytest.raises(Refused, match="sau lần thử"):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)
    assert taken()[-1] == "referrals"


# Queries of one step: held, asked, written, logged.
A_STEP = 25


@pytest.mark.parametrize("rows", [1, 10])
def test_each_step_costs_its_act_and_the_reading_does_not_grow(
    staff, nam_tam_cells, rows, django_assert_max_num_queries
):
    names = [f"Lò Văn {'ABCDEGHIKL'[n]}" for n in range(rows)]
    content, scope = xlsx([until("verification", **{NAME: name}) for name in names]), people.scope(staff)
    with django_assert_max_num_queries(50 + 6 * A_STEP * rows):
        upload = uploads.try_file(
            kind=kind_of("admissions"), file_name="a.xlsx", content=content, scope=scope, by=staff
        )
    assert upload.counts["new"] == rows


def test_a_file_of_known_cases_costs_the_same_queries_for_many_rows(
    staff, nam_tam_cells, django_assert_max_num_queries
):
    for n in range(20):
        admissions.case(
            nam_tam_cells[0], staff, full_name=f"Lò Văn {'ABCDEGHIKL'[n % 10]} {n // 10}", identity_number=""
        )
    content, scope = exported("admissions", staff), people.scope(staff)
    with django_assert_max_num_queries(50):
        uploads.try_file(kind=kind_of("admissions"), file_name="a.xlsx", content=content, scope=scope, by=staff)
