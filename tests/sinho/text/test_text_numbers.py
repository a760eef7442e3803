"""Numbers with decimal comma and thousands dot."""

from decimal import Decimal

import pytest

from sinho.text.numbers import (
    format_dong,
    format_number,
    format_percent,
    format_signed,
    parse_decimal,
    percent,
)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"),
        (2846, None, "2.846"),
        (1234567, None, "1.234.567"),
        (100, None, "100"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("65.90"), None, "65,9"),
        (Decimal("65.90"), 2, "65,90"),
        (0.1, None, "0,1"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "−3"),
        (Decimal("1.005"), 2, "1,01"),
        (-1.5, None, "−1,5"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("-0"), None, "0"),
        (None, None, ""),
    ],
)
def test_writes_numbers(value, places, text):
    assert format_number(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.5, "+1,5"), (-1.5, "−1,5"), (0, "0"), (Decimal("0.0"), "0"), (2000, "+2.000"), (None, "")]
)
def test_writes_changes_with_their_sign(value, text):
    assert format_signed(value) == text


def test_a_change_that_rounds_to_nothing_has_no_sign():
    assert format_signed(Decimal("0.04"), 1) == format_signed(Decimal("-0.04"), 1) == "0,0"


@pytest.mark.parametrize(
    ("part", "whole", "share", "text"),
    [
        (29, 44, Decimal("65.9"), "65,9\u00a0%"),
        (35, 47, Decimal("74.5"), "74,5\u00a0%"),
        (17, 20, Decimal("85.0"), "85\u00a0%"),
        (1, 2000, Decimal("0.1"), "0,1\u00a0%"),
        (0, 44, Decimal("0.0"), "0\u00a0%"),
        (44, 44, Decimal("100.0"), "100\u00a0%"),
        (0, 0, None, ""),
    ],
)
def test_shares_have_one_decimal_half_up(part, whole, share, text):
    assert percent(part, whole) == share
    assert format_percent(part, whole) == text


def test_shares_in_a_table_keep_their_decimals():
    assert format_percent(17, 20, places=1) == "85,0\u00a0%"


def test_money_is_in_whole_dong():
    assert format_dong(1250000) == "1.250.000\u00a0đồng"
    assert format_dong(Decimal("999.5")) == "1.000\u00a0đồng"
    assert format_dong(None) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", "25"),
        (" 25,5 ", "25.5"),
        ("1.250,5", "1250.5"),
        ("1.250", "1250"),
        ("12.345.678", "12345678"),
        ("1250,5", "1250.5"),
        ("1250.5", "1250.5"),
        ("1.25", "1.25"),
        ("0,125", "0.125"),
        ("-1,5", "-1.5"),
        ("−1,5", "-1.5"),
        ("+1,5", "1.5"),
        ("0", "0"),
        (25, "25"),
        (0.1, "0.1"),
        (Decimal("1.25"), "1.25"),
    ],
)
def test_reads_numbers(text, number):
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "abc",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e5",
        "1E5",
        "0x10",
        "1_000",
        "25,",
        ",5",
        "25.",
        "1,2,3",
        "1,250.5",
        "1.250.5",
        "1.25,5",
        "0.125",
        "1250.500",
        "01.250",
        "25 %",
        "2 5",
        "--1",
        "٢٥",
        "9" * 25,
        True,
        float("nan"),
        float("inf"),
        Decimal("sNaN"),
    ],
)
def test_refuses_anything_else_with_the_way_to_write_it(text):
    with pytest.raises(ValueError, match="Chỉ ghi số, dùng dấu phẩy cho phần lẻ: 25,5"):
        parse_decimal(text)


@pytest.mark.parametrize("value", [Decimal("0"), Decimal("1250.5"), Decimal("-1234567.25"), Decimal("0.125")])
def test_reads_what_it_writes(value):
    assert parse_decimal(format_number(value)) == value
