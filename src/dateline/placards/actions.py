"""Make placards, and let them go with what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from functools import partial
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from dateline.media.edition_keys import media_key
from dateline.media.models import RetiredFile
from dateline.media.storages import PUBLIC_FOLDER
from dateline.placards.drawing import draw
from dateline.placards.edition_keys import folder_in, placard_key
from dateline.placards.faces import folder_of, story_subject
from dateline.placards.models import Placard
from dateline.placards.queries import Wanted, wanted_for, with_placards
from dateline.publishing.withholding import WithheldWords
from dateline.publishlog.actions import append_entry

# So many are drawn before they are recorded together: pages are told once.
AT_ONCE = 4


def make_placards(*, subjects: Collection[str]) -> int:
    """Draw what is missing of these and return how many were made; remove those that should not be there.

    Pages that name them are touched.
    """
    chosen = with_placards(subjects)
    wanted = wanted_for(chosen)
    known = dict(Placard.objects.filter(subject__in=chosen).values_list("subject", "signature"))
    _remove([subject for subject in known if subject not in {one.subject for one in wanted}])
    to_draw = iter([one for one in wanted if known.get(one.subject) != one.signature])
    made = 0
    while some := list(islice(to_draw, AT_ONCE)):
        made += _record([(one, draw(one.face)) for one in some])
    return made


def forget_placard(*, page: Any, before: Any, after: Any, subject_of: Any) -> None:
    """Let the placard go with a page that ceased to be public, in its transaction, and its files after it."""
    if after is None:
        rows = list(Placard.objects.filter(subject=subject_of(page.pk)))
        _let_go(rows)


def forget_words(words: WithheldWords) -> None:
    """Let the files go that show former headlines of a story whose words are withheld."""
    subject = story_subject(words.publication.page_id)
    folder = folder_of(subject, identity=words.publication.pk.hex)
    transaction.on_commit(partial(_empty_folder, folder))


@transaction.atomic
def _record(drawn: Sequence[tuple[Wanted, bytes]]) -> int:
    """Store files and rows of what is still to be shown like this."""
    _lock([one.subject for one, _content in drawn])
    still = {one.subject: one for one in wanted_for([one.subject for one, _content in drawn])}
    subjects = []
    for one, content in drawn:
        if still.get(one.subject) != one:
            continue
        # Whatever changes it from now on waits for this transaction, or is told by an entry of its own.
        former = Placard.objects.filter(subject=one.subject).values_list("file", flat=True).first()
        file = _stored(one, content)
        Placard.objects.update_or_create(
            subject=one.subject,
            defaults={"signature": one.signature, "file": file, "made_at": timezone.now()},
        )
        if former and former != file:
            # Pages elsewhere may name it for a while.
            default_storage.delete(former)
        subjects.append(one.subject)
    if subjects:
        append_entry(
            event="placard.made", keys=map(placard_key, subjects), subject=_of_one("placard", subjects)
        )
    return len(subjects)


@transaction.atomic
def _remove(subjects: Collection[str]) -> None:
    """Remove placards that say something else, of which no other can be made, or whose page is gone."""
    rows = list(Placard.objects.filter(subject__in=subjects)) if subjects else []
    if not rows:
        return
    _let_go(rows)
    keys = [key for row in rows for key in (placard_key(row.subject), media_key(folder_in(row.file)))]
    append_entry(event="placard.removed", keys=keys, subject="placards")


def _let_go(rows: Sequence[Placard]) -> None:
    for row in rows:
        row.delete()
        transaction.on_commit(partial(_empty_folder, folder_in(row.file)))


def _stored(one: Wanted, content: bytes) -> str:
    """Return the name of the file, which says what is in it."""
    digest = hashlib.sha256(content).hexdigest()[:20]
    name = f"{PUBLIC_FOLDER}{one.folder}/{digest}.png"
    # Said again, it is not to be removed as a former one.
    RetiredFile.objects.filter(name=name).delete()
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(content))


def _empty_folder(folder: str) -> None:
    """Remove every file of a subject at once, whoever may still name it, but that which its row names."""
    path = f"{PUBLIC_FOLDER}{folder}"
    try:
        _folders, files = default_storage.listdir(path)
    except FileNotFoundError:
        return
    names = {f"{path}/{file}" for file in files}
    named = set(Placard.objects.filter(file__in=names).values_list("file", flat=True))
    remove = getattr(default_storage, "delete_now", default_storage.delete)
    for name in names - named:
        remove(name)


def _lock(subjects: Sequence[str]) -> None:
    """Let nobody publish or remove these stories until the transaction ends.

    SQLite needs no lock: every transaction of ours begins as the only writer.
    """
    ids = [int(subject.partition("/")[2]) for subject in subjects if "/" in subject]
    list(Page.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _of_one(kind: str, subjects: Sequence[str]) -> str:
    return f"{kind}/{subjects[0]}" if len(subjects) == 1 else f"{kind}s"
