"""Log-ins and passwords enter the log through signals: accounts stand below the log and cannot call it."""

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from sinho.accounts.signals import password_changed
from sinho.audit.actions import record
from sinho.web import clock


@receiver(user_logged_in)
def logged_in(sender, user, **kwargs):
    """Also sets the time of the log-in to the working day, on which everything else takes place."""
    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
    record(by=user, did="account.logged_in", said="Đăng nhập", on=user)


@receiver(user_logged_out)
def logged_out(sender, user, **kwargs):
    if user is not None:
        record(by=user, did="account.logged_out", said="Thoát", on=user)


@receiver(user_login_failed)
def login_failed(sender, credentials, **kwargs):
    name = str(credentials.get("username", ""))[:60]
    record(by=None, did="account.login_failed", said=f"Đăng nhập không thành công: “{name}”")


@receiver(user_locked_out)
def locked_out(sender, username="", **kwargs):
    record(by=None, did="account.locked_out", said=f"Tạm khóa đăng nhập sau nhiều lần sai: “{str(username)[:60]}”")


@receiver(password_changed)
def changed_password(sender, user, **kwargs):
    record(by=user, did="account.password_changed", said="Đổi mật khẩu", on=user)
