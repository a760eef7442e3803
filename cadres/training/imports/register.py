"""What the database knows of the classes within reach, and of who attends them."""

from collections import defaultdict
from difflib import get_close_matches

from cadres.staff.imports.lines import code_of
from cadres.staff.imports.register import StaffRegister
from cadres.staff.models import Cadre
from cadres.training.imports.class_lines import class_code
from cadres.training.models import Enrolment, TrainingClass
from sinho.accounts.scope import Ids
from sinho.imports.findings import REFERENCE, WrongColumn
from sinho.text.dates import format_date
from sinho.text.folding import fold

MOST_NEAR = 3


class StudyRegister(StaffRegister):
    """The staff with the classes that are kept within reach."""

    def __init__(self, reach, day, names, *, lock: bool):
        super().__init__(reach, day, names, lock=lock)
        self.reach = Ids(reach)
        self.classes: dict[str, TrainingClass] = {}
        self.by_name: dict[str, list[str]] = defaultdict(list)

    def load_classes(self) -> None:
        """Those that were not called off: one query."""
        rows = TrainingClass.objects.in_force().filter(organization__among=self.reach)
        for one in rows.order_by("starts_on", "pk"):
            self.classes[class_code(one.pk)] = one
            self.by_name[fold(one.name)].append(class_code(one.pk))

    def found(self, typed: str | None) -> list[str]:
        """Codes of the classes that a text may mean."""
        if not typed:
            return []
        return [typed.upper()] if typed.upper() in self.classes else self.by_name.get(fold(typed), [])

    def class_meant(self, typed: str) -> str:
        """The code of the one class that a text means; else why not, with what is near."""
        found = self.found(typed)
        if len(found) == 1:
            return found[0]
        if found:
            many = "; ".join(f"{code} khai giảng {format_date(self.classes[code].starts_on)}" for code in found)
            raise WrongColumn("training_class", f"Có nhiều lớp tên này, hãy ghi mã: {many}.", REFERENCE)
        near = [self.by_name[key][0] for key in get_close_matches(fold(typed), self.by_name, MOST_NEAR, 0.6)]
        words = "; ".join(f"{code} · {self.classes[code].name}" for code in near)
        hint = f" Gần giống: {words}." if words else " Nhập lớp ấy trước, ở trang Đào tạo hoặc mẫu “Lớp đào tạo”."
        raise WrongColumn("training_class", f"Không có lớp “{typed}” trong phạm vi của đồng chí.{hint}", REFERENCE)

    def everybody(self) -> dict[str, int]:
        """Code → id of everybody of the staff within reach who is or was in one of the classes, by commune and name."""
        rows = Enrolment.objects.in_force().filter(training_class__organization__among=self.reach)
        known = Cadre.objects.with_last_organization().filter(pk__in=rows.filter(cadre__isnull=False).values("cadre"))
        known = known.filter(last_organization__among=self.reach)
        in_order = sorted(known, key=lambda one: (self.code_by_id[one.last_organization], one.sort_key, one.pk))
        return {code_of(one.pk): one.pk for one in in_order}


def check_class(line, register: StudyRegister, note) -> None:
    """The class, by code or by a name that only one has."""
    if line.told("training_class"):
        typed, line.training_class = line.training_class, None
        line.training_class = register.class_meant(typed)
