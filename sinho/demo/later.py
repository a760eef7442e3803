"""The second demo: a commune of made-up name and its cells under the rules of 2025, in a database of its own.

It lives on a day of 2025, so it cannot stand beside the district of 2009; its names say that it is made up.
"""

import datetime as dt
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from cells.access.models import Grant
from cells.assessments.actions import campaigns, decision, judging, submission
from cells.assessments.actions.decision import DecisionPaper, Grade
from cells.assessments.enums import Body, RegistrationState
from cells.assessments.models import CommuneResult, RegisteredTask, Score, Sheet
from cells.assessments.rules.hands import Hand
from cells.organizations.enums import OrganizationKind, OrganizationType
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.demo.later_members import rate, write_members
from sinho.demo.register import period
from sinho.web import clock

SCHEME, YEAR, CELLS, WITH_MEMBERS = "qd366_2025", 2025, 12, 4
LATER_DAY, SINCE = dt.date(2025, 12, 18), dt.date(2025, 1, 1)
PEOPLE = (
    ("tochuc.2025", Role.DISTRICT_STAFF, "Hoàng Văn Mẫu", "Chuyên viên Ban Tổ chức (giả định)", 0),
    ("lanhdao.2025", Role.DISTRICT_LEADER, "Lê Thị Mẫu", "Phó Bí thư Thường trực (giả định)", 0),
    ("bithu.2025", Role.COMMUNE_SECRETARY, "Trần Văn Mẫu", "Bí thư Đảng ủy xã Mẫu 2025 (giả định)", 1),
)
NAMES = tuple(username for username, *_ in PEOPLE)
# Group, task, unit, plan, reached, day of the deadline and day done: one of five exceeds, one is late.
TASK_FIELDS = ("group", "content", "unit", "planned", "actual", "deadline", "done_on")
TASKS = (
    ("tasks", "Giảm hộ nghèo", "hộ", 20, 24, dt.date(2025, 11, 30), dt.date(2025, 11, 20)),
    ("tasks", "Thu ngân sách trên địa bàn", "triệu đồng", 900, 980, dt.date(2025, 12, 15), dt.date(2025, 12, 10)),
    ("tasks", "Kết nạp đảng viên", "người", 6, 6, dt.date(2025, 11, 30), dt.date(2025, 12, 3)),
    ("tasks", "Kiểm tra tổ chức đảng", "cuộc", 4, 4, dt.date(2025, 11, 30), dt.date(2025, 11, 12)),
    ("tasks", "Số hóa hồ sơ một cửa", "%", 90, 95, dt.date(2025, 12, 15), dt.date(2025, 12, 8)),
)
FULL = Hand(fills=True)
ABOVE = Hand(accepts=True, appraises=True, decides=True)


def write_later(password: str) -> None:
    """The root, its commune with cells, accounts, and the year as far as the committee has come."""
    organizations = write_organizations()
    users = write_accounts(organizations, password)
    staff, secretary = users["tochuc.2025"], users["bithu.2025"]
    root, commune, *cells = organizations
    dates = campaigns.Dates(*(dt.date(YEAR, month, day) for month, day in ((3, 31), (12, 15), (12, 25), (12, 31))))
    campaign = campaigns.open_campaign(
        organization=root, year=YEAR, scheme_code=SCHEME, dates=dates, by=staff, confirmed=True
    )
    hand_in(campaign.sheets.get(organization=commune), secretary, staff)
    grades = [Grade("excellent"), *[Grade("good")] * 5, Grade("completed")]
    decision.record_cells(
        campaign=campaign,
        grades={cell.pk: grade for cell, grade in zip(cells, grades, strict=False)},
        paper=DecisionPaper("21-QĐ/ĐU", LATER_DAY),
        hands_of=dict.fromkeys((cell.pk for cell in cells), ABOVE),
        by=secretary,
        ground="Biên bản họp Đảng ủy ngày 17/12/2025",
    )
    people = write_members(cells[-WITH_MEMBERS:], SINCE)
    rate(campaign, cells[-1], people[cells[-1].pk])


