"""What is said of movements, retirements and recruitment: codes in English, words as decisions write them."""

from django.db.models import TextChoices


class MovementKind(TextChoices):
    """Why somebody works away from where he belongs."""

    ROTATION = "rotation", "Luân chuyển"
    REINFORCEMENT = "reinforcement", "Tăng cường"
    SECONDMENT = "secondment", "Biệt phái"


class Direction(TextChoices):
    """From where to where."""

    DOWN = "to_commune", "Huyện về xã"
    UP = "to_district", "Xã lên huyện"
    ACROSS = "between", "Xã sang xã"


class Verdict(TextChoices):
    """How the work away was judged when it ended."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    DONE = "done", "Hoàn thành nhiệm vụ"
    NOT_DONE = "not_done", "Không hoàn thành nhiệm vụ"


class CaseClosing(TextChoices):
    """Why a case of retirement came to nothing."""

    REFUSED = "refused", "Không đồng ý nghỉ"
    WITHDRAWN = "withdrawn", "Rút đơn"
    UNFIT = "unfit", "Không đủ điều kiện hưởng chế độ"
    OTHER = "other", "Lý do khác"


class Home(TextChoices):
    """Where who is recruited must come from."""

    ANY = "any", "Không yêu cầu"
    DISTRICT = "district", "Người trong huyện"
    COMMUNE = "commune", "Người của chính xã tuyển"


class Hiring(TextChoices):
    """What came of an application."""

    WAITING = "waiting", "Đang xét"
    HIRED = "hired", "Trúng tuyển"
    NOT_HIRED = "not_hired", "Không trúng tuyển"
    WITHDREW = "withdrew", "Rút hồ sơ"
