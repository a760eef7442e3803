"""The workbook `classes`: one row is one class. It adds classes; what is known of one is mended on its page."""

from dataclasses import dataclass

from cadres.staff.imports.acts import told_where
from cadres.staff.imports.reading import TitleWidget
from cadres.training.actions.classes import open_class
from cadres.training.imports import reading
from cadres.training.imports.class_lines import (
    FACTS,
    ClassLine,
    ClassUnit,
    check_level,
    class_code,
    facts_of,
    line_of,
)
from cadres.training.imports.laying import refuse_other
from cadres.training.models import TrainingClass
from cells.organizations.models import Organization
from members.roll.imports.widgets import LevelTextWidget, PartyDayWidget
from sinho.accounts.roles import Permission
from sinho.imports.acting import ActingResource
from sinho.imports.findings import REFERENCE, SCOPE, TWICE, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import CodeWidget, TextWidget
from sinho.text.folding import fold
from sinho.web import clock

# Words of a refusal → the column that it speaks of.
SPEAKS_OF = (
    ("có nội dung:", "field"),
    ("Chọn trình độ", "level"),
    ("Chọn chức danh khi", "title"),
    ("Ngày kết thúc", "ends_on"),
    ("kéo dài quá", "ends_on"),
    ("Ngày quyết định", "decision_date"),
    ("chưa đến", "decision_date"),
)
MEND = "sửa lớp thì ghi ở trang của lớp"


@dataclass
class KnownClasses:
    """The classes kept within reach, by code and by name with the first day."""

    by_code: dict[str, TrainingClass]
    by_name: dict[tuple, str]


class ClassColumns(ActingResource):
    """What a list of classes tells."""

    code = CellField(
        "Mã lớp", CodeWidget(20), width=12, help="Có trong tệp xuất ra; lớp mới thì để trống.", example="LH-000012"
    )
    name = CellField("Tên lớp", TextWidget(160), required=True, width=34, also=("Lớp", "Tên lớp học"))
    kind = CellField("Loại lớp", reading.kind_widget(), required=True, width=18, also=("Loại hình lớp",))
    field = CellField("Nội dung", reading.field_widget(), required=True, width=24, also=("Nội dung học", "Môn"))
    level = CellField(
        "Trình độ", LevelTextWidget(120), width=18, help="Theo danh mục của nội dung.", example="Trung cấp"
    )
    specialty = CellField(
        "Chuyên ngành", TextWidget(120), width=24, also=("Ngành đào tạo", "Ngành"), example="Trung cấp Hành chính"
    )
    title = CellField(
        "Cho chức danh", TitleWidget(), width=26, help="Chỉ ghi khi nội dung là Nghiệp vụ theo chức danh."
    )
    mode = CellField("Hình thức học", reading.mode_widget(), required=True, width=16, also=("Hình thức", "Hệ đào tạo"))
    place = CellField("Nơi học", reading.place_widget(), required=True, width=18, also=("Địa điểm",))
    opened_by = CellField("Cấp mở lớp", reading.opened_widget(), required=True, width=16, also=("Cấp mở",))
    organiser = CellField("Đơn vị tổ chức", TextWidget(160), required=True, width=28, also=("Cơ quan tổ chức",))
    partner = CellField("Trường liên kết", TextWidget(160), width=28, also=("Liên kết với",))
    starts_on = CellField("Khai giảng", PartyDayWidget(), required=True, width=13, also=("Ngày khai giảng", "Từ ngày"))
    ends_on = CellField("Kết thúc", PartyDayWidget(), required=True, width=13, also=("Ngày kết thúc", "Đến ngày"))
    decision_number = CellField("Số quyết định", TextWidget(40), width=15, also=("Số QĐ",), example="12-QĐ/HU")
    decision_date = CellField("Ngày quyết định", PartyDayWidget(), width=13, also=("Ngày QĐ",))
    cost = CellField("Kinh phí (đồng)", reading.DongWidget(), width=16, also=("Kinh phí",), example="90.000.000")


