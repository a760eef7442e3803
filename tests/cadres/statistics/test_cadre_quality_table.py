"""The quality table on people that can be counted by hand, and all four forms on the screen and as files."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from cadres.statistics.report import printed, workbook
from cadres.statistics.sets import column_sets
from members.statistics.report.paper import parts
from sinho.audit.models import AuditEntry
from sinho.documents.reports import PaperDetails
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import members
from tests.factories.workbooks import computed
from tests.tables import each

D = dt.date
TODAY = D(2009, 12, 18)
CODE = "cadre-quality-table"
CODES = ("form-8c", "form-9c", "form-13", CODE)
EVERY = [one.code for one in column_sets()]
BOTH = ["elected", "civil_servant"]


@pytest.fixture
def five(nam_tam, ta_phin, nam_tam_cells):
    """Three in Nậm Tăm, one of them with two titles; one cadre and one part-time worker in Tả Phìn."""
    an = make.cadre(nam_tam, "Lò Văn An", "party_secretary", birth_year=1949, religion="protestant")
    make.post(an, nam_tam, "council_chair")
    an.member = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1949)
    an.save()
    make.learned(an, "general", "primary")
    make.learned(an, "general", "lower_secondary", D(2009, 6, 1))
    make.learned(an, "theory", "bachelor")
    make.learned(an, "ethnic_language", words="Tiếng Thái")
    mai = make.cadre(nam_tam, "Tao Thị Mai", "justice_registry", since=D(2009, 1, 5), sex="female", birth_year=1979)
    make.learned(mai, "general", "upper_secondary")
    make.learned(mai, "professional", "master")
    make.learned(mai, "state_management", words="Chuyên viên")
    make.learned(mai, "computing", words="Trình độ A", since=D(2010, 1, 1))
    make.cadre(nam_tam, "Vũ Văn Kinh", "finance_accounting", ethnicity="eth_kinh", birth_year=1958)
    left = make.cadre(ta_phin, "Chẻo A Cũ", "front_chair", until=D(2008, 12, 31), birth_year=1963)
    make.learned(left, "general", "literate")
    chief = make.cadre(ta_phin, "Chẻo A Lở", "front_chair", since=D(2009, 1, 1), birth_year=1958, ethnicity="eth_dao")
    make.learned(chief, "professional", "elementary")
    make.cadre(ta_phin, "Phàn A Phó", "police_deputy", birth_year=1989, ethnicity="eth_dao")


def column(report, key, row="total"):
    return report.figure(f"{row}.{key}").count


class TestTable:
    def test_all_columns_of_the_total(self, five, district, staff, ask, walk):
        report = ask(CODE, staff, district, cot=EVERY)
        counted = {key.removeprefix("total."): n for key, n in report.as_json()["figures"].items() if n}
        counted = {key: n for key, n in counted.items() if not key.startswith(("group.", "title.", "beside."))}
        assert counted == {
            "total": 4, "women": 1, "minority": 3, "religious": 1, "party.member": 1, "party.unlinked": 3,
            "age.30": 1, "age.51-55": 2, "age.56-60": 1,
            "general.lower_secondary": 1, "general.upper_secondary": 1, "general.unknown": 2,
            "professional.none": 2, "professional.elementary": 1, "professional.postgraduate": 1,
            "theory.none": 3, "theory.advanced": 1, "state_management.learned": 1, "state_management.none": 3,
            "ethnic_language.learned": 1,
        }  # fmt: skip
        assert walk(report) == 21 * 32 + 1

    def test_titles_stand_under_their_groups(self, five, district, staff, ask):
        report = ask(CODE, staff, district, cot=["people"])
        keys = [line.key for line in report.sheets[0].lines]
        assert keys[:3] == ["total", "group.elected", "title.party_secretary"] and "title.police_deputy" not in keys
        assert [column(report, "total", row) for row in ("group.elected", "group.civil_servant")] == [2, 2]
        assert column(report, "total", "title.council_chair") == 0
        [beside] = report.shown_rests
        assert (beside.key, beside.rows[0].name) == ("beside.council_chair", "Lò Văn An")
        assert sum(column(report, "women", key) for key in keys if key.startswith("title.")) == 1

    def test_groups_and_communes_as_rows(self, five, district, nam_tam, staff, secretary, ask):
        groups = ask(CODE, staff, district, hang=["group"], nhom=["part_time", "elected"], cot=["people"])
        assert [(one.key, one.label) for one in groups.sheets[0].lines] == [
            ("total", "Tổng số"),
            ("group.elected", "Cán bộ chuyên trách"),
            ("group.part_time", "Người hoạt động không chuyên trách"),
        ]
        assert [line.cells[0].figure.count for line in groups.sheets[0].lines] == [3, 2, 1]
        communes = ask(CODE, staff, district, hang=["commune"], cot=["age"])
        assert [(one.label, one.cells[0].figure.count) for one in communes.sheets[0].lines] == [
            ("Tổng số", 4), ("Nậm Tăm", 3), ("Tả Phìn", 1),
        ]  # fmt: skip
        assert column(ask(CODE, staff, nam_tam), "total") == column(ask(CODE, secretary, district), "total") == 3

    def test_an_earlier_day_stands_beside(self, five, district, staff, ask, walk):
        report = ask(CODE, staff, district, cot=["general", "people"], so_voi=["31/12/2008"])
        assert [column(report, "total"), report.figure("before.total.total").count] == [4, 3]
        assert report.figure("before.total.general.below").rows[0].name == "Chẻo A Cũ"
        assert report.figure("before.total.general.primary").count == 1 and column(report, "women") == 1
        assert walk(report) == 2 * 9 * len(report.sheets[0].lines) + 1
        assert "31/12/2008" in report.notes[0]

    def test_on_an_earlier_day(self, five, district, staff, ask):
        report = ask(CODE, staff, district, on=D(2008, 6, 30))
        assert (column(report, "total"), column(report, "general.lower_secondary")) == (3, 0)

    def test_a_day_to_compare_with_must_be_earlier(self, five, district, staff, ask):
        with pytest.raises(Refused, match="31/12/2009 phải trước ngày của biểu, 18/12/2009"):
            ask(CODE, staff, district, so_voi=["31/12/2009"])

    def test_a_wide_table_is_printed_in_parts_of_whole_groups(self, five, district, staff, ask):
        [sheet] = ask(CODE, staff, district, cot=EVERY).sheets
        found = parts(sheet)
        labels = [[heading.label for heading in part.headings] for part in found]
        assert len(found) > 1 and all(one[0] == "Tổng số" and len(one) <= 16 for one in labels)
        assert [label for one in labels for label in one[1:]] == [heading.label for heading in sheet.headings[1:]]
        assert [part.continues for part in found] == [False] + [True] * (len(found) - 1)


def address(code, name="report"):
    return reverse(f"reports:{name}", args=[code])


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


class TestPages:
    @pytest.mark.parametrize("code", CODES)
    def test_screen_paper_workbook_and_machine_agree(self, code, log_in, staff, five, tmp_path):
        client, asked = log_in(staff), {"ngay": "18/12/2009"}
        page = client.get(address(code), asked)
        report = page.context["report"]
        assert page.status_code == 200 and report.spec.code in page.content.decode()
        if papers := code == CODES[0]:  # one template prints all four, and a paper takes long
            assert report.spec.code in text_of(client.get(address(code, "pdf"), asked).content)
        sheet = computed(client.get(address(code, "xlsx"), asked).content)[0]
        first = report.sheets[0].lines[0]
        row = next(row for row in sheet if row[0] == first.label)
        assert [n for n in row[1:] if n is not None] == [cell.figure.count for cell in first.cells]
        said = json.loads(client.get(address(code, "json"), asked).content)
        assert said["report"] == code and said["figures"] == report.as_json()["figures"]
        assert AuditEntry.objects.filter(did="report.exported").count() == 2 + papers
        file = tmp_path / "form.json"
        call_command("report", code, "--on", "18/12/2009", "--format", "json", "-o", str(file))
        assert json.loads(file.read_text(encoding="utf-8"))["figures"] == said["figures"]

    @pytest.mark.parametrize("code", CODES)
    def test_only_who_may_see_the_staff(self, code, log_in, inspector, stranger, nam_tam, five):
        client = log_in(inspector)
        for name in ("report", "rows", "pdf", "xlsx", "json"):
            assert client.get(address(code, name)).status_code == 403
        assert f"/{code}/" not in client.get(reverse("reports:list")).content.decode()
        client = log_in(stranger)
        assert client.get(address(code), {"don_vi": nam_tam.pk}).status_code == 404
        assert client.get(address(code)).status_code == 200 and client.post(address(code)).status_code == 405
        assert f"/{code}/" in client.get(reverse("reports:list")).content.decode()

    def test_what_is_chosen_stays_in_the_address(self, log_in, staff, five):
        client = log_in(staff)
        asked = {
            "hang": "commune",
            "nhom": BOTH,
            "cot": ["age", "theory"],
            "so_voi": "31/12/2008",
            "ngay": "18/12/2009",
        }
        page = client.get(address(CODE), asked)
        text = page.content.decode()
        query = "hang=commune&so_voi=31%2F12%2F2008&nhom=elected&nhom=civil_servant&cot=age&cot=theory"
        assert page.context["asked"].query.endswith(query)
        assert '<input type="hidden" name="cot" value="theory">' in text
        assert text.count(" checked") == 4 and "31/12/2008" in text
        rows = client.get(address(CODE, "rows"), asked | {"so": "before.commune.SH-TP.total"})
        assert "Chẻo A Cũ" in rows.content.decode() and "<b>1</b> người" in rows.content.decode()
        assert query.replace("&", "&amp;") in rows.content.decode()

    @each(
        ("asked", "status", "said"),
        [
            ({"hang": "cao"}, 422, "Dòng theo: đồng chí chọn lại trong danh sách."),
            ({"cot": ["age", "x"]}, 422, "Cột hiện trong biểu: đồng chí chọn lại trong danh sách."),
            ({"nhom": "\0"}, 422, "đồng chí chọn lại"),
            ({"so_voi": "31/02/2008"}, 422, "31/02/2008"),
            ({"so_voi": "hôm qua"}, 422, "hôm qua"),
            ({"so_voi": "18/12/2009", "ngay": "18/12/2009"}, 409, "phải trước ngày của biểu"),
            ({"nam": 2001}, 409, "không tồn tại"),
        ],
    )
    def test_what_cannot_be_asked_gets_a_sentence(self, asked, status, said, log_in, staff, five):
        page = log_in(staff).get(address(CODE), asked)
        assert (page.status_code, said in page.content.decode()) == (status, True)

    @pytest.mark.parametrize("code", ["form-8c", "form-13"])
    def test_a_period_without_sense_gets_a_sentence(self, code, log_in, staff, five):
        client = log_in(staff)
        for asked, status in (
            ({"tu": "01/01/2010", "den": "01/01/2009"}, 422),
            ({"tu": "mai"}, 422),
            ({"tu": "01/01/2010", "den": "31/12/2010", "ngay": "18/12/2009"}, 409),
            ({"tu": "01/01/2001", "den": "31/12/2001"}, 409),
        ):
            assert client.get(address(code), asked).status_code == status

    def test_both_days_stand_on_paper_and_in_the_workbook(self, five, district, staff, ask):
        chosen = {"hang": ["group"], "cot": EVERY, "nhom": [*BOTH, "part_time"]}
        report = ask(CODE, staff, district, so_voi=["31/12/2008"], **chosen)
        text = text_of(printed(report, PaperDetails("", D(2010, 1, 5), "", "Lò Văn Pành")).pdf())
        for words in (
            "BÁO CÁO CHẤT LƯỢNG",
            "HUYỆN ỦY SÌN HỒ",
            "Số nhỏ dưới mỗi số là số của ngày 31/12/2008",
            "Tiếng dân tộc",
        ):
            assert words in text
        assert text.count("Lò Văn Pành") == text.count("NGƯỜI LẬP BIỂU") == 1
        book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        totals = [next(row for row in rows if row[0] == "Tổng số")[1] for rows in sheets]
        assert totals == [5, 4]
