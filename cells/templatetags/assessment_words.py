"""Words of the yearly evaluation in templates."""

from django import template

from cells.assessments.enums import STEP_WORDS, Body
from cells.assessments.rules.scheme import Scheme

register = template.Library()


@register.filter
def step_words(state: str) -> str:
    """What a step of the history is called."""
    return STEP_WORDS[state]


@register.filter
def body_words(body: str) -> str:
    """Name of the body that scores or proposes."""
    return Body(body).label


@register.simple_tag
def grade(scheme: Scheme, level: str, exemplary: bool = False) -> str:
    """Full words of a grade; "" for none."""
    return scheme.label(level, exemplary)


@register.simple_tag
def grade_short(scheme: Scheme, level: str, exemplary: bool = False) -> str:
    """Abbreviation of a grade for tables; "" for none."""
    return scheme.short(level, exemplary)
