"""A report is issued: number, frozen figures and the bytes of its files in one transaction."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from sinho.accounts.scope import Scope
from sinho.audit.actions import plain, record
from sinho.documents.issuing import Body, bodies_on
from sinho.documents.paper import Printout
from sinho.documents.reports import Asked, PaperDetails, ReportKind
from sinho.filings.actions.numbers import Wanted, give_number, require_issuing
from sinho.filings.files import files_of
from sinho.filings.frozen import Frozen, freeze, numbered
from sinho.filings.models import Filing, FilingFile, IssuedPaper
from sinho.filings.models.filing import LONGEST_POSITION, hold_filing
from sinho.filings.models.numbers import LONGEST_SUBJECT
from sinho.filings.rules import why_not_dated
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Signing:
    """What the signing office adds, and which filing this one takes the place of."""

    details: PaperDetails
    note: str = ""
    replaces: Filing | None = None
    reason: str = ""

    @property
    def day(self) -> dt.date:
        return self.details.day


@atomic_or_refused()
def issue_report(
    *, kind: ReportKind, asked: Asked, signing: Signing, seen: str, once: uuid.UUID, scope: Scope, by
) -> Filing:
    """Issue what the form showed (`seen`). Sent twice (`once`), it is issued once."""
    require_issuing(scope, asked.organization_id)
    for permission in filter(None, (kind.needs,)):
        scope.require(permission, asked.organization_id)
    hold_filing(kind.code, asked.organization_id)
    if before := Filing.objects.filter(once=once, kind=kind.code, organization_id=asked.organization_id).first():
        return before
    refuse_signing(kind, asked, signing)
    frozen = freeze(kind, asked, kind.build(scope, asked))
    frozen.refuse_other_than(seen)
    paper = number_for(frozen, signing, by)
    details = numbered(signing.details, paper.number) if paper else signing.details
    made = write(frozen, signing, details, paper, once, by)
    kept = write_files(made, frozen, details)
    record(
        by=by,
        did="report.filed",
        said=said_of(made),
        on=made,
        organization=(made.organization_id, made.organization_name),
        after={"asks": made.query, "files": {one.format: one.sha256 for one in kept}},
    )
    return made


def said_of(made: Filing) -> str:
    """As the log tells it."""
    number = f", số {made.paper.number_and_symbol}" if made.paper else ""
    instead = f", thay {made.replaces.named} ngày {format_date(made.replaces.day)}" if made.replaces else ""
    return f"Ban hành “{made.kind_title}” {made.asked.words}{number} ngày {format_date(made.day)}{instead}"


def refuse_signing(kind: ReportKind, asked: Asked, signing: Signing) -> None:
    """The day fits the question; a question that was answered is answered again only in the place of that filing."""
    if signing.day is None or not signing.details.name.strip():
        raise Refused("Ngày ký và họ tên người ký phải có thì mới ban hành được.")
    if why := why_not_dated(signing.day, today=clock.today(), counted=asked.on):
        raise Refused(why)
    old = signing.replaces
    if old is not None:
        refuse_replacing(kind, asked, signing, old)
        return
    same = Filing.objects.light().filter(query=asked.query, kind=kind.code).standing()
    if found := same.filter(organization_id=asked.organization_id).first():
        raise Refused(
            f"Báo cáo này đã ban hành: {found.named} ngày {format_date(found.day)}. Có sửa thì chọn báo cáo ấy ở ô "
            "“Thay báo cáo đã ban hành” và ghi lý do."
        )


def refuse_replacing(kind: ReportKind, asked: Asked, signing: Signing, old: Filing) -> None:
    """Of the same kind and organisation, not replaced yet, not signed later."""
    if (old.kind, old.organization_id) != (kind.code, asked.organization_id):
        raise Refused("Chỉ thay được báo cáo cùng loại, cùng tổ chức.")
    if old.successor:
        raise Refused(
            f"{old.named} đã được thay bằng {old.successor.named} ngày {format_date(old.successor.day)}; "
            "đồng chí thay báo cáo mới nhất."
        )
    if signing.day < old.day:
        raise Refused(f"Ngày ký không được trước ngày của báo cáo bị thay ({format_date(old.day)}).")
    if not signing.reason.strip():
        raise Refused("Thay báo cáo đã ban hành thì phải ghi lý do.")


def number_for(frozen: Frozen, signing: Signing, author) -> IssuedPaper | None:
    """The next number of who issues the paper; a statistical form has no Party heading and gets none."""
    paper = frozen.kind.paper(frozen.report, signing.details).paper
    if paper is None:
        return None
    type, symbol = paper.head.symbols
    organization_id = frozen.asked.organization_id
    named = [body for body in bodies_on(organization_id, signing.day) if body.symbol == symbol]
    body = named[0] if named else Body("", paper.head.issuer, symbol)
    wanted = Wanted(organization_id, symbol, type, signing.day, paper.head.subject[:LONGEST_SUBJECT])
    return give_number(wanted, author, body)


def write(frozen: Frozen, signing: Signing, details: PaperDetails, paper, once: uuid.UUID, author) -> Filing:
    """The row; the layout is that of the day of signing."""
    kind, asked = frozen.kind, frozen.asked
    printed = kind.paper(frozen.report, details)
    return Filing.objects.create(
        kind=kind.code,
        kind_title=kind.title,
        title=printed.title,
        organization_id=asked.organization_id,
        organization_name=frozen.report.organization_name,
        year=asked.year,
        since=asked.since,
        until=asked.until,
        on=asked.on,
        options=[list(pair) for pair in asked.more],
        query=asked.query,
        needs=kind.needs or "",
        reads=kind.reads,
        paper=paper,
        day=signing.day,
        signer=details.name,
        position=position_of(printed, details),
        details=plain(asdict(details)),
        layout=printed.layout.code,
        figures=frozen.figures,
        lines=[[line.key, line.label, line.count, line.rows] for line in frozen.lines],
        note=signing.note.strip(),
        replaces=signing.replaces,
        reason=signing.reason.strip() if signing.replaces else "",
        once=once,
        by=author,
        at=clock.now(),
    )


def position_of(printed: Printout, details: PaperDetails) -> str:
    """T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ: as it stands on the paper."""
    signature = printed.paper and printed.paper.signature
    if not signature:
        return details.position
    return ", ".join(part for part in (*signature.authority_lines, signature.position) if part)[:LONGEST_POSITION]


def write_files(made: Filing, frozen: Frozen, details: PaperDetails) -> list[FilingFile]:
    """Every format, as it is handed on from now on."""
    written = files_of(frozen.kind, frozen.asked, frozen.report, details)
    return FilingFile.objects.bulk_create(FilingFile(filing=made, **one.columns) for one in written)
