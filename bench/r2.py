"""Reference R2: a bare Django view with the same session, login and SQL, that answers JSON."""

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpResponseForbidden, JsonResponse
from django.test import override_settings
from django.urls import re_path

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


class BareHandler(WSGIHandler):
    """Django with sessions and login only; the statements to send are set on it."""

    statements = ()

    @classmethod
    def make(cls):
        with override_settings(MIDDLEWARE=MIDDLEWARE):
            return cls()

    def get_response(self, request):
        request.urlconf = "bench.r2"
        request.statements = self.statements
        return super().get_response(request)


def rows(request):
    """The rows of each statement that has any."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    found = []
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, parameters in request.statements:
            cursor.execute(sql, parameters)
            if cursor.description:
                names = [column.name for column in cursor.description]
                found.append([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    return JsonResponse({"rows": found})


urlpatterns = [re_path("", rows)]
