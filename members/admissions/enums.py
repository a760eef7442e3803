"""Who does what on the way into the Party, and how a case stands."""

from django.db.models import TextChoices


class Actor(TextChoices):
    """Who does a step."""

    CANDIDATE = "candidate", "Người xin vào Đảng"
    CELL = "cell", "Chi bộ"
    UNION = "union", "Đoàn thanh niên, công đoàn"
    CENTRE = "centre", "Trung tâm bồi dưỡng chính trị"
    SECTION = "section", "Đảng ủy bộ phận"
    COMMITTEE = "committee", "Đảng ủy cơ sở"
    DISTRICT = "district", "Ban Thường vụ Huyện ủy"
    PROVINCE = "province", "Ban Thường vụ Tỉnh ủy"


class Closing(TextChoices):
    """Why a case is not carried on."""

    WITHDRAWN = "withdrawn", "Người xin vào Đảng rút đơn"
    UNFIT = "unfit", "Không đủ điều kiện, tiêu chuẩn"
    MOVED = "moved", "Chuyển đi nơi khác"
    ANNULLED = "annulled", "Hủy quyết định kết nạp"
    REMOVED = "removed", "Xóa tên đảng viên dự bị"
    OTHER = "other", "Lý do khác"


class Prepared(TextChoices):
    """How far somebody who is not admitted yet has come, roughly."""

    OUTSTANDING = "outstanding", "Quần chúng ưu tú"
    LEARNED = "learned", "Đã học lớp"
    FILING = "filing", "Làm hồ sơ, xét"
    WAITING = "waiting", "Chờ quyết định"
