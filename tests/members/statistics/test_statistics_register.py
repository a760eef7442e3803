"""The register of forms: what is due when to whom, for each set; who sees it; what it says of a wrong question."""

import datetime as dt

import pytest
from django.urls import reverse

from sinho.documents import checks, issued, statistics
from sinho.documents.issued import Filed
from sinho.documents.reports import PERIOD, kind_of
from sinho.documents.statistics import Entry, Generation, Time, entries_of, generation_on, generations
from tests.factories import members as make
from tests.factories import people
from tests.tables import each

D = dt.date
PAGE = "/bao-cao/bieu-thong-ke/"
CHECKS = f"{PAGE}doi-chieu/"


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells):
    make.member(nam_tam_cells[0], "Lò Văn An")
    make.member(ta_phin_cells[0], "Chẻo A Ba")


class TestRegister:
    def test_every_form_has_a_report_or_a_reason(self):
        known = {one.code: entries_of(one) for one in generations()}
        assert [len(known[code]) for code in ("tctw", "btctw", "hd40_2025")] == [12, 17, 17]
        for entries in known.values():
            for one in entries:
                assert bool(one.kind) != bool(one.why) and one.title
                for code in filter(None, (one.kind, *one.instead)):
                    assert kind_of(code).code == code

    def test_forms_stand_in_the_order_of_their_numbers(self):
        codes = [one.code for one in entries_of(generation_on(D(2009, 12, 31)))]
        assert codes[0] == "Biểu số 1-TCTW" and codes[-3:] == [f"Biểu số {n}-TCTW" for n in (9, 10, 11)]

    @each("day, code", [(D(2009, 12, 31), "tctw"), (D(2021, 12, 12), "tctw"), (D(2021, 12, 13), "btctw")])
    def test_the_set_follows_the_day(self, day, code):
        assert generation_on(day).code == code

    def test_the_checks_ask_for_reports_that_there_are(self):
        for generation in generations():
            found = checks.checks_of(generation)
            assert len(found) > 30
            for one in found:
                assert kind_of(one.left.kind) and kind_of(one.right.kind) and one.says

    @each(
        "more, words",
        [
            ({}, "either a report fills it"),
            ({"kind": "form-1", "why": "Không"}, "either a report fills it"),
            ({"kind": "form-1", "periods": ("quarter",)}, "no such period"),
        ],
    )
    def test_an_entry_without_sense_is_refused(self, more, words):
        with pytest.raises(ValueError, match=words):
            Entry(**{"generation": "tctw", "code": "Biểu số 0", "title": "Thử", "periods": ("nam",), **more})

    def test_a_form_of_an_unknown_set_is_refused(self):
        with pytest.raises(ValueError, match="no set"):
            statistics.register_forms([Entry("khong", "Biểu 0", "Thử", ("nam",), why="Không")])
        with pytest.raises(ValueError, match="twice"):
            statistics.register_generations([Generation("tctw", "Khác", "Khác", None, "", False)])

    def test_the_question_of_a_half_year_ends_with_june(self):
        half, whole = (Time(2009, part, D(2009, 12, 18)) for part in ("sau-thang", "nam"))
        old, new = generations()[:2]
        for code in ("form-1", "form-3"):
            kind = kind_of(code)
            asked = half.question(kind, 1, old)
            assert asked.counted_on == D(2009, 6, 30) and not asked.more
            assert whole.question(kind, 1, old).counted_on == D(2009, 12, 18)
            assert (asked.since is not None) == (kind.asks == PERIOD)
            assert whole.question(kind, 1, new).more == (("bo_bieu", "btctw"),), "asked of another set than its day's"