class ClassResource(ClassColumns):
    """The key of a unit is the code of the class; of a new one, the first row about it."""

    order = (TrainingClass,)
    subject = "training"
    line_class = ClassLine
    checks = {"level": check_level}

    class Meta(ActingResource.Meta):
        import_id_fields = ("name",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register: KnownClasses | None = None
        self.keys: dict[int, str] = {}
        self.problems: dict[int, tuple[str, str]] = {}
        for f in self.fields.values():
            if isinstance(f.widget, PartyDayWidget):
                f.widget.today = self.day

    # What the rows are about

    def known(self) -> KnownClasses:
        """One query; held against other writers when the file is written for good."""
        rows = TrainingClass.objects.in_force().filter(organization__in=self.reach)
        rows = list((rows.select_for_update() if self.expected else rows).order_by("starts_on", "name", "pk"))
        codes = {class_code(one.pk): one for one in rows}
        return KnownClasses(codes, {(fold(one.name), one.starts_on): code for code, one in codes.items()})

    def prepare(self, rows):
        self.register, new = self.known(), {}
        for row in sorted(rows, key=lambda one: one[ROW_NUMBER]):
            number, code = row[ROW_NUMBER], self.read("code", row)
            named = fold(self.read("name", row) or ""), self.read("starts_on", row)
            self.remarks.names[number] = self.read("name", row) or ""
            self.keys[number] = code or self.register.by_name.get(named, "")
            if code and code not in self.register.by_code:
                self.problems[number] = ("code", f"Không có lớp mã {code} trong phạm vi của đồng chí.")
                self.keys[number] = ""
            if not self.keys[number]:
                same = new.setdefault(named, number) if all(named) else number
                self.keys[number] = f"dòng {same}"

    def key_of(self, row):
        return self.keys.get(row[ROW_NUMBER], f"dòng {row[ROW_NUMBER]}")

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        known = (self.register or self.known()).by_code
        for key in known if codes is None else sorted(codes):
            self.units[key] = unit = ClassUnit(key, known.get(key) or TrainingClass())
            unit.see(*unit.all())

    def known_line(self, row):
        unit = self.units[self.key_of(row)]
        if unit.is_new:
            return None
        known = line_of(unit)
        return ClassLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    def lay(self, unit, line):
        if problem := self.problems.get(line.row):
            raise WrongColumn(*problem, REFERENCE)
        if line.known is None:
            return line.typed - {"code"}
        refuse_other(line, FACTS, self.said, MEND)
        return set()

    def act(self, unit, line):
        keeper = self.keeper()
        if keeper is None:
            raise WrongColumn("name", "Việc này không thuộc quyền ghi của đồng chí.", SCOPE)
        with told_where("name", SPEAKS_OF):
            unit.root = open_class(organization=keeper, facts=facts_of(line), by=self.author.user)

    def keeper(self) -> Organization | None:
        """In whose name classes are opened, as on the page."""
        roots = [pk for pk in self.author.scope.roots(Permission.MANAGE_STAFF) if pk in self.reach]
        return Organization.objects.filter(pk__in=roots[:1]).first()

    def rows_now(self, units):
        rows = {one.pk: one for one in TrainingClass.objects.filter(pk__in=[unit.root.pk for unit in units])}
        return {unit.key: [rows[unit.root.pk]] for unit in units}

    # The rows together

    def judge(self):
        first: dict[str, int] = {}
        read = sorted((line for lines in self.read_lines.values() for line in lines), key=lambda one: one.row)
        for line in read:
            before = first.setdefault(line.code, line.row)
            if before != line.row and line.row not in self.remarks.stopped:
                text = f"Dòng {before} đã ghi lớp tên này, khai giảng cùng ngày."
                self.remarks.say(line.row, "name", TWICE, text)

    # Words

    def summary(self, line):
        names = ("kind", "field", "level", "specialty", "title", "mode", "place", "organiser", "partner")
        parts = [self.said(line, name) for name in names]
        parts.append(f"{self.said(line, 'starts_on')} đến {self.said(line, 'ends_on')}")
        parts.append(f"kinh phí {self.said(line, 'cost')}" if line.cost is not None else "")
        return "; ".join(part for part in parts if part)

    def concerns(self, unit):
        return unit.root.organization.named(clock.today())

    def present_lines(self):
        return [line_of(unit) for unit in self.units.values()]
