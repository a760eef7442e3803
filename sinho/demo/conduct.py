"""Inspections, discipline and praise of 2007 to 2009, all from the ratings that the demo gave."""

import datetime as dt

from django.db.models import Model

from cells.assessments.models import Campaign, Sheet
from cells.organizations.enums import GRASSROOTS
from cells.organizations.models import NearestTree, Organization, OrganizationState
from cells.oversight.conduct_rules import quarter_end
from cells.oversight.models import (
    Discipline,
    DisciplineStep,
    FollowUp,
    Inspection,
    InspectionConclusion,
    InspectionPlan,
    Recommendation,
)
from members.conduct.models import MemberDiscipline, MemberDisciplineStep
from members.ratings.models import Rating
from members.roll.enums import Exit, StandingKind
from members.roll.models import Membership, Standing
from sinho.demo.accounts import Accounts
from sinho.demo.plan import DEMO_DAY, chance, content, working_day
from sinho.demo.trail import Trail, moment

FIRST, COMMISSION = 2007, "Ủy ban Kiểm tra Huyện ủy"
DISCIPLINED = "disciplined_in_year"
PRAISED_MEMBERS, PRAISED_CELLS = 0.5, 0.4


def write_conduct(top: Organization, accounts: Accounts, trail: Trail) -> None:
    """Inspections and discipline, written down by the inspector."""
    Inspections(top, accounts, trail).write()
    Disciplines(top, accounts, trail).write()


class Builder:
    """What all three parts have at hand."""

    part = ""

    def __init__(self, top: Organization, accounts: Accounts, trail: Trail):
        self.top, self.trail = top, trail
        self.inspector, self.staff = accounts.by_name["kiemtra"], accounts.by_name["bantochuc"]
        self.chance, self.data, self.tree = chance(self.part), content("conduct"), NearestTree()

    def told(self, day: dt.date, by) -> dict:
        """Who wrote a row of the day, and when."""
        return {"by": by, "at": moment(min(day, DEMO_DAY), self.chance)}

    def note(self, did: str, said: str, rows: list[Model], by) -> None:
        """One line of the log for all of them."""
        if rows:
            last = max(row.at for row in rows)
            state = OrganizationState.objects.on(DEMO_DAY).get(organization=self.top)
            self.trail.note(rows[-1], did, f"{said}: {len(rows)} dòng", by=by, at=last, state=state)


