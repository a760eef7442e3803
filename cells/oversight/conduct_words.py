"""Words of inspection, discipline and praise."""

from django.db.models import TextChoices


class Body(TextChoices):
    """Who plans and holds an inspection."""

    COMMITTEE = "committee", "Cấp ủy"
    COMMISSION = "commission", "Ủy ban Kiểm tra"


class CheckKind(TextChoices):
    """What an item of the plan is (A14)."""

    SIGNS = "signs", "Kiểm tra khi có dấu hiệu vi phạm"
    COMPLIANCE = "compliance", "Kiểm tra việc chấp hành"
    INSPECTION_WORK = "inspection_work", "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát"
    FINANCE = "finance", "Kiểm tra tài chính đảng, đảng phí"
    THEMATIC = "thematic", "Giám sát chuyên đề"
    REGULAR = "regular", "Giám sát thường xuyên"


class StepKind(TextChoices):
    """What follows a discipline."""

    COMPLAINT = "complaint", "Khiếu nại"
    DECISION = "decision", "Giải quyết khiếu nại"


class Outcome(TextChoices):
    """What came of a complaint."""

    KEPT = "kept", "Giữ nguyên"
    REDUCED = "reduced", "Giảm hình thức"
    LIFTED = "lifted", "Xóa kỷ luật"


class Side(TextChoices):
    """By whom a member was disciplined; that of the state stands beside that of the Party (S3 26)."""

    PARTY = "party", "Kỷ luật đảng"
    STATE = "state", "Kỷ luật hành chính"


class DisciplineState(TextChoices):
    """Where a discipline stands on a day."""

    COMING = "coming", "Chưa có hiệu lực"
    IN_FORCE = "in_force", "Đang có hiệu lực"
    ENDED = "ended", "Đã hết thời hiệu"
    LIFTED = "lifted", "Đã xóa"


class CheckState(TextChoices):
    """Where an item of the plan stands on a day."""

    LATE = "late", "Quá quý chưa kết luận"
    PLANNED = "planned", "Chưa đến hạn"
    DONE = "done", "Đã kết luận"


class RecommendationState(TextChoices):
    """Where a recommendation stands on a day."""

    LATE = "late", "Quá hạn"
    OPEN = "open", "Đang thực hiện"
    DONE = "done", "Đã thực hiện"
