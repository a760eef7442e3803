"""Lists as districts really have them: old fonts, merged headings, text for days, a cell spelled in two ways."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from members.roll.models import Member, Membership
from sinho.audit.models import AuditEntry
from sinho.imports.actions import answering, uploads
from sinho.imports.encodings import Encoding
from sinho.imports.kinds import kind_of
from sinho.imports.models import Upload
from tests.factories import members as make
from tests.factories import people
from tests.factories.lists import person, ugly
from tests.factories.workbooks import xlsx

INDEX = reverse("imports:index")


@pytest.fixture
def at_work(log_in, staff, nam_tam_cells):
    return log_in(staff)


def sent(client, content: bytes, name="danh-sach.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    response = client.post(reverse("imports:upload"), {"kind": "members", "file": file})
    assert response.status_code == 302, response.content.decode()[:2000]
    return Upload.objects.latest("pk")


def of(name: str, upload: Upload) -> str:
    return reverse(f"imports:{name}", args=[upload.pk])


def page(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_an_ugly_list_is_read_and_its_faults_are_named(at_work, encoding):
    upload = sent(at_work, ugly(encoding))
    trial = upload.trial
    assert trial["encoding"]["code"] == encoding and upload.counts["rows"] == 5
    found = {(one["row"], group["code"]) for group in trial["errors"] for one in group["findings"]}
    assert found == {(11, "unknown_name"), (11, "day"), (12, "unknown_name"), (13, "twice")}
    assert [group["code"] for group in trial["doubts"]] == ["converted"]
    assert [row["name"] for row in trial["rows"]][:2] == ["Lò Văn Ánh", "Giàng A Tủa"]
    assert trial["questions"][0]["rows"] == 2 and trial["questions"][0]["near"][0] in ("SH-NT-01", "SH-NT-02")


def test_the_page_shows_the_sample_and_asks_for_the_name(at_work):
    upload = sent(at_work, ugly())
    shown = page(at_work.get(of("file", upload)))
    assert "Đang đọc theo TCVN3 (phông .VnTime)" in shown and "Tên chưa rõ" in shown
    assert "Giàng A Tủa" in shown
    response = at_work.post(of("answer", upload), {"encoding": "", "name-0": "SH-NT-02"}, follow=True)
    assert "Đã ghi nhận câu trả lời và thử lại tệp." in page(response)
    upload.refresh_from_db()
    found = {(one["row"], group["code"]) for group in upload.trial["errors"] for one in group["findings"]}
    assert found == {(11, "day"), (13, "twice")}
    assert AuditEntry.objects.filter(did="import.answered").exists()


def test_an_answer_that_is_none_gets_a_sentence(at_work):
    upload = sent(at_work, ugly())
    for given in ({"name-0": "SH-XX"}, {"encoding": "vps"}):
        response = at_work.post(of("answer", upload), given)
        assert response.status_code == 409 and "trong danh sách" in page(response)
    assert at_work.get(of("answer", upload)).status_code == 405


def test_the_texts_are_read_as_a_person_says(at_work, staff):
    upload = sent(at_work, ugly())
    scope = people.scope(staff)
    upload = answering.answer(upload=upload, encoding=Encoding.TCVN3, names={}, scope=scope, by=staff)
    assert upload.trial["doubts"] == [] and upload.trial["rows"][1]["name"] == "Giàng A Tủa"
    response = at_work.post(of("answer", upload), {"encoding": "unicode"})
    assert response.status_code == 409 and "Không thấy dòng tiêu đề" in page(response)
    upload.refresh_from_db()
    assert upload.encoding == Encoding.TCVN3


def test_the_file_goes_back_with_a_comment_in_each_bad_cell(at_work):
    upload = sent(at_work, ugly())
    response = at_work.get(of("commented", upload))
    assert response["Content-Disposition"] == f'attachment; filename="dang-vien-ghi-chu-{upload.pk}.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    told = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(told) == {"A1", "D11", "F11", "F12", "B13"}
    assert "Không có ngày 31/02/1980" in told["D11"] and "Dòng 7 đã ghi" in told["B13"]
    assert sheet["D11"].fill.fgColor.rgb == "00F8CBAD" and "G3:H3" in sheet.merged_cells
    right = sent(at_work, xlsx([person()]))
    assert at_work.get(of("commented", right)).status_code == 404


def test_the_mended_file_is_taken_and_only_once(at_work, nam_tam_cells):
    upload = sent(at_work, ugly())
    at_work.post(of("answer", upload), {"name-0": "SH-NT-02"})
    mended = load_workbook(io.BytesIO(at_work.get(of("commented", upload)).content))
    sheet = mended.worksheets[0]
    sheet["D11"] = "28/02/1980"
    sheet.delete_rows(13)
    out = io.BytesIO()
    mended.save(out)
    again = sent(at_work, out.getvalue())
    assert again.trial["errors"] == []
    assert at_work.post(of("confirm", again), {}).status_code == 409  # the conversion has to be looked at
    assert not Member.objects.exists()
    assert at_work.post(of("confirm", again), {"da-xem": "1"}).status_code == 302
    cells = {(one.member.full_name, one.organization.code) for one in Membership.objects.all()}
    assert cells == {
        ("Lò Văn Ánh", "SH-NT-01"),
        ("Giàng A Tủa", "SH-NT-01"),
        ("Lừ Thị Hặc", "SH-NT-02"),
        ("Tẩn Chỉn Lụa", "SH-NT-02"),
    }
    first = Member.objects.get(full_name="Lò Văn Ánh")
    assert (str(first.birth), first.identity_number, first.cards.get().number) == (
        "12/03/1971",
        "045000111",
        "05000123",
    )


def test_a_list_of_people_leaves_for_a_reason_that_is_logged(at_work, nam_tam_cells):
    make.member(nam_tam_cells[0], identity_number="012071000123")
    address = reverse("imports:export", args=["members"])
    assert "Lý do" in page(at_work.get(address))
    assert at_work.post(address, {"reason": ""}).status_code == 422
    response = at_work.post(address, {"reason": "Đối chiếu với sổ của chi bộ"})
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert "012071000123" in [cell.value for cell in sheet[4]]
    entry = AuditEntry.objects.get(did="import.exported")
    assert entry.said == "Xuất 1 đảng viên ra tệp Excel theo mẫu “Đảng viên”: Đối chiếu với sổ của chi bộ"


def test_the_template_offers_the_cells(at_work):
    response = at_work.get(reverse("imports:template", args=["members"]))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    titles = [cell.value.removesuffix(" *") for cell in sheet[3]]
    assert titles == list(kind_of("members").resource.titles().required)
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"SH-NT-01 · Chi bộ bản Nậm Tăm 1,SH-NT-02 · Chi bộ bản Nậm Tăm 2"' in offered


@pytest.mark.parametrize("rows", [1, 30])
def test_a_trial_takes_the_same_queries_for_many_rows(staff, nam_tam_cells, rows, django_assert_max_num_queries):
    names = [
        person(**{"Họ và tên khai sinh": f"Lò Văn {'ABCDEGHIKL'[n % 10]} {'MNOPQRSTUV'[n // 10]}"}) for n in range(rows)
    ]
    content, scope = xlsx(names), people.scope(staff)
    with django_assert_max_num_queries(40):
        uploads.try_file(kind=kind_of("members"), file_name="a.xlsx", content=content, scope=scope, by=staff)
