"""What is taken home of imports, templates and exports; who may."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from sinho.audit.models import AuditEntry
from sinho.imports.kinds import kind_of
from sinho.imports.tables import read_table
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row
from tests.sinho.imports.pages import INDEX, of, page, sent


@pytest.mark.parametrize(("code", "word"), [("organizations", "to-chuc-dang"), ("villages", "ban")])
def test_the_template_has_lists_from_data_and_explanations(at_work, nam_tam_cells, code, word):
    response = at_work.get(reverse("imports:template", args=[code]))
    assert response["Content-Disposition"] == f'attachment; filename="mau-{word}.xlsx"'
    workbook = load_workbook(io.BytesIO(response.content))
    sheet = workbook.worksheets[0]
    titles = [cell.value.removesuffix(" *") for cell in sheet[3]]
    assert titles == list(kind_of(code).resource.titles().required)
    offered = {str(rule.sqref).split(":")[0][0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = chr(65 + titles.index("Mã tổ chức cấp trên" if code == "organizations" else "Mã chi bộ phụ trách"))
    assert offered[letter] == (
        '"SH · Sìn Hồ,SH-NT · Nậm Tăm"'
        if code == "organizations"
        else '"SH-NT-01 · Chi bộ bản Nậm Tăm 1,SH-NT-02 · Chi bộ bản Nậm Tăm 2"'
    )
    explained = [row[0].value for row in workbook["Hướng dẫn"].iter_rows()]
    assert set(titles) <= {str(text).removesuffix(" *") for text in explained}
    assert read_table(response.content, "mau.xlsx", kind_of(code).resource.titles()).rows == []


def test_the_export_is_a_workbook_of_the_same_kind_and_is_logged(at_work, nam_tam_cells):
    response = at_work.get(reverse("imports:export", args=["organizations"]))
    assert response["Content-Disposition"] == 'attachment; filename="to-chuc-dang-20091218.xlsx"'
    table = read_table(response.content, "a.xlsx", kind_of("organizations").resource.titles())
    assert [row.cells["Mã tổ chức"] for row in table.rows] == ["SH", "SH-NT", "SH-NT-01", "SH-NT-02"]
    assert AuditEntry.objects.filter(did="import.exported").count() == 1


def test_who_works_for_two_organisations_exports_each(log_in, nam_tam, nam_tam_cells, ta_phin, district):
    clerk = people.user("clerk", "district_staff", nam_tam)
    people.grant(clerk, "district_staff", ta_phin)
    client, address = log_in(clerk), reverse("imports:export", args=["organizations"])
    assert f"{address}?don-vi={ta_phin.pk}" in page(client.get(INDEX))
    response = client.get(address, {"don-vi": ta_phin.pk})
    table = read_table(response.content, "a.xlsx", kind_of("organizations").resource.titles())
    assert [row.cells["Mã tổ chức"] for row in table.rows] == ["SH-TP"]
    for asked in (district.pk, "x", ""):
        assert client.get(address, {"don-vi": asked}).status_code == 404


def test_the_rows_left_out_can_be_taken_home(at_work, tried):
    response = at_work.get(of("left_out", tried(cell_row(), WRONG)))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert (sheet["A3"].value, sheet["B4"].value) == ("Vì sao không nhận", "SH-NT-07")
    assert at_work.get(of("left_out", tried(cell_row()))).status_code == 404


GET = ["file", "rows", "left_out"]
POST = ["confirm", "undo", "try_again"]


def test_a_secretary_may_not_import(log_in, secretary, leader, tried):
    """Who brings in the workbook of his own sheet sees no other file; a reader sees none at all."""
    upload = tried(cell_row(), WRONG)
    for person, status in ((leader, 403), (secretary, 404)):
        client = log_in(person)
        for name in GET:
            assert client.get(of(name, upload)).status_code == status
        for name in POST:
            assert client.post(of(name, upload)).status_code == status
    for code in ("organizations", "villages"):
        assert client.get(reverse("imports:template", args=[code])).status_code == 403
        assert client.get(reverse("imports:export", args=[code])).status_code == 403
    assert client.get(INDEX).status_code == 403
    assert sent(client, xlsx([cell_row()])).status_code == 403


def test_a_file_of_another_organisation_does_not_exist(log_in, tried, ta_phin):
    upload = tried(cell_row(), WRONG)
    client = log_in(people.user("clerk", "district_staff", ta_phin))
    for name in GET:
        assert client.get(of(name, upload)).status_code == 404
    for name in POST:
        assert client.post(of(name, upload)).status_code == 404
    assert "to-chuc.xlsx" not in page(client.get(INDEX))


def test_a_colleague_sees_and_confirms_it(log_in, tried, district):
    upload = tried(cell_row())
    client = log_in(people.user("dongnghiep", "district_staff", district))
    assert "Đã nhập 1 dòng." in page(client.post(of("confirm", upload), follow=True))


def test_acts_answer_only_to_post_and_unknown_kinds_do_not_exist(at_work, tried):
    upload = tried(cell_row())
    for name in POST:
        assert at_work.get(of(name, upload)).status_code == 405
    assert at_work.get(reverse("imports:upload")).status_code == 405
    assert at_work.get(reverse("imports:template", args=["x"])).status_code == 404
    assert at_work.get(reverse("imports:export", args=["x"])).status_code == 404
    assert at_work.get(reverse("imports:file", args=[10**18])).status_code == 404


def test_without_a_log_in_nothing_is_shown(client, tried):
    upload = tried(cell_row())
    assert client.get(of("file", upload)).status_code == 302
    assert client.get(INDEX).status_code == 302


def test_a_refusal_names_what_was_not_done(at_work, tried, confirmed):
    done = confirmed(cell_row(6))
    again, answer = at_work.post(of("try_again", done)), at_work.post(of("answer", done))
    assert again.status_code == 409 and "Chưa thử lại được" in page(again)
    assert answer.status_code == 409 and "Chưa ghi nhận câu trả lời" in page(answer)
