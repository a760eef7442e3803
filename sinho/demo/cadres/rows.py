"""The staff becomes rows: people, posts, what they have learned."""

import datetime as dt

from cadres.staff.enums import PostEntry, PostExit, StaffSubject, TitleGroup
from cadres.staff.models import Cadre, Post, Qualification
from members.roll.enums import Sex, Subject
from sinho.demo.cadres.lives import Life, Seats
from sinho.demo.cadres.studies import Studies
from sinho.demo.people import People, is_woman
from sinho.demo.plan import chance, content
from sinho.demo.register import Register, period

YEARS = {"leaver": (1948, 1957), "stayer": (1956, 1980), "newcomer": (1979, 1987)}
# Of those who come in and go out some do so in rarer ways, for the statistical forms.
TAKEN = {PostEntry.BY_FILE: (PostEntry.TAKEN_OVER, PostEntry.TOP_GRADUATE, PostEntry.EXPERIENCED)}
RARELY = (PostExit.RESIGNED, PostExit.MOVED, PostExit.REMOVED)
LEFT = (PostExit.RETIRED, PostExit.EARLY, PostExit.EARLY, PostExit.NOT_REELECTED)
PERSON = ("sex", "birth_year", "birth_month", "birth_day", "ethnicity", "religion", "home_place")
EVENING = "bổ túc, Trung tâm Giáo dục thường xuyên"


def write_staff(register: Register, people: People) -> None:
    """The staff of all communes with their posts and studies."""
    lives = Seats(register, people).fill()
    studies = Studies(lives)
    studies.choose()
    Rows(register, people, studies).write(lives)


class Rows:
    """Collects and writes."""

    def __init__(self, register: Register, people: People, studies: Studies):
        self.register, self.people, self.studies = register, people, studies
        self.rare = chance("rarer ways of the staff")
        self.chance, self.words = chance("rows of the staff"), content("staff")["words"]
        self.posts: list[Post] = []
        self.learned: list[Qualification] = []

    def write(self, lives: list[Life]) -> None:
        cadres = Cadre.objects.bulk_create([self.cadre(number, life) for number, life in enumerate(lives, 1)])
        for cadre, life in zip(cadres, lives, strict=True):
            self.add_posts(cadre, life)
            if life.member:
                self.copy_roll(cadre, life)
            elif life.group == TitleGroup.PART_TIME:
                self.add(cadre, Subject.GENERAL, "primary")
            else:
                self.add_studies(cadre, life)
            self.add_more(cadre, life)
        Post.objects.bulk_create(self.posts)
        Qualification.objects.bulk_create(self.learned)

    def cadre(self, number: int, life: Life) -> Cadre:
        """Who it is; of a member what the roll says."""
        if life.member:
            facts = {name: getattr(life.member, name) for name in PERSON}
            link = life.member if life.linked else None
            return Cadre(full_name=life.name, member=link, identity_number=life.member.identity_number, **facts)
        share = content("members")["ethnicity"][self.people.group_of(life.name)]
        known = self.chance.random()
        return Cadre(
            full_name=life.name,
            sex=Sex.FEMALE if is_woman(life.name) else Sex.MALE,
            birth_year=self.birth_year(life),
            birth_month=self.chance.randint(1, 12) if known > 0.15 else None,
            birth_day=self.chance.randint(1, 28) if known > 0.3 else None,
            ethnicity=self.chance.choices(list(share), list(share.values()))[0],
            home_place=f"{life.unit.last.short_name}, huyện Sìn Hồ, tỉnh Lai Châu",
            identity_number=f"0459{number:05d}" if self.chance.random() < 0.6 else "",
        )

    def birth_year(self, life: Life) -> int:
        if life.titles[0] == "veterans_chair":
            return self.chance.randint(1946, 1962)
        return self.chance.randint(*YEARS[life.kind])

    def add_posts(self, cadre: Cadre, life: Life) -> None:
        how = self.chance.choice(LEFT) if life.until else ""
        if life.until and life.member:
            how = PostExit.MOVED
        elif how and self.rare.random() < 0.15:
            how = self.rare.choice(RARELY)
        for title in life.titles:
            self.posts.append(
                Post(
                    cadre=cadre,
                    organization=self.register.organizations[life.unit.code],
                    title=title,
                    valid=period(life.since, life.until),
                    entry=self.entry(life),
                    decision_number=life.number,
                    exit=how,
                    exit_number=f"{self.chance.randint(11, 980)}/QĐ-UBND" if how else "",
                    exit_date=life.until if how else None,
                )
            )

    def entry(self, life: Life) -> str:
        """How he came; of the newcomers who came without an examination some were taken over."""
        if life.kind == "newcomer" and life.entry in TAKEN and self.rare.random() < 0.3:
            return self.rare.choice(TAKEN[life.entry])
        return life.entry

    def copy_roll(self, cadre: Cadre, life: Life) -> None:
        """The paper of a member is the same paper here; training for the title is known to this list alone."""
        for row in self.studies.schoolings[life.member.pk]:
            self.add(cadre, row.subject, row.level, row.since, words=row.words, system=row.mode)

    def add_studies(self, cadre: Cadre, life: Life) -> None:
        """What he brought along, and what was reached since."""
        reached = life.reached
        if "general" not in reached or reached["general"]:
            self.add(cadre, Subject.GENERAL, self.chance.choice(("primary", "primary", "primary", "literate")))
        if "general" in reached:
            young = life.kind == "newcomer" and reached["general"] is None
            level = "upper_secondary" if young or self.chance.random() < 0.3 else "lower_secondary"
            self.add(cadre, Subject.GENERAL, level, reached["general"], system=EVENING if reached["general"] else "")
        if "intermediate" in reached:
            level = self.chance.choices(("intermediate", "college", "university"), (88, 7, 5))[0]
            words = self.chance.choice(self.words[level])
            self.add(cadre, Subject.PROFESSIONAL, level, reached["intermediate"], words=words)
        if "trained" in reached and reached["trained"] != reached.get("intermediate", ...):
            self.add_training(cadre, life, reached["trained"])
        if "theory" in reached:
            level = self.chance.choices(("elementary", "intermediate"), (70, 30))[0]
            self.add(cadre, Subject.THEORY, level, reached["theory"])

    def add_training(self, cadre: Cadre, life: Life, day: dt.date | None) -> None:
        """A short course for the title, or an elementary professional level."""
        if self.chance.random() < 0.7:
            self.add(cadre, StaffSubject.TITLE_TRAINING, "", day, title=life.titles[0])
        else:
            self.add(cadre, Subject.PROFESSIONAL, "elementary", day, words="Sơ cấp nghiệp vụ")

    def add_more(self, cadre: Cadre, life: Life) -> None:
        """What no indicator counts."""
        if self.chance.random() < 0.3:
            self.add(cadre, StaffSubject.STATE_MANAGEMENT, "", words="Bồi dưỡng quản lý nhà nước cho cán bộ xã")
        if life.kind == "newcomer" and self.chance.random() < 0.5:
            self.add(cadre, Subject.COMPUTING, "", words="Tin học văn phòng, trình độ A")

    def add(self, cadre: Cadre, subject: str, level: str, since: dt.date | None = None, **more) -> None:
        number = f"{self.chance.randint(1000, 99999)}/{since.year}" if since and "words" not in more else ""
        row = {"subject": str(subject), "level": level, "since": since, "certificate_number": number}
        self.learned.append(Qualification(cadre=cadre, **row, **more))
