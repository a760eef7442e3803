"""Movements of the demo district: some of the newcomers in key posts came from the district, a few went up."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.movements.enums import Direction, MovementKind, Verdict
from cadres.movements.models import Movement
from cadres.staff.enums import PostEntry, PostExit
from cadres.staff.models import Post
from members.roll.rules import months_later
from sinho.demo.plan import DEMO_DAY, NEW_SINCE, chance, content, working_day
from sinho.demo.register import Register


class Movements:
    """People and posts are those of the staff; only how they came and went is told more closely."""

    def __init__(self, register: Register):
        self.register, self.chance, self.plan = register, chance("movements"), content("movements")["movements"]
        self.used: set[int] = set()

    def write(self) -> None:
        """Those who came, those who are back, those who went up."""
        posts = Post.objects.filter(title__in=self.plan["titles"], cadre__member=None)
        came = posts.filter(valid__startswith__gte=NEW_SINCE, valid__upper_inf=True)
        for number, post in enumerate(self.some(came, self.plan["down"])):
            self.down(post, number)
        # The commune of the story has one at any rate, with no end planned.
        here = Post.objects.filter(organization=self.register.organizations["SH-NT"], title="committee_deputy")
        for post in self.some(here.filter(valid__upper_inf=True), 1):
            self.make(post, Direction.DOWN, MovementKind.REINFORCEMENT)
            Post.objects.filter(pk=post.pk).update(entry=PostEntry.SENT)
        left = Post.objects.filter(
            cadre__member=None, valid__endswith__gt=NEW_SINCE, entry__in=(PostEntry.APPOINTED, PostEntry.ELECTED)
        )
        for post in self.some(left.filter(title__in=self.plan["titles"]), self.plan["back"]):
            self.back(post)
        for post in self.some(left, self.plan["up"]):
            self.up(post)

    def some(self, posts, count: int) -> list[Post]:
        """So many of them, each person once and with one post alone."""
        fitting = [
            one for one in posts.order_by("pk") if one.cadre_id not in self.used and one.cadre.posts.count() == 1
        ]
        chosen = self.chance.sample(fitting, min(count, len(fitting)))
        self.used |= {one.cadre_id for one in chosen}
        return chosen

    def down(self, post: Post, number: int) -> None:
        late, soon = self.plan["late"], self.plan["soon"]
        planned = months_later(post.since, self.plan["planned"])
        if number < late:
            planned = max(
                working_day(DEMO_DAY - dt.timedelta(days=20 + 15 * number)), post.since + dt.timedelta(days=9)
            )
        elif number < late + soon:
            planned = working_day(DEMO_DAY + dt.timedelta(days=14 * (number - late + 1)))
        kind = MovementKind.REINFORCEMENT if number % 3 == 0 else MovementKind.ROTATION
        self.make(post, Direction.DOWN, kind, planned_until=planned, added=number % 4 == 1)
        Post.objects.filter(pk=post.pk).update(entry=PostEntry.SENT)

    def back(self, post: Post) -> None:
        """One who came before and has gone back."""
        end = {
            "return_to": self.chance.choice(self.plan["returns"]),
            "verdict": self.chance.choice((Verdict.EXCELLENT, Verdict.GOOD, Verdict.GOOD, Verdict.DONE)),
            "end_number": f"{self.chance.randint(11, 480)}-QĐ/HU",
            "end_date": post.until - dt.timedelta(days=1),
        }
        self.make(post, Direction.DOWN, MovementKind.ROTATION, until=post.until, planned_until=post.until, **end)
        Post.objects.filter(pk=post.pk).update(entry=PostEntry.SENT, exit=PostExit.MOVED)

    def up(self, post: Post) -> None:
        duty = self.chance.choice(self.plan["duties"])
        planned = months_later(post.until, self.plan["planned"])
        more = {"since": post.until, "planned_until": planned, "duty": duty, "title": "", "post": None}
        self.make(post, Direction.UP, MovementKind.ROTATION, **more)
        Post.objects.filter(pk=post.pk).update(exit=PostExit.MOVED)

    def make(self, held: Post, direction: str, kind: str, *, since=None, until=None, **more) -> None:
        since = since or held.since
        row = {
            "title": held.title,
            "post": held,
            "added": False,
            "allowance": self.chance.choice(self.plan["allowances"]),
        }
        Movement.objects.create(
            cadre_id=held.cadre_id,
            kind=kind,
            direction=direction,
            organization_id=held.organization_id,
            other=self.register.organizations[self.chance.choice(self.plan["agencies"])],
            valid=DateRange(since, until),
            decision_number=f"{self.chance.randint(11, 480)}-QĐ/HU",
            decision_date=working_day(since - dt.timedelta(days=5)),
            **row | more,
        )
