"""The pages of importing: the list, a trial, its errors, confirming, undoing, bad input."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.organizations.actions import StateData, put_state
from cells.organizations.models import Organization
from sinho.imports.actions import uploads
from sinho.imports.models import Upload
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row
from tests.sinho.imports.pages import INDEX, of, page, sent


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
