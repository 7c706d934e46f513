"""Run a Django management command from a checkout; `dateline manage` does the same from an install."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    execute_from_command_line(sys.argv)
