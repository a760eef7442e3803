"""Who is in charge of the communes, visits, difficulties, plans for weak organisations, opinions of the people."""

import datetime as dt

from cells.oversight.models import (
    Difficulty,
    DifficultyEntry,
    InCharge,
    MeasureResult,
    OpinionAnswer,
    OpinionPublication,
    PeopleOpinion,
    PlanMeasure,
    PlanOutcome,
    PlanPerson,
    QuarterCheck,
    StrengtheningPlan,
    Visit,
)
from cells.oversight.models.dated import ONE, period
from cells.oversight.models.grades import spells_until
from cells.oversight.rules.weak import quarters_between
from sinho.accounts.models import User
from sinho.demo import agencies
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.register import Register
from sinho.demo.trail import Trail, moment

D = dt.date
YEARS = (2007, 2008, 2009)
# Of the difficulties of the last year some are open and some overdue, by the place of their commune in the list.
OPEN, LATE = (2, 9, 15, 20), (4, 12, 18)


def write_oversight(register: Register, by: User, trail: Trail) -> None:
    """All of it; one line of the log for each batch."""
    Oversight(register, by).write(trail)


class Oversight:
    """Collects and writes. What stands in the data file is told there, the rest follows the order of the communes."""

    def __init__(self, register: Register, by: User):
        self.register, self.by = register, by
        self.plan, self.chance = content("oversight"), chance("oversight")
        self.holder: dict[str, str] = {}

    def write(self, trail: Trail) -> None:
        batches = (
            ("phân công huyện ủy viên phụ trách", self.write_charges),
            ("lần xuống cơ sở", self.write_visits),
            ("khó khăn của cơ sở", self.write_difficulties),
            ("kế hoạch củng cố", self.write_plans),
            ("ý kiến của nhân dân", self.write_opinions),
        )
        top = self.register.organizations[agencies.district().code]
        state = top.states.get(valid__contains=DEMO_DAY)
        for words, write in batches:
            rows = write()
            said = f"Ghi {len(rows)} {words} từ sổ theo dõi của Ban Tổ chức Huyện ủy"
            trail.note(rows[0], "oversight.taken_over", said, by=self.by, at=self.at(D(2009, 12, 1)), state=state)

    def at(self, day: D) -> dt.datetime:
        return moment(day, self.chance)

    def hand(self, day: D) -> dict:
        """Who wrote the row, on the first working day from the day on."""
        return {"by": self.by, "at": self.at(min(working_day(day, 1), DEMO_DAY))}

    def write_charges(self) -> list[InCharge]:
        first, rows = self.plan["assigned"], []
        changes = {one["code"]: one for one in self.plan["changes"]}
        paper = {"decision_number": first["number"], "decision_date": first["date"]}
        for person in self.plan["people"]:
            for code in person["communes"]:
                change = changes.get(code, {})
                rows.append(self.charge(code, person, first["since"], paper, change))
                self.holder[code] = person["name"]
        for one in (*self.plan["changes"], *self.plan["beside"]):
            if "name" in one:
                paper = {"decision_number": one["number"], "decision_date": working_day(one["since"] - ONE)}
                role = {"role": "with"} if "last" not in one else {}
                rows.append(self.charge(one["code"], one, one["since"], paper | role, {}))
        return InCharge.objects.bulk_create(rows)

    def charge(self, code: str, who: dict, since: D, paper: dict, change: dict) -> InCharge:
        ended = {"end_reason": change["why"]} if change else {}
        return InCharge(
            organization=self.register.organizations[code],
            person_name=who["name"],
            office=who["office"],
            valid=period(since, change.get("last")),
            **paper,
            **ended,
            **self.hand(since),
        )

    def visitor(self, code: str, day: D) -> str:
        """Who is in charge on the day, or the staff of the board while nobody is."""
        change = next((one for one in self.plan["changes"] if one["code"] == code), None)
        if change is None or day <= change["last"]:
            return self.holder[code]
        return change["name"] if "name" in change and day >= change["since"] else "Tổ công tác Ban Tổ chức Huyện ủy"

    def days(self, *months: int) -> list[tuple[int, str, D]]:
        """Place and code of each commune with a day in each of these months of the years."""
        found = []
        for place, code in enumerate(sorted(self.holder)):
            days = [working_day(D(year, month, 5 + place)) for year in YEARS for month in months]
            found += [(place, code, day) for day in days]
        return found

    def write_visits(self) -> list[Visit]:
        told, rows = self.plan["visits"], []
        for number, (place, code, day) in enumerate(self.days(4, 9)):
            facts = told[(number + place) % len(told)]
            organization = self.register.organizations[code]
            rows.append(
                Visit(organization=organization, on=day, visitors=self.visitor(code, day), **facts, **self.hand(day))
            )
        self.visits = Visit.objects.bulk_create(rows)
        self.mistaken(self.visits[-1]).save()
        return self.visits

    def mistaken(self, right: Visit) -> Visit:
        """The same visit, first written down under another commune and struck two days later."""
        told = {name: getattr(right, name) for name in ("on", "visitors", "content", "conclusions")}
        place = self.register.organizations[min(self.holder)]
        struck = self.hand(right.on + 2 * ONE)
        marks = {"struck_by": struck["by"], "struck_at": struck["at"], "struck_reason": "Ghi nhầm xã"}
        return Visit(organization=place, **told, **self.hand(right.on), **marks)

    def write_difficulties(self) -> list[Difficulty]:
        told, rows, steps = self.plan["difficulties"], [], []
        visits = {(one.organization_id, one.on): one for one in self.visits}
        for number, (place, code, day) in enumerate(self.days(9)):
            one, organization = told[(number + place) % len(told)], self.register.organizations[code]
            due = day + dt.timedelta(days=150 if day.year == 2009 and place in OPEN else 60)
            facts = {"field": one["field"], "content": one["content"], "passed_to": one["to"], "due_on": due}
            raised = {"raised_on": day, "raised_by": self.register.units[code].last.name, **facts}
            row = Difficulty(organization=organization, visit=visits[organization.pk, day], **raised, **self.hand(day))
            rows.append(row)
            steps += self.steps(row, one, place)
        Difficulty.objects.bulk_create(rows)
        DifficultyEntry.objects.bulk_create(steps)
        return rows

    def steps(self, row: Difficulty, one: dict, place: int) -> list[DifficultyEntry]:
        """An answer, and for most of them the solution."""
        found = [("answered", 20, "Đã nhận, đang khảo sát, lập phương án.")]
        if row.raised_on.year < 2009 or place not in OPEN + LATE:
            found.append(("solved", 35 + place, one["result"]))
        days = [(kind, working_day(row.raised_on + dt.timedelta(days=after)), words) for kind, after, words in found]
        return [
            DifficultyEntry(difficulty=row, kind=kind, on=day, who=one["to"], words=words, **self.hand(day))
            for kind, day, words in days
            if day <= DEMO_DAY
        ]

    def write_plans(self) -> list[StrengtheningPlan]:
        rows = [self.plan_row(one) for one in self.plan["plans"]]
        StrengtheningPlan.objects.bulk_create(rows)
        measures = [self.measure(row, one) for row in rows for one in self.plan["measures"]]
        PlanMeasure.objects.bulk_create(measures)
        given = [one["result"] for _ in rows for one in self.plan["measures"]]
        MeasureResult.objects.bulk_create(
            MeasureResult(measure=one, on=one.due_on, words=words, **self.hand(one.due_on))
            for one, words in zip(measures, given, strict=True)
            if one.due_on <= DEMO_DAY
        )
        pairs = list(zip(rows, self.plan["plans"], strict=True))
        PlanPerson.objects.bulk_create(self.person(row, one) for row, one in pairs)
        QuarterCheck.objects.bulk_create(check for row, one in pairs for check in self.checks(row, one["checks"]))
        PlanOutcome.objects.bulk_create(
            PlanOutcome(
                plan=row,
                kind="risen",
                on=one["closed"],
                words="Xếp loại năm 2008 đã lên, nền nếp sinh hoạt được giữ; kết thúc kế hoạch.",
                **self.hand(one["closed"]),
            )
            for row, one in pairs
            if "closed" in one
        )
        return rows

    def plan_row(self, one: dict) -> StrengtheningPlan:
        organization, day = self.register.organizations[one["code"]], one["date"]
        spell = spells_until(day, [organization.pk])[organization.pk][-1]
        return StrengtheningPlan(
            organization=organization,
            resolution_number=one["number"],
            resolution_date=day,
            issuer=one["issuer"],
            subject=f"Củng cố {self.register.units[one['code']].last.name} yếu kém kéo dài",
            reason=spell.reason,
            **self.hand(day),
        )

    def measure(self, row: StrengtheningPlan, one: dict) -> PlanMeasure:
        due = working_day(row.resolution_date + dt.timedelta(days=one["days"]))
        day = row.resolution_date
        told = {"content": one["content"], "owner": row.issuer, "on": day, "due_on": due}
        return PlanMeasure(plan=row, **told, **self.hand(day))

    def person(self, row: StrengtheningPlan, one: dict) -> PlanPerson:
        since = min(working_day(row.resolution_date + dt.timedelta(days=10), 1), DEMO_DAY)
        held = period(since, one.get("closed"))
        return PlanPerson(plan=row, person_name=one["sent"], office=one["office"], valid=held, **self.hand(since))

    def checks(self, row: StrengtheningPlan, number: int) -> list[QuarterCheck]:
        quarters = quarters_between(row.resolution_date, DEMO_DAY)[:number]
        found = []
        for (year, quarter), facts in zip(quarters, self.plan["findings"], strict=False):
            day = working_day(D(year + 1, 1, 12) if quarter == 4 else D(year, quarter * 3 + 1, 8))
            told = {"year": year, "quarter": quarter, "checked_on": day, "checked_by": row.issuer}
            found.append(QuarterCheck(plan=row, **told, **facts, **self.hand(day)))
        return found

    def write_opinions(self) -> list[PeopleOpinion]:
        rows = [self.opinion(one) for one in self.plan["opinions"]]
        PeopleOpinion.objects.bulk_create(rows)
        answered = [(row, one) for row, one in zip(rows, self.plan["opinions"], strict=True) if "answer" in one]
        answers = [self.answer(row, one) for row, one in answered]
        OpinionAnswer.objects.bulk_create(answers)
        told = [(row, one) for row, (_, one) in zip(answers, answered, strict=True) if "told" in one]
        OpinionPublication.objects.bulk_create(self.publication(row, one) for row, one in told)
        return rows

    def opinion(self, one: dict) -> PeopleOpinion:
        return PeopleOpinion(
            organization=self.register.organizations[one["code"]],
            post=one.get("post", ""),
            source=one["source"],
            source_words=one["words"],
            received_on=one["day"],
            content=one["content"],
            passed_to=one["to"],
            due_on=one["day"] + dt.timedelta(days=30),
            **self.hand(one["day"]),
        )

    def answer(self, row: PeopleOpinion, one: dict) -> OpinionAnswer:
        day = working_day(row.received_on + dt.timedelta(days=one["days"]))
        number = f"{self.chance.randint(11, 89)}-CV/ĐU"
        facts = {"number": number, "answered_by": one["to"], "content": one["answer"]}
        return OpinionAnswer(opinion=row, on=day, **facts, **self.hand(day))

    def publication(self, row: OpinionAnswer, one: dict) -> OpinionPublication:
        day = working_day(row.on + dt.timedelta(days=one["told"]), 1)
        return OpinionPublication(answer=row, on=day, form="people", place="Họp dân các bản", **self.hand(day))
