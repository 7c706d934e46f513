"""The subcommands of ``dateline``, one module each, with a ``command`` in it."""
