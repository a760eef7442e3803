"""What the tests of the workbook of cases share."""

import pytest

from tests.factories import uploads
from tests.factories.workbooks import xlsx


@pytest.fixture
def tried_cases(staff, nam_tam_cells):
    """`tried_cases(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows)
        return uploads.tried("admissions", content, by, "so.xlsx")

    return act


@pytest.fixture
def bring_cases(tried_cases, staff):
    """`bring_cases(rows)` tries a file without faults and writes it; what is doubtful has been looked at."""

    def act(*rows):
        upload = tried_cases(*rows)
        assert uploads.said(upload) == []
        return uploads.confirmed(upload, staff, acknowledged=True)

    return act
