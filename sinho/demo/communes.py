"""The commune and township committees, their cells and villages, from the numbers of `data/communes.yaml`."""

import datetime as dt
from dataclasses import dataclass, field

from cells.organizations.enums import EventKind, FoundationPlace, OrganizationKind
from cells.places.enums import CommuneKind, ServiceKind
from cells.places.models import Commune
from sinho.demo.plan import (
    DEMO_DAY,
    NEW_SINCE,
    REGISTER_SINCE,
    Ending,
    Turn,
    Unit,
    VillagePlan,
    chance,
    content,
    following,
    working_day,
)

SCHOOLS = {"THCS": "Trường Trung học cơ sở", "TH": "Trường Tiểu học", "MN": "Trường Mầm non"}
# Communes where the cell of a village was merged into that of its neighbour, with the first day without it.
MERGED = {
    "SH-TN": dt.date(2006, 3, 1),
    "SH-NHA": dt.date(2007, 10, 1),
    "SH-MQ": dt.date(2008, 8, 4),
    "SH-CC": dt.date(2009, 6, 1),
}
# A cell founded on the last day before the time that the district reports on.
JUST_BEFORE = {"SH-NM-THCS": NEW_SINCE - dt.timedelta(days=1)}
# Communes of which one village got another name.
RENAMED = {"SH-NB", "SH-PT", "SH-HT"}


