"""The page of every form of this theme."""

from django.shortcuts import render

from cadres.staff.models import Cadre
from cadres.staff.views.changing import mark
from sinho.web.answers import status_of


def form_page(request, form, *, title, button, where, hint="", reasons=(), seen="", cadre=None, back="", warning=""):
    """A form with its reasons. `where`: pairs of label and address above it, the last one is where one goes back to."""
    context = {
        "form": form,
        "title": title,
        "button": button,
        "where": where,
        "back": back or where[-1][1],
        "hint": hint,
        "warning": warning,
        "reasons": reasons,
        "seen": seen or (mark(cadre) if cadre else ""),
    }
    status = status_of(form, reasons)
    return render(request, "cadres/movements/form.html", context, status=status)


def held_by(cadre: Cadre) -> dict:
    """The record is held until the act is over; what was sent from an older page is refused."""

    def hold() -> str:
        Cadre.objects.select_for_update(no_key=True).get(pk=cadre.pk)
        return mark(cadre)

    return {"hold": hold}
