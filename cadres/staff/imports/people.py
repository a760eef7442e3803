"""What the workbooks about the staff share: whom a row is about, which commune a name means, what the log keeps."""

from collections import defaultdict

from django.db.models import Q

from cadres.staff.imports.lines import CadreUnit, code_of
from cadres.staff.imports.matching import Known, Match, People, Told
from cadres.staff.imports.register import StaffRegister
from cadres.staff.models import Cadre, Post, Qualification
from members.roll.imports.widgets import BirthWidget, PartyDayWidget
from members.roll.models.member import masked
from sinho.imports.acting import ActingResource
from sinho.imports.findings import UNKNOWN_NAME, Question, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import CodeWidget, ReferenceWidget


def code_column() -> CellField:
    return CellField(
        "Mã cán bộ",
        CodeWidget(20),
        width=13,
        help="Có trong tệp xuất ra; không có thì để trống.",
        example="CB-000123",
    )


def commune_column(*, required: bool) -> CellField:
    return CellField(
        "Xã",
        ReferenceWidget(),
        required=required,
        width=24,
        also=("Xã, thị trấn", "Đơn vị", "Đơn vị công tác", "Tên xã", "Nơi công tác", "Đảng bộ xã"),
        help="Mã hoặc tên xã, thị trấn. Tên chưa rõ thì hệ thống hỏi một lần rồi nhớ.",
        example="SH-NT, hoặc Nậm Tăm",
    )


class StaffResource(ActingResource):
    """Base of both kinds. They have the columns `code`, `name`, `birth`, `identity` and `commune`. The key of a unit is
    the code of the person; of a new one, the first row about him."""

    order = (Cadre, Post, Qualification)
    subject = "cadre"
    units: dict[str, CadreUnit]

    class Meta(ActingResource.Meta):
        import_id_fields = ("name",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = StaffRegister(self.reach, self.day, self.names, lock=self.expected is not None)
        self.matches: dict[int, Match] = {}
        self.keys: dict[int, str] = {}
        for f in self.fields.values():
            if isinstance(f.widget, BirthWidget | PartyDayWidget):
                f.widget.today = self.day

    # Whom the rows are about

    def prepare(self, rows):
        self.register.load()
        told = [self.told(row) for row in rows]
        people = self.people(told)
        self.remarks.names = {one.row: one.name for one in told}
        self.matches = {one.row: self.whom(people, one) for one in told}
        new = defaultdict(list)
        for one in sorted(told, key=lambda one: one.row):
            match = self.matches[one.row]
            if match.pk:
                self.keys[one.row] = code_of(match.pk)
                continue
            first = next((other for other in self.alike(new, one) if one.same_as(other)), one)
            self.keys[one.row] = f"dòng {first.row}"
            for key in {one.identity, one.commune} - {None}:
                new[key].append(one)

    @staticmethod
    def alike(new: dict[str, list[Told]], one: Told) -> list[Told]:
        """Earlier rows that may be about the same new person."""
        return [*new.get(one.identity, ()), *new.get(one.commune, ())]

    def whom(self, people: People, told: Told) -> Match:
        """The person a row is about."""
        return people.match(told)

    def told(self, row: dict) -> Told:
        commune = self.read("commune", row)
        facts = {name: self.read(name, row) for name in ("code", "name", "birth", "identity")}
        return Told(row=row[ROW_NUMBER], commune=self.register.find_commune(commune) if commune else None, **facts)

    def people(self, told: list[Told]) -> People:
        """Everybody within reach, and who else has one of the numbers of the file: one query."""
        identities = {one.identity for one in told} - {None}
        people = People()
        known = Cadre.objects.with_last_organization()
        for one in known.filter(Q(last_organization__among=self.reach) | Q(identity_number__in=identities)):
            people.add(
                Known(
                    pk=one.pk,
                    code=code_of(one.pk),
                    name=one.full_name,
                    birth=one.birth,
                    identity=one.identity_number,
                    commune=self.register.code_by_id.get(one.last_organization, ""),
                    in_reach=one.last_organization in self.reach,
                )
            )
        return people

    def key_of(self, row):
        return self.keys.get(row[ROW_NUMBER], f"dòng {row[ROW_NUMBER]}")

    def sort_key(self, row):
        return self.key_of(row), self.day, row[ROW_NUMBER]

    def load(self, codes):
        self.register.load()
        if codes is None:
            self.register.load_units(self.register.everybody())
        else:
            pks = {code_of(match.pk): match.pk for match in self.matches.values() if match.pk}
            in_order = dict.fromkeys(self.keys[row] for row in sorted(self.keys))
            self.register.load_units({key: pks.get(key) for key in in_order if key in codes})
        self.units = self.register.units
        self.fields["commune"].widget.names = self.register.communes

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        instance.code = self.key_of(row)
        if self.matches[row[ROW_NUMBER]].pk:
            instance.name = instance.name or self.units[instance.code].name

    # What was written

    def rows_now(self, units):
        keys = {unit.root.pk: unit.key for unit in units}
        found = defaultdict(list)
        for row in Cadre.objects.filter(pk__in=keys):
            found[keys[row.pk]].append(row)
        for model in (Post, Qualification):
            for row in model.objects.filter(cadre__in=keys).order_by("pk"):
                found[keys[row.cadre_id]].append(row)
        return found

    @classmethod
    def built_upon(cls, written):
        """Nothing but rows that refer to those of the import; the people are held, as acts about them do."""
        rows = [image for image in written["images"] if image["model"] != "cadres.cadre"]
        keys = {int(image["after"]["cadre_id"]) for image in rows}
        keys |= {image["pk"] for image in written["images"] if image["model"] == "cadres.cadre"}
        list(Cadre.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
        return []

    # Names and words

    def concerns(self, unit):
        state = self.register.tree.state_on(self.register.code_by_id.get(unit.place, ""), self.day)
        return unit.place, state.name if state else ""

    def questions(self):
        unclear = self.register.unclear.items()
        asked = [Question(name, len(rows), self.register.near(name)) for name, rows in unclear]
        return sorted(asked, key=lambda one: (-one.rows, one.name))

    @classmethod
    def offered_names(cls, reach, day):
        register = StaffRegister(reach, day, {}, lock=False)
        register.load()
        return [(code, f"{code} · {name}") for code, name in sorted(register.communes.items())]

    def offered(self):
        communes = sorted(self.register.communes)
        return {"commune": tuple(self.fields["commune"].widget.render(code) for code in communes)}

    @staticmethod
    def logged(model, image):
        """The log keeps numbers only in their last digits."""
        return {name: masked(value or "") if name == "identity_number" else value for name, value in image.items()}


def check_commune(line, register: StaffRegister, note) -> None:
    """The commune, by code or by any name of it; a name that is not clear is asked."""
    if not line.told("commune"):
        return
    typed = line.commune
    line.commune = register.find_commune(typed)
    if line.commune is None:
        register.unclear.setdefault(typed, []).append(line.row)
        raise WrongColumn("commune", f"Chưa rõ “{typed}” là xã nào.", UNKNOWN_NAME)
    if typed in register.from_memory:
        found = f"{line.commune} · {register.communes[line.commune]}"
        note(line, "commune", f"“{typed}”: hiểu là {found}, như đã trả lời lần trước.")
