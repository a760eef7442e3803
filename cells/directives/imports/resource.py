"""The workbook `directives`: one row is one session on a document, or a document alone. It adds, and mends nothing."""

from cells.directives.actions.briefing import record_briefing
from cells.directives.actions.documents import enter_document
from cells.directives.enums import Audience, DocumentType
from cells.directives.imports.lines import (
    DOCUMENT,
    HEARD,
    NEEDED,
    SESSION,
    DirectivesLine,
    DirectivesUnit,
    document_of,
    line_of,
    session_of,
)
from cells.directives.imports.register import DirectivesRegister
from cells.directives.models import Briefing, BriefingAudience, BriefingDirective, Directive
from cells.organizations.models import Organization
from sinho.accounts.roles import Permission
from sinho.imports.acting import ActingResource, said_at
from sinho.imports.findings import MISSING, SCOPE, TWICE, WrongColumn, cause
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import ChoiceWidget, CountWidget, DayWidget, ReferenceWidget, TextWidget
from sinho.text.folding import fold
from sinho.web import clock

DIFFERS = cause(
    "directives_differ",
    "Khác với sổ văn bản, buổi quán triệt đang có",
    "Mẫu này ghi thêm, không ghi đè; sửa thì ghi ở trang của văn bản, của buổi quán triệt.",
)
MOST = 99_999
# First words of a refusal → the column that it speaks of.
OF_DOCUMENTS = (("Ký hiệu", "type"), ("Ngày nhận", "received_on"), ("Ngày ban hành", "issued_on"))


def heard(kind: Audience, word: str) -> CellField:
    return CellField(f"{kind.label}, {word}", CountWidget(MOST), width=11)


def check_unit(line: DirectivesLine, register: DirectivesRegister, note) -> None:
    """The organisation by code or name; what a session needs."""
    if not line.told("unit"):
        if line.told(*SESSION):
            raise WrongColumn("unit", "Ghi tổ chức đã quán triệt, hoặc để trống cả phần quán triệt.", MISSING)
        return
    typed, line.unit = line.unit, None
    line.unit = register.organization(typed)
    for name in ("held_on", "place", "speaker"):
        if getattr(line, name) is None:
            raise WrongColumn(name, "Buổi quán triệt phải có ngày, địa điểm, người truyền đạt.", MISSING)


class DirectivesColumns(ActingResource):
    """What a list of documents and sessions tells."""

    name = CellField(
        "Số, ký hiệu", TextWidget(40), required=True, width=15, also=("Số văn bản", "Văn bản"), example="22-NQ/TW"
    )
    issued_on = CellField("Ngày ban hành", DayWidget(), width=13, help="Cần với văn bản chưa có trong sổ.")
    type = CellField("Loại văn bản", ChoiceWidget(DocumentType), width=18, also=("Loại",))
    issuer = CellField("Cơ quan ban hành", TextWidget(160), width=26, also=("Nơi ban hành",))
    received_on = CellField("Ngày nhận", DayWidget(), width=13, help="Văn bản đi thì để trống.", also=("Ngày đến",))
    subject = CellField("Trích yếu", TextWidget(500), width=40, also=("Nội dung",))
    unit = CellField(
        "Tổ chức", ReferenceWidget(), width=28, also=("Đơn vị", "Tổ chức đảng"), example="SH-NT, hoặc Nậm Tăm"
    )
    held_on = CellField("Ngày quán triệt", DayWidget(), width=13, also=("Ngày học tập",))
    place = CellField("Địa điểm", TextWidget(160), width=24)
    speaker = CellField("Người truyền đạt", TextWidget(160), width=24, also=("Báo cáo viên",))
    members = CellField("Số đảng viên", CountWidget(MOST), width=11, help="Để trống: theo sổ đảng viên ngày ấy.")
    invited_committee = heard(Audience.COMMITTEE, "mời")
    present_committee = heard(Audience.COMMITTEE, "có mặt")
    invited_key = heard(Audience.KEY, "mời")
    present_key = heard(Audience.KEY, "có mặt")
    invited_member = heard(Audience.MEMBER, "mời")
    present_member = heard(Audience.MEMBER, "có mặt")
    invited_union = heard(Audience.UNION, "mời")
    present_union = heard(Audience.UNION, "có mặt")
    invited_mass = heard(Audience.MASS, "mời")
    present_mass = heard(Audience.MASS, "có mặt")
    note = CellField("Ghi chú", TextWidget(1000), width=24)


