"""The first page of each role, the search, the session, the frame of every page."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cells.assessments import schemes
from cells.assessments.actions import campaigns
from cells.assessments.models import Sheet
from cells.organizations.enums import OrganizationKind
from sinho.accounts.roles import Role
from sinho.home.desk import Task, grouped
from sinho.web.models import Installation
from tests.factories import members as roll
from tests.factories import organizations as make
from tests.factories import people

HOME, SEARCH, SESSION = reverse("home:index"), reverse("home:search"), reverse("home:session")
DATES = {
    "register_by": dt.date(2009, 1, 31),
    "submit_by": dt.date(2009, 12, 15),
    "appraise_by": dt.date(2009, 12, 24),
    "decide_by": dt.date(2010, 1, 15),
}


@pytest.fixture
def campaign(district, staff, nam_tam, nam_tam_cells, ta_phin, finance_cell):
    """2009, open: Nậm Tăm is to mend until 21/12, Tả Phìn has not begun, the finance cell has handed in."""
    opened = campaigns.open_campaign(
        organization=district,
        year=2009,
        scheme_code=next(iter(schemes.files())),
        dates=campaigns.Dates(**DATES),
        by=staff,
    )
    handed_in = {"submitted_at": timezone.now(), "submitted_by": people.user("nguoi.nop")}
    sheets = Sheet.objects.filter(campaign=opened)
    sheets.filter(organization=nam_tam).update(state="sent_back", mend_by=dt.date(2009, 12, 21), **handed_in)
    sheets.filter(organization=finance_cell).update(state="submitted", **handed_in)
    return opened


def titles(response):
    return {task.title: (heading, task.words) for heading, tasks in response.context["groups"] for task in tasks}


def test_the_staff_see_who_is_late_and_what_waits_for_them(log_in, staff, campaign, ta_phin):
    response = log_in(staff).get(HOME)
    assert titles(response) == {
        "Đôn đốc 1 tổ chức chậm nộp bản tự đánh giá": ("Quá hạn", "trễ 3 ngày"),
        "Nhận 1 bản tự đánh giá đã nộp": ("7 ngày tới", "còn 6 ngày"),
    }
    [desk] = response.context["above"]
    assert [unit.state.organization_id for unit in desk.late] == [ta_phin.pk]
    text = response.content.decode()
    assert "Thứ Sáu, 18/12/2009" in text and "1 việc quá hạn" in text and "chưa bắt đầu" in text


def test_every_count_of_the_first_page_opens_as_many_rows(log_in, staff, campaign):
    client = log_in(staff)
    response = client.get(HOME)
    [desk] = response.context["above"]
    for number, _, url in desk.flow:
        assert client.get(url).context["page"].paginator.count == number
    for task in (task for _, tasks in response.context["groups"] for task in tasks):
        assert client.get(task.url).context["page"].paginator.count == 1


def test_every_headline_figure_opens_as_many_rows(log_in, staff, nam_tam, nam_tam_cells, ta_phin):
    make.founding(nam_tam_cells[0], dt.date(2009, 3, 1))
    make.village("Nậm Lò", committee=nam_tam)
    make.village("Nậm Tăm 1", committee=nam_tam, served_by=nam_tam_cells[0])
    make.village("Nậm Tăm 2", committee=nam_tam, served_by=nam_tam_cells[0], kind="shared")
    client = log_in(staff)
    figures = client.get(HOME).context["figures"]
    assert {figure.label: figure.number for figure in figures} == {
        "Đảng bộ cơ sở": 2,
        "Chi bộ trực thuộc": 2,
        "Thành lập năm 2009": 1,
        "Bản": 3,
        "Bản chưa có chi bộ": 1,
    }
    for figure in figures:
        context = client.get(figure.url).context
        rows = context["report"].total.count if "report" in context else context["page"].paginator.count
        assert rows == figure.number


def test_figures_are_compared_with_last_year(log_in, staff, nam_tam):
    make.cell("bản cũ", parent=nam_tam, until=dt.date(2009, 6, 30))
    for name in "abc":
        make.cell(name, parent=nam_tam, since=dt.date(2009, 2, 1))
    compared = {figure.label: figure.compared for figure in log_in(staff).get(HOME).context["figures"]}
    assert compared["Chi bộ trực thuộc"] == "+2 so với cuối năm 2008"
    assert compared["Đảng bộ cơ sở"] == "bằng cuối năm 2008"


def test_without_a_campaign_the_staff_are_asked_to_open_one(log_in, staff, leader):
    assert "Mở đợt đánh giá năm 2009" in log_in(staff).get(HOME).content.decode()
    assert "Mở đợt đánh giá" not in log_in(leader).get(HOME).content.decode()


def test_the_leader_sees_what_waits_for_his_decision(log_in, leader, campaign, finance_cell):
    assert titles(log_in(leader).get(HOME)) == {}
    Sheet.objects.filter(organization=finance_cell).update(state="proposed")
    assert list(titles(log_in(leader).get(HOME))) == ["Quyết định xếp loại 1 tổ chức đã trình"]


def test_the_inspector_sees_what_waits_for_his_opinion(log_in, inspector, campaign, finance_cell):
    Sheet.objects.filter(organization=finance_cell).update(state="in_appraisal")
    assert list(titles(log_in(inspector).get(HOME))) == ["Cho ý kiến về 1 bản đang thẩm định"]


# Nothing was written about the meetings of his two cells.
NO_MEETING = {"Ghi sinh hoạt tháng 11/2009 của 2 chi bộ": ("Quá hạn", "trễ 8 ngày")}


def test_a_secretary_sees_his_sheet_what_is_missing_and_his_cells(log_in, secretary, campaign):
    response = log_in(secretary).get(HOME)
    assert titles(response) == {
        "Ghi kết quả xếp loại 2 chi bộ": ("Quá hạn", "trễ 3 ngày"),
        **NO_MEETING,
        "Sửa và nộp lại bản tự đánh giá năm 2009": ("7 ngày tới", "còn 3 ngày"),
    }
    text = response.content.decode()
    assert "Cần sửa, nộp lại" in text and "mới nộp được" in text and "Sửa bản tự đánh giá" in text
    assert response.context["above"] == [] and "Tả Phìn" not in text


def test_a_cell_secretary_registers_and_assesses_his_cell(log_in, campaign, nam_tam_cells):
    person = people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0])
    response = log_in(person).get(HOME)
    own = {"Đăng ký nhiệm vụ năm 2009", "Làm và nộp bản tự đánh giá năm 2009"}
    assert set(titles(response)) == {*own, "Ghi sinh hoạt tháng 11/2009 của chi bộ"}
    assert [own.unit.state.organization_id for own in response.context["own"]] == [nam_tam_cells[0].pk]


def test_the_member_in_charge_sees_how_his_commune_stands(log_in, campaign, nam_tam):
    person = people.user("phutrach", Role.MEMBER_IN_CHARGE, nam_tam)
    response = log_in(person).get(HOME)
    assert set(titles(response)) == {"Xem 1 địa bàn tôi phụ trách"} and "Trả lại để sửa" in response.content.decode()


def test_a_closed_campaign_asks_for_nothing(log_in, staff, secretary, campaign):
    campaigns.close(campaign=campaign, by=staff)
    assert titles(log_in(staff).get(HOME)) == {} and titles(log_in(secretary).get(HOME)) == NO_MEETING


def test_the_administrator_sees_accounts_and_no_party_data(log_in, administrator, campaign):
    people.user("moi", full_name="Không Quyền", must_change_password=True)
    response = log_in(administrator).get(HOME)
    assert set(titles(response)) == {
        "Cấp quyền cho 2 tài khoản chưa có quyền",
        "Nhắc 1 người chưa đổi mật khẩu được cấp",
    }
    text = response.content.decode()
    assert "Nậm Tăm" not in text and "đánh giá" not in text.partition("<main")[2] and "top-find" not in text
    client = log_in(administrator)
    for figure in response.context["figures"]:
        assert client.get(figure.url).context["page"].paginator.count == figure.number


def test_who_has_no_grant_is_told_so(log_in, db):
    text = log_in(people.user("moi")).get(HOME).content.decode()
    assert "Đồng chí chưa được giao quyền" in text and "Chưa được giao quyền" in text


def test_the_first_page_asks_as_often_for_many_rows_as_for_one(
    log_in, staff, campaign, nam_tam, district, django_assert_max_num_queries
):
    client = log_in(staff)
    client.get(HOME)
    with django_assert_max_num_queries(58) as few:
        client.get(HOME)
    for number in range(30):
        made = make.grassroots_cell(f"Phòng {number}", parent=district)
        Sheet.objects.create(campaign=campaign, organization=made)
    with django_assert_max_num_queries(58) as many:
        client.get(HOME)
    assert len(few) == len(many)


TODAY = dt.date(2009, 12, 18)


def task(title, days=None):
    return Task(title, "/", None if days is None else TODAY + dt.timedelta(days=days), TODAY)


def test_tasks_stand_by_what_is_most_urgent():
    tasks = [task("someday"), task("next", 8), task("week", 7), task("today", 0), task("late", -1)]
    assert [(heading, [one.title for one in part]) for heading, part in grouped(tasks)] == [
        ("Quá hạn", ["late"]),
        ("7 ngày tới", ["today", "week"]),
        ("Sau đó", ["next"]),
        ("Chưa định ngày", ["someday"]),
    ]
    assert [one.words for one in tasks] == ["", "còn 8 ngày", "còn 7 ngày", "hôm nay", "trễ 1 ngày"]


@pytest.mark.parametrize("words", ["nam tam", "Nậm Tăm", "NAM  TAM", "tăm nam"])
def test_organisations_and_villages_are_found_without_marks(log_in, staff, nam_tam, ta_phin, words):
    make.village("Nậm Tăm 1", committee=nam_tam)
    response = log_in(staff).get(SEARCH, {"q": words})
    assert [(state.name, above) for state, above in response.context["rows"]] == [
        ("Đảng bộ xã Nậm Tăm", "Đảng bộ huyện Sìn Hồ")
    ]
    assert [village.name for village in response.context["villages"]] == ["Nậm Tăm 1"]


def test_nobody_finds_what_he_does_not_see(log_in, secretary, nam_tam, ta_phin):
    make.village("Tả Phìn 1", committee=ta_phin)
    response = log_in(secretary).get(SEARCH, {"q": "ta phin"})
    assert response.context["rows"] == [] and response.context["villages_count"] == 0
    assert "Không tìm thấy" in response.content.decode()


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'; DROP TABLE x", "x" * 5000, "\x00"])
def test_no_words_break_the_search(log_in, staff, nam_tam, words):
    assert log_in(staff).get(SEARCH, {"q": words}).status_code == 200


def test_the_search_does_not_find_what_is_no_longer_there(log_in, staff, nam_tam):
    make.cell("bản cũ", parent=nam_tam, until=dt.date(2009, 1, 1))
    assert log_in(staff).get(SEARCH, {"q": "ban cu"}).context["page"].paginator.count == 0


def test_the_search_finds_members_for_who_may_see_them(log_in, staff, secretary, stranger, nam_tam_cells, district):
    roll.member(nam_tam_cells[0], "Quàng Văn Bạn")
    address = reverse("home:search")
    for person in (staff, secretary):
        assert "Quàng Văn Bạn" in log_in(person).get(address, {"q": "quang van ban"}).content.decode()
    officer = people.user("can.bo", "cadre_officer", district)
    for person in (stranger, officer):
        page = log_in(person).get(address, {"q": "quang van ban"})
        assert page.context["members_count"] == 0 and "Quàng Văn Bạn" not in page.content.decode()


def test_the_search_is_not_for_the_administrator(log_in, administrator):
    assert log_in(administrator).get(SEARCH, {"q": "x"}).status_code == 403


def test_the_session_says_who_is_logged_in_and_gives_a_token(client, log_in, staff):
    before = client.get(SESSION)
    assert before.json()["user"] == 0 and before.json()["token"]
    after = log_in(staff).get(SESSION)
    assert after.json()["user"] == staff.pk and "no-store" in after["Cache-Control"]


def test_the_token_of_the_session_is_taken(staff, nam_tam):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    token = strict.get(SESSION).json()["token"]
    address = reverse("organizations:add_term", args=[nam_tam.pk])
    assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code == 422


SEEN = [
    "Việc của tôi",
    "Tổ chức",
    "Bản",
    "Đánh giá năm",
    "Lãnh đạo cơ sở",
    "Đảng viên",
    "Kết nạp",
    "Cán bộ xã",
    "Báo cáo",
]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        (
            "staff",
            [
                "Việc của tôi",
                "Tổ chức",
                "Bản",
                "Đánh giá năm",
                "Lãnh đạo cơ sở",
                "Đảng viên",
                "Kết nạp",
                "Cán bộ xã",
                "Báo cáo",
                "Nhập dữ liệu",
                "Nhật ký",
            ],
        ),
        ("secretary", SEEN),
        ("administrator", ["Việc của tôi", "Nhật ký", "Tài khoản"]),
    ],
)
def test_the_navigation_offers_what_one_may_open(log_in, request, who, labels):
    client = log_in(request.getfixturevalue(who))
    items = client.get(HOME).context["shell"].nav
    assert [item.label for item in items] == labels
    assert [item.label for item in items if item.current] == ["Việc của tôi"]
    assert {client.get(item.url, follow=True).status_code for item in items} == {200}


@pytest.mark.parametrize("address", ["filings:list", "filings:register", "printing:index", "reports:statistics"])
def test_pages_reached_from_the_reports_stand_under_them(log_in, staff, address):
    items = log_in(staff).get(reverse(address)).context["shell"].nav
    assert [item.label for item in items if item.current] == ["Báo cáo"]


def test_the_frame_names_for_whom_one_works(log_in, secretary, nam_tam, ta_phin):
    people.grant(secretary, Role.MEMBER_IN_CHARGE, ta_phin)
    shell = log_in(secretary).get(HOME).context["shell"]
    assert shell.working_for == "Đảng bộ xã Nậm Tăm và 1 tổ chức khác"
    assert shell.role_label == "Bí thư tổ chức cơ sở đảng"


def test_demo_data_say_so_on_every_page(log_in, client, staff):
    assert "Số liệu trình diễn" not in client.get(reverse("accounts:login")).content.decode()
    Installation.objects.create(demo_day=dt.date(2009, 12, 18))
    for address in (reverse("accounts:login"), HOME, "/khong-co/"):
        assert "Số liệu trình diễn, không phải số liệu thật" in log_in(staff).get(address, follow=True).content.decode()


def test_kinds_of_the_figures_are_kinds_of_the_tree(log_in, staff, nam_tam):
    [figure] = [f for f in log_in(staff).get(HOME).context["figures"] if f.label == "Đảng bộ cơ sở"]
    assert OrganizationKind.GRASSROOTS_COMMITTEE.value in figure.url
