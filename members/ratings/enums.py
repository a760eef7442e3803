"""States of a cell's ratings, steps of a rating."""

from django.db.models import TextChoices


class CellState(TextChoices):
    """Where the ratings of a cell stand. Labels in the voice of the committee; `CELL_WORDS` says it to the cell."""

    DRAFT = "draft", "Chi bộ đang làm"
    SUBMITTED = "submitted", "Chờ đảng ủy quyết định"
    SENT_BACK = "sent_back", "Trả lại để sửa"
    DECIDED = "decided", "Đã quyết định"


CELL_WORDS = {
    CellState.DRAFT: "Đang làm",
    CellState.SUBMITTED: "Đã nộp, chờ quyết định",
    CellState.SENT_BACK: "Cần sửa, nộp lại",
    CellState.DECIDED: "Đã có quyết định",
}
SHAPES = {
    CellState.DRAFT: "doing",
    CellState.SUBMITTED: "sent",
    CellState.SENT_BACK: "back",
    CellState.DECIDED: "done",
}
FILLING = (CellState.DRAFT, CellState.SENT_BACK)


class RatingStep(TextChoices):
    PROPOSED = "proposed", "Chi bộ đề nghị"
    DECIDED = "decided", "Quyết định"
    CORRECTED = "corrected", "Quyết định lại"
