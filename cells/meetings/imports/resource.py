"""Rows of the workbook of meetings read, laid beside what is known, written by the action of the page."""

from uuid import uuid4

from cells.meetings.actions.recording import record_meeting
from cells.meetings.enums import MeetingKind
from cells.meetings.imports.lines import FACTS, MeetingLine, MeetingUnit, TimeWidget, check_level, line_of, told_of
from cells.meetings.models import Meeting
from cells.meetings.models.meeting import LONGEST_TEXT
from cells.organizations.enums import CELLS
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Ids
from sinho.imports.acting import ActingResource, said_at
from sinho.imports.findings import REFERENCE, SCOPE, TWICE, WrongColumn, cause
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import ChoiceWidget, CountWidget, DayWidget, ReferenceWidget, TextWidget
from sinho.text.dates import format_date
from sinho.text.folding import fold

DIFFERS = cause(
    "meeting_differs",
    "Khác với buổi sinh hoạt đang ghi",
    "Mẫu này ghi thêm buổi; sửa hoặc bỏ buổi đã ghi thì ghi ở trang của buổi.",
)
# First words of a refusal → the column that it speaks of.
SPEAKS_OF = (
    ("Có mặt", "present"),
    ("Phải có người dự họp", "present"),
    ("Ngày họp", "held_on"),
    ("Ngày", "held_on"),
    ("Tháng ấy", "held_on"),
    ("Buổi sinh hoạt loại này", "held_on"),
    ("Sinh hoạt chuyên đề", "topic"),
    ("Chỉ sinh hoạt chuyên đề", "topic"),
    ("Thời lượng", "minutes"),
    ("Tổng điểm", "score"),
)


