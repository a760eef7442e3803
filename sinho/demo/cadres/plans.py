"""Plans of successors for the term 2010–2015 in all communes: who is in them, the votes, the review of 2009."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.planning import catalogue
from cadres.planning.enums import VerdictKind
from cadres.planning.models import (
    PlannedPerson,
    PlanningEntry,
    PlanningReview,
    PlanningRound,
    PlanningVerdict,
    StepVote,
    TrainingNeed,
)
from cadres.planning.rules import PostSpec
from cadres.staff.models import Cadre, Post, Qualification
from cells.organizations.models import Organization
from members.roll.enums import Sex, Subject
from members.roll.models import Member, Membership, Schooling
from sinho.demo.plan import chance, content, working_day
from sinho.demo.register import Register

OLDEST = {"male": 52, "female": 47}
MOST_POSTS = 3
Somebody = Cadre | Member


@dataclass
class Place:
    """A commune with whom it may plan, and its plan as it grows."""

    organization: Organization
    round: PlanningRound
    pool: list[Somebody]
    held: dict[int, set[str]]
    posts: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    who: dict[tuple[str, int], Somebody] = field(default_factory=dict)

    def add(self, one: Somebody, code: str) -> None:
        key = key_of(one)
        self.who[key] = one
        self.posts[key].append(code)

    def planned(self, code: str) -> list[Somebody]:
        return [self.who[key] for key, codes in self.posts.items() if code in codes]


def key_of(one: Somebody) -> tuple[str, int]:
    return type(one).__name__, one.pk


def write_plans(register: Register) -> None:
    """Plans, then what the review of the year said of them."""
    Plans(register).write()


class Plans:
    """Chooses and writes."""

    def __init__(self, register: Register):
        self.chance, self.data = chance("plans of successors"), content("plans")
        ids = Post.objects.filter(title="party_secretary").values("organization")
        rows = Organization.objects.filter(pk__in=ids).order_by("code")
        self.communes = [one for one in rows if one.code in register.units]
        self.entries: list[PlanningEntry] = []
        self.votes: list[StepVote] = []

    def write(self) -> None:
        rounds = PlanningRound.objects.bulk_create([self.round(one) for one in self.communes])
        places = [self.place(one) for one in rounds]
        for place in places:
            self.choose(place)
        for place in places:
            self.write_people(place)
        StepVote.objects.bulk_create(self.votes)
        self.write_needs()
        for place in places:
            self.review(place)

    def day(self, name: str) -> dt.date:
        first, last = self.data[name]
        return working_day(first + dt.timedelta(days=self.chance.randrange((last - first).days)))

    def round(self, commune: Organization) -> PlanningRound:
        return PlanningRound(
            organization=commune,
            first_year=self.data["first_year"],
            last_year=self.data["last_year"],
            decision_number=f"{self.chance.randint(120, 480)}-QĐ/HU",
            decided_on=self.day("decided"),
            committee_seats=self.chance.choice(self.data["committee_seats"]),
            standing_seats=self.data["standing_seats"],
            inspection_seats=self.data["inspection_seats"],
        )

    def place(self, round: PlanningRound) -> Place:
        """Staff of the commune, schooled members of its cells, somebody of another commune and of the district."""
        commune, day = round.organization, round.decided_on
        posts = Post.objects.on(day).select_related("cadre").order_by("pk")
        held = defaultdict(set)
        for post in posts.filter(organization=commune):
            held[post.cadre_id].add(post.title)
        pool: list[Somebody] = list(Cadre.objects.filter(pk__in=held).order_by("pk"))
        others = posts.exclude(organization=commune).filter(organization__in=self.communes, cadre__birth_year__gt=1962)
        for post in self.chance.sample(list(others[:200]), self.data["from_other_commune"]):
            pool.append(post.cadre)
        pool += self.members(day, f"{commune.code}-", self.data["members_of_cells"])
        pool += self.members(day, "SH-UB-", self.data["from_district"])
        return Place(commune, round, [one for one in pool if self.may_serve(one)], held)

    def members(self, day: dt.date, code: str, count: int) -> list[Member]:
        """Members below organisations whose code begins so, with lower secondary schooling, not on a staff."""
        schooled = Schooling.objects.known_on(day).filter(level__in=("lower_secondary", "upper_secondary"))
        rows = Membership.objects.on(day).filter(organization__code__startswith=code, member__birth_year__gte=1957)
        rows = rows.filter(member__in=schooled.values("member"), member__cadre_records__isnull=True)
        free = [row.member for row in rows.select_related("member").order_by("pk")]
        chosen = []
        for _ in range(min(count, len(free))):
            sex = Sex.FEMALE if self.chance.random() < self.data["women_share"] else Sex.MALE
            older = self.chance.random() < self.data["older_share"]
            fitting = [one for one in free if one.sex == sex and (one.birth.year < self.data["born_before"]) == older]
            chosen.append(self.chance.choice(fitting or free))
            free.remove(chosen[-1])
        return chosen

    def may_serve(self, one: Somebody) -> bool:
        """Not too old at the start of the term; now and then somebody a little older is planned all the same."""
        age = self.data["first_year"] - one.birth.year
        return age <= OLDEST[one.sex] + (3 if self.chance.random() < 0.1 else 0)

    def choose(self, place: Place) -> None:
        """Posts for one first, then the bodies, in which who is planned for a post is planned too."""
        specs = catalogue.posts().values()
        for spec in specs:
            if not spec.body and (spec.asked or self.chance.random() < 0.3):
                self.choose_post(place, spec)
        heads = [place.who[key] for key in place.posts]
        self.fill(place, "committee_member", heads, place.round.committee_seats * 1.7)
        self.fill(place, "standing_member", place.planned("party_secretary") + heads, place.round.standing_seats * 1.8)
        self.fill(
            place, "inspection_member", place.planned("committee_member")[::-1], place.round.inspection_seats * 1.7
        )

    def choose_post(self, place: Place, spec: PostSpec) -> None:
        if spec.asked and self.chance.random() < self.data["gaps"]:
            return
        wanted = 1 if not spec.asked or self.chance.random() < self.data["few"] else self.chance.choice((2, 2, 3))
        sex, first, last = self.data["fits"].get(spec.code, ("", 1900, 2000))
        fitting = [one for one in place.pool if sex in ("", one.sex) and first <= one.birth.year <= last]
        fitting = [one for one in fitting if len(place.posts.get(key_of(one), ())) < MOST_POSTS - 1]
        self.chance.shuffle(fitting)
        fitting.sort(key=lambda one: spec.code not in self.titles(place, one))
        for one in fitting[:wanted]:
            place.add(one, spec.code)

    def titles(self, place: Place, one: Somebody) -> set[str]:
        return place.held.get(one.pk, set()) if isinstance(one, Cadre) else set()

    def fill(self, place: Place, code: str, first: list[Somebody], wanted: float) -> None:
        """The body from those planned for posts, then from others, until there are about enough."""
        taken: dict[tuple[str, int], Somebody] = {}
        others = place.planned("committee_member") if code != "committee_member" else place.pool
        for one in [*first, *sorted(others, key=lambda one: one.birth.year > self.data["born_before"])]:
            if len(taken) < round(wanted) and len(place.posts.get(key_of(one), ())) < MOST_POSTS:
                taken.setdefault(key_of(one), one)
        for one in taken.values():
            place.add(one, code)

    def write_people(self, place: Place) -> None:
        """Everybody with posts, and the votes for the posts of one."""
        rows = [PlannedPerson(round=place.round, **record(place.who[key])) for key in place.posts]
        people = PlannedPerson.objects.bulk_create(rows)
        made = []
        for person, codes in zip(people, place.posts.values(), strict=True):
            order = [code for code in catalogue.posts() if code in codes]
            made += [self.entry(person, code, place.round.decided_on) for code in order]
        for entry in PlanningEntry.objects.bulk_create(made):
            self.entries.append(entry)
            if not catalogue.posts()[entry.post].body:
                self.vote(place.round, entry)

    def entry(self, person: PlannedPerson, code: str, day: dt.date, review: PlanningReview | None = None):
        return PlanningEntry(person=person, post=code, valid=DateRange(day, None), review=review)

    def vote(self, round: PlanningRound, entry: PlanningEntry) -> None:
        """The steps in the weeks before the decision."""
        of = (self.chance.randint(*self.data["delegates"]), round.standing_seats, round.committee_seats)
        of += (self.data["district_committee"],)
        steps = catalogue.steps_on(round.decided_on).steps
        for place, (step, whole) in enumerate(zip(steps, of, strict=True)):
            day = working_day(round.decided_on - dt.timedelta(days=40 - 12 * place))
            least = whole * (55 if place == 0 else 70) // 100 + 1
            votes = self.chance.randint(least, whole)
            self.votes.append(StepVote(entry=entry, step=step.code, held_on=day, votes=votes, of=whole))

    def write_needs(self) -> None:
        """Two of three of those without theory are to be sent to a class, some to professional training."""
        needs, day_of = {}, {one.person.pk: one.person.round.decided_on for one in self.entries}
        people = {one.person.pk: one.person for one in self.entries}
        has = {subject: self.having(people.values(), subject) for subject in (Subject.THEORY, Subject.PROFESSIONAL)}
        for pk in people:
            for subject, share in ((Subject.THEORY, 0.65), (Subject.PROFESSIONAL, 0.3)):
                if pk not in has[subject] and self.chance.random() < share:
                    due = self.chance.choice((2010, 2011, 2012))
                    valid = DateRange(day_of[pk], None)
                    needs[pk, subject] = TrainingNeed(person_id=pk, subject=subject, due_year=due, valid=valid)
        TrainingNeed.objects.bulk_create(needs.values())

    def having(self, people, subject: str) -> set[int]:
        """Who has any level of the subject, by the list of the staff or by the roll."""
        staff = set(Qualification.objects.filter(subject=subject).values_list("cadre_id", flat=True))
        roll = set(Schooling.objects.filter(subject=subject).values_list("member_id", flat=True))
        return {one.pk for one in people if one.cadre_id in staff or one.member_id in roll}

    def review(self, place: Place) -> None:
        """In October 2009 who has left the staff goes out, and a few others; young people come in."""
        day = self.day("reviewed")
        number = f"{self.chance.randint(120, 480)}-QĐ/HU"
        made = PlanningReview.objects.create(round=place.round, year=day.year, decision_number=number, decided_on=day)
        working = set(Post.objects.on(day).values_list("cadre_id", flat=True))
        verdicts = []
        mine = [one for one in self.entries if one.person.round_id == place.round.pk]
        for entry in mine:
            reason = self.why_out(entry, working)
            kind = VerdictKind.REMOVED if reason else VerdictKind.KEPT
            verdicts.append(PlanningVerdict(review=made, entry=entry, kind=kind, reason=reason))
            if reason:
                entry.valid, entry.removed_number = DateRange(entry.since, day), number
                entry.removed_reason = reason
                entry.save(update_fields=["valid", "removed_number", "removed_reason"])
        verdicts += [
            PlanningVerdict(review=made, entry=one, kind=VerdictKind.ADDED) for one in self.newcomers(place, made)
        ]
        PlanningVerdict.objects.bulk_create(verdicts)

    def why_out(self, entry: PlanningEntry, working: set[int]) -> str:
        if entry.person.cadre_id and entry.person.cadre_id not in working:
            return self.data["left_reason"]
        if self.chance.random() < self.data["removed_share"]:
            return self.chance.choice(self.data["removed_reasons"])
        return ""

    def newcomers(self, place: Place, review: PlanningReview) -> list[PlanningEntry]:
        """People who came onto the staff since, for the committee."""
        posts = Post.objects.on(review.decided_on).filter(organization=place.organization, valid__fully_gt=since(place))
        known = {one.pk for one in place.who.values() if isinstance(one, Cadre)}
        fresh = sorted({one.cadre for one in posts.select_related("cadre")}, key=lambda one: one.pk)
        fresh = [one for one in fresh if one.pk not in known and one.birth.year > 1968]
        chosen = fresh[: self.chance.randint(*self.data["added"])]
        people = PlannedPerson.objects.bulk_create([PlannedPerson(round=place.round, cadre=one) for one in chosen])
        made = [self.entry(one, "committee_member", review.decided_on, review) for one in people]
        return PlanningEntry.objects.bulk_create(made)


def since(place: Place) -> DateRange:
    """The time before the plan was decided."""
    return DateRange(None, place.round.decided_on)


def record(one: Somebody) -> dict:
    """Which of the two records it is."""
    return {"cadre": one} if isinstance(one, Cadre) else {"member": one}
