"""The files of an issued report in every format there is, and their digests."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sinho.documents.formats import FORMATS, file_name
from sinho.documents.reports import Asked, PaperDetails, Report, ReportKind


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
    """Every format that reports have."""
    for one in FORMATS:
        name = file_name(report, kind, asked, one.ending)
        yield Written(one.code, one.label, name, one.content_type, one.write(kind, report, details))
