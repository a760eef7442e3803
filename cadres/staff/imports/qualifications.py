"""The workbook `qualifications`: one row is one level, or training for a title, of somebody on the staff."""

import datetime as dt
from collections import defaultdict

from cadres.staff.actions import learning
from cadres.staff.imports.acts import told_where
from cadres.staff.imports.learned import CHECKS, LevelLine, lay_level, learned_of, line_of, out_of_order, reached
from cadres.staff.imports.people import StaffResource, code_column, commune_column
from cadres.staff.imports.reading import TitleWidget, subject_widget
from cadres.staff.models import Qualification
from cadres.staff.rules import SUBJECTS
from members.roll.imports.learned import LOWER
from members.roll.imports.person import birth_column, identity_column, name_column
from members.roll.imports.widgets import LevelTextWidget, PartyDayWidget
from sinho.imports.findings import REFERENCE, TWICE, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import TextWidget


class QualificationResource(StaffResource):
    class Meta(StaffResource.Meta):
        import_id_fields = ("study",)

    line_class = LevelLine
    checks = CHECKS

    code = code_column()
    name = name_column(also=("Họ tên", "Họ và tên khai sinh", "Họ và tên cán bộ"))
    birth = birth_column()
    identity = identity_column("Để tìm cán bộ; không có thì ghi họ tên, ngày sinh và xã.")
    commune = commune_column(required=False)
    study = CellField("Môn", subject_widget(), required=True, width=24)
    level = CellField(
        "Trình độ",
        LevelTextWidget(120),
        width=26,
        help="Theo danh mục của môn. Quản lý nhà nước, tin học, ngoại ngữ, tiếng dân tộc thì ghi bằng lời.",
        example="Trung học cơ sở, 9/12 bổ túc, Trung cấp Luật, Chuyên viên",
    )
    title = CellField(
        "Cho chức danh",
        TitleWidget(),
        width=28,
        also=("Chức danh được bồi dưỡng", "Chức danh"),
        help="Chỉ ghi khi môn là Nghiệp vụ theo chức danh.",
    )
    words = CellField("Ghi trong văn bằng", TextWidget(120), width=26, also=("Ghi trong bằng", "Ngành đào tạo"))
    system = CellField("Hệ đào tạo", TextWidget(60), width=16, also=("Hình thức đào tạo",), example="Tại chức")
    certificate = CellField(
        "Số văn bằng, chứng chỉ", TextWidget(40), width=16, also=("Số văn bằng", "Số chứng chỉ", "Số hiệu văn bằng")
    )
    since = CellField(
        "Đạt ngày",
        PartyDayWidget(),
        width=13,
        also=("Ngày đạt", "Ngày cấp", "Ngày cấp bằng", "Ngày tốt nghiệp"),
        help="Để trống: đã có từ trước, không rõ ngày.",
    )

    # One row

    def whom(self, people, told):
        match = people.match_known(told)
        if match.pk:
            self.remarks.names[told.row] = people.by_pk[match.pk].name
        return match

    def known_line(self, row):
        """What is known of the subject, title and day of the row."""
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        unit, told = self.units[self.key_of(row)], (self.read(name, row) for name in ("study", "title", "since"))
        subject, title, since = told
        for one in unit.of(Qualification):
            if (one.subject, one.title, one.since) == (subject, title or "", since):
                known = line_of(unit, one, self.register.code_by_id)
                return LevelLine(**{**vars(known), "known": known, "typed": set(), "notes": []})
        return None

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return lay_level(unit, line)

    def act(self, unit, line):
        with told_where("since"):
            learning.learn(cadre=unit.root, learned=learned_of(line), by=self.author.user)

    # The rows together

    def judge(self):
        read = sorted((line for lines in self.read_lines.values() for line in lines), key=lambda one: one.row)
        first: dict[tuple, int] = {}
        told = defaultdict(list)
        for line in read:
            told[line.code].append(line)
        for line in read:
            if line.row in self.remarks.stopped:
                continue
            before = first.setdefault((line.code, line.study, line.title, line.since), line.row)
            if before != line.row:
                text = f"Dòng {before} đã ghi môn này của {line.name}, cùng ngày đạt."
                self.remarks.say(line.row, "study", TWICE, text)
                continue
            others = reached(self.units[line.code], told[line.code])
            if self.touched.get(line.row) and (text := out_of_order(others, line)):
                self.remarks.say(line.row, "level", LOWER, text)

    # Words

    def summary(self, line):
        parts = (
            (f"{self.said(line, 'study')}: ", line.level or self.said(line, "title") or line.words),
            ("", line.words if line.level or line.title else ""),
            ("", line.system),
            ("số ", line.certificate),
            ("đạt ngày ", self.said(line, "since") or "không rõ"),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def present_lines(self):
        order, lines = list(SUBJECTS), []
        for unit in self.units.values():
            known = [one for one in unit.of(Qualification) if one.since is None or one.since <= self.day]
            known.sort(key=lambda one: (order.index(one.subject), one.since or dt.date.min, one.pk))
            lines += [line_of(unit, one, self.register.code_by_id) for one in known]
        return lines
