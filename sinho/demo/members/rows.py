"""Lives become rows: members with their standing, cells, cards, schooling, work and homes."""

import datetime as dt
from random import Random

from django.db.backends.postgresql.psycopg_any import DateRange

from cells.organizations.models import Organization
from cells.places.models import Village
from members.roll.enums import OUT_OF_THE_PARTY, Ethnicity, Occupation, PauseKind, Religion, Sex, StandingKind, Subject
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from sinho.demo.members.doubles import identity_number
from sinho.demo.members.lives import HISTORY, Life, a_year_after
from sinho.demo.plan import DEMO_DAY, Unit, chance, content, working_day
from sinho.imports.copying import copy_rows

GENERAL = {
    "literate": ("Biết đọc, biết viết",),
    "primary": ("5/12", "5/10", "4/10", "5/12 bổ túc"),
    "lower_secondary": ("9/12", "7/10", "9/12 bổ túc", "8/12"),
    "upper_secondary": ("12/12", "10/10", "12/12 bổ túc"),
}
WHERE_PROFESSIONAL = {
    "elementary": "Sơ cấp nông lâm",
    "intermediate": "Trung cấp",
    "college": "Cao đẳng",
    "university": "Đại học",
}
FIELDS = {
    Occupation.SERVICE_UNIT: ("Sư phạm", "Y sĩ"),
    Occupation.COMMUNE_STAFF: ("Hành chính", "Nông nghiệp", "Luật"),
    Occupation.ARMED_FORCES: ("Quân sự", "Cảnh sát"),
}
ISSUER = "Ban Thường vụ Huyện ủy Sìn Hồ"


