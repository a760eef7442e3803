"""The roll on any day: who stands on it, what is counted, found and sorted, who sees whom."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from members.roll.models import Membership
from sinho.audit.models import AuditEntry
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people, transfers

D = dt.date
LIST, EXPORT = "members:list", "members:export"


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells):
    """Seven people of Nậm Tăm, one of Tả Phìn."""
    one, other = nam_tam_cells
    an = make.member(one, "Lò Văn An", birth_year=1971, birth_month=3, birth_day=12, identity_number="045000111")
    make.card(an, "45001234")
    make.learned(an, "general", "lower_secondary", words="9/12 bổ túc")
    make.learned(an, "general", "upper_secondary", D(2008, 6, 1), "12/12")
    make.learned(an, "theory", "elementary", D(2006, 11, 15))
    make.probationer(one, "Tao Thị Ánh", sex="female", ethnicity="eth_lu", birth_year=1985)
    ban = make.member(other, "Lò Văn Ban", birth_year=1949, file_number="004501 LC")
    make.exempted(ban)
    make.member(one, "Quàng Văn Bạn", until=D(2008, 6, 30), exit="died")
    chan = make.member(one, "Phàn A Chẳn", ethnicity="eth_dao")
    make.moved(chan, other, D(2009, 4, 1))
    make.member(ta_phin_cells[0], "Chẻo A Pao", ethnicity="eth_dao")
    return {"an": an, "ban": ban, "chan": chan}


def names(client, **asked) -> list[str]:
    page = client.get(reverse(LIST), asked)
    assert page.status_code == 200
    return [row.full_name for row in page.context["rows"]]


def test_the_roll_stands_in_the_order_of_given_names(log_in, staff, roll):
    assert names(log_in(staff)) == ["Lò Văn An", "Tao Thị Ánh", "Lò Văn Ban", "Phàn A Chẳn", "Chẻo A Pao"]
    assert names(log_in(staff), xep="-ten")[0] == "Chẻo A Pao"
    assert names(log_in(staff), xep="ngay-sinh")[0] == "Lò Văn Ban"


def test_an_earlier_day_shows_who_was_there_and_what_was_so_then(log_in, staff, roll):
    client = log_in(staff)
    assert names(client, ngay="30/06/2008") == [
        "Lò Văn An",
        "Lò Văn Ban",
        "Quàng Văn Bạn",
        "Phàn A Chẳn",
        "Chẻo A Pao",
    ]
    assert "Quàng Văn Bạn" not in names(client, ngay="01/07/2008")
    [an, *_] = client.get(reverse(LIST), {"ngay": "31/05/2008"}).context["rows"]
    assert (an.general, an.theory, an.card) == ("9/12 bổ túc", "Sơ cấp", "•••• 1234")
    [an, *_] = client.get(reverse(LIST)).context["rows"]
    assert an.general == "12/12"
    chan = client.get(reverse(LIST), {"ngay": "31/03/2009", "q": "chan"}).context["rows"][0]
    assert chan.cell == "Chi bộ bản Nậm Tăm 1"


def test_what_is_counted_is_what_the_lists_hold(log_in, staff, roll):
    client = log_in(staff)
    transfers.temporary(roll["ban"], to_words="Trường Chính trị tỉnh")
    for day in ("18/12/2009", "30/06/2008", "01/01/2004"):
        counts = client.get(reverse(LIST), {"ngay": day}).context["counts"]
        lists = {
            state: len(names(client, ngay=day, **{"tu-cach": state}))
            for state in ("chinh-thuc", "du-bi", "mien", "dinh-chi", "tam-thoi", "")
        }
        assert lists == {
            "chinh-thuc": counts.official,
            "du-bi": counts.probationary,
            "mien": counts.exempted,
            "dinh-chi": counts.suspended,
            "tam-thoi": counts.away,
            "": counts.total,
        }
    assert client.get(reverse(LIST)).context["counts"] == type(counts)(5, 4, 1, 1, 0, 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "lo van"}, ["Lò Văn An", "Lò Văn Ban"]),
        ({"q": "LO VAN an"}, ["Lò Văn An", "Lò Văn Ban"]),
        ({"q": "@ !"}, []),
        ({"q": "pao"}, ["Chẻo A Pao"]),
        ({"q": "45001234"}, ["Lò Văn An"]),
        ({"q": "045 000 111"}, ["Lò Văn An"]),
        ({"q": "45001"}, []),
        ({"q": "004501"}, ["Lò Văn Ban"]),
        ({"q": "004509"}, []),
        ({"gioi": "female"}, ["Tao Thị Ánh"]),
        ({"dan-toc": "eth_dao"}, ["Phàn A Chẳn", "Chẻo A Pao"]),
        ({"hoc-van": "upper_secondary"}, ["Lò Văn An"]),
        ({"hoc-van": "lower_secondary"}, []),
        ({"tuoi-tu": "60"}, ["Lò Văn Ban"]),
        ({"tuoi-tu": " 60 "}, ["Lò Văn Ban"]),
        ({"tuoi-den": "30"}, ["Tao Thị Ánh"]),
        ({"tuoi-tu": "38", "tuoi-den": "38"}, ["Lò Văn An"]),
        ({"tuoi-tu": "x", "gioi": "y", "hoc-van": "z", "dan-toc": "q", "tu-cach": "w", "q": "an"}, 4),
    ],
)
def test_the_filters(log_in, staff, roll, asked, found):
    got = names(log_in(staff), **asked)
    assert got == found if isinstance(found, list) else len(got) == found


def test_the_list_of_an_organisation_and_of_a_village(log_in, staff, roll, nam_tam, nam_tam_cells):
    village = places.village("Nà Tăm", committee=nam_tam, served_by=nam_tam_cells[0])
    make.lives(roll["an"], village, until=D(2009, 6, 30))
    make.lives(roll["chan"], village)
    client = log_in(staff)
    assert names(client, **{"don-vi": nam_tam.pk}) == ["Lò Văn An", "Tao Thị Ánh", "Lò Văn Ban", "Phàn A Chẳn"]
    assert names(client, **{"don-vi": nam_tam_cells[1].pk}) == ["Lò Văn Ban", "Phàn A Chẳn"]
    assert names(client, ban=village.pk) == ["Phàn A Chẳn"]
    assert names(client, ban=village.pk, ngay="30/06/2009") == ["Lò Văn An", "Phàn A Chẳn"]
    assert "bản Nà Tăm" in client.get(reverse(LIST), {"ban": village.pk}).content.decode()


def test_a_secretary_sees_the_members_of_his_commune_on_that_day(log_in, secretary, stranger, roll, ta_phin_cells):
    assert "Chẻo A Pao" not in names(log_in(secretary)) and len(names(log_in(secretary))) == 4
    assert names(log_in(stranger)) == ["Chẻo A Pao"]
    make.moved(roll["an"], ta_phin_cells[0], D(2009, 7, 1))
    assert "Lò Văn An" not in names(log_in(secretary)) and "Lò Văn An" in names(log_in(stranger))
    assert "Lò Văn An" in names(log_in(secretary), ngay="30/06/2009")
    assert "Lò Văn An" not in names(log_in(stranger), ngay="30/06/2009")


def test_who_may_not_see_members_gets_no_list(log_in, administrator, district, roll):
    officer = people.user("can.bo", "cadre_officer", district)
    assert log_in(administrator).get(reverse(LIST)).status_code == 403
    assert log_in(officer).get(reverse(LIST)).status_code == 403


def test_more_rows_need_no_more_queries(log_in, staff, roll, nam_tam_cells, django_assert_max_num_queries):
    client = log_in(staff)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse(LIST))
    for number in range(40):
        make.card(make.member(nam_tam_cells[number % 2], f"Lò Văn {number}"))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(LIST))


def test_filters_that_cannot_be_are_named(log_in, staff, roll):
    client = log_in(staff)
    assert "“abc” không phải là tuổi" in client.get(reverse(LIST), {"tuoi-tu": "abc"}).content.decode()
    assert "tuổi đầu phải nhỏ hơn" in client.get(reverse(LIST), {"tuoi-tu": "50", "tuoi-den": "40"}).content.decode()
    page = client.get(reverse(LIST), {"ngay": "01/01/2030"})
    assert "Ngày 01/01/2030 chưa đến" in page.content.decode() and page.context["as_of"].day == D(2009, 12, 18)


def test_an_empty_list_says_what_to_do(log_in, staff, nam_tam):
    assert "Chưa có đảng viên nào" in log_in(staff).get(reverse(LIST)).content.decode()
    assert "bỏ bớt điều kiện lọc" in log_in(staff).get(reverse(LIST), {"q": "zzz"}).content.decode()


class TestExport:
    def test_the_file_holds_the_list_and_says_who_took_it(self, log_in, staff, roll):
        answer = log_in(staff).post(f"{reverse(EXPORT)}?tu-cach=chinh-thuc", {"reason": "Họp Ban Thường vụ"})
        assert answer.status_code == 200 and 'filename="dang-vien-2009-12-18.xlsx"' in answer["Content-Disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header = next(row for row in rows if row[1] == "Họ và tên")
        an = dict(zip(header, next(row for row in rows if row[1] == "Lò Văn An"), strict=True))
        assert an["Số thẻ (4 số cuối)"] == "•••• 1234" and an["Ngày sinh"] == "12/03/1971"
        assert sum(1 for row in rows if isinstance(row[0], int)) == 4
        assert any(staff.full_name in str(row[0]) and "Họp Ban Thường vụ" in str(row[0]) for row in rows)
        assert "ngày 18/12/2009, chính thức" in str(rows[0][0])
        assert "045000111" not in str(rows) and "45001234" not in str(rows)
        entry = AuditEntry.objects.get(did="member.exported")
        assert (entry.after["rows"], entry.said.endswith("Họp Ban Thường vụ")) == (4, True)

    def test_without_a_reason_nothing_leaves(self, log_in, staff, roll):
        for reason in ("", "   ", "abc"):
            assert log_in(staff).post(reverse(EXPORT), {"reason": reason}).status_code == 422
        assert not AuditEntry.objects.filter(did="member.exported").exists()

    def test_it_has_its_own_permission_and_stays_within_reach(self, log_in, secretary, inspector, roll):
        assert log_in(inspector).get(reverse(EXPORT)).status_code == 403
        page = log_in(secretary).get(reverse(EXPORT))
        assert page.context["count"] == 4
        assert Membership.objects.on(D(2009, 12, 18)).count() == 5
