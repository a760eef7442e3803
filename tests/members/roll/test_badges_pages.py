"""The page of badges on an award day, its files, the form of a badge; the badges of the demo district."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from members.roll.models import Badge
from sinho.audit.models import AuditEntry
from tests.factories import members as make
from tests.factories import people

D = dt.date
GIVEN_ON = D(2009, 9, 2)
LIST, OUT = reverse("members:badges"), reverse("members:badges_out")


def old(cell, name, decided, **facts):
    """A member who was admitted two weeks after the decision."""
    ceremony = decided + dt.timedelta(days=14)
    official = ceremony.replace(year=ceremony.year + 1)
    return make.member(cell, name, admitted=ceremony, official=official, decided=decided, birth_year=1940, **facts)


def given(who, by, level=30, on=GIVEN_ON) -> Badge:
    return Badge.objects.create(
        member=who,
        level=level,
        awarded_on=on,
        decision_number="1-QĐ/TU",
        decision_date=on,
        by=by,
        at="2009-09-02T08:00Z",
    )


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells, staff):
    """For 03/02/2010: due for 30 and 40, passed over, given, not yet, and one of another commune."""
    one = nam_tam_cells[0]
    old(one, "Lò Văn Ba", D(1980, 1, 10))
    bon = old(one, "Lò Văn Bốn", D(1969, 12, 5))
    given(bon, staff, on=D(1999, 11, 7))
    old(one, "Lò Văn Sót", D(1979, 9, 1))
    given(old(one, "Lò Văn Có", D(1979, 8, 1)), staff)
    old(one, "Lò Văn Chưa", D(1980, 3, 1))
    old(one, "Lò Văn Mất", D(1980, 1, 20), until=D(2009, 12, 1), exit="died")
    old(ta_phin_cells[0], "Chẻo A Xa", D(1980, 2, 20))


def names(client, **asked) -> list[str]:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return [row.member.full_name.split()[-1] for row in answer.context["page"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Bốn", "Ba", "Xa"]),
        ({"xem": "dot-truoc"}, ["Sót"]),
        ({"xem": "da-trao"}, []),
        ({"dot": "19-05", "nam": "2010"}, ["Chưa"]),
        ({"dot": "19-05", "nam": "2010", "xem": "dot-truoc"}, ["Bốn", "Ba", "Sót", "Xa"]),
        ({"dot": "02-09", "nam": "2009"}, ["Sót"]),
        ({"dot": "02-09", "nam": "2009", "xem": "da-trao"}, ["Có"]),
        ({"dot": "02-09", "nam": "2009", "ngay": "01/09/2009"}, ["Có", "Sót"]),
        ({"ngay": "30/11/2009", "dot": "03-02", "nam": "2010"}, ["Bốn", "Ba", "Mất", "Xa"]),
        ({"dot": "x", "nam": "2010", "xem": "y"}, ["Bốn", "Ba", "Xa"]),
    ],
)
def test_who_is_due_on_the_day(log_in, staff, roll, asked, found):
    assert names(log_in(staff), **asked) == found


def test_the_row_says_from_when_the_years_run(log_in, staff, roll):
    ba = next(row for row in log_in(staff).get(LIST).context["page"] if row.member.full_name == "Lò Văn Ba")
    assert (ba.decided_on, ba.due.years, ba.due.reached, ba.party_age) == (D(1980, 1, 10), 30, D(2010, 1, 10), 30)
    assert ba.row.admitted_on == D(1980, 1, 24)


def test_a_badge_is_written_down_once_its_day_has_come(log_in, staff, leader, roll):
    def ripe(client, **asked):
        return [row.is_ripe for row in client.get(LIST, asked).context["page"]]

    assert ripe(log_in(staff)) == [False] * 3 and ripe(log_in(staff), xem="dot-truoc") == [True]
    assert "Ghi trao" not in log_in(staff).get(LIST).content.decode().replace("chưa ghi trao", "")
    for person, shown in ((staff, True), (leader, False)):
        text = log_in(person).get(LIST, {"xem": "dot-truoc"}).content.decode()
        assert (">Ghi trao</a>" in text) is shown


def test_each_sees_his_own_tree_and_the_rest_is_closed(log_in, secretary, stranger, administrator, roll):
    assert names(log_in(secretary)) == ["Bốn", "Ba"] and names(log_in(stranger)) == ["Xa"]
    assert log_in(administrator).get(LIST).status_code == 403
    assert names(log_in(secretary), **{"don-vi": 999999}) == []


def test_each_count_is_the_number_of_rows(log_in, staff, roll):
    client = log_in(staff)
    chips = client.get(LIST).context["chips"]
    assert {word: number for word, _, number in chips} == {word: len(names(client, xem=word)) for word, _, _ in chips}


def test_what_was_not_compared_is_said_and_wrong_words_are_named(log_in, staff, roll):
    text = log_in(staff).get(LIST).content.decode()
    assert "chưa đối chiếu văn bản" in text and "chưa có hướng dẫn của Tỉnh ủy" in text and "theo sổ kỷ luật" in text
    for typed in ("x", "1800", "99999999999999", "2.010"):
        assert "Năm phải là số" in log_in(staff).get(LIST, {"nam": typed}).content.decode()
    assert "chưa đến" in log_in(staff).get(LIST, {"ngay": "19/12/2009"}).content.decode()
    assert "Không có đảng viên nào" in log_in(staff).get(LIST, {"nam": "1991"}).content.decode()


def test_more_rows_need_no_more_queries(log_in, staff, roll, nam_tam_cells, django_assert_max_num_queries):
    client = log_in(staff)
    client.get(LIST)
    with django_assert_max_num_queries(22) as few:
        client.get(LIST)
    for number in range(30):
        given(old(nam_tam_cells[0], f"Lò Văn {number}", D(1969, 12, 20)), staff, on=D(2000, 2, 3))
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(LIST).context["page"]) == 33


class TestFiles:
    ASKED = {"dang": "xlsx", "reason": "Trình Tỉnh ủy"}

    def test_the_workbook_holds_who_is_due_and_who_was_passed_over(self, log_in, staff, roll):
        answer = log_in(staff).post(OUT, self.ASKED)
        assert 'filename="huy-hieu-dang-2010-02-03.xlsx"' in answer["Content-Disposition"]
        rows = [[c.value for c in row] for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
        listed = [(row[1], row[7], row[10]) for row in rows if isinstance(row[0], int)]
        assert listed == [
            ("Lò Văn Bốn", 40, None),
            ("Lò Văn Ba", 30, None),
            ("Lò Văn Sót", 30, "Đợt trước chưa ghi trao"),
            ("Chẻo A Xa", 30, None),
        ]
        entry = AuditEntry.objects.get(did="member.exported")
        assert entry.after["rows"] == 4 and "đến hạn Huy hiệu Đảng, tệp Excel: Trình Tỉnh ủy" in entry.said

    def test_the_paper_has_its_heading_and_the_annex(self, log_in, staff, roll):
        answer = log_in(staff).post(OUT, self.ASKED | {"dang": "pdf", "so": "12", "ngay_ky": "16/12/2009"})
        assert answer["Content-Type"] == "application/pdf"
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
        for words in (
            "TỜ TRÌNH",
            "12-TTr/HU",
            "Huy hiệu 40 năm tuổi đảng: 1",
            "Huy hiệu 30 năm tuổi đảng: 3",
            "Lò Văn Sót",
        ):
            assert words in text
        assert "PDF" in AuditEntry.objects.get(did="member.exported").said

    @pytest.mark.parametrize(
        "change", [{"reason": ""}, {"reason": "abc"}, {"dang": "doc"}, {"so": "x"}, {"ngay_ky": "31/02/2009"}]
    )
    def test_without_what_is_asked_nothing_leaves(self, log_in, staff, roll, change):
        answer = log_in(staff).post(OUT, self.ASKED | {"chuc_vu": "PHÓ BÍ THƯ"} | change)
        assert answer.status_code == 422 and 'value="PHÓ BÍ THƯ"' in answer.content.decode()
        assert not AuditEntry.objects.filter(did="member.exported").exists()

    def test_a_secretary_takes_out_his_own_and_who_only_reads_nothing(self, log_in, secretary, inspector, roll):
        assert len(log_in(secretary).get(OUT).context["listed"].rows) == 3
        assert log_in(secretary).post(OUT, self.ASKED | {"dang": "pdf"}).status_code == 200
        assert log_in(inspector).get(OUT).status_code == 403

    def test_a_day_without_anybody_is_a_paper_too(self, log_in, staff, district):
        answer = log_in(staff).post(OUT, self.ASKED | {"dang": "pdf"})
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")


class TestGiving:
    DATA = {"level": "30", "awarded_on": "02/09/2009", "decision_number": "118-QĐ/TU", "decision_date": "17/08/2009"}

    @pytest.fixture
    def gia(self, nam_tam_cells):
        return old(nam_tam_cells[0], "Lò Văn Già", D(1979, 7, 10))

    def url(self, who) -> str:
        return reverse("members:badge", args=[who.pk])

    def test_it_stands_on_the_record(self, log_in, staff, gia):
        client = log_in(staff)
        page = client.get(self.url(gia), {"muc": "30", "dot": "02-09", "nam": "2009"})
        assert 'value="02/09/2009"' in page.content.decode()
        data = self.DATA | {"seen": page.context["seen"]}
        assert [client.post(self.url(gia), data).status_code for _ in range(2)] == [302, 409]
        assert "Huy hiệu 30 năm tuổi đảng" in client.get(reverse("members:member", args=[gia.pk])).content.decode()

    @pytest.mark.parametrize(
        ("change", "status", "said"),
        [
            ({"level": ""}, 422, "level"),
            ({"level": "31"}, 422, "level"),
            ({"level": "x"}, 422, "level"),
            ({"awarded_on": ""}, 422, "awarded_on"),
            ({"awarded_on": "31/02/2009"}, 422, "Không có ngày"),
            ({"decision_number": " "}, 422, "decision_number"),
            ({"decision_date": "03/09/2009"}, 422, "không thể sau ngày trao"),
            ({"delay": "reprimand", "early": "on"}, 422, "vừa trao sớm vừa trao chậm"),
            ({"level": "40"}, 409, "trao sớm nhất"),
            ({"awarded_on": "19/12/2009"}, 409, "chưa đến"),
            ({"decision_number": "118\x00"}, 422, "decision_number"),
            ({"decision_number": "1" * 400}, 422, "decision_number"),
            ({"level": "9" * 4000}, 422, "level"),
        ],
    )
    def test_a_wrong_form_writes_nothing(self, log_in, staff, gia, change, status, said):
        answer = log_in(staff).post(self.url(gia), self.DATA | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True)
        assert not Badge.objects.exists()

    def test_only_who_manages_members_writes_it(self, log_in, secretary, leader, nam_tam, ta_phin, gia):
        for person in (secretary, leader):
            assert log_in(person).get(self.url(gia)).status_code == 403
        clerk = people.user("clerk", "district_staff", ta_phin)
        assert log_in(clerk).post(self.url(gia), self.DATA).status_code == 404


def test_the_demo_has_badges_over_the_years_and_somebody_due(demo, log_in):
    staff = people.User.objects.get(username="bantochuc")
    assert Badge.objects.count() > 50 and {30, 40} <= set(Badge.objects.values_list("level", flat=True))
    client = log_in(staff)
    numbers = {word: number for word, _, number in client.get(LIST).context["chips"]}
    assert numbers[""] > 0 and numbers["dot-truoc"] > 0
    assert len(names(client, dot="07-11", nam="2009", xem="da-trao")) > 0
