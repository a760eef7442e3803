"""The sheet of one organisation on paper, filled in or to be filled in by hand."""

import pytest
from django.urls import reverse

from cells.assessments import schemes
from cells.assessments.models import Sheet
from cells.assessments.models.facts import open_sheet
from cells.assessments.report import printed
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import assessments as year


def body(sheet, *, blank):
    """The paper before it becomes a PDF."""
    return printed.printed(open_sheet(sheet, clock.today()), clock.today(), blank=blank).paper


@pytest.mark.parametrize("scheme", sorted(schemes.files()))
def test_every_era_has_its_sheet_filled_and_empty(district, nam_tam, scheme):
    sheet = Sheet.objects.create(campaign=year.campaign(district, 2009, scheme), organization=nam_tam)
    year.fill(sheet)
    full, empty = (body(sheet, blank=blank) for blank in (False, True))
    assert "Báo cáo 38-BC/UBND" in full.body_html and "1.512" in full.body_html
    assert "Báo cáo 38-BC/UBND" not in empty.body_html and "1.512" not in empty.body_html
    assert "Sản lượng lương thực có hạt" in empty.body_html and "☐" in empty.body_html
    assert full.head.kind == "BÁO CÁO" and "năm 2009" in full.head.subject


def test_who_may_print_it_and_that_it_stands_in_the_log(sheet, secretary, staff, stranger, log_in, nam_tam):
    there = reverse("assessments:printed", args=[sheet.pk])
    answer = log_in(secretary).get(there, {"trong": "1"})
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert log_in(staff).get(there).status_code == 200
    assert log_in(stranger).get(there).status_code == 404
    said = AuditEntry.objects.filter(did="assessment.printed").order_by("id").values_list("said", flat=True)
    assert list(said) == ["In mẫu để ghi tay năm 2009", "In bản tự đánh giá năm 2009"]
