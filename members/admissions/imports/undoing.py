"""What was built on an import of cases: steps that somebody took after its steps, a case that was given up since."""

from collections.abc import Iterator

from members.admissions.models import Case, CaseStep
from members.roll.imports.undoing import keys_of


def cases_held(written: dict) -> list[Case]:
    """The cases of the import; nobody else writes about them until it is taken back."""
    steps = [image for image in written["images"] if image["model"] == CaseStep._meta.label_lower]
    keys = {*keys_of(written, Case), *(int(image["after"]["case_id"]) for image in steps)}
    return list(Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def built_on_steps(written: dict, cases: list[Case]) -> Iterator[str]:
    """Steps in force that came after those of the import; cases that were given up keep theirs."""
    own = keys_of(written, CaseStep)
    for case in cases:
        steps = case.steps.order_by("pk")
        first = steps.filter(pk__in=own).first()
        if first is None:
            continue
        for step in steps.in_force().filter(pk__gt=first.pk).exclude(pk__in=own):
            yield f"bước “{case.rule_of(step.step).label}” của {case.full_name}"
        if case.closed_on:
            yield f"việc thôi xét {case.full_name}"
