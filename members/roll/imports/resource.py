"""The workbook `members`: one row is one member as the list of the cell says he is today (member_record 4)."""

from collections import defaultdict

from members.roll.imports.checking import CHECKS
from members.roll.imports.columns import MemberColumns
from members.roll.imports.laying import lay_known, lay_new
from members.roll.imports.lines import MemberLine, Status, code_of, line_of
from members.roll.imports.matching import Known, Match, Roll, Told
from members.roll.imports.register import MemberRegister
from members.roll.imports.widgets import BirthWidget, PartyDayWidget
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from members.roll.models.member import masked
from sinho.imports.findings import REFERENCE, TWICE, TWIN, Question, WrongColumn
from sinho.imports.lines import ROW_NUMBER
from sinho.text.folding import fold

# Columns of the database that hold identity and card numbers.
NUMBERS = ("identity_number", "number")


class MemberResource(MemberColumns):
    class Meta(MemberColumns.Meta):
        import_id_fields = ("name",)

    order = (Member, Standing, Membership, Card, Schooling, Work, LivingPlace, Pause)
    subject = "member"
    line_class = MemberLine
    checks = CHECKS

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = MemberRegister(self.reach, self.day, self.names, lock=self.expected is not None)
        self.matches: dict[int, Match] = {}
        for f in self.fields.values():
            if isinstance(f.widget, BirthWidget | PartyDayWidget):
                f.widget.today = self.day

    # Whom the rows are about

    def prepare(self, rows):
        self.register.load()
        told = [self.told(row) for row in rows]
        roll = self.roll(told)
        self.remarks.names = {one.row: one.name for one in told}
        self.matches = {one.row: roll.match(one) for one in told}

    def told(self, row: dict) -> Told:
        cell, base = self.read("cell", row), self.read("base", row)
        return Told(
            row=row[ROW_NUMBER],
            code=self.read("code", row),
            name=self.read("name", row),
            birth=self.read("birth", row),
            identity=self.read("identity", row),
            card=self.read("card", row),
            cell=self.register.find_cell(cell, base) if cell else None,
        )

    def roll(self, told: list[Told]) -> Roll:
        """Everybody within reach, and who else has one of the numbers of the file: three queries."""
        identities = {one.identity for one in told} - {None}
        numbers = {one.card for one in told} - {None}
        cards = defaultdict(set)
        for pk, number in Card.objects.filter(number__in=numbers).values_list("member_id", "number"):
            cards[pk].add(number)
        roll = Roll()
        for member in Member.objects.known_to(self.reach, also=[*cards], identities=identities):
            known = Known(
                pk=member.pk,
                name=member.full_name,
                birth=member.birth,
                identity=member.identity_number,
                cards=frozenset(cards[member.pk]),
                cell=self.register.code_by_id.get(member.last_cell, ""),
                in_reach=member.last_cell in self.reach,
            )
            roll.add(code_of(known.pk), known)
        return roll

    def key_of(self, row):
        match = self.matches.get(row[ROW_NUMBER])
        return code_of(match.pk) if match and match.pk else f"dòng {row[ROW_NUMBER]}"

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        self.register.load()
        if codes is None:
            self.register.load_units(self.register.everybody())
        else:
            pks = {code_of(match.pk): match.pk for match in self.matches.values() if match.pk}
            self.register.load_units({key: pks.get(key) for key in codes})
        self.units = self.register.units
        self.fields["cell"].widget.names = self.register.cells

    # One row

    def known_line(self, row):
        key = self.key_of(row)
        match = self.matches[row[ROW_NUMBER]]
        if match.pk is None:
            return None
        line = line_of(self.units[key], self.day, self.register)
        return self.line_class(**{**vars(line), "known": line, "typed": set(), "notes": []})

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    def lay(self, unit, line):
        match = self.matches[line.row]
        if match.problem:
            raise WrongColumn(match.problem[0], match.problem[1], REFERENCE)
        if line.known:
            return lay_known(unit, line, self.register, self.said)
        return lay_new(unit, line, self.register)

    # The rows together

    def judge(self):
        right = [line for line in self.lines if line.row not in self.remarks.stopped and self.touched[line.row]]
        self.twice(right)
        for line in right:
            twin = self.matches[line.row].twin
            if twin and line.row not in self.remarks.stopped:
                where = self.register.cells.get(twin.cell, "chi bộ khác")
                text = f"Danh sách đã có {twin.name}, sinh {twin.birth}, {where} (mã {code_of(twin.pk)})."
                self.remarks.say(line.row, "name", TWIN, text)

    def twice(self, lines: list[MemberLine]) -> None:
        """The same person in two rows: by a number, or by name and birth in one cell; in two cells it is a doubt."""
        first: dict[tuple, MemberLine] = {}
        for line in sorted(lines, key=lambda one: one.row):
            numbers = [(column, getattr(line, column)) for column in ("identity", "card") if getattr(line, column)]
            for key in numbers:
                if first.setdefault(key, line) is not line:
                    self.remarks.say(line.row, key[0], TWICE, f"Dòng {first[key].row} đã ghi số này.")
            same = first.setdefault((fold(line.name), line.birth), line)
            if same is line or (same.identity and line.identity):
                continue
            if same.cell == line.cell:
                self.remarks.say(line.row, "name", TWICE, f"Dòng {same.row} đã ghi {line.name}, sinh {line.birth}.")
            else:
                where = self.register.cells.get(same.cell, "")
                self.remarks.say(line.row, "name", TWIN, f"Dòng {same.row} ghi cùng tên, cùng ngày sinh, {where}.")

    def questions(self):
        unclear = self.register.unclear.items()
        asked = [Question(name, len(rows), self.register.near(name)) for name, rows in unclear]
        return sorted(asked, key=lambda one: (-one.rows, one.name))

    @classmethod
    def offered_names(cls, reach, day):
        register = MemberRegister(reach, day, {}, lock=False)
        register.load()
        return [(code, f"{code} · {name}") for code, name in sorted(register.cells.items())]

    # Words

    def summary(self, line):
        parts = (
            ("", self.said(line, "sex").lower()),
            ("sinh ", self.said(line, "birth")),
            ("dân tộc ", self.said(line, "ethnicity")),
            ("", self.register.cells.get(line.cell, "")),
            ("về chi bộ ", self.said(line, "since")),
            ("vào Đảng ", self.said(line, "admitted_on")),
            ("chính thức ", self.said(line, "official_on") or "chưa"),
            ("", self.said(line, "status").lower() if line.status not in (None, Status.ACTIVE) else ""),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def offered(self):
        cells = sorted(self.register.cells)
        return {"cell": tuple(self.fields["cell"].widget.render(code) for code in cells)}

    def concerns(self, unit):
        membership = unit.of(Membership)[-1]
        state = self.register.tree.state_on(self.register.code_by_id[membership.organization_id], self.day)
        return membership.organization_id, state.name if state else ""

    @staticmethod
    def logged(model, image):
        """The log keeps numbers only in their last digits."""
        return {name: masked(value or "") if name in NUMBERS else value for name, value in image.items()}

    def present_lines(self):
        return [line_of(unit, self.day, self.register) for unit in self.units.values()]
