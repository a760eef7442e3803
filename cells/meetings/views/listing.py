"""Lists of meetings: the cells of a month, conclusions, the curve of a year; the tab of an organisation."""

import datetime as dt

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from cells.meetings import frames, limits
from cells.meetings.models import Conclusion
from cells.meetings.models.judging import judged_cells
from cells.meetings.models.reading import meetings_of, month_of, open_conclusions, year_of
from cells.meetings.report.charts import shares_by_month
from cells.meetings.rules import months
from cells.meetings.rules.meeting import EARLIEST
from cells.meetings.views.asked import JUDGE, RECORD, VIEW, MeetingsAsked
from cells.organizations.enums import CELLS
from cells.organizations.models import subtree_ids
from cells.organizations.views.reading import frame, names_of
from sinho.accounts.gate import requires
from sinho.accounts.scope import Ids
from sinho.web.lists import PER_PAGE, order_asked, page_asked, query_without

# Word of the address → label, whether a cell of the month belongs to it.
MONTH_LISTS = {
    "": ("Mọi chi bộ", lambda row: True),
    "chua-hop": ("Không ghi họp thường kỳ", lambda row: row.missed),
    "da-hop": ("Có họp", lambda row: bool(row.meetings)),
    "vang-nhieu": ("Dự họp thấp", lambda row: row.low),
    "chua-chuyen-de": ("Quý chưa có chuyên đề", lambda row: not row.themes),
    "cho-duyet": ("Chờ duyệt mức", lambda row: any(one.level and not one.decided_level for one in row.meetings)),
}
ORDERS = {"dang-bo": ("above",), "ten": ("name",)}
CONCLUSIONS = {"": "Quá hạn", "dang-mo": "Chưa xong", "tat-ca": "Tất cả"}
SHOWN_ON_TAB, MOST_ON_TAB = 24, 60


@requires(VIEW)
def month(request):
    """The cells of a month: which met, which did not, how many came, how good it was."""
    asked = MeetingsAsked.of(request, MONTH_LISTS)
    rows, order = month_of(asked.ids, asked.month, asked.day), order_asked(request, ORDERS, "dang-bo")
    kept = [row for row in rows if MONTH_LISTS[asked.view][1](row)]
    kept.sort(key=lambda row: (row.above if order.key == "dang-bo" else "", row.state.sort_key))
    kept = kept[::-1] if order.descending else kept
    context = {
        "chips": [(word, label, sum(map(fits, rows))) for word, (label, fits) in MONTH_LISTS.items()],
        "order": order,
        "page": Paginator(kept, PER_PAGE).get_page(request.GET.get("trang")),
        "over": months.last_of(asked.month) <= asked.day,
        "quarter": months.quarter_words(asked.month),
        "earlier": months.month_words(months.before(asked.month)),
        "later": months.month_words(months.after(asked.month)) if months.after(asked.month) <= asked.day else "",
        "limit": limits.on(asked.month).said,
        "may_record": request.scope.has(RECORD),
        "may_judge": request.scope.has(JUDGE) and bool(judged_cells(request.scope, asked.day)),
        **of_all(request, asked),
    }
    return render(request, "cells/meetings/month.html", context)


def of_all(request, asked: MeetingsAsked) -> dict:
    """What every list shows: day, organisations to choose, the address without its parts."""
    return {
        "asked": asked,
        "as_of": asked.as_of,
        "organizations": asked.offered(),
        "query": query_without(request, "trang"),
        "chip_query": query_without(request, "trang", "xem"),
        "month_query": query_without(request, "trang", "thang"),
    }


@requires(VIEW)
def conclusions(request):
    """Conclusions that are overdue, still open, or all of them; the oldest term first."""
    asked = MeetingsAsked.of(request, CONCLUSIONS)
    rows = Conclusion.objects.filter(meeting__organization__among=Ids(asked.ids))
    found = {"": rows.overdue_on(asked.day), "dang-mo": rows.open_on(asked.day), "tat-ca": rows.in_force(asked.day)}
    shown = found[asked.view].with_last(asked.day).select_related("meeting").order_by("due_on", "pk")
    page = page_asked(request, shown)
    named = names_of({one.meeting.organization_id for one in page})
    context = {
        "page": page,
        "rows": [(one, named(one.meeting.organization_id, asked.day)) for one in page],
        "chips": [(word, label, found[word].count()) for word, label in CONCLUSIONS.items()],
        "may_record": request.scope.organization_ids(RECORD),
        **of_all(request, asked),
    }
    return render(request, "cells/meetings/conclusions.html", context)


@requires(VIEW)
def year(request):
    """The curve of a year with its table: cells that met, attendance, quality, month by month."""
    asked = MeetingsAsked.of(request)
    totals = year_of(asked.ids, asked.year, asked.day)
    context = {
        "totals": totals,
        "chart": shares_by_month(totals),
        "levels": levels_of(asked.year),
        "link": f"{reverse('meetings:list')}?{asked.rest}{'&' if asked.rest else ''}thang=",
        "years": range(asked.day.year, max(EARLIEST.year, asked.day.year - 10) - 1, -1),
        **of_all(request, asked),
    }
    return render(request, "cells/meetings/year.html", context)


def levels_of(year: int) -> list[str]:
    """Names of the levels at the end of the year, the best first."""
    return list(frames.on(dt.date(year, 12, 31)).levels.values())


@requires(VIEW)
def organization(request, pk):
    """The tab: meetings of a cell; of what is above, its cells in the last month that is over."""
    context = frame(request, pk, "meetings")
    asked, day = MeetingsAsked.of(request), context["shown_day"]
    is_cell = context["state"].kind in CELLS
    context |= {"is_cell": is_cell, "asked": asked, "may_record": request.scope.may(RECORD, pk) and context["exists"]}
    if is_cell:
        rows = meetings_of([pk], EARLIEST, day, day)
        context["meetings"] = list(rows.reverse()[:SHOWN_ON_TAB])
        context["number"] = rows.count()
        context["open"] = open_conclusions(pk, day)
        context["totals"] = year_of([pk], day.year, day)
    else:
        ids = request.scope.organization_ids(VIEW) & subtree_ids(pk, day)
        rows = month_of(ids, asked.month, day)
        context |= {"rows": rows[:MOST_ON_TAB], "number": len(rows)}
        context["totals"] = year_of(ids, day.year, day)
    context["chart"] = shares_by_month(context["totals"])
    return render(request, "cells/meetings/organization.html", context)
