"""What the public history says of the verifiable log: when it recorded a version, and where the proof is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dateline.publishing.models import Publication, PublishedVersion
from dateline.reader.templatetags.reader_tags import moment
from dateline.record.contexts import NoteContext
from dateline.record.version_notes import register_version_notes
from dateline.transparency.queries import Recording, recordings_of


def notes_of_log(publication: Publication, numbers: Sequence[int]) -> dict[int, list[NoteContext]]:
    """Return a note on each version that the log has recorded; of the others nothing is said yet."""
    recorded = recordings_of(publication.pk, numbers)
    older = [number for number, one in recorded.items() if not one.vouches_for_sentence]
    said = PublishedVersion.objects.filter(publication=publication, number__in=older).exclude(summary="")
    unsealed = set(said.values_list("number", flat=True)) if older else set[int]()
    return {number: [_note(one, is_unsealed=number in unsealed)] for number, one in sorted(recorded.items())}


def register_log_notes() -> None:
    """Let histories say what the log has recorded."""
    register_version_notes("log", notes_of_log)


def _note(one: Recording, *, is_unsealed: bool) -> NoteContext:
    at = localtime(one.recorded_at)
    text = f"{moment(at)} {date_format(at, 'T')}"
    if is_unsealed:
        # Honest rather than mended: sealing it now would only vouch for what the database says today.
        older = _("The sentence on this change is older than the log’s commitment to such sentences.")
        text = f"{text}. {older}"
    return NoteContext(_("Recorded in the log (proof)"), text=text, url=one.proof)
