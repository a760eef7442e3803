"""What leaves the register or a filing, and what is read of a sensitive one, is written down."""

from sinho.audit.actions import record
from sinho.filings.models import Filing
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def note_reading(*, filing: Filing, by) -> None:
    """A filing of a report whose readings are written down was opened; of others nothing is noted."""
    if filing.reads:
        note(filing, by, did=filing.reads, said=f"Xem báo cáo đã ban hành {described(filing)}")


@atomic_or_refused()
def note_file(*, filing: Filing, label: str, by) -> None:
    """A file of a filing was handed out."""
    note(filing, by, did="report.exported", said=f"Tải báo cáo đã ban hành {described(filing)}, {label}")


def described(filing: Filing) -> str:
    return f"“{filing.kind_title}” {filing.asked.words}, ngày {format_date(filing.day)}"


def note(filing: Filing, author, *, did: str, said: str) -> None:
    organization = (filing.organization_id, filing.organization_name)
    record(by=author, did=did, said=said, on=filing, organization=organization, after={"asks": filing.query})


@atomic_or_refused()
def note_register(*, organization_id: int, words: str, by) -> None:
    """The register was taken out as a file."""
    said = f"Xuất sổ văn bản đi: {words}"
    record(by=by, did="register.exported", said=said, organization=(organization_id, ""))
