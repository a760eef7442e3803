"""Log-in and change of password."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.forms import TextInput

from sinho.accounts.models import User

LONGEST_NAME = User._meta.get_field("username").max_length


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tài khoản này đã đóng. Đồng chí liên hệ Ban Tổ chức Huyện ủy.",
    }

    username = UsernameField(max_length=LONGEST_NAME, widget=TextInput(attrs={"autofocus": True}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
        "password_incorrect": "Mật khẩu đang dùng không đúng.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password1"].help_text = "Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống tên đăng nhập."
        self.fields["new_password2"].label = "Nhập lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
