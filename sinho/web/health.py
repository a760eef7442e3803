"""Health check for whoever watches the server: answers only what is needed."""

from django.db import DatabaseError, connection
from django.http import HttpResponse

from sinho.accounts.gate import open_to_all


@open_to_all
def healthz(request):
    """200 “ok” when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
