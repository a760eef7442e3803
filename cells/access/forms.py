"""Opening an account, granting a role."""

from django import forms
from django.core.validators import RegexValidator

from cells.organizations.forms import OrganizationField
from sinho.accounts.roles import Role
from sinho.web.fields import DayField, GroupedForm, PersonNameField


class AccountForm(GroupedForm):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, chữ số, dấu chấm; ví dụ bithu.namtam",
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9.]{2,}$", "Chỉ dùng chữ thường không dấu, chữ số và dấu chấm.")],
    )
    full_name = PersonNameField()
    position = forms.CharField(label="Chức vụ", max_length=160, required=False)


class PhoneForm(GroupedForm):
    phone = forms.CharField(
        label="Số điện thoại",
        max_length=20,
        required=False,
        help_text="Ban Tổ chức gọi số này khi bản đánh giá của đơn vị chậm",
        validators=[RegexValidator(r"^\+?[0-9][0-9 .]{6,18}$", "Chỉ ghi chữ số, dấu chấm, dấu cách; từ 8 chữ số.")],
    )


class GrantForm(GroupedForm):
    organization = OrganizationField(label="Tổ chức")
    role = forms.ChoiceField(label="Vai trò", choices=[("", "Chọn vai trò"), *Role.choices])
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày hết")

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].use(states)
