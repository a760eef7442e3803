"""Work away and the case of retirement in the life of somebody on the staff, beside his posts and studies."""

import datetime as dt

from cadres.movements.models import RetirementCase
from cadres.movements.report.away import Away, read_away, visible_movements
from cadres.staff.life import Moment, Told
from cadres.staff.models import Cadre
from members.roll.rules import dated
from sinho.accounts.scope import Scope


def tell(cadre: Cadre, day: dt.date, scope: Scope) -> Told:
    """What there is within reach: four queries. Steps of a case stand on its page, some are not for everybody."""
    rows = read_away(list(visible_movements(scope).filter(cadre=cadre).begun_by(day)), scope, day)
    cases = RetirementCase.objects.in_scope(scope).filter(cadre=cadre).opened_by(day)
    moments = [moment for row in rows for moment in away_moments(row)]
    return Told(moments + [moment for one in cases for moment in case_moments(one)])


def away_moments(row: Away) -> list[Moment]:
    """Gone and back."""
    one, kind = row.movement, row.movement.get_kind_display()
    where = f"Từ {row.origin} đến {row.target}"
    found = [Moment(one.since, str(one), f"{where}. {dated(one.decision_number, one.decision_date)}")]
    if one.until:
        parts = (one.return_to, one.get_verdict_display(), dated(one.end_number, one.end_date))
        found.append(Moment(one.until, f"Kết thúc {kind.lower()}", ". ".join(part for part in parts if part)))
    return found


def case_moments(one: RetirementCase) -> list[Moment]:
    """Opened, and given up; the end of a case is the end of the posts."""
    found = [Moment(one.opened_on, "Mở hồ sơ vận động nghỉ hưu")]
    if one.closed_on:
        found.append(Moment(one.closed_on, f"Thôi hồ sơ nghỉ hưu: {one.get_closing_display().lower()}"))
    return found
