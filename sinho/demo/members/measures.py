"""What was done for the villages that had no member in 2004: classrooms, literacy and lower-secondary classes."""

import datetime as dt

from cells.organizations.models import Organization
from cells.places.models import Village
from members.coverage.enums import MeasureKind
from members.coverage.models import Measure
from sinho.accounts.models import User
from sinho.demo.members.growth import Growth
from sinho.demo.plan import REGISTER_SINCE, chance, working_day
from sinho.demo.trail import moment

WORDS = {
    MeasureKind.CLASSROOM: ("Làm mới 2 phòng học", "Sửa phòng học cắm bản", "Làm nhà ở cho giáo viên cắm bản"),
    MeasureKind.LITERACY: ("Lớp xóa mù chữ buổi tối, 18 người học", "Lớp xóa mù chữ, 24 người học"),
    MeasureKind.LOWER_SECONDARY: ("Lớp bổ túc trung học cơ sở", "Vận động 6 em học hết trung học cơ sở"),
    MeasureKind.AWARENESS: ("Cử 2 người học lớp nhận thức về Đảng",),
}
COST = {
    MeasureKind.CLASSROOM: (35, 120),
    MeasureKind.LITERACY: (4, 12),
    MeasureKind.LOWER_SECONDARY: (6, 18),
    MeasureKind.AWARENESS: (1, 3),
}


def write_measures(growth: Growth, villages: dict[str, Village], organizations: dict[str, Organization], staff: User):
    """One to three measures for each of these villages before its first member."""
    source, rows = chance("measures"), []
    for plan in growth.empty:
        reached = growth.reached_on[plan.code]
        for kind in source.sample(list(WORDS), source.randint(1, 3)):
            day = working_day(REGISTER_SINCE + dt.timedelta(days=source.randint(10, (reached - REGISTER_SINCE).days)))
            rows.append(
                Measure(
                    village=villages[plan.code],
                    committee=organizations[plan.committee],
                    kind=kind,
                    on=max(day, REGISTER_SINCE),
                    words=source.choice(WORDS[kind]),
                    money=source.randint(*COST[kind]) * 1_000_000,
                    by=staff,
                    at=moment(day, source),
                )
            )
    Measure.objects.bulk_create(rows)
