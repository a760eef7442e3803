"""What a bare Django needs to know who sends a request."""

from sinho.settings import *  # noqa: F403 - a settings module

ROOT_URLCONF = "bench.bare"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
