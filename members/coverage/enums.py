"""What is done for a village without members."""

from django.db.models import TextChoices


class MeasureKind(TextChoices):
    CLASSROOM = "classroom", "Phòng học"
    LITERACY = "literacy", "Lớp xóa mù chữ"
    LOWER_SECONDARY = "lower_secondary", "Phổ cập trung học cơ sở"
    AWARENESS = "awareness", "Lớp nhận thức về Đảng"
    OTHER = "other", "Việc khác"