class MeetingResource(ActingResource):
    """The key of a unit is cell, day and kind."""

    class Meta(ActingResource.Meta):
        import_id_fields = ("name",)

    order = (Meeting,)
    subject = "meeting"
    line_class = MeetingLine
    checks = {"level": check_level}

    name = CellField(
        "Chi bộ",
        ReferenceWidget(),
        required=True,
        width=30,
        also=("Mã chi bộ", "Tên chi bộ", "Mã tổ chức"),
        help="Mã chi bộ; hoặc tên, nếu chỉ một chi bộ có tên ấy.",
        example="SH-NT-B01",
    )
    held_on = CellField("Ngày họp", DayWidget(), required=True, width=13, also=("Ngày",), example="05/11/2009")
    kind = CellField("Loại", ChoiceWidget(MeetingKind), required=True, width=14, also=("Loại sinh hoạt",))
    topic = CellField("Chuyên đề", TextWidget(300), width=34, also=("Tên chuyên đề",))
    total = CellField("Tổng số đảng viên", CountWidget(9999), required=True, width=10, also=("Tổng số",))
    present = CellField("Có mặt", CountWidget(9999), required=True, width=9, also=("Dự họp",))
    excused = CellField("Vắng có lý do", CountWidget(9999), width=9)
    unexcused = CellField("Vắng không lý do", CountWidget(9999), width=9)
    exempted = CellField("Được miễn", CountWidget(9999), width=9, also=("Được miễn sinh hoạt",))
    chair = CellField("Chủ trì", TextWidget(120), required=True, width=22, also=("Người chủ trì",))
    secretary = CellField("Thư ký", TextWidget(120), width=22)
    place = CellField("Nơi họp", TextWidget(160), width=22)
    starts_at = CellField("Giờ bắt đầu", TimeWidget(), width=10, example="14:30")
    minutes = CellField("Thời lượng (phút)", CountWidget(720), width=10, also=("Thời lượng",))
    dues = CellField("Đảng phí (đồng)", CountWidget(2_000_000_000), width=13, also=("Đảng phí",))
    contents = CellField("Nội dung", TextWidget(LONGEST_TEXT), required=True, width=50)
    resolution = CellField("Số nghị quyết", TextWidget(40), width=14)
    remarks = CellField("Tự phê bình, biểu dương", TextWidget(2000), width=36)
    score = CellField("Điểm", CountWidget(100), width=8, also=("Tổng điểm",))
    level = CellField("Mức", TextWidget(40), width=12, help="Để đối chiếu; mức tính theo điểm và khung điểm.")
    score_note = CellField("Lý do trừ điểm", TextWidget(400), width=30, also=("Ghi chú",))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = self
        self.cells: dict[str, Organization] = {}
        self.called: dict[int, str] = {}
        self.keys: dict[int, tuple[str, str]] = {}
        self.problems: dict[int, tuple[str, str]] = {}

    # What the rows are about

    def read_cells(self) -> dict[str, list[str]]:
        """The cells within reach, also those that ended: two queries. Returns folded names → codes."""
        names: dict[str, list[str]] = {}
        rows = OrganizationState.objects.filter(organization__among=Ids(self.reach), kind__in=CELLS)
        for state in rows.select_related("organization").order_by("valid"):
            code = state.organization.code
            self.cells[code], self.called[state.organization_id] = state.organization, state.name
            for name in {fold(state.name), fold(state.short_name)}:
                if code not in names.setdefault(name, []):
                    names[name].append(code)
        return names

    def prepare(self, rows):
        names = self.read_cells()
        for row in rows:
            number, typed = row[ROW_NUMBER], self.read("name", row) or ""
            found = [typed.upper()] if typed.upper() in self.cells else names.get(fold(typed), [])
            self.remarks.names[number] = typed
            if typed and len(found) != 1:
                many = f"Có nhiều chi bộ tên này, hãy ghi mã: {'; '.join(found)}." if found else ""
                self.problems[number] = ("name", many or f"Không có chi bộ “{typed}” trong phạm vi của đồng chí.")
            day, kind = self.read("held_on", row), self.read("kind", row)
            known = len(found) == 1 and day and kind
            key = f"{found[0]} {day:%Y-%m-%d} {kind}" if known else f"dòng {number}"
            self.keys[number] = key, found[0] if len(found) == 1 else ""

    def key_of(self, row):
        return self.keys.get(row[ROW_NUMBER], (f"dòng {row[ROW_NUMBER]}", ""))[0]

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        if not self.cells:
            self.read_cells()
        rows = Meeting.objects.in_force().filter(organization__among=Ids(self.reach)).select_related("organization")
        wanted = {code.partition(" ")[0] for code in codes or ()}
        rows = rows.filter(organization__code__in=wanted) if codes is not None else rows
        known = {}
        for one in rows.order_by("organization__code", "held_on", "pk"):
            known[f"{one.organization.code} {one.held_on:%Y-%m-%d} {one.kind}"] = one
        for key in known if codes is None else sorted(codes):
            found = known.get(key)
            cell = found.organization if found else self.cells.get(key.partition(" ")[0])
            name = self.called.get(cell.pk, "") if cell else ""
            self.units[key] = unit = MeetingUnit(key, found or Meeting(), cell=cell, cell_name=name)
            unit.see(*unit.all())

    def known_line(self, row):
        unit = self.units[self.key_of(row)]
        if unit.is_new:
            return None
        known = line_of(unit)
        return MeetingLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    def lay(self, unit, line):
        if problem := self.problems.get(line.row):
            raise WrongColumn(*problem, REFERENCE)
        if unit.cell and not self.author.scope.may(Permission.RECORD_MEETINGS, unit.cell.pk):
            raise WrongColumn("name", "Sinh hoạt của chi bộ này không thuộc quyền ghi của đồng chí.", SCOPE)
        if line.known is None:
            return line.typed - {"code"}
        for column in (name for name in FACTS if name in line.typed):
            told, known = getattr(line, column), getattr(line.known, column)
            same = fold(told) == fold(known) if isinstance(told, str) and isinstance(known, str) else told == known
            if not same and (told or known):
                said = self.said(line.known, column) or "(trống)"
                raise WrongColumn(column, f"Buổi này đang ghi “{said}”; sửa thì ghi ở trang của buổi.", DIFFERS)
        return set()

    def act(self, unit, line):
        with said_at("held_on", SPEAKS_OF):
            by = {"scope": self.author.scope, "by": self.author.user}
            unit.root = record_meeting(cell=unit.cell, told=told_of(line), key=uuid4(), **by)

    def rows_now(self, units):
        rows = {one.pk: one for one in Meeting.objects.filter(pk__in=[unit.root.pk for unit in units])}
        return {unit.key: [rows[unit.root.pk]] for unit in units}

    # The rows together

    def judge(self):
        first: dict[str, int] = {}
        for line in sorted((one for lines in self.read_lines.values() for one in lines), key=lambda one: one.row):
            before = first.setdefault(line.code, line.row)
            if before != line.row and line.row not in self.remarks.stopped:
                self.remarks.say(line.row, "held_on", TWICE, f"Dòng {before} đã ghi buổi này của chi bộ.")

    # Words

    def summary(self, line):
        came = f"{line.present or 0}/{line.total or 0} dự"
        parts = [self.said(line, "kind"), format_date(line.held_on), line.topic or "", came]
        parts.append(f"{line.score} điểm" if line.score is not None else "")
        return "; ".join(part for part in parts if part)

    def concerns(self, unit):
        return unit.cell.pk, unit.cell_name

    def present_lines(self):
        return [line_of(unit) for unit in self.units.values()]
