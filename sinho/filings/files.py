"""The files of an issued report in every format there is, and their digests."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from sinho.documents.reports import Asked, PaperDetails, Report, ReportKind
from sinho.documents.views import file_name
from sinho.web.answers import TYPES


@dataclass(frozen=True)
class Written:
    """A file as it is kept."""

    format: str
    label: str
    name: str
    content_type: str
    content: bytes

    @property
    def columns(self) -> dict:
        """The columns of `FilingFile`."""
        digest = hashlib.sha256(self.content).hexdigest()
        return vars(self) | {"sha256": digest, "size": len(self.content)}


def files_of(kind: ReportKind, asked: Asked, report: Report, details: PaperDetails) -> Iterator[Written]:
    """PDF, Excel, JSON."""
    figures = json.dumps(report.as_json(), ensure_ascii=False, indent=2).encode() + b"\n"
    for format, label, content_type, content in (
        ("pdf", "PDF", TYPES["pdf"], kind.pdf(report, details)),
        ("xlsx", "Excel", TYPES["xlsx"], kind.workbook(report)),
        ("json", "Số liệu cho máy", "application/json", figures),
    ):
        yield Written(format, label, file_name(report, kind, asked, format), content_type, content)
