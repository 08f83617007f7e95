"""A mail server of our own, that can refuse, go away, or be watched."""

import email
import threading

import pytest
from aiosmtpd.controller import Controller


class Sink:
    """What the server says to each address, and what it took in."""

    def __init__(self):
        self.taken, self.answers = [], {}
        self.accepted = threading.Event()

    def start(self):
        """Listen; the port it got."""
        self.controller = FreePort(self, hostname="127.0.0.1", port=0)
        self.controller.start()
        return self.controller.port

    def stop(self):
        self.controller.stop(no_assert=True)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(email.message_from_bytes(envelope.content))
        self.accepted.set()
        return self.answers.get("data", "250 taken")

    def to(self, address):
        return [letter for letter in self.taken if letter["To"] == address]


class FreePort(Controller):
    """On whatever port is free; aiosmtpd looks for itself on the one it was asked for."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def sink(settings):
    """A real SMTP server on this machine."""
    server = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.start()
    yield server
    server.stop()
