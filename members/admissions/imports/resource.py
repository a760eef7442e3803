"""The workbook `admissions`: one row is one person on the way into the Party, with the steps that were taken (A4)."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import Q

from members.admissions.imports.acts import act_case
from members.admissions.imports.checking import CHECKS
from members.admissions.imports.columns import AdmissionColumns
from members.admissions.imports.laying import lay_case
from members.admissions.imports.lines import (
    OF_THE_MEMBER,
    CaseLine,
    CaseRegister,
    CaseUnit,
    code_of,
    line_of,
    rows_of,
)
from members.admissions.imports.matching import Cases, Found, KnownCase
from members.admissions.imports.steps import opening, step_columns
from members.admissions.imports.undoing import built_on_steps, cases_held
from members.admissions.models import Case, CaseStep
from members.roll.imports.matching import Told
from members.roll.imports.undoing import built_on_stays, hold_members
from members.roll.models import Member, Membership
from members.roll.models.member import masked
from sinho.imports.acting import ActingResource
from sinho.imports.findings import REFERENCE, TWICE, TWIN, WrongColumn
from sinho.imports.lines import ROW_NUMBER
from sinho.text.folding import fold


class AdmissionResource(ActingResource, AdmissionColumns):
    class Meta(AdmissionColumns.Meta):
        import_id_fields = ("name",)

    order = (Member, Case, CaseStep, *OF_THE_MEMBER)
    subject = "admission"
    line_class = CaseLine
    checks = CHECKS
    register_class = CaseRegister
    register: CaseRegister

    # Whom the rows are about

    def prepare(self, rows):
        self.register.load()
        told = [self.told(row) for row in rows]
        cases = self.cases(told)
        self.remarks.names = {one.row: one.name for one in told}
        opened = {row[ROW_NUMBER]: self.read(opening().on, row) for row in rows}
        self.matches: dict[int, Found] = {one.row: cases.match(one, opened[one.row]) for one in told}

    def cases(self, told: list[Told]) -> Cases:
        """Cases within reach and whoever has a number of the file; of the people on the roll, who is there today."""
        roll = super().roll([replace(one, card=None) for one in told])
        named = {known.pk for one in told for known in roll.by_name.get(fold(one.name or ""), ())}
        named |= {known.pk for one in told if (known := roll.by_identity.get(one.identity))}
        here = Membership.objects.filter(member__in=named, valid__upper_inf=True).values_list("member_id", flat=True)
        cases = Cases(roll, frozenset(here))
        identities = {one.identity for one in told} - {None}
        known = Case.objects.placed().filter(Q(cell_id__among=self.reach) | Q(identity_number__in=identities))
        for case in known.defer("path"):
            codes = {self.register.code_by_id.get(pk) for pk in (case.organization_id, case.cell_id)} - {None}
            cases.add(
                KnownCase(
                    pk=case.pk,
                    code=code_of(case.pk),
                    name=case.full_name,
                    birth=case.birth,
                    identity=case.identity_number,
                    cells=frozenset(codes),
                    in_reach=case.cell_id in self.reach,
                    opened_on=case.opened_on,
                    given_up=case.closed_on is not None,
                    member=case.member_id,
                    where=self.register.cells.get(self.register.code_by_id.get(case.cell_id), ""),
                )
            )
        return cases

    def told(self, row):
        return replace(super().told(row), card=None)

    def key_of(self, row):
        match = self.matches.get(row[ROW_NUMBER])
        return code_of(match.pk) if match and match.pk else f"dòng {row[ROW_NUMBER]}"

    def load(self, codes):
        self.register.load()
        if codes is None:
            self.register.load_cases(self.register.every_case(), {})
        else:
            pks = {code_of(match.pk): match.pk for match in self.matches.values() if match.pk}
            people = {
                code_of(match.pk) if match.pk else f"dòng {row}": match.member
                for row, match in self.matches.items()
                if match.member
            }
            self.register.load_cases({key: pks.get(key) for key in codes}, people)
        self.units = self.register.units
        self.fields["cell"].widget.names = self.register.cells
        self.fields["village"].widget.names = {state.village.code: state.name for state in self.register.villages}

    def known_line(self, row):
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        known = self.line_at(self.units[self.key_of(row)], None)
        return self.line_class(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def line_at(self, unit, state):
        return line_of(unit, self.register)

    # The rows

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return lay_case(unit, line, self.said)

    def judge(self):
        """Nobody stands in two rows; somebody like him in another cell is a doubt."""
        first: dict[tuple, object] = {}
        for line in sorted((one for lines in self.read_lines.values() for one in lines), key=lambda one: one.row):
            if line.row in self.remarks.stopped:
                continue
            keys = [("identity", line.identity)] if line.identity else []
            keys += [("code", line.code), ("name", fold(line.name), line.cell, str(line.birth))]
            before = next((first[key] for key in keys if key in first), None)
            other = first.get((fold(line.name), str(line.birth)))
            if before is not None:
                self.remarks.say(line.row, "name", TWICE, f"Dòng {before.row} đã ghi {line.name}, sinh {line.birth}.")
            elif other is not None and not (other.identity and line.identity):
                self.remarks.say(line.row, "name", TWIN, f"Dòng {other.row} ghi cùng tên, cùng ngày sinh.")
            elif twin := self.matches[line.row].twin:
                self.remarks.say(line.row, "name", TWIN, twin)
            for key in (*keys, (fold(line.name), str(line.birth))):
                first.setdefault(key, line)

    def act(self, unit, line):
        act_case(
            unit, line, self.register, self.author, lambda *said: self.remarks.say(line.row, said[0], said[1], said[2])
        )

    def rows_now(self, units):
        cases = {case.pk: case for case in Case.objects.filter(pk__in=[unit.root.pk for unit in units])}
        members = {case.member_id for case in cases.values()} - {None}
        members |= {row.pk for unit in units for row in unit.rows if isinstance(row, Member)}
        rows = rows_of(members, cases)
        found = defaultdict(list)
        for unit in units:
            case = cases[unit.root.pk]
            mine = {case.member_id, *(row.pk for row in unit.rows if isinstance(row, Member))} - {None}
            found[unit.key] = [case, *rows[Case, case.pk], *(row for pk in sorted(mine) for row in rows[Member, pk])]
        return found

    @classmethod
    def built_upon(cls, written):
        cases = cases_held(written)
        hold_members(written)
        return [*built_on_steps(written, cases), *built_on_stays(written)]

    # Words

    def summary(self, line):
        done = [columns for columns in step_columns().values() if getattr(line, columns.on)]
        last = f"{done[-1].step.label} {self.said(line, done[-1].on)}" if done else ""
        parts = (
            ("", self.said(line, "sex").lower()),
            ("sinh ", self.said(line, "birth")),
            ("dân tộc ", self.said(line, "ethnicity")),
            ("", self.said(line, "cell")),
            ("chọn ngày ", self.said(line, opening().on)),
            ("bước gần nhất: ", last if len(done) > 1 else ""),
            ("", f"{len(done)} bước"),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def concerns(self, unit: CaseUnit):
        state = self.register.tree.state_on(self.register.code_by_id.get(unit.place, ""), self.day)
        return unit.place, state.name if state else ""

    @staticmethod
    def logged(model, image):
        """The log keeps numbers only in their last digits, and no rules."""
        shown = {name: value for name, value in image.items() if name != "path"}
        if "identity_number" in shown:
            shown["identity_number"] = masked(shown["identity_number"] or "")
        return shown

    def present_lines(self):
        """Without identity numbers: the code of the case is enough to find it."""
        return [replace(self.line_at(unit, None), identity=None) for unit in self.units.values()]
