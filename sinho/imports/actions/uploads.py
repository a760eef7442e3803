"""What happens to a file: tried, confirmed, undone; and the present data as a workbook of the same kind."""

import datetime as dt
import hashlib
from collections import defaultdict

from django.db import connection
from django.utils.text import capfirst

from sinho.accounts.scope import Scope
from sinho.audit.actions import record, record_many
from sinho.imports.enums import UploadState, Verdict
from sinho.imports.kinds import WorkbookKind, kind_of
from sinho.imports.lines import Author, Expected, Tell
from sinho.imports.models import RememberedName, Upload
from sinho.imports.outcomes import Outcome, read_file
from sinho.imports.taking_back import BUILT_UPON, listed, take_back
from sinho.imports.workbooks import export_bytes
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

IMPORTS_ONE_AT_A_TIME = 4_110_209
MOST_REASONS = 20


class RowsStopped(Refused):
    """Some rows cannot be written as things are now; the others could."""


def reach_of(kind: WorkbookKind, scope: Scope, organization_id: int) -> frozenset[int]:
    """Organisations that an import of this kind from this root may touch."""
    exact = [
        reach.organization_ids
        for reach in scope.reaches
        if kind.brings in reach.permissions and reach.organization_id == organization_id
    ]
    reached = frozenset().union(*exact) if exact else scope.organization_ids(kind.brings)
    return reached & scope.organization_ids(kind.needs) if kind.needs else reached


def remembered(organization_id: int) -> dict[str, str]:
    """Names that people write in files for the organisation → the code that somebody said they mean."""
    return dict(RememberedName.objects.filter(organization_id=organization_id).values_list("key", "code"))


def root_of(kind: WorkbookKind, scope: Scope, organization_id: int | None = None) -> int:
    """The root to import from: the one asked for, or the first of the person."""
    roots = scope.roots(kind.brings)
    if not roots or (organization_id is not None and not scope.may(kind.brings, organization_id)):
        raise Refused("Tài khoản này không được giao quyền nhập dữ liệu.")
    return organization_id or roots[0]


def named(kind: WorkbookKind, organization_id: int) -> tuple[int, str]:
    """Id and name of the root, for the log."""
    return organization_id, kind.names([organization_id], clock.today()).get(organization_id, "")


@atomic_or_refused()
def try_file(
    *, kind: WorkbookKind, file_name: str, content: bytes, scope: Scope, by, organization_id: int | None = None
) -> Upload:
    """Keep the file and say what importing it would do. Nothing else is written."""
    root = root_of(kind, scope, organization_id)
    outcome = read_file(
        kind,
        content,
        file_name,
        reach=reach_of(kind, scope, root),
        day=clock.today(),
        names=remembered(root),
        author=Author(by, scope),
    )
    upload = keep(kind=kind, file_name=file_name, content=content, root=root, author=by, outcome=outcome)
    note(upload, "tried", f"Nhập thử {words(outcome)}", by)
    return upload


