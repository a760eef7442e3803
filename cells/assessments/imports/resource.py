"""Rows of the workbook of a sheet read, laid beside what stands in the sheet, written by the action of the page."""

from cells.assessments.actions.filling import Conflict, NotAValue, save_field
from cells.assessments.actions.steps import name_of
from cells.assessments.enums import FILLING, SheetState
from cells.assessments.imports.lines import ENTERED, WAS, Book, SheetLine, same, seal_of, sheet_of
from cells.assessments.models import CommuneResult, RegisteredTask, Score, Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules import hands
from sinho.imports.acting import ActingResource, said_at
from sinho.imports.enums import Level
from sinho.imports.findings import CHOICE, DAY, REFERENCE, STALE, TEXT, TWICE, WrongColumn, cause
from sinho.imports.lines import CellField
from sinho.imports.tables import as_text, read_table
from sinho.imports.units import Unit
from sinho.imports.widgets import DayWidget, TextWidget

LONGEST = 2000
AGAIN = "đồng chí tải lại tệp của bản đánh giá rồi ghi vào tệp mới"
SEALED = cause("sealed", "Phần khóa của tệp không còn như khi tải về", f"Chỉ ghi vào ô nền vàng; {AGAIN}.")
NO_VALUE = cause(
    "no_value", "Giá trị không đúng với ô", "Số dùng dấu phẩy cho phần lẻ, không ghi đơn vị; điểm theo mức và bước."
)
MET = cause(
    "met",
    "Trên hệ thống đã ghi khác từ lúc tải tệp",
    "Những ô này giữ giá trị trên hệ thống. Muốn lấy giá trị trong tệp thì sửa ở trang của bản đánh giá.",
    Level.DOUBT,
)


class LinesWidget(TextWidget):
    """Text of several lines."""

    def read(self, value):
        if not isinstance(value, str):
            return super().read(value)
        return "\n".join(super(LinesWidget, self).read(line) for line in value.strip().splitlines())


class KeyWidget(TextWidget):
    """What only the file itself needs."""

    def __init__(self):
        super().__init__(60)


class SheetUnit(Unit):
    """One sheet with everything that the organisation enters in it."""

    book: Book

    @property
    def name(self) -> str:
        return f"{self.book.opened.state.name}, năm {self.root.campaign.year}"


def check_seal(line: SheetLine, register: dict[str, SheetUnit], note) -> None:
    """The row is as it left, and still asks what it asked then."""
    unit = register.get(line.code or "")
    if unit is None:
        raise WrongColumn("code", f"Không có bản đánh giá “{line.code}” trong phạm vi của đồng chí.", REFERENCE)
    if line.seal != seal_of(line):
        text = f"Mã kiểm không khớp: dòng này bị sửa ở ô khóa, hoặc là của tổ chức khác, năm khác; {AGAIN}."
        raise WrongColumn("name", text, SEALED)
    asked = unit.book.rows.get(line.entry)
    if asked is None:
        raise WrongColumn("name", f"Dòng này không còn trong bản đánh giá; {AGAIN}.", SEALED)
    if not (same(asked.part, line.part) and same(asked.name, line.name) and same(asked.given, line.given)):
        now = f"“{asked.name}”, {asked.given}".rstrip(", ")
        raise WrongColumn("name", f"Dòng này nay là {now}; {AGAIN}.", SEALED)


def check_entered(name: str):
    """A typed cell is a value of its field; one that nobody touched is not looked at."""

    def check(line: SheetLine, register: dict[str, SheetUnit], note) -> None:
        unit = register.get(line.code or "")
        asked = unit.book.rows.get(line.entry) if unit else None
        if asked is None or not line.told(name):
            return
        if name not in asked.fields:
            raise WrongColumn(name, "Dòng này không ghi ở cột này; để trống ô.", SEALED)
        typed = line.shown(name)
        try:
            shown = unit.book.shown(asked, name, typed)
        except ValueError as error:
            if same(typed, getattr(line, WAS[name])):
                return
            causes = {"value": CHOICE if asked.choices else NO_VALUE, "on": DAY, "words": TEXT}
            raise WrongColumn(name, str(error), causes[name]) from error
        if name != "on":
            setattr(line, name, asked.choices.get(shown, shown) if name == "value" else shown)

    return check


def locked(title: str, width: float = 12, *, required: bool = True) -> CellField:
    return CellField(title, KeyWidget(), required=required, width=width, help="Ô khóa.")


