"""The application as a server calls it, and each statement it sends with the time that took."""

import io
import time
from copy import deepcopy
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client, RequestFactory

from bench.r2 import BareHandler

CSRF = "b" * 32


@dataclass(frozen=True)
class Page:
    """A request of a user; words to search for make it a POST."""

    name: str
    path: str
    user: int
    words: str = ""


@dataclass
class Answer:
    """What came back: seconds in all, and (SQL, parameters, seconds) of each statement."""

    seconds: float
    statements: list
    body: bytes

    @property
    def sql_seconds(self):
        return sum(seconds for _sql, _parameters, seconds in self.statements)


class Site:
    """One database, with the application and the bare view in front of it."""

    def __init__(self, database):
        configuration = deepcopy(connections["default"].settings_dict)
        configuration.update(NAME=database, CONN_MAX_AGE=None)
        self.connection = DatabaseWrapper(configuration, alias="default")
        self.connection.execute_wrappers.append(self._note)
        self.application, self.bare = WSGIHandler(), BareHandler.make()
        self._statements, self._environs, self._sessions = [], {}, {}

    def enter(self):
        """From here on Django's default connection is ours."""
        connections["default"] = self.connection

    def ask(self, page, handler=None):
        """Send the request and read the whole answer; anything but a 200 ends the bench."""
        environ, body = self._environ(page)
        self._statements = []
        said = []
        start = time.perf_counter()
        response = (handler or self.application)(
            environ | {"wsgi.input": io.BytesIO(body)}, lambda status, _headers: said.append(status)
        )
        content = b"".join(response)
        response.close()
        seconds = time.perf_counter() - start
        if not said[0].startswith("200"):
            raise RuntimeError(f"{page} answered {said[0]}: {content[:300]!r}")
        return Answer(seconds, self._statements, content)

    def ask_bare(self, page, statements):
        """The same person asks the bare view, which sends these statements."""
        self.bare.statements = statements
        return self.ask(page, self.bare)

    def _note(self, execute, sql, parameters, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            self._statements.append((sql, parameters, time.perf_counter() - start))

    def session(self, user):
        """The session key of a user who logged in once."""
        if user not in self._sessions:
            client = Client()
            client.force_login(get_user_model().objects.get(pk=user))
            self._sessions[user] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self._sessions[user]

    def _environ(self, page):
        """What a server hands over for this page, and its body; made once."""
        if page not in self._environs:
            factory = RequestFactory(SERVER_NAME="localhost", HTTP_X_CSRFTOKEN=CSRF)
            factory.cookies[settings.SESSION_COOKIE_NAME] = self.session(page.user)
            factory.cookies[settings.CSRF_COOKIE_NAME] = CSRF
            words = {"q": page.words}
            made = factory.post(page.path, words) if page.words else factory.get(page.path)
            size = int(made.environ.get("CONTENT_LENGTH") or 0)
            self._environs[page] = made.environ, made.environ["wsgi.input"].read(size)
        return self._environs[page]
