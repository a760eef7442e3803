"""Migrating without rendering the world anew: two thirds of the time of Django's `migrate` go into models that did not
change.

When a model is made, or gets an index or a constraint, Django renders all models that are related to it anew, however
far; for the statements of a schema the new model alone will do. Marked as delayed, so that Django itself renders
everything before data are moved. That what is built is the same as by `migrate` alone is seen by
tests/sinho/launch/test_launch_run.py, on the database of a first start.
"""

import contextlib
from collections.abc import Iterator

import pytest
from django.db.migrations.state import ProjectState

# Everything that migrations build, by kind and name.
STRUCTURE = """
SELECT 'column', table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '')
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND probin IS NULL
"""


@contextlib.contextmanager
def quick_states() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for method in (add_model, _append_option, _remove_option):
            patch.setattr(ProjectState, method.__name__, method)
        yield


def add_model(self, model_state):
    key = (model_state.app_label, model_state.name_lower)
    self.models[key] = model_state
    if self._relations is not None:
        self.resolve_model_relations(key)
    self.is_delayed = True
    if "apps" in self.__dict__:
        self.apps.render_multiple([model_state])


def _append_option(self, app_label, model_name, option_name, obj):
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    self.is_delayed = True


def _remove_option(self, app_label, model_name, option_name, obj_name):
    options = self.models[app_label, model_name].options
    options[option_name] = [one for one in options[option_name] if one.name != obj_name]
    self.is_delayed = True
