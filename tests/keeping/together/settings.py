"""The real settings, and saves that can be made to meet."""

from __future__ import annotations

from importlib import import_module

# By its name: this is what Django takes for its settings.
real = import_module("dateline.config.settings")

globals().update({name: getattr(real, name) for name in dir(real) if name.isupper()})
# To check a password takes half a second of a processor by design, and has no part in saving.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*real.INSTALLED_APPS, "tests.keeping.together.apps.TogetherConfig"]
