"""A mail server that tests open, close and let refuse, and a worker that is busy."""

import socket
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.tasks import task_backends


class Office:
    """A mail server on this machine that can close, open again, and refuse."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.letters = []
        self.says = "250 Taken"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - as it is called
        if self.says.startswith("2"):
            letter = message_from_bytes(envelope.original_content, policy=default)
            self.letters.append((envelope.rcpt_tos, letter))
        return self.says

    @contextmanager
    def open(self):
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


@pytest.fixture
def office(settings) -> Office:
    office = Office()
    options = {"host": "127.0.0.1", "port": office.port, "timeout": 10}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    return office


@pytest.fixture
def later(settings):
    """The worker is busy: what wakes it is only noted down."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    return task_backends["default"]
