"""Images of rows: a range is written as the field itself writes it."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from members.roll.models import Membership
from sinho.imports.units import image_of, range_as_json, restore

D = dt.date


@pytest.mark.parametrize(
    "value",
    [
        DateRange(D(2004, 2, 3), None),
        DateRange(None, D(2004, 2, 3)),
        DateRange(D(2004, 2, 3), D(2005, 2, 3), "[]"),
        DateRange(None, None, "()"),
        DateRange(empty=True),
    ],
)
def test_a_range_reads_the_same_either_way(value):
    field = Membership._meta.get_field("valid")
    row = Membership(valid=value, entry="admitted")
    assert range_as_json(value) == field.value_to_string(row) == image_of(row)["valid"]
    again = Membership()
    restore(again, image_of(row))
    assert again.valid == value
