"""What the tests of the workbooks of training share."""

import pytest

from tests.factories import cadres as make
from tests.factories import uploads
from tests.factories.training_books import ALLOWANCE_COLUMNS, CLASS_COLUMNS, ENROLMENT_COLUMNS
from tests.factories.workbooks import xlsx

COLUMNS = {"classes": CLASS_COLUMNS, "enrolments": ENROLMENT_COLUMNS, "allowances": ALLOWANCE_COLUMNS}


@pytest.fixture
def an(nam_tam):
    """Somebody on the staff of Nậm Tăm whom rows may be about."""
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def tried(staff, nam_tam):
    """`tried(kind, *rows)` gives an upload that has been tried."""

    def act(kind, *rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows, COLUMNS[kind])
        return uploads.tried(kind, content, by, "ds.xlsx")

    return act


@pytest.fixture
def bring(tried, staff):
    """`bring(kind, *rows)` tries a file without faults and writes it."""

    def act(kind, *rows, **more):
        upload = tried(kind, *rows)
        assert uploads.said(upload) == []
        return uploads.confirmed(upload, staff, **more)

    return act
