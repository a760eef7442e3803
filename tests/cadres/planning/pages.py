"""Addresses of the pages of plans, and what is sent there."""

from django.urls import reverse

OVERVIEW, GAPS, PEOPLE, OPEN = (reverse(f"planning:{name}") for name in ("overview", "gaps", "people", "open"))


def url(name, row, **query):
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"planning:{name}", args=[row.pk]) + (f"?{text}" if text else "")


def send(client, address, data):
    """Open the page, then send the form with the mark of what it showed."""
    return client.post(address, data | {"seen": client.get(address).context["seen"]})