def keep(
    *, kind: WorkbookKind, file_name: str, content: bytes, root: int, author, outcome: Outcome | None = None
) -> Upload:
    """The file as it came, with what the trial found once it has been tried."""
    return Upload.objects.create(
        kind=kind.code,
        file_name=file_name[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        organization_id=root,
        tried_at=clock.now(),
        tried_by=author,
        counts=outcome.counts if outcome else {},
        trial=outcome.as_json() if outcome else {},
    )


@atomic_or_refused()
def try_again(*, upload: Upload, scope: Scope, by, progress: Tell | None = None) -> Upload:
    """Try the stored file against the data of now. `progress` is told how far it is."""
    upload = locked(upload)
    if not upload.is_tried:
        raise Refused(
            f"Tệp “{upload.file_name}” {upload.get_state_display().lower()}; muốn thử lại thì tải tệp lên lần nữa."
        )
    outcome = read(upload, Author(by, scope), progress=progress)
    upload.tried_at, upload.tried_by = clock.now(), by
    upload.counts, upload.trial = outcome.counts, outcome.as_json()
    upload.save(update_fields=["tried_at", "tried_by", "counts", "trial"])
    note(upload, "tried", f"Nhập thử lại {words(outcome)}", by)
    return upload


@atomic_or_refused()
def confirm(
    *,
    upload: Upload,
    scope: Scope,
    by,
    partial: bool = False,
    acknowledged: bool = False,
    progress: Tell | None = None,
) -> Upload:
    """Write what the trial showed: all of it, or with `partial` the rows that are right.

    The stored file is read again. Whatever somebody changed since the trial is not overwritten. `acknowledged`: a
    person has looked at what is doubtful. Confirming what is confirmed changes nothing.
    """
    one_import_at_a_time()
    upload = locked(upload)
    if upload.is_confirmed:
        return upload
    if upload.is_undone:
        raise Refused(f"Lần nhập tệp “{upload.file_name}” đã hoàn tác; muốn nhập nữa thì tải tệp lên lần nữa.")
    if not upload.is_read:
        raise Refused("Tệp này chưa thử xong nên chưa nhập được.")
    expected = Expected(upload.trial["seen"], upload.tried_at)
    outcome = read(upload, Author(by, scope), expected, progress=progress)
    partial = partial and not kind_of(upload.kind).whole
    refuse_unready(outcome, partial=partial, acknowledged=acknowledged)
    upload.state, upload.confirmed_at, upload.confirmed_by = UploadState.CONFIRMED, clock.now(), by
    upload.counts, upload.trial = outcome.counts, outcome.as_json()
    upload.written = log_units(kind_of(upload.kind), upload, outcome, by)
    upload.save()
    note(upload, "confirmed", f"Nhập {words(outcome)}", by)
    return upload


@atomic_or_refused()
def undo(*, upload: Upload, by) -> Upload:
    """Take the import back while everything stands as it was written and nothing hangs on it."""
    one_import_at_a_time()
    upload = locked(upload)
    if upload.is_undone:
        return upload
    if not upload.is_confirmed:
        raise Refused(f"Tệp “{upload.file_name}” chưa nhập nên không có gì để hoàn tác.")
    if built := kind_of(upload.kind).resource.built_upon(upload.written):
        raise Refused(f"{BUILT_UPON}: {listed(dict.fromkeys(built))}.")
    take_back(upload.written)
    upload.state, upload.undone_at, upload.undone_by = UploadState.UNDONE, clock.now(), by
    upload.save(update_fields=["state", "undone_at", "undone_by"])
    record_many(
        {
            "by": by,
            "did": f"{upload.written['subject']}.import_undone",
            "said": f"Hoàn tác việc nhập từ tệp “{upload.file_name}”: {unit['name']}",
            "organization": tuple(unit["concerns"]),
        }
        for unit in upload.written["units"].values()
    )
    note(upload, "undone", "Hoàn tác lần nhập", by)
    return upload


@atomic_or_refused()
def export(*, kind: WorkbookKind, scope: Scope, by, organization_id: int | None = None, reason: str = "") -> bytes:
    """The data of today as a workbook of the same kind, which imports again unchanged. People leave for a reason."""
    root = root_of(kind, scope, organization_id)
    reach = reach_of(kind, scope, root)
    for permission in kind.export_needs:
        reach &= scope.organization_ids(permission)
    if kind.export_needs and not (reach and reason.strip()):
        raise Refused("Ghi lý do xuất danh sách." if reach else "Đồng chí không được giao quyền xuất danh sách này.")
    content, count = export_bytes(kind, reach=reach, day=clock.today())
    said = f"Xuất {count} {kind.thing} ra tệp Excel theo mẫu “{kind.title}”"
    said += f": {reason.strip()}" if reason.strip() else ""
    record(by=by, did="import.exported", said=said, organization=named(kind, root))
    return content


def locked(upload: Upload) -> Upload:
    """The row as it is now, held until the end of the transaction."""
    return Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def one_import_at_a_time() -> None:
    """Wait for an import that is being written; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTS_ONE_AT_A_TIME])


def read(upload: Upload, author: Author, expected: Expected | None = None, *, progress: Tell | None = None) -> Outcome:
    """Read the stored file."""
    kind, root = kind_of(upload.kind), upload.organization_id
    return read_file(
        kind,
        bytes(upload.content),
        upload.file_name,
        reach=reach_of(kind, author.scope, root),
        day=clock.today(),
        expected=expected,
        encoding=upload.encoding,
        names=remembered(root),
        progress=progress,
        author=author,
    )


def refuse_unready(outcome: Outcome, *, partial: bool, acknowledged: bool) -> None:
    """All or nothing, unless the person chose the right rows only; doubts need a look; something must change."""
    if outcome.errors and not partial:
        reasons = [capfirst(str(finding)) for finding in outcome.errors[:MOST_REASONS]]
        more = len(outcome.errors) - MOST_REASONS
        raise RowsStopped(reasons + ([f"… và {more} lỗi khác."] if more > 0 else []))
    if not outcome.written:
        raise Refused("Không có dòng nào cần ghi: mọi dòng đúng trong tệp đã có sẵn như thế.")
    if outcome.doubts and not acknowledged:
        raise Refused(f"Còn {len(outcome.doubts)} chỗ cần xác nhận; đồng chí xem rồi đánh dấu vào ô xác nhận.")


def log_units(kind: WorkbookKind, upload: Upload, outcome: Outcome, by) -> dict:
    """One entry in the log for each thing that changed; returns what undoing needs."""
    subject, units, acts = kind.resource.subject, {}, []
    images = defaultdict(list)
    for image in outcome.written:
        images[image["key"]].append(image)
    for key, mine in images.items():
        unit, concerns = outcome.units[key], outcome.concerns[key]
        units[key] = {"name": f"{key} · {unit.name}", "concerns": concerns}
        acts.append(
            {
                "by": by,
                "did": f"{subject}.imported",
                "said": f"{'Thêm' if unit.is_new else 'Sửa'} “{unit.name}” bằng tệp “{upload.file_name}”",
                "on": unit.root,
                "organization": concerns,
                "before": {"rows": [logged(kind, image, "before") for image in mine]},
                "after": {"rows": [logged(kind, image, "after") for image in mine]},
            }
        )
    record_many(acts)
    order = [model._meta.label_lower for model in kind.resource.order]
    return {"subject": subject, "order": order, "units": units, "images": outcome.written}


def logged(kind: WorkbookKind, image: dict, when: str) -> dict | None:
    """A row before or after, as the log keeps it."""
    return image[when] and kind.resource.logged(image["model"], image[when])


def words(outcome: Outcome) -> str:
    """104 dòng: 5 mới, 84 thay đổi, 3 không đổi, 12 chưa nhập được."""
    counts = outcome.counts
    if outcome.errors and not outcome.rows:
        return "tệp có tiêu đề chưa khớp với mẫu"
    parts = (
        (counts[Verdict.NEW], "mới"),
        (counts[Verdict.CHANGED], "thay đổi"),
        (counts[Verdict.UNCHANGED], "không đổi"),
        (counts[Verdict.WRONG] + counts[Verdict.WAITING], "chưa nhập được"),
    )
    told = ", ".join(f"{count} {word}" for count, word in parts if count)
    return f"{counts['rows']} dòng: {told}" if told else "tệp không có dòng nào"


def note(upload: Upload, did: str, said: str, by) -> None:
    """The log entry about the file itself."""
    kind = kind_of(upload.kind)
    record(
        by=by,
        did=f"import.{did}",
        said=f"{said} (mẫu “{kind.title}”, tệp “{upload.file_name}”)",
        on=upload,
        organization=named(kind, upload.organization_id),
        after={"counts": upload.counts, "sha256": upload.sha256},
    )


def same_file_before(upload: Upload, scope: Scope) -> dt.datetime | None:
    """When the very same file was last imported, if it was and still stands."""
    return (
        Upload.objects.in_scope(scope, kind_of(upload.kind).brings)
        .filter(sha256=upload.sha256, kind=upload.kind, state=UploadState.CONFIRMED)
        .exclude(pk=upload.pk)
        .values_list("confirmed_at", flat=True)
        .first()
    )
