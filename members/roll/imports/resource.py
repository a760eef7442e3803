"""The workbook `members`: one row is one member as the list of the cell says he is today (member_record 4)."""

from members.roll.imports.checking import CHECKS
from members.roll.imports.columns import MemberColumns
from members.roll.imports.laying import lay_known, lay_new
from members.roll.imports.lines import MemberLine, Status, line_of
from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from members.roll.models.member import code_of, masked
from sinho.imports.findings import READ_AS, REFERENCE, TWICE, TWIN, WrongColumn
from sinho.imports.lines import ROW_NUMBER
from sinho.text.folding import fold

# Told of a new member after who he is, when the file says it; numbers in their last digits.
MORE = (
    "other_names",
    "religion",
    "file_number",
    "home_place",
    "birth_place",
    "village",
    "joined_union_on",
    "decision_number",
    "decided_on",
    "referrers",
    "general",
    "professional",
    "theory",
    "occupation",
    "card_since",
)
SECRET = ("identity", "card", "old_card")


class MemberResource(MemberColumns):
    class Meta(MemberColumns.Meta):
        import_id_fields = ("name",)

    order = (Member, Standing, Membership, Card, Schooling, Work, LivingPlace, Pause)
    subject = "member"
    line_class = MemberLine
    checks = CHECKS

    def prepare(self, rows):
        super().prepare(rows)
        letters = self.remarks.table.letters
        card, since = (self.fields[name].column_name for name in ("card", "card_since"))
        self.register.tells_card_days = since in letters
        if card in letters and since not in letters:
            text = f"Tệp không có cột “{since}”: lấy ngày chính thức của từng người."
            self.remarks.say(self.remarks.table.header, "card", READ_AS, text)

    # One row

    def known_line(self, row):
        key = self.key_of(row)
        match = self.matches[row[ROW_NUMBER]]
        if match.pk is None:
            return None
        line = line_of(self.units[key], self.day, self.register)
        return self.line_class(**{**vars(line), "known": line, "typed": set(), "notes": []})

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

    # Words

    def summary(self, line):
        parts = (
            ("", self.said(line, "sex").lower()),
            ("sinh ", self.said(line, "birth")),
            ("dân tộc ", self.said(line, "ethnicity")),
            ("", f"{line.cell} · {self.register.cells.get(line.cell, '')}"),
            ("về chi bộ ", self.said(line, "since")),
            ("vào Đảng ", self.said(line, "admitted_on")),
            ("chính thức ", self.said(line, "official_on") or "chưa"),
            ("", self.said(line, "status").lower() if line.status not in (None, Status.ACTIVE) else ""),
            *((f"{self.remarks.titles[name].lower()} ", self.said(line, name)) for name in MORE if name in line.typed),
            *((f"{self.remarks.titles[name].lower()} ", masked(getattr(line, name) or "")) for name in SECRET),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def concerns(self, unit):
        membership = unit.of(Membership)[-1]
        state = self.register.tree.state_on(self.register.code_by_id[membership.organization_id], self.day)
        return membership.organization_id, state.name if state else ""

    def present_lines(self):
        return [line_of(unit, self.day, self.register) for unit in self.units.values()]
