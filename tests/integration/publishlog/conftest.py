"""The log's tests share the edition's clean log."""

from tests.integration.edition.conftest import _empty_log, collect_ignore_glob

__all__ = ["_empty_log", "collect_ignore_glob"]
