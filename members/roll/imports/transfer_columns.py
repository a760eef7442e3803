"""The columns of the workbook of transfers, with the titles that people give them (admission 5)."""

from members.roll.enums import TransferKind
from members.roll.imports.person import A_CELL, TWO_CELLS, KnownPerson, known_code_column
from members.roll.imports.widgets import PartyDayWidget, YesWidget
from sinho.imports.lines import CellField
from sinho.imports.widgets import ChoiceWidget, DayWidget, ReferenceWidget, TextWidget
from sinho.text.folding import fold

# How lists call the kinds, beside their labels.
ALSO_CALLED = {
    TransferKind.WITHIN: ("Trong huyện", "Trong đảng bộ huyện", "Chuyển trong huyện", "Nội bộ huyện"),
    TransferKind.TO_DISTRICT: ("Đi huyện khác", "Chuyển đi huyện khác", "Đi huyện khác trong tỉnh"),
    TransferKind.TO_PROVINCE: ("Đi tỉnh khác", "Chuyển đi tỉnh khác", "Đi ngoài tỉnh", "Ngoài tỉnh"),
    TransferKind.FROM_DISTRICT: ("Từ huyện khác đến", "Huyện khác đến", "Chuyển đến từ huyện khác trong tỉnh"),
    TransferKind.FROM_PROVINCE: ("Từ tỉnh khác đến", "Tỉnh khác đến", "Chuyển đến từ tỉnh khác"),
    TransferKind.TEMPORARY: (
        "Sinh hoạt tạm thời",
        "Chuyển tạm thời",
        "Đi tạm thời",
        "Đến tạm thời",
        "Chuyển SHĐ tạm thời",
    ),
}


class KindWidget(ChoiceWidget):
    """A kind of transfer, also as lists call it."""

    def __init__(self):
        super().__init__(TransferKind)
        self.values |= {fold(name): kind for kind, names in ALSO_CALLED.items() for name in names}


class TransferColumns(KnownPerson):
    """What a book of transfers tells."""

    code = known_code_column("chi bộ đi hoặc đến")
    kind = CellField(
        "Loại chuyển", KindWidget(), required=True, width=28, also=("Loại", "Hình thức chuyển", "Hình thức")
    )
    cell = CellField(
        "Nơi chuyển đi",
        ReferenceWidget(),
        width=28,
        also=("Chi bộ chuyển đi", "Từ chi bộ", "Chuyển từ", "Chi bộ nơi đi", "Nơi đi"),
        help="Mã hoặc tên chi bộ; từ ngoài huyện đến thì ghi bằng lời. Tên chưa rõ thì hệ thống hỏi một lần rồi nhớ.",
        example=A_CELL,
    )
    base = CellField(
        "Đảng bộ nơi đi",
        TextWidget(200),
        width=20,
        help=TWO_CELLS,
        also=("Đảng bộ đi",),
    )
    to = CellField(
        "Nơi chuyển đến",
        ReferenceWidget(),
        required=True,
        width=28,
        also=("Chi bộ chuyển đến", "Đến chi bộ", "Chuyển đến", "Chi bộ nơi đến", "Nơi đến"),
        help="Chi bộ hoặc đảng bộ ghi trong giấy giới thiệu; đi ra ngoài huyện thì ghi bằng lời.",
    )
    to_base = CellField(
        "Đảng bộ nơi đến",
        TextWidget(200),
        width=20,
        help=TWO_CELLS,
        also=("Đảng bộ đến",),
    )
    host = CellField(
        "Chi bộ tiếp nhận",
        ReferenceWidget(),
        width=24,
        also=("Chi bộ nhận",),
        help="Chỉ ghi khi giấy giới thiệu ghi đảng bộ.",
    )
    decided_on = CellField(
        "Ngày quyết định",
        PartyDayWidget(),
        width=13,
        also=("Ngày quyết định, đổi nơi ở, nơi công tác", "Ngày QĐ"),
        help="Ngày quyết định, hoặc ngày đổi nơi ở, nơi công tác. Từ ngoài huyện đến thì để trống.",
    )
    reason = CellField("Lý do", TextWidget(300), width=24, also=("Lý do chuyển",))
    sheet_number = CellField(
        "Số giấy giới thiệu", TextWidget(40), width=14, also=("Số giấy", "Số GTSH", "Số giấy GTSHĐ"), example="12-GTSH"
    )
    introduced_on = CellField("Ngày giới thiệu", PartyDayWidget(), width=13, also=("Ngày giấy giới thiệu", "Ngày giấy"))
    dues_paid_until = CellField(
        "Đóng đảng phí đến hết ngày", DayWidget(), width=14, also=("Đảng phí đến", "Đóng đảng phí đến")
    )
    presented_on = CellField("Ngày nộp giấy", PartyDayWidget(), width=13, also=("Ngày trình giấy",))
    received_on = CellField(
        "Ngày tiếp nhận",
        PartyDayWidget(),
        width=13,
        also=("Ngày nhận", "Tiếp nhận ngày"),
        help="Ngày đầu tiên sinh hoạt ở nơi mới. Để trống: việc chuyển chưa xong.",
    )
    notice_number = CellField("Số thông báo tiếp nhận", TextWidget(40), width=14, also=("Số thông báo",))
    until = CellField(
        "Tạm thời đến hết ngày", DayWidget(), width=14, also=("Thời hạn", "Hạn sinh hoạt tạm thời", "Đến hết ngày")
    )
    study = CellField("Đi học", YesWidget(), width=9)
    returned_on = CellField("Ngày trở về", PartyDayWidget(), width=13, help="Chỉ khi chuyển tạm thời đã xong.")
    cancelled_on = CellField("Ngày hủy", PartyDayWidget(), width=13)
    cancel_reason = CellField("Lý do hủy", TextWidget(300), width=20)
