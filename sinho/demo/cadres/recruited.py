"""Rounds of recruitment in the demo district: those who were hired are newcomers whom the staff has already."""

import datetime as dt

from cadres.movements.enums import Hiring, Home
from cadres.movements.models import RecruitmentCandidate, RecruitmentRound, RecruitmentSeat
from cadres.staff.enums import PostEntry, TitleGroup
from cadres.staff.models import Post
from cadres.staff.models.reading import known_of
from cadres.staff.rules import LEVELS
from cells.organizations.models import Organization
from members.roll.enums import Sex, Subject
from members.roll.models import Member
from sinho.demo.people import People, is_woman
from sinho.demo.plan import DEMO_DAY, chance, content, working_day

OPENED_BEFORE, APPLIED_BEFORE = 60, 35
# The commune of the story still looks for two.
STORY, WANTED = "SH-NT", "office_statistics"
WHY = {
    Hiring.NOT_HIRED: "Điểm xét thấp hơn người trúng tuyển",
    Hiring.WITHDREW: "Đi học cao đẳng",
}


class Recruitment:
    """Seats are the posts that were filled; beside the hired some others applied."""

    def __init__(self, people: People):
        self.people, self.chance, self.content = people, chance("recruitment"), content("movements")

    def write(self) -> None:
        for plan in self.content["recruitment"]:
            year = (dt.date(plan["year"], 1, 1), dt.date(plan["year"], 12, 31))
            posts = Post.objects.filter(entry=PostEntry.BY_FILE, valid__startswith__range=year, cadre__member=None)
            posts = posts.in_groups(TitleGroup.CIVIL_SERVANT).select_related("cadre")
            known = known_of(posts, DEMO_DAY)
            schooled = [
                one
                for one in posts.order_by("valid", "pk")
                if known[one.cadre_id].has(Subject.GENERAL, "upper_secondary")
            ]
            self.round(plan, schooled, known)

    def round(self, plan: dict, posts: list[Post], known: dict) -> None:
        """A round of the year with the seats that these posts filled."""
        first = min(one.since for one in posts)
        opened = working_day(first - dt.timedelta(days=OPENED_BEFORE))
        made = RecruitmentRound.objects.create(
            name=plan["name"],
            opened_on=opened,
            closed_on=max(one.since for one in posts) if plan["closed"] else None,
            method=plan["method"],
            legal_basis=self.content["basis"],
            decision_number=plan["number"],
            decision_date=opened,
            home=Home.DISTRICT,
            minority=plan["year"] == 2009,
            schooling="upper_secondary",
            oldest=35,
        )
        seats: dict[tuple[int, str], RecruitmentSeat] = {}
        for post in posts:
            place = (post.organization_id, post.title)
            row = {"round": made, "organization_id": place[0], "title": place[1]}
            seats.setdefault(place, RecruitmentSeat(**row, number=0)).number += 1
        if not plan["closed"]:
            home = Organization.objects.get(code=STORY)
            row = {"round": made, "organization": home, "title": WANTED, "number": 0}
            seats.setdefault((home.pk, WANTED), RecruitmentSeat(**row)).number += 2
        RecruitmentSeat.objects.bulk_create(seats.values())
        places = list(seats.values())
        people = [self.hired(seats[one.organization_id, one.title], one, known) for one in posts]
        for number in range(plan["others"]):
            waits = not plan["closed"] and number < 2
            people.append(self.other(places[-1] if waits else self.chance.choice(places), number, waits=waits))
        RecruitmentCandidate.objects.bulk_create(people)

    def hired(self, seat: RecruitmentSeat, post: Post, known: dict) -> RecruitmentCandidate:
        """As the record says."""
        who = post.cadre
        names = ("full_name", "sex", "birth_year", "birth_month", "birth_day", "ethnicity", "religion", "home_place")
        facts = {name: getattr(who, name) for name in (*names, "identity_number")}
        levels = {
            subject: highest(known[who.pk].levels, subject) for subject in (Subject.GENERAL, Subject.PROFESSIONAL)
        }
        return RecruitmentCandidate(
            seat=seat,
            applied_on=working_day(post.since - dt.timedelta(days=APPLIED_BEFORE)),
            home_id=post.organization_id,
            schooling=levels[Subject.GENERAL],
            professional=levels[Subject.PROFESSIONAL],
            result=Hiring.HIRED,
            result_on=post.since,
            cadre=who,
            **facts,
        )

    def other(self, seat: RecruitmentSeat, number: int, *, waits: bool) -> RecruitmentCandidate:
        """Not taken, withdrew, or still waiting in an open round."""
        name = self.unheard()
        applied = (
            working_day(DEMO_DAY - dt.timedelta(days=20)) if waits else seat.round.opened_on + dt.timedelta(days=9)
        )
        result = Hiring.WAITING if waits else Hiring.WITHDREW if number % 3 == 2 else Hiring.NOT_HIRED
        share = content("members")["ethnicity"][self.people.group_of(name)]
        return RecruitmentCandidate(
            seat=seat,
            applied_on=applied,
            full_name=name,
            sex=Sex.FEMALE if is_woman(name) else Sex.MALE,
            birth_year=self.chance.randint(1980, 1989),
            ethnicity=self.chance.choices(list(share), list(share.values()))[0],
            home_id=seat.organization_id,
            schooling=self.chance.choice(("upper_secondary", "upper_secondary", "lower_secondary")),
            professional=self.chance.choice(("", "intermediate", "elementary")),
            result=result,
            result_on=None if waits else seat.round.opened_on + dt.timedelta(days=40),
            result_reason=WHY.get(result, ""),
        )

    def unheard(self) -> str:
        """A name that no member bears: who looks for it finds him alone."""
        while Member.objects.filter(full_name=(name := self.people.name("upland"))).exists():
            pass
        return name


def highest(levels, subject: str) -> str:
    """The highest of these levels of a subject; "" for none."""
    order = [code for code, _ in LEVELS[subject]]
    return max(levels.get(subject, ()), key=order.index, default="")
