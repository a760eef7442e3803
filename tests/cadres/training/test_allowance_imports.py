"""The workbook of payments: a month once, never more than the budget of its year, by the acts of the page."""

import datetime as dt

import pytest

from cadres.training.actions import supporting
from cadres.training.actions.supporting import Voucher
from cadres.training.imports.reading import DongWidget, MonthWidget
from cadres.training.models import SupportAward, SupportPayment
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.findings import WrongCell
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people
from tests.factories import training as train
from tests.factories.training_books import (
    ALLOWANCE_COLUMNS,
    AMOUNT,
    AWARDED,
    AWARDED_ON,
    CLASS,
    CODE,
    COMMUNE,
    FIRST,
    IDENTITY,
    LAST,
    NAME,
    PAID,
    VOUCHER,
    paid,
)
from tests.factories.uploads import confirmed, exported, found_at, said, table

D = dt.date
DECISION = {AWARDED: "7-QĐ/HU", AWARDED_ON: D(2009, 1, 5)}
# Without an award: one decides it here, and pays from the budget.
BO = {NAME: "Lò Văn Bó", **DECISION}
BAD = [
    (paid(**{NAME: "Lò Văn Không"}), "reference", NAME, "Không thấy cán bộ này"),
    (paid(**{COMMUNE: "Tả Phìn"}), "reference", NAME, "Danh sách có Lò Văn An"),
    (paid(**{CODE: "CB-999999"}), "reference", CODE, "Không có cán bộ mã"),
    (paid(**{CLASS: "Lớp lạ"}), "reference", CLASS, "Không có lớp"),
    (paid(**{CLASS: "Tin học"}), "award_differs", CLASS, "đã duyệt hỗ trợ theo lớp LH-"),
    (paid(**BO, **{CLASS: "Tin học"}), "reference", CLASS, "không có trong danh sách lớp này"),
    (paid(**BO | {FIRST: "12/2008", PAID: D(2009, 1, 5)}), "reference", CLASS, "không học lớp nào trong tháng này"),
    (paid(**{AMOUNT: None}), "missing", AMOUNT, "phải có giá trị"),
    (paid(**{AMOUNT: 0}), "number", AMOUNT, "từ 1"),
    (paid(**{AMOUNT: "0,3 triệu"}), "number", AMOUNT, "Ghi số đồng nguyên"),
    (paid(**{AMOUNT: 250_000}), "award_differs", AMOUNT, "Mức đã duyệt là 300.000"),
    (paid(**{FIRST: None}), "missing", FIRST, "phải có giá trị"),
    (paid(**{FIRST: "13/2009"}), "day", FIRST, "không phải là tháng"),
    (paid(**{FIRST: D(2009, 2, 15)}), "day", FIRST, "Ô là một ngày"),
    (paid(**{FIRST: "3/2009"}), "month_paid", FIRST, "Tháng 3/2009 đã chi 300.000"),
    (paid(**{LAST: "4/2009"}), "month_paid", FIRST, "phiếu chi PC 9 ngày 01/03/2009"),
    (paid(**{FIRST: "1/2009", LAST: "2/2009"}), "award_differs", FIRST, "Đã duyệt hỗ trợ tháng 2/2009 đến 6/2009"),
    (paid(**{LAST: "1/2009"}), "order", LAST, "từ tháng đầu 2/2009 trở đi"),
    (paid(**{LAST: "1/2010"}), "order", LAST, "tách thành hai dòng"),
    (paid(**{VOUCHER: None}), "missing", VOUCHER, "phải có giá trị"),
    (paid(**{VOUCHER: "x" * 41}), "text", VOUCHER, "Ô dài 41 ký tự"),
    (paid(**{PAID: D(2009, 1, 31)}), "refused", PAID, "Không chi trước tháng"),
    (paid(**{PAID: D(2009, 12, 19)}), "order", PAID, "chưa đến"),
    (paid(**{AWARDED: "7-QĐ/HU"}), "missing", AWARDED_ON, "cả số và ngày"),
    (paid(**DECISION | {AWARDED: "8-QĐ"}), "award_differs", AWARDED, "đã duyệt theo 7-QĐ/HU"),
    (paid(**{NAME: "Lò Văn Bó"}), "missing", AWARDED, "Chưa duyệt hỗ trợ tháng 2/2009"),
    (paid(**BO | {AMOUNT: 900_000}), "refused", AMOUNT, "còn 700.000"),
    (paid(**{IDENTITY: "012075000009"}), "reference", IDENTITY, "chưa ghi số căn cước"),
]


@pytest.fixture
def course(district, nam_tam, an):
    """An with an award of February to June of which March is paid, and Bó without one; 700.000 are left."""
    one = train.training_class(district)
    train.training_class(district, name="Tin học", kind="fostering", field="computing", level="")
    award = train.award(train.student(one, nam_tam, an))
    train.payment(award, train.budget(district, amount=1_000_000), D(2009, 3, 1), voucher_number="PC 9")
    train.student(one, nam_tam, make.cadre(nam_tam, "Lò Văn Bó", "front_chair", birth_year=1975))
    return one


def rows() -> list[tuple]:
    found = SupportPayment.objects.order_by("cadre_id", "month")
    return list(found.values_list("cadre__full_name", "month", "amount", "voucher_number"))


def acts() -> list[str]:
    return list(AuditEntry.objects.filter(did__startswith="support.").order_by("id").values_list("did", flat=True))


