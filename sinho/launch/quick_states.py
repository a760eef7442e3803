"""Migrating an empty database without rendering the world anew: nine tenths of the time of Django's `migrate` go into
models that did not change.

When a model is made, or gets a field, an index or a constraint, Django renders all models that are related to it anew,
however far; for the statements of a schema the new model alone will do. Marked as delayed, so that Django itself
renders everything before data are moved. That what is built is the same as by `migrate` alone is seen by
tests/guards/test_migrations.py.
"""

import contextlib
from collections.abc import Iterator

from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED


@contextlib.contextmanager
def quick_states() -> Iterator[None]:
    ours = {method.__name__: method for method in (add_model, add_field, _append_option, _remove_option)}
    given = {name: getattr(ProjectState, name) for name in ours}
    use(ours)
    try:
        yield
    finally:
        use(given)


def use(methods: dict) -> None:
    for name, method in methods.items():
        setattr(ProjectState, name, method)


def add_model(self, model_state):
    key = (model_state.app_label, model_state.name_lower)
    self.models[key] = model_state
    if self._relations is not None:
        self.resolve_model_relations(key)
    self.is_delayed = True
    if "apps" in self.__dict__:
        self.apps.render_multiple([model_state])


def add_field(self, app_label, model_name, name, field, preserve_default):
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    key = (app_label, model_name)
    self.models[key].fields[name] = field
    if self._relations is not None:
        self.resolve_model_field_relations(key, name, field)
    self.is_delayed = True
    if "apps" in self.__dict__:
        self._reload({key})


def _append_option(self, app_label, model_name, option_name, obj):
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    self.is_delayed = True


def _remove_option(self, app_label, model_name, option_name, obj_name):
    options = self.models[app_label, model_name].options
    options[option_name] = [one for one in options[option_name] if one.name != obj_name]
    self.is_delayed = True
