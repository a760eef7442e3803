"""States of a print run and of its parts."""

from django.db.models import TextChoices


class RunState(TextChoices):
    WAITING = "waiting", "Đang chờ tới lượt"
    RUNNING = "running", "Đang in"
    DONE = "done", "Đã in xong"
    CANCELLED = "cancelled", "Đã hủy"
    STOPPED = "stopped", "Bị dừng"
    REMOVED = "removed", "Đã hết hạn giữ"


class PartState(TextChoices):
    WAITING = "waiting", "Chờ in"
    UNDER_WAY = "under_way", "Đang in"
    MADE = "made", "Đã in"
    FAILED = "failed", "Không in được"
    LEFT = "left", "Không giữ lại"


UNDER_WAY = (RunState.WAITING, RunState.RUNNING)
SHAPES = {
    RunState.WAITING: "none",
    RunState.RUNNING: "doing",
    RunState.DONE: "done",
    RunState.CANCELLED: "none",
    RunState.STOPPED: "late",
    RunState.REMOVED: "none",
}
