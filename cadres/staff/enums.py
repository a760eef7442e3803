"""What is said of the staff of a commune: codes in English, words as decisions write them."""

from django.db.models import TextChoices


class TitleGroup(TextChoices):
    """Elected for a term, recruited to a professional title, or part-time."""

    ELECTED = "elected", "Cán bộ chuyên trách"
    CIVIL_SERVANT = "civil_servant", "Công chức"
    PART_TIME = "part_time", "Người hoạt động không chuyên trách"


class StaffSubject(TextChoices):
    """What the staff learn beside the subjects of the member sheet."""

    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    TITLE_TRAINING = "title_training", "Nghiệp vụ theo chức danh"


class PostEntry(TextChoices):
    """How somebody came to a post."""

    ELECTED = "elected", "Bầu cử"
    APPOINTED = "appointed", "Chỉ định, bổ nhiệm"
    EXAM = "exam", "Thi tuyển"
    BY_FILE = "by_file", "Xét tuyển"
    TAKEN_OVER = "taken_over", "Tiếp nhận, điều động đến"
    SENT = "sent", "Tăng cường, luân chuyển đến"
    OPENING = "opening", "Có trong danh sách khi lập sổ"


class PostExit(TextChoices):
    """How somebody left a post; most are the reasons of the statistics of the staff (form 8C)."""

    OTHER_POST = "other_post", "Chuyển chức danh khác trong xã"
    NOT_REELECTED = "not_reelected", "Hết nhiệm kỳ, không tái cử"
    MOVED = "moved", "Chuyển công tác nơi khác"
    RETIRED = "retired", "Nghỉ hưu"
    EARLY = "retired_early", "Nghỉ hưu trước tuổi, tinh giản"
    RESIGNED = "resigned", "Thôi việc theo nguyện vọng"
    DISMISSED = "dismissed", "Buộc thôi việc"
    REMOVED = "removed", "Cách chức, bãi nhiệm, miễn nhiệm"
    DIED = "died", "Từ trần"


class Measure(TextChoices):
    """The indicators of the quality of the staff (A23)."""

    GENERAL = "general", "Học vấn từ trung học cơ sở trở lên"
    TRAINED = "trained", "Được đào tạo, bồi dưỡng theo chức danh"
    INTERMEDIATE = "intermediate", "Chuyên môn từ trung cấp trở lên"
    THEORY = "theory", "Lý luận chính trị từ sơ cấp trở lên"


class Area(TextChoices):
    """Standards ask less where it is harder to go to school."""

    PLAIN = "plain", "Đồng bằng"
    MOUNTAIN = "mountain", "Miền núi, vùng dân tộc thiểu số"


class Need(TextChoices):
    """What a standard may ask of the holder of a title."""

    GENERAL = "general", "Học vấn"
    PROFESSIONAL = "professional", "Chuyên môn"
    THEORY = "theory", "Lý luận chính trị"
    STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
    COMPUTING = "computing", "Tin học"
    ETHNIC_LANGUAGE = "ethnic_language", "Tiếng dân tộc"
    FIRST_AGE = "first_age", "Tuổi giữ chức danh lần đầu"


class PlaceKind(TextChoices):
    """Kinds of places for which decrees give different numbers of staff."""

    COMMUNE = "commune", "Xã, thị trấn"
    WARD = "ward", "Phường"
