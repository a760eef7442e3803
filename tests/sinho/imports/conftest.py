"""A file of organisations on its way."""

import datetime as dt

import pytest

from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from tests.factories import people
from tests.factories.workbooks import xlsx


def cell_row(number: int = 5, **more) -> dict:
    """A right row: a new cell of Nậm Tăm."""
    return {
        "Mã tổ chức": f"SH-NT-{number:02d}",
        "Tên đầy đủ": f"Chi bộ bản Nậm Ngập {number}",
        "Hình thức": "Chi bộ trực thuộc",
        "Mã tổ chức cấp trên": "SH-NT",
        "Có hiệu lực từ ngày": dt.date(2009, 6, 1),
        **more,
    }


WRONG = cell_row(7, **{"Có hiệu lực từ ngày": "31/02/2009"})


@pytest.fixture
def tried(staff, nam_tam):
    """`tried(rows)` gives an upload of the district's staff that has been tried."""

    def act(*rows, by=staff, file_name="to-chuc.xlsx"):
        kind, scope = kind_of("organizations"), people.scope(by)
        return uploads.try_file(kind=kind, file_name=file_name, content=xlsx(rows), scope=scope, by=by)

    return act


@pytest.fixture
def confirmed(tried, staff):
    """`confirmed(rows)` gives an upload that has been written."""

    def act(*rows):
        return uploads.confirm(upload=tried(*rows), scope=people.scope(staff), by=staff)

    return act


@pytest.fixture
def at_work(log_in, staff, nam_tam):
    return log_in(staff)
