"""Report `conduct`: inspections, discipline and praise of a period beside the year before (A12, A14)."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from cells.organizations.enums import CELLS
from cells.organizations.models import reach_of
from cells.oversight.conduct_lists import forms, praise
from cells.oversight.conduct_rules import quarter_end
from cells.oversight.conduct_words import CheckKind, CheckState, Outcome, RecommendationState, Side
from cells.oversight.models import Commendation, Discipline, DisciplineStep, Inspection, Recommendation
from members.conduct.models import MemberCommendation, MemberDiscipline, MemberDisciplineStep
from members.roll.enums import Ethnicity, Sex
from members.statistics.report.form import FormReport, head_of
from members.statistics.report.gather import Sight
from members.statistics.report.lines import Given, Period, comparison
from members.statistics.report.periods import period_words, span_before, span_of
from members.statistics.rules.rows import FormSet, FormSpec, RowSpec
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids, Scope
from sinho.documents.reports import Asked, Listed
from sinho.text.dates import format_date

CODE = "conduct"
READ = Permission.VIEW_CONDUCT
AGES = ((0, 30, "Đến 30 tuổi"), (31, 40, "31–40 tuổi"), (41, 50, "41–50 tuổi"), (51, 60, "51–60 tuổi"))
AGES += ((61, 200, "Trên 60 tuổi"),)
INSPECTED = ("Loại", "Quý", "Kết luận", "Vi phạm")
ASKED = ("Kiến nghị", "Hạn", "Trạng thái")
PUNISHED = ("Hình thức", "Quyết định", "Ngày", "Nội dung vi phạm")
PRAISED = ("Hình thức", "Cấp khen", "Quyết định", "Thành tích")
SAYS = (
    "Mẫu của hệ thống về kiểm tra, giám sát, thi hành kỷ luật, khen thưởng; chưa có văn bản hướng dẫn cách tính. "
    "Hình thức kỷ luật là hình thức còn lại đến cuối kỳ sau khi giải quyết khiếu nại; quyết định đã xóa không tính."
)


def row(key: str, label: str, level: int = 2) -> RowSpec:
    return RowSpec(key, label, level, of=key)


def rows() -> tuple[RowSpec, ...]:
    """The lines of the report, as the lists of kinds and forms say."""
    known, given = forms(), praise()
    found = [row("checks", "I. Cuộc kiểm tra, giám sát theo kế hoạch", 0)]
    found += [row(f"checks.{one.value}", one.label) for one in CheckKind]
    found += [row("checks.done", "Đã kết luận"), row("checks.breach", "Trong đó: Có vi phạm", 3)]
    found += [row("checks.late", "Quá quý chưa kết luận")]
    found += [row("asked", "II. Kiến nghị sau kiểm tra, giám sát", 0), row("asked.done", "Đã thực hiện")]
    found += [row("asked.late", "Quá hạn chưa thực hiện")]
    found += [row("bodies", "III. Tổ chức đảng bị kỷ luật", 0)]
    found += [row(f"bodies.{one.code}", one.label) for one in known.of("organization")]
    found += [row("bodies.cells", "Chi bộ"), row("bodies.committees", "Đảng bộ, cấp ủy")]
    found += [row("people", "IV. Đảng viên bị kỷ luật", 0)]
    found += [row(f"people.{one.code}", one.label) for one in known.of("official")]
    found += [row("people.women", "Phụ nữ"), row("people.minority", "Dân tộc thiểu số")]
    found += [row(f"people.age{first}", label) for first, _, label in AGES]
    found += [row("people.state", "Bị kỷ luật hành chính"), row("complaints", "V. Khiếu nại kỷ luật", 0)]
    found += [row(f"complaints.{one.value}", f"Giải quyết: {one.label.lower()}") for one in Outcome]
    for key, title in (("praise", "VI. Tổ chức đảng được khen thưởng"), ("honour", "VII. Đảng viên được khen thưởng")):
        found += [row(key, title, 0)]
        found += [row(f"{key}.{code}", label) for code, label in given.kinds.items()]
        found += [row(f"{key}.by_{code}", label) for code, label in given.levels.items()]
    return (*found, row("honour.women", "Phụ nữ"), row("honour.minority", "Dân tộc thiểu số"))


class Gathered:
    """What happened in one period, at and below an organisation, of what the person may see."""

    def __init__(self, scope: Scope, sight: Sight, organization_id: int, span: tuple[dt.date, dt.date]):
        self.scope, self.sight, (self.since, self.until) = scope, sight, span
        self.below = Ids(reach_of([organization_id], self.until)[organization_id])

    def within(self, rows, field: str, path: str = "organization_id"):
        """Rows of the period and of the organisations; what is sensitive for who may see it."""
        return rows.in_scope(self.scope, self.permission(rows.model)).filter(
            **{f"{field}__range": (self.since, self.until), f"{path}__among": self.below}
        )

    @staticmethod
    def permission(model) -> Permission:
        if model is Commendation:
            return Permission.VIEW
        return Permission.VIEW_MEMBERS if model is MemberCommendation else READ

    def named(self, pk: int) -> str:
        return self.sight.tree.at(pk, self.until).name

    @cached_property
    def checks(self) -> list[tuple[Inspection, Listed]]:
        years = range(self.since.year, self.until.year + 1)
        found = (
            Inspection.objects.standing()
            .in_scope(self.scope, READ)
            .filter(plan__year__in=years, plan__date__lte=self.until)
        )
        found = found.filter(organization_id__among=self.below).with_conclusions().order_by("pk")
        due = [one for one in found if self.since <= quarter_end(one.plan.year, one.quarter)]
        return [(one, self.check_listed(one)) for one in due if quarter_start(one) <= self.until]

    def check_listed(self, one: Inspection) -> Listed:
        done = one.state(self.until) == CheckState.DONE
        words = ("Có" if one.concluded.breach else "Không") if done else ""
        texts = (one.get_kind_display(), f"{one.quarter}/{one.plan.year}", one.concluded.number if done else "", words)
        return Listed(one.organization_id, self.named(one.organization_id), texts, "oversight:inspection", one.pk)

    @cached_property
    def asked(self) -> list[tuple[Recommendation, Listed]]:
        found = Recommendation.objects.standing().in_scope(self.scope, READ).concluded_by(self.until, self.since)
        found = found.filter(inspection__organization_id__among=self.below)
        found = found.select_related("inspection").prefetch_related("follow_ups").order_by("due_on", "pk")
        return [(one, self.asked_listed(one)) for one in found]

    def asked_listed(self, one: Recommendation) -> Listed:
        place = one.inspection.organization_id
        texts = (one.content, format_date(one.due_on), one.state(self.until).label)
        return Listed(place, self.named(place), texts, "oversight:inspection", one.inspection_id)

    @cached_property
    def bodies(self) -> list[tuple[str, Discipline, Listed]]:
        found = (
            self.within(Discipline.objects.standing(), "decision_date")
            .prefetch_related("steps")
            .order_by("decision_date", "pk")
        )
        listed = ((one, self.named(one.organization_id), "oversight:discipline") for one in found)
        return list(self.punished(listed))

    @cached_property
    def people(self) -> list[tuple[str, MemberDiscipline, Listed]]:
        found = (
            self.within(MemberDiscipline.objects.standing(), "decision_date")
            .select_related("member")
            .prefetch_related("steps")
        )
        listed = ((one, one.member.full_name, "conduct:discipline") for one in found.order_by("decision_date", "pk"))
        return list(self.punished(listed))

    def punished(self, found: Iterable[tuple]) -> Iterable[tuple]:
        """The form that is left at the end of the period; what was lifted is left out."""
        for one, name, view in found:
            standing = one.standing(max(self.until, one.effective_from))
            if standing.counts:
                label = forms().label(standing.form)
                texts = (label, one.decision_number, format_date(one.decision_date), one.reason)
                yield standing.form, one, Listed(one.organization_id, name, texts, view, one.pk)

    @cached_property
    def complaints(self) -> list[tuple[str, Listed]]:
        """Each complaint and each decision on one in the period."""
        found = []
        for model, view in ((DisciplineStep, "oversight:discipline"), (MemberDisciplineStep, "conduct:discipline")):
            counted = model.objects.filter(discipline__struck_at=None)
            steps = self.within(counted, "on", "discipline__organization_id").select_related("discipline")
            for one in steps.order_by("on", "pk"):
                row = one.discipline
                words = one.get_outcome_display() or one.get_kind_display()
                texts = (words, one.number, format_date(one.on), one.note)
                found.append(
                    (one.outcome, Listed(row.organization_id, f"Quyết định {row.decision_number}", texts, view, row.pk))
                )
        return found

    @cached_property
    def praise(self) -> list[tuple[Commendation, Listed]]:
        found = self.within(Commendation.objects.standing(), "decision_date").order_by("decision_date", "pk")
        view = "oversight:organization_praise"
        return [(one, self.praised(one, self.named(one.organization_id), view, one.organization_id)) for one in found]

    @cached_property
    def honour(self) -> list[tuple[MemberCommendation, Listed]]:
        found = (
            self.within(MemberCommendation.objects.standing(), "decision_date")
            .select_related("member")
            .order_by("decision_date", "pk")
        )
        seen = self.sight.visible
        pages = {one.pk: "conduct:member" if one.member_id in seen else "" for one in found}
        return [(one, self.praised(one, one.member.full_name, pages[one.pk], one.member_id)) for one in found]

    @staticmethod
    def praised(one, name: str, view: str, pk: int) -> Listed:
        texts = (
            one.kind_label,
            one.level_label,
            f"{one.decision_number}, {format_date(one.decision_date)}",
            one.achievement,
        )
        return Listed(one.organization_id, name, texts, view, pk)

    @property
    def given(self) -> dict[str, Given]:
        """Key of a line → what it counts."""
        return self.given_checks | self.given_punished | self.given_praise

    @property
    def given_checks(self) -> dict[str, Given]:
        def of(fits) -> Given:
            return Given(tuple(listed for one, listed in self.checks if fits(one)), "cuộc", INSPECTED)

        def left(fits) -> Given:
            return Given(tuple(listed for one, listed in self.asked if fits(one)), "kiến nghị", ASKED)

        found = {"checks": of(lambda one: True)}
        found |= {f"checks.{kind.value}": of(lambda one, kind=kind: one.kind == kind) for kind in CheckKind}
        found["checks.done"] = of(lambda one: one.state(self.until) == CheckState.DONE)
        found["checks.breach"] = of(lambda one: one.state(self.until) == CheckState.DONE and one.concluded.breach)
        found["checks.late"] = of(lambda one: one.state(self.until) == CheckState.LATE)
        found["asked"] = left(lambda one: True)
        found["asked.done"] = left(lambda one: one.state(self.until) == RecommendationState.DONE)
        found["asked.late"] = left(lambda one: one.state(self.until) == RecommendationState.LATE)
        return found

    @property
    def given_punished(self) -> dict[str, Given]:
        def of(which, fits, thing: str) -> Given:
            return Given(tuple(listed for form, one, listed in which if fits(form, one)), thing, PUNISHED)

        kinds = {
            one.organization_id: self.sight.tree.at(one.organization_id, self.until).kind for _, one, _ in self.bodies
        }
        party = [entry for entry in self.people if entry[1].side == Side.PARTY]
        found = {"bodies": of(self.bodies, lambda *_: True, "tổ chức")}
        for one in forms().of("organization"):
            found[f"bodies.{one.code}"] = of(self.bodies, lambda form, _, code=one.code: form == code, "tổ chức")
        found["bodies.cells"] = of(self.bodies, lambda _, one: kinds[one.organization_id] in CELLS, "tổ chức")
        found["bodies.committees"] = of(self.bodies, lambda _, one: kinds[one.organization_id] not in CELLS, "tổ chức")
        found["people"] = of(party, lambda *_: True, "đảng viên")
        for one in forms().of("official"):
            found[f"people.{one.code}"] = of(party, lambda form, _, code=one.code: form == code, "đảng viên")
        found["people.women"] = of(party, lambda _, one: one.member.sex == Sex.FEMALE, "đảng viên")
        found["people.minority"] = of(party, lambda _, one: one.member.ethnicity != Ethnicity.KINH, "đảng viên")
        for first, last, _ in AGES:
            found[f"people.age{first}"] = of(party, within_age(first, last), "đảng viên")
        found["people.state"] = of(self.people, lambda _, one: one.side == Side.STATE, "đảng viên")
        columns = ("Việc", "Số văn bản", "Ngày", "Nội dung")
        found["complaints"] = Given(tuple(one for said, one in self.complaints if not said), "khiếu nại", columns)
        for outcome in Outcome:
            rows = tuple(one for said, one in self.complaints if said == outcome)
            found[f"complaints.{outcome.value}"] = Given(rows, "khiếu nại", columns)
        return found

    @property
    def given_praise(self) -> dict[str, Given]:
        found = {}
        for key, pairs, thing in (("praise", self.praise, "tổ chức"), ("honour", self.honour, "đảng viên")):

            def of(fits, pairs=pairs, thing=thing) -> Given:
                return Given(tuple(listed for one, listed in pairs if fits(one)), thing, PRAISED)

            found[key] = of(lambda one: True)
            for code in praise().kinds:
                found[f"{key}.{code}"] = of(lambda one, code=code: one.kind == code)
            for code in praise().levels:
                found[f"{key}.by_{code}"] = of(lambda one, code=code: one.level == code)
            if key == "honour":
                found["honour.women"] = of(lambda one: one.member.sex == Sex.FEMALE)
                found["honour.minority"] = of(lambda one: one.member.ethnicity != Ethnicity.KINH)
        return found


def within_age(first: int, last: int):
    return lambda _, one: first <= one.member.age_on(one.decision_date) <= last


def quarter_start(one: Inspection) -> dt.date:
    return dt.date(one.plan.year, one.quarter * 3 - 2, 1)


class ConductReport(FormReport):
    """Its rows are inspections, decisions, organisations and people."""

    thing = "dòng"
    unit = "Cuộc, tổ chức, người"


def build(scope: Scope, asked: Asked) -> ConductReport:
    """The report of the period; the same number of queries however many rows."""
    spec = FormSpec("Kiểm tra, kỷ luật, khen thưởng", ("KIỂM TRA, GIÁM SÁT,", "KỶ LUẬT, KHEN THƯỞNG"), rows())
    edition = FormSet(CODE, "Mẫu của hệ thống", None, False, "20 ngày sau kỳ báo cáo", SAYS, {CODE: spec})
    head, sight = head_of(CODE, asked, (edition,)), Sight(scope)
    periods = []
    for prefix, span in (("", span_of(asked)), ("before.", span_before(asked))):
        gathered = Gathered(scope, sight, asked.organization_id, span) if span else None
        periods.append(Period(prefix, period_words(*span), given=gathered.given) if span else None)
    return ConductReport(
        **vars(head),
        period=period_words(*span_of(asked)),
        sheets=(comparison(spec, *periods),),
        columns=PUNISHED,
        notes=(
            "Cuộc kiểm tra, giám sát tính theo quý trong kế hoạch; kỷ luật, khen thưởng tính theo ngày quyết định.",
        ),
    )
