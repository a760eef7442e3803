"""Papers that were issued: a few numbers of the district's register, two reports frozen on their day."""

import datetime as dt
import uuid

from django.utils import timezone

from cells.access.models import scope_of
from cells.organizations.models import Organization
from sinho.demo.accounts import Accounts
from sinho.documents.reports import PaperDetails, asked_for, kind_of
from sinho.filings.actions.filing import Signing, issue_report
from sinho.filings.actions.numbers import Wanted, begin_after, issue_number, strike_number
from sinho.filings.frozen import freeze
from sinho.web import clock

D = dt.date
ONCE = uuid.UUID("00000000-0000-4000-8000-000000000000")
# Type, day, subject; the fourth is struck.
PAPERS = (
    ("NQ", D(2008, 10, 20), "Lãnh đạo xóa bản chưa có đảng viên, chi bộ sinh hoạt ghép"),
    ("KH", D(2008, 11, 12), "Kiểm tra việc thực hiện nghị quyết ở các xã vùng cao"),
    ("CV", D(2008, 12, 29), "Đánh giá chất lượng tổ chức cơ sở đảng năm 2008"),
    ("CV", D(2009, 1, 5), "Báo cáo số liệu đảng viên năm 2008"),
    ("CV", D(2009, 1, 5), "Báo cáo số liệu đảng viên và tổ chức đảng năm 2008"),
    ("KH", D(2009, 2, 10), "Mở lớp bồi dưỡng lý luận chính trị cho đảng viên mới"),
    ("TB", D(2009, 7, 6), "Kết luận của Ban Thường vụ về công tác xây dựng Đảng sáu tháng đầu năm 2009"),
)
STRUCK = 3


def write_filings(top: Organization, nam_tam: Organization, accounts: Accounts) -> None:
    """As the people themselves did it, each on his day."""
    staff, secretary = accounts.by_name["bantochuc"], accounts.by_name["bithu.namtam"]
    with clock.at(morning(PAPERS[0][1])):
        scope = scope_of(staff, clock.today())
        begin_after(organization_id=top.pk, body="HU", type="BC", last_number=56, scope=scope, by=staff)
    for place, (type, day, subject) in enumerate(PAPERS):
        with clock.at(morning(day)):
            given = issue_number(wanted=Wanted(top.pk, "HU", type, day, subject), scope=scope, by=staff)
            if place == STRUCK:
                strike_number(paper=given, reason="Trích yếu thiếu, văn bản làm lại", scope=scope, by=staff)
    signed = PaperDetails("", D(2009, 1, 20), "Phó Bí thư", "Vàng Văn Ún")
    issue(1, "cell-quality", top, signed, staff, year=2008)
    signed = PaperDetails("", D(2009, 10, 5), "Bí thư", "Lò Văn Inh")
    issue(2, "admission", nam_tam, signed, secretary, since=D(2009, 1, 1), until=D(2009, 12, 31))


def morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 15)))


def issue(number: int, code: str, organization: Organization, details: PaperDetails, by, **time) -> None:
    """A report of a day, as whoever signed it saw it then."""
    kind = kind_of(code)
    with clock.at(morning(details.day)):
        asked = asked_for(kind, organization_id=organization.pk, today=details.day, **time)
        scope = scope_of(by, details.day)
        seen = freeze(kind, asked, kind.build(scope, asked)).mark
        once = uuid.uuid5(ONCE, str(number))
        told = {"signing": Signing(details), "seen": seen, "once": once}
        issue_report(kind=kind, asked=asked, **told, scope=scope, by=by)
