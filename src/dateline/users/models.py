"""The account of a member of staff."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who works at the paper. A byline is a contributor and needs no account."""
