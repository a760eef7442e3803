"""Protects the walls between communes against keys of another commune in the query of an address and in a form.

Somebody with every role there is, but only in Nậm Tăm, asks his own pages for rows of Tả Phìn, under every name that
their views read a key by: the answer is the one about a row that never was. In each form about the staff that he may
send, each field that takes a row refuses those of Tả Phìn.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache

import pytest
from django import forms

from cadres.staff.models import Cadre
from cells.access.models import Grant
from cells.organizations.forms import OrganizationField
from cells.organizations.models import Organization
from cells.oversight.models import Visit
from cells.places.models import VillageState
from members.roll.models import Member
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.accounts.scope import ScopedQuerySet
from sinho.audit.models import AuditEntry
from sinho.documents.reports import all_kinds
from tests.factories import people
from tests.guards.addresses import Address, all_addresses, posts_only
from tests.guards.cadre_rows import rows_of_cadres
from tests.guards.leading_rows import rows_of_directives
from tests.guards.rows import ELSE, ROW_OF
from tests.guards.source import ROOT
from tests.guards.test_walls import shown

LOCAL, FOREIGN = "SH-NT", "SH-TP"
# Keys that are read otherwise than by `row_asked`: by a form, as text, as one of several.
READ_ELSE = {
    "sinho.documents.views.asked": {"don_vi"},
    "cells.assessments.views.board.board_of": {"duoi"},
    "cells.organizations.views.changing.found": {"duoi"},
    "sinho.imports.views.asked.root_asked": {"don-vi"},
    "cadres.training.views.enrolling.enrol": {"nguoi"},
}
# Read by `row_asked`, but no key of a row; or that of a model practice, which the whole district may read.
NO_KEY = {"nhiem-ky", "so"}
NOBODY = 99_999_999
SETTLED = "ngay=18/12/2009&cap=chi-bo&q=a"
# Pages that need to be told whom or when, before there is a form.
TOLD = {"planning:enter": "can-bo={cadre}", "reviews:record_round": "don-vi={organization}&ngay=15/06/2009"}
TOLD |= {"reviews:rate": "don-vi={organization}"}


@cache
def tree_of(module: str) -> ast.Module | None:
    """The source of a module of views."""
    path = ROOT / f"{module.replace('.', '/')}.py"
    return ast.parse(path.read_text(encoding="utf-8")) if ".views" in module and path.is_file() else None


@cache
def names_in(module: str) -> dict[str, tuple[str, str]]:
    """What a name of the module stands for: the module where it is defined, and its name there."""
    found = {}
    for node in tree_of(module).body:
        if isinstance(node, ast.ImportFrom):
            found |= {one.asname or one.name: (node.module, one.name) for one in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = (module, node.name)
    return found


def keys_read(module: str, name: str, seen: set) -> Iterator[str]:
    """Names under which a function or class of the views, or what it uses of other views, reads the key of a row."""
    tree = tree_of(module)
    if tree is None or (module, name) in seen:
        return
    seen.add((module, name))
    yield from READ_ELSE.get(f"{module}.{name}", ())
    for top in (one for one in tree.body if getattr(one, "name", "") == name):
        for node in ast.walk(top):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "row_asked":
                yield from (one.value for one in node.args[1:] if isinstance(one, ast.Constant))
            if isinstance(node, ast.Name) and node.id in names_in(module):
                yield from keys_read(*names_in(module)[node.id], seen)
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in names_in(module):
                yield from keys_read(".".join(names_in(module)[node.value.id]), node.attr, seen)


def keys_of(address: Address) -> list[str]:
    view = inspect.unwrap(address.view)
    return sorted(set(keys_read(view.__module__, view.__name__, set())) - NO_KEY)


@pytest.fixture
def own(demo) -> dict[str, int]:
    """Keys of rows of Nậm Tăm."""
    committee = Organization.objects.get(code=LOCAL)
    member = Member.objects.filter(memberships__organization__code=f"{LOCAL}-B01").latest("pk")
    village = VillageState.objects.filter(committee=committee).first().village_id
    return rows_of_cadres(committee) | {"organization": committee.pk, "member": member.pk, "village": village}


@pytest.fixture
def foreign(demo) -> dict[str, str]:
    """Name in the address → key of a row of Tả Phìn."""
    committee = Organization.objects.get(code=FOREIGN)
    cadre = Cadre.objects.filter(posts__organization=committee, posts__valid__endswith=None).latest("pk").pk
    member = Member.objects.filter(memberships__organization__code=f"{FOREIGN}-B01").latest("pk").pk
    place = VillageState.objects.filter(committee=committee).first()
    keys = dict.fromkeys(("don-vi", "don_vi", "duoi"), committee.pk)
    keys |= {"can-bo": cadre, "dang-vien": member, "voi": member, "xa": place.commune_id, "ban": place.village_id}
    keys["lan"] = Visit.objects.filter(organization=committee).latest("pk").pk
    keys["van-ban"] = rows_of_directives(committee)["notice"]
    keys["chi-bo"] = Organization.objects.get(code=f"{FOREIGN}-B01").pk
    return {name: str(key) for name, key in keys.items()} | {"nguoi": f"c{cadre}"}


@pytest.fixture
def local(client, demo) -> User:
    """Somebody with every role that sees Party data, in Nậm Tăm, logged in."""
    user = people.user("moi.vai.nam.tam", full_name="Lò Thử Quyền")
    for role in set(Role) - {Role.SYSTEM_ADMINISTRATOR}:
        people.grant(user, role, Organization.objects.get(code=LOCAL))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def pages(own: dict[str, int]) -> Iterator[tuple[Address, str]]:
    """Every address that may be read, with a row of one's own where it takes one that is known here."""
    for address in all_addresses():
        if posts_only(address) or ("pk" in address.arguments and ROW_OF.get(address.name) not in own):
            continue
        codes = [kind.code for kind in all_kinds()] if address.name.startswith("reports:") else ["organizations"]
        for code in codes if "code" in address.arguments else codes[:1]:
            if set(address.arguments) <= {"pk", "code", "year"}:
                yield address, address.path(**ELSE | {"pk": own.get(ROW_OF.get(address.name)), "code": code})


