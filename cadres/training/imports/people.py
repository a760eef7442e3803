"""What the workbooks about who studies share: somebody on the staff, found as in the workbooks of the staff."""

from cadres.staff.imports.people import StaffResource, code_column, commune_column
from cadres.staff.models import Cadre, Post, Qualification
from cadres.training.imports.register import StudyRegister
from cadres.training.models import Enrolment, SupportAward, SupportBudget, SupportPayment, TrainingClass
from members.roll.imports.person import birth_column, identity_column, name_column
from sinho.imports.findings import REFERENCE, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import ReferenceWidget


def class_column(*, required: bool, help: str = "Mã lớp; hoặc tên lớp, nếu chỉ một lớp có tên ấy.") -> CellField:
    return CellField(
        "Lớp",
        ReferenceWidget(),
        required=required,
        width=34,
        also=("Tên lớp", "Mã lớp", "Lớp học"),
        help=help,
        example="LH-000012, hoặc Trung cấp Hành chính khóa 1",
    )


class StudyResource(StaffResource):
    """Base of both kinds. `kept`: models whose rows of a person are read beside his record and belong to the images.

    Whoever writes on a page holds the class or the budget before the person; so does an import.
    """

    order = (Cadre, Post, Qualification, Enrolment, SupportAward, SupportPayment)
    subject = "training"
    kept: tuple = ()
    register: StudyRegister

    code = code_column()
    name = name_column(also=("Họ tên", "Họ và tên khai sinh", "Họ và tên cán bộ"))
    birth = birth_column()
    identity = identity_column("Để tìm cán bộ; không có thì ghi họ tên, ngày sinh và xã.")
    commune = commune_column(required=False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = StudyRegister(self.reach, self.day, self.names, lock=self.expected is not None)

    def prepare(self, rows):
        self.register.load_classes()
        if self.expected is not None:
            self.hold(rows)
        super().prepare(rows)

    def hold(self, rows: list[dict]) -> None:
        """Hold what the acts on these rows hold first."""
        raise NotImplementedError

    def whom(self, people, told):
        match = people.match_known(told)
        if match.pk:
            self.remarks.names[told.row] = people.by_pk[match.pk].name
        return match

    def load(self, codes):
        if codes is None:
            self.register.load_classes()
        super().load(codes)
        by_cadre = {unit.root.pk: unit for unit in self.units.values() if unit.root.pk}
        for row in self.kept_rows(by_cadre):
            by_cadre[row.cadre_id].rows.append(row)
            by_cadre[row.cadre_id].see(row)
        names = {code: one.name for code, one in self.register.classes.items()}
        self.fields["training_class"].widget.names = names

    def kept_rows(self, cadre_ids) -> list:
        return [row for model in self.kept for row in model.objects.filter(cadre__in=cadre_ids).order_by("pk")]

    def rows_now(self, units):
        found = super().rows_now(units)
        keys = {unit.root.pk: unit.key for unit in units}
        for row in self.kept_rows(keys):
            found[keys[row.cadre_id]].append(row)
        return found

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return self.lay_study(unit, line)

    def lay_study(self, unit, line) -> set[str]:
        """Lay the line of somebody who was found."""
        raise NotImplementedError

    def read_in_order(self) -> list:
        return sorted((line for lines in self.read_lines.values() for line in lines), key=lambda one: one.row)

    def person_told(self, unit) -> dict:
        """The columns of the person in an export; the code is enough to find him, so his number stays at home."""
        root, place = unit.root, self.register.code_by_id.get(unit.place)
        return {"code": unit.key, "name": root.full_name, "birth": root.birth, "commune": place}

    def meant(self, row: dict) -> TrainingClass | None:
        """The class of the row, if it is clear."""
        found = self.register.found(self.read("training_class", row))
        return self.register.classes[found[0]] if len(found) == 1 else None

    def unit_of(self, row: dict):
        """Whom the row is about; None while nobody was found."""
        return self.units[self.key_of(row)] if self.matches[row[ROW_NUMBER]].pk else None

    @classmethod
    def built_upon(cls, written):
        hold_for(written["images"])
        return super().built_upon(written)

    def offered(self):
        classes = self.fields["training_class"].widget
        return super().offered() | {"training_class": tuple(classes.render(code) for code in self.register.classes)}


def hold_for(images: list[dict]) -> None:
    """Taking an import back holds classes and budgets before people, as pages do."""
    for model, column in ((TrainingClass, "training_class_id"), (SupportBudget, "budget_id")):
        keys = {int(image["after"][column]) for image in images if column in image["after"]}
        list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
