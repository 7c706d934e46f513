"""What every service offers: post, change, delete, find out; and what it can."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from dateline.social.pieces import Pieces, text_of


@dataclass(frozen=True, slots=True)
class Access:
    """How a channel is reached. The secret is in no ``repr``, so in no log."""

    server: str
    handle: str
    secret: str = field(repr=False)
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel is to show of a story."""

    pieces: Pieces
    link: str
    title: str
    description: str
    language: str
    picture: str = ""
    """Full address of the picture; empty for none."""
    picture_digest: str = ""

    @property
    def digest(self) -> str:
        """Tells this from any other text or picture. A card that the service makes itself is not ours."""
        shown = [[piece.kind, piece.text] for piece in self.pieces]
        told = json.dumps([shown, self.link, self.picture_digest], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def text(self) -> str:
        return text_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a post stands."""

    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a service said when it was tried."""

    words: str
    limits: dict[str, Any] = field(default_factory=dict)


class Service(Protocol):
    """One service. Every method asks it over the network and raises a ServiceError.

    Before a changed post, ``change`` is told whether a picture stands in it already.
    """

    can_change: bool
    can_find: bool
    shows_pictures: bool
    usual_server: str

    def length(self, pieces: Pieces) -> int:
        """Return the length as the service counts it. Asks nobody."""
        ...

    def limit(self, limits: dict[str, Any], *, with_picture: bool) -> int:
        """Return the greatest length. Asks nobody."""
        ...

    def fits(self, pieces: Pieces, limits: dict[str, Any], *, with_picture: bool) -> bool:
        """Say whether this can be posted. Asks nobody."""
        ...

    def new_key(self, *, seed: str, at: datetime) -> str:
        """Return by what the service will know a repetition of the same post."""
        ...

    def post(self, access: Access, message: Message, *, key: str, at: datetime) -> Sent: ...

    def change(
        self, access: Access, message: Message, *, remote_id: str, has_picture: bool, same_picture: bool
    ) -> None: ...

    def delete(self, access: Access, *, remote_id: str) -> None: ...

    def find(self, access: Access, *, key: str, link: str, since: datetime) -> Sent | None:
        """Return the post that was tried to be made since then, None when it was not made.

        Raises CannotTellError where that cannot be known.
        """
        ...

    def check(self, access: Access) -> Checked:
        """Ask the service who we are there and whether we may post; posts nothing."""
        ...

    def id_from_address(self, address: str) -> str:
        """Return the id of the post at an address that somebody copied from the service; empty for none."""
        ...
