"""How a test asks for a report to be issued, as its page does."""

import re

from django.urls import reverse

from cells.organizations.report import CODE
from tests.factories import filings as make

ISSUE = reverse("filings:issue", args=[CODE])
SIGNED = {"ngay_ky": "18/12/2009", "chuc_vu": "Phó Bí thư", "ho_ten": "Vàng Văn Ún", "ghi_chu": ""}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def address(organization, **more) -> str:
    return f"{ISSUE}?{make.question(organization, **more).query}"


def carried(answer) -> dict:
    """What the form carries unseen."""
    page = answer.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "once")}
