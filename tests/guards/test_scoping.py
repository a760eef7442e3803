"""Protects the walls between organisations: every model with Party data says where its organisation is, and its rows
come through a queryset that can be limited to a person's reach.

A model without `scope_path`, or with one that leads nowhere, fails here unless the list below says why.
"""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.test.utils import isolate_apps

from cells.organizations.models import Organization
from sinho.accounts.scope import ScopedQuerySet, scope_field

# Models without a scope, each with the reason.
UNSCOPED = {
    "accounts.User": "an account belongs to no organisation; grants do, and only who manages accounts lists them",
    "web.Installation": "one row about the installation itself",
    "imports.Progress": "two numbers about an upload, seen on the page of the upload only",
    "printing.PrintPart": "a paper of a print run, seen on the page of the run only",
    "cadres.QualificationStandard": "figures of a regulation, the same for all communes",
    "cadres.StaffingNumber": "figures of a regulation, the same for all communes",
    "cells.Commune": "names of communes are public reference data",
    "cells.Village": "holds nothing but a code; name, place and numbers stand in VillageState, which is scoped",
}
OURS = ("accounts", "web", "audit", "documents", "filings", "imports", "printing", "cells", "members", "cadres")


def our_models() -> list[type[models.Model]]:
    return [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def fault_of(model: type[models.Model]) -> str:
    """Why rows of the model cannot be limited to a reach; "" when they can."""
    path = getattr(model, "scope_path", None)
    if path is None:
        return "has no scope_path"
    if not isinstance(model._default_manager.get_queryset(), ScopedQuerySet):
        return "has no ScopedQuerySet as its manager"
    if path == "self":
        return "" if model is Organization else "is no organisation"
    try:
        holder, _, last = path.rpartition("__")
        if last == "organization" and _holds_plain_id(_end_of(model, holder) if holder else model):
            return ""
        scope_field(model)
    except FieldDoesNotExist as error:
        return f"has a scope_path that leads nowhere: {error}"
    return "" if _end_of(model, path) is Organization else "has a scope_path that does not end at an organisation"


def _holds_plain_id(model: type[models.Model]) -> bool:
    """`organization_id` as a number without a foreign key: what stands below the organisations, and the log."""
    names = {field.name: field for field in model._meta.get_fields()}
    return "organization" not in names and isinstance(names.get("organization_id"), models.BigIntegerField)


def _end_of(model: type[models.Model], path: str) -> type[models.Model]:
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def test_every_model_is_scoped_or_says_why_not():
    faults = {model._meta.label: fault_of(model) for model in our_models()}
    assert len(faults) > 15
    assert {label: fault for label, fault in faults.items() if fault and label not in UNSCOPED} == {}


def test_the_list_of_unscoped_models_is_not_stale():
    faults = {model._meta.label: fault_of(model) for model in our_models()}
    assert [label for label in UNSCOPED if not faults.get(label)] == []


def made(name: str, **attributes) -> type[models.Model]:
    """A made-up model."""
    meta = type("Meta", (), {"app_label": "cells"})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **attributes})


@isolate_apps("cells")
def test_a_planted_fault_is_found():
    scoped = ScopedQuerySet.as_manager

    def foreign(to):
        return models.ForeignKey(to, on_delete=models.PROTECT)

    found = [
        made("Bare"),
        made("Plain", scope_path="organization", organization=foreign(Organization)),
        made("Lost", scope_path="sheet__organization", organization=foreign(Organization), objects=scoped()),
        made("Astray", scope_path="person", person=foreign("accounts.User"), objects=scoped()),
        made("Pretender", scope_path="self", objects=scoped()),
        made("Right", scope_path="organization", organization_id=models.BigIntegerField(), objects=scoped()),
        made("Linked", scope_path="organization", organization=foreign(Organization), objects=scoped()),
    ]
    assert [fault_of(model).split(":")[0] for model in found] == [
        "has no scope_path",
        "has no ScopedQuerySet as its manager",
        "has a scope_path that leads nowhere",
        "has a scope_path that does not end at an organisation",
        "is no organisation",
        "",
        "",
    ]