class Rows:
    """Collects and writes."""

    def __init__(self, lives: list[Life], units: dict[str, Unit], organizations: dict[str, Organization]):
        self.lives, self.units, self.organizations = lives, units, organizations
        self.chance: Random = chance("rows of members")
        self.data = content("members")
        self.villages = {village.code: village for village in Village.objects.all()}
        # Key of the member → level and words of his general schooling.
        self.general: dict[int, tuple[str, str]] = {}
        self.rows: dict[type, list] = {
            model: [] for model in (Standing, Membership, Card, Schooling, Work, LivingPlace, Pause)
        }

    def write(self) -> list[Member]:
        members = [self.member(number, life) for number, life in enumerate(self.lives, 1)]
        copy_rows(Member, members)
        for number, (member, life) in enumerate(zip(members, self.lives, strict=True), 1):
            end = self.end_of(life)
            self.add_standings(member, life, end)
            self.add_memberships(member, life)
            self.add_card(member, life, number)
            self.add_schooling(member, life)
            self.add_work(member, life)
            self.add_home(member, life)
            self.add_pause(member, life)
        for model, rows in self.rows.items():
            copy_rows(model, rows)
        return members

    def member(self, number: int, life: Life) -> Member:
        share = self.data["ethnicity"][life.group]
        ethnicity = self.chance.choices(list(share), list(share.values()))[0]
        known = self.chance.random() > 0.06 or life.born.year > 1960
        unit = self.units[life.stays[0].cell]
        return Member(
            full_name=life.name,
            sex=Sex.FEMALE if life.woman else Sex.MALE,
            birth_year=life.born.year,
            birth_month=life.born.month if known else None,
            birth_day=life.born.day if known else None,
            ethnicity=Ethnicity(ethnicity),
            religion=Religion.PROTESTANT
            if ethnicity == Ethnicity.MONG and self.chance.random() < 0.01
            else Religion.NONE,
            home_place=self.home(unit, life),
            joined_union_on=self.union_day(life),
            file_number=f"{100000 + number:06d}",
            file_place=f"Ban Tổ chức Huyện ủy, tủ {number % 12 + 1}",
            identity_number=identity_number(number, life),
        )

    def home(self, unit: Unit, life: Life) -> str:
        committee = self.units.get(unit.last.parent, unit)
        if life.group == "kinh":
            return self.chance.choice(("Thái Bình", "Hà Nam", "Nam Định", "Phú Thọ", "Hải Dương", "Thanh Hóa"))
        place = committee.last.name.removeprefix("Đảng bộ ") if committee.commune else "xã Phăng Sô Lin"
        return f"{place[0].upper()}{place[1:]}, huyện Sìn Hồ, Lai Châu"

    def union_day(self, life: Life) -> dt.date | None:
        if self.chance.random() < 0.25:
            return None
        return dt.date(min(life.born.year + self.chance.randint(15, 18), life.admitted_on.year - 1), 3, 26)

    def end_of(self, life: Life) -> dt.date | None:
        """The first day no longer in the Party."""
        return life.last.until if life.last.exit in OUT_OF_THE_PARTY else None

    def add_standings(self, member: Member, life: Life, end: dt.date | None) -> None:
        official = life.official_on if life.official_on and not (end and end <= life.official_on) else None
        number = self.chance.randint(3, 190)
        self.rows[Standing].append(
            Standing(
                member=member,
                kind=StandingKind.PROBATIONARY,
                valid=DateRange(life.admitted_on, official or end, "[)"),
                decision_number=f"{number}-QĐ/HU",
                decision_date=life.decided_on,
                issuer=ISSUER,
            )
        )
        if official:
            decided = min(working_day(official + dt.timedelta(days=self.chance.randint(6, 40)), 1), DEMO_DAY)
            self.rows[Standing].append(
                Standing(
                    member=member,
                    kind=StandingKind.OFFICIAL,
                    valid=DateRange(official, end, "[)"),
                    decision_number=f"{self.chance.randint(3, 190)}-QĐ/HU",
                    decision_date=decided,
                    issuer=ISSUER,
                )
            )

    def add_memberships(self, member: Member, life: Life) -> None:
        for stay in life.stays:
            leaves = stay.exit in OUT_OF_THE_PARTY and stay.exit != "died"
            self.rows[Membership].append(
                Membership(
                    member=member,
                    organization=self.organizations[stay.cell],
                    valid=DateRange(stay.since, stay.until, "[)"),
                    entry=stay.entry,
                    exit=stay.exit,
                    exit_number=f"{self.chance.randint(3, 190)}-QĐ/HU" if leaves else "",
                    exit_date=working_day(stay.until) if leaves else None,
                )
            )

    def add_card(self, member: Member, life: Life, number: int) -> None:
        """Cards are given with the recognition, in the district some weeks later."""
        if life.official_on is None:
            return
        since = life.official_on + dt.timedelta(days=60)
        if since < DEMO_DAY and (life.last.until is None or since < life.last.until):
            self.rows[Card].append(
                Card(member=member, number=f"{45000000 + number:08d}", valid=DateRange(since, self.end_of(life)))
            )

    def add_schooling(self, member: Member, life: Life) -> None:
        year = max(first for first in self.data["schooling"] if first <= max(life.admitted_on.year, 1950))
        share = self.data["schooling"][year]
        trained = life.work not in (Occupation.FARMER, Occupation.VILLAGE_STAFF)
        level = self.chance.choices(list(share), list(share.values()))[0]
        if trained and life.work != Occupation.COMMUNE_STAFF:
            level = "upper_secondary"
        words = self.chance.choice(GENERAL[level])
        self.learn(member, Subject.GENERAL, level, words, None)
        self.general[member.pk] = (level, words)
        if trained and level == "upper_secondary":
            self.add_professional(member, life)
        if trained or self.chance.random() < 0.12:
            theory = self.chance.choices(("elementary", "intermediate", "advanced"), (62, 33, 5))[0]
            since = self.some_day_after(life.admitted_on)
            self.learn(member, Subject.THEORY, theory, "", since)

    def add_professional(self, member: Member, life: Life) -> None:
        weights = (16, 52, 14, 18) if life.work == Occupation.COMMUNE_STAFF else (4, 38, 26, 32)
        level = self.chance.choices(list(WHERE_PROFESSIONAL), weights)[0]
        field = self.chance.choice(FIELDS.get(life.work, ("Kinh tế", "Luật", "Hành chính")))
        words = WHERE_PROFESSIONAL[level] if level == "elementary" else f"{WHERE_PROFESSIONAL[level]} {field}"
        self.learn(member, Subject.PROFESSIONAL, level, words, self.some_day_after(life.admitted_on))

    def some_day_after(self, day: dt.date) -> dt.date | None:
        """Within eight years; what would lie ahead is as if brought along."""
        learned = day + dt.timedelta(days=self.chance.randint(100, 3000))
        return learned if learned < DEMO_DAY else None

    def learn(self, member: Member, subject: str, level: str, words: str, since: dt.date | None) -> None:
        self.rows[Schooling].append(Schooling(member=member, subject=subject, level=level, words=words, since=since))

    def add_work(self, member: Member, life: Life) -> None:
        """Who lives by a salary retires at 60, women at 55."""
        since, end = life.stays[0].since, life.last.until
        retires = dt.date(life.born.year + (55 if life.woman else 60), life.born.month, 1)
        paid = life.work not in (Occupation.FARMER, Occupation.VILLAGE_STAFF)
        if paid and since < retires < (end or DEMO_DAY) and not life.office:
            self.rows[Work].append(Work(member=member, occupation=life.work, valid=DateRange(since, retires)))
            since, occupation = retires, Occupation.RETIRED
        else:
            occupation = Occupation.RETIRED if paid and retires <= since and not life.office else life.work
        self.rows[Work].append(Work(member=member, occupation=occupation, valid=DateRange(since, end)))

    def add_home(self, member: Member, life: Life) -> None:
        """In a village, or at the centre of the commune."""
        for stay in life.stays[-1:]:
            committee = self.units.get(self.units[stay.cell].last.parent)
            centre = committee.last.short_name if committee else "Sìn Hồ"
            self.rows[LivingPlace].append(
                LivingPlace(
                    member=member,
                    village=self.villages.get(life.village),
                    words="" if life.village else f"Trung tâm {centre}",
                    valid=DateRange(life.stays[0].since, stay.until),
                )
            )

    def add_pause(self, member: Member, life: Life) -> None:
        """Old members of villages ask to be exempted."""
        if life.office or not life.village or life.last.until or life.age(DEMO_DAY) < 62 or self.chance.random() < 0.35:
            return
        since = max(DEMO_DAY - dt.timedelta(days=self.chance.randint(60, 2200)), life.stays[0].since, HISTORY)
        since = max(since, a_year_after(life.admitted_on))
        self.rows[Pause].append(
            Pause(
                member=member,
                kind=PauseKind.EXEMPTED,
                valid=DateRange(since, None),
                decision_number=f"{self.chance.randint(1, 12)}-NQ/CB",
                reason="Tuổi cao, sức yếu, tự nguyện xin miễn công tác và sinh hoạt đảng",
            )
        )
