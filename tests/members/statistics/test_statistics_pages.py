"""The forms on the screen, as files and from the command; who may see them; how many queries they need."""

import datetime as dt
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from members.statistics.report.paper import on_pages, printed
from members.statistics.report.sheets import workbook
from sinho.audit.models import AuditEntry
from sinho.documents.reports import PaperDetails
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people
from tests.factories.workbooks import computed

D = dt.date
CODES = ("form-1", "form-2", "form-3", "form-4", "form-5")
NEW_SET = (D(2022, 1, 1), D(2022, 12, 31), D(2022, 12, 31))


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells, finance_cell):
    """Three in Nậm Tăm, of whom one is new and one comes from Tả Phìn; one in the agency."""
    make.member(nam_tam_cells[0], "Lò Văn An")
    make.probationer(nam_tam_cells[1], "Tao Thị Ánh", sex="female", ethnicity="eth_lu")
    mover = make.member(ta_phin_cells[0], "Chẻo A Lẩu", ethnicity="eth_dao")
    make.moved(mover, nam_tam_cells[0], D(2009, 8, 1))
    make.member(finance_cell, "Phạm Văn Cơ", ethnicity="eth_kinh")


def address(code, name="report"):
    return reverse(f"reports:{name}", args=[code])


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


class TestScreen:
    @pytest.mark.parametrize("code", CODES)
    def test_the_page_says_edition_and_what_is_not_kept(self, code, log_in, staff, roll):
        page = log_in(staff).get(address(code), {"tu": "01/01/2009", "den": "31/12/2009", "nam": 2009})
        text = page.content.decode()
        assert page.status_code == 200
        assert f"Biểu số {code[-1]}-TCTW" in text and "Ghi chú của biểu" in text and "Bộ biểu TCTW" in text

    @pytest.mark.parametrize("code", CODES)
    def test_the_forms_of_2022_have_their_own_set(self, code, log_in, staff, roll):
        asked = {"tu": "01/01/2022", "den": "31/12/2022", "nam": 2022, "ngay": "31/12/2022"}
        text = log_in(staff).get(address(code), asked).content.decode()
        assert f"Biểu số {code[-1]}-BTCTW" in text and "Hướng dẫn số 11-HD/BTCTW" in text

    def test_the_check_stands_on_form_1(self, log_in, secretary, nam_tam, roll):
        text = log_in(secretary).get(address("form-1"), {"nam": 2009}).content.decode()
        assert "1 + 2 − 0 = 3" in text and "</b>: khớp" in text and "lệch" not in text.replace("Chênh lệch", "")
        assert "c) Trong đảng bộ huyện" in text

    def test_a_figure_opens_its_people(self, log_in, staff, roll):
        client = log_in(staff)
        rows = client.get(address("form-2", "rows"), {"nam": 2009, "so": "women"}).content.decode()
        assert "Tao Thị Ánh" in rows and "<b>1</b> người" in rows and "Phụ nữ, từ 01/01/2009 đến 18/12/2009" in rows
        rows = client.get(address("form-5", "rows"), {"nam": 2009, "so": "commune.bases"}).content.decode()
        assert "Đảng bộ xã Nậm Tăm" in rows and "<b>2</b> tổ chức" in rows
        rows = client.get(address("form-5", "rows"), {"nam": 2009, "so": "commune.members"}).content.decode()
        assert "Lò Văn An" in rows and "<b>3</b> người" in rows
        assert client.get(address("form-3", "rows"), {"nam": 2009, "so": "title"}).status_code == 404

    @pytest.mark.parametrize("code", CODES)
    def test_an_organisation_without_members_has_its_form(self, code, log_in, staff, ta_phin):
        assert log_in(staff).get(address(code), {"nam": 2009, "don_vi": ta_phin.pk}).status_code == 200

    @pytest.mark.parametrize(
        ("code", "asked", "status"),
        [
            ("form-1", {"tu": "01/01/2010", "den": "01/01/2009"}, 422),
            ("form-1", {"tu": "mai"}, 422),
            ("form-1", {"tu": "01/01/2010", "den": "31/12/2010", "ngay": "18/12/2009"}, 409),
            ("form-2", {"tu": "01/01/2001", "den": "31/12/2001"}, 409),
            ("form-3", {"nam": "hai nghìn"}, 422),
            ("form-4", {"nam": 2001}, 409),
            ("form-5", {"ngay": "32/12/2009"}, 422),
        ],
    )
    def test_a_question_without_sense_gets_a_sentence(self, code, asked, status, log_in, staff, roll):
        page = log_in(staff).get(address(code), asked)
        assert (page.status_code, "đồng chí xem lại" in page.content.decode()) == (status, status == 422)


