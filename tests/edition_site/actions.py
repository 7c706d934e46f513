"""Every change of the test site, each with its log entry."""

from django.db import transaction
from django.utils import timezone

from dateline.publishlog.actions import append_entry
from dateline.publishlog.models import LogEntry
from tests.edition_site.models import Note


@transaction.atomic
def write_note(*, slug: str, title: str, section: str = "news", body: str = "") -> LogEntry:
    old = Note.objects.filter(slug=slug).first()
    Note.objects.update_or_create(slug=slug, defaults={"title": title, "section": section, "body": body})
    keys = {f"note/{slug}", f"section/{section}", "front"}
    if old is not None:
        keys.add(f"section/{old.section}")
    return append_entry(event="note.written", keys=keys, subject=f"note/{slug}", at=timezone.now())


@transaction.atomic
def remove_note(*, slug: str, withdraw: bool = False) -> None:
    note = Note.objects.filter(slug=slug).first()
    if note is None:
        return
    keys = {f"note/{slug}", f"section/{note.section}", "front"}
    note.delete()
    append_entry(event="note.removed", keys=keys, subject=f"note/{slug}", data={"withdraw": withdraw})
