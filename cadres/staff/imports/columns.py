"""The columns of the workbook of the staff, with the titles that lists of districts give them."""

from cadres.staff.imports.people import StaffResource, code_column, commune_column
from cadres.staff.imports.reading import TitleWidget, WordsWidget, entry_widget
from members.roll.enums import Ethnicity, Religion, Sex, Subject
from members.roll.imports.person import birth_column, identity_column, name_column, schooling_column
from members.roll.imports.widgets import LevelWidget, PartyDayWidget
from sinho.imports.lines import CellField
from sinho.imports.widgets import ChoiceWidget, TextWidget


class CadreColumns(StaffResource):
    """What a list of the staff tells."""

    code = code_column()
    name = name_column(also=("Họ tên", "Họ và tên khai sinh", "Họ và tên cán bộ"), required=True)
    sex = CellField("Giới tính", ChoiceWidget(Sex), required=True, width=10, also=("Nam/Nữ", "Nam, nữ", "Giới"))
    birth = birth_column(required=True)
    ethnicity = CellField("Dân tộc", ChoiceWidget(Ethnicity), required=True, width=12)
    religion = CellField("Tôn giáo", ChoiceWidget(Religion), width=12, help="Để trống: không.")
    home_place = CellField("Quê quán", TextWidget(200), width=24)
    identity = identity_column()
    commune = commune_column(required=True)
    title = CellField(
        "Chức danh",
        TitleWidget(),
        required=True,
        width=30,
        also=("Chức vụ", "Chức danh đang giữ", "Chức vụ, chức danh"),
        help="Một chức danh; viết tắt như Chủ tịch UBND cũng được.",
    )
    since = CellField(
        "Từ ngày",
        PartyDayWidget(),
        width=13,
        also=("Giữ chức danh từ ngày", "Ngày giữ chức danh", "Ngày bổ nhiệm"),
        help="Để trống: ngày quyết định; không có thì hôm nay, ngày lập danh sách.",
    )
    entry = CellField(
        "Đến do",
        entry_widget(),
        width=26,
        also=("Hình thức", "Hình thức tuyển dụng", "Hình thức đến"),
        help="Để trống: có trong danh sách khi lập sổ.",
    )
    decision_number = CellField("Số quyết định", TextWidget(40), width=15, also=("Số QĐ",), example="7-QĐ/HU")
    decision_date = CellField("Ngày quyết định", PartyDayWidget(), width=13, also=("Ngày QĐ",))
    general = schooling_column()
    professional = CellField(
        "Chuyên môn",
        LevelWidget(Subject.PROFESSIONAL),
        width=20,
        also=("Trình độ chuyên môn", "Chuyên môn, nghiệp vụ"),
        example="Trung cấp Luật",
    )
    theory = CellField(
        "Lý luận chính trị",
        LevelWidget(Subject.THEORY),
        width=14,
        also=("Trình độ lý luận", "Lý luận", "LLCT"),
        example="Sơ cấp",
    )
    state_management = CellField(
        "Quản lý nhà nước", WordsWidget(), width=18, also=("QLNN", "Quản lý hành chính nhà nước"), example="Chuyên viên"
    )
    computing = CellField("Tin học", WordsWidget(), width=12, also=("Trình độ tin học",), example="Chứng chỉ A")
    language = CellField("Ngoại ngữ", WordsWidget(), width=14, also=("Trình độ ngoại ngữ",), example="Anh A")
    ethnic_language = CellField(
        "Tiếng dân tộc", WordsWidget(), width=16, also=("Tiếng dân tộc thiểu số",), example="Tiếng Mông: nghe, nói"
    )
    trained_for = CellField(
        "Đã bồi dưỡng chức danh",
        TitleWidget(),
        width=26,
        also=("Bồi dưỡng chức danh", "Bồi dưỡng theo chức danh"),
        help="Chức danh đã được đào tạo, bồi dưỡng nghiệp vụ.",
    )
