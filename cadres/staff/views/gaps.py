"""The gap list: who meets the standards of his titles on a day, who lacks what."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.http import urlencode

from cadres.staff import titles
from cadres.staff.enums import Need
from cadres.staff.forms import staff_title_choices
from cadres.staff.models import Cadre
from cadres.staff.models.reading import Row, read_rows
from cadres.staff.report.gaps import LACKS, MEETS, UNKNOWN, Gaps, Line, build, words_of
from cadres.staff.standards import shortage
from cadres.staff.views.asked import known
from cadres.staff.views.listing import communes_of
from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.web.lists import AsOf, holding_words, page_asked, past_day_asked, query_without, row_asked, words_asked

VIEW = Permission.VIEW_STAFF
STATES = {MEETS: "Đạt tiêu chuẩn", LACKS: "Còn thiếu", UNKNOWN: "Chưa biết tiêu chuẩn"}
# Word of the address → what is lacking.
NEEDS = {
    "hoc-van": Need.GENERAL,
    "chuyen-mon": Need.PROFESSIONAL,
    "ly-luan": Need.THEORY,
    "quan-ly": Need.STATE_MANAGEMENT,
    "tin-hoc": Need.COMPUTING,
    "tieng-dan-toc": Need.ETHNIC_LANGUAGE,
    "tuoi": Need.FIRST_AGE,
}


@dataclass(frozen=True)
class GapsAsked:
    """The filters; what cannot be read is as if not asked."""

    as_of: AsOf
    words: str
    organization_id: int | None
    title: str
    state: str
    need: str

    @classmethod
    def of(cls, request) -> "GapsAsked":
        get = request.GET.get
        return cls(
            as_of=past_day_asked(request),
            words=words_asked(request),
            organization_id=row_asked(request, "don-vi"),
            title=known(get("chuc-danh", ""), titles.known_titles()),
            state=known(get("muc", ""), STATES),
            need=known(get("thieu", ""), NEEDS),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.words or self.organization_id or self.title or self.state or self.need)

    @property
    def shown_words(self) -> str:
        """Who is listed."""
        said = [STATES[self.state]] if self.state else []
        return ", ".join([*said, shortage(NEEDS[self.need])] if self.need else said)

    def query(self, **more: str) -> str:
        """The address of other people of the same day, commune and title."""
        day = {"ngay": self.as_of.text} if self.as_of.given and not self.as_of.problem else {}
        where = {"don-vi": self.organization_id, "chuc-danh": self.title}
        return urlencode({name: value for name, value in (day | where | more).items() if value})


@dataclass(frozen=True)
class Cell:
    """A number that opens its people; `label` for telephones."""

    count: int
    query: str
    label: str


@dataclass(frozen=True)
class TableRow:
    name: str
    cells: tuple[Cell, ...]


def cells_of(line: Line, gaps: Gaps, asked: GapsAsked, **which: str) -> tuple[Cell, ...]:
    """All of them, who meets, who lacks, who lacks each thing."""
    words = {need: word for word, need in NEEDS.items()}
    found = [Cell(len(line.people), asked.query(**which), "số người")]
    found += [Cell(line.count(one), asked.query(muc=one, **which), STATES[one].lower()) for one in (MEETS, LACKS)]
    return (*found, *(cell(line, need, asked.query(thieu=words[need], **which)) for need in gaps.needs))


def cell(line: Line, need: Need, query: str) -> Cell:
    return Cell(line.lacking(need), query, shortage(need).lower())


def tables(gaps: Gaps, asked: GapsAsked) -> list[tuple[str, str, list[TableRow]]]:
    """By commune and by title, where there is more than one."""
    communes = [TableRow(one.name, cells_of(one, gaps, asked, **{"don-vi": one.key})) for one in gaps.communes]
    by_title = [TableRow(one.name, cells_of(one, gaps, asked, **{"chuc-danh": one.key})) for one in gaps.by_title]
    found = [("theo-xa", "Theo xã, thị trấn", communes), ("theo-chuc-danh", "Theo chức danh", by_title)]
    return [one for one in found if len(one[2]) > 1 and not (one[0] == "theo-chuc-danh" and asked.title)]


def rows_of(request, gaps: Gaps, asked: GapsAsked, page, found) -> list[tuple[Row, str, list[str]]]:
    """Each person of the page with the state and what is missing."""
    rows, visible = read_rows(list(page), gaps.day, page.start_index()), request.scope.organization_ids(VIEW)
    for row in rows:
        row.may_open = row.cadre.last_organization in visible
    return [(row, STATES[found[row.cadre.pk].state], words_of(found[row.cadre.pk].missing, gaps.day)) for row in rows]


@requires(VIEW)
def gaps(request):
    """The figures of the day, by commune and by title; below them the people who were asked for."""
    asked = GapsAsked.of(request)
    weighed = build(request.scope, asked.as_of.day, asked.organization_id, asked.title)
    found = weighed.of(asked.state, NEEDS[asked.need] if asked.need else "")
    people = Cadre.objects.with_last_organization().filter(pk__among=Ids(found)).order_by("sort_key", "id")
    page = page_asked(request, holding_words(people, asked.words) if asked.words else people)
    context = {
        "asked": asked,
        "as_of": asked.as_of,
        "gaps": weighed,
        "states": [Cell(weighed.all.count(one), asked.query(muc=one), STATES[one]) for one in STATES],
        "headings": [shortage(need) for need in weighed.needs],
        "needs": cells_of(weighed.all, weighed, asked)[3:],
        "tables": tables(weighed, asked),
        "page": page,
        "rows": rows_of(request, weighed, asked, page, found),
        "communes": communes_of(request, asked.as_of.day),
        "titles": staff_title_choices(),
        "choices": (list(STATES.items()), [(word, shortage(need)) for word, need in NEEDS.items()]),
        "may_manage": request.scope.has(Permission.MANAGE_STAFF),
        "query": query_without(request, "trang"),
        "day_query": f"?ngay={asked.as_of.text}" if asked.as_of.given else "",
    }
    return render(request, "cadres/staff/gaps.html", context)
