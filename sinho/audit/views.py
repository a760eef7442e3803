"""Reading the log."""

import datetime as dt

from django.shortcuts import render
from django.utils import timezone

from sinho.accounts.gate import requires
from sinho.accounts.roles import Permission
from sinho.audit.models import AuditEntry
from sinho.web.lists import day_asked, holding_words, page_asked, query_without, words_asked

# First word of the stable code of an act → what people call that kind of acts.
SUBJECTS = {
    "organization": "Tổ chức đảng",
    "officer": "Cấp ủy viên",
    "village": "Bản",
    "member": "Đảng viên",
    "admission": "Kết nạp",
    "assignment": "Phân công công tác",
    "campaign": "Đợt đánh giá",
    "registration": "Đăng ký đầu năm",
    "assessment": "Tự đánh giá, xếp loại",
    "import": "Nhập dữ liệu",
    "report": "Báo cáo đã xuất",
    "grant": "Quyền",
    "account": "Tài khoản",
}
FOR_ACCOUNTS = ("grant", "account")


def midnight(day: dt.date) -> dt.datetime:
    """Beginning of the day in the district."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def subjects_for(scope) -> dict[str, str]:
    """Kinds of acts that the person can find in his log."""
    if not scope.has(Permission.VIEW_AUDIT):
        return {code: SUBJECTS[code] for code in FOR_ACCOUNTS}
    if scope.has(Permission.MANAGE_ACCOUNTS):
        return SUBJECTS
    return {code: label for code, label in SUBJECTS.items() if code != "account"}


@requires(Permission.VIEW_AUDIT, Permission.MANAGE_ACCOUNTS)
def entries(request):
    """Acts on one's organisations (and on accounts, for who manages them), newest first."""
    subjects = subjects_for(request.scope)
    subject, words = request.GET.get("viec", ""), words_asked(request)
    since, until = day_asked(request, "tu"), day_asked(request, "den")
    rows = holding_words(AuditEntry.objects.seen_by(request.scope), words)
    rows = rows.filter(did__startswith=f"{subject}.") if subject in subjects else rows
    rows = rows.filter(at__gte=midnight(since.day)) if since.given else rows
    rows = rows.filter(at__lt=midnight(until.day + dt.timedelta(days=1))) if until.given else rows
    context = {
        "page": page_asked(request, rows),
        "subjects": subjects.items(),
        "subject": subject if subject in subjects else "",
        "words": words,
        "since": since,
        "until": until,
        "filtered": bool(words or subject or since.typed or until.typed or since.given or until.given),
        "query": query_without(request, "trang"),
    }
    return render(request, "audit/list.html", context)
