"""Puts the scope of the person on the request, once."""

from django.utils.functional import SimpleLazyObject

from cells.access.models import scope_of
from sinho.accounts.scope import Scope
from sinho.web import clock


class ScopeMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.scope = SimpleLazyObject(lambda: self.scope_for(request))
        return self.get_response(request)

    @staticmethod
    def scope_for(request) -> Scope:
        return scope_of(request.user, clock.today()) if request.user.is_authenticated else Scope()
