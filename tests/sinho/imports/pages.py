"""Addresses of the pages of imports, and what is sent there."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

INDEX = reverse("imports:index")


def sent(client, content, *, kind="organizations", name="to-chuc.xlsx", **more):
    file = SimpleUploadedFile(name, content) if content is not None else ""
    return client.post(reverse("imports:upload"), {"kind": kind, "file": file, **more})


def page(response) -> str:
    return " ".join(response.content.decode().split())


def of(name, upload):
    return reverse(f"imports:{name}", args=[upload.pk])
