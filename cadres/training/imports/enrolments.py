"""The workbook `enrolments`: one row is one person of the staff in one class, with how it ended and the certificate."""

from cadres.training.enums import Status
from cadres.training.imports import reading
from cadres.training.imports.enrolled import (
    CHECKS,
    EnrolmentLine,
    act_enrolment,
    known_in,
    lay_enrolment,
    line_of,
)
from cadres.training.imports.people import StudyResource, class_column
from cadres.training.models import Enrolment, TrainingClass
from members.roll.imports.widgets import PartyDayWidget
from sinho.imports.findings import TWICE
from sinho.imports.lines import CellField
from sinho.imports.widgets import TextWidget


class EnrolmentResource(StudyResource):
    class Meta(StudyResource.Meta):
        import_id_fields = ("training_class",)

    kept = (Enrolment,)
    line_class = EnrolmentLine
    checks = CHECKS

    training_class = class_column(required=True)
    since = CellField(
        "Vào học ngày",
        PartyDayWidget(),
        width=13,
        also=("Ngày vào học", "Từ ngày"),
        help="Để trống: ngày khai giảng của lớp.",
    )
    decision_number = CellField("Số quyết định cử đi", TextWidget(40), width=15, also=("Số quyết định", "Số QĐ"))
    decision_date = CellField("Ngày quyết định cử đi", PartyDayWidget(), width=13, also=("Ngày quyết định", "Ngày QĐ"))
    status = CellField(
        "Tình trạng", reading.status_widget(), width=14, also=("Tình trạng học",), help="Để trống: đang học."
    )
    ended_on = CellField("Kết thúc học ngày", PartyDayWidget(), width=13, also=("Ngày kết thúc", "Ngày hoàn thành"))
    result = CellField("Xếp loại", reading.result_widget(), width=13, also=("Kết quả", "Xếp loại tốt nghiệp"))
    certificate_number = CellField(
        "Số chứng chỉ, văn bằng", TextWidget(40), width=16, also=("Số chứng chỉ", "Số văn bằng", "Số hiệu văn bằng")
    )
    certificate_on = CellField(
        "Ngày cấp", PartyDayWidget(), width=13, also=("Ngày cấp bằng", "Ngày cấp chứng chỉ", "Cấp ngày")
    )

    def hold(self, rows):
        keys = {one.pk for row in rows if (one := self.meant(row))}
        list(TrainingClass.objects.select_for_update().filter(pk__in=keys).order_by("pk"))

    def known_line(self, row):
        unit, one = self.unit_of(row), self.meant(row)
        found = known_in(unit, one) if unit and one else None
        if found is None:
            return None
        known = line_of(found, self.person_told(unit))
        return EnrolmentLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def lay_study(self, unit, line):
        return lay_enrolment(line, self.said)

    def act(self, unit, line):
        act_enrolment(unit, line, self.register, self.author)

    def judge(self):
        first: dict[tuple, int] = {}
        for line in self.read_in_order():
            before = first.setdefault((line.code, line.training_class), line.row)
            if before != line.row and line.row not in self.remarks.stopped:
                text = f"Dòng {before} đã ghi {line.name} vào lớp này."
                self.remarks.say(line.row, "training_class", TWICE, text)

    def summary(self, line):
        parts = (
            ("lớp ", self.said(line, "training_class")),
            ("từ ", self.said(line, "since")),
            ("theo ", line.decision_number or ""),
            ("", self.said(line, "status").lower()),
            ("ngày ", self.said(line, "ended_on")),
            ("xếp loại ", self.said(line, "result").lower()),
            ("chứng chỉ số ", line.certificate_number or ""),
            ("cấp ", self.said(line, "certificate_on")),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def present_lines(self):
        """A row for everybody in every class that is kept within reach."""
        kept, lines = {one.pk for one in self.register.classes.values()}, []
        for unit in self.units.values():
            rows = [
                one for one in unit.of(Enrolment) if one.training_class_id in kept and one.status != Status.WITHDRAWN
            ]
            lines += [line_of(one, self.person_told(unit)) for one in sorted(rows, key=lambda one: one.since)]
        return lines
