"""The columns of the workbook of cases: the person, the cell, the steps of the path (admission 2)."""

from members.admissions.imports.steps import step_columns
from members.roll.enums import Ethnicity, Occupation, Religion, Sex, Subject
from members.roll.imports.people import PeopleResource
from members.roll.imports.widgets import BirthWidget, DigitsWidget, LevelWidget, NameWidget, PartyDayWidget, YesWidget
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
    name = CellField(
        "Họ và tên",
        NameWidget(120),
        required=True,
        width=26,
        also=("Họ tên", "Họ và tên khai sinh"),
        example="Lò Văn Ánh",
    )
    sex = CellField("Giới tính", ChoiceWidget(Sex), width=10, also=("Nam/Nữ", "Nam, nữ"))
    birth = CellField(
        "Ngày sinh",
        BirthWidget(),
        required=True,
        width=13,
        also=("Sinh ngày", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Năm sinh"),
        help="Chỉ biết tháng và năm, hoặc chỉ biết năm thì ghi như thế.",
        example="12/03/1986, 03/1986 hoặc 1986",
    )
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
    identity = CellField(
        "Số căn cước",
        DigitsWidget(9, 12),
        width=15,
        also=("Số CCCD", "Số định danh", "Số định danh cá nhân", "Số căn cước, chứng minh", "Số CMND", "CMND"),
        help="12 chữ số, hoặc 9 chữ số của chứng minh nhân dân.",
    )
    schooling = CellField(
        "Học vấn",
        LevelWidget(Subject.GENERAL),
        width=16,
        also=("Văn hóa", "Trình độ văn hóa", "Trình độ học vấn", "Học vấn phổ thông"),
        example="9/12, hoặc Trung học cơ sở",
    )
    occupation = CellField("Nghề nghiệp", ChoiceWidget(Occupation), width=24, also=("Nghề nghiệp hiện nay",))
    union_on = CellField("Ngày vào Đoàn", PartyDayWidget(), width=13)
    mountain = CellField(
        "Xã vùng cao, biên giới, dân tộc thiểu số", YesWidget(), width=12, help="Để trống: có.", also=("Vùng cao",)
    )
    elder = CellField("Già làng, trưởng bản, người có uy tín", YesWidget(), width=12, help="Để trống: không.")
    left_party_on = CellField("Ra khỏi Đảng ngày", PartyDayWidget(), width=13, help="Chỉ ghi khi xin kết nạp lại.")
    cell = CellField(
        "Chi bộ",
        ReferenceWidget(),
        required=True,
        width=28,
        also=("Tên chi bộ", "Chi bộ theo dõi", "Chi bộ giúp đỡ", "Đơn vị"),
        help="Mã hoặc tên chi bộ. Tên chưa rõ thì hệ thống hỏi một lần rồi nhớ.",
        example="SH-NT-05, hoặc Chi bộ bản Nậm Ngập",
    )
    base = CellField(
        "Đảng bộ, chi bộ cơ sở",
        TextWidget(200),
        width=24,
        also=("Đảng bộ cơ sở", "Tổ chức cơ sở đảng", "Đảng bộ"),
        help="Chỉ cần khi hai nơi có chi bộ cùng tên.",
    )


STEPS = {name: column for columns in step_columns().values() for name, column in columns.fields().items()}
# Behind the person: a column of the workbook for each column of a step.
AdmissionColumns = type(PersonColumns)("AdmissionColumns", (PersonColumns,), {**STEPS, "__module__": __name__})
