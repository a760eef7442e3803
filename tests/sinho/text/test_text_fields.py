"""Key columns follow their source and keep migrations stable; no database is needed to see that."""

import pytest
from django.db import connection, models
from django.db.models.sql import InsertQuery

from sinho.text.fields import SearchKeyField, SortKeyField
from sinho.text.names import name_sort_key, person_sort_key


class Person(models.Model):
    full_name = models.CharField(max_length=120, null=True)
    by_person = SortKeyField(source="full_name", person=True)
    by_text = SortKeyField(source="full_name")
    search_key = SearchKeyField(source="full_name")
    search_label = SearchKeyField(source="label")

    class Meta:
        app_label = "text_tests"
        managed = False

    @property
    def label(self) -> str:
        return f"đ/c {self.full_name}"


def field(name):
    return Person._meta.get_field(name)


@pytest.mark.parametrize("add", [True, False])
def test_keys_are_computed_each_time_a_row_is_written(add):
    person = Person(full_name="Vàng A Sếnh", search_key="old")
    assert field("search_key").pre_save(person, add=add) == "vang a senh" == person.search_key
    assert field("by_person").pre_save(person, add=add) == person_sort_key("Vàng A Sếnh")
    assert field("by_text").pre_save(person, add=add) == name_sort_key("Vàng A Sếnh")


def test_source_may_be_a_property_and_may_be_empty():
    assert field("search_label").pre_save(Person(full_name="Lò An"), add=True) == "d c lo an"
    assert field("by_person").pre_save(Person(full_name=None), add=True) == ""


def test_insert_of_many_rows_computes_keys():
    query = InsertQuery(Person)
    people = [Person(full_name="Lò An"), Person(full_name="Đèo Văn Dũng")]
    query.insert_values([field("search_key")], people)
    compiler = query.get_compiler(connection=connection)
    assert [compiler.pre_save_val(field("search_key"), person) for person in people] == ["lo an", "deo van dung"]


@pytest.mark.parametrize("name", ["by_person", "by_text", "search_key"])
def test_migrations_rebuild_the_same_field(name):
    original = field(name)
    _, path, args, kwargs = original.deconstruct()
    again = type(original)(*args, **kwargs)
    assert again.deconstruct()[1:] == (path, args, kwargs)
    assert path.startswith("sinho.text.fields.")
    assert (again.source, again.editable, again.blank, again.db_collation) == (
        "full_name",
        False,
        True,
        None if name == "search_key" else "C",
    )


def test_migrations_name_only_what_differs():
    assert field("by_person").deconstruct()[3] == {"source": "full_name", "person": True}
    assert field("search_key").deconstruct()[3] == {"source": "full_name"}


def test_a_source_that_does_not_exist_fails_the_system_check():
    class Wrong(models.Model):
        key = SearchKeyField(source="name")

        class Meta:
            app_label = "text_tests"
            managed = False

    assert [error.id for error in Wrong._meta.get_field("key")._check_source()] == ["text.E001"]
    assert field("search_label")._check_source() == []