def test_months_are_paid_by_the_award_or_by_one_that_the_row_decides(bring, course):
    bring(
        "allowances",
        paid(),
        paid(**BO | {FIRST: D(2009, 4, 1), AMOUNT: "150.000", PAID: D(2009, 6, 5)}),
        paid(**BO | {FIRST: "tháng 5/2009", AMOUNT: "150.000đ", PAID: D(2009, 6, 5)}),
    )
    assert rows() == [
        ("Lò Văn An", D(2009, 2, 1), 300_000, "PC 1"),
        ("Lò Văn An", D(2009, 3, 1), 300_000, "PC 9"),
        ("Lò Văn Bó", D(2009, 4, 1), 150_000, "PC 1"),
        ("Lò Văn Bó", D(2009, 5, 1), 150_000, "PC 1"),
    ]
    made = SupportAward.objects.get(cadre__full_name="Lò Văn Bó")
    assert (made.first_month, made.last_month, made.decision_number) == (D(2009, 4, 1), D(2009, 5, 1), "7-QĐ/HU")
    assert acts() == ["support.paid", "support.awarded", "support.paid", "support.paid", *["support.imported"] * 2]


@pytest.mark.parametrize("part", [slice(0, 14), slice(14, None)])
def test_every_bad_row_has_its_sentence_and_nothing_is_written(tried, course, ta_phin, part):
    before = rows(), acts()
    for row, cause, column, words in BAD[part]:
        got = found_at(tried("allowances", row)).get(4, [])
        assert any(one[:2] == (cause, column) and words in one[2] for one in got), (got, cause, column, words)
    assert (rows(), acts()) == before and not SupportAward.objects.filter(cadre__full_name="Lò Văn Bó").exists()


def test_the_budget_ends_where_it_ends_and_a_year_without_one_pays_nothing(tried, staff, course):
    upload = tried("allowances", paid(), paid(**BO | {AMOUNT: 250_000, LAST: "3/2009"}))
    [(cause, column, text)] = found_at(upload)[5]
    assert (cause, column) == ("refused", AMOUNT) and "Dự toán năm 2009 còn 150.000" in text
    confirmed(upload, staff, partial=True)
    assert [one[1] for one in rows()] == [D(2009, 2, 1), D(2009, 3, 1)]
    award = SupportAward.objects.get()
    award.months = type(award.months)(D(2009, 2, 1), D(2010, 3, 1))
    award.save()
    found = found_at(tried("allowances", paid(**{FIRST: "1/2010", PAID: D(2009, 12, 18)})))
    assert found[4][0][:2] == ("reference", FIRST) and "Năm 2010 chưa có dự toán" in found[4][0][2]


def test_a_month_stands_once_in_a_file(tried, course):
    found = found_at(tried("allowances", paid(**{FIRST: "4/2009", LAST: "6/2009"}), paid(**{FIRST: "5/2009"})))
    assert found[5] == [("twice", FIRST, "Dòng 4 đã ghi tháng 5/2009 của Lò Văn An.")]


def test_an_export_comes_in_unchanged(bring, tried, staff, course):
    bring("allowances", paid(**BO | {AMOUNT: 100_000, LAST: "4/2009", PAID: D(2009, 4, 5)}))
    content = exported("allowances", staff)
    assert [(row[NAME], row[FIRST], row[AMOUNT]) for row in table(content)] == [
        ("Lò Văn An", "3/2009", 300_000),
        *(("Lò Văn Bó", f"{month}/2009", 100_000) for month in (2, 3, 4)),
    ]
    upload = tried("allowances", content)
    assert (said(upload), said(upload, "notes"), upload.counts["unchanged"]) == ([], [], 4)


def test_an_import_is_taken_back_unless_the_money_came_back_already(bring, staff, course):
    before = rows()
    upload = bring("allowances", paid(), paid(**BO | {AMOUNT: 100_000}))
    uploads.undo(upload=upload, by=staff)
    assert (rows(), SupportAward.objects.count()) == (before, 1)
    upload = bring("allowances", paid())
    back = {"voucher": Voucher("PT 1", D(2009, 4, 1)), "reason": "Chi nhầm", "by": staff}
    supporting.take_back(payment=SupportPayment.objects.get(month=D(2009, 2, 1)), **back)
    with pytest.raises(Refused, match="đã có thay đổi sau lần nhập"):
        uploads.undo(upload=upload, by=staff)


def test_who_does_not_manage_support_brings_in_no_payments(tried, course, district):
    officer = people.user("can.bo", Role.CADRE_OFFICER, district)
    scope = people.scope(officer)
    assert bool(uploads.reach_of(kind_of("allowances"), scope, district.pk)) == scope.has("manage_support")
    deputy = people.user("bi.thu.xa", Role.COMMUNE_SECRETARY, district)
    assert not uploads.reach_of(kind_of("allowances"), people.scope(deputy), district.pk)


@pytest.mark.parametrize(
    ("widget", "typed", "read"),
    [
        (MonthWidget(), "T9/2009", D(2009, 9, 1)),
        (MonthWidget(), "Tháng 09-2009", D(2009, 9, 1)),
        (MonthWidget(), "2009", None),
        (DongWidget(), "1.300.000 đ", 1_300_000),
        (DongWidget(), "300 000", 300_000),
        (DongWidget(), 300_000.0, 300_000),
        (DongWidget(), "1.300,000", None),
        (DongWidget(), 0.5, None),
        (DongWidget(), True, None),
    ],
)
def test_months_and_amounts_as_lists_write_them(widget, typed, read):
    if read is None:
        with pytest.raises(WrongCell):
            widget.read(typed)
    else:
        assert widget.read(typed) == read


def test_an_amount_with_commas_says_how_it_was_read():
    found = DongWidget().read("300,000")
    assert (found.value, "đọc là 300.000" in found.text) == (300_000, True)


def test_the_columns_of_the_tests_are_those_of_the_template():
    assert set(ALLOWANCE_COLUMNS) == set(kind_of("allowances").resource.titles().required)
