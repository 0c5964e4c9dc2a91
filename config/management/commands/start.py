import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from community.models import Community

PORTS_TRIED = 20
QUARTERS = 120  # of a second to wait for the site


class Command(BaseCommand):
    help = "Bring the site up on this machine: tables, demo content, site and task worker."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("This is for a developer's machine. See docs/operations.md.")
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if not Community.objects.exists():
            call_command("demo")
        port = free_port(int(os.environ.get("PORT") or 8000))
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")  # for the worker's letters
        site = ["runserver", f"127.0.0.1:{port}"]
        worker = ["db_worker", "--no-reload", "--no-startup-delay"]
        run([site, worker], greet=lambda: self.greet(port))

    def greet(self, port: int) -> None:
        """Give the address when somebody is there to answer."""
        for _ in range(QUARTERS):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        self.stdout.write(WELCOME.format(port=port))
        self.stdout.flush()


WELCOME = """
  http://localhost:{port}

  Log in as rosa, dana or nadia (members), mira (moderator), leah (lead moderator),
  wren (welcomer), edith (editor), robin (reviewing editor), olive (operator) or
  sam (a stranger to everyone). The password of all is: alongside-demo
  Letters the site sends: http://localhost:{port}/dev/mail/
  Ctrl-C stops everything.
"""


def free_port(wanted: int) -> int:
    """This port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CommandError(f"No free port from {wanted} on. Set PORT to another one.")


def run(commands: list[list[str]], *, greet: Callable[[], None]) -> None:
    """Keep these running beside each other; when one ends, or we are stopped, end all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    running = [subprocess.Popen([sys.executable, "manage.py", *words]) for words in commands]
    try:
        greet()
        while all(process.poll() is None for process in running):
            try:
                running[0].wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=10)