class TestAccess:
    @pytest.mark.parametrize("code", CODES)
    def test_only_who_may_see_members(self, code, log_in, district, roll):
        client = log_in(people.user("can.bo", "cadre_officer", district))
        for name in ("report", "rows", "pdf", "xlsx", "json"):
            assert client.get(address(code, name), {"nam": 2009}).status_code == 403
        assert f"/{code}/" not in client.get(reverse("reports:list")).content.decode()

    @pytest.mark.parametrize("code", CODES)
    def test_a_neighbour_asks_for_his_own_only(self, code, log_in, stranger, nam_tam, roll):
        client = log_in(stranger)
        assert client.get(address(code), {"nam": 2009, "don_vi": nam_tam.pk}).status_code == 404
        assert client.get(address(code), {"nam": 2009}).status_code == 200
        assert client.post(address(code)).status_code == 405


class TestFiles:
    def test_the_paper_is_a_form_of_the_board(self, roll, district, staff, ask):
        report = ask("form-1", staff, district)
        content = printed(report, PaperDetails("", D(2010, 1, 5), "", "Lò Văn Pành")).pdf()
        text = text_of(content)
        for words in (
            "TỈNH ỦY LAI CHÂU", "HUYỆN ỦY SÌN HỒ", "BAN TỔ CHỨC", "TĂNG, GIẢM ĐẢNG VIÊN", "Biểu số 1-TCTW",
            "Đơn vị nhận: Ban Tổ chức Tỉnh ủy Lai Châu", "Thời hạn: 20 ngày sau kỳ báo cáo", "Đvt: Người",
            "4(=2*100/3)", "NGƯỜI LẬP BIỂU", "TRƯỞNG BAN", "Lò Văn Pành", "ngày 05 tháng 01 năm 2010",
            "Đối chiếu D = A + B − C", "3 + 1 − 0 = 4",
        ):  # fmt: skip
            assert words in text, words
        page = PdfReader(io.BytesIO(content)).pages[0]
        assert float(page.mediabox.width) > float(page.mediabox.height), "lying"
        assert ", lệch" not in text
        wrong = replace(report, checks=(replace(report.checks[0], decrease=2),))
        assert "3 + 1 − 2 = 2; đếm từ danh sách ngày cuối kỳ: 4, lệch +2." in text_of(
            printed(wrong, PaperDetails()).pdf()
        )

    def test_a_commune_signs_for_itself(self, roll, nam_tam, secretary, ask):
        text = text_of(printed(ask("form-3", secretary, nam_tam), PaperDetails()).pdf())
        assert "ĐẢNG ỦY XÃ NẬM TĂM" in text and "BÍ THƯ" in text and "BAN TỔ CHỨC" not in text

    @pytest.mark.parametrize("code", CODES)
    def test_both_sets_can_be_printed(self, code, roll, district, staff, ask):
        assert f"Biểu số {code[-1]}-TCTW" in text_of(printed(ask(code, staff, district), PaperDetails()).pdf())
        new = text_of(printed(ask(code, staff, district, *NEW_SET), PaperDetails()).pdf())
        assert f"Biểu số {code[-1]}-BTCTW" in new and "Thời hạn" not in new

    def test_a_sheet_that_goes_on_is_signed_at_its_end(self, roll, district, staff, ask):
        assert [one.signed for one in on_pages(ask("form-2", staff, district).sheets)] == [False, True]
        assert [one.signed for one in on_pages(ask("form-2", staff, district, *NEW_SET).sheets)] == [True, True]

    def test_three_panels_hold_every_line_once_in_order(self, roll, district, staff, ask):
        [sheet] = ask("form-4", staff, district).sheets
        [one] = on_pages((sheet,))
        read = [row[panel] for panel in one.panels for row in one.rows]
        assert tuple(line for line in read if line) == sheet.lines and len(one.rows) == 22

    def test_the_workbook_holds_numbers_and_blanks(self, roll, district, staff, ask):
        content = workbook(ask("form-2", staff, district))
        book, (first, second) = openpyxl.load_workbook(io.BytesIO(content)), computed(content)
        assert book.sheetnames == ["Biểu số 2-TCTW", "Tiếp biểu số 2-TCTW"]
        rows = {str(row[0]).strip(): list(row[1:]) for row in first}
        assert rows["I. Đảng viên mới kết nạp trong kỳ"][:2] == [1, 0]
        assert rows["Tuổi bình quân"][0] == 34 and rows["Tiến sĩ khoa học"] == [None, None, None]
        assert rows["Phụ nữ"] == [1, 0, None]
        peoples = {row[1]: row[2] for row in second}
        assert (peoples["Lự"], peoples["Kinh"], peoples["Tổng số"]) == (1, 0, 1)

    @pytest.mark.parametrize("code", CODES)
    def test_the_workbook_shows_every_number_of_the_form_though_totals_are_formulas(
        self, code, roll, district, staff, ask
    ):
        for asked in ((), NEW_SET):
            report = ask(code, staff, district, *asked)
            content = workbook(report)
            for sheet, rows in zip(report.sheets, computed(content), strict=True):
                shown = rows[3 : 3 + len(sheet.lines)]
                for line, row in zip(sheet.lines, shown, strict=True):
                    counted = [cell.figure.count if cell.figure else cell.number for cell in line.cells]
                    assert [None if one is None else float(one) for one in row[-len(sheet.headings) :]] == [
                        None if one is None else float(one) for one in counted or [None] * len(sheet.headings)
                    ], line.label
        formulas = [cell.value for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
        assert any(str(one).startswith("=") for one in formulas) or code in ("form-2", "form-3")

    def test_taking_it_out_is_logged(self, log_in, staff, roll):
        answer = log_in(staff).get(address("form-3", "json"), {"nam": 2009})
        assert json.loads(answer.content)["figures"]["total"] == 4
        assert AuditEntry.objects.get(did="report.exported").said.startswith("Xuất báo cáo “Biểu 3: Đội ngũ đảng viên”")

    @pytest.mark.parametrize("code", CODES)
    def test_the_command_gives_the_same_figures(self, code, roll, district, staff, ask, tmp_path):
        file = tmp_path / "form.json"
        call_command("report", code, "--year", "2009", "--format", "json", "-o", str(file))
        assert json.loads(file.read_text(encoding="utf-8")) == json.loads(
            json.dumps(ask(code, staff, district).as_json())
        )


@pytest.mark.parametrize("code", CODES)
def test_more_people_need_no_more_queries(
    code, roll, nam_tam, nam_tam_cells, district, staff, ask, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as few:
        ask(code, staff, district)
    for number in range(30):
        who = make.probationer(nam_tam_cells[number % 2], f"Lò Văn {number}", D(2009, 6, 1))
        make.works(who, "farmer", D(2009, 6, 1))
        make.learned(who, "general", "primary")
        make.exempted(who, D(2009, 7, 1))
        make.moved(who, places.cell(f"bản {number}", parent=nam_tam), D(2009, 9, 1))
    with django_assert_max_num_queries(len(few)):
        ask(code, staff, district)
