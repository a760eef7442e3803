"""Who may do what with a sheet, by role; whether its state allows it now (A11).

A grassroots organisation is proposed by the organisation board and decided by the standing committee above it; a
subordinate cell by the committee of its grassroots organisation, which hears the section committee between them.
Nobody accepts, proposes or decides on the sheet of the organisation that he himself leads.
"""

from dataclasses import dataclass, replace

from cells.assessments.enums import FILLING, Body, RegistrationState, SheetState
from cells.assessments.rules.scheme import CELL, GRASSROOTS, GRASSROOTS_KINDS, Procedure
from sinho.accounts.roles import Permission, Role
from sinho.accounts.scope import Scope

REGISTERING = (RegistrationState.NONE, RegistrationState.DRAFT, RegistrationState.SENT_BACK)
APPRAISING = (SheetState.SUBMITTED, SheetState.IN_APPRAISAL, SheetState.PROPOSED)

# Whose opinion is written down by a role of its own; the staff of the organisation board write down the others.
WRITES_FOR = {Body.INSPECTION: Permission.GIVE_OPINION}


@dataclass(frozen=True)
class Hand:
    """What a person may do with the sheet of one organisation, whatever its state."""

    fills: bool = False
    accepts: bool = False
    appraises: bool = False
    decides: bool = False
    opinions: tuple[str, ...] = ()

    @property
    def judges(self) -> bool:
        """Whether this person says what the system does not know of the conditions."""
        return self.appraises or self.decides

    @property
    def reviews(self) -> bool:
        """Whether the page of appraisal is for this person."""
        return self.accepts or self.appraises or self.decides or bool(self.opinions)


def level_of(kind: str) -> str:
    """Which procedure applies to an organisation of this kind."""
    return GRASSROOTS if kind in GRASSROOTS_KINDS else CELL


def hand(scope: Scope, organization_id: int, kind: str, procedure: Procedure) -> Hand:
    """What the person may do with the sheet of this organisation."""
    leads = any(
        reach.organization_id == organization_id and reach.role in (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)
        for reach in scope.reaches
    )
    if leads:
        return Hand(fills=scope.may(Permission.FILL_SHEET, organization_id))
    if level_of(kind) == CELL:
        records = scope.may(Permission.RECORD_CELLS, organization_id)
        return Hand(accepts=records, appraises=records, decides=records)
    appraises = scope.may(Permission.APPRAISE, organization_id)
    rights = {body: WRITES_FOR.get(body, Permission.APPRAISE) for body in procedure.opinions}
    opinions = [body for body, right in rights.items() if scope.may(right, organization_id)]
    return Hand(
        accepts=scope.may(Permission.ACCEPT_REGISTRATION, organization_id),
        appraises=appraises,
        decides=scope.may(Permission.DECIDE, organization_id),
        opinions=tuple(opinions),
    )


def with_section(hand: Hand, scope: Scope, section_id: int | None) -> Hand:
    """The same hand with the opinion of the section committee above a cell, when there is one.

    Its leader writes it down, or the grassroots committee from the paper; it decides on nothing.
    """
    leads = any(
        reach.organization_id == section_id and reach.role in (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY)
        for reach in scope.reaches
    )
    if section_id is None or hand.fills or not (leads or hand.decides):
        return hand
    return replace(hand, opinions=(*hand.opinions, Body.SECTION_COMMITTEE))


def why_not_register(state: str, *, closed: bool) -> list[str]:
    """Why the registration cannot be changed now."""
    if closed:
        return [CLOSED]
    if state == RegistrationState.SENT:
        return ["Bản đăng ký đã gửi, đang chờ cấp trên chấp thuận. Muốn sửa, đồng chí đề nghị cấp trên trả lại."]
    if state == RegistrationState.ACCEPTED:
        return ["Bản đăng ký đã được chấp thuận, không sửa được nữa."]
    return []


def why_not_fill(state: str, *, closed: bool) -> list[str]:
    """Why the self-assessment cannot be changed now."""
    if closed:
        return [CLOSED]
    if state == SheetState.DECIDED:
        return ["Bản tự đánh giá đã có quyết định xếp loại, không sửa được nữa."]
    if state not in FILLING:
        return ["Bản tự đánh giá đã nộp. Muốn sửa, đồng chí đề nghị cấp trên trả lại."]
    return []


def why_not_appraise(state: str, *, closed: bool) -> list[str]:
    """Why nothing can be scored, proposed or sent back now."""
    if closed:
        return [CLOSED]
    if state == SheetState.DECIDED:
        return ["Bản này đã có quyết định xếp loại."]
    if state not in APPRAISING:
        return ["Tổ chức chưa nộp bản tự đánh giá, hoặc đang sửa; chưa thẩm định được."]
    return []


def why_not_score(state: str, *, closed: bool) -> list[str]:
    """Why the level above cannot give points now: only while it appraises, not before and not after its proposal."""
    reasons = why_not_appraise(state, closed=closed)
    if not reasons and state != SheetState.IN_APPRAISAL:
        return ["Chỉ chấm điểm khi đang thẩm định: nhận thẩm định trước; đã trình thì không đổi điểm nữa."]
    return reasons


def why_not_decide(state: str, *, level: str, closed: bool) -> list[str]:
    """Why no grade can be decided now. A cell's grade may come from paper, without a sheet handed in."""
    if closed:
        return [CLOSED]
    if state == SheetState.DECIDED:
        return ["Bản này đã có quyết định xếp loại."]
    if level == GRASSROOTS and state != SheetState.PROPOSED:
        return ["Ban Tổ chức chưa trình đề nghị xếp loại."]
    return []


CLOSED = "Đợt đánh giá đã khóa; cần sửa, đồng chí đề nghị Ban Tổ chức Huyện ủy mở lại."
