"""What the tests of the workbooks of transfers share."""

import pytest

from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from tests.factories import members as make
from tests.factories import people
from tests.factories.books import TRANSFER_COLUMNS
from tests.factories.workbooks import xlsx


@pytest.fixture
def anh(nam_tam_cells):
    """The member whom the rows of transfers are about."""
    facts = {"birth_year": 1971, "birth_month": 3, "birth_day": 12, "identity_number": "012071000123"}
    member = make.member(nam_tam_cells[0], "Lò Văn Ánh", **facts)
    make.card(member, "45000123")
    return member


@pytest.fixture
def tried_transfers(staff, anh):
    """`tried_transfers(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows, TRANSFER_COLUMNS)
        scope = people.scope(by)
        return uploads.try_file(kind=kind_of("transfers"), file_name="so.xlsx", content=content, scope=scope, by=by)

    return act


@pytest.fixture
def bring_transfers(tried_transfers, staff):
    """`bring_transfers(rows)` tries a file without faults and writes it."""

    def act(*rows):
        upload = tried_transfers(*rows)
        assert upload.trial["errors"] == []
        return uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)

    return act
