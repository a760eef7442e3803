"""The workbook of villages: what its rows write, what they cannot say, and that an export imports again unchanged."""

import datetime as dt

import pytest

from cells.places.actions import VillageData, put_service, put_village_state
from cells.places.models import Village, VillageService, VillageState
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.workbooks import xlsx

DAY = dt.date
ROW = {
    "Mã bản": "B-NT-05",
    "Tên bản": "Nậm Ngập",
    "Mã xã": "Nậm Tăm",
    "Có hiệu lực từ ngày": DAY(2008, 1, 1),
    "Đến ngày": None,
    "Số hộ": 64,
}
SERVED = {**ROW, "Mã chi bộ phụ trách": "SH-NT-01", "Hình thức phụ trách": "Chi bộ của bản"}


@pytest.fixture
def tried(staff, nam_tam_cells, ta_phin_cells):
    def act(*rows, by=staff):
        scope, kind = people.scope(by), kind_of("villages")
        return uploads.try_file(kind=kind, file_name="ban.xlsx", content=xlsx(rows), scope=scope, by=by)

    return act


@pytest.fixture
def bring(tried, staff):
    def act(*rows, **options):
        upload = tried(*rows)
        assert upload.trial["errors"] == []
        return uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, **options)

    return act


def lines(upload, level="errors"):
    return [(group["code"], finding["line"]) for group in upload.trial[level] for finding in group["findings"]]


def verdicts(upload):
    return [row["verdict"] for row in upload.trial["rows"]]


def states(code):
    rows = VillageState.objects.filter(village__code=code).order_by("valid")
    return [(row.name, row.commune.name, row.households, row.valid.lower, row.valid.upper) for row in rows]


def services(code):
    rows = VillageService.objects.filter(village__code=code).order_by("valid")
    return [(row.cell.code, row.kind, row.valid.lower, row.valid.upper) for row in rows]


def test_a_full_row_writes_the_village_and_the_cell_that_serves_it(bring, nam_tam):
    upload = bring({**SERVED, "Phụ trách từ ngày": "01/06/2009", "Mã đảng ủy phụ trách": "SH-NT"})
    assert states("B-NT-05") == [("Nậm Ngập", "Nậm Tăm", 64, DAY(2008, 1, 1), None)]
    assert services("B-NT-05") == [("SH-NT-01", "own", DAY(2009, 6, 1), None)]
    state = VillageState.objects.get()
    assert (state.committee, state.search_key) == (nam_tam, "nam ngap")
    assert upload.trial["rows"][0]["text"] == (
        f"{state.commune.code} · Xã Nậm Tăm; từ 01/01/2008; 64 hộ; SH-NT-01 · Chi bộ bản Nậm Tăm 1, chi bộ của bản "
        "từ 01/06/2009; đảng ủy phụ trách SH-NT · Nậm Tăm"
    )
    entry = AuditEntry.objects.get(did="village.imported")
    assert (entry.said, entry.organization_id) == ("Thêm “Nậm Ngập” bằng tệp “ban.xlsx”", nam_tam.pk)


def test_the_committee_of_the_commune_and_the_first_day_follow_from_other_cells(bring, nam_tam):
    bring(SERVED)
    assert VillageState.objects.get().committee == nam_tam
    assert services("B-NT-05") == [("SH-NT-01", "own", DAY(2008, 1, 1), None)]


def test_a_village_may_have_no_cell(bring):
    bring(ROW)
    assert services("B-NT-05") == []


def test_the_same_workbook_twice_has_nothing_to_do(bring, tried):
    bring(SERVED)
    assert verdicts(tried(SERVED)) == ["unchanged"]


def test_a_later_day_is_a_dated_change_and_the_same_day_a_correction(bring):
    bring(ROW)
    assert verdicts(bring({**ROW, "Số hộ": 70, "Có hiệu lực từ ngày": DAY(2009, 1, 1)})) == ["changed"]
    bring({**ROW, "Tên bản": "Nậm Ngập I"})
    assert states("B-NT-05") == [
        ("Nậm Ngập I", "Nậm Tăm", 64, DAY(2008, 1, 1), DAY(2009, 1, 1)),
        ("Nậm Ngập", "Nậm Tăm", 70, DAY(2009, 1, 1), None),
    ]


