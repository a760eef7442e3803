"""Mending what was recorded by mistake: a leaving, a move, the days of admission and recognition."""

from django.contrib import messages

from members.roll.actions import correcting_days, taking_back
from members.roll.correcting_forms import DaysForm, TakeBackForm
from members.roll.views.changing import MANAGE, change, managed
from sinho.accounts.gate import requires

ONLY_MOVES = "Chỉ dùng khi việc chuyển chi bộ gần nhất đã ghi nhầm; giấy giới thiệu (nếu có) trở lại chờ tiếp nhận."
KEPT = "Nội dung trước và sau khi đính chính được giữ trong hồ sơ và nhật ký."


@requires(MANAGE)
def leaving(request, pk):
    """A death, an expulsion, a leaving that was recorded by mistake."""
    member, form = managed(request, pk), TakeBackForm(request.POST or None)

    def act(**facts):
        if ended := taking_back.take_back_leaving(**facts):
            words = "; ".join(ended)
            messages.warning(request, f"Khi ghi rời danh sách cũng đã kết thúc: {words}. Nếu còn thì đồng chí ghi lại.")

    return change(
        request,
        member,
        form,
        act,
        title="Đính chính việc rời danh sách",
        button="Đính chính, đưa trở lại danh sách",
        done="Đã đính chính; đồng chí ấy có trong danh sách như chưa rời.",
        hint=f"Chỉ dùng khi việc rời danh sách (từ trần, chuyển đi, khai trừ …) đã ghi nhầm. {KEPT}",
    )


@requires(MANAGE)
def moving(request, pk):
    """A move into another cell that was recorded by mistake."""
    member, form = managed(request, pk), TakeBackForm(request.POST or None)
    return change(
        request,
        member,
        form,
        taking_back.take_back_move,
        title="Đính chính việc chuyển chi bộ",
        button="Đính chính, trở lại chi bộ cũ",
        done="Đã đính chính; đồng chí ấy ở chi bộ cũ như chưa chuyển.",
        hint=f"{ONLY_MOVES} {KEPT}",
    )


@requires(MANAGE)
def days(request, pk):
    """The days of admission and recognition."""
    member = managed(request, pk)
    probation, official = correcting_days.course_of(member)
    initial = vars(correcting_days.days_of(probation, official)) if probation else {}
    return change(
        request,
        member,
        DaysForm(request.POST or None, initial=initial),
        correcting_days.correct_days,
        title="Đính chính ngày vào Đảng, ngày chính thức",
        button="Đính chính các ngày",
        done="Đã đính chính; danh sách và báo cáo của mọi ngày theo ngày mới.",
        hint=f"Sửa theo quyết định của cấp có thẩm quyền. Đã có hồ sơ kết nạp thì sửa ở hồ sơ ấy. {KEPT}",
    )
