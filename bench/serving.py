"""The product behind its own web server on 127.0.0.1, and people who send requests to it over the line."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.pages import BACKEND
from sinho.launch.places import ROOT
from sinho.launch.ports import HOST, listen
from sinho.launch.serve import gunicorn_options, stop, wait_until_answering

TOKEN = "b" * 32


@contextlib.contextmanager
def served(module: str, database: str) -> Iterator[int]:
    """The web server with these settings on this database, as bin/run starts it: its port."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    variables = {**os.environ, "DJANGO_SETTINGS_MODULE": module, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    with listen(0) as bound:
        command = [sys.executable, "-P", "-m", "gunicorn", "sinho.wsgi:application", *gunicorn_options(bound)]
        quiet = {"stderr": subprocess.DEVNULL, "start_new_session": True}  # each refusal would be a line of its log
        process = subprocess.Popen(command, cwd=ROOT, env=variables, pass_fds=[bound.fileno()], **quiet)
        try:
            wait_until_answering(process, bound.getsockname()[1])
            yield bound.getsockname()[1]
        finally:
            stop(process)


def session_of(user) -> str:
    """Key of a session as a log-in leaves it."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


@dataclass
class Answer:
    """What came back; `seconds` from the first byte sent to the last one read."""

    status: int
    body: bytes
    seconds: float
    headers: http.client.HTTPMessage

    @property
    def data(self) -> dict:
        return json.loads(self.body)


@dataclass
class Person:
    """Somebody who has logged in, with one connection that stays open."""

    port: int
    session: str
    line: http.client.HTTPConnection = field(init=False)

    def __post_init__(self):
        self.line = http.client.HTTPConnection(HOST, self.port, timeout=60)

    def post(self, path: str, pairs: dict[str, str], *, script: bool = False) -> Answer:
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": TOKEN,
        }
        start = time.perf_counter()
        self.line.request("POST", path, urlencode(pairs), headers | ({"X-Requested-With": "fetch"} if script else {}))
        reply = self.line.getresponse()
        body = reply.read()
        return Answer(reply.status, body, time.perf_counter() - start, reply.headers)