def answer(client, url: str) -> tuple[int, str]:
    """Status and what a person reads."""
    response = client.get(url)
    return response.status_code, shown(response) if response.status_code == 200 else ""


def told_apart(client, asked: list[tuple[str, str]]) -> list[str]:
    """Addresses (each with the key that it asks for) whose answer tells that row from one that never was."""
    found = []
    for url, key in asked:
        nobody = re.sub(r"\d+", str(NOBODY), key)
        if answer(client, f"{url}{key}&{SETTLED}") != answer(client, f"{url}{nobody}&{SETTLED}"):
            found.append(f"{url}{key}")
    return found


def questions(own: dict[str, int], foreign: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"{url}?{name}=", foreign[name]) for address, url in pages(own) for name in keys_of(address)]


def forms_of(response) -> list[forms.BaseForm]:
    """Every form that a page was made with."""
    found = {}
    for layer in response.context or ():
        for values in layer.dicts:
            for value in values.values():
                for one in value if isinstance(value, list | tuple) else (value,):
                    if isinstance(one, forms.BaseForm):
                        found[id(one)] = one
    return list(found.values())


def foreign_values(form: forms.BaseForm) -> dict[str, object]:
    """For each field that takes a row: one of Tả Phìn, or one that is not offered."""
    found = {}
    for name, field in form.fields.items():
        if isinstance(field, OrganizationField):
            found[form.add_prefix(name)] = FOREIGN
        elif isinstance(field, forms.ModelChoiceField):
            rows = field.queryset.model._default_manager.exclude(pk__in=field.queryset.values("pk").order_by())
            found[form.add_prefix(name)] = rows.latest("pk").pk
    return found


def taken(client, own: dict[str, int]) -> tuple[list[str], int]:
    """Fields of forms about the staff that take a row of Tả Phìn, and how many fields were tried."""
    found, tried = [], 0
    for address, url in pages(own):
        url = f"{url}?{TOLD.get(address.name, '')}".format(**own)
        for form in forms_of(client.get(url)) if may_hold_a_form(address) else ():
            if values := foreign_values(form):
                tried += len(values)
                bound = [one for one in forms_of(client.post(url, values)) if one.is_bound]
                wrong = {one.add_prefix(name) for one in bound for name in one.errors}
                found += [f"{address.name} {name}" for name in values.keys() - wrong]
    return found, tried


def may_hold_a_form(address: Address) -> bool:
    """Whether it is a page about the staff, not a file."""
    view = inspect.unwrap(address.view)
    return view.__module__.startswith("cadres.") and not re.search("pdf|paper|_list", address.name + view.__name__)


def test_every_key_that_a_view_reads_is_asked(foreign):
    assert {key for address in all_addresses() for key in keys_of(address)} == set(foreign)


def test_a_row_of_another_commune_is_answered_like_one_that_never_was(client, own, foreign, local):
    asked = questions(own, foreign)
    assert len(asked) > 100
    assert told_apart(client, asked) == []


def test_a_query_without_its_wall_is_found(client, own, foreign, local):
    """Who reaches the other commune gets other answers: what stands above compares answers that can differ."""
    Grant.objects.filter(user=local).update(organization=Organization.objects.get(code="SH"))
    asked = [one for one in questions(own, foreign) if one[0].startswith("/can-bo/")]
    assert len(told_apart(client, asked[:12])) > 8


def test_no_form_takes_a_row_of_another_commune(client, own, local):
    before = AuditEntry.objects.count()
    wrong, tried = taken(client, own)
    assert wrong == [] and tried > 12
    assert AuditEntry.objects.count() == before


def test_a_form_without_its_wall_is_found(client, own, local, monkeypatch):
    monkeypatch.setattr(ScopedQuerySet, "in_scope", lambda self, scope, permission=None: self.all())
    few = {name: own[name] for name in ("organization", "cadre")}
    assert len(taken(client, few)[0]) > 5