class Inspections(Builder):
    """Plans with their items; most concluded in their quarter, most recommendations carried out."""

    part = "inspections"

    def write(self) -> None:
        bases = self.bases()
        plans = [
            InspectionPlan(organization=self.top, **one, **self.told(one["date"], self.inspector))
            for one in self.data["plans"]
        ]
        InspectionPlan.objects.bulk_create(plans)
        items = [item for plan in plans for item in self.items(plan, bases)]
        Inspection.objects.bulk_create(items)
        concluded = [one for one in map(self.conclusion, self.ready(items)) if one]
        InspectionConclusion.objects.bulk_create(concluded)
        asked = [self.recommendation(one) for one in concluded if one.breach]
        Recommendation.objects.bulk_create(asked)
        FollowUp.objects.bulk_create(filter(None, map(self.follow_up, asked)))
        self.note("inspection.planned", "Ghi kế hoạch, kết luận kiểm tra, giám sát", items, self.inspector)

    def bases(self) -> list[int]:
        states = OrganizationState.objects.on(dt.date(FIRST, 2, 1)).filter(kind__in=GRASSROOTS)
        alive = OrganizationState.objects.on(DEMO_DAY).values("organization")
        return list(
            states.filter(organization__in=alive).order_by("organization__code").values_list("organization", flat=True)
        )

    def items(self, plan: InspectionPlan, bases: list[int]) -> list[Inspection]:
        number = self.data["items"][plan.body]
        chosen = self.chance.sample(bases, number)
        return [
            Inspection(
                plan=plan,
                organization_id=pk,
                **self.data["contents"][place % len(self.data["contents"])],
                quarter=place * 4 // number + 1,
                scope_from=dt.date(plan.year - 1, 1, 1),
                scope_to=plan.date,
                **self.told(plan.date, self.inspector),
            )
            for place, pk in enumerate(chosen)
        ]

    def ready(self, items: list[Inspection]) -> list[Inspection]:
        """All that are due but a few of the last year."""
        last = [one for one in items if one.plan.year == DEMO_DAY.year and one.quarter == 3]
        late = set(map(id, last[: self.data["late"]]))
        return [one for one in items if one.due_on < DEMO_DAY and id(one) not in late]

    def conclusion(self, one: Inspection) -> InspectionConclusion:
        breach = one.kind == "signs" or self.chance.random() < 0.25
        day = working_day(quarter_end(one.plan.year, one.quarter) - dt.timedelta(days=self.chance.randint(5, 40)))
        return InspectionConclusion(
            inspection=one,
            number=f"{self.chance.randint(2, 60):02d}-KL/{'UBKT' if one.plan.body == 'commission' else 'HU'}",
            date=max(day, one.plan.date),
            text=self.data["conclusions"]["breach" if breach else "clean"],
            breach=breach,
            **self.told(day, self.inspector),
        )

    def recommendation(self, one: InspectionConclusion) -> Recommendation:
        return Recommendation(
            inspection=one.inspection,
            content=self.chance.choice(self.data["recommendations"]),
            due_on=one.date + dt.timedelta(days=90),
            **self.told(one.date, self.inspector),
        )

    def follow_up(self, one: Recommendation) -> FollowUp | None:
        """Done some weeks before or after its term; of the last year some are left."""
        day = working_day(one.due_on + dt.timedelta(days=self.chance.randint(-30, 20)))
        if day > DEMO_DAY or (day.year == DEMO_DAY.year and self.chance.random() < 0.4):
            return None
        return FollowUp(
            recommendation=one, on=day, done=True, text=self.data["followed"], **self.told(day, self.inspector)
        )


