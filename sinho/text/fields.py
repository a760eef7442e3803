"""Columns computed from another attribute of the same row each time it is written.

They follow `save()` and `bulk_create()`. With `save(update_fields=[...])` the key must be named beside its source;
`QuerySet.update()` and `bulk_update()` do not compute it.
"""

from django.core import checks
from django.db import models

from sinho.text.folding import fold
from sinho.text.names import name_sort_key, person_sort_key


class _ComputedTextField(models.TextField):
    """Text that `compute` makes from the attribute `source` (a field or a property); nobody edits it."""

    def __init__(self, *args, source: str, **kwargs):
        self.source = source
        kwargs["editable"] = False
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["blank"]
        return name, path, args, {**kwargs, "source": self.source}

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_source()]

    def _check_source(self) -> list[checks.CheckMessage]:
        if hasattr(self.model, self.source):
            return []
        message = f"'{self.source}', the source of this key, is no attribute of {self.model.__name__}."
        return [checks.Error(message, obj=self, id="text.E001")]

    def compute(self, text: str) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        text = getattr(model_instance, self.source)
        key = self.compute("" if text is None else str(text))
        setattr(model_instance, self.attname, key)
        return key


class SearchKeyField(_ComputedTextField):
    """Folded text of `source`; search with `fold(query)`, and index with trigrams where the table is long."""

    def compute(self, text: str) -> str:
        return fold(text)


class SortKeyField(_ComputedTextField):
    """Vietnamese order of `source` as bytes; `person=True` sorts by given name first."""

    def __init__(self, *args, source: str, person: bool = False, **kwargs):
        self.person = person
        kwargs["db_collation"] = "C"
        super().__init__(*args, source=source, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_collation"]
        if self.person:
            kwargs["person"] = True
        return name, path, args, kwargs

    def compute(self, text: str) -> str:
        return person_sort_key(text) if self.person else name_sort_key(text)
