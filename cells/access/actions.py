"""Accounts and what is granted to them."""

import datetime as dt
import secrets

from axes.utils import reset as axes_reset
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.access.models import Grant
from cells.access.rules import why_not_grant
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web.integrity import atomic_or_refused

# Letters and digits that cannot be taken for one another when read from paper or over the telephone.
READABLE = "abcdefghkmnpqrstuvwxyz23456789"


def readable_password() -> str:
    """A random first password, 12 characters in groups of four."""
    letters = [secrets.choice(READABLE) for _ in range(12)]
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


@atomic_or_refused()
def create_account(*, username: str, full_name: str, position: str, by, password: str | None = None):
    """Open an account. Returns it and its first password, which must be changed at the first log-in."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"Tên đăng nhập “{username}” đã có người dùng.")
    first = password or readable_password()
    user = User.objects.create_user(
        username, first, full_name=full_name, position=position, must_change_password=password is None
    )
    record(by=by, did="account.created", said=f"Lập tài khoản {username} ({full_name})", on=user)
    return user, first


@atomic_or_refused()
def reset_password(*, user: User, by) -> str:
    """Give a new first password and unlock the account."""
    refuse_own_account(user, by)
    first = readable_password()
    user.set_password(first)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    axes_reset(username=user.username)
    record(by=by, did="account.password_reset", said=f"Cấp lại mật khẩu cho {user.username}", on=user)
    return first


@atomic_or_refused()
def set_phone(*, user: User, phone: str, by) -> None:
    """The number under which somebody is called when his organisation is late; "" takes it away."""
    before, phone = user.phone, " ".join(phone.split())
    if before == phone:
        return
    user.phone = phone
    user.save(update_fields=["phone"])
    said = f"Ghi số điện thoại của {user.full_name}" if phone else f"Bỏ số điện thoại của {user.full_name}"
    record(by=by, did="account.phone_set", said=said, on=user, before={"phone": before}, after={"phone": phone})


@atomic_or_refused()
def set_active(*, user: User, active: bool, by) -> None:
    """Close an account or open it again."""
    refuse_own_account(user, by)
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    said = f"{'Mở lại' if active else 'Đóng'} tài khoản {user.username}"
    record(by=by, did="account.opened" if active else "account.closed", said=said, on=user)


@atomic_or_refused()
def give(
    *, user: User, organization: Organization, role: str, since: dt.date, by, until: dt.date | None = None
) -> Grant:
    """Grant a role on an organisation from a day on, until the last day `until` if set. Nobody grants to himself."""
    refuse_own_account(user, by)
    state = OrganizationState.objects.on(since).filter(organization=organization).first()
    if state is None:
        raise Refused(f"Tổ chức không tồn tại vào ngày {format_date(since)}.")
    if until is not None and until < since:
        raise Refused("Ngày cuối của quyền phải từ ngày đầu trở đi.")
    if reason := why_not_grant(role, state.kind):
        raise Refused(reason)
    valid = DateRange(since, until + dt.timedelta(days=1) if until else None, "[)")
    grant = Grant.objects.create(user=user, organization=organization, role=role, valid=valid)
    term = f"từ {format_date(since)}{f' đến {format_date(until)}' if until else ''}"
    record(
        by=by,
        did="grant.given",
        said=f"Cấp cho {user.full_name} vai trò {Role(role).label} {term}",
        on=grant,
        organization=(organization.pk, state.name),
        after={"user": user.pk, "role": role, "since": since, "until": until},
    )
    return grant


@atomic_or_refused()
def end(*, grant: Grant, on: dt.date, by) -> None:
    """End a grant: `on` is the first day without it. A grant that has not begun ends with its first day."""
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user", "organization").get(pk=grant.pk)
    refuse_own_account(grant.user, by)
    last = max(on, grant.valid.lower + dt.timedelta(days=1))
    if grant.valid.upper is not None and grant.valid.upper <= last:
        raise Refused("Quyền này đã kết thúc.")
    before = {"until": grant.valid.upper}
    grant.valid = DateRange(grant.valid.lower, last, "[)")
    grant.save(update_fields=["valid"])
    record(
        by=by,
        did="grant.ended",
        said=f"Thôi vai trò {grant.get_role_display()} của {grant.user.full_name} từ {format_date(last)}",
        on=grant,
        organization=grant.organization.named(last),
        before=before,
        after={"until": last},
    )


def refuse_own_account(user: User, by) -> None:
    """Who manages accounts leaves his own to a colleague."""
    if by is not None and by.pk == user.pk:
        raise Refused("Không ai tự cấp quyền, tự đóng hay tự cấp lại mật khẩu cho tài khoản của mình ở trang này.")