class TestPage:
    def test_what_is_due_of_the_year(self, log_in, staff, roll):
        text = log_in(staff).get(PAGE).content.decode()
        for words in (
            "Biểu thống kê năm 2009", "Ban Tổ chức Huyện ủy Sìn Hồ", "Bộ biểu TCTW", "Ban Tổ chức Tỉnh ủy Lai Châu",
            "20/01/2010", "còn 33 ngày", "Biểu số 10-TCTW", "không theo dõi kho thẻ", "chưa đối chiếu văn bản",
        ):  # fmt: skip
            assert words in text, words
        assert "quá hạn" not in text and "/bao-cao/form-tctw-10/excel/?tu=01%2F01%2F2009" in text

    def test_a_form_after_its_deadline_is_late_until_it_is_filed(self, log_in, staff, roll, monkeypatch):
        client = log_in(staff)
        text = client.get(PAGE, {"nam": 2008}).content.decode()
        assert "11 biểu quá hạn" in text and "20/01/2009" in text and "trễ 332 ngày" in text

        def filed(scope, questions):
            [mine] = [one for one in questions if one[0] == "form-1"]
            assert mine[1].since.year == 2008
            return {mine: [Filed(mine[1], D(2009, 1, 15), "Báo cáo", "số 02-BC/BTC", "/bao-cao/")]}

        monkeypatch.setattr(issued, "_filed", [filed])
        text = client.get(PAGE, {"nam": 2008}).content.decode()
        assert "10 biểu quá hạn" in text and "Đã ban hành 15/01/2009" in text and "số 02-BC/BTC" in text

    def test_the_half_year_leaves_yearly_forms_for_the_end(self, log_in, staff, roll):
        page = log_in(staff).get(PAGE, {"nam": 2009, "ky": "sau-thang"})
        text = page.content.decode()
        assert "20/07/2009" in text and "Biểu chỉ lập cuối năm" in text
        assert [one.entry.code for one in page.context["other"]] == [
            f"Biểu số {n}-TCTW" for n in ("4", "6", "7A", "7B", "8")
        ]

    def test_another_set_is_printed_when_it_is_chosen(self, log_in, staff, roll):
        client = log_in(staff)
        page = client.get(PAGE, {"bo": "btctw"})
        text = page.content.decode()
        assert "chưa biết thời hạn" in text and "Biểu số 6A, 6B, 6C, 6D, 6E-BTCTW" in text and "20/01/2010" not in text
        first = page.context["filled"][0]
        shown = client.get(f"/bao-cao/{first.kind.code}/?{first.asked.query}").content.decode()
        assert "Biểu số 1-BTCTW" in shown
        old = client.get("/bao-cao/form-3/", {"nam": 2022, "ngay": "31/12/2022", "bo_bieu": "tctw"}).content.decode()
        assert "Biểu số 3-TCTW" in old

    def test_a_commune_reports_to_the_district_and_its_deadline_is_not_known(self, log_in, secretary, nam_tam, roll):
        text = log_in(secretary).get(PAGE).content.decode()
        assert "Đảng ủy xã Nậm Tăm" in text and "Ban Tổ chức Huyện ủy Sìn Hồ" in text
        assert "chưa biết thời hạn của đơn vị này" in text and "20/01/2010" not in text

    @each(
        "asked, status, words",
        [
            ({"nam": "hai"}, 422, "Năm phải là số từ 1990 đến 2100"),
            ({"nam": "1000"}, 422, "Năm phải là số từ 1990 đến 2100"),
            ({"nam": "9" * 400}, 422, "Năm phải là số từ 1990 đến 2100"),
            ({"ky": "quy-1"}, 422, "Kỳ: đồng chí chọn lại"),
            ({"bo": "x\0y"}, 422, "Chưa lập được"),
            ({"bo": "cu"}, 422, "Bộ biểu: đồng chí chọn lại"),
            ({"ngay": "32/13/2009"}, 422, "Không có ngày 32/13/2009"),
            ({"don_vi": "abc"}, 422, "Phạm vi không đúng"),
            ({"bo": ["tctw", "btctw"]}, 422, "Bộ biểu</a>: Địa chỉ ghi hai giá trị khác nhau"),
            ({"bo": ["cu", "btctw"], "nam": ["2009", "2008"]}, 422, "Năm</a>: Địa chỉ ghi hai giá trị khác nhau"),
            ({"ngay": ["18/12/2009", "01/12/2009"]}, 422, "Tính đến ngày</a>: Địa chỉ ghi hai giá trị khác nhau"),
            ({"bo": ["tctw", "tctw"]}, 200, "Bộ biểu TCTW"),
            ({"nam": ["", "2009.5"]}, 422, "Năm phải là số từ 1990 đến 2100"),
            ({"nam": 2100}, 409, "năm 2100 chưa bắt đầu"),
            ({"bo": "TCTW"}, 422, "Bộ biểu: đồng chí chọn lại"),
            ({"ngay": "18/12/09"}, 422, "không phải là ngày"),
            ({"nam": 2010}, 409, "năm 2010 chưa bắt đầu vào ngày 18/12/2009"),
            ({"nam": 1995}, 409, "không tồn tại vào ngày 31/12/1995"),
            ({"don_vi": "999999"}, 404, ""),
            ({"don_vi": "9" * 30}, 404, ""),
        ],
    )
    def test_a_question_without_sense_gets_a_sentence(self, asked, status, words, log_in, staff, roll):
        client = log_in(staff)
        for address in (PAGE, CHECKS):
            page = client.get(address, asked)
            assert page.status_code == status and words in page.content.decode()


class TestAccess:
    def test_only_who_takes_reports_out(self, log_in, district, stranger, nam_tam, nam_tam_cells, roll):
        client = log_in(people.user("bithu.chibo", "cell_secretary", nam_tam_cells[0]))
        assert {client.get(one).status_code for one in (PAGE, CHECKS)} == {403}
        client = log_in(stranger)
        assert {client.get(one, {"don_vi": nam_tam.pk}).status_code for one in (PAGE, CHECKS)} == {404}
        assert {client.post(one).status_code for one in (PAGE, CHECKS)} == {405}

    def test_forms_on_members_are_closed_to_who_may_not_see_members(self, log_in, district, roll):
        client = log_in(people.user("can.bo", "cadre_officer", district))
        page = client.get(PAGE, {"bo": "btctw"})
        hidden = [one.entry.kind for one in page.context["filled"] if one.hidden]
        assert hidden == ["form-1", "form-2", "form-3", "form-4", "form-5", "form-6f", "form-7"]
        assert "/form-1/" not in page.content.decode() and "/form-8c/" in page.content.decode()
        text = client.get(CHECKS, {"bo": "btctw"}).content.decode()
        assert "Đồng chí không được giao xem “Biểu 1: Tăng, giảm đảng viên”." in text and "Biểu 8C: ba nhóm" in text

    def test_the_list_of_reports_leads_there(self, log_in, staff, roll):
        assert f'href="{reverse("reports:statistics")}"' in log_in(staff).get("/bao-cao/").content.decode()
