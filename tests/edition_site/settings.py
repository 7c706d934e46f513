"""Settings of the test site: SQLite in DATELINE_DATA or a new folder; PostgreSQL if EDITION_SITE_PG says."""

import atexit
import json
import os
import shutil
import tempfile
from pathlib import Path

if "DATELINE_DATA" not in os.environ:
    # A test run of its own; the nodes that it starts are told their folders.
    os.environ["DATELINE_DATA"] = tempfile.mkdtemp(prefix="edition-site-")
    atexit.register(shutil.rmtree, os.environ["DATELINE_DATA"], ignore_errors=True)
DATA_DIR = Path(os.environ["DATELINE_DATA"])
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
BASE_URL = "http://paper.test"
INSTALLED_APPS = [
    "dateline.publishlog.apps.PublishLogConfig",
    "dateline.edition.apps.EditionConfig",
    "tests.edition_site.apps.EditionSiteConfig",
]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "tests.edition_site.urls"
TEMPLATES: list[object] = []
if "EDITION_SITE_PG" in os.environ:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            **json.loads(os.environ["EDITION_SITE_PG"]),
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "site.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
        }
    }
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EDITION = {"directory": DATA_DIR / "edition", **json.loads(os.environ.get("EDITION_SITE_OPTIONS", "{}"))}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
