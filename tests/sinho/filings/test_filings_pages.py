"""Pages of issued reports: the form, the page with what changed, the same bytes for ever, who may."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from cells.organizations.models import OrganizationEvent
from cells.organizations.report import CODE
from members.statistics.report.conduct import CODE as SENSITIVE
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.documents import reports
from sinho.filings.models import Filing, IssuedPaper
from tests.factories import filings as make
from tests.factories import organizations as places
from tests.factories import people
from tests.sinho.filings.asking import ISSUE, SIGNED, address, carried, text

D = dt.date
TODAY = D(2009, 12, 18)
LIST = reverse("filings:list")


def found(parent, name: str, on: dt.date):
    cell = places.cell(name, parent=parent, since=on)
    return places.founding(cell, on, place="village")


@pytest.fixture
def founding(nam_tam):
    return found(nam_tam, "bản Lò", D(2008, 11, 18))


@pytest.fixture
def issued(district, staff, founding):
    return make.report(district, staff)


def page_of(one: Filing) -> str:
    return reverse("filings:filing", args=[one.pk])


def file_of(one: Filing, form: str) -> str:
    return reverse("filings:file", args=[one.pk, form])


def test_a_report_is_issued_from_its_page_and_the_page_says_so(log_in, staff, district, founding):
    browser = log_in(staff)
    report = f"{reverse('reports:report', args=[CODE])}?{make.question(district).query}"
    assert "Ban hành và lưu" in text(browser.get(report)) and "Đã ban hành" not in text(browser.get(report))
    shown = browser.get(address(district))
    assert re.search(
        r'value="" [^>]*checked> Huyện ủy Sìn Hồ: số tiếp theo <span class="nowrap">1-BC/HU</span>', text(shown)
    )
    assert "Đồng chí chọn</option>" in text(shown) and "Để trống" not in text(shown)
    answer = browser.post(address(district), SIGNED | carried(shown))
    one = Filing.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(one))
    assert "Số <b>1-BC/HU</b>" in text(browser.get(page_of(one)))
    assert re.search(r"Đã ban hành: <a[^>]*>Báo cáo số 1-BC/HU</a> ngày 18/12/2009", text(browser.get(report)))
    assert one.title in text(browser.get(LIST))
    again = browser.post(address(district), SIGNED | carried(shown))
    assert again["Location"] == page_of(one) and Filing.objects.count() == 1


def test_the_next_number_of_each_body_stands_beside_it_as_a_forecast(
    log_in, staff, secretary, district, nam_tam, founding
):
    make.number(district, staff, body="BTCHU")
    make.number(district, staff)
    make.number(district, staff)
    page = text(log_in(staff).get(address(district)))
    assert (
        'Huyện ủy Sìn Hồ: số tiếp theo <span class="nowrap">3-BC/HU<' in page
        and 'Ban Tổ chức Huyện ủy Sìn Hồ: số tiếp theo <span class="nowrap">2-BC/BTCHU<' in page
    )
    assert "là dự kiến lúc mở trang" in page
    own = text(log_in(secretary).get(address(nam_tam)))
    assert "Số tiếp theo dự kiến là <b>1-BC/ĐU</b>" in own and 'name="co_quan"' not in own
    form = text(log_in(staff).get(f"{reverse('filings:issue', args=['form-1'])}?nam=2009"))
    assert "Biểu thống kê không lấy số văn bản" in form and "số tiếp theo" not in form


def test_of_the_two_ways_to_name_the_capacity_neither_is_called_optional(log_in, staff, district, founding):
    page = text(log_in(staff).get(address(district)))
    assert 'Chức vụ ký <span class="optional">(chọn ở đây, hoặc ghi ở ô “Chức vụ khác”)' in page
    assert 'Chức vụ khác <span class="optional">(chỉ ghi khi chức vụ ký không có trong danh sách)' in page
    assert 'Ghi chú <span class="optional">(không bắt buộc)' in page


def test_a_board_issues_with_its_own_number_and_in_its_own_capacity(log_in, staff, district, founding):
    browser = log_in(staff)
    sent = SIGNED | carried(browser.get(address(district))) | {"chuc_vu": "", "co_quan": "ban-to-chuc"}
    wrong = browser.post(address(district), sent | {"ky": "thuong-vu.pho"})
    assert wrong.status_code == 422 and "không thuộc Ban Tổ chức" in text(wrong)
    browser.post(address(district), sent | {"ky": "ban-to-chuc.pho"})
    one = Filing.objects.get()
    assert (one.named, one.position) == ("Báo cáo số 1-BC/BTCHU", "K/T TRƯỞNG BAN, PHÓ TRƯỞNG BAN")
    assert one.paper.body_name == "Ban Tổ chức Huyện ủy Sìn Hồ" and one.details["body"] == "ban-to-chuc"


def test_the_same_bytes_come_after_the_rows_changed_and_the_page_shows_what_changed(
    every_format, log_in, staff, district, nam_tam, issued
):
    browser = log_in(staff)
    before = {file.format: browser.get(file_of(issued, file.format)).content for file in issued.files.all()}
    assert "số liệu trên hệ thống nay <b>đúng như khi ban hành</b>" in text(browser.get(page_of(issued)))
    found(nam_tam, "bản Tủ", D(2009, 1, 1))
    OrganizationEvent.objects.filter(place="village", on=D(2008, 11, 18)).update(place="school")
    for form, content in before.items():
        answer = browser.get(file_of(issued, form))
        assert answer.content == content == bytes(issued.files.get(format=form).content)
        name = "to-chuc-dang-thanh-lap-moi-01-01-2008-den-18-12-2009-dang-bo-huyen-sin-ho."
        assert f'filename="{name}' in answer["Content-Disposition"]
    page = browser.get(page_of(issued))
    changed = {line.key: line for line in page.context["changed"].lines}
    assert (changed["total"].then, changed["total"].same.now, changed["total"].same.difference) == (1, 2, 1)
    assert (changed["place.school"].then, changed["place.school"].same.now) == (0, 1)
    assert changed["place.village"].same.only_rows, "one is no longer there, another one came"
    assert re.search(r"so=total[^>]*>2</a></td> <td[^>]*><b>\+1</b>", text(page))
    rows = browser.get(f"{reverse('reports:rows', args=[CODE])}?{issued.asked.query}&so=total")
    assert rows.context["figure"].count == 2
    assert AuditEntry.objects.filter(did="report.exported", object_id=str(issued.pk)).count() == 2 * len(before)


def test_what_time_brought_stands_beside_what_was_corrected(log_in, staff, district, nam_tam, founding):
    found(nam_tam, "bản Tủ", D(2009, 12, 10))
    early = make.report(district, staff, asked=make.question(district, on=D(2009, 12, 1)), day=D(2009, 12, 1))
    page = log_in(staff).get(page_of(early))
    line = {one.key: one for one in page.context["changed"].lines}["total"]
    assert (line.then, line.same, line.today.now) == (1, None, 2)
    assert "đúng như khi ban hành" in text(page) and "con số khác nếu tính đến hôm nay, 18/12/2009" in text(page)


def test_a_report_that_can_no_longer_be_built_says_why(log_in, staff, district, issued, monkeypatch):
    monkeypatch.delitem(reports._kinds, CODE)
    page = text(log_in(staff).get(page_of(issued)))
    assert "Nay không dựng lại được báo cáo này" in page and f"Không có báo cáo “{CODE}”" in page
    assert log_in(staff).get(file_of(issued, "xlsx")).status_code == 200


def test_a_correction_names_the_old_one_and_the_old_one_says_by_which_it_was_replaced(
    log_in, staff, district, nam_tam, issued
):
    found(nam_tam, "bản Tủ", D(2009, 1, 1))
    browser = log_in(staff)
    shown = browser.get(address(district))
    assert f'<option value="{issued.pk}" selected>' in text(shown)
    refused = browser.post(address(district), SIGNED | carried(shown) | {"thay": issued.pk, "ly_do": ""})
    assert refused.status_code == 422 and "phải ghi lý do" in text(refused) and "Vàng Văn Ún" in text(refused)
    browser.post(address(district), SIGNED | carried(shown) | {"thay": issued.pk, "ly_do": "Sót một chi bộ"})
    later = Filing.objects.get(replaces=issued)
    old, new = text(browser.get(page_of(issued))), text(browser.get(page_of(later)))
    assert re.search(rf'Đã được thay bằng <a href="{page_of(later)}">Báo cáo số 2-BC/HU</a>', old)
    assert "Lập báo cáo thay" not in old and "Lập báo cáo thay" in new
    assert re.search(rf'<a href="{page_of(issued)}">Báo cáo số 1-BC/HU</a> ngày 18/12/2009: Sót một chi bộ', new)
    assert "Đã được thay" in text(browser.get(LIST))


def test_figures_that_changed_meanwhile_come_back_with_what_changed_and_may_then_be_issued(
    log_in, staff, district, nam_tam, founding
):
    browser = log_in(staff)
    shown = browser.get(address(district))
    found(nam_tam, "bản Tủ", D(2009, 1, 1))
    refused = browser.post(address(district), SIGNED | carried(shown))
    assert refused.status_code == 409 and "tổ chức đảng: trước 1, nay 2" in text(refused)
    assert 'value="Vàng Văn Ún"' in text(refused) and not IssuedPaper.objects.exists()
    assert browser.post(address(district), SIGNED | carried(refused)).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "status", "sentence"),
    [
        ({"ngay_ky": ""}, 422, "Ngày ký"),
        ({"ngay_ky": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
        ({"ngay_ky": "19/12/2009"}, 409, "Ngày ký 19/12/2009 chưa đến"),
        ({"ngay_ky": "01/12/2009"}, 409, "trước ngày số liệu tính đến"),
        ({"ho_ten": ""}, 422, "Họ và tên người ký"),
        ({"ho_ten": "a" * 200}, 422, "80"),
        ({"ho_ten": "a\x00b"}, 422, "ký tự không đọc được"),
        ({"chuc_vu": "b" * 200}, 422, "80"),
        ({"chuc_vu": ""}, 422, "Chọn chức vụ ký"),
        ({"ghi_chu": "c" * 400}, 422, "300"),
        ({"seen": "khác"}, 409, "không còn nhận ra số liệu"),
        ({"seen": ""}, 409, "không còn nhận ra số liệu"),
        ({"once": "hai lần"}, 422, "Lần gửi"),
        ({"thay": "9999"}, 302, ""),
    ],
)
def test_bad_input_gets_a_sentence_and_issues_nothing(log_in, staff, district, founding, wrong, status, sentence):
    browser = log_in(staff)
    sent = SIGNED | carried(browser.get(address(district))) | wrong
    answer = browser.post(address(district), sent)
    assert answer.status_code == status and sentence in text(answer)
    assert Filing.objects.count() == (status == 302)


@pytest.mark.parametrize("wrong", ["nam=abc&tu=x", "ngay=32/13/2009", "tu=01/01/2009&den=01/01/2008"])
def test_a_wrong_question_brings_the_form_of_the_report(log_in, staff, founding, wrong):
    assert log_in(staff).get(f"{ISSUE}?{wrong}").status_code in (200, 422)


def test_who_may_see_and_who_may_issue(
    log_in, district, nam_tam, staff, leader, inspector, secretary, stranger, administrator, issued
):
    own = make.report(nam_tam, secretary)
    for person, seen, not_seen, may in (
        (leader, (issued, own), (), True),
        (inspector, (issued, own), (), False),
        (secretary, (own,), (issued,), False),
        (stranger, (), (issued, own), False),
    ):
        browser = log_in(person)
        shown = text(browser.get(LIST))
        for one in seen:
            assert browser.get(page_of(one)).status_code == browser.get(file_of(one, "xlsx")).status_code == 200
            assert page_of(one) in shown
        for one in not_seen:
            assert browser.get(page_of(one)).status_code == browser.get(file_of(one, "xlsx")).status_code == 404
            assert page_of(one) not in shown
        answer = browser.get(address(district))
        assert answer.status_code == (200 if may else 403 if person == inspector else 404), person
    assert log_in(secretary).get(address(nam_tam)).status_code == 200
    assert log_in(staff).get(address(nam_tam)).status_code == 403
    for closed in (LIST, page_of(issued), ISSUE):
        assert log_in(administrator).get(closed).status_code == 403


def test_a_filing_on_people_is_as_closed_as_its_report(log_in, district, staff, nam_tam_cells):
    one = make.report(district, staff, code="form-5")
    officer = people.user("canbo", Role.CADRE_OFFICER, district)
    browser = log_in(officer)
    assert browser.get(page_of(one)).status_code == browser.get(file_of(one, "xlsx")).status_code == 403
    assert page_of(one) not in text(browser.get(LIST)) and page_of(one) in text(log_in(staff).get(LIST))


def test_reading_a_filing_of_a_sensitive_report_is_written_down(log_in, district, staff, nam_tam_cells):
    one = make.report(district, staff, code=SENSITIVE)
    assert one.reads and one.needs
    log_in(staff).get(page_of(one))
    entry = AuditEntry.objects.get(did=one.reads, object_id=str(one.pk))
    assert entry.said.startswith("Xem báo cáo đã ban hành") and entry.organization_id == district.pk


def test_addresses_that_lead_nowhere(log_in, staff, issued):
    browser = log_in(staff)
    for wrong in (
        file_of(issued, "odt"),
        reverse("filings:filing", args=[99999999]),
        reverse("filings:issue", args=["x"]),
    ):
        assert browser.get(wrong).status_code == 404
    assert browser.post(LIST).status_code == 405


def test_the_list_is_found_by_words_kind_organisation_and_year(log_in, staff, district, nam_tam, secretary, issued):
    own = make.report(nam_tam, secretary)
    browser = log_in(staff)

    def shown(**asked) -> set[int]:
        return {one.pk for one in browser.get(LIST, asked).context["page"]}

    assert shown() == {issued.pk, own.pk}
    assert shown(q="xa nam tam") == {own.pk} and shown(q="huyen sin ho") == {issued.pk}
    assert shown(**{"don-vi": nam_tam.pk}) == {own.pk}
    assert shown(loai=CODE) == {issued.pk, own.pk} and shown(nam="2008") == set()
    assert shown(nam="x", loai="\x00", q="@@@") == set() and shown(**{"don-vi": "9" * 30}) == {issued.pk, own.pk}


def test_the_list_asks_as_much_for_many_as_for_one(log_in, staff, district, issued, django_assert_max_num_queries):
    browser = log_in(staff)
    with django_assert_max_num_queries(30) as one:
        browser.get(LIST)
    for _ in range(3):
        make.report(district, staff, replaces=Filing.objects.standing().get(), reason="Sửa lại")
    with django_assert_max_num_queries(30) as many:
        assert len(browser.get(LIST).context["page"]) == 4
    assert len(many) == len(one)


def test_who_fills_a_sheet_but_takes_no_report_out_is_refused(client, district, nam_tam_cells):
    cell = nam_tam_cells[0]
    client.force_login(people.user("chibo", Role.CELL_SECRETARY, cell))
    for where in (cell, district):
        assert client.get(address(where)).status_code == 403
        assert client.post(address(where), SIGNED).status_code == 403


@pytest.fixture
def builds(monkeypatch) -> list:
    """What the report was built for, each time."""
    kind, found = reports.kind_of(CODE), []

    def counted(scope, asked):
        found.append(asked)
        return kind.build(scope, asked)

    monkeypatch.setitem(reports._kinds, CODE, replace(kind, build=counted))
    return found


def test_issuing_builds_the_report_once_and_not_before_the_form_is_right(log_in, staff, district, founding, builds):
    browser = log_in(staff)
    sent = SIGNED | carried(browser.get(address(district)))
    assert len(builds) == 1
    assert browser.post(address(district), sent)["Location"] == page_of(Filing.objects.get())
    assert len(builds) == 2
    early = sent | {"once": "", "thay": Filing.objects.get().pk, "ly_do": "Sai ngày", "ngay_ky": "17/12/2009"}
    assert browser.post(address(district), early).status_code == 409
    assert len(builds) == 3, "only for the page that shows what is refused"


def test_a_file_is_built_once_the_number_is_right(log_in, staff, district, founding, builds):
    browser, file = log_in(staff), reverse("reports:pdf", args=[CODE])
    asked = f"{file}?{make.question(district).query}"
    assert browser.get(f"{asked}&so=mot").status_code == 422
    assert browser.get(f"{asked}&ngay_ky=32/12/2009").status_code == 422
    assert builds == []
    assert browser.get(f"{asked}&so=7").status_code == 200
    assert len(builds) == 1
