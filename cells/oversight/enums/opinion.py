"""From whom an opinion of the people comes, where it stands, how its answer is made known."""

from django.db.models import TextChoices


class OpinionSource(TextChoices):
    """Who collected it."""

    FRONT = "front", "Ủy ban Mặt trận Tổ quốc"
    WOMEN = "women", "Hội Liên hiệp Phụ nữ"
    YOUTH = "youth", "Đoàn TNCS Hồ Chí Minh"
    FARMERS = "farmers", "Hội Nông dân"
    VETERANS = "veterans", "Hội Cựu chiến binh"
    UNION = "union", "Công đoàn"
    OTHER = "other", "Tổ chức khác"


class PublishedBy(TextChoices):
    """How the unit was told."""

    PEOPLE = "people", "Họp dân"
    CELL = "cell", "Sinh hoạt chi bộ"
    NOTICE = "notice", "Niêm yết"
    PAPER = "paper", "Văn bản gửi đơn vị"


class OpinionStanding(TextChoices):
    """Where an opinion stands on a day."""

    LATE = "late", "Quá hạn trả lời"
    WAITING = "waiting", "Chưa trả lời"
    ANSWERED = "answered", "Đã trả lời, chưa công bố"
    PUBLISHED = "published", "Đã công bố"
