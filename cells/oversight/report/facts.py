"""What is told of an organisation to who is in charge of it; themes that know more register a reader (A13)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from cells.assessments.enums import SheetState
from cells.assessments.models import Sheet
from cells.assessments.models.standing import members_of
from cells.meetings.models import Conclusion
from cells.meetings.models.reading import month_of
from cells.meetings.rules import months
from cells.organizations.enums import CELLS
from cells.organizations.models import OrganizationState, subtree_ids
from cells.oversight.models.grades import spells_until
from sinho.accounts.scope import Scope
from sinho.web import clock


@dataclass(frozen=True)
class Fact:
    """A figure with its words and the page that tells more ("" for none)."""

    label: str
    value: str
    url: str = ""
    late: bool = False


Reader = Callable[[int, dt.date, Scope], Sequence[Fact]]
_readers: list[Reader] = []


def also_told_in_charge(reader: Reader) -> None:
    """Let a theme add figures of an organisation to the page of who is in charge of it."""
    if reader not in _readers:
        _readers.append(reader)


def facts_of(organization_id: int, day: dt.date, scope: Scope) -> list[Fact]:
    """Cells, grades, members, weak ones, and what other themes tell."""
    own = [*cells_facts(organization_id, day), *meeting_facts(organization_id, day), *year_facts(organization_id, day)]
    return own + [fact for reader in _readers for fact in reader(organization_id, day, scope)]


def cells_facts(organization_id: int, day: dt.date) -> list[Fact]:
    """How many cells there are, how many of them are weak for long."""
    ids = subtree_ids(organization_id, day)
    cells = OrganizationState.objects.on(day).filter(organization_id__among=ids, kind__in=CELLS)
    number = cells.exclude(organization_id=organization_id).count()
    weak = [pk for pk, times in spells_until(day, ids).items() if any(one.on_list(day) for one in times)]
    tree = f"{reverse('organizations:tree')}?duoi={organization_id}"
    return [
        Fact("chi bộ trực thuộc", str(number), tree if number else ""),
        Fact("tổ chức yếu kém kéo dài", str(len(weak)), reverse("oversight:weak") if weak else "", bool(weak)),
    ]


def meeting_facts(organization_id: int, day: dt.date) -> list[Fact]:
    """How many cells met in the last month that is over, how many conclusions are late."""
    month = months.before(months.first_of(day))
    rows = month_of(subtree_ids(organization_id, day) | {organization_id}, month, day)
    due, met = [one for one in rows if one.expected], [one for one in rows if one.regular]
    if not due:
        return []
    place = f"don-vi={organization_id}"
    ids = [one.state.organization_id for one in rows]
    late = Conclusion.objects.overdue_on(day).filter(meeting__organization__in=ids).count()
    url = f"{reverse('meetings:list')}?thang={month:%m/%Y}&{place}"
    found = [Fact(f"chi bộ họp tháng {month:%m/%Y}", f"{len(met)}/{len(due)}", url, len(met) < len(due))]
    return found + (
        [Fact("kết luận quá hạn", str(late), f"{reverse('meetings:conclusions')}?{place}", True)] if late else []
    )


def year_facts(organization_id: int, day: dt.date) -> list[Fact]:
    """How far the last evaluation is: cells decided on, members rated, the grade of the organisation."""
    sheets = Sheet.objects.filter(organization=organization_id, campaign__opened_at__lt=clock.end_of(day))
    last = sheets.select_related("campaign").order_by("-campaign__year").first()
    if last is None:
        return []
    campaign, ids = last.campaign, subtree_ids(organization_id, day) - {organization_id}
    decided = campaign.sheets.filter(organization_id__among=ids, state=SheetState.DECIDED)
    done = decided.filter(decided_at__lt=clock.end_of(day)).count()
    url = reverse("assessments:organization", args=[organization_id])
    found = [Fact(f"chi bộ đã xếp loại năm {campaign.year}", str(done), url if done else "")]
    members = members_of(campaign, organization_id) if day >= clock.today() else None
    if members:
        found.append(Fact(f"đảng viên đã xếp loại năm {campaign.year}", str(sum(members.ranks))))
    return [*found, *grade_facts(organization_id, day)]


def grade_facts(organization_id: int, day: dt.date) -> list[Fact]:
    """The last grade of the organisation itself."""
    own = Sheet.objects.filter(
        organization=organization_id, state=SheetState.DECIDED, decided_at__lt=clock.end_of(day)
    ).exclude(decided_level="")
    last = own.select_related("campaign").order_by("-campaign__year").first()
    if last is None:
        return []
    words = last.campaign.rules.short(last.decided_level, last.decided_exemplary)
    return [Fact(f"xếp loại năm {last.campaign.year}", words, reverse("assessments:sheet", args=[last.pk]))]
