"""Reference data: the communes by era, loaded once or many times."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.places.models import Commune
from cells.places.reference import communes, load_communes
from sinho.audit.models import AuditEntry

pytestmark = pytest.mark.usefixtures("db")


def told():
    out = io.StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue().splitlines()[0]


def rows():
    return list(Commune.objects.order_by("pk").values())


def test_a_second_run_changes_nothing():
    assert told() == "Xã, thị trấn: thêm 37, sửa 0, giữ nguyên 0 dòng danh mục."
    before, entries = rows(), AuditEntry.objects.count()

    assert told() == "Xã, thị trấn: thêm 0, sửa 0, giữ nguyên 37 dòng danh mục."
    assert rows() == before
    assert AuditEntry.objects.count() == entries == 2


def test_a_row_that_was_changed_is_set_right_again():
    load_communes()
    before = rows()
    Commune.objects.filter(name="Ma Quai").update(
        name="Ma Quoai", valid=DateRange(dt.date(2004, 1, 2), dt.date(2020, 1, 1), "[)")
    )

    assert told() == "Xã, thị trấn: thêm 0, sửa 1, giữ nguyên 36 dòng danh mục."
    assert rows() == before


def test_a_commune_of_ones_own_with_the_same_code_stops_the_loading():
    Commune.objects.create(
        code="03517", name="Xã khác", kind="commune", valid=DateRange(dt.date(2008, 1, 1), None, "[)")
    )

    with pytest.raises(CommandError, match="Mã đơn vị hành chính này đã dùng"):
        told()

    assert [row["name"] for row in rows()] == ["Xã khác"]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (dt.date(2004, 1, 1), 0),
        (dt.date(2004, 1, 2), 24),
        (dt.date(2006, 12, 31), 24),
        (dt.date(2007, 1, 1), 23),  # without Huổi Luông
        (dt.date(2009, 12, 18), 23),
        (dt.date(2011, 10, 13), 23),
        (dt.date(2011, 10, 14), 25),  # Lùng Thàng, Pa Khoá
        (dt.date(2012, 11, 3), 22),  # five to Nậm Nhùn
        (dt.date(2025, 6, 30), 22),
        (dt.date(2025, 7, 1), 9),
    ],
)
def test_units_of_a_day(day, number):
    load_communes()

    assert Commune.objects.on(day).count() == number


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Hồng Thu", dt.date(2009, 12, 18), "03499"),
        ("Hồng Thu", dt.date(2025, 7, 1), "03508"),  # the code that Ma Quai had
        ("Lê Lợi", dt.date(2009, 12, 18), "03481"),
        ("Lê Lợi", dt.date(2025, 7, 1), "03487"),  # the code that Chăn Nưa had
    ],
)
def test_a_new_commune_may_carry_the_code_of_another_old_one(name, day, code):
    load_communes()

    assert Commune.objects.on(day).get(name=name).code == code


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Huổi Luông", "ngày chuyển ghi tạm, mã ghi tạm (chưa đối chiếu văn bản)"),
        ("Pa Khoá", "ngày lập ghi tạm"),
        ("Lùng Thàng", "97/NQ-CP"),
        ("Nậm Pì", "71/NQ-CP"),
    ],
)
def test_what_is_not_certain_is_said_in_the_source(name, words):
    load_communes()

    assert words in Commune.objects.get(name=name).source


def test_each_row_has_a_source_with_its_mark_and_a_plain_code():
    marks = ("đã đọc văn bản", "theo nguồn thứ cấp", "suy ra", "chưa đối chiếu văn bản")
    for row in communes():
        assert row.source.endswith(tuple(f"({mark})" for mark in marks))
        assert len(row.source) <= 200
        assert row.code.isdecimal() or row.code.startswith("TAM-")


def test_spelling_variants_are_kept():
    load_communes()
    variants = dict(Commune.objects.exclude(other_names="").values_list("name", "other_names"))

    assert variants == {
        "Sà Dề Phìn": "Xà Dề Phìn",
        "Ma Quai": "Mã Quai",
        "Nậm Cha": "Nậm Chà",
        "Pa Khoá": "Pa Khóa",
    }
