"""Answers about names in files: seen, taken back, asked again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinho.audit.models import AuditEntry
from sinho.imports.models import RememberedName
from sinho.web import clock

NAMES = reverse("imports:names")


@pytest.fixture
def answer(staff, nam_tam, nam_tam_cells):
    return RememberedName.objects.create(
        organization_id=nam_tam.pk,
        key="cbo n tam",
        name="Cbộ N.Tăm",
        code="SH-NT-01",
        said_at=clock.now(),
        said_by=staff,
    )


def forget(answer) -> str:
    return reverse("imports:forget", args=[answer.pk])


def test_the_page_says_what_a_name_means_and_who_said_so(log_in, staff, answer):
    page = log_in(staff).get(NAMES)
    assert "Cbộ N.Tăm" in page.text and "SH-NT-01 · Chi bộ" in page.text and staff.get_full_name() in page.text


def test_an_answer_about_a_cell_that_has_ended_says_so(log_in, staff, answer):
    answer.code = "SH-NT-77"
    answer.save()
    assert "SH-NT-77 · đã kết thúc" in log_in(staff).get(NAMES).text


def test_the_empty_page_says_what_to_do(log_in, staff):
    assert "Chưa có tên nào được nhớ" in log_in(staff).get(NAMES).text


def test_an_answer_is_taken_back_once(log_in, staff, answer):
    client = log_in(staff)
    page = client.post(forget(answer), follow=True)
    assert "gặp lại tên này hệ thống sẽ hỏi" in page.text and not RememberedName.objects.exists()
    entry = AuditEntry.objects.get(did="import.forgotten")
    assert (entry.before["code"], entry.organization_id) == ("SH-NT-01", answer.organization_id)
    assert client.post(forget(answer)).status_code == 404
    assert AuditEntry.objects.filter(did="import.forgotten").count() == 1


def test_walls_of_the_page(log_in, stranger, staff, answer):
    assert log_in(staff).get(forget(answer)).status_code == 405
    outside = log_in(stranger)
    assert outside.post(forget(answer)).status_code in (403, 404)
    assert RememberedName.objects.exists()


def test_the_list_asks_as_often_for_thirty_answers_as_for_one(log_in, staff, answer):
    client = log_in(staff)
    client.get(NAMES)
    with CaptureQueriesContext(connection) as one:
        client.get(NAMES)
    more = [
        RememberedName(
            organization_id=answer.organization_id,
            key=f"ten {number}",
            name=f"Tên {number}",
            code="SH-NT-01",
            said_at=clock.now(),
            said_by=staff,
        )
        for number in range(29)
    ]
    RememberedName.objects.bulk_create(more)
    with CaptureQueriesContext(connection) as thirty:
        client.get(NAMES)
    assert len(one) == len(thirty)
