"""The demo district shows what was mended: a vote struck out, a consent of the province, a case handed over (A4)."""

from django.urls import reverse

from members.admissions.models import CaseHandover, CaseStep
from sinho.accounts.models import User


def test_the_demo_has_one_of_each(demo, client):
    client.force_login(User.objects.get(username="bantochuc"), backend="django.contrib.auth.backends.ModelBackend")
    struck, consent = CaseStep.objects.get(struck_at__isnull=False), CaseStep.objects.get(step="province_consent")
    handed = CaseHandover.objects.get()
    for found, said in (
        (struck.case, struck.struck_reason),
        (consent.case, "Ban Thường vụ Tỉnh ủy đồng ý bằng văn bản"),
        (handed.case, handed.reason),
    ):
        assert said in client.get(reverse("admissions:case", args=[found.pk])).content.decode()
    assert handed.case.place_id == handed.to_cell_id and struck.case.facts().passed("cell_vote")
