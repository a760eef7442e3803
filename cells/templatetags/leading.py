"""The row of pages on leading the cells."""

from django import template

from cells.organizations.tabs import leading_tabs

register = template.Library()


@register.inclusion_tag("cells/organizations/_leading_tabs.html")
def leading_pages(scope, current: str) -> dict:
    """The tabs of this work that the person may open; `current` is the code of the open one."""
    return {"tabs": leading_tabs(scope), "current": current}
