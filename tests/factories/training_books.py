"""Rows of the lists of classes, of who attends them and of what was paid, as a district keeps them in Excel."""

import datetime as dt

D = dt.date
CLASS_CODE, CLASS_NAME, KIND, FIELD, LEVEL, SPECIALTY = (
    *("Mã lớp", "Tên lớp", "Loại lớp", "Nội dung", "Trình độ", "Chuyên ngành"),
)
FOR_TITLE, MODE, PLACE, OPENED = "Cho chức danh", "Hình thức học", "Nơi học", "Cấp mở lớp"
ORGANISER, PARTNER, STARTS, ENDS = "Đơn vị tổ chức", "Trường liên kết", "Khai giảng", "Kết thúc"
NUMBER, DECIDED, COST = "Số quyết định", "Ngày quyết định", "Kinh phí (đồng)"
CLASS_COLUMNS = [
    *(CLASS_CODE, CLASS_NAME, KIND, FIELD, LEVEL, SPECIALTY, FOR_TITLE, MODE, PLACE, OPENED, ORGANISER, PARTNER),
    *(STARTS, ENDS, NUMBER, DECIDED, COST),
]


def course(**more) -> dict:
    """The class of intermediate administration of 2009. None leaves a cell empty."""
    what = {CLASS_NAME: "Trung cấp Hành chính khóa 1", KIND: "Đào tạo", FIELD: "Chuyên môn", LEVEL: "Trung cấp"}
    how = {MODE: "Không tập trung", PLACE: "Tại chỗ", OPENED: "Cấp huyện mở", ORGANISER: "Trung tâm GDTX huyện"}
    return {**what, **how, STARTS: D(2009, 1, 5), ENDS: D(2009, 12, 31), **more}


CODE, NAME, BIRTH, IDENTITY, COMMUNE = "Mã cán bộ", "Họ và tên", "Ngày sinh", "Số căn cước", "Xã"
CLASS, SINCE, SENT_BY, SENT_ON = "Lớp", "Vào học ngày", "Số quyết định cử đi", "Ngày quyết định cử đi"
STATUS, ENDED, RESULT, CERTIFICATE, ISSUED = (
    *("Tình trạng", "Kết thúc học ngày", "Xếp loại", "Số chứng chỉ, văn bằng", "Ngày cấp"),
)
ENROLMENT_COLUMNS = [
    *(CODE, NAME, BIRTH, IDENTITY, COMMUNE, CLASS, SINCE, SENT_BY, SENT_ON, STATUS, ENDED, RESULT, CERTIFICATE),
    ISSUED,
]


def student(**more) -> dict:
    """Lò Văn An of Nậm Tăm in the class of intermediate administration of 2009."""
    return {NAME: "Lò Văn An", BIRTH: "1975", COMMUNE: "Nậm Tăm", CLASS: "Trung cấp Hành chính khóa 1", **more}


AMOUNT, FIRST, LAST, VOUCHER, PAID = "Mức một tháng (đồng)", "Từ tháng", "Đến tháng", "Số phiếu chi", "Ngày chi"
AWARDED, AWARDED_ON = "Số quyết định hỗ trợ", "Ngày quyết định hỗ trợ"
ALLOWANCE_COLUMNS = [
    *(CODE, NAME, BIRTH, IDENTITY, COMMUNE, CLASS, AMOUNT, FIRST, LAST, VOUCHER, PAID, AWARDED, AWARDED_ON),
]


def paid(**more) -> dict:
    """February 2009, paid to Lò Văn An."""
    money = {AMOUNT: 300_000, FIRST: "2/2009", VOUCHER: "PC 1", PAID: D(2009, 3, 5)}
    return {NAME: "Lò Văn An", BIRTH: "1975", COMMUNE: "Nậm Tăm", **money, **more}
