"""Issuing: what is typed wrongly, sent twice, from an old page, or by two people at once."""

import datetime as dt
import hashlib

import pytest

from cells.organizations.report import CODE
from sinho.audit.models import AuditEntry
from sinho.documents.formats import FIGURES, WORD, WORKBOOK
from sinho.filings import files
from sinho.filings.actions import filing as acts
from sinho.filings.models import Filing, FilingFile, IssuedPaper
from sinho.web.fields import ReasonField
from tests.factories import filings as make
from tests.factories import organizations as places
from tests.sinho.filings.asking import SIGNED, address, carried, text
from tests.sinho.filings.at_once import at_once

D = dt.date


@pytest.fixture
def browser(log_in, staff, nam_tam):
    cell = places.cell("bản Lò", parent=nam_tam, since=D(2008, 11, 18))
    places.founding(cell, D(2008, 11, 18), place="village")
    return log_in(staff)


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"ghi_chu": "c" * 100_000}, 422, "nhiều nhất 300"),
        ({"ho_ten": "a" * 100_000}, 422, "nhiều nhất 80"),
        ({"ghi_chu": "Gửi\x07 kèm"}, 422, "ký tự không đọc được ngay sau “Gửi”"),
        ({"ghi_chu": "Gửi\x00 kèm"}, 422, "ký tự không đọc được ngay sau “Gửi”"),
        ({"ho_ten": "Vàng\x1f Ún"}, 422, "ký tự không đọc được ngay sau “Vàng”"),
        ({"ho_ten": "Vàng\ufffd Ún"}, 422, "ký tự không đọc được ngay sau “Vàng”"),
        ({"chuc_vu": "Phó\x0b Bí thư"}, 422, "ký tự không đọc được ngay sau “Phó”"),
        ({"ho_ten": " \t "}, 422, "Đồng chí chưa nhập ô này"),
        ({"ngay_ky": "18/12/09"}, 422, "“18/12/09” không phải là ngày"),
        ({"ngay_ky": "181209"}, 422, "“181209” không phải là ngày"),
        ({"ngay_ky": "09-12-18"}, 422, "không phải là ngày"),
        ({"ngay_ky": "18/12/2009 08:00"}, 422, "không phải là ngày"),
        ({"ngay_ky": "١٨/١٢/٢٠٠٩"}, 422, "không phải là ngày"),
        ({"ngay_ky": "9" * 5000}, 422, "không phải là ngày"),
        ({"ngay_ky": "18\x0012/2009"}, 422, "không phải là ngày"),
        ({"ngay_ky": "2009-02-30"}, 422, "Không có ngày 2009-02-30"),
        ({"ngay_ky": "31/12/2030"}, 409, "Ngày ký 31/12/2030 chưa đến"),
        ({"ngay_ky": "17/12/2009"}, 409, "trước ngày số liệu tính đến (18/12/2009)"),
        ({"ngay_ky": "01/01/1900"}, 409, "trước ngày số liệu tính đến (18/12/2009)"),
        ({"co_quan": "uy-ban"}, 422, "Không có trong danh sách"),
        ({"ky": "9" * 5000}, 422, "Không có trong danh sách"),
        ({"once": ""}, 302, ""),
        ({"ngay_ky": "2009-12-18"}, 302, ""),
        ({"ngay_ky": "18.12.2009"}, 302, ""),
    ],
)
def test_what_is_typed_gets_a_sentence_or_is_understood(browser, district, wrong, status, sentence):
    answer = browser.post(address(district), SIGNED | carried(browser.get(address(district))) | wrong)
    assert answer.status_code == status and sentence in text(answer)
    assert Filing.objects.count() == IssuedPaper.objects.count() == (status == 302)
    assert AuditEntry.objects.filter(did="report.filed").count() == (status == 302)
    if status == 302:
        assert Filing.objects.get().day == D(2009, 12, 18)


@pytest.mark.parametrize(
    "sent", [{"csrfmiddlewaretoken": "x"}, {"ngay_ky": ["18/12/2009", ""]}, {"ngay_ky[]": "x", "ho_ten[0]": "y"}]
)
def test_what_is_missing_is_named(browser, district, sent):
    answer = browser.post(address(district), sent)
    assert answer.status_code == 422 and "Ngày ký" in text(answer) and not Filing.objects.exists()


def test_why_one_takes_the_place_of_another_is_said_in_words(browser, district, staff):
    old = make.report(district, staff)
    sent = SIGNED | carried(browser.get(address(district))) | {"thay": old.pk}
    for reason, sentence in (
        ("", "phải ghi lý do"),
        ("ok", ReasonField.TOO_SHORT),
        ("Sót\x07 một chi bộ", "ngay sau “Sót”"),
        ("x" * 100_000, "nhiều nhất 300"),
    ):
        answer = browser.post(address(district), sent | {"ly_do": reason})
        assert answer.status_code == 422 and sentence in text(answer), reason[:20]
    assert Filing.objects.count() == 1
    for other in ("0", "x", "9" * 5000, ["1", "2"], "\x00"):
        answer = browser.post(address(district), sent | {"ly_do": "Sót một chi bộ", "thay": other})
        assert answer.status_code == 422 and "chọn lại trong danh sách" in text(answer), other


def test_replaced_meanwhile_in_another_window_the_old_page_is_told_so(browser, district, staff):
    old = make.report(district, staff)
    sent = SIGNED | carried(browser.get(address(district))) | {"thay": old.pk, "ly_do": "Sót một chi bộ"}
    new = make.report(district, staff, replaces=old, reason="Sai trích yếu")
    answer = browser.post(address(district), sent)
    assert answer.status_code == 422 and "chọn lại trong danh sách" in text(answer)
    assert Filing.objects.count() == 2 and f'value="{new.pk}"' in answer.content.decode()


def test_a_paper_that_cannot_be_made_leaves_no_gap(district, staff, browser, monkeypatch):
    monkeypatch.setattr(acts, "files_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make.report(district, staff)
    assert not Filing.objects.exists() and not IssuedPaper.objects.exists()
    monkeypatch.setattr(acts, "files_of", files.files_of)
    assert make.report(district, staff).paper.number == 1


def whole(one: Filing) -> bool:
    """Every file is there and is what its digest says."""
    kept = list(one.files.all())
    good = all(hashlib.sha256(file.content).hexdigest() == file.sha256 and file.size for file in kept)
    return good and {file.format for file in kept} == {form.code for form in files.FORMATS}


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_different_reports_at_once_get_two_numbers_and_whole_files(
    transactional_db, district, nam_tam_cells, staff, leader, monkeypatch
):
    monkeypatch.setattr(files, "FORMATS", (WORKBOOK, FIGURES, WORD))
    asked = make.question(district)
    for first in (1, 3, 5):
        day = D(2009, 12, 10 + first)
        asked = make.question(district, on=day)
        done = at_once(
            lambda asked=asked: make.report(district, staff, asked=asked),
            lambda asked=asked: make.report(district, leader, asked=asked, code="admission"),
        )
        assert sorted(one.paper.number for one in done) == [first, first + 1]
        assert {one.kind for one in done} == {CODE, "admission"} and all(map(whole, done))
    numbers = IssuedPaper.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6] and FilingFile.objects.count() == 18
    assert AuditEntry.objects.filter(did="report.filed").count() == 6
