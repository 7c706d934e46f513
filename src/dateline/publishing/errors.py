"""Why something may not become public."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError


class PublishingBypassError(RuntimeError):
    """Raised when code tries to change what is public without going through the publishing actions."""

    def __init__(self, page: object, what: str) -> None:
        super().__init__(
            f"{page!r}: {what}. What is public changes only through dateline.publishing.actions "
            "(publish_page, unpublish_page, take_down); nothing was saved."
        )


class PublicationRefusedError(ValidationError):
    """Raised when a page may not be published as it is; says what is missing, field by field.

    The draft is kept. ``page_id`` names the page for whoever has to show the message.
    """

    def __init__(self, problems: Mapping[str, Sequence[str]], *, page_id: int | None = None) -> None:
        super().__init__({field: list(texts) for field, texts in problems.items()})
        self.page_id = page_id


class NotPublicError(ValueError):
    """Raised when something that is not public was to be unpublished, taken down or moved as if it were."""

    def __init__(self, page: object) -> None:
        super().__init__(f"{page} is not public.")


class EmbargoError(ValidationError):
    """Raised when an embargo cannot be set or lifted so."""


class LinkClosedError(LookupError):
    """Raised for a link to a draft that is unknown, expired, revoked, or whose story is gone."""


class WithholdingRefusedError(ValueError):
    """Raised when words cannot be withheld as asked; its text says why, for whoever asked."""
