"""The product's settings, strict and quick."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for tests alone")
os.environ["DEBUG"] = "yes"
os.environ.pop("EMAIL_URL", None)
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="alongside-tests-")

from django.db.models import FETCH_RAISE

from config.settings import *  # noqa: F403
from config.settings import DATABASES, DEBUG

DEBUG = False  # noqa: F811 - as Django's test runner does, but from the first import on
FETCH_MODE = FETCH_RAISE  # a template that touches an unplanned relation fails the test
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A real file: threads and the browser's server share it as in life.
    DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["VAR_DIR"]) / "test.sqlite3"}
