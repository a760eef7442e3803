"""What somebody on the staff has learned."""

import datetime as dt
from dataclasses import dataclass

from cadres.staff import titles
from cadres.staff.actions.facts import hold, note, refuse_future
from cadres.staff.enums import StaffSubject
from cadres.staff.models import Cadre, Qualification
from cadres.staff.rules import LEVELS, SUBJECTS
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Learned:
    """A level of a subject, or training for a title; `since` unknown for what somebody brought along."""

    subject: str
    level: str = ""
    title: str = ""
    words: str = ""
    system: str = ""
    certificate_number: str = ""
    since: dt.date | None = None


def columns_of(cadre: Cadre, learned: Learned) -> dict:
    """The columns of `Qualification`, when this can have been learned."""
    refuse_future(learned.since)
    levels = dict(LEVELS[learned.subject])
    if levels and learned.level not in levels:
        raise Refused(f"Chọn trình độ của môn {SUBJECTS[learned.subject].lower()} trong danh mục.")
    trained = learned.subject == StaffSubject.TITLE_TRAINING
    if trained and learned.title not in titles.known_titles():
        raise Refused("Chọn chức danh được đào tạo, bồi dưỡng.")
    if learned.since and learned.since < cadre.birth.earliest:
        raise Refused(f"Ngày {format_date(learned.since)} trước ngày sinh {cadre.birth}.")
    return {
        "subject": learned.subject,
        "level": learned.level if levels else "",
        "title": learned.title if trained else "",
        "words": learned.words.strip(),
        "system": learned.system.strip(),
        "certificate_number": learned.certificate_number.strip(),
        "since": learned.since,
    }


@atomic_or_refused()
def learn(*, cadre: Cadre, learned: Learned, by) -> Qualification:
    """Write down what was reached on a day. What was known before stays."""
    cadre = hold(cadre)
    row = Qualification.objects.create(cadre=cadre, **columns_of(cadre, learned))
    said = f"{cadre.full_name}, {SUBJECTS[learned.subject].lower()}: {row}"
    note(cadre, "learned", said, by, after=vars(learned))
    return row
