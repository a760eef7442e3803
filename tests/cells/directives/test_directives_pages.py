"""The pages of documents, sessions and programmes: who sees what, who writes, what a wrong form is told."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.directives.models import ActionProgramme, Briefing, Directive, DirectiveUnit
from tests.factories import directives as make
from tests.factories import organizations

D = dt.date
LIST, MATRIX, ENTER = (reverse(f"directives:{name}") for name in ("list", "matrix", "enter"))
SESSIONS, TASKS = reverse("directives:briefings"), reverse("directives:tasks")


def url(name, one):
    return reverse(f"directives:{name}", args=[one.pk])


@pytest.fixture
def nq22(district, staff):
    return make.document(district, staff)


@pytest.fixture
def told(nq22, nam_tam, ta_phin, staff):
    """Nậm Tăm has briefed in time and owes a programme, Tả Phìn is late; a notice is for Tả Phìn alone."""
    make.given(nq22, nam_tam, staff, programme_by=D(2008, 6, 30))
    make.given(nq22, ta_phin, staff)
    make.session(nam_tam, staff, nq22, members=40)
    make.session(ta_phin, staff, nq22, on=D(2008, 6, 10))
    notice = make.document(nq22.organization, staff, "7-TB/HU", D(2009, 3, 1), type="notice", direction="own")
    make.given(notice, ta_phin, staff, D(2009, 4, 1))
    return notice


NEW = {
    "direction": "own",
    "type": "programme",
    "number": "03-CTr/HU",
    "issuer": "Huyện ủy Sìn Hồ",
    "issued_on": "10/04/2008",
    "subject": "Thực hiện Nghị quyết 22",
}


def test_pages_on_leading_the_cells_stand_by_how_often_they_are_needed(log_in, staff, told):
    page = log_in(staff).get(reverse("leading"), follow=True)
    text = page.content.decode()
    tabs = text.partition('aria-label="Các trang về lãnh đạo cơ sở"')[2].partition("</nav>")[0]
    shown = re.findall(r">([^<>]+)</a>", tabs)
    assert shown[:4] == ["Sinh hoạt chi bộ", "Văn bản, quán triệt", "Phụ trách", "Xuống cơ sở"]
    assert shown[-2:] == ["Quy chế làm việc", "Đã gạch bỏ"] and ">Lãnh đạo cơ sở</a></li>" in text, (
        "the way back is shown"
    )


def test_a_commune_reads_its_documents_as_a_list(log_in, secretary, told):
    page = log_in(secretary).get(MATRIX)
    assert page.context["matrix"] is None and [one.name for one in page.context["found"]] == ["Nậm Tăm"]


def test_the_matrix_is_pushed_sideways_inside_the_page(log_in, staff, told):
    assert '<div class="data-wide" tabindex="0" role="region"' in log_in(staff).get(MATRIX).content.decode()


def test_the_register_is_a_tree_and_a_stranger_sees_what_he_is_told(log_in, staff, secretary, stranger, told, nq22):
    child = {"type": "programme", "direction": "own", "parent": nq22}
    make.document(nq22.organization, staff, "03-CTr/HU", D(2008, 4, 1), **child)
    page = log_in(staff).get(LIST)
    found = [(row.one.number, row.level, row.briefed, row.units, row.overdue) for row in page.context["rows"]]
    assert found == [("7-TB/HU", 0, 0, 1, 1), ("22-NQ/TW", 0, 2, 2, 1), ("03-CTr/HU", 1, 0, 0, 0)]
    assert "Có đơn vị quá hạn" in page.text and "Quá hạn chương trình" in page.text
    for query, numbers in {
        "?q=7 tb hu": ["7-TB/HU"],
        "?loai=programme": ["03-CTr/HU"],
        "?so=own": ["7-TB/HU", "03-CTr/HU"],
        "?ngay=11/02/2008": [],
        "?ngay=12/02/2008": ["22-NQ/TW"],
    }.items():
        assert [row.one.number for row in log_in(staff).get(LIST + query).context["rows"]] == numbers, query
    seen = [row.one.number for row in log_in(secretary).get(LIST).context["rows"]]
    assert seen == ["22-NQ/TW", "03-CTr/HU"], "what carries it out is seen with it"
    assert log_in(secretary).get(url("directive", told)).status_code == 404
    assert log_in(stranger).get(url("directive", told)).status_code == 200


def test_units_against_documents_on_a_day(log_in, staff, secretary, told, nq22, nam_tam):
    client = log_in(staff)
    page = client.get(MATRIX)
    assert [number for *_, number in page.context["counts"]] == [1, 2, 0, 2, 1]
    assert [len(cells) for _, _, cells in page.context["matrix"].rows] == [2, 2]
    found = client.get(f"{MATRIX}?xem=qua-han").context["found"]
    assert sorted((one.name, str(one.directive)) for one in found) == [
        ("Nậm Tăm", "Nghị quyết 22-NQ/TW"),
        ("Tả Phìn", "Thông báo 7-TB/HU"),
    ]
    before = client.get(f"{MATRIX}?ngay=15/04/2008&van-ban={nq22.pk}").context["counts"]
    assert [number for *_, number in before] == [1, 1, 0, 0, 0]
    own = log_in(secretary).get(f"{MATRIX}?don-vi={nam_tam.pk}")
    [pair] = own.context["found"]
    assert (pair.share.reached, pair.share.members, pair.share.percent) == (18, 40, 45)


def test_cells_add_to_the_members_reached(log_in, staff, told, nam_tam_cells, nq22):
    for cell in nam_tam_cells:
        make.session(cell, staff, nq22, heard={"member": (12, 10), "mass": (30, 30)})
    page = log_in(staff).get(url("directive", nq22))
    shares = {pair.name: pair.share for pair, _ in page.context["pairs"]}
    assert (shares["Nậm Tăm"].reached, shares["Nậm Tăm"].members) == (38, 40)
    assert (shares["Tả Phìn"].known, shares["Tả Phìn"].members) == (False, 20)


def test_a_document_is_entered_given_mended_and_struck(log_in, staff, secretary, nq22, nam_tam, ta_phin):
    client = log_in(staff)
    assert client.get(ENTER).status_code == 200
    sent = NEW | {"parent": nq22.pk}
    assert client.post(ENTER, sent).status_code == 302
    child = Directive.objects.get(number="03-CTr/HU")
    assert child.parent == nq22 and "03-CTr/HU" in client.get(url("directive", nq22)).text
    days = {"given_on": "10/04/2008", "brief_by": "31/05/2008"}
    assert client.get(url("give", child)).status_code == 200
    answer = client.post(url("give", child), days | {"organizations": [nam_tam.pk, ta_phin.pk]})
    assert answer.status_code == 302 and DirectiveUnit.objects.count() == 2
    unit = DirectiveUnit.objects.get(organization=ta_phin)
    assert client.post(url("release", unit), {"on": "01/05/2008", "reason": "Đã sáp nhập"}).status_code == 302
    old = client.get(url("correct", child)).context["seen"]
    mend = NEW | {"subject": "Khác", "reason": "Sai chữ", "seen": old, "parent": nq22.pk}
    assert client.post(url("correct", child), mend).status_code == 302
    assert client.post(url("correct", child), mend).status_code == 409, "sent from an older page"
    assert client.post(url("strike", nq22), {"reason": "x"}).status_code == 409
    assert client.post(url("strike", child), {"reason": "Ghi nhầm"}).status_code == 302
    assert "đã bỏ vì ghi nhầm" in client.get(url("directive", child)).text
    for name in ("give", "correct", "strike"):
        assert log_in(secretary).get(url(name, nq22)).status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"number": ""}, 422, "Số, ký hiệu"),
        ({"number": "x" * 41}, 422, "Số, ký hiệu"),
        ({"number": "22-NQ/HU"}, 409, "Ký hiệu NQ là của Nghị quyết"),
        ({"type": "poem"}, 422, "Loại văn bản"),
        ({"issued_on": "31/02/2008"}, 422, "Ngày ban hành"),
        ({"issued_on": "19/12/2009"}, 409, "chưa đến"),
        ({"received_on": "11/04/2008"}, 409, "để trống ngày nhận"),
        ({"subject": "a\x00b"}, 422, "Trích yếu"),
        ({"parent": "99999"}, 422, "Thực hiện văn bản"),
        ({"direction": "incoming"}, 409, "phải có ngày nhận"),
    ],
)
def test_a_wrong_document_is_told_why(log_in, staff, district, change, status, sentence):
    answer = log_in(staff).post(ENTER, NEW | change)
    assert (answer.status_code, Directive.objects.count()) == (status, 0)
    assert sentence in answer.text


SENT = {"held_on": "10/04/2008", "place": "Hội trường", "speaker": "Bí thư", "invited-member": "20"}
SENT |= {"present-member": "18"}


def test_a_session_is_written_mended_and_taken_back(log_in, secretary, stranger, leader, told, nq22, nam_tam, ta_phin):
    client, brief = log_in(secretary), url("brief", nam_tam)
    ticked = client.get(f"{brief}?van-ban={nq22.pk}").context["form"]["directives"].value()
    assert ticked == [str(nq22.pk)]
    sent = SENT | {"directives": [nq22.pk], "held_on": "11/04/2008"}
    assert client.post(brief, sent).status_code == 302
    assert client.post(brief, sent).status_code == 409, "sent twice"
    one = Briefing.objects.latest("pk")
    assert client.get(url("briefing", one)).status_code == 200
    mended = sent | {"present-member": "19", "reason": "Đếm lại"}
    assert client.post(url("correct_briefing", one), mended).status_code == 302
    assert client.post(url("correct_briefing", one), mended).status_code == 409
    two = Briefing.objects.latest("pk")
    assert "Xem bản đã sửa" in client.get(url("briefing", one)).text
    assert client.post(url("strike_briefing", two), {"reason": "Nhầm xã"}).status_code == 302
    assert client.get(url("brief", ta_phin)).status_code == 404
    assert client.post(brief, sent | {"directives": [told.pk]}).status_code == 422, "not told to Nậm Tăm"
    assert log_in(stranger).get(url("briefing", one)).status_code == 404
    assert log_in(leader).post(brief, sent).status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"directives": []}, 422, "Văn bản"),
        ({"held_on": "x"}, 422, "Ngày quán triệt"),
        ({"held_on": "01/02/2008"}, 409, "trước ngày ban hành"),
        ({"present-member": ""}, 422, "Ghi cả số mời và số có mặt"),
        ({"present-member": "-1"}, 422, "Ghi số nguyên từ 0 đến 99.999."),
        ({"present-member": "21"}, 409, "nhiều hơn số mời"),
        ({"members": "0"}, 409, "từ 1 trở lên"),
        ({"place": "a" * 161}, 422, "Địa điểm"),
        ({"speaker": "a\x00"}, 422, "Người truyền đạt"),
    ],
)
def test_a_wrong_session_is_told_why(log_in, secretary, nq22, nam_tam, staff, change, status, sentence):
    make.given(nq22, nam_tam, staff)
    answer = log_in(secretary).post(url("brief", nam_tam), SENT | {"directives": [nq22.pk]} | change)
    assert (answer.status_code, Briefing.objects.count()) == (status, 0)
    assert sentence in answer.text


def test_a_programme_its_tasks_and_their_progress(log_in, secretary, leader, stranger, told, nq22, nam_tam):
    client = log_in(secretary)
    sent = {"directive": nq22.pk, "number": "03-CTr/ĐU", "issued_on": "20/06/2008", "title": "Chương trình"}
    assert client.post(url("issue", nam_tam), sent).status_code == 302
    assert client.post(url("issue", nam_tam), sent).status_code == 409
    held = ActionProgramme.objects.get()
    task = {"content": "Lập chi bộ", "owner": "Phó Bí thư", "due_on": "31/12/2008", "unit": "SH-NT"}
    assert client.post(url("programme", held), task).status_code == 302
    assert client.post(url("programme", held), task).status_code == 409
    assert client.post(url("programme", held), task | {"unit": "SH-TP"}).status_code == 422
    assert client.post(url("programme", held), task | {"due_on": "01/01/2008", "content": "x"}).status_code == 409
    one = held.tasks.get()
    assert [row.standing.state for row in client.get(f"{TASKS}?xem=qua-han").context["rows"]] == ["overdue"]
    assert client.get(f"{TASKS}?ngay=31/12/2008&xem=qua-han").context["rows"] == []
    told = {"on": "01/09/2008", "percent": "50", "result": "Đã khảo sát"}
    assert client.post(url("progress", one), told).status_code == 302
    assert client.post(url("progress", one), told | {"percent": "101"}).status_code == 422
    assert client.post(url("progress", one), told | {"on": "01/08/2008"}).status_code == 409
    assert client.post(url("progress", one), told | {"on": "02/09/2008", "percent": "100"}).status_code == 302
    assert "Ghi tiến độ" not in client.get(url("progress", one)).text
    for name, row in (("programme", held), ("progress", one)):
        assert log_in(leader).get(url(name, row)).status_code == 200
        assert log_in(leader).post(url(name, row), task).status_code == 403
        assert log_in(stranger).get(url(name, row)).status_code == 404
    assert log_in(secretary).post(url("strike_programme", held), {"reason": "Nhầm"}).status_code == 302
    assert client.get(TASKS).context["rows"] == []


def test_the_tab_and_the_life_of_an_organisation(log_in, secretary, staff, told, nq22, nam_tam):
    make.programme(nam_tam, staff, nq22)
    make.regulation(nam_tam, staff)
    client = log_in(secretary)
    page = client.get(url("organization", nam_tam)).text
    assert all(words in page for words in ("Nghị quyết 22-NQ/TW", "03-CTr/ĐU", "05-QC/ĐU", "Ghi buổi quán triệt"))
    early = client.get(f"{url('organization', nam_tam)}?ngay=01/01/2007").text
    assert "05-QC/ĐU" in early and "22-NQ/TW" not in early
    life = client.get(reverse("organizations:history", args=[nam_tam.pk])).text
    assert life.index("Ban hành chương trình hành động") < life.index("Quán triệt văn bản")
    assert life.index("Quán triệt văn bản") < life.index("Ban hành quy chế làm việc")


def test_lists_ask_as_often_for_many_as_for_one(log_in, staff, district, nq22):
    def add(n):
        unit = organizations.commune_committee(f"Xã {n}", parent=district)
        make.given(nq22, unit, staff)
        make.session(unit, staff, nq22)
        make.task(make.programme(unit, staff, nq22), staff)
        make.regulation(unit, staff)

    def queries():
        found = []
        for address in (LIST, MATRIX, SESSIONS, TASKS, reverse("directives:coverage"), url("directive", nq22)):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            found.append(len(asked))
        return found

    client = log_in(staff)
    add(0)
    queries()
    few = queries()
    for n in range(1, 12):
        add(n)
    assert queries() == few


def test_who_does_not_exist_any_more_owes_nothing(log_in, staff, district, nq22):
    gone = organizations.grassroots_cell("Lâm trường", parent=district, until=D(2009, 6, 30))
    make.given(nq22, gone, staff)
    client = log_in(staff)
    assert client.get(MATRIX).context["total"] == 0
    assert client.get(f"{MATRIX}?ngay=30/06/2009").context["total"] == 1
    make.session(gone, staff, nq22, on=D(2009, 6, 1))
    assert client.get(MATRIX).context["total"] == 1, "what it did stays"
