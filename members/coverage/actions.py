"""What is written about villages without members."""

import datetime as dt

from cells.places.models import Village
from members.coverage.enums import MeasureKind
from members.coverage.models import Measure
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def take_measure(*, village: Village, kind: str, on: dt.date, words: str, money: int | None, by) -> Measure:
    """Write down what was done for the village on a day."""
    village = Village.objects.select_for_update().get(pk=village.pk)
    state = village.states.filter(valid__contains=on).first()
    if state is None or on > clock.today():
        raise Refused(f"Bản chưa có, không còn, hoặc ngày {format_date(on)} chưa đến.")
    facts = {"kind": kind, "on": on, "words": words.strip(), "money": money}
    if Measure.objects.filter(village=village, **facts).exists():
        raise Refused(f"Biện pháp này của ngày {format_date(on)} đã ghi, đúng nội dung và kinh phí ấy.")
    measure = Measure.objects.create(village=village, committee=state.committee, by=by, at=clock.now(), **facts)
    record(
        by=by,
        did="village.measure",
        said=f"Bản {state.name}: {MeasureKind(kind).label.lower()}, {format_date(on)}",
        on=village,
        organization=state.committee.named(on),
        after=facts,
    )
    return measure
