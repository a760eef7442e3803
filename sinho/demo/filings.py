"""Papers that were issued: a few numbers of the district's register, two reports frozen on their day."""

import datetime as dt
import uuid
from functools import partial

from django.utils import timezone

from cells.access.models import scope_of
from cells.organizations.models import Organization
from sinho.demo.accounts import Accounts
from sinho.demo.trail import Trail
from sinho.documents.reports import PaperDetails, asked_for, kind_of
from sinho.filings.actions.filing import Signing, issue_report
from sinho.filings.actions.numbers import Wanted, begin_after, issue_number, strike_number
from sinho.filings.frozen import freeze
from sinho.web import clock

D = dt.date
ONCE = uuid.UUID("00000000-0000-4000-8000-000000000000")
# Type, day, subject.
PAPERS = (
    ("NQ", D(2008, 10, 20), "Lãnh đạo xóa bản chưa có đảng viên, chi bộ sinh hoạt ghép"),
    ("KH", D(2008, 11, 12), "Kiểm tra việc thực hiện nghị quyết ở các xã vùng cao"),
    ("CV", D(2008, 12, 29), "Đánh giá chất lượng tổ chức cơ sở đảng năm 2008"),
    ("CV", D(2009, 1, 5), "Báo cáo số liệu đảng viên năm 2008"),
    ("CV", D(2009, 1, 5), "Báo cáo số liệu đảng viên và tổ chức đảng năm 2008"),
    ("KH", D(2009, 2, 10), "Mở lớp bồi dưỡng lý luận chính trị cho đảng viên mới"),
    ("TB", D(2009, 7, 6), "Kết luận của Ban Thường vụ về công tác xây dựng Đảng sáu tháng đầu năm 2009"),
)
STRUCK = "Báo cáo số liệu đảng viên năm 2008"


def write_filings(top: Organization, nam_tam: Organization, accounts: Accounts, trail: Trail) -> None:
    """As the people themselves did it, each on his day; what the log holds of the days before is written first."""
    staff, secretary = accounts.by_name["bantochuc"], accounts.by_name["bithu.namtam"]
    scope = scope_of(staff, PAPERS[0][1])

    def begin():
        begin_after(organization_id=top.pk, body="HU", type="BC", last_number=56, scope=scope, by=staff)

    def take(type: str, day: dt.date, subject: str):
        given = issue_number(wanted=Wanted(top.pk, "HU", type, day, subject), scope=scope, by=staff)
        if subject == STRUCK:
            strike_number(paper=given, reason="Trích yếu thiếu, văn bản làm lại", scope=scope, by=staff)

    of_year = PaperDetails("", D(2009, 1, 20), "Phó Bí thư", "Vàng Văn Ún")
    admitted = PaperDetails("", D(2009, 10, 5), "Bí thư", "Lò Văn Inh")
    period = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
    acts = [
        (PAPERS[0][1], begin),
        *((day, partial(take, type, day, subject)) for type, day, subject in PAPERS),
        (of_year.day, partial(issue, 1, "cell-quality", top, of_year, staff, year=2008)),
        (admitted.day, partial(issue, 2, "admission", nam_tam, admitted, secretary, **period)),
    ]
    for day, act in sorted(acts, key=lambda one: one[0]):
        trail.write_log(before=morning(day))
        with clock.at(morning(day)):
            act()


def morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 15)))


def issue(number: int, code: str, organization: Organization, details: PaperDetails, by, **time) -> None:
    """A report of a day, as whoever signed it saw it then."""
    kind = kind_of(code)
    asked = asked_for(kind, organization_id=organization.pk, today=details.day, **time)
    scope = scope_of(by, details.day)
    seen = freeze(kind, asked, kind.build(scope, asked)).mark
    told = {"signing": Signing(details), "seen": seen, "once": uuid.uuid5(ONCE, str(number))}
    issue_report(kind=kind, asked=asked, **told, scope=scope, by=by)
