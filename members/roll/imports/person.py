"""The columns that say whom a row is about, as every workbook about people has them (member_record 4)."""

from members.roll.enums import Subject
from members.roll.imports.people import PeopleResource
from members.roll.imports.widgets import BirthWidget, DigitsWidget, LevelWidget, NameWidget
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import CodeWidget, ReferenceWidget, TextWidget

NAMES = ("Họ tên", "Họ và tên khai sinh", "Họ tên khai sinh")
TO_FIND_HIM = "Để tìm đảng viên; có mã thì không cần."
TWO_CELLS = "Chỉ cần khi hai nơi có chi bộ cùng tên."
NAME_OF_CELL = "Mã hoặc tên chi bộ. Tên chưa rõ thì hệ thống hỏi một lần rồi nhớ."
A_CELL = "SH-NT-05, hoặc Chi bộ bản Nậm Ngập"


def name_column(title: str = "Họ và tên", also: tuple[str, ...] = NAMES, *, required: bool = False) -> CellField:
    return CellField(title, NameWidget(120), required=required, width=26, also=also, example="Lò Văn Ánh")


def birth_column(year: int = 1971, *, required: bool = False) -> CellField:
    """A birth may be known by its year alone; `year` is that of the example."""
    return CellField(
        "Ngày sinh",
        BirthWidget(),
        required=required,
        width=13,
        also=("Sinh ngày", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Năm sinh"),
        help="Chỉ biết tháng và năm, hoặc chỉ biết năm thì ghi như thế.",
        example=f"12/03/{year}, 03/{year} hoặc {year}",
    )


def identity_column(help: str = "12 chữ số, hoặc 9 chữ số của chứng minh nhân dân.") -> CellField:
    return CellField(
        "Số căn cước",
        DigitsWidget(9, 12),
        width=15,
        also=("Số CCCD", "Số định danh", "Số định danh cá nhân", "Số căn cước, chứng minh", "Số CMND", "CMND"),
        help=help,
    )


def cell_column(title: str, also: tuple[str, ...], *, required: bool = False) -> CellField:
    """The cell of the person, by code or name."""
    return CellField(
        title, ReferenceWidget(), required=required, width=28, also=also, help=NAME_OF_CELL, example=A_CELL
    )


def base_column() -> CellField:
    """The grassroots organisation that tells cells of one name apart."""
    return CellField(
        "Đảng bộ, chi bộ cơ sở",
        TextWidget(200),
        width=24,
        also=("Đảng bộ cơ sở", "Tổ chức cơ sở đảng", "Đảng bộ"),
        help=TWO_CELLS,
    )


def schooling_column() -> CellField:
    return CellField(
        "Học vấn",
        LevelWidget(Subject.GENERAL),
        width=16,
        also=("Văn hóa", "Trình độ văn hóa", "Trình độ học vấn", "Học vấn phổ thông"),
        example="9/12, hoặc Trung học cơ sở",
    )


def known_code_column(where: str = "chi bộ") -> CellField:
    """The code of a member of the roll; `where`: the place that finds him together with name and birth."""
    return CellField(
        "Mã đảng viên",
        CodeWidget(20),
        width=13,
        also=("ID", "Mã"),
        help=f"Không có mã thì ghi số căn cước, số thẻ, hoặc họ tên cùng ngày sinh và {where}.",
        example="DV-000123",
    )


class KnownPerson(PeopleResource):
    """A member of the roll, whom a row only has to find."""

    code = known_code_column()
    name = name_column(also=(*NAMES, "Họ và tên đảng viên"))
    birth = birth_column()
    identity = identity_column(TO_FIND_HIM)
    card = CellField(
        "Số thẻ",
        DigitsWidget(6, 8, 12),
        width=13,
        also=("Số thẻ đảng viên", "Số thẻ Đảng", "Số thẻ ĐV"),
        help=TO_FIND_HIM,
    )

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if self.matches[row[ROW_NUMBER]].pk:
            instance.name = self.units[instance.code].name

    def concerns(self, unit):
        code = self.register.code_by_id[unit.root.last_cell]
        state = self.register.tree.state_on(code, self.day)
        return unit.root.last_cell, state.name if state else ""
