"""The settings of papers where saves can meet, with the check taken out."""

from __future__ import annotations

from importlib import import_module

# By its name: this is what Django takes for its settings.
real = import_module("tests.keeping.together.settings")

globals().update({name: getattr(real, name) for name in dir(real) if name.isupper()})
INSTALLED_APPS = [*real.INSTALLED_APPS, "tests.keeping.unchecked.apps.UncheckedConfig"]
