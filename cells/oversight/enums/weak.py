"""What is said of a weak organisation and of the plan that strengthens it."""

from django.db.models import TextChoices


class Judgement(TextChoices):
    """What a quarterly check finds."""

    BETTER = "better", "Chuyển biến rõ"
    SLOW = "slow", "Chuyển biến chậm"
    NONE = "none", "Chưa chuyển biến"


class PlanEnd(TextChoices):
    """How a plan ends."""

    RISEN = "risen", "Ra khỏi danh sách yếu kém"
    REPLACED = "replaced", "Thay bằng kế hoạch khác"
    ENDED = "ended", "Tổ chức không còn"


class PlanStanding(TextChoices):
    """Where the plan of an organisation stands on a day."""

    MISSING = "missing", "Chưa có kế hoạch"
    WORKING = "working", "Đang củng cố"
    TO_CLOSE = "to_close", "Chờ kết thúc kế hoạch"
    CLOSED = "closed", "Đã kết thúc"
    NONE = "none", "Không có kế hoạch"