def test_another_cell_from_a_day_ends_the_one_before(bring, tried):
    bring(SERVED)
    change = {**SERVED, "Mã chi bộ phụ trách": "SH-NT-02 · Chi bộ bản Nậm Tăm 2", "Phụ trách từ ngày": "01/09/2009"}
    bring({**change, "Hình thức phụ trách": "sinh hoat ghep"})
    assert services("B-NT-05") == [
        ("SH-NT-01", "own", DAY(2008, 1, 1), DAY(2009, 9, 1)),
        ("SH-NT-02", "shared", DAY(2009, 9, 1), None),
    ]
    assert verdicts(tried({**change, "Hình thức phụ trách": "Sinh hoạt ghép"})) == ["unchanged"]


def test_the_same_cell_since_another_day_is_kept_and_said(bring, tried):
    bring(SERVED)
    upload = tried({**SERVED, "Phụ trách từ ngày": "01/09/2009"})
    assert verdicts(upload) == ["unchanged"]
    assert "Chi bộ đã phụ trách bản từ 01/01/2008; giữ nguyên ngày đó." in lines(upload, "notes")[0][1]


def test_an_empty_cell_leaves_what_is_known(bring):
    bring(SERVED)
    upload = bring({**ROW, "Số hộ": None, "Tên bản": "Nậm Ngập I"})
    assert upload.trial["rows"][0]["changes"] == [["Tên bản", "Nậm Ngập", "Nậm Ngập I"]]
    assert VillageState.objects.get().households == 64
    assert len(services("B-NT-05")) == 1


def test_a_village_that_moves_to_another_commune_gets_its_committee(bring, ta_phin):
    bring(ROW)
    bring({**ROW, "Mã xã": "xã Tả Phìn", "Có hiệu lực từ ngày": DAY(2009, 1, 1)})
    assert [(name, commune) for name, commune, *_ in states("B-NT-05")] == [
        ("Nậm Ngập", "Nậm Tăm"),
        ("Nậm Ngập", "Tả Phìn"),
    ]
    assert VillageState.objects.order_by("valid").last().committee == ta_phin


def test_the_end_of_a_village_ends_its_service(bring):
    bring(SERVED)
    bring({**ROW, "Đến ngày": "31/12/2009"})
    assert states("B-NT-05")[0][-1] == DAY(2010, 1, 1)
    assert services("B-NT-05")[0][-1] == DAY(2010, 1, 1)


@pytest.mark.parametrize("since", [DAY(2009, 3, 1), make.LONG_AGO, DAY(2003, 1, 1)])
def test_a_row_gives_what_the_actions_give(bring, nam_tam, nam_tam_cells, since, staff):
    make.OrganizationState.objects.update(valid=make.period(DAY(2000, 1, 1)))
    first, second = (make.village("Cũ", committee=nam_tam, served_by=nam_tam_cells[0]) for _ in range(2))
    commune = make.state_of(nam_tam).commune
    put_village_state(village=first, since=since, data=VillageData("Mới", commune, nam_tam, 12), by=staff)
    put_service(village=first, cell=nam_tam_cells[1], since=since, kind="shared", by=staff)
    row = {**ROW, "Mã bản": second.code, "Tên bản": "Mới", "Có hiệu lực từ ngày": since, "Số hộ": 12}
    row |= {"Mã chi bộ phụ trách": "SH-NT-02", "Hình thức phụ trách": "Sinh hoạt ghép", "Phụ trách từ ngày": since}
    bring(row, acknowledged=True)
    assert states(second.code) == states(first.code)
    assert services(second.code) == services(first.code)


