"""Fill a paper with stories: ``python -m tools.bench.generate --stories 100000`` in its environment."""

from __future__ import annotations

import argparse
import json

import django

django.setup()

from tools.bench.filling import fill_paper  # noqa: E402 - Django must be set up first


def main() -> None:
    """Generate and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1_000)
    print(json.dumps(fill_paper(parser.parse_args().stories)))


if __name__ == "__main__":
    main()
