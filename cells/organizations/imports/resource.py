"""The workbook `organizations`: one row is one organisation as it is from a day on (A5)."""

from cells.organizations.enums import FoundationPlace, OrganizationKind, OrganizationType
from cells.organizations.imports.checking import CHECKS
from cells.organizations.imports.judging import Judge
from cells.organizations.imports.laying import (
    end_offices,
    lay_founding,
    lay_secretary,
    lay_term,
    refuse_before_founding,
)
from cells.organizations.imports.lines import STATE, OrganizationLine, line_of
from cells.organizations.imports.register import Register
from cells.organizations.models import Officer, Organization, OrganizationEvent, OrganizationState, Term
from sinho.imports.dated import lay_state
from sinho.imports.lines import CellField
from sinho.imports.resources import WorkbookResource
from sinho.imports.widgets import ChoiceWidget, CodeWidget, CountWidget, DayWidget, ReferenceWidget, TextWidget

COMMITTEES = (
    OrganizationKind.DISTRICT_COMMITTEE,
    OrganizationKind.GRASSROOTS_COMMITTEE,
    OrganizationKind.SECTION_COMMITTEE,
)
MOST_MEMBERS = 9999


class OrganizationResource(WorkbookResource):
    order = (Organization, OrganizationState, OrganizationEvent, Officer, Term)
    subject = "organization"
    line_class = OrganizationLine
    checks = CHECKS

    code = CellField(
        "Mã tổ chức",
        CodeWidget(20),
        required=True,
        width=14,
        help="Không đổi về sau, mỗi tổ chức một mã.",
        example="SH-NT là đảng bộ một xã, SH-NT-05 là một chi bộ của xã đó",
    )
    name = CellField("Tên đầy đủ", TextWidget(200), required=True, width=34, example="Chi bộ bản Nậm Ngập")
    short_name = CellField(
        "Tên gọi tắt",
        TextWidget(100),
        width=22,
        help="Dùng trong danh sách. Để trống: lấy theo tên đầy đủ.",
        example="Nậm Tăm",
    )
    kind = CellField("Hình thức", ChoiceWidget(OrganizationKind), required=True, width=18, example="Chi bộ trực thuộc")
    type = CellField(
        "Loại hình",
        ChoiceWidget(OrganizationType),
        width=26,
        help="Bắt buộc với đảng bộ cơ sở và chi bộ cơ sở; chi bộ trực thuộc để trống.",
    )
    parent = CellField(
        "Mã tổ chức cấp trên",
        ReferenceWidget(),
        width=24,
        help="Tổ chức trực tiếp cấp trên, bắt buộc từ cấp cơ sở trở xuống. Có thể là một dòng khác trong cùng tệp.",
        example="SH-NT · Nậm Tăm, hoặc chỉ SH-NT",
    )
    commune = CellField(
        "Mã xã",
        ReferenceWidget(),
        width=22,
        help="Xã, thị trấn nơi tổ chức hoạt động.",
        example="03517 · Xã Nậm Tăm, hoặc Nậm Tăm",
    )
    since = CellField(
        "Có hiệu lực từ ngày",
        DayWidget(),
        required=True,
        width=14,
        help="Từ ngày này tổ chức đúng như dòng ghi. Mã đã có, ngày muộn hơn: ghi thay đổi mới, giai đoạn cũ kết thúc "
        "ngày hôm trước. Trùng ngày đã ghi: sửa lại giai đoạn đó.",
        example="01/06/2009",
    )
    until = CellField(
        "Đến ngày", DayWidget(), width=13, help="Ngày cuối cùng còn hoạt động. Để trống nếu đang hoạt động."
    )
    place = CellField("Nơi thành lập", ChoiceWidget(FoundationPlace), width=14, example="Bản")
    founded_on = CellField(
        "Ngày thành lập", DayWidget(), width=13, help="Để trống với tổ chức mới: lấy ngày có hiệu lực."
    )
    decision_number = CellField("Số quyết định thành lập", TextWidget(40), width=16, example="125-QĐ/HU")
    decision_date = CellField("Ngày quyết định", DayWidget(), width=13, example="25/05/2009")
    issuer = CellField("Cơ quan quyết định", TextWidget(160), width=26, example="Ban Thường vụ Huyện ủy Sìn Hồ")
    reason = CellField("Lý do", TextWidget(1000), width=26, example="Bản đã có đủ đảng viên chính thức")
    official_members = CellField(
        "Đảng viên chính thức", CountWidget(MOST_MEMBERS), width=12, help="Khi thành lập.", example="4"
    )
    probationary_members = CellField(
        "Đảng viên dự bị", CountWidget(MOST_MEMBERS), width=12, help="Khi thành lập.", example="1"
    )
    secretary = CellField("Bí thư", TextWidget(120), width=22, help="Họ và tên.", example="Lò Văn Ánh")
    secretary_since = CellField(
        "Bí thư từ ngày",
        DayWidget(),
        width=13,
        help="Để trống với tổ chức mới: lấy ngày có hiệu lực. Bí thư cũ thôi từ ngày hôm trước.",
    )
    term_from = CellField(
        "Nhiệm kỳ từ", DayWidget(), width=13, help="Ngày đại hội, ghi cùng cột “Nhiệm kỳ đến”.", example="15/05/2009"
    )
    term_to = CellField("Nhiệm kỳ đến", DayWidget(), width=13, help="Ngày dự kiến hết nhiệm kỳ.", example="15/11/2011")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.register = Register(self.reach, self.day, lock=self.expected is not None)
        self.laid: dict[int, int] = {}

    def load(self, codes):
        self.register.load(codes)
        self.units = self.register.units
        names = ((code, self.register.state_on(code, self.day)) for code in self.register.states)
        self.fields["parent"].widget.names = {code: state.short_name for code, state in names if state}
        today = (commune for commune in self.register.communes if self.day in commune.valid)
        self.fields["commune"].widget.names = {commune.code: str(commune) for commune in today}

    def offered(self):
        above = [
            code
            for code in self.register.states
            if (s := self.register.state_on(code, self.day)) and s.kind in COMMITTEES
        ]
        fields = {"parent": sorted(above), "commune": sorted(self.fields["commune"].widget.names)}
        return {name: tuple(self.fields[name].widget.render(code) for code in codes) for name, codes in fields.items()}

    def line_at(self, unit, state):
        return line_of(unit, state, self.day, self.register)

    def lay(self, unit, line):
        touched, state = lay_state(unit, line, STATE, self.register)
        if state is not None:
            self.laid[id(state)] = line.row
        touched |= lay_founding(unit, line)
        if state is not None:
            refuse_before_founding(unit, line)
        secretary, kept = lay_secretary(unit, line)
        touched |= secretary | lay_term(unit, line)
        if unit.ends and "until" in touched:
            end_offices(unit)
        if kept:
            self.note(line, "secretary_since", kept)
        parents = {self.register.parent_of(state) for state in unit.states}
        unit.needs = (parents & self.units.keys()) - {unit.key}
        return touched

    def judge(self):
        judge = Judge(self.register, self.remarks, self.laid, self.touched)
        judge.tree()
        right = [line for line in self.lines if line.row not in self.remarks.stopped and self.touched[line.row]]
        for line in right:
            judge.founding(line)
        judge.twins(right)

    def summary(self, line):
        founded = [self.said(line, "place").lower(), self.said(line, "decision_number")]
        members = [
            f"{number} {word}"
            for number, word in ((line.official_members, "chính thức"), (line.probationary_members, "dự bị"))
            if number is not None
        ]
        parts = (
            ("", self.said(line, "kind")),
            ("", self.said(line, "type")),
            ("thuộc ", self.said(line, "parent")),
            ("", self.said(line, "commune")),
            ("từ ", self.said(line, "since")),
            ("đến ", self.said(line, "until")),
            ("thành lập: ", ", ".join(word for word in founded if word)),
            ("đảng viên: ", ", ".join(members)),
            ("bí thư ", self.said(line, "secretary")),
            ("nhiệm kỳ ", f"{self.said(line, 'term_from')}–{self.said(line, 'term_to')}" if line.term_from else ""),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def concerns(self, unit):
        return unit.root.pk, unit.name

    def present_lines(self):
        ranks = list(OrganizationKind.values)
        present = [(unit, self.register.state_on(unit.key, self.day)) for unit in self.units.values()]
        in_order = sorted(
            ((unit, state) for unit, state in present if state),
            key=lambda pair: (ranks.index(pair[1].kind), pair[1].sort_key, pair[0].key),
        )
        return [self.line_at(unit, state) for unit, state in in_order]
