"""Every address of the application: its name, its view, the arguments that it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """One URL pattern. `name` is "namespace:name", or the pattern itself where it has no name."""

    name: str
    view: Callable
    arguments: tuple[str, ...]

    @property
    def gate(self):
        """Who may enter: permissions, "any_user", "open_to_all"; None when the view says nothing."""
        return getattr(self.view, "gate", None)

    @property
    def open_to_all(self) -> bool:
        return self.gate == "open_to_all" or not getattr(self.view, "login_required", True)

    def path(self, **arguments) -> str:
        """The address with these arguments; what it does not take is left out."""
        return reverse(self.name, kwargs={name: arguments[name] for name in self.arguments})


def all_addresses(urlconf=None) -> list[Address]:
    return list(_walk(get_resolver(urlconf), ()))


def _walk(resolver: URLResolver, namespaces: tuple[str, ...], outer: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        arguments = outer + tuple(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inner, arguments)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*namespaces, pattern.name)) if pattern.name else str(pattern.pattern)
            yield Address(name, pattern.callback, arguments)


def posts_only(address: Address) -> bool:
    """Whether the view refuses to be read (`@require_POST`)."""
    view = address.view
    while view is not None:
        if any(cell.cell_contents == ["POST"] for cell in view.__closure__ or () if _filled(cell)):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def _filled(cell) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
