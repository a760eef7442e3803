"""Transfers with their papers: those behind the moves since 2004, temporary ones, and some on the way."""

import datetime as dt

from members.roll.enums import COMING_IN, GOING_OUT, Exit, TransferKind
from members.roll.models import Member, Pause, Transfer
from sinho.demo.members.groups import VILLAGE, sort_of
from sinho.demo.members.growth import Growth
from sinho.demo.members.lives import Life, Stay, is_cell_on
from sinho.demo.members.rows import Rows
from sinho.demo.plan import DEMO_DAY, REGISTER_SINCE, chance, working_day

COMMUNE, NEIGHBOUR = "SH-NT", "SH-TP"
OUTSIDE = {
    TransferKind.TO_DISTRICT: ("huyện Tam Đường", "huyện Mường Tè", "huyện Than Uyên", "thị xã Lai Châu"),
    TransferKind.TO_PROVINCE: ("tỉnh Điện Biên", "tỉnh Lào Cai", "tỉnh Thái Bình", "tỉnh Sơn La"),
}
REASONS = ("Điều động công tác", "Thuyên chuyển công tác", "Chuyển nơi cư trú theo gia đình")
# Days ago of the decision, of the sheet, of the papers handed in (None: not yet); some are late.
ON_THE_WAY = (
    (TransferKind.WITHIN, 120, None, None),
    (TransferKind.WITHIN, 20, None, None),
    (TransferKind.WITHIN, 40, 25, None),
    (TransferKind.WITHIN, 35, 16, 8),
    (TransferKind.WITHIN, 90, 65, None),
    (TransferKind.WITHIN, 28, 20, 5),
    (TransferKind.WITHIN, 190, 150, None),
    (TransferKind.TO_DISTRICT, 50, 36, None),
    (TransferKind.TO_PROVINCE, 110, 80, None),
    (TransferKind.TO_PROVINCE, 30, 12, None),
)
# Days ago of the reception, months of the stay, for studies, days after the end of the return (None: still there).
TEMPORARY = (
    (60, 6, False, None),
    (150, 9, False, None),
    (210, 6, False, None),
    (300, 18, True, None),
    (100, 12, True, None),
    (420, 6, False, -2),
    (700, 12, True, -10),
    (500, 9, False, 6),
)


