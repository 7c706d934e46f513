"""The paper's own settings with stores so small that they fill up in a test."""

from dateline.config.settings import *  # noqa: F403, TID251 - a settings module of a paper's own, as documented
from dateline.config.settings import EDITION as USUAL  # noqa: TID251 - as above

EDITION = {**USUAL, "MEMORY_BYTES": 500_000, "DISK_BYTES": 400_000}
