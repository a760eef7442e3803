"""What the rules of a year close, as people meet it: a level explained in a sentence, the cap reached (A11).

The guidance of 2008 from the registration to the decision is in test_browser_main_job.py.
"""

import datetime as dt
import re

import pytest

from cells.assessments.actions import judging, submission
from cells.assessments.models import CapException, Sheet
from cells.assessments.models.judged import GateAnswer
from sinho.web.models import Installation
from tests.factories import assessments as year
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.working_year import hand_of, handed_in

EXCELLENT, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"


@pytest.fixture
def sheet(transactional_db):
    """The sheet of Nậm Tăm under the rules of 2025, handed in and under appraisal; the commune has seven cells."""
    Installation.objects.create(demo_day=dt.date(2009, 12, 18))
    district = make.district()
    committee = make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")
    staff = people.user("bantochuc", "district_staff", district, full_name="Tao Thị Mỷ")
    secretary = people.user("bithu.namtam", "commune_secretary", committee, full_name="Lò Văn Inh")
    campaign = year.campaign(district, 2009, "qd366_2025")
    for number in range(1, 8):
        cell = make.cell(f"bản {number}", parent=committee, code=f"SH-NT-{number}")
        Sheet.objects.create(campaign=campaign, organization=cell)
    found = handed_in(Sheet.objects.create(campaign=campaign, organization=committee), secretary)
    submission.receive(sheet=found, hand=hand_of(staff, found), by=staff)
    answers = {
        "no_discipline": (True, "Kết luận 5-KL/UBKT"),
        "remedied_100": (False, "Còn 2 khuyết điểm"),
        "other_cases": (False, "Không có"),
    }
    judging.answer(sheet=found, answers=answers, hand=hand_of(staff, found), by=staff)
    return found


def test_a_closed_level_is_explained_in_a_sentence_and_refused(page, sign_in, sheet):
    sign_in(page, "bantochuc", f"/danh-gia/phieu/{sheet.pk}/tham-dinh/")
    why = page.locator("li", has=page.get_by_text(EXCELLENT, exact=True)).filter(has_text="Không xếp được").first
    said = why.inner_text()
    assert "100 % hạn chế, khuyết điểm đã được khắc phục – đã trả lời: không" in said
    assert "Còn 2 khuyết điểm" in page.get_by_text("Các câu trả lời đã ghi").locator("xpath=..").inner_html()
    page.locator("input[name=dn-level][value=excellent]").check()
    page.get_by_role("button", name="Trình đề nghị xếp loại").click()
    page.get_by_role("alert").filter(has_text=f"Không xếp được “{EXCELLENT}”").first.wait_for()
    sheet.refresh_from_db()
    assert sheet.state == "in_appraisal"


def test_the_cap_is_reached_and_refused_until_one_is_taken_back(page, sign_in, sheet):
    sign_in(page, "bithu.namtam", "/danh-gia/2009/ghi-chi-bo/")
    page.get_by_label("Số quyết định").fill("15-QĐ/ĐU")
    page.get_by_label("Ngày quyết định").fill("12/12/2009")
    page.get_by_label(re.compile("^Căn cứ đảng ủy")).fill("Biên bản họp đảng ủy ngày 10/12/2009")
    for number in range(1, 8):
        page.get_by_label(f"Chi bộ bản {number}").select_option(label=EXCELLENT if number > 5 else GOOD)
    page.get_by_role("button", name="Ghi kết quả các chi bộ đã chọn").click()
    page.get_by_text(re.compile(r"được 1, ghi thành 2\. Tối đa 20 %")).first.wait_for()
    cells = Sheet.objects.exclude(pk=sheet.pk)
    assert not cells.filter(state="decided").exists() and not GateAnswer.objects.exclude(sheet=sheet).exists()
    page.get_by_label("Chi bộ bản 7").select_option(label=GOOD)
    page.get_by_role("button", name="Ghi kết quả các chi bộ đã chọn").click()
    page.get_by_text("Đã ghi kết quả xếp loại của 7 chi bộ").wait_for()
    assert cells.filter(decided_level="excellent").count() == 1 and not CapException.objects.exists()