class Disciplines(Builder):
    """Who was rated lowest because of it, others who were not excellent, who was expelled; one organisation."""

    part = "discipline"

    def write(self) -> None:
        rows = [row for year in range(FIRST, DEMO_DAY.year + 1) for row in self.of_year(year)]
        rows += self.expelled()
        MemberDiscipline.objects.bulk_create(rows)
        steps = self.complaints(rows)
        MemberDisciplineStep.objects.bulk_create(steps)
        self.note("member.disciplined", "Ghi kỷ luật đảng viên theo sổ của Ủy ban Kiểm tra", rows, self.inspector)
        self.organization()

    def of_year(self, year: int) -> list[MemberDiscipline]:
        found = Rating.objects.filter(campaign__year=year).order_by("pk")
        lowest = list(found.filter(sub_reason=DISCIPLINED).values_list("member_id", "organization_id"))
        rest = list(found.filter(proposed_level="completed", sub_reason="").values_list("member_id", "organization_id"))
        missing = max(self.data["least"] - len(lowest), 0)
        chosen = lowest + (self.chance.sample(rest, min(missing, len(rest))) if missing else [])
        return [self.row(year, member, cell) for member, cell in chosen]

    def row(self, year: int, member_id: int, cell_id: int) -> MemberDiscipline:
        forms = self.data["forms"]
        last = min(dt.date(year, 11, 20), DEMO_DAY)
        since = Membership.objects.filter(member=member_id, organization=cell_id).earliest("valid").since
        first = max(dt.date(year, 2, 5), since)
        day = working_day(first + dt.timedelta(days=self.chance.randint(0, max((last - first).days, 0))))
        day = max(day, since)
        form = self.chance.choices(list(forms), list(forms.values()))[0]
        official = Standing.objects.on(day).filter(member=member_id, kind=StandingKind.OFFICIAL).exists()
        form = form if official or form != "removal" else "reprimand"
        return self.decision(member_id, cell_id, form, day, f"{self.chance.randint(3, 80):02d}-QĐ/UBKT", "")

    def decision(self, member_id, cell_id, form, day, number, effects) -> MemberDiscipline:
        return MemberDiscipline(
            member_id=member_id,
            organization_id=cell_id,
            form=form,
            decision_number=number,
            decision_date=day,
            effective_from=day,
            issuer=COMMISSION,
            reason=self.chance.choice(self.data["reasons"]),
            effects="Thôi giữ chức vụ trong cấp ủy" if form == "removal" else effects,
            **self.told(day, self.inspector),
        )

    def expelled(self) -> list[MemberDiscipline]:
        """Each expulsion of the roll of these years has its decision."""
        rows = Membership.objects.filter(exit=Exit.EXPELLED, valid__endswith__gte=dt.date(FIRST, 1, 1)).order_by("pk")
        found = []
        for one in rows:
            number = one.exit_number or f"{self.chance.randint(3, 80):02d}-QĐ/HU"
            made = self.decision(one.member_id, one.organization_id, "expulsion", one.valid.upper, number, "")
            made.decision_date = min(one.exit_date or one.valid.upper, one.valid.upper)
            found.append(made)
        return found

    def complaints(self, rows: list[MemberDiscipline]) -> list[MemberDisciplineStep]:
        """Three complained: kept, reduced, still waiting."""
        steps, able = [], [one for one in rows if one.form == "warning"]
        for one, outcome in zip(able, ("kept", "reduced"), strict=False):
            filed = one.decision_date + dt.timedelta(days=12)
            steps.append(self.step(one, filed, kind="complaint", note="Đề nghị xem xét lại hình thức kỷ luật"))
            facts = {"outcome": outcome, "number": "31-QĐ/HU", "issuer": "Ban Thường vụ Huyện ủy"}
            facts |= {"new_form": "reprimand"} if outcome == "reduced" else {}
            steps.append(self.step(one, filed + dt.timedelta(days=25), kind="decision", **facts))
        if len(able) > 2 and able[-1].decision_date + dt.timedelta(days=10) <= DEMO_DAY:
            filed = able[-1].decision_date + dt.timedelta(days=10)
            steps.append(self.step(able[-1], filed, kind="complaint", note="Đề nghị xem xét lại nội dung vi phạm"))
        return [step for step in steps if step.on <= DEMO_DAY]

    def step(self, one: MemberDiscipline, on: dt.date, **facts) -> MemberDisciplineStep:
        return MemberDisciplineStep(discipline=one, on=on, **facts, **self.told(on, self.inspector))

    def organization(self) -> None:
        """The weakest grassroots organisation of that year."""
        plan = self.data["organization"]
        campaign = Campaign.objects.get(year=plan["year"])
        worst = campaign.rules.levels[-1].code
        sheets = Sheet.objects.filter(campaign=campaign, decided_level=worst).order_by("organization__code")
        sheet = next(one for one in sheets if self.tree.at(one.organization_id, plan["date"]).kind in GRASSROOTS)
        facts = {"decision_number": plan["number"], "decision_date": plan["date"], "effective_from": plan["date"]}
        made = Discipline.objects.create(
            organization_id=sheet.organization_id,
            form="reprimand",
            issuer=COMMISSION,
            reason=plan["reason"],
            **facts,
            **self.told(plan["date"], self.inspector),
        )
        days = [plan["date"] + dt.timedelta(days=number) for number in (14, 45)]
        facts = {"outcome": "kept", "number": "44-QĐ/HU", "issuer": "Ban Thường vụ Huyện ủy"}
        DisciplineStep.objects.bulk_create(
            DisciplineStep(discipline=made, on=day, kind=kind, **more, **self.told(day, self.inspector))
            for day, kind, more in zip(days, ("complaint", "decision"), ({}, facts), strict=True)
        )
        self.note("discipline.recorded", "Ghi kỷ luật tổ chức đảng", [made], self.inspector)