@dataclass
class CommuneBuilder:
    """Builds one commune: first its committee, then cells and villages in the order of `build`."""

    data: dict
    commune: Commune
    top: str
    cells: list[Unit] = field(default_factory=list)
    villages: list[VillagePlan] = field(default_factory=list)

    def __post_init__(self):
        self.code, self.region = self.data["code"], self.data["region"]
        self.chance = chance(self.code)
        self.committee = self.built_committee()
        self.office = self.old_cell("CQ", f"Cơ quan {self.called}", first_year=1960, place=FoundationPlace.AGENCY)

    def build(self) -> "CommuneBuilder":
        self.name_villages()
        self.build_village_cells()
        self.build_schools()
        self.build_station()
        return self

    @property
    def called(self) -> str:
        """“xã Nậm Tăm”, “thị trấn Sìn Hồ”."""
        return f"{self.commune.get_kind_display().lower()} {self.commune.name}"

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day in between, a working day where that is possible."""
        return max(first, working_day(first + dt.timedelta(days=self.chance.randrange((last - first).days + 1))))

    def members(self) -> tuple[int, int]:
        """Official and probationary members at a founding."""
        return self.chance.randint(3, 7), self.chance.randint(0, 2)

    def built_committee(self) -> Unit:
        """Founded as a cell in the sixties and raised later; three committees came to the district in 2004."""
        town = self.commune.kind == CommuneKind.TOWNSHIP
        short = f"Thị trấn {self.commune.name}" if town else self.commune.name
        unit = Unit(self.code, [], self.commune.kind, self.commune.code, self.region, joined="joined" in self.data)
        full = Turn(REGISTER_SINCE, OrganizationKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {self.called}", short, self.top)
        if unit.joined:
            reason = "Xã chuyển về huyện Sìn Hồ theo Nghị định 01/2004/NĐ-CP"
            unit.turns = [following(full, what=EventKind.MOVE, reason=reason)]
            return unit
        first = following(
            full,
            since=self.day(dt.date(1963, 2, 3), dt.date(1969, 12, 20)),
            kind=OrganizationKind.GRASSROOTS_CELL,
            name=f"Chi bộ {self.called}",
            what=EventKind.ESTABLISH,
            reason="Xã có đủ đảng viên chính thức",
            members=self.members(),
        )
        raised = self.day(dt.date(1976, 7, 1), dt.date(1994, 12, 20))
        reason = "Có trên 30 đảng viên và đủ chi bộ trực thuộc"
        unit.turns = [first, following(full, since=raised, what=EventKind.CHANGE_KIND, reason=reason)]
        return unit

    def add_cell(self, part: str, name: str, since: dt.date, **facts) -> Unit:
        """A subordinate cell of this committee, with the event that it begins with."""
        short = facts.pop("short", name[0].upper() + name[1:])
        turn = Turn(since, OrganizationKind.SUBORDINATE_CELL, f"Chi bộ {name}", short, self.code, **facts)
        unit = Unit(f"{self.code}-{part}", [turn], "", self.commune.code, self.region)
        self.cells.append(unit)
        return unit

    def old_cell(
        self, part: str, name: str, first_year: int, place: str = FoundationPlace.VILLAGE, short: str = ""
    ) -> Unit:
        """A cell from before 2008: founded here, or come along with its committee in 2004."""
        short = short or name[0].upper() + name[1:]
        if self.committee.joined and self.chance.random() < 0.8:
            reason = f"Chuyển theo {self.committee.last.name} về huyện Sìn Hồ"
            return self.add_cell(part, name, REGISTER_SINCE, short=short, what=EventKind.MOVE, reason=reason)
        began = self.committee.last.since
        since = self.day(max(dt.date(first_year, 1, 3), began), dt.date(2007, 11, 30)) if part != "CQ" else began
        return self.add_cell(
            part,
            name,
            JUST_BEFORE.get(f"{self.code}-{part}", since),
            short=short,
            what=EventKind.ESTABLISH,
            reason="Có đủ đảng viên chính thức",
            place=place,
            members=self.members(),
        )

    def new_cell(self, part: str, name: str, place: str, split_from: Unit, reason: str, short: str = "") -> Unit:
        """A cell founded in the time that the district reports on, out of another one."""
        return self.add_cell(
            part,
            name,
            self.day(NEW_SINCE + dt.timedelta(days=20), DEMO_DAY - dt.timedelta(days=40)),
            short=short or name[0].upper() + name[1:],
            what=EventKind.ESTABLISH,
            reason=reason,
            place=place,
            members=self.members(),
            split_from=split_from.code,
        )

    def name_villages(self) -> None:
        names, number = content("villages")[self.region], self.data["villages"]
        chosen = names[:number] if self.region == "town" else self.chance.sample(names, number)
        self.villages = [
            VillagePlan(f"{self.code}-B{n:02d}", name, self.commune.code, self.code, self.chance.randint(18, 92))
            for n, name in enumerate(chosen, 1)
        ]
        if self.code in RENAMED:
            spare = next(name for name in names if name not in chosen)
            self.villages[-1].earlier_name = spare

    def cell_name(self, village: VillagePlan) -> str:
        """“bản Nà Tăm”; in the township “Khu 1”."""
        return village.name if self.region == "town" else f"bản {village.name}"

    def build_village_cells(self) -> None:
        """First villages with cells of their own, then those of joint cells, then those without, then the rest."""
        own, joint, none = self.data["own"], 2 * self.data["joint"], self.data["none"]
        new = self.data.get("new_villages", 0)
        old_cells = []
        for village in self.villages[: own - new]:
            cell = self.old_cell(village.code.rsplit("-", 1)[1], self.cell_name(village), first_year=1980)
            serve(village, cell, ServiceKind.OWN)
            old_cells.append(cell)
        for village in self.villages[own - new : own]:
            self.build_new_village_cell(village, self.chance.choice(old_cells))
        shared = self.villages[own : own + joint]
        for first, second in zip(shared[::2], shared[1::2], strict=True):
            cell = self.old_cell(f"L{first.code[-2:]}", f"liên bản {first.name} – {second.name}", first_year=1995)
            serve(first, cell, ServiceKind.SHARED)
            serve(second, cell, ServiceKind.SHARED)
        rest = self.villages[own + joint + none :]
        for village in rest:
            serve(village, self.chance.choice(old_cells), ServiceKind.SHARED)
        if self.code in MERGED:
            self.merge_cell_of(rest[0], MERGED[self.code])

    def build_new_village_cell(self, village: VillagePlan, neighbour: Unit) -> None:
        """Some of these villages belonged to the neighbour's cell before, some to none."""
        served = self.chance.random() < 0.7
        before = f"trước sinh hoạt ghép với chi bộ {short_name(neighbour)}" if served else "trước chưa có chi bộ"
        part = village.code.rsplit("-", 1)[1]
        reason = f"Bản có đủ đảng viên chính thức, {before}"
        cell = self.new_cell(part, self.cell_name(village), FoundationPlace.VILLAGE, neighbour, reason)
        if served:
            serve(village, neighbour, ServiceKind.SHARED)
        serve(village, cell, ServiceKind.OWN)

    def merge_cell_of(self, village: VillagePlan, on: dt.date) -> None:
        """The village had a cell of its own until that day; since then the neighbour's cell serves it."""
        (_, neighbour, _) = village.services.pop()
        cell = self.old_cell(village.code.rsplit("-", 1)[1], self.cell_name(village), first_year=1985)
        cell.turns = [following(cell.last, since=min(cell.since, dt.date(2005, 1, 4)), what=EventKind.ESTABLISH)]
        cell.ended = Ending(on, EventKind.MERGE, "Chi bộ còn dưới 3 đảng viên chính thức", neighbour)
        serve(village, cell, ServiceKind.OWN)
        village.services.append((on, neighbour, ServiceKind.SHARED))

    def build_schools(self) -> None:
        for school in self.data["schools"]:
            name = f"{SCHOOLS[school]} {self.commune.name}"
            if school in self.data.get("new_schools", ()):
                reason = f"Trường có đủ đảng viên chính thức, tách từ chi bộ {short_name(self.office)}"
                self.new_cell(school, name, FoundationPlace.SCHOOL, self.office, reason, short=SCHOOLS[school])
            else:
                self.old_cell(school, name, 1996, FoundationPlace.SCHOOL, short=SCHOOLS[school])

    def build_station(self) -> None:
        name = f"Trạm Y tế {self.called}"
        if self.data.get("new_station"):
            reason = f"Trạm có đủ đảng viên chính thức, tách từ chi bộ {short_name(self.office)}"
            self.new_cell("TYT", name, FoundationPlace.HEALTH_STATION, self.office, reason, short="Trạm Y tế")
        elif self.data["station"]:
            self.old_cell("TYT", name, 1999, FoundationPlace.HEALTH_STATION, short="Trạm Y tế")


def serve(village: VillagePlan, cell: Unit, kind: str) -> None:
    """From the founding of the cell (as far as the register of villages goes back) it serves the village."""
    village.services.append((max(REGISTER_SINCE, cell.since), cell.code, kind))


def short_name(unit: Unit) -> str:
    """“bản Nà Tăm”, “Cơ quan xã Nậm Tăm”."""
    return unit.last.name.removeprefix("Chi bộ ")


def build(top: str) -> list[CommuneBuilder]:
    """All communes and townships of the data file."""
    places = {place.code: place for place in Commune.objects.on(DEMO_DAY)}
    return [CommuneBuilder(data, places[data["commune"]], top).build() for data in content("communes")["communes"]]
