"""What a person answered about a file: how its texts are written, and which organisation a name of the file means.

A name is asked once: the answer is remembered for the organisation from which one imports.
"""

from collections.abc import Mapping

from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.imports.actions import uploads
from sinho.imports.background import is_large, send
from sinho.imports.encodings import Encoding
from sinho.imports.enums import Work
from sinho.imports.kinds import all_kinds, kind_of
from sinho.imports.models import RememberedName, Upload
from sinho.refusal import Refused
from sinho.text.folding import fold
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def answer(*, upload: Upload, encoding: str, names: Mapping[str, str], scope: Scope, by) -> Upload:
    """Keep the answers and try the file again. `names`: name as it stands in the file → code."""
    upload = uploads.locked(upload)
    if not upload.is_tried:
        raise Refused("Tệp này đã nhập; câu trả lời không còn tác dụng.")
    if encoding not in ("", *Encoding.values):
        raise Refused("Chọn bảng mã trong danh sách.")
    kind = kind_of(upload.kind)
    offered = dict(kind.resource.offered_names(uploads.reach_of(kind, scope, upload.organization_id), clock.today()))
    for name, code in names.items():
        if code not in offered:
            raise Refused(f"“{name}”: chọn tổ chức trong danh sách.")
    for name, code in names.items():
        remember(upload, name, code, by)
    if encoding != upload.encoding:
        upload.encoding = encoding
        upload.save(update_fields=["encoding"])
    told = [f"“{name}” là {offered[code]}" for name, code in names.items()]
    told += [f"bảng mã {Encoding(encoding).label}"] if encoding else []
    record(
        by=by,
        did="import.answered",
        said=f"Trả lời về tệp “{upload.file_name}”: {'; '.join(told) or 'để hệ thống tự nhận bảng mã'}",
        on=upload,
        organization=uploads.named(kind, upload.organization_id),
        after={"encoding": encoding, "names": dict(names)},
    )
    if is_large(upload.size, kind):
        return send(upload=upload, work=Work.TRY, by=by)
    return uploads.try_again(upload=upload, scope=scope, by=by)


@atomic_or_refused()
def forget(*, name: RememberedName, by) -> None:
    """The name is asked again with the next file; what was brought in stays."""
    root = uploads.named(all_kinds()[0], name.organization_id)
    pk, before = name.pk, {"name": name.name, "code": name.code, "said_at": name.said_at}
    if not RememberedName.objects.filter(pk=pk).delete()[0]:
        raise Refused(f"“{name.name}” đã được bỏ trước đó.")
    name.pk = pk
    said = f"Bỏ câu trả lời đã nhớ khi nhập tệp: “{name.name}” là {name.code}"
    record(by=by, did="import.forgotten", said=said, on=name, organization=root, before=before)


def remember(upload: Upload, name: str, code: str, author) -> None:
    """From now on the name means this one, also in other files of the same organisation."""
    RememberedName.objects.update_or_create(
        organization_id=upload.organization_id,
        key=fold(name),
        defaults={"name": name[:200], "code": code, "said_by": author, "said_at": clock.now()},
    )
