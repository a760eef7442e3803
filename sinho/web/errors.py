"""Error pages."""

from django.shortcuts import render


def form_expired(request, reason=""):
    """The form's token no longer fits (the page stood open since before a log-in)."""
    return render(request, "403.html", {"exception": "form_expired"}, status=403)
