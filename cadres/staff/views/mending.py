"""A qualification that was written down wrongly: mended by a paper, or struck because it had never been true."""

from cadres.staff import forms
from cadres.staff.actions import mending
from cadres.staff.models import Cadre, Qualification
from cadres.staff.views.changing import MANAGE, VIEW, change, managed
from sinho.accounts.gate import requires
from sinho.web.lookup import get_in_scope_or_404


def found(request, pk) -> tuple[Qualification, Cadre]:
    """The row and whose it is, if the person may write there."""
    row = get_in_scope_or_404(Qualification.objects.in_force(), request.scope, VIEW, pk=pk)
    return row, managed(request, row.cadre_id)


@requires(MANAGE)
def correct_qualification(request, pk):
    """Level, words, certificate or day were written down wrongly."""
    row, cadre = found(request, pk)
    names = ("subject", "title", "words", "system", "certificate_number", "since")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"level": f"{row.subject}:{row.level}" if row.level else ""}
    form = forms.MendLearnedForm(request.POST or None, initial=initial)

    def act(**values):
        return mending.correct_qualification(row=row, **values)

    hint = "Chỉ đính chính khi ghi nhầm; học lên mức cao hơn thì ghi trình độ mới. Nhật ký giữ nội dung trước và sau."
    title, button, done = f"Đính chính trình độ {row}", "Đính chính trình độ", "Đã đính chính trình độ."
    return change(request, cadre, form, act, title=title, button=button, done=done, hint=hint)


@requires(MANAGE)
def strike_qualification(request, pk):
    """It is of somebody else, or there never was such a certificate."""
    row, cadre = found(request, pk)
    form = forms.StrikeForm(request.POST or None)

    def act(**values):
        return mending.strike_qualification(row=row, **values)

    hint = "Dùng khi người này không có văn bằng ấy. Dòng bị gạch vẫn hiện trên hồ sơ với lý do, không tính ở đâu nữa."
    title, button, done = f"Gạch trình độ {row}", "Gạch trình độ", "Đã gạch trình độ."
    return change(request, cadre, form, act, title=title, button=button, done=done, hint=hint)
