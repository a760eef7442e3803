"""How a view lets an action try, and shows its refusal on the same page; how it gives a file."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse

from sinho.refusal import Refused
from sinho.web.integrity import deadlock_refused

STALE = (
    "Số liệu vừa được người khác sửa sau khi đồng chí mở trang. Chưa ghi gì; những gì đồng chí gõ còn nguyên dưới đây. "
    "Đồng chí xem lại rồi bấm ghi nếu vẫn đúng."
)


TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kept_as(name: str) -> dict[str, str]:
    """Headers of a file to be kept: the page it was asked from stays open. Names have no marks, for old machines."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def file_to_keep(content: bytes, name: str) -> HttpResponse:
    """A paper or a workbook that leaves the system."""
    return HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]], headers=kept_as(name))


def attempt(
    request,
    form,
    act: Callable[[dict], object],
    *,
    hold: Callable[[], str] | None = None,
    stale: str | Callable[[], str] = STALE,
) -> tuple[object | None, list[str]]:
    """Run `act(cleaned_data)` when a valid form, or none, was sent. Returns its result (True for none) and the reasons.

    `hold` locks what the act changes and gives its mark (`sinho.web.seen`): the form that carries an older one is not
    written, and `stale` says why. That is asked first, so that no page gets a new mark without the sentence.
    """
    if request.method != "POST":
        return None, []
    try:
        with deadlock_refused(), transaction.atomic():
            if hold:
                refuse_stale(request, hold(), stale)
            if form is not None and not form.is_valid():
                return None, []
            return act(form.cleaned_data if form is not None else {}) or True, []
    except Refused as refused:
        return None, refused.reasons


def status_of(form, reasons) -> int:
    """Of a page with a form: refused with reasons, wrong values, or only shown; `form` is None where there is none."""
    return 409 if reasons else 422 if form is not None and form.is_bound else 200


def refuse_stale(request, mark: str, stale: str | Callable[[], str] = STALE) -> None:
    """Refuse what was sent from a page that showed something else."""
    if request.POST.get("seen", mark) != mark:
        raise Refused(stale() if callable(stale) else stale)
