"""All components on one page, for developers (only with DEBUG)."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render

from sinho.accounts.gate import any_user
from sinho.web import clock
from sinho.web.fields import DayField, GroupedForm, NamedRowWidget, NumberField
from sinho.web.lists import AsOf, Order
from sinho.web.long_lists import UncountedPage


class SampleForm(GroupedForm):
    """One field of each kind."""

    name = forms.CharField(label="Tên đầy đủ")
    parent = forms.CharField(label="Cấp trên", widget=NamedRowWidget, required=False)
    since = DayField(label="Từ ngày")
    points = NumberField(label="Điểm", help_text="Dùng dấu phẩy cho phần lẻ")
    kind = forms.ChoiceField(label="Hình thức", choices=[("a", "Đảng bộ cơ sở"), ("b", "Chi bộ cơ sở")])
    level = forms.ChoiceField(label="Mức", choices=[("1", "Tốt"), ("2", "Khá")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đã đối chiếu văn bản", required=False)
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 2}), required=False)

    groups = (
        ("Ô nhập", ("name", "parent", "since", "points")),
        ("Lựa chọn", ("kind", "level", "agreed", "reason")),
    )


STATES = (
    ("none", "Chưa bắt đầu"),
    ("doing", "Đang làm"),
    ("sent", "Chờ nhận"),
    ("exam", "Đang thẩm định"),
    ("back", "Trả lại để sửa"),
    ("ask", "Chưa rõ"),
    ("done", "Đã quyết định"),
    ("late", "Trễ 3 ngày"),
)


@any_user
def gallery(request):
    """Each component once, with each of its states."""
    typed = {"since": "31/02/2009", "points": "25.0ha", "kind": "a"}
    form = SampleForm(typed)
    form.fields["parent"].widget.suggestions = ["SH · Đảng bộ huyện Sìn Hồ", "SH-NT · Đảng bộ xã Nậm Tăm"]
    form.full_clean()
    context = {
        "form": form,
        "states": STATES,
        "reasons": ["Kết quả “Trồng rừng mới” chưa nhập.", "Ngày họp đảng ủy phải trước ngày nộp."],
        "as_of": AsOf(clock.today(), problem="“31/02” không phải là ngày.", typed="31/02"),
        "order": Order("ten", descending=False, fields=("sort_key",), query=""),
        "page": Paginator(range(118), 20).page(3),
        "long_page": UncountedPage(3, list(range(20)), has_next=True, has_previous=True, per_page=20),
        "log": [SimpleNamespace(at=clock.now(), actor_name="Tao Thị Mỷ", said="Trả lại bản tự đánh giá năm 2009")],
    }
    return render(request, "ui.html", context)
