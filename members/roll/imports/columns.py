"""The columns of the workbook of members, with the titles that people give them (member_record 4)."""

from members.roll.enums import Ethnicity, Occupation, Religion, Sex, Subject
from members.roll.imports.lines import Status
from members.roll.imports.people import PeopleResource
from members.roll.imports.person import (
    base_column,
    birth_column,
    cell_column,
    identity_column,
    name_column,
    schooling_column,
)
from members.roll.imports.widgets import DigitsWidget, LevelWidget, PartyDayWidget
from sinho.imports.lines import CellField
from sinho.imports.widgets import ChoiceWidget, CodeWidget, TextWidget


class MemberColumns(PeopleResource):
    """What a list of members tells."""

    code = CellField(
        "Mã đảng viên",
        CodeWidget(20),
        width=13,
        also=("ID", "Mã"),
        help="Chỉ có với đảng viên đã ở trong danh sách; người mới để trống.",
        example="DV-000123",
    )
    name = name_column(
        "Họ và tên khai sinh", ("Họ và tên", "Họ tên", "Họ tên khai sinh", "Họ và tên đảng viên"), required=True
    )
    other_names = CellField("Tên gọi khác", TextWidget(160), width=16, also=("Bí danh", "Tên gọi khác, bí danh"))
    sex = CellField("Giới tính", ChoiceWidget(Sex), required=True, width=10, also=("Nam/Nữ", "Nam, nữ"))
    birth = birth_column(required=True)
    ethnicity = CellField("Dân tộc", ChoiceWidget(Ethnicity), required=True, width=12)
    religion = CellField("Tôn giáo", ChoiceWidget(Religion), width=12, help="Để trống: không.")
    identity = identity_column()
    card = CellField("Số thẻ đảng viên", DigitsWidget(6, 8, 12), width=15, also=("Số thẻ", "Số thẻ Đảng", "Số thẻ ĐV"))
    card_since = CellField("Ngày cấp thẻ", PartyDayWidget(), width=13, also=("Ngày cấp thẻ đảng viên", "Ngày phát thẻ"))
    old_card = CellField("Số thẻ cũ", DigitsWidget(6, 8, 12), width=13, also=("Số thẻ đảng viên cũ",))
    file_number = CellField("Số lý lịch", TextWidget(10), width=13, also=("Số LL",), example="000123 LC")
    cell = cell_column(
        "Chi bộ đang sinh hoạt",
        ("Chi bộ", "Tổ chức đảng đang sinh hoạt", "Chi bộ sinh hoạt", "Tên chi bộ", "Đơn vị sinh hoạt"),
        required=True,
    )
    base = base_column()
    since = CellField(
        "Về chi bộ từ ngày",
        PartyDayWidget(),
        width=14,
        also=("Ngày về chi bộ", "Ngày chuyển đến"),
        help="Để trống: hôm nay, ngày lập danh sách. Kết nạp tại chi bộ này thì ghi ngày vào Đảng.",
    )
    birth_place = CellField("Nơi đăng ký khai sinh", TextWidget(200), width=24, also=("Nơi sinh",))
    home_place = CellField("Quê quán", TextWidget(200), width=24)
    village = CellField(
        "Nơi ở hiện nay",
        TextWidget(200),
        width=22,
        also=("Nơi cư trú", "Nơi thường trú", "Chỗ ở hiện nay", "Nơi ở"),
        help="Mã hoặc tên bản; nơi khác thì ghi bằng lời.",
    )
    joined_union_on = CellField("Ngày vào Đoàn", PartyDayWidget(), width=13)
    admitted_on = CellField(
        "Ngày vào Đảng",
        PartyDayWidget(),
        required=True,
        width=13,
        also=("Ngày kết nạp", "Dự bị", "Ngày vào Đảng dự bị", "Vào Đảng dự bị", "Ngày vào ĐCSVN"),
    )
    decided_on = CellField("Ngày quyết định kết nạp", PartyDayWidget(), width=14)
    decision_number = CellField("Số quyết định kết nạp", TextWidget(40), width=15)
    official_on = CellField(
        "Ngày chính thức",
        PartyDayWidget(),
        width=13,
        also=("Chính thức", "Ngày vào Đảng chính thức"),
        help="Để trống: đảng viên dự bị.",
    )
    referrers = CellField("Người giới thiệu", TextWidget(240), width=24)
    general = schooling_column()
    professional = CellField(
        "Chuyên môn",
        LevelWidget(Subject.PROFESSIONAL),
        width=20,
        also=("Trình độ chuyên môn", "Chuyên môn, nghiệp vụ"),
        example="Đại học Sư phạm",
    )
    theory = CellField(
        "Lý luận chính trị",
        LevelWidget(Subject.THEORY),
        width=14,
        also=("Trình độ lý luận", "Lý luận", "LLCT"),
        example="Trung cấp",
    )
    occupation = CellField("Nghề nghiệp", ChoiceWidget(Occupation), width=24, also=("Nghề nghiệp hiện nay",))
    status = CellField("Trạng thái", ChoiceWidget(Status), width=17, also=("Trạng thái hoạt động", "Tình trạng"))
    status_since = CellField(
        "Ngày từ trần, miễn, đình chỉ", PartyDayWidget(), width=14, also=("Ngày rời, từ trần, miễn",)
    )
