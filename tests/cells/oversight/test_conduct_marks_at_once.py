"""Two inspectors send the same form at the same instant, each with the mark his page was shown: one is written."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cells.oversight.models import DisciplineStep, FollowUp
from sinho.audit.models import AuditEntry
from tests.cells.oversight.test_conduct_pages import COMPLAINT, DONE
from tests.conftest import session_key
from tests.factories import conduct, people
from tests.sinho.filings.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browsers(transactional_db, district, inspector):
    """Of two inspectors."""
    found = [Client(), Client()]
    for client, user in zip(found, (inspector, people.user("kiemtra.hai", "inspector", district)), strict=True):
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(user)
    return found


def sent_at_once(browsers, url: str, *typed: dict) -> list:
    """The form opened by both, then sent by both; the answers, who was written first."""
    shown = [client.get(url).context for client in browsers]
    marks = [one["case"].seen if "case" in one else one["seen"] for one in shown]
    assert marks[0] == marks[1] and marks[0]
    acts = [
        lambda client=client, data=data, mark=mark: client.post(url, data | {"seen": mark})
        for client, data, mark in zip(browsers, typed, marks, strict=True)
    ]
    return sorted(at_once(*acts), key=lambda answer: answer.status_code)


def first_and_second(answers, did: str) -> None:
    written, told = answers
    assert (written.status_code, told.status_code) == (302, 409)
    assert "Số liệu vừa được người khác sửa" in told.text and "Lần ghi mới nhất" in told.text
    assert AuditEntry.objects.filter(did=did).count() == 1


def test_what_was_done_on_a_recommendation(browsers, nam_tam, staff):
    check = conduct.inspection(conduct.plan(nam_tam, staff), nam_tam, staff)
    row = conduct.recommendation(conduct.conclusion(check, staff).inspection, staff)
    url = reverse("oversight:follow_up", args=[row.pk])
    answers = sent_at_once(browsers, url, DONE | {"text": "Người thứ nhất"}, DONE | {"text": "Người thứ hai"})
    first_and_second(answers, "inspection.followed")
    kept = FollowUp.objects.get().text
    other = {"Người thứ nhất": "Người thứ hai", "Người thứ hai": "Người thứ nhất"}[kept]
    assert other in answers[1].text, "what he typed is still there"


def test_a_complaint_about_a_discipline(browsers, nam_tam, staff):
    row = conduct.discipline(nam_tam, staff)
    url = reverse("oversight:discipline", args=[row.pk])
    answers = sent_at_once(browsers, url, COMPLAINT | {"note": "Một"}, COMPLAINT | {"note": "Hai"})
    first_and_second(answers, "discipline.complaint")
    assert DisciplineStep.objects.count() == 1


def test_striking_it_out(browsers, nam_tam, staff):
    row = conduct.discipline(nam_tam, staff)
    url = reverse("oversight:strike_discipline", args=[row.pk])
    answers = sent_at_once(browsers, url, {"reason": "Ghi nhầm tổ chức"}, {"reason": "Ghi nhầm quyết định"})
    first_and_second(answers, "oversight.struck")
    row.refresh_from_db()
    assert not row.stands and row.struck_reason in AuditEntry.objects.get(did="oversight.struck").said
