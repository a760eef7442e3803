"""What the address of a list of members asks for, and the memberships that fit."""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import Office
from cells.organizations.models import OrganizationState, subtree_ids
from cells.places.models import VillageState
from members.roll.enums import LEVELS, Ethnicity, PauseKind, Sex, StandingKind, Subject
from members.roll.models import Membership
from members.roll.rules import months_later
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web.lists import AsOf, past_day_asked, row_asked, words_asked

# What somebody may be on the roll: word of the address → label.
STATES = {
    "chinh-thuc": "Chính thức",
    "du-bi": "Dự bị",
    "mien": "Miễn sinh hoạt",
    "dinh-chi": "Đình chỉ sinh hoạt",
    "tam-thoi": "Sinh hoạt tạm thời nơi khác",
}
AWAY = "away"
KINDS = {
    "chinh-thuc": StandingKind.OFFICIAL,
    "du-bi": StandingKind.PROBATIONARY,
    "mien": PauseKind.EXEMPTED,
    "dinh-chi": PauseKind.SUSPENDED,
    "tam-thoi": AWAY,
}
# Which offices somebody holds: word of the address → label and offices.
OFFICES = {
    "cap-uy": ("Có chức vụ cấp ủy", tuple(Office.values)),
    "bi-thu": (Office.SECRETARY.label, (Office.SECRETARY,)),
    "pho-bi-thu": ("Phó bí thư, cả thường trực", (Office.STANDING_DEPUTY, Office.DEPUTY_SECRETARY)),
    "thuong-vu": (Office.STANDING_MEMBER.label, (Office.STANDING_MEMBER,)),
    "uy-vien": (Office.COMMITTEE_MEMBER.label, (Office.COMMITTEE_MEMBER,)),
}
OLDEST = 130


@dataclass(frozen=True)
class MembersAsked:
    """The filters; what cannot be read is as if not asked."""

    as_of: AsOf
    words: str
    organization_id: int | None
    village_id: int | None
    state: str
    sex: str
    ethnicity: str
    level: str
    age_from: int | None
    age_to: int | None
    not_an_age: str = ""
    office: str = ""

    @classmethod
    def of(cls, request) -> "MembersAsked":
        get = request.GET.get
        return cls(
            as_of=past_day_asked(request),
            words=words_asked(request),
            organization_id=row_asked(request, "don-vi"),
            village_id=row_asked(request, "ban"),
            state=known(get("tu-cach", ""), STATES),
            sex=known(get("gioi", ""), Sex.values),
            ethnicity=known(get("dan-toc", ""), Ethnicity.values),
            level=known(get("hoc-van", ""), dict(LEVELS[Subject.GENERAL])),
            age_from=age(get("tuoi-tu", "")),
            age_to=age(get("tuoi-den", "")),
            not_an_age=next((typed for name in ("tuoi-tu", "tuoi-den") if (typed := wrong_age(get(name, "")))), ""),
            office=known(get("chuc-vu", ""), OFFICES),
        )

    @property
    def day(self) -> dt.date:
        return self.as_of.day

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked."""
        asked = (self.words, self.organization_id, self.village_id, self.state, self.sex, self.ethnicity, self.level)
        return any(asked) or bool(self.office) or self.age_from is not None or self.age_to is not None

    @property
    def problem(self) -> str:
        """What of the filters cannot be."""
        if None not in (self.age_from, self.age_to) and self.age_from > self.age_to:
            return f"Tuổi từ {self.age_from} đến {self.age_to}: tuổi đầu phải nhỏ hơn hoặc bằng tuổi cuối."
        return f"“{self.not_an_age}” không phải là tuổi; bộ lọc này chưa dùng." if self.not_an_age else ""

    @property
    def has_more(self) -> bool:
        """Whether one of the rarer filters is asked."""
        return (
            bool(self.sex or self.ethnicity or self.level or self.office)
            or self.age_from is not None
            or self.age_to is not None
        )

    def fitting(self, scope: Scope):
        """Memberships of the day within reach that fit everything but the state, which `of_state` adds."""
        rows = Membership.objects.on(self.day).in_scope(scope)
        if self.organization_id:
            rows = rows.filter(organization_id__among=subtree_ids(self.organization_id, self.day))
        rows = rows.living_in(self.village_id, self.day) if self.village_id else rows
        rows = rows.filter(member__sex=self.sex) if self.sex else rows
        rows = rows.filter(member__ethnicity=self.ethnicity) if self.ethnicity else rows
        rows = rows.with_level(Subject.GENERAL, self.level, self.day) if self.level else rows
        rows = rows.in_office(OFFICES[self.office][1], self.day) if self.office else rows
        if self.age_from is not None or self.age_to is not None:
            rows = rows.born_between(*self.born)
        return rows.holding(self.words, self.day) if self.words else rows

    @property
    def born(self) -> tuple[dt.date, dt.date]:
        """First and last day of birth of people of these ages."""
        oldest = OLDEST if self.age_to is None else self.age_to
        first = months_later(self.day, -12 * (oldest + 1)) + dt.timedelta(days=1)
        return first, months_later(self.day, -12 * (self.age_from or 0))

    @property
    def kind(self) -> str:
        """The standing, pause or absence that is asked for; "" without one."""
        return str(KINDS.get(self.state, ""))

    def of_state(self, rows):
        """Those of the state that is asked for."""
        if self.kind == AWAY:
            return rows.away(self.day)
        if self.kind in StandingKind.values:
            return rows.standing(self.kind, self.day)
        return rows.paused(self.kind, self.day) if self.kind else rows

    def said(self, scope: Scope) -> str:
        """The filters in words, for the title of a file; "" without any."""
        organization, village = self.organization(scope), self.village(scope)
        parts = [
            organization.name if organization else "",
            f"bản {village.name}" if village else "",
            STATES.get(self.state, "").lower(),
            Sex(self.sex).label.lower() if self.sex else "",
            f"dân tộc {Ethnicity(self.ethnicity).label}" if self.ethnicity else "",
            dict(LEVELS[Subject.GENERAL]).get(self.level, "").lower(),
            OFFICES[self.office][0].lower() if self.office else "",
            f"từ {self.age_from} tuổi" if self.age_from is not None else "",
            f"đến {self.age_to} tuổi" if self.age_to is not None else "",
            f"tìm “{self.words}”" if self.words else "",
        ]
        return "".join(f", {part}" for part in parts if part)

    def organization(self, scope: Scope) -> OrganizationState | None:
        """The organisation asked for, as it is on the day, if it is within reach."""
        if not self.organization_id:
            return None
        states = OrganizationState.objects.on(self.day).in_scope(scope, Permission.VIEW_MEMBERS)
        return states.filter(organization=self.organization_id).first()

    def village(self, scope: Scope) -> VillageState | None:
        """The village asked for, as it is on the day, if it is within reach."""
        if not self.village_id:
            return None
        states = VillageState.objects.on(self.day).in_scope(scope, Permission.VIEW_MEMBERS)
        return states.filter(village=self.village_id).first()


def known(typed: str, choices) -> str:
    return typed if typed in choices else ""


def age(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and len(typed) <= 3 and int(typed) <= OLDEST else None


def wrong_age(typed: str) -> str:
    """What was typed for an age and is none."""
    return typed[:20] if typed.strip() and age(typed) is None else ""
