"""The pages of importing: who may, what they show, what they answer to bad input."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cells.organizations.actions import StateData, put_state
from cells.organizations.models import Organization
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from sinho.imports.tables import read_table
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row

INDEX = reverse("imports:index")


def sent(client, content, *, kind="organizations", name="to-chuc.xlsx", **more):
    file = SimpleUploadedFile(name, content) if content is not None else ""
    return client.post(reverse("imports:upload"), {"kind": kind, "file": file, **more})


def page(response) -> str:
    return " ".join(response.content.decode().split())


def of(name, upload):
    return reverse(f"imports:{name}", args=[upload.pk])


@pytest.fixture
def at_work(log_in, staff, nam_tam):
    return log_in(staff)


def test_the_first_page_offers_the_kinds_and_an_empty_list_says_what_to_do(at_work):
    shown = page(at_work.get(INDEX))
    assert "Chưa có tệp nào." in shown
    assert reverse("imports:template", args=["villages"]) in shown
    assert reverse("imports:export", args=["organizations"]) in shown


def test_the_first_page_lists_the_files_with_their_state(at_work, tried, confirmed):
    tried(cell_row(), WRONG, file_name="tháng 12.xlsx")
    confirmed(cell_row(6))
    shown = page(at_work.get(INDEX))
    assert "tháng 12.xlsx" in shown
    assert "Đã thử, chưa ghi" in shown
    assert "Đã nhập" in shown


def test_the_list_takes_the_same_number_of_queries_for_1_and_30_files(at_work, confirmed):
    copy = confirmed(cell_row())
    at_work.get(INDEX)
    with CaptureQueriesContext(connection) as one:
        at_work.get(INDEX)
    for _ in range(29):
        copy.pk = None
        copy.save()
    with CaptureQueriesContext(connection) as thirty:
        at_work.get(INDEX)
    assert len(thirty) == len(one)


def test_a_file_is_tried_and_its_page_opens(at_work, staff):
    response = sent(at_work, xlsx([cell_row()]))
    upload = Upload.objects.get()
    assert (response.status_code, response.url) == (302, of("file", upload))
    shown = page(at_work.get(response.url))
    assert "Nhập thử: Tổ chức đảng, Đảng bộ huyện Sìn Hồ" in shown
    assert "<b>Chưa ghi gì</b>" in shown
    assert "Nhập 1 dòng</button>" in shown
    assert "Chi bộ trực thuộc; thuộc SH-NT · Nậm Tăm; từ 01/06/2009" in shown


def test_the_trial_page_shows_row_column_and_value_and_offers_the_right_rows(at_work, tried):
    upload = tried(cell_row(), WRONG, cell_row(8, **{"Mã tổ chức cấp trên": "X"}), {**cell_row(9), "Hình thức": None})
    shown = page(at_work.get(of("file", upload)))
    assert "E · Có hiệu lực từ ngày" in shown
    assert "<code>31/02/2009</code>" in shown
    assert "Nhập 1 dòng đúng</button>" in shown
    assert 'name="chi-dong-dung" value="1"' in shown
    assert "Tải 3 dòng chưa nhập được" in shown


def test_equal_errors_stand_in_one_line(at_work, tried):
    upload = tried(*(cell_row(number, **{"Mã tổ chức cấp trên": "X"}) for number in range(10, 40)))
    shown = page(at_work.get(of("file", upload)))
    assert "4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 và 18 dòng nữa" in shown
    assert "Không có dòng nào ghi được" in shown


def test_a_long_list_of_errors_is_cut_and_says_so(at_work, tried):
    upload = tried(*(cell_row(number, **{"Mã tổ chức cấp trên": f"X{number}"}) for number in range(10, 45)))
    assert "Còn 5 chỗ nữa cùng nguyên nhân" in page(at_work.get(of("file", upload)))


def test_a_file_without_rows_and_one_with_wrong_columns_say_so(at_work, tried):
    assert "dưới dòng tiêu đề không có dòng số liệu nào" in page(
        at_work.get(of("file", tried(dict.fromkeys(cell_row()))))
    )
    shown = page(at_work.get(of("file", tried({"Mã tổ chức": "A", "Tên đầy đủ": "B"}))))
    assert "<b>Chưa đọc dòng nào</b>" in shown
    assert "2 cột</span>" in shown


def test_a_file_that_was_imported_before_is_recognised(at_work, tried, staff):
    first = tried(cell_row())
    content = bytes(first.content)
    uploads.confirm(upload=first, scope=people.scope(staff), by=staff)
    assert sent(at_work, content).status_code == 302
    shown = page(at_work.get(of("file", Upload.objects.first())))
    assert "Chính tệp này đã nhập lúc 18/12/2009" in shown
    assert "mọi dòng trong tệp đã có đúng như thế" in shown
    assert "Nhập 1 dòng" not in shown


BAD_SENDINGS = {
    "no file": ({"content": None}, "Chọn tệp Excel cần thử."),
    "empty file": ({"content": b""}, "Tệp rỗng. Đồng chí chọn lại tệp."),
    "not Excel": ({"content": b"a,b"}, "Chỉ nhận tệp Excel đuôi .xlsx."),
    "another name": ({"content": xlsx([cell_row()]), "name": "a.ods"}, "Chỉ nhận tệp Excel đuôi .xlsx."),
    "another workbook": ({"content": xlsx([{"a": 1, "b": 2}])}, "Không thấy dòng tiêu đề của mẫu trong tệp."),
    "no kind": ({"content": xlsx([cell_row()]), "kind": ""}, "Chọn mẫu của tệp."),
    "unknown kind": ({"content": xlsx([cell_row()]), "kind": "x"}, "Chọn mẫu trong danh sách."),
    "too large": ({"content": b"PK\x03\x04" + b"0" * 5 * 1024 * 1024}, "Tệp quá lớn: chỉ nhận tệp đến 5 MB."),
    "far too large": ({"content": b"PK\x03\x04" + b"0" * 6 * 1024 * 1024}, "Tệp quá lớn: chỉ nhận tệp đến 5 MB."),
}


@pytest.mark.parametrize(("sending", "said"), BAD_SENDINGS.values(), ids=BAD_SENDINGS)
def test_a_bad_sending_comes_back_with_a_sentence(at_work, sending, said):
    response = sent(at_work, **sending)
    assert response.status_code == 422
    assert said in page(response)
    assert not Upload.objects.exists()


def test_who_works_for_two_organisations_is_asked_for_which(log_in, nam_tam, ta_phin):
    clerk = people.user("clerk", "district_staff", nam_tam)
    people.grant(clerk, "district_staff", ta_phin)
    client = log_in(clerk)
    assert "Nhập cho" in page(client.get(INDEX))
    assert "Chọn tổ chức." in page(sent(client, xlsx([cell_row()])))
    stranger = Organization.objects.get(code="SH").pk
    assert "Chọn tổ chức trong danh sách." in page(sent(client, xlsx([cell_row()]), organization=stranger))
    assert sent(client, xlsx([cell_row()]), organization=ta_phin.pk).status_code == 302
    assert Upload.objects.get().organization_id == ta_phin.pk


def test_confirming_writes_and_shows_the_result_with_undo(at_work, tried):
    upload = tried(cell_row())
    response = at_work.post(of("confirm", upload), follow=True)
    shown = page(response)
    assert "Đã nhập 1 dòng." in shown
    assert "Tổ chức đảng, Đảng bộ huyện Sìn Hồ: đã nhập" in shown
    assert "Hoàn tác lần nhập này" in shown
    assert Organization.objects.filter(code="SH-NT-05").exists()
    again = page(at_work.post(of("confirm", upload), follow=True))
    assert "Tệp này đã nhập trước đó; không ghi thêm lần nữa." in again


def test_only_the_right_rows_are_written_when_chosen(at_work, tried):
    upload = tried(cell_row(), WRONG)
    refused = at_work.post(of("confirm", upload))
    assert refused.status_code == 409
    assert "Không có ngày 31/02/2009 trong lịch." in page(refused)
    shown = page(at_work.post(of("confirm", upload), {"chi-dong-dung": "1"}, follow=True))
    assert "Đã nhập 1 dòng." in shown
    assert "1 dòng để lại thì tải về, sửa rồi" in shown


def test_a_doubt_must_be_looked_at_first(at_work, tried):
    upload = tried(cell_row(), cell_row(6, **{"Tên đầy đủ": "Chi bộ bản Nậm Ngập 5"}))
    assert 'id="da-xem"' in page(at_work.get(of("file", upload)))
    refused = at_work.post(of("confirm", upload))
    assert (refused.status_code, "Còn 1 chỗ cần xác nhận" in page(refused)) == (409, True)
    assert "Đã nhập 2 dòng." in page(at_work.post(of("confirm", upload), {"da-xem": "1"}, follow=True))


def test_rows_changed_since_the_trial_are_named_with_two_ways_on(at_work, tried, nam_tam, leader):
    cell = make.cell("bản cũ", parent=nam_tam, code="SH-NT-05")
    upload = tried(cell_row(5, **{"Có hiệu lực từ ngày": make.LONG_AGO}), cell_row(6))
    with transaction.atomic():
        data = StateData("Chi bộ bản Mới", "Mới", "subordinate_cell", parent=nam_tam)
        put_state(organization=cell, since=make.LONG_AGO, data=data, by=leader)
    refused = at_work.post(of("confirm", upload))
    assert refused.status_code == 409
    assert "Vàng Văn Ún đã sửa lúc 18/12/2009" in page(refused)
    assert "Nhập các dòng còn lại</button>" in page(refused)
    again = page(at_work.post(of("try_again", upload), follow=True))
    assert "Đã thử lại tệp theo số liệu hiện có." in again
    assert '<span class="was">Chi bộ bản Mới</span>' in again
    assert "Đã nhập 2 dòng." in page(at_work.post(of("confirm", upload), follow=True))


def test_a_confirmed_file_is_not_tried_again(at_work, confirmed):
    refused = at_work.post(of("try_again", confirmed(cell_row())))
    assert (refused.status_code, "muốn thử lại thì tải tệp lên lần nữa" in page(refused)) == (409, True)


def test_undoing_from_the_page_and_what_stands_in_its_way(at_work, confirmed):
    upload = confirmed(cell_row())
    officer = make.secretary(Organization.objects.get(code="SH-NT-05"), "Lò Văn Chương")
    refused = at_work.post(of("undo", upload))
    assert (refused.status_code, "cấp ủy viên “Lò Văn Chương”" in page(refused)) == (409, True)
    officer.delete()
    shown = page(at_work.post(of("undo", upload), follow=True))
    assert "Đã hoàn tác lần nhập này; số liệu trở lại như trước khi nhập." in shown
    assert "Hoàn tác lần nhập này</button>" not in shown
    assert not Organization.objects.filter(code="SH-NT-05").exists()


def test_each_row_of_the_file_can_be_read_by_verdict_and_the_counts_agree(at_work, tried, nam_tam):
    make.cell("bản cũ", parent=nam_tam, code="SH-NT-06")
    same = cell_row(6, **{"Tên đầy đủ": "Chi bộ bản cũ", "Có hiệu lực từ ngày": make.LONG_AGO})
    changed = cell_row(6, **{"Tên đầy đủ": "Tên mới"})
    upload = tried(cell_row(5), WRONG, same, changed)
    for verdict in ("new", "changed", "unchanged", "wrong"):
        response = at_work.get(of("rows", upload), {"loai": verdict})
        assert response.context["page"].paginator.count == upload.counts[verdict] == 1
    for asked, count in (("", 4), ("se-ghi", upload.right), ("chua-nhap", upload.stopped), ("x", 0)):
        assert at_work.get(of("rows", upload), {"loai": asked}).context["page"].paginator.count == count
    assert "Không có dòng nào như thế." in page(at_work.get(of("rows", upload), {"loai": "waiting"}))
    wrong = page(at_work.get(of("rows", upload), {"loai": "wrong"}))
    assert "E · Có hiệu lực từ ngày: Không có ngày 31/02/2009" in wrong


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
