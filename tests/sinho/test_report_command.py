"""`manage.py report`: the same report as the page, into a file; every mistake is one sentence."""

import io
import json

import docx
import pypdf
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from cells.assessments.report import KIND, build
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.documents.reports import asked_for
from tests.conftest import TODAY
from tests.factories import graded_district as made
from tests.factories import people


@pytest.fixture
def orgs(db):
    return made.graded_district()


def run(*words) -> str:
    out = io.StringIO()
    call_command("report", *words, stdout=out)
    return out.getvalue()


def test_the_list_names_every_report():
    lines = dict(line.strip().split("\t") for line in run("--list").splitlines() if line)
    assert lines["cell-quality"] == "Chất lượng tổ chức cơ sở đảng"
    assert lines["tctw"].startswith("Bộ biểu TCTW") and lines["Biểu số 1-TCTW"] == "Tăng, giảm đảng viên: form-1"
    assert "không theo dõi kho thẻ" in lines["Biểu số 11-TCTW"] and "như btctw" in lines


def test_json_is_that_of_the_page(orgs):
    staff = people.user("bantochuc", Role.DISTRICT_STAFF, orgs["SH"])
    page = build(people.scope(staff), asked_for(KIND, organization_id=orgs["SH"].pk, today=TODAY)).as_json()
    assert json.loads(run("cell-quality")) == json.loads(json.dumps(page))


def test_organisation_year_and_day_may_be_named(orgs):
    found = json.loads(run("cell-quality", "--org", "SH-NT", "--year", "2008", "--on", "31/12/2008"))
    assert (found["organization"]["code"], found["year"], found["on"]) == ("SH-NT", 2008, "2008-12-31")
    assert found["figures"]["cells.undecided"]["count"] == 3


def test_files_are_written(orgs, tmp_path):
    pdf, kept, word, xlsx, data = (tmp_path / name for name in ("a.pdf", "b.pdf", "a.docx", "a.xlsx", "a.json"))
    for path, form in ((pdf, "pdf"), (kept, "pdfa"), (word, "docx"), (xlsx, "xlsx"), (data, "json")):
        assert run("cell-quality", "--format", form, "-o", str(path)) == ""
    assert "HUYỆN ỦY SÌN HỒ" in pypdf.PdfReader(pdf).pages[0].extract_text()
    assert set(pypdf.PdfReader(kept).attachments) == {"so-lieu.json", "so-lieu.xlsx"}
    assert "HUYỆN ỦY SÌN HỒ" in docx.Document(str(word)).tables[0].cell(0, 0).text
    assert load_workbook(xlsx).sheetnames[0] == "Tổng hợp"
    assert json.loads(data.read_text())["report"] == "cell-quality"
    entries = AuditEntry.objects.filter(did="report.exported")
    assert [(entry.actor_name, entry.organization_name) for entry in entries] == [
        ("Hệ thống", "Đảng bộ huyện Sìn Hồ")
    ] * 5


def test_a_period_report_takes_two_days(orgs):
    found = json.loads(run("organizations-founded", "--from", "01/01/2009", "--to", "31/12/2009"))
    assert found["report"] == "organizations-founded"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Đồng chí ghi mã báo cáo"),
        (["khong-co"], "Không có báo cáo “khong-co”"),
        (["cell-quality", "--year", "abc"], "“abc”: Năm phải là số từ 1990 đến 2100"),
        (["cell-quality", "--year", "1000"], "Năm phải là số từ 1990 đến 2100"),
        (["cell-quality", "--year", "2007"], "Chưa có đợt đánh giá năm 2007."),
        (["cell-quality", "--year", "2001"], "không tồn tại vào ngày 31/12/2001"),
        (["cell-quality", "--on", "32/13/2009"], "Không có ngày 32/13/2009"),
        (["cell-quality", "--on", "mai"], "không phải là ngày"),
        (["cell-quality", "--year", "2009", "--on", "01/06/2008"], "chưa sang năm 2009"),
        (["cell-quality", "--org", "XX"], "Không có tổ chức mang mã “XX”."),
        (["cell-quality", "--from", "01/01/2009"], "làm theo năm"),
        (["cell-quality", "--format", "doc"], "Không có dạng tệp “doc”"),
        (["cell-quality", "--format", "pdf"], "tên tệp sau -o"),
        (["cell-quality", "-o", "/khong/co/a.json"], "Không ghi được tệp “/khong/co/a.json”"),
        (["organizations-founded", "--from", "01/01/2010", "--to", "01/01/2009"], "từ ngày đầu trở đi"),
        (["organizations-founded", "--year", "2009", "--to", "01/01/2009"], "không ghi cả hai"),
    ],
)
def test_a_mistake_is_one_sentence(orgs, words, sentence):
    with pytest.raises(CommandError) as error:
        run(*words)
    assert sentence in str(error.value) and error.value.returncode == 1


def test_a_file_that_is_already_there_stays_when_the_report_cannot_be_made(orgs, tmp_path):
    path = tmp_path / "a.json"
    path.write_text("cũ")
    with pytest.raises(CommandError):
        run("cell-quality", "--year", "2007", "-o", str(path))
    assert path.read_text() == "cũ"


def test_an_empty_database_has_nothing_to_report(db):
    with pytest.raises(CommandError, match="Hệ thống chưa có tổ chức nào"):
        run("cell-quality")