class Transfers:
    """Builds and writes them without changing who is in which cell."""

    def __init__(self, rows: Rows, growth: Growth):
        self.rows, self.growth = rows, growth
        self.chance = chance("transfers")
        self.transfers: list[Transfer] = []
        self.taken: set[int] = set()

    def write(self, members: list[Member]) -> None:
        pairs = list(zip(members, self.rows.lives, strict=True))
        for member, life in pairs:
            self.add_completed(member, life)
        paused = {pause.member_id for pause in self.rows.rows[Pause]}
        self.movable = [(m, life) for m, life in pairs if m.pk not in paused and self.may_go(life)]
        for kind, *ago in ON_THE_WAY:
            self.add_on_the_way(kind, ago)
        self.add_between_communes()
        for received, months, study, back in TEMPORARY:
            self.add_temporary(received, months, study, back)
        Transfer.objects.bulk_create(self.transfers)

    # What is over

    def add_completed(self, member: Member, life: Life) -> None:
        """The papers behind a move of one person; a whole cell that moves has none."""
        for before, stay in zip([None, *life.stays], life.stays, strict=False):
            if stay.entry in COMING_IN and stay.since > REGISTER_SINCE:
                self.add_arrival(member, stay)
            elif before and before.exit == Exit.WITHIN and self.is_single(before, stay):
                self.add(member, TransferKind.WITHIN, before, stay, stay.since)
        last = life.last
        if last.exit in GOING_OUT and last.until >= REGISTER_SINCE and self.goes_on(last.cell, last.until):
            self.add(member, last.exit, last, None, last.until)

    def is_single(self, before: Stay, stay: Stay) -> bool:
        founded = self.growth.units[stay.cell].since
        return stay.since >= REGISTER_SINCE and self.goes_on(before.cell, stay.since) and founded < stay.since

    def goes_on(self, cell: str, day: dt.date) -> bool:
        return is_cell_on(self.growth.units[cell], day)

    def add(self, member: Member, kind: str, before: Stay, stay: Stay | None, on: dt.date) -> None:
        presented = on - dt.timedelta(days=self.chance.randint(1, 9))
        introduced = presented - dt.timedelta(days=self.chance.randint(1, 25))
        decided = introduced - dt.timedelta(days=self.chance.randint(2, 40))
        begun = max(decided, before.since)
        there = self.organization(stay.cell) if stay else None
        self.transfers.append(
            Transfer(
                member=member,
                kind=kind,
                from_organization=self.organization(before.cell),
                to_organization=there,
                to_words="" if stay else f"Huyện ủy, thị ủy nơi đến: {self.chance.choice(OUTSIDE[kind])}",
                host_cell=there,
                decided_on=begun,
                introduced_on=max(introduced, begun),
                presented_on=max(presented, begun),
                received_on=on,
                sheet_number=self.number(),
                notice_number="" if stay else f"{self.chance.randint(3, 180)}-TB/BTC",
                dues_paid_until=self.month_before(introduced),
                reason=self.chance.choice(REASONS),
            )
        )

    def add_arrival(self, member: Member, stay: Stay) -> None:
        going = TransferKind.TO_DISTRICT if stay.entry == TransferKind.FROM_DISTRICT else TransferKind.TO_PROVINCE
        introduced = working_day(stay.since - dt.timedelta(days=self.chance.randint(4, 35)))
        here = self.organization(stay.cell)
        self.transfers.append(
            Transfer(
                member=member,
                kind=stay.entry,
                from_words=self.chance.choice(OUTSIDE[going]),
                to_organization=here,
                host_cell=here,
                introduced_on=introduced,
                presented_on=stay.since,
                received_on=stay.since,
                sheet_number=self.number(),
                dues_paid_until=self.month_before(introduced),
            )
        )

    # What goes on

    def may_go(self, life: Life) -> bool:
        """On the roll today for a year at least, in no office."""
        stay = life.last
        long_here = stay.since < DEMO_DAY - dt.timedelta(days=800)
        return not life.office and stay.until is None and long_here and life.official_on is not None

    def somebody(self, fits=lambda life: life.village == "") -> tuple[Member, Life]:
        while True:
            member, life = self.chance.choice(self.movable)
            if member.pk not in self.taken and fits(life):
                self.taken.add(member.pk)
                return member, life

    def another_cell(self, life: Life) -> str:
        """An agency, a school or an office, as of the people who go from one to another."""
        alive = [unit for unit in self.growth.cells if self.goes_on(unit.code, DEMO_DAY) and sort_of(unit) != VILLAGE]
        return self.chance.choice([unit.code for unit in alive if unit.code != life.last.cell])

    def add_on_the_way(self, kind: str, ago: list[int | None], member=None, life=None, cell: str = "") -> None:
        if member is None:
            member, life = self.somebody()
        inside = kind == TransferKind.WITHIN
        decided, introduced, presented = (
            working_day(DEMO_DAY - dt.timedelta(days=days)) if days is not None else None for days in ago
        )
        self.transfers.append(
            Transfer(
                member=member,
                kind=kind,
                from_organization=self.organization(life.last.cell),
                to_organization=self.organization(cell or self.another_cell(life)) if inside else None,
                to_words="" if inside else self.chance.choice(OUTSIDE[kind]),
                decided_on=decided,
                introduced_on=introduced,
                presented_on=presented,
                sheet_number=self.number() if introduced else "",
                dues_paid_until=self.month_before(introduced) if introduced else None,
                reason=self.chance.choice(REASONS),
            )
        )

    def add_between_communes(self) -> None:
        """In one commune from cell to cell, into it, and out of it: each side has something to see."""
        inside = [code for code in self.growth.units if code.startswith(f"{COMMUNE}-")]
        cells = [code for code in inside if self.goes_on(code, DEMO_DAY)]
        for ago in ((30, 14, None), (25, 10, 4)):
            member, life = self.somebody(lambda one: one.last.cell in cells)
            there = self.chance.choice([code for code in cells if code != life.last.cell])
            self.add_on_the_way(TransferKind.WITHIN, list(ago), member, life, there)
        member, life = self.somebody(lambda one: one.last.cell.startswith(f"{NEIGHBOUR}-"))
        self.add_on_the_way(TransferKind.WITHIN, [45, 18, 6], member, life, COMMUNE)
        member, life = self.somebody(lambda one: one.last.cell in cells)
        self.add_on_the_way(TransferKind.TO_DISTRICT, [70, 55, None], member, life)

    def add_temporary(self, received_ago: int, months: int, study: bool, back: int | None) -> None:
        """At another cell, or at a school outside the district."""
        member, life = self.somebody()
        received = working_day(DEMO_DAY - dt.timedelta(days=received_ago))
        introduced = working_day(received - dt.timedelta(days=self.chance.randint(3, 12)))
        until = introduced + dt.timedelta(days=months * 30 + 6)
        there = None if study else self.organization(self.another_cell(life))
        self.transfers.append(
            Transfer(
                member=member,
                kind=TransferKind.TEMPORARY,
                from_organization=self.organization(life.last.cell),
                to_organization=there,
                to_words="Trường Chính trị tỉnh" if study else "",
                host_cell=there,
                decided_on=introduced - dt.timedelta(days=5),
                introduced_on=introduced,
                presented_on=received,
                received_on=received,
                sheet_number=self.number(),
                dues_paid_until=self.month_before(introduced),
                reason="Đi học lý luận chính trị" if study else "Biệt phái, tăng cường có thời hạn",
                study=study,
                until=until,
                returned_on=None if back is None else min(until + dt.timedelta(days=back), DEMO_DAY),
            )
        )

    def organization(self, code: str):
        return self.rows.organizations[code]

    def number(self) -> str:
        return f"{self.chance.randint(2, 260)}-GTSH"

    def month_before(self, day: dt.date) -> dt.date:
        """The last day of the month before."""
        return day.replace(day=1) - dt.timedelta(days=1)