class SheetResource(ActingResource):
    class Meta(ActingResource.Meta):
        import_id_fields = ("entry",)

    order = (Sheet, RegisteredTask, Score, CommuneResult)
    subject = "assessment"
    line_class = SheetLine
    checks = {"seal": check_seal} | {name: check_entered(name) for name in ENTERED}

    part = CellField("Phần", TextWidget(300), width=20, help="Ô khóa.")
    name = CellField("Nội dung", TextWidget(400), width=46, help="Ô khóa: nhiệm vụ, tiêu chí, chỉ tiêu.")
    given = CellField("Yêu cầu", TextWidget(400), width=26, help="Ô khóa: mức đăng ký, điểm tối đa, đơn vị.")
    value = CellField(
        "Kết quả, điểm, mức", TextWidget(200), width=20, help="Kết quả đạt được, điểm tự chấm, mức tự xếp loại."
    )
    on = CellField("Ngày", DayWidget(), width=13, help="Ngày hoàn thành, ngày số liệu, ngày họp.", example="10/12/2009")
    words = CellField(
        "Lý do, minh chứng, nguồn", LinesWidget(LONGEST), width=44, help="Vì sao chưa đạt, minh chứng, nguồn số liệu."
    )
    code = locked("Bản")
    place = locked("Dòng")
    entry = locked("Mã dòng")
    was_value = CellField("Đã có: kết quả", TextWidget(200), help="Ô khóa.")
    was_on = CellField("Đã có: ngày", TextWidget(20), help="Ô khóa.")
    was_words = CellField("Đã có: chữ", LinesWidget(LONGEST), help="Ô khóa.")
    seal = locked("Mã kiểm", 18)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = self.units

    # One sheet

    def load(self, codes):
        for code in codes or ():
            sheet = sheet_of(code, organization__in=self.reach)
            if sheet is None:
                continue
            if self.expected is not None:
                Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
                sheet = sheet_of(code, organization__in=self.reach)
            unit = SheetUnit(code, sheet)
            unit.book = Book(open_sheet(sheet, self.day), self.day)
            unit.rows = parts_of(sheet)
            unit.see(*unit.all())
            self.units[code] = unit

    def known_line(self, row):
        code, entry = self.read("code", row), self.read("entry", row)
        unit = self.units.get(code)
        asked = unit.book.rows.get(entry) if unit else None
        if asked is None:
            return None
        day = getattr(asked.row, asked.fields["on"].attribute) if "on" in asked.fields else None
        text = {name: asked.said(name) or None for name in ("value", "words")}
        return self.line_class(code=code, entry=entry, on=day, **text)

    def lay(self, unit, line):
        """What was typed in the file since it left; what somebody else changed meanwhile stays, and is told."""
        asked, touched = unit.book.rows[line.entry], set()
        for name in ENTERED:
            mine, was, now = line.shown(name), getattr(line, WAS[name]) or "", asked.said(name)
            if not line.told(name) or same(mine, was) or same(mine, now):
                continue
            if same(now, was):
                touched.add(name)
                continue
            person = getattr(asked.row, "changed_by", None)
            who = f" ({person.full_name} ghi)" if person else ""
            said = f"Trên hệ thống là “{now}”{who}, trong tệp là “{mine}”, lúc tải tệp là “{was}”; giữ “{now}”."
            self.remarks.say(line.row, name, MET, said)
        return touched

    def judge(self):
        """The file holds every row once, as many as left."""
        for code in self.units:
            lines = sorted((one for one in self.lines if one.code == code), key=lambda one: one.row)
            first: dict[str, int] = {}
            for line in lines:
                before = first.setdefault(line.entry, line.row)
                if before != line.row:
                    self.remarks.say(line.row, "name", TWICE, f"Dòng {before} đã ghi mục này.")
            left = int(lines[0].place.rpartition("/")[2]) if lines and not self.remarks.stopped else 0
            if left > len(first):
                text = f"Tệp chỉ còn {len(first)} trong {left} dòng; {AGAIN}."
                self.remarks.say(lines[0].row, "name", SEALED, text)

    def act(self, unit, line):
        book, asked = unit.book, unit.book.rows[line.entry]
        opened, user = book.opened, self.author.user
        hand = hands.hand(self.author.scope, unit.root.organization_id, opened.state.kind, opened.procedure)
        for name in (one for one in ENTERED if one in self.touched[line.row]):
            typed = asked.typed(name, line.shown(name))
            given = {"field": asked.fields[name], "typed": typed, "version": -1, "was": asked.held(name)}
            try:
                with said_at(name):
                    save_field(sheet=unit.root, **given, hand=hand, by=user)
            except NotAValue as error:
                raise WrongColumn(name, error.sentence, TEXT) from error
            except Conflict as met:
                raise WrongColumn(name, f"{met.by} vừa ghi “{met.theirs}”; thử lại tệp.", STALE) from met

    def rows_now(self, units):
        fresh = {unit.key: Sheet.objects.get(pk=unit.root.pk) for unit in units}
        return {key: [sheet, *parts_of(sheet)] for key, sheet in fresh.items()}

    def images(self, units):
        """That the self-assessment has begun is not taken back: the step in its history stays."""
        written = super().images(units)
        for image in written:
            if image["model"] == Sheet._meta.label_lower and image["before"]["state"] == SheetState.NOT_STARTED:
                begun = {name: image["after"][name] for name in ("state", "started_at")}
                image["before"] = image["before"] | begun
        return written

    @classmethod
    def built_upon(cls, written):
        """The sheet that was handed in with what the file brought, or whose campaign is locked."""
        found = filter(None, map(sheet_of, written["units"]))
        shut = [one for one in found if one.state not in FILLING or one.campaign.closed]
        return [f"bản tự đánh giá năm {one.campaign.year} đã nộp hoặc đợt đã khóa" for one in shut]

    # Words

    def concerns(self, unit):
        return unit.root.organization_id, name_of(unit.root.organization, self.day)

    def summary(self, line):
        return line.name

    def present_lines(self):
        """It leaves from the page of its sheet only."""
        return []


def parts_of(sheet: Sheet) -> list:
    """The rows of the database that the file may change or make."""
    scores = Score.objects.filter(sheet=sheet, body="self").order_by("pk")
    return [*sheet.tasks.order_by("pk"), *scores, *sheet.results.order_by("pk")]


def whose(content: bytes, file_name: str) -> str:
    """The sheet that the first row of a file names; "" when it names none."""
    table = read_table(content, file_name, SheetResource.titles())
    return as_text(table.rows[0].cells.get(SheetResource.fields["code"].column_name)) if table.rows else ""
