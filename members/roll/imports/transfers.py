"""The workbook `transfers`: one row is one transfer of a member of the roll, open or of earlier years (A4)."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from members.roll.imports.matching import Match
from members.roll.imports.transfer_acts import act_transfer, lay_transfer, summary_of
from members.roll.imports.transfer_checks import CHECKS
from members.roll.imports.transfer_columns import TransferColumns
from members.roll.imports.transfer_lines import TELLING, TransferLine, TransferRegister, known_transfer, line_of
from members.roll.imports.undoing import built_on_stays, hold_members
from members.roll.models import Membership, Pause, Transfer
from sinho.imports.acting import ActingResource
from sinho.imports.findings import REFERENCE, TWICE, WrongColumn
from sinho.imports.lines import ROW_NUMBER
from sinho.text.folding import fold


class TransferResource(ActingResource, TransferColumns):
    class Meta(TransferColumns.Meta):
        import_id_fields = ("kind",)

    order = (Membership, Pause, Transfer)
    subject = "transfer"
    line_class = TransferLine
    checks = CHECKS
    register_class = TransferRegister
    register: TransferRegister

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Row → the cells of which the member may be.
        self.sides: dict[int, list[str]] = {}

    # Whom the rows are about

    def told(self, row):
        """The member is on the roll of the cell that lets him go, or already of the one that receives him."""
        sides = [("cell", "base"), ("host", "to_base"), ("to", "to_base")]
        named = [(self.read(column, row), self.read(base, row)) for column, base in sides]
        found = [self.register.find_place(typed, base) for typed, base in named if typed]
        self.sides[row[ROW_NUMBER]] = [code for code in found if code in self.register.tree.states]
        return replace(super().told(row), cell=None)

    def whom(self, roll, told):
        matches = [roll.match(replace(told, cell=cell)) for cell in self.sides[told.row] or [None]]
        match = next((one for one in matches if one.pk or one.problem), self.elsewhere(roll, told) or matches[0])
        if match.problem:
            return match
        if match.pk is None:
            return Match(problem=roll.nobody(told, match.twin))
        known = roll.by_pk[match.pk]
        self.remarks.names[told.row] = known.name
        return Match(match.pk, problem=roll.contradiction(told, known))

    @staticmethod
    def elsewhere(roll, told) -> Match | None:
        """He has gone on since, or goes on in this file: the only one within reach of this name born on this day."""
        if not (told.name and told.birth and told.birth.parts_known == 3):
            return None
        same = [one for one in roll.by_name.get(fold(told.name), ()) if one.in_reach and one.birth == told.birth]
        return Match(same[0].pk) if len(same) == 1 else None

    def sort_key(self, row):
        """The transfers of a member in order of time."""
        days = (self.read(column, row) for column in ("decided_on", "introduced_on", "received_on"))
        return self.key_of(row), next((day for day in days if day), dt.date.max), row[ROW_NUMBER]

    def load(self, codes):
        super().load(codes)
        places = self.register.cells | self.register.committees
        for column in ("to", "host"):
            self.fields[column].widget.names = places

    def known_line(self, row):
        """What is known of the transfer that the row is about."""
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        unit, told = self.units[self.key_of(row)], {name: self.read(name, row) for name in TELLING}
        transfer = known_transfer(unit, self.read("kind", row), told)
        if transfer is None:
            return None
        known = self.line_at(unit, transfer)
        return self.line_class(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def line_at(self, unit, state):
        return line_of(unit, state, self.register.code_by_id)

    # The rows

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return lay_transfer(line, self.said)

    def judge(self):
        """No transfer stands in two rows."""
        first: dict[tuple, int] = {}
        for line in sorted((one for lines in self.read_lines.values() for one in lines), key=lambda one: one.row):
            if line.row in self.remarks.stopped:
                continue
            keys = [("about", line.about)] if line.about else []
            for column in ("decided_on", "received_on"):
                if day := getattr(line, column):
                    keys.append((line.code, line.kind, column, day, bool(line.cancelled_on)))
            before = next((first[key] for key in keys if key in first), None)
            if before is not None:
                text = f"Dòng {before} đã ghi việc chuyển này của {line.name}."
                self.remarks.say(line.row, "kind", TWICE, text)
            for key in keys:
                first.setdefault(key, line.row)

    def act(self, unit, line):
        act_transfer(unit, line, self.register, self.author, self.note)

    def rows_now(self, units):
        keys = {unit.root.pk: unit.key for unit in units}
        found = defaultdict(list)
        for model in self.order:
            for row in model.objects.filter(member__in=keys).order_by("pk"):
                found[keys[row.member_id]].append(row)
        return found

    @classmethod
    def built_upon(cls, written):
        hold_members(written)
        return list(built_on_stays(written))

    # Words

    def summary(self, line):
        return summary_of(line, self.said)

    @classmethod
    def offered_names(cls, reach, day):
        register = TransferRegister(reach, day, {}, lock=False)
        register.load()
        return [(code, f"{code} · {name}") for code, name in sorted((register.cells | register.committees).items())]

    def offered(self):
        cells = tuple(self.fields["cell"].widget.render(code) for code in sorted(self.register.cells))
        places = sorted(self.register.cells | self.register.committees)
        return {"cell": cells, "host": cells, "to": tuple(self.fields["to"].widget.render(code) for code in places)}

    def present_lines(self):
        return [self.line_at(unit, one) for unit in self.units.values() for one in unit.of(Transfer)]
