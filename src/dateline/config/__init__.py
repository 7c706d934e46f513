"""The composition root: settings from paper.toml and environment, addresses, the command."""
