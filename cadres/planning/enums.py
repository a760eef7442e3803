"""What is said of plans of successors: codes in English, words as decisions write them."""

from django.db.models import TextChoices


class VerdictKind(TextChoices):
    """What a yearly review said of a post of somebody in the plan."""

    ADDED = "added", "Bổ sung"
    KEPT = "kept", "Giữ trong quy hoạch"
    REMOVED = "removed", "Đưa ra khỏi quy hoạch"


class Origin(TextChoices):
    """Where somebody in the plan comes from."""

    HERE = "here", "Tại chỗ"
    COMMUNE = "commune", "Xã khác"
    ROLL = "roll", "Đảng viên chưa là cán bộ xã"


class Standing(TextChoices):
    """Whether somebody in the plan meets the standard of the post."""

    MEETS = "meets", "Đạt tiêu chuẩn"
    WILL_MEET = "will_meet", "Đạt sau đào tạo"
    LACKS = "lacks", "Còn thiếu, chưa có hướng đào tạo"
    NEVER = "never", "Không thể đạt"
    UNKNOWN = "unknown", "Chưa có tiêu chuẩn để so"
