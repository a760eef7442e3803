"""Rows of the books that committees keep in Excel: transfers, schooling."""

import datetime as dt

D = dt.date
CODE, NAME, BIRTH, IDENTITY, CARD = "Mã đảng viên", "Họ và tên", "Ngày sinh", "Số căn cước", "Số thẻ"
KIND, HOME, TO, HOST = "Loại chuyển", "Nơi chuyển đi", "Nơi chuyển đến", "Chi bộ tiếp nhận"
DECIDED, REASON, SHEET, INTRODUCED = "Ngày quyết định", "Lý do", "Số giấy giới thiệu", "Ngày giới thiệu"
DUES, PRESENTED, RECEIVED = "Đóng đảng phí đến hết ngày", "Ngày nộp giấy", "Ngày tiếp nhận"
NOTICE, UNTIL, STUDY, BACK = "Số thông báo tiếp nhận", "Tạm thời đến hết ngày", "Đi học", "Ngày trở về"
CANCELLED, WHY_NOT = "Ngày hủy", "Lý do hủy"
HOME_BASE, TO_BASE = "Đảng bộ nơi đi", "Đảng bộ nơi đến"
TRANSFER_COLUMNS = [
    *(CODE, NAME, BIRTH, IDENTITY, CARD, KIND, HOME, HOME_BASE, TO, TO_BASE, HOST, DECIDED, REASON, SHEET),
    *(INTRODUCED, DUES, PRESENTED, RECEIVED, NOTICE, UNTIL, STUDY, BACK, CANCELLED, WHY_NOT),
]
CELL, SUBJECT, LEVEL, WORDS = "Chi bộ", "Môn", "Trình độ", "Ghi trong phiếu"
MODE, DAY = "Hình thức đào tạo", "Đạt ngày"
LEVEL_COLUMNS = [CODE, NAME, BIRTH, IDENTITY, CARD, CELL, SUBJECT, LEVEL, WORDS, MODE, DAY]
HIM = {NAME: "Lò Văn Ánh", BIRTH: "12/03/1971"}


def on_the_way(**more) -> dict:
    """Lò Văn Ánh of the first cell of Nậm Tăm goes to the second one, with his sheet."""
    told = {KIND: "Trong huyện", HOME: "SH-NT-01", TO: "SH-NT-02", DECIDED: D(2009, 11, 16), SHEET: "12-GTSH"}
    return {**HIM, **told, INTRODUCED: D(2009, 12, 2), **more}


def completed(**more) -> dict:
    return on_the_way(**{PRESENTED: D(2009, 12, 7), RECEIVED: D(2009, 12, 10), **more})


def for_a_time(**more) -> dict:
    """At the second cell since 10/09/2009, for half a year."""
    days = {DECIDED: D(2009, 9, 1), INTRODUCED: D(2009, 9, 3), PRESENTED: D(2009, 9, 10), RECEIVED: D(2009, 9, 10)}
    return on_the_way(**{KIND: "Tạm thời", **days, UNTIL: D(2010, 2, 28), **more})


def level(**more) -> dict:
    """The theory of Lò Văn Ánh of the first cell of Nậm Tăm. None leaves a cell empty."""
    return {**HIM, CELL: "SH-NT-01", SUBJECT: "Lý luận chính trị", LEVEL: "Trung cấp", DAY: D(2008, 6, 1), **more}
