"""The sheets of the demo district are as the acts of the product would have left them."""

import datetime as dt

import pytest
from django.utils import timezone

from cells.access.models import Grant, scope_of
from cells.assessments.actions import filling, submission
from cells.assessments.enums import REGISTRATION_ACCEPTED, REGISTRATION_SENT, Body, SheetState
from cells.assessments.models import Proposal, Sheet, Step
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules.fields import field_named
from cells.assessments.rules.hands import hand
from cells.assessments.rules.sheet import (
    missing_before_registration,
    missing_before_submission,
    points_problem,
    total,
)
from cells.organizations.models import OrganizationState
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.audit.actions import plain
from sinho.audit.models import AuditEntry
from sinho.demo.plan import DEMO_DAY
from sinho.refusal import Refused

pytestmark = pytest.mark.usefixtures("demo")


def opened(**lookup):
    """Sheets with all that stands in them."""
    sheets = Sheet.objects.filter(**lookup).select_related("campaign", "organization").order_by("pk").distinct()
    return [open_sheet(sheet, DEMO_DAY) for sheet in sheets]


def sheet_of(code, year=2009):
    return Sheet.objects.select_related("campaign", "organization").get(campaign__year=year, organization__code=code)


def hand_of(username, sheet):
    state = sheet.organization_state(DEMO_DAY)
    procedure = sheet.campaign.rules.procedures["grassroots" if state.kind.startswith("grassroots") else "cell"]
    return hand(scope_of(User.objects.get(username=username), DEMO_DAY), sheet.organization_id, state.kind, procedure)


def test_what_was_handed_in_was_complete():
    found = opened(submitted_at__isnull=False)

    assert len(found) == 41 + 1 + 34  # 2008: grassroots organisations and one cell; 2009: grassroots organisations
    for sheet in found:
        assert missing_before_submission(sheet.facts) == [], sheet.state.name


def test_registrations_that_were_sent_were_complete():
    for sheet in opened(registered_at__isnull=False):
        assert missing_before_registration(sheet.facts) == [], sheet.state.name


def test_the_step_of_handing_in_keeps_what_stood_there():
    steps = {step.sheet_id: step for step in Step.objects.filter(state=SheetState.SUBMITTED)}
    for sheet in opened(submitted_at__isnull=False):
        assert steps[sheet.sheet.pk].content == plain(sheet.snapshot())
        assert steps[sheet.sheet.pk].at == sheet.sheet.submitted_at


def test_the_step_of_registering_keeps_the_plan_without_results():
    for step in Step.objects.filter(state=REGISTRATION_SENT):
        assert step.content["aimed_level"]
        assert all(task["planned"] and task["actual"] is None for task in step.content["tasks"])


def test_points_stand_within_their_criteria():
    for sheet in opened(scores__isnull=False):
        for score in sheet.scores:
            assert points_problem(sheet.frame.criteria[score.criterion], score.points) == ""


def test_own_points_fit_the_own_level():
    for sheet in opened(submitted_at__isnull=False):
        points = total(sheet.facts.scores, sheet.frame.criteria.values())
        assert sheet.scheme.level_for_points(points).code == sheet.sheet.self_level, sheet.state.name


def test_a_proposal_that_the_points_do_not_suggest_is_explained():
    unlike = []
    for sheet in opened(proposals__body=Body.ORGANIZATION_BOARD):
        proposal = sheet.sheet.proposals.get(body=Body.ORGANIZATION_BOARD)
        if submission.reason_asked(sheet, proposal.level):
            unlike.append(sheet.sheet.organization.code)
            assert proposal.comment
    assert unlike == ["SH-NM", "SH-KB", "SH-BV"]


def test_what_was_decided_was_proposed_before():
    decided = Sheet.objects.filter(state=SheetState.DECIDED, decided_by__username="lanhdao").exclude(decided_level="")
    assert decided.count() == 41 + 10 + 82  # 2008, 2009, 2006 and 2007
    for sheet in decided:
        proposal = sheet.proposals.get(body=Body.ORGANIZATION_BOARD)
        assert (proposal.level, proposal.exemplary) == (sheet.decided_level, sheet.decided_exemplary)


def test_nobody_decided_on_what_he_handed_in_or_registered():
    for sheet in Sheet.objects.filter(state=SheetState.DECIDED):
        assert sheet.decided_by_id not in (sheet.submitted_by_id, sheet.registered_by_id)


def test_cells_are_decided_by_the_secretary_of_their_committee():
    led = dict(Grant.objects.filter(role=Role.COMMUNE_SECRETARY).values_list("user_id", "organization_id"))
    for year in (2008, 2009):
        states = OrganizationState.objects.on(min(DEMO_DAY, dt.date(year, 12, 31))).filter(kind="subordinate_cell")
        parents = dict(states.values_list("organization_id", "parent_id"))
        decided = Sheet.objects.filter(campaign__year=year, state=SheetState.DECIDED, organization__in=parents)
        assert decided.count() > 200
        for sheet in decided:
            assert led[sheet.decided_by_id] == parents[sheet.organization_id]
            assert sheet.decision_number.endswith("-QĐ/ĐU")


