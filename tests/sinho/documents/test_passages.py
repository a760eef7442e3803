"""The free text of a report: every version kept, nobody's words lost, only for who may write."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinho.audit.models import AuditEntry
from sinho.documents.actions import write_passage
from sinho.documents.models import LONGEST, Passage, Question, passages_of
from sinho.documents.reports import PaperDetails, asked_for, kind_of
from sinho.refusal import Refused
from sinho.web import clock
from tests.conftest import TODAY
from tests.factories import people

D = dt.date
CODE = "admission"
PAGE, WRITE, REPORT = (reverse(f"reports:{name}", args=[CODE]) for name in ("passages", "write", "report"))
PERIOD = {"tu": "01/01/2009", "den": "31/12/2009"}
CAUSE = "Nguồn quần chúng ở bản còn ít.\n\nCấp ủy chưa quan tâm."


@pytest.fixture
def question(district):
    return Question(CODE, district.pk, D(2009, 1, 1), D(2009, 12, 31))


@pytest.fixture
def write(question, staff):
    def written(text, section="limits", seen=0, **more):
        facts = {"question": question, "title": "Kết nạp đảng viên", "organization": "Đảng bộ huyện Sìn Hồ"}
        return write_passage(**facts | {"section": section, "text": text, "seen": seen, "by": staff} | more)

    return written


def address(url, **more):
    query = "&".join(f"{name}={value}" for name, value in (PERIOD | more).items())
    return f"{url}?{query}"


def sent(section="limits", text=CAUSE, seen=0):
    return {"phan": section, f"{section}-doan": text, f"{section}-ban": seen}


class TestActions:
    def test_a_version_takes_the_place_of_the_one_before(self, write, question):
        write(CAUSE)
        second = write("Nguyên nhân khác.", seen=1)
        assert [(one.number, one.text) for one in Passage.objects.about(question)] == [
            (2, "Nguyên nhân khác."),
            (1, CAUSE),
        ]
        entry = AuditEntry.objects.get(object_id=str(second.pk), did="report.passage")
        assert entry.said == (
            "Ghi đoạn văn phần “Hạn chế, nguyên nhân” của báo cáo “Kết nạp đảng viên” từ 01/01/2009 đến 31/12/2009"
        )
        assert (entry.before, entry.after) == ({"text": CAUSE}, {"text": "Nguyên nhân khác."})

    def test_the_day_asked_for_sees_the_version_of_that_day(self, write, district, staff):
        for day, text, seen in ((D(2009, 12, 1), "Cũ.", 0), (D(2009, 12, 10), "Mới.", 1), (D(2009, 12, 15), "", 2)):
            with clock.on_day(day):
                write(text, seen=seen)
        scope, kind, found = people.scope(staff), kind_of(CODE), []
        for day in (D(2009, 11, 30), D(2009, 12, 1), D(2009, 12, 14), TODAY):
            times = {"since": D(2009, 1, 1), "until": D(2009, 12, 31), "on": day}
            asked = asked_for(kind, organization_id=district.pk, today=TODAY, **times)
            found.append({key: one.text for key, one in passages_of(scope, CODE, asked).items()})
        assert found == [{}, {"limits": "Cũ."}, {"limits": "Mới."}, {}]

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"seen": 1}, "không còn đúng"),
            ({"section": "annex"}, "không có phần này"),
            ({"text": "a" * (LONGEST + 1)}, "dài quá 8.000 ký tự"),
            ({"text": "  \n "}, "không khác bản đã ghi"),
            ({"text": "Nguồn\x07 ít"}, "ký tự không đọc được ngay sau “Nguồn”"),
        ],
    )
    def test_what_does_not_fit_is_refused_and_nothing_is_written(self, write, more, words):
        with pytest.raises(Refused, match=words):
            write(**{"text": CAUSE} | more)
        assert not Passage.objects.exists() and not AuditEntry.objects.filter(did="report.passage").exists()

    def test_who_was_overtaken_is_told_by_whom(self, write):
        write(CAUSE)
        with pytest.raises(Refused, match="Tao Thị Mỷ vừa ghi phần này"):
            write("Khác.", seen=0)

    def test_the_database_keeps_versions(self, write):
        row = write(CAUSE)
        with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
            Passage.objects.filter(pk=row.pk).update(text="Sửa")
        with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
            row.delete()

    @pytest.mark.parametrize(
        ("facts", "name"),
        [
            ({}, "passage_version_once"),
            ({"number": 2, "until": D(2008, 1, 1)}, "passage_period_in_order"),
            ({"number": 2, "section": "annex"}, "passage_in_a_section"),
        ],
    )
    def test_constraints(self, write, facts, name):
        row = write(CAUSE)
        same = {field: getattr(row, field) for field in ("kind", "organization_id", "since", "until", "section")}
        more = {"number": 1, "text": "", "by": row.by, "at": clock.now()}
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Passage.objects.create(**same | more | facts)

    def test_another_period_is_another_text(self, write, question):
        write(CAUSE)
        write("Năm trước.", question=Question(CODE, question.organization_id, D(2008, 1, 1), D(2008, 12, 31)))
        assert Passage.objects.about(question).count() == 1 and Passage.objects.count() == 2


class TestPages:
    def test_what_is_written_stands_on_page_report_and_paper(self, log_in, staff, district):
        browser = log_in(staff)
        assert "Chưa có đoạn văn nào" not in browser.get(address(PAGE)).text
        answer = browser.post(address(WRITE), sent(text="<b>Một</b>\n\nHai & ba"))
        assert answer.status_code == 302 and answer["Location"].endswith("#limits")
        for url in (PAGE, REPORT):
            page = browser.get(address(url)).text
            assert "<p>&lt;b&gt;Một&lt;/b&gt;</p>" in page and "<p>Hai &amp; ba</p>" in page
        beside = re.search(r"Ghi phần III</button>\s*<span[^>]*>([^<]*)", browser.get(address(PAGE)).text)
        assert beside[1].startswith("Tao Thị Mỷ ghi lúc") and beside[1].endswith("bản 1")
        kind = kind_of(CODE)
        times = {"since": D(2009, 1, 1), "until": D(2009, 12, 31)}
        report = kind.build(people.scope(staff), asked_for(kind, organization_id=district.pk, today=TODAY, **times))
        paper = kind.printed(report, PaperDetails()).html()
        assert "<p>&lt;b&gt;Một&lt;/b&gt;</p>" in paper and "III- HẠN CHẾ, NGUYÊN NHÂN" in paper

    def test_an_old_page_is_told_so_and_loses_nothing(self, log_in, staff, write):
        browser = log_in(staff)
        write("Bản của người khác.")
        answer = browser.post(address(WRITE), sent(text="Tôi gõ rất lâu."))
        assert answer.status_code == 409
        assert "Tao Thị Mỷ vừa ghi phần này" in answer.text and "Bản của người khác." in answer.text
        assert "Tôi gõ rất lâu." in answer.text and 'name="limits-ban" value="1"' in answer.text
        assert Passage.objects.count() == 1
        assert browser.post(address(WRITE), sent(text="Tôi gõ rất lâu.", seen=1)).status_code == 302

    @pytest.mark.parametrize(
        ("data", "status", "words"),
        [
            (sent(text="a" * (LONGEST + 1)), 422, "Nội dung dài quá 8.000 ký tự."),
            *((sent(text=f"Có{sign}số"), 422, "đọc được ngay sau “Có”") for sign in "\x00\x07\x0b\x9f\ufffd"),
            (sent(seen="x"), 422, "không nguyên vẹn"),
            (sent(seen=""), 422, "không nguyên vẹn"),
            (sent(seen=-1), 422, "không nguyên vẹn"),
            (sent(seen=10**9), 422, "không nguyên vẹn"),
            (sent(seen=7), 409, "không còn đúng"),
            (sent(section="annex"), 409, "không có phần này"),
            ({}, 422, "không nguyên vẹn"),
            *((sent(text=text), 409, "không khác bản đã ghi") for text in (" ", "\r\n\t\r\n", "\xa0\u200b\ufeff ")),
        ],
    )
    def test_bad_input_gets_a_sentence(self, log_in, staff, district, data, status, words):
        answer = log_in(staff).post(address(WRITE), data)
        assert (answer.status_code, words in answer.text) == (status, True)
        assert not Passage.objects.exists()

    def test_sent_twice_is_written_once(self, log_in, staff, district):
        browser = log_in(staff)
        answers = [browser.post(address(WRITE), sent()).status_code for _ in range(2)]
        assert answers == [302, 409] and Passage.objects.count() == 1

    def test_an_address_that_cannot_be_read_comes_back(self, log_in, staff, district):
        answer = log_in(staff).post(f"{WRITE}?tu=hôm+qua", sent())
        assert answer.status_code == 422 and not Passage.objects.exists()

    def test_only_on_what_is_shown_as_of_today(self, log_in, staff, district):
        browser = log_in(staff)
        page = browser.get(address(PAGE, ngay="01/12/2009")).text
        assert "xem đến hôm nay để viết" in page and "<textarea" not in page
        answer = browser.post(address(WRITE, ngay="01/12/2009"), sent())
        assert answer.status_code == 409 and "một ngày đã qua" in answer.text

    def test_tabs_and_lines_are_kept_as_typed(self, log_in, staff, question):
        log_in(staff).post(address(WRITE), sent(text="Một\thai\r\n\r\nba"))
        assert Passage.objects.about(question).get().text == "Một\thai\n\nba"

    def test_a_day_to_come_is_answered_as_of_today(self, log_in, staff, district, question):
        browser = log_in(staff)
        for more in (PERIOD | {"ngay": "31/12/2030"}, {"ngay": "31/12/2030"}):
            page = browser.get(PAGE, more)
            assert page.status_code == 200 and page.context["asked"].on == TODAY
            assert "Ngày 31/12/2030 chưa đến. Trang này đang tính đến ngày 18/12/2009." in page.text
            assert page.context["asked"].since == D(2009, 1, 1) and "<textarea" in page.text
        assert browser.post(address(WRITE, ngay="31/12/2030"), sent()).status_code == 302
        assert Passage.objects.about(question).count() == 1

    def test_an_empty_text_takes_the_passage_out_and_stays_in_the_history(self, log_in, staff, write):
        write(CAUSE)
        assert log_in(staff).post(address(WRITE), sent(text="", seen=1)).status_code == 302
        page = log_in(staff).get(address(PAGE)).text
        assert "2 bản đã ghi" in page and "bỏ đoạn văn lúc" in page
        assert CAUSE.split("\n")[0] not in log_in(staff).get(address(REPORT)).text

    def test_the_text_of_another_period_may_be_taken_to_begin_with(self, log_in, staff, write, question):
        write("Như mọi năm.", question=Question(CODE, question.organization_id, D(2008, 1, 1), D(2008, 12, 31)))
        browser = log_in(staff)
        assert "Đoạn đã viết cho kỳ từ 01/01/2008 đến 31/12/2008" in browser.get(address(PAGE)).text
        page = browser.get(address(PAGE, lay="limits")).text
        assert "Như mọi năm.</textarea>" in page and Passage.objects.count() == 1

    def test_who_may(self, log_in, staff, leader, secretary, stranger, nam_tam, district):
        own = address(WRITE, don_vi=nam_tam.pk)
        assert log_in(leader).post(own, sent()).status_code == 403
        assert "<textarea" not in log_in(leader).get(address(PAGE)).text
        assert log_in(stranger).post(own, sent()).status_code == 404
        assert log_in(stranger).get(address(PAGE, don_vi=nam_tam.pk)).status_code == 404
        assert log_in(secretary).post(address(WRITE, don_vi=district.pk), sent()).status_code == 404
        assert not Passage.objects.exists()
        assert log_in(secretary).post(own, sent()).status_code == 302
        assert log_in(secretary).get(own).status_code == 405

    def test_a_report_that_is_not_told_in_parts_has_no_such_page(self, log_in, staff, district):
        for name in ("passages", "write"):
            url = reverse(f"reports:{name}", args=["organizations-founded"])
            browser = log_in(staff)
            assert (browser.get(url) if name == "passages" else browser.post(url, sent())).status_code == 404

    def test_the_same_queries_for_one_version_and_for_many(self, log_in, staff, write):
        browser = log_in(staff)
        write("0")
        counts = []
        for number in range(1, 12):
            write(str(number), seen=number)
            if number in (1, 11):
                with CaptureQueriesContext(connection) as found:
                    browser.get(address(PAGE))
                counts.append(len(found))
        assert counts[0] == counts[1]
