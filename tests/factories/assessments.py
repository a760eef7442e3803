"""Campaigns and sheets for tests: rows as they stand after the work, without its steps."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from cells.assessments import schemes
from cells.assessments.enums import SheetState
from cells.assessments.models import Campaign, CommuneResult, RegisteredTask, Score, Sheet
from cells.organizations.models import Organization
from sinho.accounts.models import User

SCHEME = "hd20_2008"


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    """A moment of the day in local time."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def hand(username: str) -> User:
    """Somebody who only appears as the author of rows."""
    return User.objects.get_or_create(username=username, defaults={"full_name": username})[0]


def campaign(district: Organization, year: int, scheme: str | dict = SCHEME, **more) -> Campaign:
    """The campaign of a year; `scheme` is a code of a file or a whole scheme."""
    data = scheme if isinstance(scheme, dict) else schemes.as_json(scheme)
    facts = {
        "register_by": dt.date(year, 2, 28),
        "submit_by": dt.date(year, 12, 15),
        "appraise_by": dt.date(year, 12, 31),
        "decide_by": dt.date(year + 1, 1, 15),
        "opened_at": at(dt.date(year, 1, 5)),
        "opened_by": hand("mo.dot"),
    }
    return Campaign.objects.create(
        organization=district, year=year, scheme=data, scheme_code=data["code"], **{**facts, **more}
    )


def sheet(campaign: Campaign, organization: Organization, state: str = SheetState.DRAFT, **facts) -> Sheet:
    """A sheet in a state; what the state demands (who handed it in, who decided) is filled in."""
    if state in (SheetState.SUBMITTED, SheetState.IN_APPRAISAL, SheetState.PROPOSED, SheetState.DECIDED):
        facts = {"submitted_at": at(campaign.submit_by), "submitted_by": hand("nop"), **facts}
    return Sheet.objects.create(campaign=campaign, organization=organization, state=state, **facts)


def decided(
    campaign: Campaign,
    organization: Organization,
    level: str,
    exemplary: bool = False,
    on: dt.date | None = None,
    **facts,
) -> Sheet:
    """A sheet with its grade, decided on a day (the last of the year)."""
    return sheet(
        campaign,
        organization,
        SheetState.DECIDED,
        decided_level=level,
        decided_exemplary=exemplary,
        decided_at=at(on or campaign.counted_on),
        decided_by=hand("quyet.dinh"),
        **facts,
    )


def not_evaluated(
    campaign: Campaign, organization: Organization, reason: str = "new_org", on: dt.date | None = None, **facts
) -> Sheet:
    """A sheet that was closed without a grade, for a reason of the scheme."""
    return sheet(
        campaign,
        organization,
        SheetState.DECIDED,
        not_evaluated_reason=reason,
        decided_at=at(on or campaign.counted_on),
        decided_by=hand("quyet.dinh"),
        **facts,
    )


def fill(sheet: Sheet, *, points: str = "max", level: str = "", meeting_on: dt.date | None = None) -> Sheet:
    """Everything that a sheet needs before it may be handed in: one task reached, all points, results, level."""
    state = sheet.organization_state(meeting_on or sheet.campaign.counted_on)
    frame = sheet.campaign.rules.frame_for(state.kind, state.type)
    sheet.registration_state = "accepted"
    sheet.registered_at = sheet.accepted_at = at(dt.date(sheet.campaign.year, 1, 20))
    sheet.registered_by, sheet.accepted_by = hand("dang.ky"), hand("chap.thuan")
    sheet.aimed_level = sheet.self_level = level or sheet.campaign.rules.levels[0].code
    sheet.meeting_on = meeting_on or dt.date(sheet.campaign.year, 12, 10)
    sheet.save()
    RegisteredTask.objects.create(
        sheet=sheet,
        position=1,
        group=frame.task_groups[0].key,
        content="Sản lượng lương thực có hạt",
        unit="tấn",
        planned=Decimal(1450),
        actual=Decimal(1512),
    )
    for criterion in frame.criteria.values():
        given = criterion.max if points == "max" else criterion.step
        Score.objects.create(
            sheet=sheet, body="self", criterion=criterion.code, points=given, evidence="Báo cáo 38-BC/UBND"
        )
    for indicator in frame.indicators:
        CommuneResult.objects.create(
            sheet=sheet,
            indicator=indicator.code,
            value=Decimal("37.8"),
            source="Phòng Thống kê",
            source_date=dt.date(sheet.campaign.year, 11, 30),
        )
    return sheet
