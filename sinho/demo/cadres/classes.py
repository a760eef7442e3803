"""Classes of the demo: what the staff has reached since 2008 comes out of them, on the day of the certificate."""

import datetime as dt
from collections.abc import Collection

from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.rules import LEVELS
from cadres.training.enums import Result, Status
from cadres.training.models import Enrolment, TrainingClass
from cells.organizations.models import Organization
from members.roll.models import Membership, OfficeHolder
from sinho.accounts.scope import Ids
from sinho.demo.cadres.lives import BEFORE, OFFICES
from sinho.demo.plan import chance, content

FACTS = ("kind", "field", "level", "specialty", "title", "mode", "place", "opened_by", "partner")
COURSE = {"field": "party_work", "level": "", "mode": "full_time", "organiser": "political"}


class Classes:
    """Writes them; `supported` are those whose people get money."""

    def __init__(self, keeper: Organization):
        self.keeper, self.plan, self.chance = keeper, content("training"), chance("classes")
        self.posts = {one.cadre_id: one for one in Post.objects.order_by("-valid").select_related("cadre")}
        officers = Post.objects.filter(title__in=OFFICES).values_list("cadre_id")
        rows = Qualification.objects.filter(since__gt=BEFORE).exclude(cadre__in=officers)
        self.free = list(rows.select_related("cadre").order_by("pk"))
        self.reached = [*Qualification.objects.values_list("cadre_id", "subject", "level")]
        self.busy: set[int] = set()
        self.taken: list[Qualification] = []
        self.enrolments: list[Enrolment] = []
        self.supported: list[TrainingClass] = []

    def write(self) -> None:
        for facts in [*self.plan["classes"], *({**COURSE, **one} for one in self.plan["courses"])]:
            self.fill(self.open(facts), facts)
        Qualification.objects.bulk_update(self.taken, ["since", "words", "certificate_number"])
        Enrolment.objects.bulk_create(self.enrolments)

    def open(self, facts: dict) -> TrainingClass:
        known = self.plan["defaults"] | facts
        number, day = facts["decision"]
        made = TrainingClass.objects.create(
            organization=self.keeper,
            name=facts["name"],
            organiser=self.plan.get(known["organiser"], known["organiser"]),
            starts_on=facts["starts_on"],
            ends_on=facts["ends_on"],
            decision_number=number,
            decision_date=day,
            cost=facts.get("cost"),
            days_held=facts.get("days_held"),
            **{name: known[name] for name in FACTS},
        )
        if facts.get("supported"):
            self.supported.append(made)
        return made

    def fill(self, one: TrainingClass, facts: dict) -> None:
        """Who finished, who did not, who attends; committee members beside the staff."""
        if one.subject and "certificate_on" in facts:
            for row in self.rows_of(one, facts["certificate_on"]):
                self.finish(one, row, facts["certificate_on"])
        self.pick(one, facts.get("attending", 0), Status.ATTENDING)
        for status in (Status.FAILED, Status.LEFT):
            self.pick(one, facts.get(status, 0), status)
        for member_id, organization_id in self.members(one, facts.get("members", 0)):
            ended = self.certified(facts) if "certificate_on" in facts else {}
            self.add(one, organization_id, member_id=member_id, **ended)

    def rows_of(self, one: TrainingClass, day: dt.date) -> list[Qualification]:
        """What was reached up to the day by who served when the class began; each row once."""
        fitting = [row for row in self.free if (row.subject, row.level) == (one.field, one.level)]
        found = [row for row in fitting if row.since <= day and self.serves(row.cadre_id, one.starts_on)]
        self.free = [row for row in self.free if row not in found]
        return found

    def serves(self, cadre_id: int, day: dt.date) -> bool:
        """Whether he serves since before the day until now."""
        post = self.posts[cadre_id]
        return post.since <= day and post.until is None

    def certified(self, facts: dict) -> dict:
        day = facts["certificate_on"]
        number = f"{self.chance.randint(100, 9999):04d}/CC-{day.year}"
        return {
            "status": Status.FINISHED,
            "ended_on": facts["ends_on"],
            "result": self.chance.choice((Result.GOOD, Result.FAIR, Result.FAIR, Result.AVERAGE)),
            "certificate_number": number,
            "certificate_on": day,
        }

    def finish(self, one: TrainingClass, row: Qualification, day: dt.date) -> None:
        """The certificate and the qualification say the same."""
        ended = self.certified({"certificate_on": day, "ends_on": one.ends_on})
        row.since, row.certificate_number = day, ended["certificate_number"]
        row.words = one.specialty or row.words
        self.taken.append(row)
        self.busy.add(row.cadre_id)
        self.add(one, self.posts[row.cadre_id].organization_id, cadre_id=row.cadre_id, qualification=row, **ended)

    def pick(self, one: TrainingClass, count: int, status: str) -> None:
        """Staff that lacks the level and is in no other long class."""
        order = [code for code, _ in LEVELS.get(one.field, ())]
        enough = set(order[order.index(one.level) :]) if one.level else set()
        have = {pk for pk, subject, level in self.reached if subject == one.field and level in enough}
        free = [pk for pk in self.posts if pk not in have | self.busy and self.serves(pk, one.starts_on)]
        for pk in self.chance.sample(sorted(free), count):
            self.busy.add(pk)
            ended = {} if status == Status.ATTENDING else {"ended_on": one.ends_on}
            if status == Status.LEFT:
                ended = {"ended_on": one.starts_on + dt.timedelta(days=self.chance.randint(60, 200))}
            self.add(one, self.posts[pk].organization_id, cadre_id=pk, status=status, **ended)

    def members(self, one: TrainingClass, count: int) -> Collection[tuple[int, int]]:
        """Committee members of the day with their cell, who are not on the staff; or members, for their own course."""
        rows = Membership.objects.on(one.starts_on).order_by("pk")
        if one.kind != "member_work":
            holders = OfficeHolder.objects.held_on(one.starts_on).values_list("member_id", flat=True)
            rows = rows.filter(member__among=Ids(set(holders)))
        staff = set(Cadre.objects.filter(member__isnull=False).values_list("member_id", flat=True))
        free = [pair for pair in rows.values_list("member_id", "organization_id") if pair[0] not in staff]
        return self.chance.sample(free, count)

    def add(self, one: TrainingClass, organization_id: int, **facts) -> None:
        if one.days_held and facts.get("status") == Status.FINISHED:
            facts["days_present"] = self.chance.randint(one.days_held * 85 // 100, one.days_held)
        number, day = one.decision_number, one.decision_date
        sent = {"decision_number": number, "decision_date": day, "since": one.starts_on}
        self.enrolments.append(Enrolment(training_class=one, organization_id=organization_id, **sent, **facts))
