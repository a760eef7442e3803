"""Rows of the lists of the staff that a district keeps in Excel."""

import datetime as dt

D = dt.date
CODE, NAME, SEX, BIRTH, ETHNICITY, RELIGION = "Mã cán bộ", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo"
HOME, IDENTITY, COMMUNE, TITLE, SINCE, ENTRY = "Quê quán", "Số căn cước", "Xã", "Chức danh", "Từ ngày", "Đến do"
NUMBER, DECIDED = "Số quyết định", "Ngày quyết định"
GENERAL, PROFESSIONAL, THEORY, STATE = "Học vấn", "Chuyên môn", "Lý luận chính trị", "Quản lý nhà nước"
COMPUTING, LANGUAGE, ETHNIC, TRAINED = "Tin học", "Ngoại ngữ", "Tiếng dân tộc", "Đã bồi dưỡng chức danh"
STAFF_COLUMNS = [
    *(CODE, NAME, SEX, BIRTH, ETHNICITY, RELIGION, HOME, IDENTITY, COMMUNE, TITLE, SINCE, ENTRY, NUMBER, DECIDED),
    *(GENERAL, PROFESSIONAL, THEORY, STATE, COMPUTING, LANGUAGE, ETHNIC, TRAINED),
]
SUBJECT, LEVEL, FOR_TITLE, WORDS = "Môn", "Trình độ", "Cho chức danh", "Ghi trong văn bằng"
SYSTEM, CERTIFICATE, REACHED = "Hệ đào tạo", "Số văn bằng, chứng chỉ", "Đạt ngày"
QUALIFICATION_COLUMNS = [
    *(CODE, NAME, BIRTH, IDENTITY, COMMUNE, SUBJECT, LEVEL, FOR_TITLE, WORDS, SYSTEM, CERTIFICATE, REACHED),
]


def new(**more) -> dict:
    """Vàng A Sếnh, whom nobody has written down yet. None leaves a cell empty."""
    person = {NAME: "Vàng A Sếnh", SEX: "Nam", BIRTH: "5/1976", ETHNICITY: "Mông", COMMUNE: "Nậm Tăm"}
    post = {TITLE: "Chủ tịch UBND", SINCE: D(2009, 7, 2), ENTRY: "Bầu cử", NUMBER: "7-QĐ/HU", DECIDED: D(2009, 7, 1)}
    return {**person, **post, **more}


def level(**more) -> dict:
    """The theory of Lò Văn An of Nậm Tăm."""
    him = {NAME: "Lò Văn An", BIRTH: "1975", COMMUNE: "Nậm Tăm"}
    return {**him, SUBJECT: "Lý luận chính trị", LEVEL: "Trung cấp", REACHED: D(2008, 6, 1), **more}
