"""What was written down wrongly is mended by a decision; what stood there stays in the log."""

from dataclasses import replace

from cadres.staff.actions.facts import Paper, Person, facts_of, hold, note, refuse_future
from cadres.staff.models import Cadre
from cadres.staff.rules import YOUNGEST
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def correct(*, cadre: Cadre, person: Person, paper: Paper, by) -> None:
    """Mend who somebody is. An identity number left empty stays as it is."""
    if not paper.number.strip() or paper.date is None or not paper.reason.strip():
        raise Refused("Sửa lý lịch phải có số, ngày quyết định và lý do.")
    refuse_future(paper.date)
    if problem := person.birth.problem():
        raise Refused(problem)
    cadre = hold(cadre)
    first = cadre.posts.order_by("valid").first()
    if first and person.birth.age_on(first.since) < YOUNGEST:
        raise Refused(f"Sinh {person.birth} thì chưa đủ {YOUNGEST} tuổi khi giữ {first} ({format_date(first.since)}).")
    before, number = facts_of(cadre), cadre.identity_number
    for name, value in replace(person, identity_number=person.identity_number or number).columns().items():
        setattr(cadre, name, value)
    after = facts_of(cadre)
    changed = {name for name in after if before[name] != after[name]}
    if number != cadre.identity_number:
        changed.add("identity_number")
    if not changed:
        raise Refused("Chưa có gì khác so với hồ sơ.")
    cadre.save()
    said = f"Sửa lý lịch {cadre.full_name} theo {paper.number.strip()} ngày {format_date(paper.date)}: {paper.reason}"
    old, new = ({name: facts[name] for name in sorted(changed)} for facts in (before, after))
    note(cadre, "corrected", said.strip(), by, before=old, after=new | {"paper": paper.number.strip()})
