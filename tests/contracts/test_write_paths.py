"""Every way in which anything is written has a verb in the exactness test, or a reason why not."""

from __future__ import annotations

import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any

import pytest
from django.core.management import get_commands
from django.urls import URLResolver, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

import dateline
from dateline.config import commands
from dateline.config.worker import JOBS
from tests.support.desk_work import VERBS
from tests.support.left_out_paths import UNCOVERED
from tests.support.write_paths import COVERED

METHODS = ("post", "put", "patch", "delete")


def screens(resolver: Any, prefix: str = "") -> Iterator[str]:
    """Yield the name of every address whose view may take more than GET."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from screens(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif _may_write(entry.callback):
            yield f"screen {prefix}{entry.name or f'?{entry.pattern}'}"


def _may_write(view: Any) -> bool:
    if (actions := getattr(view, "actions", None)) is not None:
        return not set(METHODS).isdisjoint(actions)
    view_class = getattr(view, "view_class", None)
    return view_class is None or any(hasattr(view_class, method) for method in METHODS)


def functions() -> Iterator[str]:
    """Yield every public function of a module of actions or of tasks."""
    for module_info in pkgutil.walk_packages(dateline.__path__, "dateline."):
        last = module_info.name.rpartition(".")[2]
        if not last.endswith("actions") and last != "tasks":
            continue
        kind, module = "task" if last == "tasks" else "action", import_module(module_info.name)
        for name, value in vars(module).items():
            is_own = getattr(value, "__module__", "") == module_info.name or kind == "task"
            is_wanted = inspect.isfunction(value) if kind == "action" else hasattr(value, "enqueue")
            if not name.startswith("_") and is_own and is_wanted:
                yield f"{kind} {module_info.name.removeprefix('dateline.')}.{name}"


def paths() -> set[str]:
    """Return every way in which anything may be written."""
    bulk_action_registry._scan_for_bulk_actions()
    bulk = {
        f"bulk {app}.{model}.{action}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }
    own = {name for name, package in get_commands().items() if str(package).startswith("dateline.")}
    own |= {module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__)}
    return {
        *screens(get_resolver()),
        *bulk,
        *functions(),
        *(f"api {name}" for name in PagesAdminAPIViewSet.actions),
        *(f"command {name}" for name in own),
        *(f"job {job.name}" for job in JOBS),
    }


EXCUSES = [pattern for patterns in UNCOVERED.values() for pattern in patterns]


@pytest.fixture(scope="module")
def known() -> set[str]:
    return paths()


def test_every_way_to_write_has_a_verb_or_a_reason(known: set[str]) -> None:
    covered = {path for ways in COVERED.values() for path in ways}
    assert {
        path for path in known - covered if not any(fnmatchcase(path, pattern) for pattern in EXCUSES)
    } == set()


def test_what_is_listed_exists(known: set[str]) -> None:
    assert {path for ways in COVERED.values() for path in ways} - known == set()
    assert [pattern for pattern in EXCUSES if not any(fnmatchcase(path, pattern) for path in known)] == []


def test_nothing_is_both_done_and_excused() -> None:
    named = Counter(path for ways in COVERED.values() for path in ways)
    assert [path for path, times in named.items() if times > 1] == []
    assert [path for path in named if any(fnmatchcase(path, pattern) for pattern in EXCUSES)] == []


def test_every_named_verb_exists() -> None:
    assert COVERED.keys() - set(VERBS) == set()
