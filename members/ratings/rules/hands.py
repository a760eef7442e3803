"""Who may do what with the ratings of a cell, and whether their state allows it now (A12).

The cell proposes, the grassroots committee decides; on the members of a grassroots cell, which has no committee above
it below the district, the standing committee of the district. Nobody decides on the members of the cell that he
leads. Where a cell has no account, the secretary of its committee writes down what the cell decided on paper.
"""

from dataclasses import dataclass

from cells.assessments.rules.hands import CLOSED
from cells.organizations.enums import OrganizationKind
from members.ratings.enums import FILLING, CellState
from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope

NO_RULES = "Bộ quy tắc mà đợt này giữ chưa có phần đánh giá đảng viên; đồng chí liên hệ Ban Tổ chức Huyện ủy."


@dataclass(frozen=True)
class Hand:
    """What a person may do with the ratings of one cell; `on_behalf`: he writes for the cell, not in it."""

    fills: bool = False
    on_behalf: bool = False
    decides: bool = False


def hand(scope: Scope, cell_id: int, kind: str) -> Hand:
    """What the person may do with the ratings of this cell."""
    leads = any(
        reach.organization_id == cell_id and reach.role in (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)
        for reach in scope.reaches
    )
    fills = scope.may(Permission.FILL_SHEET, cell_id)
    right = Permission.DECIDE if kind == OrganizationKind.GRASSROOTS_CELL else Permission.RECORD_CELLS
    return Hand(fills=fills, on_behalf=fills and not leads, decides=not leads and scope.may(right, cell_id))


def why_not_fill(state: str, *, closed: bool) -> list[str]:
    """Why the cell cannot change its ratings now."""
    if closed:
        return [CLOSED]
    if state == CellState.DECIDED:
        return [
            "Chi bộ này đã có quyết định xếp loại đảng viên; chỉ sửa bằng quyết định lại ở trang của từng đồng chí."
        ]
    if state not in FILLING:
        return ["Chi bộ đã nộp kết quả đánh giá đảng viên. Muốn sửa, đồng chí đề nghị đảng ủy trả lại."]
    return []


def why_not_answer(hand: Hand, state: str, *, closed: bool) -> list[str]:
    """Why the person cannot answer conditions now: the cell until it hands in, from then on who decides."""
    reasons = why_not_fill(state, closed=closed)
    if (hand.fills and not reasons) or (hand.decides and not closed and state not in FILLING):
        return []
    return reasons or ["Chi bộ chưa nộp; chi bộ trả lời các điều kiện trước khi nộp."]


def why_not_decide(state: str, *, closed: bool) -> list[str]:
    """Why the committee cannot weigh, send back or decide now."""
    if closed:
        return [CLOSED]
    if state == CellState.DECIDED:
        return ["Chi bộ này đã có quyết định xếp loại đảng viên."]
    if state != CellState.SUBMITTED:
        return ["Chi bộ chưa nộp kết quả đánh giá đảng viên, hoặc đang sửa."]
    return []
