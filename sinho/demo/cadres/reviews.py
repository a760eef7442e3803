"""Ratings of two years, votes of confidence in some communes, opinions of the Front and mass organisations."""

import datetime as dt

from cadres.reviews import vote_rules
from cadres.reviews.models import ConfidenceResult, ConfidenceRound, Opinion, Rating
from cadres.reviews.models.reading import served_in
from cadres.reviews.models.vote import posts_covered
from cadres.staff.models import Cadre, Post
from sinho.accounts.models import User
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.register import Register
from sinho.demo.trail import moment


def write_reviews(register: Register, by: User) -> None:
    """All of them, written down by the staff of the organisation board."""
    Reviews(register, by).write()


class Reviews:
    """Collects and writes."""

    def __init__(self, register: Register, by: User):
        self.register, self.by = register, by
        self.chance, self.plan = chance("reviews of the staff"), content("reviews")

    def write(self) -> None:
        Rating.objects.bulk_create(self.ratings())
        for one in self.plan["rounds"]:
            self.write_round(one)
        Opinion.objects.bulk_create(self.opinion(one) for one in self.plan["opinions"])

    def ratings(self) -> list[Rating]:
        """A few were not decided in the last year; the first ones of the plan are at the lowest level twice."""
        years = self.plan["years"]
        served = {year: served_in(year, DEMO_DAY) for year in years}
        both = sorted(pk for pk in served[years[0]] if all(pk in one and one[pk].held for one in served.values()))
        twice = set(self.chance.sample(both, self.plan["twice"]))
        found = []
        for year in years:
            held = sorted(pk for pk, one in served[year].items() if one.held)
            late = year == years[-1]
            missing = set(self.chance.sample([pk for pk in held if pk not in twice], self.plan["missing"] * late))
            rated = [pk for pk in held if pk not in missing]
            found += [self.rating(pk, served[year][pk].organization_id, year, twice) for pk in rated]
        return found

    def rating(self, cadre_id: int, organization_id: int, year: int, twice: set[int]) -> Rating:
        """One decision for each commune and year."""
        levels = self.plan["levels"]
        level = "poor" if cadre_id in twice else self.chance.choices(list(levels), list(levels.values()))[0]
        decided = working_day(dt.date(year, 12, 22))
        return Rating(
            cadre_id=cadre_id,
            organization_id=organization_id,
            year=year,
            level=level,
            decision_number=f"{100 + organization_id + year % 100}-QĐ/HU",
            decision_date=decided,
            by=self.by,
            at=moment(decided, self.chance),
        )

    def write_round(self, plan: dict) -> None:
        """A round with everybody whom the rule of its day names."""
        organization, rule = self.register.organizations[plan["code"]], vote_rules.of_day(plan["day"])
        held = ConfidenceRound.objects.create(
            organization=organization,
            held_on=plan["day"],
            rule=rule.code,
            legal_basis=rule.source,
            convened_by=f"Ủy ban Mặt trận Tổ quốc {self.place_words(plan['code'])}",
            invited=plan["invited"],
            present=plan["present"],
            valid_slips=plan["valid"],
            by=self.by,
            at=moment(working_day(plan["day"], 1), self.chance),
        )
        posts = posts_covered(organization.pk, plan["day"], rule)
        low = posts[-1] if plan["code"] == self.plan["low"] else None
        ConfidenceResult.objects.bulk_create(self.result(held, post, post is low) for post in posts)

    def result(self, held: ConfidenceRound, post: Post, is_low: bool) -> ConfidenceResult:
        share = self.chance.uniform(0.38, 0.46) if is_low else self.chance.uniform(0.66, 0.98)
        trust = round(held.valid_slips * share)
        return ConfidenceResult(round=held, post=post, trust=trust, low=held.valid_slips - trust)

    def opinion(self, plan: dict) -> Opinion:
        """Received, and answered where the plan says after how many days."""
        organization, on = self.register.organizations[plan["code"]], plan["day"]
        answered = working_day(on + dt.timedelta(days=plan["days"])) if "days" in plan else None
        return Opinion(
            organization=organization,
            cadre=self.holder(organization, plan["about"], on) if "about" in plan else None,
            source=plan["source"],
            source_words=plan["words"].format(xa=self.place_words(plan["code"])),
            received_on=on,
            received_by=self.by.full_name,
            content=plan["content"],
            answered_on=answered,
            answered_by="Ban Tổ chức Huyện ủy" if answered else "",
            answer=plan.get("answer", ""),
            by=self.by,
            at=moment(on, self.chance),
        )

    def place_words(self, code: str) -> str:
        """Xã Nậm Tăm → xã Nậm Tăm."""
        name = self.register.units[code].last.short_name
        return name[:1].lower() + name[1:] if name.startswith(("Xã ", "Thị trấn ")) else f"xã {name}"

    @staticmethod
    def holder(organization, title: str, day: dt.date) -> Cadre | None:
        post = Post.objects.on(day).filter(organization=organization, title=title).select_related("cadre").first()
        return post.cadre if post else None