def write_organizations() -> list[Organization]:
    """Root, commune, cells, in this order."""
    kinds = OrganizationKind
    said = [("M25", "Đảng bộ tỉnh Mẫu 2025 (giả định)", "Mẫu 2025 (giả định)", kinds.PROVINCE_COMMITTEE, "")]
    commune = ("Đảng bộ xã Mẫu 2025 (giả định)", "Xã Mẫu 2025", kinds.GRASSROOTS_COMMITTEE, OrganizationType.COMMUNE)
    said += [("M25-X", *commune)]
    for number in range(1, CELLS + 1):
        name = f"thôn Mẫu {number}"
        said.append((f"M25-X-{number:02}", f"Chi bộ {name}", f"Thôn Mẫu {number}", kinds.SUBORDINATE_CELL, ""))
    rows = Organization.objects.bulk_create(Organization(code=code) for code, *_ in said)
    parents = [None, rows[0], *[rows[1]] * CELLS]
    OrganizationState.objects.bulk_create(
        OrganizationState(
            organization=row,
            valid=period(SINCE, None),
            name=name,
            short_name=short_name,
            kind=kind,
            type=type_code,
            parent=parent,
        )
        for row, parent, (_, name, short_name, kind, type_code) in zip(rows, parents, said, strict=True)
    )
    return rows


def write_accounts(organizations: list[Organization], password: str) -> dict[str, User]:
    """The staff and a leader above, the secretary of the commune."""
    users = {}
    for username, role, full_name, position, place in PEOPLE:
        facts = {"full_name": full_name, "position": position, "phone": "0900 000 025"}
        users[username] = User.objects.create(username=username, password=make_password(password), **facts)
        grant = {"organization": organizations[place], "role": role, "valid": period(SINCE, None)}
        Grant.objects.create(user=users[username], **grant)
    return users


def hand_in(sheet: Sheet, secretary: User, staff: User) -> None:
    """The commune's own sheet: registered, filled in, handed in, taken over, one condition answered."""
    now = clock.now()
    sheet.registration_state, sheet.aimed_level, sheet.self_level = RegistrationState.ACCEPTED, "excellent", "good"
    sheet.registered_at = sheet.accepted_at = now
    sheet.registered_by, sheet.accepted_by = secretary, staff
    sheet.meeting_on = dt.date(2025, 12, 16)
    sheet.save()
    fill(sheet, {"changed_at": now, "changed_by": secretary})
    submission.submit(sheet=sheet, hand=FULL, by=secretary)
    submission.receive(sheet=sheet, hand=ABOVE, by=staff)
    answers = {"no_discipline": (True, "Thông báo 15-TB/UBKT: không có kỷ luật trong năm")}
    judging.answer(sheet=sheet, answers=answers, hand=ABOVE, by=staff)


def fill(sheet: Sheet, marks: dict) -> None:
    """Tasks with what came of them, points one step below the maximum, results of the commune."""
    frame = sheet.campaign.rules.frame_for(OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationType.COMMUNE)
    RegisteredTask.objects.bulk_create(
        RegisteredTask(sheet=sheet, position=position, **dict(zip(TASK_FIELDS, task, strict=True)), **marks)
        for position, task in enumerate(TASKS, 1)
    )
    Score.objects.bulk_create(
        Score(
            sheet=sheet,
            body=Body.SELF,
            criterion=one.code,
            points=one.max - one.step,
            evidence="Báo cáo 40-BC/ĐU",
            **marks,
        )
        for one in frame.criteria.values()
        if not one.optional
    )
    CommuneResult.objects.bulk_create(
        CommuneResult(
            sheet=sheet,
            indicator=one.code,
            value=Decimal("12.5"),
            source="Số liệu giả định",
            source_date=dt.date(2025, 12, 1),
            **marks,
        )
        for one in frame.indicators
    )
