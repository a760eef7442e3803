"""How a view lets an action try, and shows its refusal on the same page."""

from collections.abc import Callable

from sinho.refusal import Refused


def attempt(request, form, act: Callable[[dict], object]) -> tuple[object | None, list[str]]:
    """Run `act(cleaned_data)` when a valid form was sent. Returns its result (True for none) and the reasons."""
    if request.method != "POST" or not form.is_valid():
        return None, []
    try:
        return act(form.cleaned_data) or True, []
    except Refused as refused:
        return None, refused.reasons
