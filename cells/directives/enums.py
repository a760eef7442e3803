"""What is said of documents, briefings, programmes and regulations: codes in English, words as papers write them."""

from django.db.models import TextChoices


class DocumentType(TextChoices):
    """Types of Party documents (36-HD/VPTW of 03/4/2018), the heaviest first; `SYMBOLS` has what stands in a number."""

    RESOLUTION = "resolution", "Nghị quyết"
    DIRECTIVE = "directive", "Chỉ thị"
    CONCLUSION = "conclusion", "Kết luận"
    DECISION = "decision", "Quyết định, quy định"
    REGULATION = "regulation", "Quy chế"
    PROGRAMME = "programme", "Chương trình"
    PLAN = "plan", "Kế hoạch"
    GUIDANCE = "guidance", "Hướng dẫn"
    SCHEME = "scheme", "Đề án"
    OPTION = "option", "Phương án"
    NOTICE = "notice", "Thông báo"
    REPORT = "report", "Báo cáo"
    SUBMISSION = "submission", "Tờ trình"
    LETTER = "letter", "Công văn"
    MINUTES = "minutes", "Biên bản"


SYMBOLS = {
    DocumentType.RESOLUTION: "NQ",
    DocumentType.DIRECTIVE: "CT",
    DocumentType.CONCLUSION: "KL",
    DocumentType.DECISION: "QĐ",
    DocumentType.REGULATION: "QC",
    DocumentType.PROGRAMME: "CTr",
    DocumentType.PLAN: "KH",
    DocumentType.GUIDANCE: "HD",
    DocumentType.SCHEME: "ĐA",
    DocumentType.OPTION: "PA",
    DocumentType.NOTICE: "TB",
    DocumentType.REPORT: "BC",
    DocumentType.SUBMISSION: "TTr",
    DocumentType.LETTER: "CV",
    DocumentType.MINUTES: "BB",
}


class Direction(TextChoices):
    INCOMING = "incoming", "Văn bản đến"
    OWN = "own", "Văn bản đi"


class Audience(TextChoices):
    """Kinds of listeners; everybody is counted once, in the first kind that fits. See `MEMBERS`."""

    COMMITTEE = "committee", "Cấp ủy viên"
    KEY = "key", "Cán bộ chủ chốt là đảng viên"
    MEMBER = "member", "Đảng viên khác"
    UNION = "union", "Đoàn viên, hội viên"
    MASS = "mass", "Quần chúng"


# Listeners who are members of the Party.
MEMBERS = (Audience.COMMITTEE, Audience.KEY, Audience.MEMBER)


class Reached(TextChoices):
    """How far a unit is with a document."""

    NOT_YET = "not_yet", "Chưa quán triệt"
    BRIEFED = "briefed", "Đã quán triệt"
    PROGRAMME = "programme", "Đã ban hành chương trình"


class Timing(TextChoices):
    """Whether what was due was done by its day."""

    WAITING = "waiting", "còn hạn"
    OVERDUE = "overdue", "quá hạn"
    ON_TIME = "on_time", "đúng hạn"
    LATE = "late", "chậm"


class TaskState(TextChoices):
    """Where a task of an action programme stands."""

    OVERDUE = "overdue", "Quá hạn"
    DOING = "doing", "Đang làm"
    DONE = "done", "Hoàn thành"
    DROPPED = "dropped", "Thôi thực hiện"


class Coverage(TextChoices):
    """How an organisation stands with its working regulations."""

    NONE = "none", "Chưa có"
    TERM_ENDED = "term_ended", "Của nhiệm kỳ đã hết"
    REVIEW_PASSED = "review_passed", "Quá ngày rà soát"
    IN_FORCE = "in_force", "Đang thực hiện"
