"""What is said of reviews: codes in English, words as papers write them."""

from django.db.models import TextChoices


class Option(TextChoices):
    """What a slip says of somebody; of two options `LOW` is “not trusted”."""

    HIGH = "high", "Tín nhiệm cao"
    TRUST = "trust", "Tín nhiệm"
    LOW = "low", "Tín nhiệm thấp"


class Base(TextChoices):
    """Of what a percentage of slips is taken."""

    VALID = "valid", "số phiếu hợp lệ"
    INVITED = "invited", "số người được mời"


class Source(TextChoices):
    """From whom an opinion comes."""

    FRONT = "front", "Ủy ban Mặt trận Tổ quốc"
    WOMEN = "women", "Hội Liên hiệp Phụ nữ"
    YOUTH = "youth", "Đoàn TNCS Hồ Chí Minh"
    FARMERS = "farmers", "Hội Nông dân"
    VETERANS = "veterans", "Hội Cựu chiến binh"
    INSPECTION = "inspection", "Ban Thanh tra nhân dân"
    OTHER = "other", "Tổ chức khác, nhân dân"


class OpinionState(TextChoices):
    """Where an opinion stands on a day."""

    WAITING = "waiting", "Chưa trả lời"
    LATE = "late", "Quá hạn trả lời"
    ANSWERED = "answered", "Đã trả lời"
