"""What people wrote into the whole-theme report of the district."""

import datetime as dt

from cells.organizations.models import Organization
from sinho.accounts.models import User
from sinho.demo.plan import DEMO_DAY, chance, content
from sinho.demo.trail import Trail, moment
from sinho.documents.actions import said_of
from sinho.documents.models import Passage, Question
from sinho.documents.narrative import paragraphs_of
from sinho.documents.reports import kind_of


def write_passages(top: Organization, by: User, trail: Trail) -> None:
    """One version of each text, on the day of the demo district."""
    data, source = content("passages"), chance("passages")
    kind, state = kind_of(data["kind"]), top.states.get(valid__contains=DEMO_DAY)
    question = Question(kind.code, top.pk, dt.date.fromisoformat(str(data["since"])), DEMO_DAY)
    for section, text in data["sections"].items():
        at, written = moment(DEMO_DAY, source, 8, 10), "\n\n".join(paragraphs_of(text))
        facts = {"section": section, "number": 1, "text": written}
        row = Passage.objects.create(**vars(question), **facts, by=by, at=at)
        said = said_of(question, section, row.text, kind.title)
        trail.note(row, "report.passage", said, by=by, at=at, state=state, after={"text": row.text})
