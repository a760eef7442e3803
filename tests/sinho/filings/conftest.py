"""Reports that are issued quickly: papers take seconds to make, so only the tests of the files ask for every format."""

import pytest

from sinho.documents.formats import FIGURES, FORMATS, WORKBOOK
from sinho.filings import files


@pytest.fixture(autouse=True)
def _quick_formats(request, monkeypatch):
    wanted = FORMATS if "every_format" in request.fixturenames else (WORKBOOK, FIGURES)
    monkeypatch.setattr(files, "FORMATS", wanted)


@pytest.fixture
def every_format():
    """All files are made."""
