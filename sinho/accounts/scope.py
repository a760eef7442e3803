"""Scope: how far a person reaches on a day, as a plain value.

It is made once per request from the grants (`cells.access`) and asked everywhere: lists are limited by it
(`queryset.in_scope(scope)`), single acts are answered by it (`scope.may(...)`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured, PermissionDenied
from django.db import models

from sinho.accounts.roles import Permission, permissions_of


@dataclass(frozen=True)
class Reach:
    """One grant in force: a role on an organisation, with the ids of it and of everything below it.

    `name` of the organisation on the day; "" when it has ended, or nobody asked.
    """

    role: str
    organization_id: int
    organization_ids: frozenset[int]
    name: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.role)


@dataclass(frozen=True)
class Scope:
    """All grants in force of one person on one day."""

    user_id: int | None = None
    reaches: tuple[Reach, ...] = field(default=())

    def organization_ids(self, permission: Permission = Permission.VIEW) -> frozenset[int]:
        """Ids of all organisations on which the person has this permission."""
        ids = [reach.organization_ids for reach in self.reaches if permission in reach.permissions]
        return ids[0] if len(ids) == 1 else frozenset().union(*ids)

    def own_organization_ids(self) -> frozenset[int]:
        """Organisations on which a grant stands directly (not those below)."""
        return frozenset(reach.organization_id for reach in self.reaches)

    def roots(self, permission: Permission = Permission.VIEW) -> list[int]:
        """Organisations from which the person works, in the order of the grants."""
        return [reach.organization_id for reach in self.reaches if permission in reach.permissions]

    def has(self, permission: Permission) -> bool:
        """Whether the person has the permission anywhere (for navigation and the gate)."""
        return any(permission in reach.permissions for reach in self.reaches)

    def may(self, permission: Permission, organization_id: int) -> bool:
        """Whether the person has the permission on this organisation."""
        return any(
            permission in reach.permissions and organization_id in reach.organization_ids for reach in self.reaches
        )

    def require(self, permission: Permission, organization_id: int) -> None:
        """Raise PermissionDenied (page 403) unless `may`."""
        if not self.may(permission, organization_id):
            raise PermissionDenied(permission)


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids for the lookup `among` that Django hands on as they are: of a plain set it looks at every single one."""

    ids: Collection[int]


@models.Field.register_lookup
@models.ForeignKey.register_lookup
class Among(models.Lookup):
    """Whether a column is one of many ids, said so that thousands of them cost little.

    Numbers that follow each other without a gap are said as one range: whoever reaches a whole district has all its
    organisations, so a few ranges, which the database weighs at once. Scattered ids are one array, not a list of
    parameters. Ids that the database is to find itself (`ArraySubquery`) become an array there: it is walked along the
    index once, not looked up id by id.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        left, parameters = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, ArraySubquery):
            array, more = compiler.compile(self.rhs)
            return f"{left} = ANY({array})", [*parameters, *more]
        ids = frozenset(self.rhs.ids if isinstance(self.rhs, Ids) else self.rhs)
        ranges = runs(ids)
        if not 0 < len(ranges) <= MOST_RANGES:
            return f"{left} = ANY(%s::bigint[])", [*parameters, as_array(sorted(ids))]
        said = " OR ".join(f"{left} BETWEEN %s AND %s" for _ in ranges)
        return f"({said})", [value for one in ranges for value in (*parameters, *one)]


MOST_RANGES = 8


def as_array(ids: Iterable[int]) -> str:
    """Ids as the database reads an array; of a list it looks at every single one, at each place that names it."""
    return f"{{{','.join(map(str, ids))}}}"


@lru_cache(maxsize=64)
def runs(ids: frozenset[int]) -> list[tuple[int, int]]:
    """First and last of each row of numbers without a gap: {1, 2, 3, 7} → [(1, 3), (7, 7)]. A page asks often."""
    found: list[tuple[int, int]] = []
    for pk in sorted(ids):
        if found and pk == found[-1][1] + 1:
            found[-1] = (found[-1][0], pk)
        else:
            found.append((pk, pk))
    return found


class ScopedQuerySet(models.QuerySet):
    """Queryset of a model that says where its organisation is: `scope_path = "sheet__organization"`."""

    def in_scope(self, scope: Scope, permission: Permission = Permission.VIEW):
        """Rows of organisations on which the person has the permission."""
        path = getattr(self.model, "scope_path", None)
        if path is None:
            raise ImproperlyConfigured(f"{self.model.__name__} has no scope_path")
        lookup = "pk__among" if path == "self" else f"{path}_id__among"
        return self.filter(**{lookup: Ids(scope.organization_ids(permission))})


def scope_field(model: type[models.Model]) -> str | None:
    """The scope path of a model if it is declared and resolves; None when it declares none."""
    path = getattr(model, "scope_path", None)
    if path in (None, "self"):
        return path
    current = model
    for part in path.split("__"):
        related = current._meta.get_field(part)
        if not related.is_relation:
            raise FieldDoesNotExist(f"{model.__name__}.scope_path: {part}")
        current = related.related_model
    return path
