"""The cell page, the board, the record and the file: figures and lists agree on any day, within reach (A7)."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from tests.factories import assignments as make
from tests.factories import members, people

D = dt.date
LIST, EXPORT = reverse("assignments:list"), reverse("assignments:export")


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells):
    """Nậm Tăm 1: An judged, Ban with one of two judged, Chiến without, Già exempted; Tả Phìn 1: Pao without."""
    cell = nam_tam_cells[0]
    found = {name: members.member(cell, f"Lò Văn {name}") for name in ("An", "Ban", "Chiến", "Già")}
    found["Pao"] = members.member(ta_phin_cells[0], "Chẻo A Pao")
    members.exempted(found["Già"], since=D(2009, 3, 1))
    make.work(found["An"], "Nuôi bò", judged=D(2009, 12, 8), result="Thêm 1 con")
    make.work(found["Ban"], "Trồng ngô", judged=D(2009, 12, 8))
    make.work(found["Ban"], "Giữ trật tự", supervisor=found["Chiến"], supervisor_words="")
    make.work(found["Chiến"], "Ghi biên bản", on=D(2008, 1, 14), judged=D(2008, 12, 15))
    make.work(found["Chiến"], "Thu đảng phí", until=D(2009, 6, 1))
    make.work(found["Già"], "Hòa giải")
    return found


def lines(client, **asked) -> dict[str, str]:
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return {line.member.full_name.split()[-1]: line.state for line in page.context["page"]}


def test_who_has_no_work_stands_first_and_who_needs_none_last(log_in, staff, roll, nam_tam_cells):
    client, cell = log_in(staff), nam_tam_cells[0].pk
    now = {"Chiến": "missing", "An": "judged", "Ban": "given", "Già": "free"}
    assert list(lines(client, **{"don-vi": cell}).items()) == list(now.items())
    text = client.get(LIST, {"don-vi": cell}).content.decode()
    assert "Còn 1 đồng chí chưa được phân công công tác năm 2009" in text and "31/01/2009" in text
    assert "Lò Văn Chiến theo dõi" in text and "Thêm 1 con" in text and "Thu đảng phí" not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ngay": "31/05/2009"}, {"An": "given", "Ban": "given", "Chiến": "given", "Già": "free"}),
        ({"ngay": "28/02/2009"}, {"An": "given", "Ban": "given", "Chiến": "given", "Già": "given"}),
        ({"ngay": "11/01/2009"}, {"An": "missing", "Ban": "missing", "Chiến": "missing", "Già": "missing"}),
        ({"nam": "2008"}, {"An": "missing", "Ban": "missing", "Già": "missing", "Chiến": "judged"}),
        (
            {"nam": "2008", "ngay": "14/12/2008"},
            {"An": "missing", "Ban": "missing", "Già": "missing", "Chiến": "given"},
        ),
        ({"nam": "2012"}, {"Chiến": "missing", "An": "judged", "Ban": "given", "Già": "free"}),
        ({"nam": "x", "ngay": "31/02/2009"}, {"Chiến": "missing", "An": "judged", "Ban": "given", "Già": "free"}),
        ({"nam": "²009", "ngay": "01/01/2010"}, {"Chiến": "missing", "An": "judged", "Ban": "given", "Già": "free"}),
    ],
)
def test_any_day_and_any_year(log_in, staff, roll, nam_tam_cells, asked, found):
    assert lines(log_in(staff), **{"don-vi": nam_tam_cells[0].pk}, **asked) == found


@pytest.mark.parametrize("asked", [{}, {"ngay": "31/05/2009"}, {"ngay": "11/01/2009"}, {"nam": "2008"}])
def test_what_is_counted_is_what_the_lists_hold(log_in, staff, roll, nam_tam_cells, asked):
    client = log_in(staff)
    whole = {"members": 0, "free": 0, "given": 0, "missing": 0, "judged": 0}
    page = client.get(LIST, asked)
    for row in page.context["rows"]:
        tally, query = row.tally, {**asked, "don-vi": row.tally.organization_id}
        counts = {
            "": tally.members,
            "mien": tally.free,
            "da": tally.given,
            "chua": tally.missing,
            "danh-gia": tally.judged,
        }
        assert counts == {word: len(lines(client, **query, xem=word)) for word in counts}
        chips = client.get(LIST, query).context["chips"]
        assert counts == {word: number for word, _, number in chips}
        whole = {name: number + getattr(tally, name) for name, number in whole.items()}
    total = page.context["whole"].tally
    assert whole == {name: getattr(total, name) for name in whole} and total.members == 5


def test_the_board_has_one_line_for_each_cell_with_its_ratings(log_in, staff, roll):
    page = log_in(staff).get(LIST)
    found = {
        row.tally.name: (row.tally.members, row.tally.missing, row.tally.judged, row.levels)
        for row in page.context["rows"]
    }
    assert found == {
        "Chi bộ bản Nậm Tăm 1": (4, 1, 1, [0, 2, 0, 0]),
        "Chi bộ bản Nậm Tăm 2": (0, 0, 0, [0, 0, 0, 0]),
        "Chi bộ bản Tả Phìn 1": (1, 1, 0, [0, 0, 0, 0]),
        "Chi bộ bản Tả Phìn 2": (0, 0, 0, [0, 0, 0, 0]),
    }
    assert list(found) == sorted(found)


def test_the_board_is_narrowed_and_sorted(log_in, staff, roll, nam_tam):
    def names(**asked):
        return [row.tally.name[-9:] for row in log_in(staff).get(LIST, asked).context["rows"]]

    assert names(xem="chua") == ["Nậm Tăm 1", "Tả Phìn 1"]
    assert names(xem="chua-danh-gia") == ["Nậm Tăm 1"]
    assert names(**{"don-vi": nam_tam.pk}) == ["Nậm Tăm 1", "Nậm Tăm 2"]
    assert names(xep="-dang-bo")[0] == "Tả Phìn 1"
    assert names(xep="-chua") == ["Nậm Tăm 1", "Tả Phìn 1", "Nậm Tăm 2", "Tả Phìn 2"]


def test_each_sees_his_own_cells(log_in, secretary, stranger, administrator, roll, nam_tam_cells):
    assert len(log_in(secretary).get(LIST).context["rows"]) == 2
    assert "Lò Văn" not in log_in(stranger).get(LIST, {"don-vi": nam_tam_cells[0].pk}).content.decode()
    assert log_in(administrator).get(LIST).status_code == 403


def test_a_cell_secretary_stands_in_his_cell_at_once(log_in, roll, nam_tam_cells):
    own = people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0])
    page = log_in(own).get(LIST)
    assert page.context["cell"].organization_id == nam_tam_cells[0].pk and page.context["may_assign"]
    assert not page.context["may_export"] and log_in(own).get(EXPORT).status_code == 403


def test_a_reader_sees_no_way_to_write(log_in, leader, roll, nam_tam_cells):
    text = log_in(leader).get(LIST, {"don-vi": nam_tam_cells[0].pk}).content.decode()
    assert "Nuôi bò" in text and "Điều chỉnh" not in text and "Đánh giá kết quả" not in text


def test_empty_pages_say_what_to_do(log_in, staff, nam_tam_cells):
    cell = nam_tam_cells[0].pk
    assert "chưa có đảng viên nào" in log_in(staff).get(LIST, {"don-vi": cell}).content.decode()
    assert "Xem cả chi bộ" in log_in(staff).get(LIST, {"don-vi": cell, "xem": "chua"}).content.decode()
    assert "Không có chi bộ nào" in log_in(staff).get(LIST, {"ngay": "01/01/2001"}).content.decode()


def test_the_record_shows_the_work_year_by_year(log_in, staff, secretary, stranger, roll):
    address = reverse("assignments:member", args=[roll["Chiến"].pk])
    page = log_in(secretary).get(address)
    text = page.content.decode()
    assert [year for year, _ in page.context["years"]] == [2009, 2008] and page.context["missing"]
    assert "Đến hết ngày 31/05/2009" in text and "Chi bộ điều chỉnh" in text and "Hoàn thành tốt" in text
    then = log_in(secretary).get(address, {"ngay": "14/12/2008"})
    assert [year for year, _ in then.context["years"]] == [2008] and "Hoàn thành tốt" not in then.content.decode()
    assert "Đến hết ngày" not in log_in(secretary).get(address, {"ngay": "31/05/2009"}).content.decode()
    assert AuditEntry.objects.filter(did="member.viewed").count() == 1
    assert log_in(stranger).get(address).status_code == 404
    assert "Phân công công tác" in log_in(staff).get(reverse("members:member", args=[roll["An"].pk])).content.decode()


def test_the_list_of_a_cell_goes_out_for_a_reason(log_in, secretary, stranger, roll, nam_tam_cells):
    query = f"?don-vi={nam_tam_cells[0].pk}&nam=2009"
    client = log_in(secretary)
    assert client.get(EXPORT + query).status_code == 200
    assert client.post(EXPORT + query, {"reason": ""}).status_code == 422
    answer = client.post(EXPORT + query, {"reason": "Họp chi bộ cuối năm"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    text = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = [(row[1], row[4], row[8]) for row in text if row[1] and str(row[1]).startswith("Lò Văn")]
    assert found == [
        ("Lò Văn Chiến", "Chưa phân công", None),
        ("Lò Văn An", "Nuôi bò", "Hoàn thành tốt"),
        ("Lò Văn Ban", "Trồng ngô", "Hoàn thành tốt"),
        ("Lò Văn Ban", "Giữ trật tự", None),
        ("Lò Văn Già", "Hòa giải", None),
    ]
    assert any("Họp chi bộ cuối năm" in str(value) for row in text for value in row)
    assert AuditEntry.objects.get(did="member.exported").after["rows"] == 4
    assert log_in(stranger).get(EXPORT + query).status_code == 404
    assert log_in(secretary).get(EXPORT).status_code == 404


@pytest.mark.parametrize("board", [True, False])
def test_more_rows_need_no_more_queries(log_in, staff, roll, nam_tam_cells, board, django_assert_max_num_queries):
    client, asked = log_in(staff), {} if board else {"don-vi": nam_tam_cells[0].pk}
    client.get(LIST, asked)
    with django_assert_max_num_queries(22) as few:
        client.get(LIST, asked)
    for number in range(30):
        make.work(members.member(nam_tam_cells[0], f"Lò Văn {number}"), f"Việc {number}")
        members.member(nam_tam_cells[1], f"Tao Văn {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST, asked)


def test_work_of_who_moved_away_waits_with_the_cell_that_gave_it(log_in, staff, roll, nam_tam_cells):
    """Ban moves in the middle of the year: the cell still judges what it gave, or ends it."""
    client, cell = log_in(staff), nam_tam_cells[0].pk
    members.moved(roll["Ban"], nam_tam_cells[1], on=D(2009, 12, 1))
    page = client.get(LIST, {"don-vi": cell})
    assert [one.content for one in page.context["left"]] == ["Giữ trật tự"]
    assert "Người đã rời chi bộ, công tác chưa có kết quả" in page.text and page.context["unjudged"] == 1
    assert client.get(LIST, {"don-vi": cell, "ngay": "30/11/2009"}).context["left"] == []
    judging = reverse("assignments:judge") + f"?don-vi={cell}&nam=2009"
    [row] = [row for row, *_ in client.get(judging).context["form"].rows() if row.member == roll["Ban"]]
    data = {"on": "10/12/2009", f"rating-{row.pk}": "good", "seen": client.get(judging).context["seen"]}
    answer = client.post(judging, data)
    assert answer.status_code == 302, answer.text
    assert client.get(LIST, {"don-vi": cell}).context["left"] == []
