"""Rows of commendations read, laid beside what is known, written by the actions of the pages."""

from types import SimpleNamespace

from cells.organizations.models import NearestTree, Organization
from cells.oversight.actions.commendation import commend
from cells.oversight.conduct_lists import praise
from cells.oversight.conduct_rules import LAST_YEAR
from cells.oversight.models import Commendation
from members.conduct.actions.commendation import commend_members
from members.conduct.imports.lines import FACTS, CommendationLine, CommendationUnit, given_of, line_of
from members.conduct.models import MemberCommendation
from members.roll.imports.widgets import PartyDayWidget
from members.roll.models import Member
from members.roll.models.member import code_of
from sinho.accounts.roles import Permission
from sinho.imports.acting import ActingResource, said_at
from sinho.imports.findings import REFERENCE, TWICE, WrongColumn, cause
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import ChoiceWidget, CodeWidget, CountWidget, TextWidget
from sinho.text.folding import fold
from sinho.web import clock

DIFFERS = cause(
    "praise_differs", "Khác với khen thưởng đã ghi", "Mẫu này ghi thêm, không ghi đè; khen thưởng đã ghi giữ nguyên."
)
SPEAKS_OF = (
    ("Ngày quyết định", "decision_date"),
    ("Quyết định khen", "year"),
    ("Năm của thành tích", "year"),
    ("Ngày ", "decision_date"),
)


def choice(choices: dict[str, str]) -> ChoiceWidget:
    return ChoiceWidget(SimpleNamespace(choices=list(choices.items())))


