"""What the tests of the workbooks of transfers and of schooling share."""

import pytest

from tests.factories import members as make
from tests.factories import uploads
from tests.factories.books import LEVEL_COLUMNS, TRANSFER_COLUMNS
from tests.factories.workbooks import xlsx


@pytest.fixture
def anh(nam_tam_cells):
    """The member whom the rows of these workbooks are about."""
    facts = {"birth_year": 1971, "birth_month": 3, "birth_day": 12, "identity_number": "012071000123"}
    member = make.member(nam_tam_cells[0], "Lò Văn Ánh", **facts)
    make.card(member, "45000123")
    return member


@pytest.fixture
def tried_transfers(staff, anh):
    """`tried_transfers(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows, TRANSFER_COLUMNS)
        return uploads.tried("transfers", content, by, "so.xlsx")

    return act


@pytest.fixture
def bring_transfers(tried_transfers, staff):
    """`bring_transfers(rows)` tries a file without faults and writes it."""

    def act(*rows):
        upload = tried_transfers(*rows)
        assert uploads.said(upload) == []
        return uploads.confirmed(upload, staff)

    return act


@pytest.fixture
def tried_levels(staff, anh):
    """`tried_levels(rows)` gives an upload of schooling that has been tried."""

    def act(*rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows, LEVEL_COLUMNS)
        return uploads.tried("education", content, by)

    return act


@pytest.fixture
def bring_levels(tried_levels, staff):
    """`bring_levels(rows)` tries a file without faults and writes it."""

    def act(*rows):
        upload = tried_levels(*rows)
        assert uploads.said(upload) == []
        return uploads.confirmed(upload, staff)

    return act
