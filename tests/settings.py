"""The real settings with a data folder of their own; SQLite unless DATABASE_URL names another database."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# What the developer has set for a running paper must not change what the tests see.
for name in [name for name in os.environ if name.startswith(("DATELINE_", "SECRET_KEY", "EMAIL_URL"))]:
    del os.environ[name]
FOLDER = Path(tempfile.mkdtemp(prefix="dateline-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["DATELINE_DATA"] = str(FOLDER / "data")

from dateline.config.settings import *  # noqa: E402, TID251 - only now is the environment what it should be
from dateline.config.settings import DATABASES  # noqa: E402, TID251 - to change a copy of them

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "dateline.media.storages.PictureFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOG_WITNESS = LOG_SIGNER = None
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory, so that several connections behave as they do in a paper.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "tests.sqlite3")}
