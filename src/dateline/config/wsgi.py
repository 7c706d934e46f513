"""The application as Granian's workers start it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")

application = get_wsgi_application()
