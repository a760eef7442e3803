"""What several modules of tests of organisations begin with."""

import pytest

from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from tests.factories import people
from tests.factories.workbooks import xlsx


@pytest.fixture
def cell(nam_tam_cells):
    return nam_tam_cells[0]


@pytest.fixture
def tried(staff, nam_tam_cells, ta_phin_cells):
    """`tried(rows)` tries a file of the district's staff."""

    def act(*rows, by=staff):
        kind, scope = kind_of("organizations"), people.scope(by)
        return uploads.try_file(kind=kind, file_name="a.xlsx", content=xlsx(rows), scope=scope, by=by)

    return act
