"""What is due with the staff of the communes: tasks for who keeps it, the same numbers for who only reads (A15-A22).

Each number is the number of rows of the page that it opens.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from cadres.movements.models import Movement, RetirementCase
from cadres.movements.rules.moving import due_state
from cadres.reviews.enums import OpinionState
from cadres.reviews.models import Opinion
from cadres.reviews.report.opinions import read_opinions
from cadres.reviews.report.year import MISSING, missing_of
from cadres.staff.enums import Area
from cadres.staff.models import CommuneGrade, QualificationStandard, StaffingNumber
from cadres.staff.models.sourced import TO_CONFIRM
from cadres.staff.standards import AREA_UNLESS_SAID
from cadres.staff.views.ruling import may_rule
from cadres.training.models import TrainingClass
from cadres.training.models.money import awards_due
from cadres.training.models.training_class import NO_RESULTS
from cadres.training.rules import month_of, month_words
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.home.desk import Task
from sinho.web import clock

P = Permission


@dataclass(frozen=True)
class Waiting:
    """So many things of one kind: what has to be done, how who only reads is told, the page, the day (None: no day)."""

    number: int
    work: str
    label: str
    url: str
    due: dt.date | None = None
    detail: str = ""


def staff_tasks(scope: Scope) -> list[Task]:
    """For who keeps the staff: what waits for him."""
    today = clock.today()
    found = [*waiting(scope, today)] if scope.has(P.MANAGE_STAFF) else []
    found += payments(scope, today) if scope.has(P.MANAGE_SUPPORT) else []
    found += to_confirm(today) if scope.has(P.MANAGE_STAFF) and may_rule(scope) else []
    return [Task(one.work.format(n=one.number), one.url, one.due, today, one.detail) for one in found if one.number]


def staff_seen(scope: Scope) -> list[Waiting]:
    """For who reads and does not write: how the work with his staff stands."""
    if not scope.has(P.VIEW_STAFF) or scope.has(P.MANAGE_STAFF):
        return []
    return [one for one in waiting(scope, clock.today()) if one.number]


def waiting(scope: Scope, today: dt.date) -> list[Waiting]:
    """What waits with the people within reach: six queries."""
    year = today.year - 1
    unrated = Waiting(
        missing_of(scope, year, today),
        f"Ghi đánh giá năm {year} cho {{n}} cán bộ, công chức xã",
        f"chưa đánh giá năm {year}",
        page("reviews:people", nam=year, muc=MISSING),
    )
    cases = RetirementCase.objects.in_scope(scope).going_on(today).count()
    ended = TrainingClass.objects.in_scope(scope).without_results(scope, today).count()
    retiring = page("movements:cases", **{"tinh-trang": "dang"})
    results = page("training:list", xem=NO_RESULTS)
    return [
        unrated,
        *opinions(scope, today),
        *returns(scope, today),
        Waiting(cases, "Làm tiếp {n} hồ sơ nghỉ hưu", "hồ sơ nghỉ hưu đang làm", retiring),
        Waiting(ended, "Ghi kết quả {n} lớp đã kết thúc", "lớp đã hết, chưa có kết quả", results),
    ]


def page(address: str, **query) -> str:
    return f"{reverse(address)}?{urlencode(query)}"


def opinions(scope: Scope, today: dt.date) -> list[Waiting]:
    """Opinions of the Front and mass organisations without an answer: overdue, and still in time."""
    rows = read_opinions(Opinion.objects.in_scope(scope, P.VIEW_STAFF).open_on(today), today)
    found = []
    for state, word, work, label in (
        (OpinionState.LATE, "qua-han", "Trả lời {n} ý kiến đã quá hạn", "ý kiến quá hạn trả lời"),
        (OpinionState.WAITING, "cho", "Trả lời {n} ý kiến đã nhận", "ý kiến chờ trả lời"),
    ):
        due = [row.one.due_on for row in rows if row.state == state]
        found.append(Waiting(len(due), work, label, page("reviews:opinions", xem=word), min(due, default=None)))
    return found


def returns(scope: Scope, today: dt.date) -> list[Waiting]:
    """Who is away beyond the planned day, and whose day comes near."""
    rows = Movement.objects.in_scope(scope, P.VIEW_STAFF).filter(valid__contains=today, planned_until__isnull=False)
    days = rows.order_by().values_list("planned_until", flat=True)
    by_state = {state: [day for day in days if due_state(day, today) == state] for state in ("late", "soon")}
    found = []
    for state, word, work, label in (
        ("late", "qua-han", "Kết thúc hoặc gia hạn {n} lần điều động quá hạn", "lần điều động quá hạn"),
        ("soon", "sap-het", "Chuẩn bị kết thúc {n} lần điều động", "lần điều động sắp hết hạn"),
    ):
        due = by_state[state]
        url = page("movements:list", **{"tinh-trang": word})
        found.append(Waiting(len(due), work, label, url, min(due, default=None)))
    return found


def payments(scope: Scope, today: dt.date) -> list[Waiting]:
    """Who has not got the support of this month."""
    month = month_of(today)
    rows = awards_due(scope, P.MANAGE_SUPPORT, month).filter(payer=scope.roots(P.MANAGE_SUPPORT)[0])
    url = page("training:pay", thang=month_words(month))
    work = f"Chi hỗ trợ đi học tháng {month_words(month)} cho {{n}} người"
    return [Waiting(rows.count(), work, "chưa nhận hỗ trợ tháng này", url)]


def to_confirm(today: dt.date) -> list[Waiting]:
    """Figures in force that nobody has compared with their texts: standards where communes lie, numbers of staff."""
    used = Q(area=AREA_UNLESS_SAID) | Q(area__in=CommuneGrade.objects.on(today).order_by().values("area"))
    rows = QualificationStandard.objects.on(today).unconfirmed().filter(used).order_by("area")
    found = []
    for area, number in rows.values_list("area").annotate(n=Count("pk")):
        work, url = "Đối chiếu {n} tiêu chuẩn chức danh với văn bản", page("staff:standards", vung=area, xem=TO_CONFIRM)
        found.append(Waiting(number, work, "", url, detail=Area(area).label))
    numbers = StaffingNumber.objects.on(today).unconfirmed().count()
    work = "Đối chiếu {n} dòng định mức biên chế với văn bản"
    return [*found, Waiting(numbers, work, "", page("staff:numbers", xem=TO_CONFIRM))]
