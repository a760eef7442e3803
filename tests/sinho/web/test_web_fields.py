"""Fields that several themes ask with."""

import pytest
from django.core.exceptions import ValidationError

from sinho.web.fields import DongField, ReasonField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        (" 250.000 đồng ", 250_000),
        ("1\u00a0500\u00a0000", 1_500_000),
        ("-5.000", -5_000),
        ("−5.000", -5_000),
        ("", None),
    ],
)
def test_a_sum_is_read_as_people_write_it(typed, amount):
    assert DongField(required=False).clean(typed) == amount


@pytest.mark.parametrize("typed", ["500,5", "12.00", "1.5", "1500.000", "hai trăm", "5\x00", "1e6", "9" * 5000])
def test_what_is_no_whole_sum_gets_a_sentence(typed):
    with pytest.raises(ValidationError, match=r"Ghi số đồng nguyên|ký tự|không quá"):
        DongField().clean(typed)


def test_limits_are_said_and_sums_are_shown_with_dots():
    field = DongField(min_value=1, max_value=2_000_000_000)
    with pytest.raises(ValidationError, match=r"Số tiền không quá 2\.000\.000\.000 đồng\."):
        field.clean("2.000.000.001")
    with pytest.raises(ValidationError, match="Ghi số đồng nguyên"):
        field.clean("0")
    assert field.prepare_value(1_500_000) == "1.500.000" and field.prepare_value("1,5") == "1,5"


@pytest.mark.parametrize("typed", ["ok", "vì", ".....", "- - - - -", "a\u200b\u200b\u200b\u200b", "số 1"])
def test_a_sign_or_two_is_no_reason(typed):
    with pytest.raises(ValidationError, match="ghi rõ vì sao, ít nhất 5 chữ cái hoặc chữ số"):
        ReasonField().clean(typed)


def test_a_word_is_a_reason_and_a_reason_may_be_left_out_where_none_is_asked():
    assert ReasonField().clean(" Ghi nhầm ") == "Ghi nhầm" and ReasonField(required=False).clean("") == ""
