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


@pytest.fixture
def bring(staff, nam_tam):
    """`bring(rows)` tries and confirms a file; gives the upload."""

    def act(*rows, confirm=True, **options):
        scope = people.scope(staff)
        upload = uploads.try_file(
            kind=kind_of("organizations"), file_name="a.xlsx", content=xlsx(rows), scope=scope, by=staff
        )
        assert upload.trial["errors"] == []
        return uploads.confirm(upload=upload, scope=scope, by=staff, **options) if confirm else upload

    return act
