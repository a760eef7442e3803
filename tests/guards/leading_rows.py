"""What the number in an address of the work of leading the cells is the key of, and such rows of one commune."""

from cells.directives.models import ActionProgramme, Briefing, Directive, DirectiveUnit, ProgrammeTask, Regulation
from cells.organizations.models import Organization

LEADING_ROW_OF = {
    "directives:directive": "notice",
    "directives:correct": "notice",
    "directives:strike": "notice",
    "directives:give": "notice",
    "directives:release": "told_unit",
    "directives:briefing": "briefing",
    "directives:correct_briefing": "briefing",
    "directives:strike_briefing": "briefing",
    "directives:brief": "organization",
    "directives:organization": "organization",
    "directives:programme": "programme",
    "directives:strike_programme": "programme",
    "directives:progress": "programme_task",
    "directives:issue": "organization",
    "directives:regulation": "regulation",
    "directives:regulation_pdf": "regulation",
    "directives:correct_regulation": "regulation",
    "directives:strike_regulation": "regulation",
    "directives:regulate": "organization",
}


def leading_rows(committee: Organization) -> dict[str, int]:
    """Keys of rows of the committee, one of each sort."""
    return rows_of_directives(committee)


def rows_of_directives(committee: Organization) -> dict[str, int]:
    """A document that only this committee was told to brief on, and what it did with others."""
    return {
        "notice": Directive.objects.filter(units__organization=committee, type="notice").latest("pk").pk,
        "told_unit": DirectiveUnit.objects.filter(organization=committee).latest("pk").pk,
        "briefing": Briefing.objects.filter(organization=committee).latest("pk").pk,
        "programme": ActionProgramme.objects.filter(organization=committee).latest("pk").pk,
        "programme_task": ProgrammeTask.objects.filter(programme__organization=committee).latest("pk").pk,
        "regulation": Regulation.objects.filter(organization=committee).latest("pk").pk,
    }