def test_an_export_imports_again_unchanged(bring, staff, nam_tam, nam_tam_cells, ta_phin, tried):
    make.village("Bản A", committee=nam_tam, served_by=nam_tam_cells[0], kind="shared")
    make.village("Bản B", committee=ta_phin)
    bring(SERVED)
    bring({**SERVED, "Có hiệu lực từ ngày": DAY(2009, 1, 1), "Số hộ": 0})
    kind, scope = kind_of("villages"), people.scope(staff)
    content = uploads.export(kind=kind, scope=scope, by=staff)
    upload = uploads.try_file(kind=kind, file_name="xuat.xlsx", content=content, scope=scope, by=staff)
    assert (upload.trial["errors"], upload.trial["doubts"], upload.trial["notes"]) == ([], [], [])
    assert verdicts(upload) == ["unchanged"] * 3


def test_undo_takes_the_villages_back(bring, staff, nam_tam):
    make.village("Nậm Tăm", committee=nam_tam)
    upload = bring(SERVED)
    uploads.undo(upload=upload, by=staff)
    assert [state.name for state in VillageState.objects.all()] == ["Nậm Tăm"]
    assert not Village.objects.filter(code="B-NT-05").exists()
    assert not VillageService.objects.exists()


def test_undo_is_refused_once_another_cell_serves_the_village(bring, staff, nam_tam_cells):
    upload = bring(ROW)
    put_service(village=Village.objects.get(), cell=nam_tam_cells[1], since=DAY(2009, 1, 1), kind="own", by=staff)
    with pytest.raises(Refused, match="đã có số liệu khác dựa vào: chi bộ phụ trách bản"):
        uploads.undo(upload=upload, by=staff)


BAD_ROWS = {
    "code missing": ({**ROW, "Mã bản": None}, "missing", "dòng 4, cột A · Mã bản: Ô này phải có giá trị."),
    "name missing": ({**ROW, "Tên bản": None}, "missing", "dòng 4, cột B · Tên bản: Ô này phải có giá trị."),
    "name too long": ({**ROW, "Tên bản": "a" * 101}, "text", "nhiều nhất 100"),
    "commune missing": ({**ROW, "Mã xã": None}, "missing", "dòng 4, cột C · Mã xã: Ô này phải có giá trị."),
    "commune unknown": ({**ROW, "Mã xã": "Nậm Xe"}, "reference", "“Nậm Xe”: Không có xã, thị trấn này"),
    "day impossible": ({**ROW, "Có hiệu lực từ ngày": "31/02/2009"}, "day", "“31/02/2009”: Không có ngày"),
    "last day before the first": ({**ROW, "Đến ngày": "31/12/2007"}, "order", "Đến ngày phải từ ngày 01/01/2008"),
    "households in words": ({**ROW, "Số hộ": "sáu mươi"}, "number", "“sáu mươi”: Chỉ ghi số nguyên"),
    "households negative": ({**ROW, "Số hộ": -1}, "number", "số nguyên từ 0 đến 100000"),
    "cell unknown": ({**SERVED, "Mã chi bộ phụ trách": "SH-NT-99"}, "reference", "“SH-NT-99”: Không có tổ chức này"),
    "committee as cell": ({**SERVED, "Mã chi bộ phụ trách": "SH-NT"}, "reference", "Nậm Tăm không phải là chi bộ."),
    "cell as committee": (
        {**ROW, "Mã đảng ủy phụ trách": "SH-NT-01"},
        "reference",
        "Chi bộ bản Nậm Tăm 1 không phải là tổ chức cơ sở đảng.",
    ),
    "cell not yet there": (
        {**SERVED, "Phụ trách từ ngày": "01/01/2003"},
        "order",
        "Tổ chức SH-NT-01 chưa có hoặc không còn vào ngày 01/01/2003.",
    ),
    "committee not yet there": (
        {**ROW, "Có hiệu lực từ ngày": "01/01/2003"},
        "reference",
        "xã này chưa có đảng bộ xã trong phạm vi của đồng chí; ghi mã đảng ủy phụ trách.",
    ),
    "way without a cell": ({**ROW, "Hình thức phụ trách": "Chi bộ của bản"}, "missing", "Ghi mã chi bộ phụ trách"),
    "cell without a way": ({**ROW, "Mã chi bộ phụ trách": "SH-NT-01"}, "missing", "Chọn chi bộ của bản hay sinh hoạt"),
    "way unknown": ({**SERVED, "Hình thức phụ trách": "Ghép đôi"}, "choice", "Chi bộ của bản; Sinh hoạt ghép."),
    "served after the end": (
        {**SERVED, "Đến ngày": "31/12/2008", "Phụ trách từ ngày": "01/01/2009"},
        "order",
        "Bản chỉ còn đến ngày 31/12/2008.",
    ),
}


