"""What is said of classes, of who attends them, and of the money that supports them."""

from django.db.models import TextChoices


class ClassKind(TextChoices):
    """Schooling with a degree, a short course, and the two courses of the Party (A3, A21)."""

    TRAINING = "training", "Đào tạo"
    FOSTERING = "fostering", "Bồi dưỡng"
    COMMITTEE = "committee", "Bồi dưỡng cấp ủy viên"
    MEMBER_WORK = "member_work", "Bồi dưỡng công tác đảng viên"


class ClassField(TextChoices):
    """What is taught. Codes that are a subject of the staff lead to a qualification."""

    GENERAL = "general", "Học vấn phổ thông"
    PROFESSIONAL = "professional", "Chuyên môn"
    THEORY = "theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    TITLE_TRAINING = "title_training", "Nghiệp vụ theo chức danh"
    PARTY_WORK = "party_work", "Kỹ năng, nghiệp vụ xây dựng Đảng"
    MASS_WORK = "mass_work", "Kỹ năng, nghiệp vụ công tác đoàn thể"
    ECONOMY = "economy", "Quản lý kinh tế"
    LANGUAGE = "language", "Ngoại ngữ"
    ETHNIC_LANGUAGE = "ethnic_language", "Tiếng dân tộc thiểu số"
    COMPUTING = "computing", "Tin học"
    UPDATE = "update", "Cập nhật kiến thức"
    DEFENCE = "defence", "Kiến thức quốc phòng, an ninh"


class Mode(TextChoices):
    """How one studies."""

    FULL_TIME = "full_time", "Tập trung"
    PART_TIME = "part_time", "Không tập trung"


class Place(TextChoices):
    """Where one studies; the last two are columns of form 10."""

    ON_SITE = "on_site", "Tại chỗ"
    AWAY = "away", "Cử đi học nơi khác"
    ABROAD = "abroad", "Ở nước ngoài"
    JOINT = "joint", "Liên kết với nước ngoài"


class OpenedBy(TextChoices):
    """The level that opened the class."""

    DISTRICT = "district", "Cấp huyện mở"
    PROVINCE = "province", "Cấp tỉnh mở"
    CENTRAL = "central", "Trung ương mở"


class Status(TextChoices):
    """How it went for who was enrolled. Only who was written down by mistake is counted nowhere."""

    ATTENDING = "attending", "Đang học"
    FINISHED = "finished", "Hoàn thành"
    FAILED = "failed", "Không đạt"
    LEFT = "left", "Thôi học"
    WITHDRAWN = "withdrawn", "Ghi nhầm, bỏ"


class Result(TextChoices):
    """The grade of who finished."""

    EXCELLENT = "excellent", "Xuất sắc"
    GOOD = "good", "Giỏi"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    PASSED = "passed", "Đạt"
