"""Whether the tree stands with all rows of the file in it, and what an officer should look at again."""

from collections import defaultdict

from cells.organizations import rules
from cells.organizations.imports.lines import FOUNDING, OrganizationLine
from cells.organizations.models import OrganizationState
from sinho.imports.enums import Level
from sinho.imports.findings import TWIN, cause
from sinho.text.dates import format_date
from sinho.text.folding import fold

TREE = cause(
    "tree", "Chỗ đứng trong cây tổ chức chưa đúng", "Xem lại cột cấp trên, hình thức và thời gian của hai tổ chức."
)
RULE = cause("rule", "Chưa đủ điều kiện theo quy định", "Xem lại số đảng viên và hình thức tổ chức.")
UNUSUAL = cause(
    "unusual", "Cần xem lại theo quy định", "Nhập được; đồng chí kiểm tra quyết định của cấp trên.", Level.NOTE
)


class Judge:
    """Looks at the organisations as the file would leave them. `laid`: state → row of the file that made it so."""

    def __init__(self, register, remarks, laid: dict[int, int], touched: dict[int, set[str]]):
        self.register, self.remarks, self.laid, self.touched = register, remarks, laid, touched

    def tree(self) -> None:
        """Every changed state needs a parent that may stand above it all the time, and so does every state below."""
        children = defaultdict(list)
        for code in self.register.states.keys() | self.register.units.keys():
            for state in self.register.states_of(code):
                children[self.register.parent_of(state)].append(state)
        for unit in self.register.units.values():
            changed = [state for state in unit.states if unit.is_written(state)]
            for state in changed:
                self.place(state, self.laid.get(id(state), unit.lines[0]))
            if changed and not unit.is_new:
                self.children(unit, [child for child in children[unit.key] if id(child) not in self.laid])

    def place(self, state: OrganizationState, row: int) -> None:
        """Say what is wrong with the place of a state."""
        code = self.register.parent_of(state)
        if problem := self.circle(state) or self.problem(state, code):
            self.remarks.say(row, "parent" if code else "kind", TREE, problem)

    def children(self, unit, below: list[OrganizationState]) -> None:
        """Organisations below, not in the file, that would lose their parent."""
        lost = {child.name: problem for child in below if (problem := self.problem(child, unit.key))}
        if lost:
            row = next((row for row in unit.lines if self.touched.get(row)), unit.lines[0])
            names = sorted(lost)
            more = f" và {len(names) - 5} tổ chức khác" if len(names) > 5 else ""
            text = f"Đang có {len(names)} tổ chức trực thuộc: {', '.join(names[:5])}{more}. {lost[names[0]]}"
            self.remarks.say(row, "", TREE, text)

    def problem(self, state: OrganizationState, code: str | None) -> str:
        """Why the organisation with this code cannot be the parent of the state all the time; "" when it can."""
        if code is None:
            return "" if rules.may_stand_under(state.kind, None) else rules.where_it_stands(state.kind)
        if code not in self.register.states and code not in self.register.units:
            return ""  # a parent outside the reach, unchanged
        if code in self.register.units and set(self.register.units[code].lines) & self.remarks.wrong:
            return ""  # its row has to be mended first
        day, end = state.valid.lower, state.valid.upper
        for above in self.register.states_of(code):
            if above.valid.upper is not None and above.valid.upper <= day:
                continue
            if above.valid.lower > day:
                break
            if not rules.may_stand_under(state.kind, above.kind):
                return rules.where_it_stands(state.kind)
            if above.valid.upper is None or (end is not None and above.valid.upper >= end):
                return ""
            day = above.valid.upper
        return f"Tổ chức cấp trên {code} chưa có hoặc không còn vào ngày {format_date(day)}."

    def circle(self, state: OrganizationState) -> str:
        """The way up that leads back to the organisation itself, in words."""
        day, path = state.valid.lower, [state.organization.code]
        code = self.register.parent_of(state)
        while code is not None:
            path.append(code)
            if code == path[0]:
                return f"Cấp trên đi vòng về chính tổ chức này: {' → '.join(path)}."
            above = self.register.state_on(code, day)
            code = self.register.parent_of(above) if above and code not in path[:-1] else None
        return ""

    def founding(self, line: OrganizationLine) -> None:
        """What the rules say of a founding that the row tells."""
        if not self.touched[line.row] & set(FOUNDING):
            return
        above = self.register.state_on(line.parent, line.since) if line.parent else None
        facts = rules.FoundingFacts(
            line.kind, above.kind if above else None, line.official_members, line.probationary_members
        )
        for finding in rules.founding_findings(facts, line.founded_on):
            if finding.about != rules.PLACE:  # said by `tree`
                refused = finding.level == rules.REFUSE
                self.remarks.say(line.row, "official_members", RULE if refused else UNUSUAL, finding.text)

    def twins(self, lines: list[OrganizationLine]) -> None:
        """Another organisation with the same name under the same parent on the same day."""
        mine = {line.code: line.row for line in lines}
        named = defaultdict(list)
        for code in self.register.states.keys() | self.register.units.keys():
            for state in self.register.states_of(code):
                named[self.register.parent_of(state), fold(state.name)].append((code, state))
        for line in lines:
            if not (line.new or "name" in self.touched[line.row]):
                continue
            for code, state in named[line.parent, fold(line.name)]:
                unit = self.register.units.get(code)
                later = unit is not None and unit.is_new and mine.get(code, 0) > line.row
                if code != line.code and line.since in state.valid and not later:
                    self.remarks.say(line.row, "name", TWIN, f"Đã có {code} · {state.name}, cùng cấp trên.")
                    break  # one is enough to ask; a thousand of the same name would never end