class CommendationResource(ActingResource):
    """The key of a unit: of one that is known K or D with its number, of a new one its row."""

    class Meta(ActingResource.Meta):
        import_id_fields = ("decision_number",)

    order = (Commendation, MemberCommendation)
    subject = "commendation"
    line_class = CommendationLine

    organization = CellField("Mã tổ chức", CodeWidget(20), width=14, example="SH-NT")
    member = CellField("Mã đảng viên", CodeWidget(20), width=14, help="Khen đảng viên thì ghi mã này thay mã tổ chức.")
    name = CellField("Tên", TextWidget(300), width=34, help="Chỉ để người đọc.")
    kind = CellField("Hình thức", choice(praise().kinds), required=True, width=14)
    level = CellField("Cấp khen", choice(praise().levels), required=True, width=24)
    issuer = CellField("Cơ quan khen", TextWidget(200), required=True, width=30)
    decision_number = CellField("Số quyết định", TextWidget(40), required=True, width=15, also=("Số QĐ",))
    decision_date = CellField("Ngày quyết định", PartyDayWidget(), required=True, width=13, also=("Ngày QĐ",))
    year = CellField("Thành tích năm", CountWidget(LAST_YEAR), required=True, width=10, also=("Năm",))
    achievement = CellField("Thành tích", TextWidget(500), required=True, width=40)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = None
        self.keys: dict[int, str] = {}
        self.known: dict[str, CommendationUnit] = {}
        self.organizations: dict[str, Organization] = {}
        self.members: dict[str, Member] = {}

    def read_known(self) -> None:
        """What is kept within reach, and whom rows may name: five queries."""
        names, day = NearestTree(), clock.today()
        for one in Commendation.objects.standing().filter(organization__in=self.reach).select_related("organization"):
            unit = CommendationUnit(f"K{one.pk}", one, called=names.at(one.organization_id, day).name)
            self.known[unit.key] = unit
        rows = MemberCommendation.objects.standing().filter(organization__in=self.reach)
        for one in rows.select_related("member", "organization"):
            unit = CommendationUnit(f"D{one.pk}", one, called=one.member.full_name)
            self.known[unit.key] = unit
        self.organizations = {one.code: one for one in Organization.objects.filter(pk__in=self.reach)}
        if self.author:
            seen = Member.objects.in_scope(self.author.scope, Permission.VIEW_MEMBERS).distinct()
            self.members = {code_of(one.pk): one for one in seen}

    @staticmethod
    def asked_of(subject: str | None, number: str | None, on) -> tuple:
        return subject or "", fold(number or ""), on

    def prepare(self, rows):
        self.read_known()
        lines = [(unit.key, line_of(unit)) for unit in self.known.values()]
        kept = {self.asked_of(x.member or x.organization, x.decision_number, x.decision_date): key for key, x in lines}
        for row in rows:
            subject = self.read("member", row) or self.read("organization", row)
            asked = self.asked_of(subject, self.read("decision_number", row), self.read("decision_date", row))
            number = row[ROW_NUMBER]
            self.remarks.names[number] = self.read("name", row) or subject or ""
            self.keys[number] = kept.get(asked) or f"dòng {number}"

    def key_of(self, row):
        return self.keys.get(row[ROW_NUMBER], f"dòng {row[ROW_NUMBER]}")

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        if codes is None:
            self.read_known()
        for key in self.known if codes is None else sorted(codes):
            self.units[key] = unit = self.known.get(key) or CommendationUnit(key, Commendation())
            unit.see(*unit.all())

    def known_line(self, row):
        unit = self.units[self.key_of(row)]
        if unit.is_new:
            return None
        known = line_of(unit)
        return CommendationLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)

    def lay(self, unit, line):
        if line.known is not None:
            for name in FACTS:
                if name in line.typed and fold(str(getattr(line, name))) != fold(str(getattr(line.known, name))):
                    raise WrongColumn(name, f"Đã ghi “{self.said(line.known, name)}”.", DIFFERS)
            return set()
        if bool(line.organization) == bool(line.member):
            raise WrongColumn("organization", "Ghi mã tổ chức hoặc mã đảng viên, không ghi cả hai.", REFERENCE)
        if line.organization and line.organization not in self.organizations:
            raise WrongColumn("organization", f"Không có tổ chức mã {line.organization} trong phạm vi.", REFERENCE)
        if line.member and line.member not in self.members:
            raise WrongColumn("member", f"Không có đảng viên mã {line.member} trong phạm vi.", REFERENCE)
        return line.typed - {"name"}

    def judge(self):
        """Nobody stands in two rows of one decision."""
        first: dict[tuple, int] = {}
        for line in sorted((one for rows in self.read_lines.values() for one in rows), key=lambda one: one.row):
            told = self.asked_of(line.member or line.organization, line.decision_number, line.decision_date)
            before = first.setdefault(told, line.row)
            if before != line.row and line.row not in self.remarks.stopped:
                self.remarks.say(line.row, "decision_number", TWICE, f"Dòng {before} đã ghi quyết định này.")

    def act(self, unit, line):
        given, told = given_of(line), {"scope": self.author.scope, "by": self.author.user}
        try:
            with said_at("kind", SPEAKS_OF):
                if line.member:
                    commend_members(members=[self.members[line.member]], given=given, **told)
                    rows = MemberCommendation.objects.standing().filter(member=self.members[line.member])
                else:
                    commend(organizations=[self.organizations[line.organization]], given=given, **told)
                    rows = Commendation.objects.standing().filter(organization=self.organizations[line.organization])
        except KeyError as error:
            raise WrongColumn("kind", "Chọn hình thức và cấp khen trong danh mục.", REFERENCE) from error
        unit.root = rows.select_related("organization").latest("pk")
        unit.called = line.name or line.member or line.organization

    def rows_now(self, units):
        found = {unit.key: [] for unit in units}
        for model in self.order:
            keys = {unit.root.pk: unit.key for unit in units if isinstance(unit.root, model)}
            for one in model.objects.filter(pk__in=keys):
                found[keys[one.pk]].append(one)
        return found

    def summary(self, line):
        names = ("kind", "level", "issuer", "decision_number", "decision_date", "year", "achievement")
        return "; ".join(self.fields[name].widget.said(getattr(line, name)) for name in names)

    def concerns(self, unit):
        return unit.root.organization.named(clock.today())

    def present_lines(self):
        return [line_of(unit) for unit in self.units.values()]
