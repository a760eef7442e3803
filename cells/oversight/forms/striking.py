"""Why something is struck out."""

from cells.oversight.forms.place import LINES
from sinho.web.fields import GroupedForm, ReasonField


class StrikeForm(GroupedForm):
    """A row that was written by mistake."""

    reason = ReasonField(
        label="Lý do gạch bỏ",
        max_length=500,
        widget=LINES,
        help_text="Ví dụ: ghi nhầm tổ chức, quyết định này của Đảng ủy xã Tả Phìn",
    )