def test_cells_founded_late_in_the_year_are_not_evaluated():
    for sheet in Sheet.objects.exclude(not_evaluated_reason="").select_related("campaign"):
        founded = sheet.organization.events.filter(kind="establish", on__gte=dt.date(sheet.campaign.year, 7, 1))
        assert founded.exists() == (sheet.not_evaluated_reason == "new_org")


def test_each_sheet_went_through_its_steps_in_order_of_time():
    ways = {}
    for step in Step.objects.order_by("id"):
        ways.setdefault(step.sheet_id, []).append(step)
    last = timezone.make_aware(dt.datetime.combine(DEMO_DAY, dt.time()))
    for steps in ways.values():
        moments = [step.at for step in steps]
        assert moments == sorted(moments)
        assert moments[-1] < last
        states = [step.state for step in steps]
        if REGISTRATION_ACCEPTED in states:
            assert states[:2] == [REGISTRATION_SENT, REGISTRATION_ACCEPTED]


def test_the_version_counts_the_changes_of_state():
    for sheet in Sheet.objects.prefetch_related("steps"):
        assert sheet.version == 1 + len(sheet.steps.all())


def test_the_log_holds_every_step_but_the_beginnings():
    logged = AuditEntry.objects.filter(object_type="cells.sheet").exclude(did="assessment.opinion_given")

    assert logged.count() == Step.objects.exclude(state=SheetState.DRAFT).count()
    assert (
        not AuditEntry.objects.filter(organization_id=None)
        .exclude(did__startswith="account")
        .exclude(did="reference.loaded")
    )


def test_the_log_is_in_order_of_time():
    moments = list(AuditEntry.objects.exclude(did="reference.loaded").order_by("id").values_list("at", flat=True))

    assert moments == sorted(moments)


def test_nam_tam_can_mend_and_hand_in_again():
    sheet, secretary = sheet_of("SH-NT"), User.objects.get(username="bithu.namtam")
    requests = sheet.steps.get(state=SheetState.SENT_BACK).requests.all()
    assert [request.place for request in requests] == ["2.1", "2.2"]
    assert (sheet.state, sheet.round, sheet.mend_by) == (SheetState.SENT_BACK, 2, dt.date(2009, 12, 21))
    right = hand_of("bithu.namtam", sheet)
    score = sheet.scores.get(body=Body.SELF, criterion="2.2")

    filling.save_field(
        sheet=sheet,
        field=field_named("score:2.2:evidence"),
        typed="Biên bản kiểm tra ngày 18/12/2009",
        version=score.version,
        was=None,
        hand=right,
        by=secretary,
    )
    submission.submit(sheet=sheet, hand=right, by=secretary)

    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED
    assert set(Proposal.objects.filter(sheet=sheet, body=Body.SELF).values_list("round", flat=True)) == {1, 2}


def test_ta_phin_waits_for_the_appraisal():
    sheet, secretary = sheet_of("SH-TP"), User.objects.get(username="bithu.taphin")
    assert sheet.state == SheetState.IN_APPRAISAL

    with pytest.raises(Refused, match="đã nộp"):
        submission.submit(sheet=sheet, hand=hand_of("bithu.taphin", sheet), by=secretary)


def test_the_cell_with_an_account_is_still_writing():
    sheet = sheet_of("SH-NT-B01")

    assert (sheet.state, sheet.submitted_at, sheet.accepted_by.username) == (SheetState.DRAFT, None, "bithu.namtam")
    assert missing_before_submission(open_sheet(sheet, DEMO_DAY).facts)
    assert sheet_of("SH-NT-B01", 2008).submitted_by.username == "bithu.chibo"


def test_one_organisation_is_late_with_mending_and_one_has_time():
    deadlines = Sheet.objects.filter(state=SheetState.SENT_BACK).values_list("organization__code", "mend_by")

    assert dict(deadlines) == {
        "SH-NT": dt.date(2009, 12, 21),
        "SH-LM": dt.date(2009, 12, 17),
        "SH-YTDP": dt.date(2009, 12, 22),
    }


def test_what_is_in_appraisal_has_opinions_side_by_side():
    boards = Proposal.objects.filter(sheet=sheet_of("SH-NCU")).values_list("body", "by__username")

    assert sorted(boards) == [
        (Body.INSPECTION, "kiemtra"),
        (Body.MASS_MOBILIZATION, "bantochuc"),
        (Body.PROPAGANDA, "bantochuc"),
        (Body.SELF, Sheet.objects.get(pk=sheet_of("SH-NCU").pk).submitted_by.username),
    ]
