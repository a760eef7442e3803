"""What a difficulty of an organisation is about, what happens to it, where it stands."""

from django.db.models import TextChoices


class DifficultyField(TextChoices):
    """In the order of lists."""

    PARTY = "party", "Xây dựng Đảng, sinh hoạt chi bộ"
    PERSONNEL = "personnel", "Cán bộ"
    UNITY = "unity", "Đoàn kết nội bộ"
    ECONOMY = "economy", "Kinh tế, giảm nghèo"
    LAND = "land", "Đất đai, tái định cư"
    WORKS = "works", "Đường, điện, nước, trường, trạm"
    SOCIAL = "social", "Giáo dục, y tế, xã hội"
    SECURITY = "security", "Quốc phòng, an ninh"
    OTHER = "other", "Việc khác"


class DifficultyStep(TextChoices):
    """What is written under a difficulty, in order of time."""

    ANSWERED = "answered", "Trả lời"
    PASSED = "passed", "Chuyển nơi giải quyết"
    SOLVED = "solved", "Đã giải quyết"
    REOPENED = "reopened", "Mở lại"
    WITHDRAWN = "withdrawn", "Ghi nhầm, rút lại"


class DifficultyStanding(TextChoices):
    """Where a difficulty stands on a day."""

    LATE = "late", "Quá hạn"
    OPEN = "open", "Đang giải quyết"
    SOLVED = "solved", "Đã giải quyết"
    WITHDRAWN = "withdrawn", "Ghi nhầm"
