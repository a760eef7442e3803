"""The workbook `villages`: one row is one village as it is from a day on, with the cell that serves it (A2, A5)."""

from collections import defaultdict

from cells.places.enums import ServiceKind
from cells.places.imports.checking import CELLS, CHECKS, COMMITTEES
from cells.places.imports.laying import end_services, lay_service
from cells.places.imports.lines import STATE, VillageLine, line_of
from cells.places.imports.register import VillageRegister
from cells.places.models import Village, VillageService, VillageState
from sinho.imports.dated import lay_state
from sinho.imports.enums import Level
from sinho.imports.findings import TWIN, cause
from sinho.imports.lines import CellField
from sinho.imports.resources import WorkbookResource
from sinho.imports.widgets import ChoiceWidget, CodeWidget, CountWidget, DayWidget, ReferenceWidget, TextWidget
from sinho.text.folding import fold

MOST_HOUSEHOLDS = 100_000
OWN_TWICE = cause(
    "own_twice",
    "Một chi bộ là chi bộ riêng của hai bản",
    "Nếu hai bản sinh hoạt chung một chi bộ thì ghi “Sinh hoạt ghép”.",
    Level.NOTE,
)


class VillageResource(WorkbookResource):
    order = (Village, VillageState, VillageService)
    subject = "village"
    line_class = VillageLine
    checks = CHECKS

    code = CellField(
        "Mã bản", CodeWidget(20), required=True, width=14, help="Không đổi về sau, mỗi bản một mã.", example="B-NT-05"
    )
    name = CellField(
        "Tên bản", TextWidget(100), required=True, width=24, help="Không ghi chữ “bản” ở đầu.", example="Nậm Ngập"
    )
    commune = CellField("Mã xã", ReferenceWidget(), required=True, width=24, example="03517 · Xã Nậm Tăm, hoặc Nậm Tăm")
    since = CellField(
        "Có hiệu lực từ ngày",
        DayWidget(),
        required=True,
        width=14,
        help="Từ ngày này bản đúng như dòng ghi. Mã đã có, ngày muộn hơn: thay đổi mới. Trùng ngày đã ghi: sửa lại.",
        example="01/01/2008",
    )
    until = CellField("Đến ngày", DayWidget(), width=13, help="Ngày cuối cùng còn bản; để trống nếu vẫn còn.")
    households = CellField("Số hộ", CountWidget(MOST_HOUSEHOLDS), width=10, example="64")
    cell = CellField(
        "Mã chi bộ phụ trách",
        ReferenceWidget(),
        width=26,
        help="Chi bộ mà bản sinh hoạt; để trống nếu chưa có chi bộ.",
        example="SH-NT-05",
    )
    service = CellField(
        "Hình thức phụ trách",
        ChoiceWidget(ServiceKind),
        width=20,
        help="Chi bộ của bản: chi bộ riêng. Sinh hoạt ghép: chi bộ chung với bản khác.",
    )
    served_since = CellField(
        "Phụ trách từ ngày",
        DayWidget(),
        width=14,
        help="Để trống với bản mới: lấy ngày có hiệu lực. Chi bộ cũ thôi phụ trách từ ngày hôm trước.",
        example="01/06/2009",
    )
    committee = CellField(
        "Mã đảng ủy phụ trách", ReferenceWidget(), width=24, help="Để trống: lấy đảng bộ của xã vào ngày có hiệu lực."
    )

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = VillageRegister(self.reach, self.day, lock=self.expected is not None)

    def load(self, codes):
        self.register.load(codes)
        self.units = self.register.units
        tree = self.register.tree
        names = {code: state.short_name for code in tree.states if (state := tree.state_on(code, self.day))}
        self.fields["cell"].widget.names = self.fields["committee"].widget.names = names
        today = (commune for commune in tree.communes if self.day in commune.valid)
        self.fields["commune"].widget.names = {commune.code: str(commune) for commune in today}

    def offered(self):
        tree = self.register.tree
        present = {code: state for code in tree.states if (state := tree.state_on(code, self.day))}
        fields = {
            "commune": sorted(self.fields["commune"].widget.names),
            "cell": sorted(code for code, state in present.items() if state.kind in CELLS),
            "committee": sorted(code for code, state in present.items() if state.kind in COMMITTEES),
        }
        return {name: tuple(self.fields[name].widget.render(code) for code in codes) for name, codes in fields.items()}

    def line_at(self, unit, state):
        return line_of(unit, state, self.day, self.register)

    def lay(self, unit, line):
        touched, _ = lay_state(unit, line, STATE, self.register)
        served, kept = lay_service(unit, line, self.register)
        if unit.ends and "until" in touched:
            end_services(unit)
        if kept:
            self.note(line, "served_since", kept)
        return touched | served

    def judge(self):
        right = [line for line in self.lines if line.row not in self.remarks.stopped and self.touched[line.row]]
        self.twins(right)
        self.cells_of_two(right)

    def twins(self, lines: list[VillageLine]) -> None:
        """Another village with the same name in the same commune on the same day."""
        rows, named = {line.code: line.row for line in lines}, defaultdict(list)
        for code in self.register.states.keys() | self.units.keys():
            for state in self.register.states_of(code):
                named[self.register.commune_of(state), fold(state.name)].append((code, state))
        for line in lines:
            if not (line.new or self.touched[line.row] & {"name", "commune"}):
                continue
            for code, state in named[line.commune, fold(line.name)]:
                later = code in self.units and self.units[code].is_new and rows.get(code, 0) > line.row
                if code != line.code and line.since in state.valid and not later:
                    self.remarks.say(line.row, "name", TWIN, f"Đã có {code} · bản {state.name}, cùng xã.")

    def cells_of_two(self, lines: list[VillageLine]) -> None:
        """A cell that is said to be the own cell of more than one village of the file."""
        own = {}
        for line in lines:
            if line.service == ServiceKind.OWN and line.told("cell"):
                first = own.setdefault(line.cell, line)
                if first is not line and first.code != line.code:
                    self.remarks.say(line.row, "cell", OWN_TWICE, f"Dòng {first.row} cũng ghi là chi bộ riêng.")

    def summary(self, line):
        served = f"{self.said(line, 'cell')}, {self.said(line, 'service').lower()} từ {self.said(line, 'served_since')}"
        parts = (
            ("", self.said(line, "commune")),
            ("từ ", self.said(line, "since")),
            ("đến ", self.said(line, "until")),
            ("", f"{line.households} hộ" if line.households is not None else ""),
            ("", served if line.cell else "chưa có chi bộ phụ trách"),
            ("đảng ủy phụ trách ", self.said(line, "committee")),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def concerns(self, unit):
        committee = unit.states[-1].committee_id
        code = self.register.code_by_id.get(committee)
        state = self.register.tree.state_on(code, self.day) if code else None
        return committee, state.name if state else ""

    def present_lines(self):
        tree = self.register.tree
        present = [
            (unit, state)
            for unit in self.units.values()
            for state in unit.states
            if self.day in state.valid and state.committee_id in self.reach
        ]
        in_order = sorted(
            present, key=lambda pair: (tree.commune_by_id[pair[1].commune_id].sort_key, pair[1].sort_key, pair[0].key)
        )
        return [self.line_at(unit, state) for unit, state in in_order]
