"""``make bench``: how fast, fresh and exact a generated paper is. See docs/guides/benchmark.md."""
