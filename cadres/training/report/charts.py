"""What page and paper draw of the money for those who study."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sinho.documents.charts import BARS, Chart, Series
from sinho.documents.reports import Figure

MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class YearOfMoney:
    """Đồng of a year up to the day of the report: what decisions give, what was paid less what was taken back."""

    year: int
    budget: int
    payments: Figure
    paid: int


def money_by_year(years: Sequence[YearOfMoney]) -> Chart | None:
    """Budget and payments, the oldest year first; None without any."""
    if not any(one.budget or one.payments.count for one in years):
        return None
    given = tuple(one.budget / MILLION for one in years)
    paid = tuple(max(one.paid, 0) / MILLION for one in years)
    series = (Series("Dự toán", given), Series("Đã chi", paid, tuple(one.payments for one in years)))
    labels = tuple(str(one.year) for one in years)
    return Chart("tien-ho-tro", "Tiền hỗ trợ đi học qua các năm", BARS, labels, series, "triệu đồng", 1)
