"""The roles of a newsroom, and who must have a second factor.

Each role is a group of this name; what it may do is written in ``desk.roles``.
"""

from enum import StrEnum


class Role(StrEnum):
    """Names of the groups that a new paper starts with."""

    REPORTER = "Reporters"
    EDITOR = "Section editors"
    COPY_EDITOR = "Copy editors"
    PHOTO_EDITOR = "Photo editors"
    LISTINGS_EDITOR = "Listings editors"
    EDITOR_IN_CHIEF = "Editors-in-chief"
    ADMINISTRATOR = "Administrators"


class SecondFactor(StrEnum):
    """Whom the paper makes log in with more than a password; ``second_factor`` in paper.toml."""

    OPTIONAL = "optional"
    PUBLISHERS = "publishers"
    EVERYONE = "everyone"
