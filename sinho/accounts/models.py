"""The account of a person. It points at no organisation: grants (`cells.access`) do."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from sinho.text.fields import SearchKeyField, SortKeyField


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """New account; without a password nobody can log in with it."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Who works with the system. Never deleted: closed with `is_active = False`."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=160, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("được đăng nhập", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    sort_key = SortKeyField(source="full_name", person=True)
    search_key = SearchKeyField(source="full_name")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name
