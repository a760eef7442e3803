"""The workbook of one sheet: filled in with Excel without a line, brought back by the rules of the page (A11)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cells.assessments.actions.filling import save_field
from cells.assessments.models import RegisteredTask, Score, Sheet
from cells.assessments.rules.fields import field_named
from cells.assessments.rules.hands import Hand
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.models import Upload
from sinho.refusal import Refused
from tests.factories import assessments as year
from tests.factories import people
from tests.factories.sheet_books import DAY, VALUE, WORDS, book, brought, filled, page_of, place
from tests.factories.uploads import confirmed, found_at, said
from tests.factories.workbooks import saved, xlsx


@pytest.fixture
def task(sheet):
    return RegisteredTask.objects.create(
        sheet=sheet, position=1, group="political_tasks", content="Trồng rừng", unit="ha", planned=Decimal(20)
    )


@pytest.fixture
def actual(task):
    """The row of the task."""
    return f"task:{task.pk}"


def online(sheet, name: str, typed: str, by):
    """Somebody saves a field on the page."""
    save_field(sheet=sheet, field=field_named(name), typed=typed, version=-1, was="", hand=Hand(fills=True), by=by)


def test_it_goes_out_is_filled_in_with_excel_and_comes_back(sheet, task, actual, secretary):
    content = filled(
        book(sheet),
        {
            (actual, VALUE): "18,5",
            (actual, DAY): "12/11/2009",
            (actual, WORDS): "Mưa lũ\ntháng 7",
            ("score:2.1", VALUE): 12.5,
            ("score:2.1", WORDS): "Báo cáo 38-BC/UBND",
            ("result:poor_households", VALUE): "37,8",
            ("result:poor_households", DAY): dt.date(2009, 11, 30),
            ("result:poor_households", WORDS): "Phòng Thống kê",
            ("sheet:self_level", VALUE): "hoàn thành tốt nhiệm vụ",
            ("sheet:meeting_on", DAY): dt.datetime(2009, 12, 10),
        },
    )
    upload = brought(sheet, content, secretary)
    assert (said(upload), said(upload, "doubts"), upload.right) == ([], [], 5)
    shown = {row["name"]: row["changes"] for row in upload.trial["rows"] if row["changes"]}
    assert shown["Trồng rừng"] == [
        [VALUE, "", "18,5"],
        [DAY, "", "12/11/2009"],
        [WORDS, "", "Mưa lũ\ntháng 7"],
    ]
    assert not Score.objects.exists()
    confirmed(upload, secretary)
    task.refresh_from_db()
    sheet.refresh_from_db()
    assert (task.actual, task.done_on, task.why_missed) == (Decimal("18.5"), dt.date(2009, 11, 12), "Mưa lũ\ntháng 7")
    [score] = Score.objects.all()
    assert (score.points, score.evidence, score.body) == (Decimal("12.5"), "Báo cáo 38-BC/UBND", "self")
    assert (sheet.self_level, sheet.meeting_on, sheet.state) == ("good", dt.date(2009, 12, 10), "draft")
    [result] = sheet.results.all()
    assert (result.value, result.source, result.source_date) == (
        Decimal("37.8"),
        "Phòng Thống kê",
        dt.date(2009, 11, 30),
    )
    assert AuditEntry.objects.filter(did="assessment.saved").count() == 10
    assert AuditEntry.objects.filter(did="assessment.imported").count() == 1


def test_it_comes_back_unchanged(sheet, secretary):
    year.fill(sheet)
    upload = brought(sheet, book(sheet), secretary)
    assert (said(upload), upload.right, upload.counts["unchanged"]) == ([], 0, upload.rows)
    with pytest.raises(Refused, match="Không có dòng nào cần ghi"):
        confirmed(upload, secretary)


def test_only_what_is_to_fill_in_is_open(sheet, task, actual):
    _, page = page_of(book(sheet))
    assert page.protection.sheet
    is_open = {
        title: not place(page, actual, title).protection.locked for title in (VALUE, DAY, WORDS, "Nội dung", "Mã kiểm")
    }
    assert is_open == {VALUE: True, DAY: True, WORDS: True, "Nội dung": False, "Mã kiểm": False}
    assert place(page, "sheet:self_level", WORDS).protection.locked
    lists = {str(rule.sqref) for rule in page.data_validations.dataValidation if rule.type == "list"}
    assert place(page, "sheet:self_level", VALUE).coordinate in lists
    assert page.column_dimensions["M"].hidden


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({("score:2.1", VALUE): 16}, VALUE, "từ 0 đến 15"),
        ({("score:2.1", VALUE): "mười"}, VALUE, "Chỉ ghi số"),
        ({("score:2.1", VALUE): "12,3"}, VALUE, "theo bước"),
        ({("score:2.1", DAY): dt.date(2009, 5, 1)}, DAY, "không ghi ở cột này"),
        ({("score:2.1", WORDS): "x" * 501}, WORDS, "tối đa 500"),
        ({("result:poor_households", VALUE): True}, VALUE, "Chỉ ghi số"),
        ({("result:poor_households", VALUE): "1e400"}, VALUE, "Chỉ ghi số"),
        ({("result:poor_households", DAY): "31/02/2009"}, DAY, "31/02/2009"),
        ({("result:poor_households", DAY): "30/11/2007"}, DAY, "ngoài các năm"),
        ({("result:poor_households", WORDS): "y" * 201}, WORDS, "tối đa 200"),
        ({("sheet:meeting_on", DAY): dt.date(2009, 12, 19)}, DAY, "chưa đến"),
        ({("sheet:meeting_on", DAY): "hôm qua"}, DAY, ""),
        ({("sheet:self_level", VALUE): "Rất tốt"}, VALUE, "không có trong danh mục"),
        ({("sheet:self_level", VALUE): "#N/A"}, VALUE, "#N/A"),
        ({("score:2.1", "Nội dung"): "2.1 Dễ hơn"}, "Nội dung", "Mã kiểm không khớp"),
        ({("score:2.1", "Yêu cầu"): None}, "Nội dung", "Mã kiểm không khớp"),
        ({("score:2.1", "Đã có: kết quả"): "5"}, "Nội dung", "Mã kiểm không khớp"),
        ({("score:2.1", "Mã kiểm"): None}, "Mã kiểm", "phải có giá trị"),
        ({("score:2.1", "Mã dòng"): "score:2.2"}, "Nội dung", "Mã kiểm không khớp"),
        ({("score:2.1", "Bản"): "SH-TP/2009"}, "Bản", "Không có bản đánh giá “SH-TP/2009”"),
        ({("score:2.1", "Bản"): "SH-NT/20x9"}, "Bản", "Không có bản đánh giá"),
        ({("score:2.1", "Bản"): None}, "Bản", "phải có giá trị"),
    ],
)
def test_bad_cells_are_named_and_nothing_is_written(sheet, secretary, change, column, words):
    change |= {("score:2.2", VALUE): 5}
    content = book(sheet)
    _, page = page_of(content)
    row = place(page, next(iter(change))[0], VALUE).row
    upload = brought(sheet, filled(content, change), secretary)
    assert any((at, words in text) == (column, True) for _, at, text in found_at(upload)[row]), found_at(upload)
    with pytest.raises(Refused):
        confirmed(upload, secretary)
    with pytest.raises(Refused):
        confirmed(upload, secretary, partial=True)
    assert not Score.objects.exists()


def test_signs_that_no_text_has_are_left_out(sheet, secretary):
    content = filled(book(sheet), {("score:2.1", WORDS): "Báo cáo_x0000_38", ("score:2.1", VALUE): "1"})
    confirmed(brought(sheet, content, secretary), secretary)
    assert "\x00" not in Score.objects.get().evidence


def test_a_row_twice_or_left_out_is_told(sheet, secretary):
    workbook, page = page_of(filled(book(sheet), {("score:2.1", VALUE): 5}))
    first = place(page, "score:2.1", VALUE).row
    for cell in page[first]:
        page.cell(page.max_row + (cell.column == 1), cell.column).value = cell.value
    assert ("twice", f"Dòng {first} đã ghi mục này.") in [
        (code, text) for code, _, text in said(brought(sheet, saved(workbook), secretary))
    ]
    workbook, page = page_of(filled(book(sheet), {("score:2.1", VALUE): 5}))
    page.delete_rows(place(page, "score:2.2", VALUE).row)
    [text] = [text for code, _, text in said(brought(sheet, saved(workbook), secretary)) if code == "sealed"]
    assert "Tệp chỉ còn" in text


def test_what_was_saved_meanwhile_stays_and_both_values_are_shown(sheet, secretary):
    content = filled(book(sheet), {("score:2.1", VALUE): 5, ("score:2.2", VALUE): 6})
    online(sheet, "score:2.1:points", "12", secretary)
    online(sheet, "score:2.1:evidence", "Báo cáo 9", secretary)
    online(sheet, "score:2.3:points", "3", secretary)
    upload = brought(sheet, content, secretary)
    [(code, at, text)] = said(upload, "doubts")
    assert (code, at) == ("met", VALUE)
    assert "Trên hệ thống là “12”" in text and secretary.full_name in text and "trong tệp là “5”" in text
    assert (said(upload), upload.right) == ([], 1)
    with pytest.raises(Refused, match="1 chỗ cần xác nhận"):
        confirmed(upload, secretary)
    confirmed(upload, secretary, acknowledged=True)
    points = dict(Score.objects.values_list("criterion", "points"))
    assert points == {"2.1": Decimal(12), "2.2": Decimal(6), "2.3": Decimal(3)}
    assert Score.objects.get(criterion="2.1").evidence == "Báo cáo 9"


def test_what_is_saved_between_trial_and_confirmation_is_not_overwritten(sheet, secretary):
    upload = brought(sheet, filled(book(sheet), {("score:2.1", VALUE): 5, ("score:2.2", VALUE): 5}), secretary)
    online(sheet, "score:2.1:points", "12", secretary)
    with pytest.raises(uploads.RowsStopped, match="sau lần thử"):
        confirmed(upload, secretary)
    assert Score.objects.get().points == 12


def test_a_task_that_was_changed_or_left_out_since_asks_for_a_new_file(sheet, task, actual, secretary):
    content = filled(book(sheet), {(actual, VALUE): 5})
    RegisteredTask.objects.filter(pk=task.pk).update(planned=30)
    assert "Dòng này nay là “Trồng rừng”, Đăng ký 30 ha" in said(brought(sheet, content, secretary))[0][2]
    task.delete()
    assert "không còn trong bản" in said(brought(sheet, content, secretary))[0][2]


def test_a_sheet_that_was_handed_in_takes_nothing(sheet, secretary):
    content = filled(book(sheet), {("score:2.1", VALUE): 5})
    Sheet.objects.filter(pk=sheet.pk).update(
        state="submitted", submitted_at=year.at(dt.date(2009, 12, 15)), submitted_by=secretary
    )
    [(code, at, text)] = said(brought(sheet, content, secretary))
    assert (code, at) == ("refused", VALUE) and "đã nộp" in text


def test_an_import_is_taken_back_until_the_sheet_is_handed_in(sheet, secretary):
    upload = confirmed(brought(sheet, filled(book(sheet), {("score:2.1", VALUE): 5}), secretary), secretary)
    Sheet.objects.filter(pk=sheet.pk).update(
        state="submitted", submitted_at=year.at(dt.date(2009, 12, 15)), submitted_by=secretary
    )
    with pytest.raises(Refused, match="đã nộp"):
        uploads.undo(upload=upload, by=secretary)
    Sheet.objects.filter(pk=sheet.pk).update(state="draft", submitted_at=None, submitted_by=None)
    uploads.undo(upload=upload, by=secretary)
    assert not Score.objects.exists()


def test_nobody_fills_in_the_sheet_of_another_organisation_with_a_file(sheet, nam_tam_cells, campaign, secretary):
    cell = Sheet.objects.create(campaign=campaign, organization=nam_tam_cells[0])
    upload = brought(cell, filled(book(cell), {("sheet:meeting_on", DAY): dt.date(2009, 12, 10)}), secretary)
    assert said(upload)[0][0] == "scope"
    with pytest.raises(Refused):
        confirmed(upload, secretary)


# The pages


def send(client, sheet, content: bytes):
    file = SimpleUploadedFile("ban.xlsx", content)
    return client.post(reverse("assessments:offline", args=[sheet.pk]), {"file": file})


def test_the_secretary_takes_the_file_fills_it_in_and_brings_it_back(sheet, secretary, log_in):
    client = log_in(secretary)
    page = client.get(reverse("assessments:offline", args=[sheet.pk]))
    taken = client.get(reverse("assessments:taken", args=[sheet.pk]))
    assert "Tải tệp về" in page.content.decode() and taken["Content-Disposition"].count("ban-tu-danh-gia-2009")
    content = filled(taken.content, {("score:2.1", VALUE): 5})
    answer = send(client, sheet, content)
    upload = Upload.objects.get()
    trial = client.get(answer.url).content.decode()
    assert "Nhập 1 dòng" in trial and reverse("assessments:offline", args=[sheet.pk]) in trial
    assert f'href="{reverse("imports:index")}"' not in trial
    rows = client.get(reverse("imports:rows", args=[upload.pk])).content.decode()
    assert "2.1" in rows
    client.post(reverse("imports:confirm", args=[upload.pk]))
    assert Score.objects.get().points == 5
    assert "ban.xlsx" in client.get(reverse("assessments:offline", args=[sheet.pk])).content.decode()
    client.post(reverse("imports:undo", args=[upload.pk]))
    assert not Score.objects.exists()
    assert AuditEntry.objects.filter(did="assessment.taken").count() == 1


def test_a_file_that_does_not_belong_here_is_refused_with_a_sentence(
    sheet, ta_phin, campaign, district, secretary, log_in
):
    client = log_in(secretary)
    other = Sheet.objects.create(campaign=campaign, organization=ta_phin)
    before = Sheet.objects.create(campaign=year.campaign(district, 2008), organization=sheet.organization)
    wrong = [
        (book(other), "Tệp này của SH-TP, năm 2009; trang này chỉ nhận tệp của SH-NT, năm 2009"),
        (book(before), "Tệp này của SH-NT, năm 2008"),
        (xlsx([{"Họ và tên": "Lò Văn A"}]), "Không thấy dòng tiêu đề"),
        (b"abc", "Chỉ nhận tệp Excel"),
        (b"", "Tệp rỗng"),
    ]
    for content, words in wrong:
        answer = send(client, sheet, content)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert "Chọn tệp Excel" in client.post(reverse("assessments:offline", args=[sheet.pk])).content.decode()
    assert not Upload.objects.exists()


def test_after_handing_in_the_page_says_why_nothing_goes(sheet, secretary, log_in):
    content, client = book(sheet), log_in(secretary)
    Sheet.objects.filter(pk=sheet.pk).update(
        state="submitted", submitted_at=year.at(dt.date(2009, 12, 15)), submitted_by=secretary
    )
    assert (
        "không điền bằng tệp được nữa" in client.get(reverse("assessments:offline", args=[sheet.pk])).content.decode()
    )
    assert "đã nộp" in send(client, sheet, content).content.decode()
    assert client.get(reverse("assessments:taken", args=[sheet.pk])).status_code == 409


def test_strangers_do_not_see_it_and_readers_may_not(sheet, secretary, stranger, staff, leader, log_in):
    upload = brought(sheet, book(sheet), secretary)
    pages = [reverse(f"assessments:{name}", args=[sheet.pk]) for name in ("offline", "taken")]
    pages.append(reverse("imports:file", args=[upload.pk]))
    assert [log_in(stranger).get(page).status_code for page in pages] == [404] * 3
    assert [log_in(leader).get(page).status_code for page in pages] == [403] * 3
    assert [log_in(staff).get(page).status_code for page in pages] == [403, 403, 404]
    assert people.scope(secretary).has("fill_sheet")
