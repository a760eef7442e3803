"""Mending what was recorded by mistake: a leaving, a move, the days of admission and recognition."""

from django.contrib import messages

from members.roll.actions import correcting_days, taking_back
from members.roll.correcting_forms import DaysForm, TakeBackForm
from members.roll.enums import Entry, Exit
from members.roll.models import Member, Membership
from members.roll.views.changing import MANAGE, change, managed
from sinho.accounts.gate import requires
from sinho.text.dates import format_date

ONLY_MOVES = "Chỉ dùng khi việc chuyển chi bộ gần nhất đã ghi nhầm; giấy giới thiệu (nếu có) trở lại chờ tiếp nhận."
NOTHING = "Không có việc nào để đính chính ở đây."
KEPT = "Nội dung trước và sau khi đính chính được giữ trong hồ sơ và nhật ký."


def last_leaving(member: Member) -> str:
    """What would be taken back, so that nobody mends another thing than he means."""
    last = Membership.objects.filter(member=member).order_by("valid").last()
    if last is None or last.valid.upper is None:
        return NOTHING
    return f"Việc sẽ đính chính: {last.get_exit_display().lower()} ngày {format_date(last.valid.upper)}."


def last_move(member: Member) -> str:
    """Out of which cell into which, and when."""
    stays = Membership.objects.select_related("organization").filter(member=member).order_by("-valid")[:2]
    if len(stays) < 2 or stays[0].entry != Entry.WITHIN or stays[1].exit != Exit.WITHIN:
        return NOTHING
    came, left = stays
    names = f"từ {left.organization.named(came.since)[1]} đến {came.organization.named(came.since)[1]}"
    return f"Việc sẽ đính chính: chuyển {names} ngày {format_date(came.since)}."


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
        done="Đã đính chính; đồng chí ấy trở lại danh sách như chưa từng rời.",
        hint=f"{last_leaving(member)} Chỉ dùng khi việc ấy đã ghi nhầm. {KEPT}",
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
        done="Đã đính chính; đồng chí ấy ở chi bộ cũ như chưa từng chuyển.",
        hint=f"{last_move(member)} {ONLY_MOVES} {KEPT}",
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
