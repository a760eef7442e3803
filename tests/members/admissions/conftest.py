"""What the tests of the workbook of cases share."""

import pytest

from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from tests.factories import people
from tests.factories.workbooks import xlsx


@pytest.fixture
def tried_cases(staff, nam_tam_cells):
    """`tried_cases(rows)` gives an upload that has been tried."""

    def act(*rows, by=staff):
        content = rows[0] if isinstance(rows[0], bytes) else xlsx(rows)
        scope = people.scope(by)
        return uploads.try_file(kind=kind_of("admissions"), file_name="so.xlsx", content=content, scope=scope, by=by)

    return act


@pytest.fixture
def bring_cases(tried_cases, staff):
    """`bring_cases(rows)` tries a file without faults and writes it; what is doubtful has been looked at."""

    def act(*rows):
        upload = tried_cases(*rows)
        assert [one["line"] for group in upload.trial["errors"] for one in group["findings"]] == []
        return uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, acknowledged=True)

    return act
