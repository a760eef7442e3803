"""Documents, briefings on them, action programmes, working regulations."""

from cells.directives.models.briefing import Briefing, BriefingAudience, BriefingDirective
from cells.directives.models.directive import Directive, DirectiveCorrection, DirectiveUnit
from cells.directives.models.programme import ActionProgramme, ProgrammeTask, TaskProgress
from cells.directives.models.regulation import Regulation, RegulationPart

__all__ = [
    "ActionProgramme",
    "Briefing",
    "BriefingAudience",
    "BriefingDirective",
    "Directive",
    "DirectiveCorrection",
    "DirectiveUnit",
    "ProgrammeTask",
    "Regulation",
    "RegulationPart",
    "TaskProgress",
]
