"""What a report's page says of filings: that it was issued, and the way to issue it.

The pages of reports include their parts with nothing but what these name; the request comes with every context.
"""

from django import template

from sinho.filings.models import Filing
from sinho.filings.rules import may_issue

register = template.Library()


@register.inclusion_tag("filings/_before.html", takes_context=True)
def filed_before(context, kind, asked):
    """Filings of the year or period that is asked for, the last first, without those that were replaced."""
    if asked is None:
        return {"filings": []}
    found = Filing.objects.light().of_question(kind.code, asked).standing().seen_by(context.request.scope)
    return {"filings": list(found)}


@register.inclusion_tag("filings/_issue.html", takes_context=True)
def issue_button(context, kind, asked):
    """For who signs or keeps the papers of the organisation."""
    scope = context.request.scope
    may = may_issue(scope, asked.organization_id) and (not kind.needs or scope.may(kind.needs, asked.organization_id))
    return {"kind": kind, "asked": asked, "may": may}
