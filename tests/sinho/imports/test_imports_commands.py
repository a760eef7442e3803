"""The same from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from cells.organizations.models import Organization
from sinho.audit.models import AuditEntry
from sinho.imports.models import Upload
from sinho.web.models import Installation
from tests.conftest import TODAY
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row


@pytest.fixture
def run(staff, nam_tam, tmp_path):
    """`run(rows or bytes, …)` calls the command as the district's staff; gives what it printed."""
    Installation.objects.create(demo_day=TODAY)

    def act(content, *more, kind="organizations", user="bantochuc", name="a.xlsx"):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else xlsx(content))
        out = io.StringIO()
        try:
            call_command("import_workbook", kind, str(path), "--as", user, *more, stdout=out)
        finally:
            act.printed = out.getvalue()
        return act.printed

    return act


def test_without_confirm_it_is_a_trial(run):
    assert run([cell_row()]) == (
        "Tổ chức đảng, tệp “a.xlsx”: 1 dòng: 1 thêm mới.\n"
        "Nhập thử xong, không có lỗi; chưa ghi gì. Thêm --confirm để ghi.\n"
    )
    assert Organization.objects.count() == 2
    assert Upload.objects.get().is_tried


def test_with_confirm_it_is_written_and_a_second_time_there_is_nothing_to_do(run, staff):
    assert run([cell_row()], "--confirm").endswith("Đã nhập 1 dòng.\n")
    assert Organization.objects.filter(code="SH-NT-05").exists()
    assert AuditEntry.objects.get(did="import.confirmed").actor_id == staff.pk
    assert run([cell_row()], "--confirm").endswith("Không có gì để ghi: mọi dòng đã có đúng như thế.\n")


def test_errors_are_printed_as_on_the_page_and_nothing_is_written(run):
    with pytest.raises(CommandError) as failed:
        run([cell_row(), WRONG], "--confirm")
    assert (str(failed.value), failed.value.returncode) == ("Tệp còn lỗi; chưa ghi gì.", 1)
    assert "LỖI: Ngày không đọc được (1 dòng)." in run.printed
    assert (
        "dòng 5, cột E · Có hiệu lực từ ngày, “31/02/2009”: Không có ngày 31/02/2009 trong lịch. "
        "Hãy xem lại ngày và tháng.\n"
    ) in run.printed
    assert Organization.objects.count() == 2


def test_warnings_are_printed_and_accepted(run):
    twin = cell_row(6, **{"Tên đầy đủ": "Chi bộ bản Nậm Ngập 5"})
    printed = run([cell_row(), twin], "--confirm")
    assert "CẦN XÁC NHẬN: Có thể trùng (1 dòng)." in printed
    assert printed.endswith("Đã nhập 2 dòng.\n")


def test_an_empty_table_has_nothing_to_write(run):
    assert run([dict.fromkeys(cell_row())]).endswith("không có dòng số liệu nào; không có gì để ghi.\n")


BAD_CALLS = {
    "unknown kind": ({"content": [cell_row()], "kind": "x"}, "Không có mẫu “x”."),
    "unknown user": ({"content": [cell_row()], "user": "ai-do"}, "Không có tài khoản “ai-do” đang mở."),
    "no right": ({"content": [cell_row()], "user": "bithu.namtam"}, "không được giao quyền nhập dữ liệu"),
    "no file": ({"content": None}, "Không có tệp “"),
    "not Excel": ({"content": b"a,b"}, "Chỉ nhận tệp Excel đuôi .xlsx."),
    "another name": ({"content": [cell_row()], "name": "a.xls"}, "Chỉ nhận tệp Excel đuôi .xlsx."),
    "too large": ({"content": b"0" * (5 * 1024 * 1024 + 1)}, "Tệp quá lớn: chỉ nhận tệp đến 5 MB."),
    "another workbook": ({"content": xlsx([{"a": 1, "b": 2}])}, "Không thấy dòng tiêu đề của mẫu"),
}


@pytest.mark.parametrize(("call", "said"), BAD_CALLS.values(), ids=BAD_CALLS)
def test_a_bad_call_gets_a_sentence(run, secretary, call, said):
    with pytest.raises(CommandError) as failed:
        run(**call)
    assert said in str(failed.value)
    assert not Upload.objects.exists()


def test_a_closed_account_imports_nothing(run, staff):
    staff.is_active = False
    staff.save()
    with pytest.raises(CommandError, match="Không có tài khoản “bantochuc” đang mở"):
        run([cell_row()])


def test_a_folder_is_no_file(run, tmp_path):
    (tmp_path / "thu-muc.xlsx").mkdir()
    with pytest.raises(CommandError, match="Không mở được tệp"):
        run(None, name="thu-muc.xlsx")


def test_the_template_of_the_command_is_tried_without_errors(run, tmp_path):
    path = tmp_path / "mau.xlsx"
    out = io.StringIO()
    call_command("workbook_template", "organizations", "-o", str(path), stdout=out)
    assert out.getvalue() == f"Đã ghi mẫu “Tổ chức đảng” vào {path}.\n"
    assert "0 dòng" in run(path.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "-o", "a.xlsx"], "Không có mẫu “x”."),
        (["villages"], "Ghi tên tệp sau -o"),
        (["villages", "-o", "/khong/co/thu-muc/a.xlsx"], "Không ghi được vào"),
    ],
)
def test_a_template_that_cannot_be_made_gets_a_sentence(db, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("workbook_template", *arguments)


def test_the_kinds_are_listed():
    out = io.StringIO()
    call_command("workbook_template", "--list", stdout=out)
    assert out.getvalue().splitlines() == [
        "organizations\tTổ chức đảng",
        "villages\tBản",
        "members\tĐảng viên",
        "education\tTrình độ",
        "transfers\tChuyển sinh hoạt",
        "admissions\tKết nạp",
        "cadres\tCán bộ xã",
        "qualifications\tTrình độ cán bộ xã",
        "classes\tLớp đào tạo",
        "enrolments\tNgười học",
        "allowances\tChi hỗ trợ đi học",
        "directives\tVăn bản, quán triệt",
        "meetings\tSinh hoạt chi bộ",
        "ratings\tĐánh giá đảng viên",
        "commendations\tKhen thưởng",
        "sheet\tBản tự đánh giá",
    ]
