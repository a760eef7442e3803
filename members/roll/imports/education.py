"""The workbook `education`: one row is one level that a member of the roll has reached (member sheet, item 17)."""

import datetime as dt

from members.roll.enums import Subject
from members.roll.imports.learned import (
    CHECKS,
    LOWER,
    LearnedLine,
    LearnedRegister,
    lay_learned,
    line_of,
    out_of_order,
)
from members.roll.imports.lines import MemberUnit
from members.roll.imports.person import KnownPerson, base_column, cell_column
from members.roll.imports.widgets import LevelTextWidget, PartyDayWidget, SubjectWidget
from members.roll.models import Schooling
from sinho.imports.findings import REFERENCE, TWICE, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import TextWidget


class EducationResource(KnownPerson):
    class Meta(KnownPerson.Meta):
        import_id_fields = ("study",)

    order = (Schooling,)
    subject = "member"
    line_class = LearnedLine
    checks = CHECKS
    register_class = LearnedRegister

    cell = cell_column("Chi bộ", ("Chi bộ đang sinh hoạt", "Chi bộ sinh hoạt", "Tên chi bộ", "Đơn vị sinh hoạt"))
    base = base_column()
    study = CellField("Môn", SubjectWidget(), required=True, width=18)
    level = CellField(
        "Trình độ",
        LevelTextWidget(120),
        required=True,
        width=26,
        help="Theo danh mục của môn. Ngoại ngữ, tiếng dân tộc, tin học thì ghi bằng lời.",
        example="Trung học cơ sở, 9/12 bổ túc, Đại học Sư phạm, Tiếng Mông: nghe, nói",
    )
    words = CellField(
        "Ghi trong phiếu",
        TextWidget(120),
        width=26,
        help="Lời ghi trong phiếu đảng viên, nếu khác tên trình độ.",
        example="9/12 bổ túc",
    )
    mode = CellField("Hình thức đào tạo", TextWidget(60), width=18, example="Tại chức")
    reached_on = CellField(
        "Đạt ngày",
        PartyDayWidget(),
        width=13,
        also=("Ngày đạt", "Ngày cấp bằng", "Ngày tốt nghiệp"),
        help="Để trống: đã có từ trước, không rõ ngày.",
    )

    # One row

    def whom(self, roll, told):
        match = roll.match_known(told)
        if match.pk:
            self.remarks.names[told.row] = roll.by_pk[match.pk].name
        return match

    def known_line(self, row):
        """What is known of the subject and day of the row."""
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        unit, subject, day = self.units[self.key_of(row)], self.read("study", row), self.read("reached_on", row)
        for one in unit.of(Schooling):
            if (one.subject, one.since) == (subject, day):
                known = self.line_at(unit, one)
                return self.line_class(**{**vars(known), "known": known, "typed": set(), "notes": []})
        return None

    def line_at(self, unit, state):
        return line_of(unit, state, self.register.code_by_id.get(unit.root.last_cell))

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return lay_learned(unit, line)

    # The rows together

    def judge(self):
        read = sorted((line for lines in self.read_lines.values() for line in lines), key=lambda line: line.row)
        first: dict[tuple, int] = {}
        for line in read:
            if line.row in self.remarks.stopped:
                continue
            before = first.setdefault((line.code, line.study, line.reached_on), line.row)
            if before != line.row:
                text = f"Dòng {before} đã ghi môn này của {line.name}, cùng ngày đạt."
                self.remarks.say(line.row, "study", TWICE, text)
            elif self.touched.get(line.row) and (text := out_of_order(self.units[line.code], line)):
                self.remarks.say(line.row, "level", LOWER, text)

    # Words

    def summary(self, line):
        parts = (
            (f"{self.said(line, 'study')}: ", line.level),
            ("", line.words),
            ("", line.mode),
            ("đạt ngày ", self.said(line, "reached_on") or "không rõ"),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def present_lines(self):
        return [self.line_at(unit, one) for unit in self.units.values() for one in known_today(unit, self.day)]


def known_today(unit: MemberUnit, day: dt.date) -> list[Schooling]:
    """What has been learned by the day, subject by subject in the order of the member sheet."""
    known = [one for one in unit.of(Schooling) if one.since is None or one.since <= day]
    return sorted(known, key=lambda one: (Subject.values.index(one.subject), one.since or dt.date.min))
