"""States, bodies and directions of the yearly evaluation."""

from django.db.models import TextChoices


class RegistrationState(TextChoices):
    NONE = "none", "Chưa đăng ký"
    DRAFT = "draft", "Đang đăng ký"
    SENT = "sent", "Chờ chấp thuận"
    SENT_BACK = "sent_back", "Trả lại để sửa"
    ACCEPTED = "accepted", "Đã chấp thuận"


class SheetState(TextChoices):
    """Labels in the voice of the level above; `SECRETARY_WORDS` says the same to the organisation itself."""

    NOT_STARTED = "not_started", "Chưa bắt đầu"
    DRAFT = "draft", "Đang làm"
    SUBMITTED = "submitted", "Chờ nhận"
    IN_APPRAISAL = "in_appraisal", "Đang thẩm định"
    SENT_BACK = "sent_back", "Trả lại để sửa"
    PROPOSED = "proposed", "Đã trình quyết định"
    DECIDED = "decided", "Đã quyết định"


# A sheet begun and not yet handed in; and where the organisation itself is to act.
AT_WORK = (SheetState.DRAFT, SheetState.SENT_BACK)
FILLING = (SheetState.NOT_STARTED, *AT_WORK)

SECRETARY_WORDS = {
    SheetState.NOT_STARTED: "Chưa làm",
    SheetState.DRAFT: "Đang làm",
    SheetState.SUBMITTED: "Đã nộp",
    SheetState.IN_APPRAISAL: "Cấp trên đang xem",
    SheetState.SENT_BACK: "Cần sửa, nộp lại",
    SheetState.PROPOSED: "Cấp trên đang xem",
    SheetState.DECIDED: "Đã có kết quả",
}

# The registration in the narrow column of the board, where an accepted one shows its day.
REGISTRATION_SHORT = {
    RegistrationState.NONE: "chưa",
    RegistrationState.DRAFT: "đang ghi",
    RegistrationState.SENT: "chờ chấp thuận",
    RegistrationState.SENT_BACK: "trả lại",
}

# Shape of the tag (class of the style sheet) by state.
SHAPES = {
    SheetState.NOT_STARTED: "none",
    SheetState.DRAFT: "doing",
    SheetState.SUBMITTED: "sent",
    SheetState.IN_APPRAISAL: "exam",
    SheetState.SENT_BACK: "back",
    SheetState.PROPOSED: "sent",
    SheetState.DECIDED: "done",
}
REGISTRATION_SHAPES = {
    RegistrationState.NONE: "none",
    RegistrationState.DRAFT: "doing",
    RegistrationState.SENT: "sent",
    RegistrationState.SENT_BACK: "back",
    RegistrationState.ACCEPTED: "done",
}


class Body(TextChoices):
    """Who scores or proposes, side by side."""

    SELF = "self", "Tự đánh giá"
    SECTION_COMMITTEE = "section_committee", "Đảng ủy bộ phận"
    COMMUNE_COMMITTEE = "commune_committee", "Đảng ủy cơ sở"
    ORGANIZATION_BOARD = "organization_board", "Ban Tổ chức"
    INSPECTION = "inspection", "Ủy ban Kiểm tra"
    PROPAGANDA = "propaganda", "Ban Tuyên giáo"
    MASS_MOBILIZATION = "mass_mobilization", "Ban Dân vận"


# Heads of narrow columns.
BODY_SHORT = {
    Body.SELF: "Tự xếp",
    Body.SECTION_COMMITTEE: "Bộ phận",
    Body.COMMUNE_COMMITTEE: "Đảng ủy",
    Body.ORGANIZATION_BOARD: "Ban",
    Body.INSPECTION: "Ủy ban KT",
    Body.PROPAGANDA: "Tuyên giáo",
    Body.MASS_MOBILIZATION: "Dân vận",
}


class Direction(TextChoices):
    UP = "up", "Càng cao càng tốt"
    DOWN = "down", "Càng thấp càng tốt"


class Outcome(TextChoices):
    """How a registered task turned out."""

    OPEN = "open", "Chưa nhập"
    MISSED = "missed", "Chưa đạt"
    MET = "met", "Đạt"
    EXCEEDED = "exceeded", "Vượt"


OUTCOME_SHAPES = {Outcome.OPEN: "none", Outcome.MISSED: "ask", Outcome.MET: "done", Outcome.EXCEEDED: "done"}

# Steps of the registration, beside the states of the sheet.
REGISTRATION_SENT, REGISTRATION_ACCEPTED = "registration_sent", "registration_accepted"
REGISTRATION_SENT_BACK = "registration_sent_back"
STEP_WORDS = {
    REGISTRATION_SENT: "Gửi đăng ký đầu năm",
    REGISTRATION_ACCEPTED: "Chấp thuận đăng ký",
    REGISTRATION_SENT_BACK: "Trả lại bản đăng ký",
    SheetState.DRAFT: "Bắt đầu tự đánh giá",
    SheetState.SUBMITTED: "Nộp bản tự đánh giá",
    SheetState.IN_APPRAISAL: "Nhận thẩm định",
    SheetState.SENT_BACK: "Trả lại để sửa",
    SheetState.PROPOSED: "Trình đề nghị xếp loại",
    SheetState.DECIDED: "Quyết định xếp loại",
}