class DirectivesResource(DirectivesColumns):
    """The key of a unit is that of the session or the document; of a new one, the first row about it."""

    order = (Directive, Briefing, BriefingDirective, BriefingAudience)
    subject = "directive"
    line_class = DirectivesLine
    checks = {"unit": check_unit}

    class Meta(ActingResource.Meta):
        import_id_fields = ("name",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = DirectivesRegister(self.reach, lock=self.expected is not None)
        self.keys: dict[int, str] = {}
        self.known: dict[str, tuple] = {}

    # What the rows are about

    def prepare(self, rows):
        self.register.load()
        new: dict[tuple, int] = {}
        for row in sorted(rows, key=lambda one: one[ROW_NUMBER]):
            number = row[ROW_NUMBER]
            self.remarks.names[number] = self.read("name", row) or ""
            self.keys[number] = self.known_key(row) or f"dòng {new.setdefault(self.told_by(row), number)}"

    def told_by(self, row) -> tuple:
        """What makes two rows tell the same thing."""
        words = [fold(self.read(name, row) or "") for name in ("name", "unit", "place")]
        return *words, self.read("issued_on", row), self.read("held_on", row)

    def known_key(self, row) -> str:
        """The key of the session or the document that is known already; "" for a new one."""
        try:
            document = self.register.document(self.read("name", row), self.read("issued_on", row))
            code = self.register.organization(typed) if (typed := self.read("unit", row)) else ""
        except WrongColumn:
            return ""
        if document is None:
            return ""
        if not typed:
            return self.keep(f"VB-{document.pk}", document, document)
        about = code, self.read("held_on", row), fold(self.read("place", row) or ""), document.pk
        session = self.register.sessions.get(about)
        return self.keep(f"QT-{session.pk}-{document.pk}", session, document) if session else ""

    def keep(self, key: str, root, document: Directive) -> str:
        self.known[key] = (root, document)
        return key

    def key_of(self, row):
        return self.keys.get(row[ROW_NUMBER], f"dòng {row[ROW_NUMBER]}")

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        if codes is None:
            self.register.load()
            self.keep_all()
        for key in self.known if codes is None else sorted(codes):
            root, document = self.known.get(key, (Briefing(), None))
            self.units[key] = unit = DirectivesUnit(key, root)
            unit.document = document
            unit.see(*unit.all())

    def keep_all(self) -> None:
        """For an export: every session with each of its documents, then documents without one."""
        documents = {one.pk: one for found in self.register.documents.values() for one in found}
        told = set()
        for (*_, pk), session in sorted(self.register.sessions.items(), key=lambda pair: pair[0][:3]):
            if pk in documents:
                self.keep(f"QT-{session.pk}-{pk}", session, documents[pk])
                told.add(pk)
        for pk, one in documents.items():
            if pk not in told:
                self.keep(f"VB-{pk}", one, one)

    def known_line(self, row):
        unit = self.units[self.key_of(row)]
        if unit.is_new:
            return None
        known = line_of(unit, self.register.code_by_id)
        return DirectivesLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    # One row

    def lay(self, unit, line):
        document = self.register.document(line.name, line.issued_on)
        if line.known is not None:
            self.refuse_other(line, line.known, line.typed)
            return set()
        if document is not None:
            self.refuse_other(line, document, line.typed & set(DOCUMENT))
        for name in NEEDED if document is None else ():
            if getattr(line, name) is None:
                raise WrongColumn(name, "Văn bản chưa có trong sổ thì ghi đủ loại, cơ quan, ngày, trích yếu.", MISSING)
        for kind in Audience:
            if getattr(line, f"present_{kind}") is not None and getattr(line, f"invited_{kind}") is None:
                raise WrongColumn(f"invited_{kind}", "Ghi cả số mời.", MISSING)
        return set(line.typed)

    def refuse_other(self, line: DirectivesLine, known, names) -> None:
        """Other spelling is no change; a session that told nothing of its members took them from the roll."""
        for name in names - {"name", "unit"}:
            was, told = getattr(known, name), getattr(line, name)
            same = fold(was) == fold(told) if isinstance(was, str) and isinstance(told, str) else was == told
            if not same and not (name in HEARD and was is None and told == 0):
                said = self.fields[name].widget.said(was) if was is not None else ""
                raise WrongColumn(name, f"Đang ghi “{said}”; mẫu này không ghi đè.", DIFFERS)

    def act(self, unit, line):
        by = {"scope": self.author.scope, "by": self.author.user}
        document = self.register.document(line.name, line.issued_on)
        entered = None
        if document is None:
            direction, facts = document_of(line)
            with said_at("name", OF_DOCUMENTS):
                entered = enter_document(organization=self.keeper(), direction=direction, facts=facts, **by)
        unit.document = document or entered
        unit.root = unit.document
        if line.unit:
            organization = self.register.organizations[line.unit]
            with said_at("held_on"):
                session = session_of(line, unit.document)
                unit.root = record_briefing(organization=organization, session=session, **by)
        unit.rows = [entered] if entered and unit.root is not entered else []
        if entered:
            self.register.add(entered)

    def keeper(self) -> Organization:
        """In whose register documents are entered, as on the page."""
        roots = [pk for pk in self.author.scope.roots(Permission.MANAGE_DIRECTIVES) if pk in self.reach]
        if not roots:
            raise WrongColumn("name", "Việc này không thuộc quyền ghi của đồng chí.", SCOPE)
        return Organization.objects.get(pk=roots[0])

    def rows_now(self, units):
        found = {}
        for unit in units:
            rows = [type(one).objects.get(pk=one.pk) for one in (unit.root, *unit.rows)]
            if isinstance(unit.root, Briefing):
                rows += [*unit.root.about.all(), *unit.root.heard.all()]
            found[unit.key] = rows
        return found

    # The rows together

    def judge(self):
        first: dict[str, int] = {}
        read = sorted((line for lines in self.read_lines.values() for line in lines), key=lambda one: one.row)
        for line in read:
            before = first.setdefault(line.code, line.row)
            if before != line.row and line.row not in self.remarks.stopped:
                self.remarks.say(line.row, "name", TWICE, f"Dòng {before} đã ghi đúng việc này.")

    # Words

    def summary(self, line):
        parts = [self.said(line, name) for name in ("type", "issuer", "issued_on", "subject") if getattr(line, name)]
        if line.unit:
            present = sum(getattr(line, name) or 0 for name in HEARD if name.startswith("present"))
            parts.append(f"{line.unit} quán triệt ngày {self.said(line, 'held_on')}, {present} người dự")
        return "; ".join(parts)

    def concerns(self, unit):
        return unit.root.organization.named(clock.today())

    def present_lines(self):
        return [line_of(unit, self.register.code_by_id) for unit in self.units.values()]
