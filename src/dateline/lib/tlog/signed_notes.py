"""Signed notes and checkpoints: a short text with Ed25519 signatures below, as C2SP specifies them.

Sources: c2sp.org/signed-note, c2sp.org/tlog-checkpoint. Keys are written as Go's ``sumdb/note`` writes them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
DASH = "— "
# A checkpoint has a few hundred bytes; nobody needs to be made to read more.
LONGEST_NOTE = 64 * 1024
MOST_SIGNATURES = 100
_SKEY = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class BadNoteError(ValueError):
    """Raised for a text that is no note, key or checkpoint, or one that nobody known has signed."""


class UnknownSignerError(BadNoteError):
    """Raised for a note that may be whole, but that none of the given keys has signed."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a key: who signs, and how to check it."""

    name: str
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key a signature is of."""
        return _key_id(self.name, self.public_key)

    def __str__(self) -> str:
        encoded = base64.b64encode(ED25519 + self.public_key).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    def accepts(self, signature: bytes, *, text: str) -> bool:
        """Say whether this is the key's signature of the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """The private half. Its words do not show it."""

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def new(cls, name: str) -> Signer:
        """Make a key. Raises BadNoteError for a name that no key can have."""
        _check_name(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, public.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def written(self) -> str:
        """Return the key as a line for a file that only the signer reads."""
        verifier = self.verifier
        return f"{_SKEY}{self.name}+{verifier.key_id.hex()}+{base64.b64encode(ED25519 + self.seed).decode()}"

    def signature_line(self, text: str) -> str:
        """Return the line that goes below the text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return f"{DASH}{self.name} {base64.b64encode(self.verifier.key_id + signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log commits to: its name, how many leaves it has, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_verifier(line: str) -> Verifier:
    """Read a public key. Raises BadNoteError."""
    name, key_id, key = _parts(line.strip())
    verifier = Verifier(name, key)
    if verifier.key_id.hex() != key_id:
        raise BadNoteError("The key's fingerprint does not match the key.")
    return verifier


def read_signer(line: str) -> Signer:
    """Read a private key. Raises BadNoteError, which does not show it."""
    if not line.startswith(_SKEY):
        raise BadNoteError("This is not a private key of a log.")
    name, key_id, seed = _parts(line.strip().removeprefix(_SKEY))
    signer = Signer(name, seed)
    if signer.verifier.key_id.hex() != key_id:
        raise BadNoteError("The private key is damaged: its fingerprint does not match.")
    return signer


def sign_note(text: str, signers: Sequence[Signer]) -> str:
    """Return the text with a signature of each. Raises BadNoteError for a text that no note can have."""
    _check_text(text)
    return f"{text}\n{''.join(signer.signature_line(text) for signer in signers)}"


def open_note(note: str, verifiers: Sequence[Verifier]) -> tuple[str, list[Verifier]]:
    """Return the text and whose known signatures are below it.

    Signatures of unknown keys are passed over. Raises BadNoteError when none is known, when one that claims
    to be of a known key is wrong, and when the note is malformed.
    """
    text, signatures = _split_note(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    found: dict[Verifier, None] = {}
    for name, signature in signatures:
        verifier = known.get((name, signature[:4]))
        if verifier is None or verifier in found:
            continue
        if not verifier.accepts(signature[4:], text=text):
            raise BadNoteError(f"The signature of {name} does not belong to this text.")
        found[verifier] = None
    if not found:
        names = ", ".join(sorted({name for name, _ in signatures}))
        raise UnknownSignerError(f"It is not signed with the key that was given, but by {names or 'nobody'}.")
    return text, list(found)


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; lines after the third are extensions. Raises BadNoteError."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0] or any(not line for line in lines[:-1]):
        raise BadNoteError("A checkpoint has at least three lines, and none is empty.")
    if not _SIZE.fullmatch(lines[1]):
        raise BadNoteError("The second line of a checkpoint is the number of leaves.")
    root = _decoded(lines[2])
    if len(root) != 32:
        raise BadNoteError("The third line of a checkpoint is a hash of 32 bytes.")
    return Checkpoint(lines[0], int(lines[1]), root)


def open_checkpoint(note: str, verifiers: Sequence[Verifier], *, has_any_name: bool = False) -> Checkpoint:
    """Read a checkpoint that one of these keys has signed. Raises BadNoteError."""
    checkpoint = read_checkpoint(open_note(note, verifiers)[0])
    if not has_any_name and all(checkpoint.origin != verifier.name for verifier in verifiers):
        raise BadNoteError(f"The checkpoint is of another log: {checkpoint.origin}.")
    return checkpoint


def _split_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    if len(note.encode(errors="replace")) > LONGEST_NOTE:
        raise BadNoteError("The note is too long.")
    text, separator, below = note.rpartition("\n\n")
    text += "\n"
    if not separator or not below.endswith("\n"):
        raise BadNoteError("A note has a text, an empty line, and signatures.")
    _check_text(text)
    lines = below.split("\n")[:-1]
    if not lines or len(lines) > MOST_SIGNATURES:
        raise BadNoteError("The note has no signatures, or too many.")
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    signature = _decoded(encoded)
    if not line.startswith(DASH) or not _NAME.fullmatch(name) or len(signature) < 5:
        raise BadNoteError("A line below the note is no signature.")
    return name, signature


def _check_text(text: str) -> None:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise BadNoteError("The text of a note ends with a line break and holds no control characters.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadNoteError("The text of a note is Unicode.") from error


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadNoteError("The name of a key has no spaces and no plus sign.")


def _parts(line: str) -> tuple[str, str, bytes]:
    name, _, rest = line.partition("+")
    key_id, _, encoded = rest.partition("+")
    _check_name(name)
    key = _decoded(encoded)
    if not re.fullmatch(r"[0-9a-f]{8}", key_id) or len(key) != 33 or key[:1] != ED25519:
        raise BadNoteError("This is not an Ed25519 key of a log: name+fingerprint+key.")
    return name, key_id, key[1:]


def _decoded(encoded: str) -> bytes:
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNoteError("Something that should be base64 is not.") from error
    # Two spellings of one signature would be two notes that both pass.
    if base64.b64encode(decoded).decode() != encoded:
        raise BadNoteError("Something that should be base64 is not.")
    return decoded


def _key_id(name: str, public_key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]
