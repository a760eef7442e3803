"""The formats of a report: one list for the pages, the command, and whatever keeps a report.

Every format is written from one build, so they say the same; the same report gives the same bytes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sinho.documents.paper import Attached
from sinho.documents.reports import Asked, PaperDetails, Report, ReportKind
from sinho.refusal import Refused
from sinho.text.file_names import file_word

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A format. `said`: how the log names the file; `signed`: it is a paper with number, date and signature."""

    code: str
    label: str
    ending: str
    content_type: str
    write: Callable[[ReportKind, Report, PaperDetails], bytes]
    said: str
    signed: bool = False


def _json(kind: ReportKind, report: Report, details: PaperDetails) -> bytes:
    return json.dumps(report.as_json(), ensure_ascii=False, indent=2).encode()


def _workbook(kind: ReportKind, report: Report, details: PaperDetails) -> bytes:
    return kind.workbook(report)


def _pdf(kind: ReportKind, report: Report, details: PaperDetails) -> bytes:
    return kind.pdf(report, details)


def _word(kind: ReportKind, report: Report, details: PaperDetails) -> bytes:
    return kind.paper(report, details).word()


def _archive(kind: ReportKind, report: Report, details: PaperDetails) -> bytes:
    return kind.paper(report, details).archive(
        (
            Attached("so-lieu.json", _json(kind, report, details), f"Số liệu của báo cáo “{kind.title}”"),
            Attached("so-lieu.xlsx", kind.workbook(report), f"Bảng Excel của báo cáo “{kind.title}”"),
        )
    )


PDF = Format("pdf", "PDF", "pdf", "application/pdf", _pdf, "bản in PDF", signed=True)
PDFA = Format("pdfa", "PDF lưu trữ", "luu-tru.pdf", "application/pdf", _archive, "bản PDF lưu trữ", signed=True)
WORD = Format("docx", "Word", "docx", WORD_TYPE, _word, "tệp Word", signed=True)
WORKBOOK = Format("xlsx", "Excel", "xlsx", EXCEL_TYPE, _workbook, "tệp Excel")
FIGURES = Format("json", "Số liệu cho máy", "json", "application/json", _json, "tệp JSON")
FORMATS = (PDF, PDFA, WORD, WORKBOOK, FIGURES)


def format_of(code: str) -> Format:
    """The format with this code."""
    found = next((one for one in FORMATS if one.code == code), None)
    if found is None:
        raise Refused(f"Không có dạng tệp “{code}”; các dạng có: {', '.join(one.code for one in FORMATS)}.")
    return found


def file_name(built: Report, kind: ReportKind, question: Asked, ending: str) -> str:
    """Stable name without marks, for old machines: ket-nap-dang-vien-2009-den-18-12-2009-dang-bo-huyen-sin-ho.pdf."""
    since = f"{question.since:%d-%m-%Y}" if question.since else question.year
    time = f"{since}-den-{question.counted_on:%d-%m-%Y}"
    return f"{file_word(kind.title)}-{time}-{file_word(built.organization_name)}.{ending}"