@pytest.mark.parametrize(("row", "code", "said"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_row_that_cannot_be_taken_gets_a_sentence(tried, row, code, said):
    upload = tried(row)
    assert lines(upload)[0][0] == code
    assert any(said in line for _, line in lines(upload))
    assert (upload.counts["wrong"], Village.objects.count()) == (1, 0)


def test_another_cell_for_a_known_village_needs_its_day(bring, tried):
    bring(SERVED)
    upload = tried({**SERVED, "Mã chi bộ phụ trách": "SH-NT-02"})
    assert "ghi phụ trách từ ngày nào" in lines(upload)[0][1]


def test_rows_that_repeat_themselves_are_refused(tried):
    assert [code for code, _ in lines(tried(ROW, {**ROW, "Tên bản": "Khác"}))] == ["twice", "waiting"]


def test_a_commune_with_two_committees_asks_which(tried, district, nam_tam):
    make.commune_committee("Nậm Tăm II", parent=district, code="SH-NT2", place=make.state_of(nam_tam).commune)
    assert "có nhiều tổ chức (SH-NT, SH-NT2)" in lines(tried(ROW))[0][1]


def test_what_lies_outside_the_scope_is_refused_and_not_told(tried, nam_tam, ta_phin):
    village = make.village("Tả Phìn 1", committee=ta_phin)
    clerk = people.user("clerk", "district_staff", nam_tam)
    upload = tried(
        {**ROW, "Mã bản": village.code},
        {**ROW, "Mã xã": "Tả Phìn"},
        {**SERVED, "Mã bản": "B-NT-06", "Mã chi bộ phụ trách": "SH-TP-01"},
        {**ROW, "Mã bản": "B-NT-07", "Mã đảng ủy phụ trách": "SH-TP"},
        by=clerk,
    )
    assert sorted(code for code, _ in lines(upload)) == ["reference", "reference", "reference", "scope"]
    assert "Tả Phìn 1" not in str(upload.trial)


def test_a_village_that_left_the_scope_is_no_longer_changed(tried, nam_tam, ta_phin):
    village = make.village("Nậm Ngập", committee=nam_tam)
    state = village.states.get()
    state.valid = make.period(until=DAY(2008, 12, 31))
    state.save()
    VillageState.objects.create(
        village=village,
        valid=make.period(DAY(2009, 1, 1)),
        name="Nậm Ngập",
        commune=make.state_of(ta_phin).commune,
        committee=ta_phin,
    )
    clerk = people.user("clerk", "district_staff", nam_tam)
    row = {**ROW, "Mã bản": village.code, "Có hiệu lực từ ngày": DAY(2009, 6, 1)}
    assert [code for code, _ in lines(tried(row, by=clerk))] == ["scope"]


def test_a_name_that_is_there_already_is_doubted(tried, nam_tam):
    village = make.village("Nậm Ngập", committee=nam_tam)
    upload = tried({**ROW, "Tên bản": "NAM NGAP"}, {**ROW, "Mã bản": "B-TP-01", "Mã xã": "Tả Phìn"})
    assert [line for _, line in lines(upload, "doubts")] == [
        f"dòng 4, cột B · Tên bản, “NAM NGAP”: Đã có {village.code} · bản Nậm Ngập, cùng xã."
    ]


def test_one_cell_as_the_own_cell_of_two_villages_is_noted(tried):
    upload = tried(SERVED, {**SERVED, "Mã bản": "B-NT-06", "Tên bản": "Nậm Lò"})
    assert [line for _, line in lines(upload, "notes")] == [
        "dòng 5, cột G · Mã chi bộ phụ trách, “SH-NT-01”: Dòng 4 cũng ghi là chi bộ riêng."
    ]
