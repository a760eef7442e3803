"""The columns of the workbook of cases: the person, the cell, the steps of the path (admission 2)."""

from members.admissions.imports.steps import step_columns
from members.roll.enums import Ethnicity, Occupation, Religion, Sex
from members.roll.imports.people import PeopleResource
from members.roll.imports.person import (
    base_column,
    birth_column,
    cell_column,
    identity_column,
    name_column,
    schooling_column,
)
from members.roll.imports.widgets import PartyDayWidget, YesWidget
from sinho.imports.lines import CellField
from sinho.imports.widgets import ChoiceWidget, CodeWidget, ReferenceWidget, TextWidget


class PersonColumns(PeopleResource):
    """Whom the cell prepares. What is required of a new case may stay empty for one that is known."""

    code = CellField(
        "Mã hồ sơ",
        CodeWidget(20),
        width=13,
        also=("Mã",),
        help="Chỉ có với hồ sơ đã mở; người mới để trống.",
        example="HS-000123",
    )
    name = name_column(also=("Họ tên", "Họ và tên khai sinh"), required=True)
    sex = CellField("Giới tính", ChoiceWidget(Sex), width=10, also=("Nam/Nữ", "Nam, nữ"))
    birth = birth_column(1986, required=True)
    ethnicity = CellField("Dân tộc", ChoiceWidget(Ethnicity), width=12)
    religion = CellField("Tôn giáo", ChoiceWidget(Religion), width=12, help="Để trống: không.")
    home_place = CellField("Quê quán", TextWidget(200), width=24)
    village = CellField(
        "Ở bản",
        ReferenceWidget(),
        width=20,
        also=("Bản", "Nơi ở", "Nơi ở hiện nay", "Nơi cư trú", "Thôn, bản"),
        help="Mã hoặc tên bản trong danh mục.",
    )
    identity = identity_column()
    schooling = schooling_column()
    occupation = CellField("Nghề nghiệp", ChoiceWidget(Occupation), width=24, also=("Nghề nghiệp hiện nay",))
    union_on = CellField("Ngày vào Đoàn", PartyDayWidget(), width=13)
    mountain = CellField(
        "Xã vùng cao, biên giới, dân tộc thiểu số", YesWidget(), width=12, help="Để trống: có.", also=("Vùng cao",)
    )
    elder = CellField("Già làng, trưởng bản, người có uy tín", YesWidget(), width=12, help="Để trống: không.")
    left_party_on = CellField("Ra khỏi Đảng ngày", PartyDayWidget(), width=13, help="Chỉ ghi khi xin kết nạp lại.")
    cell = cell_column("Chi bộ", ("Tên chi bộ", "Chi bộ theo dõi", "Chi bộ giúp đỡ", "Đơn vị"), required=True)
    base = base_column()


STEPS = {name: column for columns in step_columns().values() for name, column in columns.fields().items()}
# Behind the person: a column of the workbook for each column of a step.
AdmissionColumns = type(PersonColumns)("AdmissionColumns", (PersonColumns,), {**STEPS, "__module__": __name__})
