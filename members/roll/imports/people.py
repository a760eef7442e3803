"""What the workbooks about people share: whom a row is about, which cell a name means, what the log keeps."""

from collections import defaultdict

from members.roll.imports.matching import Known, Match, Roll, Told
from members.roll.imports.register import MemberRegister
from members.roll.imports.widgets import BirthWidget, PartyDayWidget
from members.roll.models import Card, Member
from members.roll.models.member import code_of, masked
from sinho.imports.findings import Question
from sinho.imports.lines import ROW_NUMBER
from sinho.imports.resources import WorkbookResource

# Columns of the database that hold identity and card numbers.
NUMBERS = ("identity_number", "number")


class PeopleResource(WorkbookResource):
    """Base of the kinds whose rows are about members. They have the columns `code`, `name`, `birth`, `identity`,
    `card`, `cell` and `base`. The key of a unit is the code of the member; of a new one, the row of the file."""

    register_class: type[MemberRegister] = MemberRegister
    register: MemberRegister

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = self.register_class(self.reach, self.day, self.names, lock=self.expected is not None)
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
        self.matches = {one.row: self.whom(roll, one) for one in told}

    def whom(self, roll: Roll, told: Told) -> Match:
        """The member a row is about."""
        return roll.match(told)

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

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    # Names and words

    def questions(self):
        unclear = self.register.unclear.items()
        asked = [Question(name, len(rows), self.register.near(name)) for name, rows in unclear]
        return sorted(asked, key=lambda one: (-one.rows, one.name))

    @classmethod
    def offered_names(cls, reach, day):
        register = MemberRegister(reach, day, {}, lock=False)
        register.load()
        return [(code, f"{code} · {name}") for code, name in sorted(register.cells.items())]

    def offered(self):
        cells = sorted(self.register.cells)
        return {"cell": tuple(self.fields["cell"].widget.render(code) for code in cells)}

    @staticmethod
    def logged(model, image):
        """The log keeps numbers only in their last digits."""
        return {name: masked(value or "") if name in NUMBERS else value for name, value in image.items()}
