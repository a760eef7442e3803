"""Large files are tried and written by a process of its own, which tells how far it is.

The web server only leaves the work in the database; `bin/run` starts the process beside it (`manage.py work`). Work
that was under way when it was stopped is begun anew: a trial writes nothing, a file is written at once or not at all.
"""

import time
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import connections, transaction
from django_tasks import task

from sinho.accounts.models import User
from sinho.accounts.scope import Scope
from sinho.imports.actions import uploads
from sinho.imports.enums import Work
from sinho.imports.files import refuse_wrong_kind
from sinho.imports.kinds import WorkbookKind
from sinho.imports.models import Progress, Upload
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused
from sinho.web.models import demo_day

TOLD_EVERY = 0.5
FAILED = "Phần mềm gặp lỗi khi xử lý tệp này; chưa ghi gì. Đồng chí báo Ban Tổ chức Huyện ủy."
_scope_of: list[Callable[[User, object], Scope]] = []


def register_scopes(scope_of: Callable[[User, object], Scope]) -> None:
    """What a person may reach on a day; said by the theme that keeps the grants."""
    _scope_of[:] = [scope_of]


def scope_on(user: User, day) -> Scope:
    """What the person may reach on the day."""
    return _scope_of[0](user, day)


def is_large(size: int, kind: WorkbookKind) -> bool:
    """Whether trying a file of so many bytes may take more than two seconds."""
    return size * kind.weight >= settings.BACKGROUND_FROM_BYTES


@atomic_or_refused()
def try_later(
    *, kind: WorkbookKind, file_name: str, content: bytes, scope: Scope, by, organization_id: int | None = None
) -> Upload:
    """Keep the file; it is tried in the background."""
    refuse_wrong_kind(content, file_name)
    root = uploads.root_of(kind, scope, organization_id)
    upload = uploads.keep(kind=kind, file_name=file_name, content=content, root=root, author=by)
    return send(upload=upload, work=Work.TRY, by=by)


@atomic_or_refused()
def send(*, upload: Upload, work: str, by, partial_only: bool = False, acknowledged: bool = False) -> Upload:
    """Leave the work to the background. What is under way already is not begun twice."""
    upload = uploads.locked(upload)
    if upload.under_way:
        return upload
    upload.under_way, upload.reasons = work, []
    upload.save(update_fields=["under_way", "reasons"])
    Progress.objects.update_or_create(upload=upload, defaults={"done": 0, "total": 0})
    uploads.note(upload, "sent", f"Gửi {Work(work).label.lower()}", by)
    enqueue = partial(run.enqueue, upload.pk, by.pk, work, partial_only, acknowledged)
    transaction.on_commit(enqueue)
    return upload


@task()
def run(upload_id: int, user_id: int, work: str, partial_only: bool, acknowledged: bool) -> None:
    """Do the work; why it could not be done stands at the file."""
    upload = Upload.objects.filter(pk=upload_id, under_way=work).first()
    if upload is None:
        return
    reasons: list[str] = [FAILED]
    try:
        with clock.on_day(demo_day()), Told(upload_id) as told:
            user = User.objects.get(pk=user_id)
            given = {"upload": upload, "scope": scope_on(user, clock.today()), "by": user, "progress": told}
            if work == Work.TRY:
                uploads.try_again(**given)
            else:
                uploads.confirm(**given, partial=partial_only, acknowledged=acknowledged)
        reasons = []
    except Refused as refused:
        reasons = refused.reasons
    finally:
        Upload.objects.filter(pk=upload_id).update(under_way="", reasons=reasons)


class Told:
    """Tells others how far the work is, on a connection of its own: they do not see what is not committed yet."""

    def __init__(self, upload_id: int):
        self.upload_id, self.at = upload_id, 0.0
        self.connection = connections["default"].copy()

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *args) -> None:
        self.connection.close()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.at >= TOLD_EVERY:
            self.at = now
            with self.connection.cursor() as cursor:
                words = "UPDATE imports_progress SET done = %s, total = %s WHERE upload_id = %s"
                cursor.execute(words, [min(done, total), total, self.upload_id])
