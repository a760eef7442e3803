"""Money for who studies: whole đồng, a month once, never more than the budget; taken back by a counter entry."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.training.actions import classes, results, supporting
from cadres.training.actions.supporting import Decision, Support, Voucher
from cadres.training.models import BudgetDecision, SupportAward, SupportBudget, SupportPayment
from cadres.training.rules import Outcome
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import training as train
from tests.tables import each

D = dt.date
KEPT = (SupportBudget, BudgetDecision, SupportAward, SupportPayment, AuditEntry)
PAPER = Decision("5-QĐ/HU", D(2009, 1, 2))
VOUCHER = Voucher("PC 12", D(2009, 3, 5))
FEBRUARY, MARCH, JUNE = D(2009, 2, 1), D(2009, 3, 1), D(2009, 6, 1)


def refused(act, **values) -> str:
    """The reasons; nothing of ours was written."""
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    with pytest.raises(Refused) as raised:
        act(**values)
    assert before == [list(model.objects.order_by("pk").values()) for model in KEPT]
    return " ".join(raised.value.reasons)


@pytest.fixture
def student(district, nam_tam):
    course = train.training_class(district, field="general", level="lower_secondary", specialty="")
    return train.student(course, nam_tam, make.cadre(nam_tam, "Lò Văn An"))


@pytest.fixture
def budget(district):
    return train.budget(district, amount=1_000_000)


@pytest.fixture
def award(student):
    return train.award(student, FEBRUARY, JUNE, 300_000)


def test_a_budget_is_raised_by_a_later_decision_and_never_overwritten(district, staff):
    give = {"organization": district, "year": 2009, "by": staff}
    supporting.give_budget(amount=200_000_000, decision=PAPER, **give)
    later = Decision("40-QĐ/HU", D(2009, 7, 1))
    assert "lý do" in refused(supporting.give_budget, amount=50_000_000, decision=later, **give)
    supporting.give_budget(amount=50_000_000, decision=later, note="Thêm người học", **give)
    assert SupportBudget.objects.get().amount == 250_000_000
    said = list(AuditEntry.objects.order_by("pk").values_list("said", flat=True))
    assert said[1].startswith("Tăng dự toán hỗ trợ năm 2009: 50.000.000")
    again = refused(supporting.give_budget, amount=1, decision=PAPER, note="Lại", **give)
    assert again == "Quyết định này đã ghi."
    with pytest.raises(IntegrityError, match="không sửa, không xóa"), transaction.atomic():
        BudgetDecision.objects.update(amount=1)


@each(
    ("more", "words"),
    [
        ({"amount": 0}, "khác 0"),
        ({"amount": 10**13}, "không quá"),
        ({"amount": -5}, "chưa có dự toán để giảm"),
        ({"decision": Decision(" ", D(2009, 1, 2))}, "số quyết định"),
        ({"decision": Decision("5", D(2009, 12, 31))}, "chưa đến"),
        ({"year": 1950}, "Năm của dự toán"),
    ],
)
def test_a_budget_that_cannot_be(district, staff, more, words):
    asked = {"organization": district, "year": 2009, "amount": 5, "decision": PAPER, "by": staff}
    assert words in refused(supporting.give_budget, **asked | more)


def test_a_lowered_budget_still_covers_what_was_paid(budget, award, district, staff):
    supporting.pay(budget=budget, month=MARCH, awards=[award], voucher=VOUCHER, by=staff)
    later = Decision("41-QĐ/HU", D(2009, 7, 1))
    lower = {"organization": district, "year": 2009, "decision": later, "note": "Cắt giảm", "by": staff}
    assert "thiếu 1 đồng" in refused(supporting.give_budget, amount=-700_001, **lower)
    supporting.give_budget(amount=-700_000, **lower)
    assert budget.balance == 0


def test_support_is_for_staff_for_months_of_study_one_award_a_month(student, staff):
    def asked(first, last, amount=300_000):
        return {"enrolments": [student], "support": Support(amount, first, last, PAPER), "by": staff}

    assert "trước tháng vào học 1/2009" in refused(supporting.award, **asked(D(2008, 12, 1), MARCH))
    assert "từ tháng đầu trở đi" in refused(supporting.award, **asked(MARCH, FEBRUARY))
    assert "lớn hơn 0" in refused(supporting.award, **asked(MARCH, MARCH, 0))
    assert "sau tháng kết thúc học 12/2009" in refused(supporting.award, **asked(MARCH, D(2010, 1, 1)))
    supporting.award(**asked(FEBRUARY, MARCH))
    said = refused(supporting.award, **asked(MARCH, JUNE))
    assert said.startswith("Lò Văn An đã được duyệt hỗ trợ tháng 2/2009 đến 3/2009")
    assert AuditEntry.objects.get().said.endswith("tháng 2/2009 đến 3/2009")


def test_a_month_is_paid_once_and_comes_back_by_a_counter_entry(budget, award, staff):
    pay = {"budget": budget, "month": MARCH, "awards": [award], "voucher": VOUCHER, "by": staff}
    assert supporting.pay(**pay) == 300_000
    assert budget.balance == 700_000
    assert "Tháng 3/2009 đã chi cho Lò Văn An" in refused(supporting.pay, **pay)
    paid = SupportPayment.objects.get()
    back = {"payment": paid, "voucher": Voucher("PT 3", D(2009, 3, 9)), "by": staff}
    assert "lý do" in refused(supporting.take_back, reason=" ", **back)
    supporting.take_back(reason="Chi nhầm người", **back)
    assert (budget.balance, SupportPayment.objects.count()) == (1_000_000, 2)
    assert "đã thu hồi" in refused(supporting.take_back, reason="Lại", **back)
    supporting.pay(**pay)
    assert budget.balance == 700_000
    assert AuditEntry.objects.filter(did="support.taken_back").count() == 1


def test_what_may_not_be_paid(budget, award, student, staff):
    pay = {"budget": budget, "month": MARCH, "awards": [award], "voucher": VOUCHER, "by": staff}
    cases = [
        ({"awards": []}, "Chưa chọn ai"),
        ({"voucher": Voucher(" ", D(2009, 3, 5))}, "số phiếu chi"),
        ({"voucher": Voucher("1", D(2009, 2, 27))}, "Không chi trước tháng"),
        ({"voucher": Voucher("1", D(2010, 1, 5))}, "chưa đến"),
        ({"month": D(2009, 7, 1), "voucher": Voucher("1", D(2009, 8, 1))}, "không được duyệt hỗ trợ tháng 7/2009"),
        ({"month": D(2008, 12, 1)}, "không thuộc dự toán năm 2009"),
    ]
    for more, words in cases:
        assert words in refused(supporting.pay, **pay | more)
    student.status, student.ended_on = "left", D(2009, 2, 20)
    student.save()
    assert "đã thôi học trước tháng 3/2009" in refused(supporting.pay, **pay)


def test_the_budget_is_never_overdrawn(budget, award, staff):
    for month in (FEBRUARY, MARCH, D(2009, 4, 1)):
        supporting.pay(budget=budget, month=month, awards=[award], voucher=Voucher("1", JUNE), by=staff)
    pay = {"budget": budget, "month": D(2009, 5, 1), "awards": [award], "voucher": Voucher("1", JUNE), "by": staff}
    assert "còn 100.000 đồng, không đủ chi 300.000 đồng" in refused(supporting.pay, **pay).replace("\u00a0", " ")
    with pytest.raises(IntegrityError, match=r"thiếu 200\.000 đồng"), transaction.atomic():
        train.payment(award, budget, D(2009, 5, 1))


def test_what_was_paid_fits_the_award_and_is_kept(budget, award, district, staff):
    other_year = train.budget(district, 2008, 5_000_000)
    for place, month, more in ((other_year, MARCH, {}), (budget, MARCH, {"amount": 1}), (budget, D(2009, 7, 1), {})):
        with pytest.raises(IntegrityError, match="không khớp"), transaction.atomic():
            train.payment(award, place, month, **more)
    made = train.payment(award, budget, MARCH)
    for change in ({"amount": 2}, {"taken_back": True}):
        with pytest.raises(IntegrityError, match="không sửa, không xóa"), transaction.atomic():
            SupportPayment.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError, match="không sửa, không xóa"), transaction.atomic():
        made.delete()


def test_support_ends_after_a_month_but_not_before_what_was_paid(budget, award, student, staff):
    supporting.pay(budget=budget, month=MARCH, awards=[award], voucher=VOUCHER, by=staff)
    end = {"award": award, "reason": "Thôi học", "by": staff}
    assert "Đã chi tháng 3/2009" in refused(supporting.end_award, after=FEBRUARY, **end)
    assert "trước tháng cuối" in refused(supporting.end_award, after=JUNE, **end)
    left = Outcome("left", D(2009, 4, 2))
    course = {"training_class": student.training_class, "outcomes": {student.pk: left}, "by": staff}
    assert "còn được hỗ trợ sau ngày ấy" in refused(results.note_results, **course)
    supporting.end_award(after=MARCH, **end)
    award.refresh_from_db()
    assert award.all_months == [FEBRUARY, MARCH]
    results.note_results(**course)


def test_a_class_is_not_shortened_behind_the_months_that_are_supported(award, student, staff):
    one = student.training_class
    facts = replace(one.facts(), ends_on=D(2009, 5, 31))
    said = refused(classes.correct_class, training_class=one, facts=facts, reason="Bế giảng sớm", by=staff)
    assert said == "Sau tháng 5/2009 còn được hỗ trợ: Lò Văn An; ghi thôi hỗ trợ trước."
    one.refresh_from_db()
    assert one.ends_on == D(2009, 12, 31) and not AuditEntry.objects.filter(did="training.corrected").exists()
    facts = replace(facts, ends_on=D(2009, 6, 1))
    classes.correct_class(training_class=one, facts=facts, reason="Bế giảng sớm", by=staff)


@pytest.mark.django_db(transaction=True)
def test_two_who_pay_at_once_do_not_overdraw(district, nam_tam, staff):
    """The budget has enough for one of two people; both officers press at the same moment."""
    course = train.training_class(district, field="general", level="lower_secondary", specialty="")
    budget = train.budget(district, amount=400_000)
    rows = [train.student(course, nam_tam, make.cadre(nam_tam, f"Lò Văn {n}", t)) for n, t in TWO.items()]
    awards = [train.award(row, FEBRUARY, JUNE, 300_000) for row in rows]
    start, said = threading.Barrier(2), []

    def pay(one):
        try:
            start.wait()
            supporting.pay(budget=budget, month=MARCH, awards=[one], voucher=VOUCHER, by=staff)
        except Refused as refused:
            said.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=pay, args=[one]) for one in awards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (SupportPayment.objects.count(), budget.balance, len(said)) == (1, 100_000, 1)
    assert "không đủ chi" in said[0]


TWO = {"Một": "front_chair", "Hai": "youth_secretary"}
