"""States of an imported file, verdicts on its rows, weight of what is said about them."""

from django.db.models import TextChoices


class UploadState(TextChoices):
    TRIED = "tried", "Đã thử, chưa ghi"
    CONFIRMED = "confirmed", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class Work(TextChoices):
    """What the background does with a file."""

    TRY = "try", "Thử tệp"
    CONFIRM = "confirm", "Nhập tệp"


class Verdict(TextChoices):
    """What importing would do with a row."""

    NEW = "new", "Thêm mới"
    CHANGED = "changed", "Thay đổi"
    UNCHANGED = "unchanged", "Không đổi"
    WRONG = "wrong", "Sai"
    WAITING = "waiting", "Chờ dòng khác"


class Level(TextChoices):
    """How much a finding weighs: an error stops its row, a doubt is confirmed by a person, a note is only read."""

    ERROR = "error", "Lỗi"
    DOUBT = "doubt", "Cần xác nhận"
    NOTE = "note", "Lưu ý"
