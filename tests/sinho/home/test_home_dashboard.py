"""The figures of the leaders are those of their reports on every day, open them, and cost the same for any district."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.coverage.models import lives_of, states_seen
from members.coverage.rules import numbers_on
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.documents.reports import Asked, kind_of
from sinho.home.curves import Frame, Numbers
from sinho.home.dashboard import THEMES, Curve, dashboard, leads
from tests.factories import cadres as make_cadres
from tests.factories import members, people
from tests.factories import organizations as make

D = dt.date
HOME = reverse("home:index")
TODAY = D(2009, 12, 18)
# Report and place of the theme among those of the report → the same number there.
IN_REPORT = {
    "admission": [lambda report: report.total.now.count],
    "organizations-founded": [lambda report: report.total.count],
    "cell-quality": [lambda report: report.all_grassroots.share],
    "meetings": [lambda report: report.figure("all-held").count],
    "directives": [lambda report: report.now.present_members],
    "cadre-quality": [lambda report, name=name: report.now.of(name).share for name in ("general", "trained", "theory")],
    "training": [lambda report: report.figure("sent").count, lambda report: Decimal(report.now.paid) / 1_000_000],
}


@pytest.fixture
def leader_of_demo(demo):
    scope = people.scope(User.objects.get(username="lanhdao"))
    return scope, leads(scope)


def themes_of(code: str) -> list:
    return [theme for theme in THEMES if theme.report == code]


def same(mine, theirs) -> bool:
    return mine == theirs or (mine is None and not theirs)


@pytest.mark.parametrize("code", IN_REPORT)
@pytest.mark.parametrize("day", [TODAY, D(2008, 6, 30)], ids=str)
def test_every_point_is_the_figure_of_its_report(leader_of_demo, code, day):
    scope, root = leader_of_demo
    frame, kind = Frame(scope, root, day), kind_of(code)
    places = [-1, -2] if kind.asks == "period" else range(-5, 0)
    for place in places:
        end = frame.ends[place]
        asked = (
            Asked(root, day, year=end.year)
            if kind.asks == "year"
            else Asked(root, end, since=D(end.year, 1, 1), until=end)
        )
        if kind.asks == "year" and end.year not in frame.schemes:
            continue
        report = kind.build(scope, asked)
        for theme, figure in zip(themes_of(code), IN_REPORT[code], strict=True):
            numbers = theme.numbers(frame)
            assert same(numbers.values[place], figure(report)), (theme.label, end)
            if code == "cadre-quality" and place == -1:
                points = {line.measure.value: line.growth.points for line in report.lines}
                assert numbers.points in (points["general"], points["trained"], points["theory"])


def test_the_rest_is_what_its_page_counts(leader_of_demo, client):
    scope, root = leader_of_demo
    client.force_login(User.objects.get(username="lanhdao"))
    for day in (TODAY, D(2008, 6, 30)):
        frame = Frame(scope, root, day)
        villages, weak = (theme.numbers(frame) for theme in THEMES if theme.page)
        for end, number in zip(frame.ends, villages.values, strict=True):
            lives = lives_of([state.village_id for state in states_seen(scope, end)])
            assert number == (numbers_on(lives, end).without_members if lives else None)
        on_page = client.get(reverse("oversight:weak"), {"ngay": f"{day:%d/%m/%Y}"}).context["found"]
        assert weak.now == len(on_page.on)
        for end, number in zip(frame.ends, weak.values, strict=True):
            asked = Asked(root, end, since=D(end.year, 1, 1), until=end)
            assert number == kind_of("oversight").build(scope, asked).figure("weak.on").count, end


def test_the_leader_sees_twelve_figures_that_open_and_are_said_in_words(leader_of_demo, client):
    client.force_login(User.objects.get(username="lanhdao"))
    response = client.get(HOME)
    board = response.context["board"]
    assert len(board.curves) == len(THEMES) == 12 and not board.is_empty and response.context["figures"] == []
    page = response.content.decode()
    assert page.count('class="spark"') >= 10 and "style=" not in page[page.index("<main") :]
    by_label = {one.label: one for one in board.curves}
    assert by_label["Bản chưa có đảng viên"].number == "0"
    assert by_label["Cán bộ xã: học vấn từ trung học cơ sở"].number == "74,5"
    assert by_label["Cán bộ xã: lý luận từ sơ cấp"].changed == "tăng 7,5 điểm % so với cuối năm 2008", "as the report"
    for one in board.curves:
        opened = client.get(one.url)
        assert opened.status_code == 200, one.label
        if one.theme.report:
            assert opened.context["report"].organization_code == "SH" and not opened.context.get("reasons"), one.label


def test_it_answers_for_any_day_and_says_what_is_wrong_with_one(leader_of_demo, client):
    client.force_login(User.objects.get(username="lanhdao"))
    past = client.get(HOME, {"ngay": "31/12/2007"}).context["board"]
    now = client.get(HOME).context["board"]
    for before, after in zip(past.curves, now.curves, strict=True):
        if not after.numbers.label and after.theme.page != "oversight:weak":
            assert before.line[-1] == after.line[-3], before.label
    for typed, said in (
        ("31/02/2009", "31/02/2009"),
        ("01/01/2030", "chưa đến"),
        ("\x00", "đến ngày"),
        ("x" * 99, "x"),
    ):
        response = client.get(HOME, {"ngay": typed})
        assert response.status_code == 200 and said in response.content.decode()
        assert response.context["board"].day == TODAY


def test_nobody_else_gets_them(log_in, staff, secretary, leader, inspector):
    for person in (staff, secretary, inspector):
        response = log_in(person).get(HOME, {"ngay": "31/12/2008"})
        assert response.context["board"] is None and "Toàn cảnh" not in response.content.decode()
    assert log_in(leader).get(HOME).context["board"] is not None


def test_a_figure_is_left_out_when_what_stands_behind_it_may_not_be_opened(leader, monkeypatch):
    scope = people.scope(leader)
    rights = frozenset(scope.reaches[0].permissions - {"view_staff", "view_members"})
    monkeypatch.setattr("sinho.accounts.scope.permissions_of", lambda role: rights)
    found = dashboard(scope, leads(scope), TODAY)
    labels = {one.theme.report or one.theme.page for one in found.curves}
    assert labels == {"organizations-founded", "cell-quality", "oversight:weak", "meetings", "directives"}


def test_without_data_it_says_what_to_do(log_in, leader):
    response = log_in(leader).get(HOME)
    assert response.context["board"].is_empty
    assert "Chưa có số liệu đến ngày 18/12/2009." in response.content.decode()
    assert reverse("reports:list") in response.content.decode()


def test_more_rows_need_no_more_queries(leader, nam_tam, nam_tam_cells, ta_phin):
    scope = people.scope(leader)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            dashboard(scope, leads(scope), TODAY)
        return len(queries)

    def fill(number: int) -> None:
        for one in range(number):
            members.member(
                nam_tam_cells[one % 2], f"Lò Văn {'ABCDEGHIKL'[one % 10]}", entry="admitted", since=D(2009, 2, 1)
            )
            make_cadres.cadre(nam_tam, f"Tao Văn {'ABCDEGHIKL'[one % 10]}")
            make.village(f"Bản {one}-{number}", committee=nam_tam, served_by=nam_tam_cells[0], kind="shared")

    fill(1)
    first = asked()
    fill(29)
    assert asked() == first


def test_changes_are_told_in_words():
    theme = {one.report: one for one in THEMES}
    ends = Frame(None, 1, TODAY).ends

    def told(one, *values, before) -> str:
        return Curve(one, Numbers(values, before), ends).changed

    assert told(theme["admission"], 1, 2, 3, 4, 190, before=178) == "tăng 12 so với cùng kỳ năm 2008"
    assert told(theme["admission"], 1, 2, 3, 4, 5, before=5) == "bằng cùng kỳ năm 2008"
    shares = (None, None, None, Decimal("66.4"), Decimal("74.5"))
    assert told(theme["cadre-quality"], *shares, before=shares[-2]) == "tăng 8,1 điểm % so với cuối năm 2008"
    assert told(theme["cell-quality"], None, None, None, shares[-1], None, before=None) == (
        "chưa có số liệu để so sánh"
    )
    assert told(theme["cadre-quality"], *[None] * 5, before=None) == "chưa có số liệu"
    curve = Curve(theme["cadre-quality"], Numbers(shares, shares[-2]), ends)
    assert curve.told == "2005: chưa có; 2006: chưa có; 2007: chưa có; 2008: 66,4 %; 18/12/2009: 74,5 %"


def test_the_leader_is_whoever_has_that_role(leader, staff, district):
    assert leads(people.scope(leader)) == district.pk and leads(people.scope(staff)) is None
    assert leads(people.scope(people.user("ban", Role.INSPECTOR, district))) is None
