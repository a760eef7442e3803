"""The cell chose somebody: a case begins (A4)."""

from cells.organizations.enums import OrganizationKind as K
from cells.organizations.models import Organization
from members.admissions import paths
from members.admissions.actions.facts import Candidate, Taken, person_of
from members.admissions.actions.taking import refuse_wrong_beginning, write_step
from members.admissions.models import Case
from members.roll.actions.receiving import former_member
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused


def refuse_twin(cell_id: int, candidate: Candidate | Case, besides: Case | None = None) -> None:
    """Nobody is prepared twice in one cell at the same time: the same name, sex and birth is the same person.

    Two people who share all three tell themselves apart by their identity numbers.
    """
    birth = candidate.birth
    same = Case.objects.placed().going_on().filter(cell_id=cell_id, full_name=candidate.full_name, sex=candidate.sex)
    same = same.filter(birth_year=birth.year, birth_month=birth.month, birth_day=birth.day)
    same = same.exclude(pk=besides.pk) if besides else same
    twin = next((one for one in same if not _told_apart(one, candidate)), None)
    if twin:
        raise Refused(
            f"{twin.full_name}, sinh {birth}, đã có hồ sơ đang theo dõi ở chi bộ này từ {format_date(twin.opened_on)}. "
            "Nếu là hai người khác nhau thì ghi số căn cước, chứng minh của từng người."
        )


def _told_apart(one: Case, candidate: Candidate | Case) -> bool:
    numbers = {one.identity_number, candidate.identity_number}
    return "" not in numbers and len(numbers) == 2


@atomic_or_refused()
def open_case(*, cell: Organization, candidate: Candidate, taken: Taken, by) -> Case:
    """The cell chose somebody: the case begins with that step, under the guidance in force on its day."""
    if problem := candidate.birth.problem():
        raise Refused(problem)
    state = refuse_wrong_beginning(cell, candidate.birth, taken.on)
    refuse_twin(cell.pk, candidate)
    former_member(person_of(candidate))
    case = Case.objects.create(
        organization=cell,
        path=paths.as_json(paths.code_on(taken.on), grassroots_cell=state.kind == K.GRASSROOTS_CELL),
        opened_on=taken.on,
        **candidate.columns(),
    )
    write_step(case, taken, by)
    record(
        by=by,
        did="admission.opened",
        said=f"Chọn quần chúng ưu tú {case.full_name}, {format_date(taken.on)}",
        on=case,
        organization=cell.named(taken.on),
        after={"path": case.path["code"], "schooling": case.schooling},
    )
    return case
