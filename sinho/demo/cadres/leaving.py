"""Cases of retirement in the demo district: those who left early, and older staff in every stage of a case."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from cadres.movements.models import InsuranceRecord, RetirementCase, RetirementStep
from cadres.movements.report.candidates import candidates
from cadres.movements.rulebook import path_on
from cadres.staff.enums import PostExit
from cadres.staff.models import Post
from cells.access.models import scope_of
from sinho.accounts.models import User
from sinho.demo.plan import DEMO_DAY, NEW_SINCE, chance, content, working_day

# Days before the last one on which each step was taken.
BEFORE = {"persuasion": 160, "application": 130, "assessment": 95, "support": 75, "decision": 30, "leaving": 0}
REGIMES = {PostExit.EARLY: ("health", "nd121", "nd132"), PostExit.RETIRED: ("age",)}
GROUNDS = "Tuổi cao, học vấn hạn chế, không cử đi đào tạo được"
ONE_DAY = dt.timedelta(days=1)


class Retirements:
    """The posts are those of the staff; the cases tell how they came to an end."""

    def __init__(self, staff: User):
        self.staff, self.chance, self.plan = staff, chance("retirement"), content("movements")["retirement"]
        self.rows: list[RetirementStep] = []

    def write(self) -> None:
        left = Post.objects.filter(exit__in=REGIMES, valid__endswith__gt=NEW_SINCE, movement=None, cadre__member=None)
        left = [one for one in left.order_by("pk") if one.cadre.posts.count() == 1]
        for post in self.chance.sample(left, min(self.plan["left"], len(left))):
            self.left(post)
        self.still_here()
        RetirementStep.objects.bulk_create(self.rows)

    def left(self, post: Post) -> None:
        """The whole way, ending on the last day of the post."""
        last = post.until - ONE_DAY
        case = self.case(post, last - dt.timedelta(days=180))
        regime = self.chance.choice(REGIMES[post.exit])
        steps = BEFORE if regime == "health" else {"persuasion", "application", "decision", "leaving"}
        for code in BEFORE:
            if code in steps:
                self.step(case, code, last, regime=regime, number=post.exit_number)

    def still_here(self) -> None:
        """Of those whom the rule finds some have a case; of most the time of insurance is known."""
        _, found = candidates(scope_of(self.staff, DEMO_DAY), DEMO_DAY)
        people = [one.row for one in found]
        self.chance.shuffle(people)
        people.sort(key=lambda row: row.commune != "Nậm Tăm")
        records = [
            InsuranceRecord(cadre=row.cadre, on=dt.date(2008, 12, 31), months=self.chance.randint(120, 330))
            for row in people
            if self.chance.random() < 0.7
        ]
        InsuranceRecord.objects.bulk_create(records)
        wanted = [*self.plan["open"], *self.plan["closed"]]
        for row, until in zip(people, wanted, strict=False):
            self.going_on(row.posts[0], until, "; ".join(next(one.reasons for one in found if one.row is row)))

    def going_on(self, post: Post, until: str, grounds: str) -> None:
        """A case up to one step, or one that came to nothing."""
        gone = until in self.plan["closed"]
        last = DEMO_DAY + dt.timedelta(days=self.chance.randint(13, 28))
        case = self.case(post, last - dt.timedelta(days=180), grounds)
        upto = {"refused": "persuasion", "withdrawn": "application", "unfit": "assessment"}.get(until, until)
        for code in BEFORE:
            self.step(case, code, last, regime="health", number=f"{self.chance.randint(11, 980)}/QĐ-UBND")
            if code == upto:
                break
        if gone:
            case.closed_on = working_day(DEMO_DAY - dt.timedelta(days=self.chance.randint(2, 20)))
            case.closing, case.closing_reason = until, self.plan["reasons"][until]
            case.save()

    def case(self, post: Post, on: dt.date, grounds: str = GROUNDS) -> RetirementCase:
        on = working_day(on)
        return RetirementCase.objects.create(
            cadre_id=post.cadre_id,
            organization_id=post.organization_id,
            path=path_on(on).code,
            opened_on=on,
            grounds=grounds[:1].upper() + grounds[1:],
        )

    def step(self, case: RetirementCase, code: str, last: dt.date, *, regime: str, number: str) -> None:
        on = last if code == "leaving" else working_day(last - dt.timedelta(days=BEFORE[code]))
        more = {
            "persuasion": {"people": self.chance.choice(self.plan["persuaders"])},
            "application": {},
            "assessment": {"place": self.plan["place"], "loss": Decimal(self.chance.randint(51, 74)), "number": "GĐYK"},
            "support": {"amount": self.chance.choice(self.plan["supports"]), "number": number},
            "decision": {"regime": regime, "last_day": last, "number": number},
            "leaving": {},
        }[code]
        at = timezone.make_aware(dt.datetime.combine(on, dt.time(9, 30)))
        self.rows.append(RetirementStep(case=case, step=code, on=on, by=self.staff, at=at, **more))
