"""A real Chromium against a server here: `page.goto("/")` opens the site, `sign_in(page, "bantochuc")` enters.

The server works on the database of the test: a test with `own_demo` sees the demo district, one with
`transactional_db` an empty schema (with a row of Installation to live on a fixed day). Whatever a test does, a page
that throws an error in a script, is stopped by the content policy or answers 500 makes it fail.
"""

import os

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from sinho.accounts.models import User
from sinho.launch import system
from tests.conftest import session_key
from tests.factories import people

DESKTOP = {"width": 1366, "height": 768}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Long, for machines with other work: it is waited for as long only when something is wrong.
WAIT_MILLISECONDS = 30_000


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process."""
    path = system.browser()
    if path is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("Chromium is not installed (Debian: apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs a loop of its own in this thread; the ORM of the tests is not part of it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(request):
    """The application on a free port of 127.0.0.1."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def open_page(browser, live_server):
    """`open_page(**options)`: a page of its own, as of another person; options as of Playwright's new_context."""
    contexts, troubles = [], []

    def open_one(**options):
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": DESKTOP, "locale": "vi-VN", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT_MILLISECONDS)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("console", lambda message: "Content Security Policy" in message.text and troubles.append(message.text))
        page.on("response", lambda answer: answer.status >= 500 and troubles.append(f"{answer.status} {answer.url}"))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page):
    """A page of an office screen."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A page as wide as a telephone."""
    return open_page(viewport={"width": 390, "height": 844})


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, username, at)`: somebody who has logged in opens that page, or the first one."""

    def enter(page, username, at="/"):
        key = session_key(User.objects.get(username=username))
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page.goto(at)
        return page

    return enter


@pytest.fixture
def log_in_by_form():
    """`log_in_by_form(page, username)`: as people do it."""

    def enter(page, username, password=people.PASSWORD):
        page.goto(reverse("accounts:login"))
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        page.locator("header.top").wait_for()
        return page

    return enter
