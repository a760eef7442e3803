"""What tests of the workbook of organisations read and write."""

import datetime as dt

DAY = dt.date
CELL = {
    "Mã tổ chức": "SH-NT-05",
    "Tên đầy đủ": "Chi bộ bản Nậm Ngập",
    "Hình thức": "Chi bộ trực thuộc",
    "Mã tổ chức cấp trên": "SH-NT",
    "Có hiệu lực từ ngày": DAY(2009, 6, 1),
}


def verdicts(upload):
    return [row["verdict"] for row in upload.trial["rows"]]
