"""The page on which steps are struck out, and the case that shows them crossed out (A4)."""

import pytest
from django.urls import reverse

from members.admissions.models import CaseStep
from tests.factories import admissions as make
from tests.factories import members as roll
from tests.factories import people


@pytest.fixture
def case(nam_tam_cells, staff):
    return make.brought(nam_tam_cells[0], staff, "decision")


def page_of(case):
    return reverse("admissions:case", args=[case.pk])


def url(case, code):
    codes = list(case.steps.order_by("pk").values_list("step", flat=True))
    return reverse("admissions:strike", args=[case.pk, codes.index(code) + 1])


def struck() -> list[str]:
    return list(CaseStep.objects.filter(struck_at__isnull=False).order_by("pk").values_list("step", flat=True))


def test_the_page_names_what_goes_and_the_case_shows_it_crossed_out(log_in, staff, case):
    client = log_in(staff)
    assert url(case, "cell_vote") in client.get(page_of(case)).content.decode()
    page = client.get(url(case, "cell_vote"))
    assert "3 bước sẽ bị gạch bỏ" in page.content.decode() and page.context["seen"]
    data = {"reason": "Ghi nhầm <b>ngày</b>", "seen": page.context["seen"]}
    answer = client.post(url(case, "cell_vote"), data, follow=True)
    shown = answer.content.decode()
    assert struck() == ["cell_vote", "committee_vote", "decision"]
    assert "Đã gạch bỏ 3 bước" in shown and "<s>Ban Thường vụ quyết định kết nạp, 44-QĐ/HU</s>" in shown
    assert "Ghi nhầm &lt;b&gt;ngày&lt;/b&gt;" in shown
    assert [label for label, _ in answer.context["struck"]] == [
        "Chi bộ họp xét kết nạp",
        "Đảng ủy cơ sở xét kết nạp",
        "Ban Thường vụ quyết định kết nạp",
    ]
    assert answer.context["item"].facts.passed("cell_vote") is None


def test_a_case_without_steps_is_still_shown(log_in, staff, nam_tam_cells):
    case = make.case(nam_tam_cells[0], staff)
    client = log_in(staff)
    assert client.post(url(case, "outstanding"), {"reason": "Ghi nhầm"}).status_code == 302
    assert client.get(page_of(case)).status_code == 200
    assert client.get(reverse("admissions:list")).status_code == 200


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        ({"reason": ""}, 422, "Lý do gạch bỏ"),
        ({"reason": "   "}, 422, "Lý do gạch bỏ"),
        ({"reason": "x" * 501}, 422, "500"),
        ({"reason": "có \x00"}, 422, "Lý do gạch bỏ"),
        ({"other": "x"}, 422, "Lý do gạch bỏ"),
        ({"reason": "Ghi nhầm", "seen": "cũ"}, 409, "vừa được người khác sửa"),
    ],
)
def test_a_bad_form_strikes_nothing(log_in, staff, case, data, status, said):
    answer = log_in(staff).post(url(case, "decision"), data)
    assert (answer.status_code, struck()) == (status, []) and said in answer.content.decode()


def test_sent_twice_says_that_it_is_done(log_in, staff, case):
    client = log_in(staff)
    address = url(case, "decision")
    assert client.post(address, {"reason": "Ghi nhầm"}).status_code == 302
    again = client.post(address, {"reason": "Ghi nhầm"})
    assert again.status_code == 409 and "đã được gạch bỏ" in again.content.decode()
    assert client.get(address).status_code == 200 and struck() == ["decision"]


def test_who_sees_the_page(log_in, staff, secretary, stranger, leader, nam_tam_cells, case):
    decision, vote = url(case, "decision"), url(case, "cell_vote")
    for person, address, status in (
        (stranger, vote, 404),
        (leader, vote, 403),
        (secretary, decision, 403),
        (secretary, vote, 403),
    ):
        assert log_in(person).get(address).status_code == status
        assert log_in(person).post(address, {"reason": "Ghi nhầm"}).status_code == status
    assert struck() == []
    assert "Gạch bỏ" not in log_in(secretary).get(page_of(case)).content.decode()
    early = make.case(nam_tam_cells[1], staff, identity_number="")
    cell_secretary = people.user("bi.thu.cb", "cell_secretary", nam_tam_cells[1])
    assert log_in(cell_secretary).get(url(early, "outstanding")).status_code == 200


@pytest.mark.parametrize("number", [0, 12, 99999, 10**19])
def test_a_step_that_is_not_there(log_in, staff, case, number):
    assert log_in(staff).get(reverse("admissions:strike", args=[case.pk, number])).status_code == 404


def test_what_must_be_undone_first_stands_above_the_form(log_in, staff, nam_tam_cells):
    case = make.brought(nam_tam_cells[0], staff, "ceremony")
    roll.exempted(case.member, since=make.D(2009, 1, 1))
    answer = log_in(staff).post(url(case, "ceremony"), {"reason": "Nhầm người"})
    assert answer.status_code == 409 and "Sau lễ kết nạp đã ghi: miễn, đình chỉ" in answer.content.decode()
    assert "Nhầm người" in answer.content.decode() and struck() == []
