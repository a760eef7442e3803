"""Typed readers of the environment that fail loudly: a wrong value stops the start with one sentence."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Value of an environment variable; without a default it is required."""
    value = os.environ.get(name, default)
    if value is None or value == "":
        raise ImproperlyConfigured(f"Thiếu biến môi trường {name}. Hãy chạy qua bin/run, bin/test hoặc bin/manage.")
    return value


def boolean(name: str, default: bool) -> bool:
    """1/true/yes or 0/false/no."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"Biến {name} phải là 1 hoặc 0, không phải “{value}”.")


def integer(name: str, default: int) -> int:
    """Whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"Biến {name} phải là số nguyên, không phải “{value}”.") from error


def words(name: str, default: str) -> list[str]:
    """List separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
