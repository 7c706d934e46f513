"""Logs: one line per event on standard error, for people or as JSON for machines."""

from __future__ import annotations

import sys
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def _without_request(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Django attaches whole requests to its records; their text would only say the address again."""
    event.pop("request", None)
    return event


def logging_settings(*, log_format: str, debug: bool) -> dict[str, Any]:
    """Return the value of LOGGING: the standard library's loggers and structlog's through one formatter."""
    # Plain, because the pretty ones print local variables, and with them passwords and sources.
    renderer: Any = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    processors: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    if log_format == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
        processors[1:] = [structlog.processors.format_exc_info, renderer]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": processors,
                "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder(), _without_request],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
        "loggers": {
            "dateline": {"level": "DEBUG" if debug else "INFO"},
            # Django's own handlers would print every line twice and mail every error.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # A reader who mistypes an address is no news; what fails on our side is.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            # Strangers choose the Host that they send; a trace for each would let them fill the log.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }


def configure_structlog() -> None:
    """Send what is logged through structlog the same way as everything else."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
