"""The settings of the product with what Django's own admin needs, which is measured beside our lists."""

from sinho.settings import *  # noqa: F403 - a settings module
from sinho.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
TEMPLATES = [*TEMPLATES, {**TEMPLATES[0], "NAME": "admin", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}}]
TEMPLATES[1]["OPTIONS"] = {"context_processors": TEMPLATES[0]["OPTIONS"]["context_processors"][:3]}
