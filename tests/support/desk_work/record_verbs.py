"""Records that many pages show: contributors, topics, series, the paper's settings."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import AlertSettings, PushIdentity
from dateline.feeds.choices import HubKind
from dateline.feeds.models import Republishing
from dateline.feeds.partner_actions import set_republishing
from dateline.feeds.websub.actions import choose_hub
from dateline.lib.slugs import slug_from
from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.sections.models import Series, Topic
from tests.support.desk_work.names import NEW_SERIES, NEW_TOPICS, NEWCOMERS
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody


class RecordVerbs(Somebody):
    """What is done to records."""

    @weighty(2)
    def edit_contributor(self) -> None:
        person, number = self.any_of(Contributor), self.choices.number(1, 9)
        match self.choices.number(0, 4):
            case 0:
                person.name = f"{person.name.split(' (')[0]} ({number})"
            case 1:
                person.has_page = not person.has_page
            case 2:
                person.role_title = f"Captain {number}"
            case 3:
                person.bio = f"Writes since {number}."
            case 4:
                person.portrait = None if person.portrait_id else self.any_of(Picture)
        person.save()

    @verb
    def move_contributor(self) -> None:
        """Change the address of a contributor, to one that was asked for before or not."""
        person = self.any_of(Contributor)
        slug = self.choices.pick(("moved-author", *map(slug_from, NEWCOMERS)))
        if Contributor.objects.filter(slug=slug).exists():
            raise NothingToDoError
        person.slug = slug
        person.save()

    @verb
    def add_or_drop_contributor(self) -> None:
        name = self.choices.pick(NEWCOMERS)
        found = Contributor.objects.filter(slug=slug_from(name)).first()
        if found is None:
            Contributor.objects.create(name=name, slug=slug_from(name))
        else:
            found.delete()

    @verb
    def edit_topic(self) -> None:
        found, number = self.any_of(Topic), self.choices.number(1, 9)
        if self.choices.chance(40):
            found.description = f"Of {number}."
        else:
            found.name = f"{found.name.split()[0]} {number}"
        if Topic.objects.filter(name=found.name).exclude(pk=found.pk).exists():
            raise NothingToDoError
        found.save()

    @verb
    def add_move_or_drop_topic(self) -> None:
        name = self.choices.pick(NEW_TOPICS)
        found = Topic.objects.filter(Q(slug=slug_from(name)) | Q(name=name)).first()
        if found is not None:
            found.delete()
        elif self.choices.chance(50) or not Topic.objects.exists():
            Topic.objects.create(name=name, slug=slug_from(name))
        else:
            moved = self.any_of(Topic)
            moved.slug = slug_from(name)
            moved.save()

    @verb
    def edit_series(self) -> None:
        series = self.any_of(Series)
        match self.choices.number(0, 2):
            case 0:
                series.name = f"Piers {series.pk} {self.choices.number(1, 9)}"
            case 1:
                series.oldest_first = not series.oldest_first
            case 2:
                series.description = f"In {self.choices.number(1, 9)} parts"
        series.save()

    @verb
    def add_move_or_drop_series(self) -> None:
        name = self.choices.pick(NEW_SERIES)
        found = Series.objects.filter(Q(slug=slug_from(name)) | Q(name=name)).first()
        if found is not None:
            found.delete()
        elif self.choices.chance(50) or not Series.objects.exists():
            Series.objects.create(name=name, slug=slug_from(name))
        else:
            moved = self.any_of(Series)
            moved.slug = slug_from(name)
            moved.save()

    @verb
    def decide_on_republishing(self) -> None:
        is_on = Republishing.objects.filter(is_on=True).exists()
        set_republishing(
            is_on=not is_on or self.choices.chance(30), terms=f"Terms {self.choices.number(1, 9)}", by=None
        )

    @verb
    def choose_hub(self) -> None:
        kind = self.choices.pick(list(HubKind.values))
        url = "https://hub.example/" if kind == HubKind.OUTSIDE else ""
        if self.choices.chance(50):
            self.send(reverse("partners:hub"), {"kind": kind, "url": url})
        else:
            choose_hub(kind=kind, url=url, by=None)

    @verb
    def switch_alerts(self) -> None:
        """Let readers have alerts, or none any more."""
        found = AlertSettings.objects.first() or AlertSettings()
        found.is_on = not found.is_on
        found.save()

    @verb
    def make_key_of_alerts(self) -> None:
        """Do as the worker does when it finds alerts switched on, at first or after the key was lost."""
        found = PushIdentity.objects.first()
        if found is not None:
            found.delete()
        else:
            keep_identity(at=timezone.now())

    @weighty(2)
    def change_settings(self) -> None:
        settings = PaperSettings.objects.get()
        match self.choices.number(0, 6):
            case 0:
                settings.tagline = f"Number {self.choices.number(1, 9)}"
            case 1:
                settings.adds_legal_labels, settings.label_jurisdictions = (
                    not settings.adds_legal_labels,
                    "PT",
                )
            case 2:
                settings.name = f"The Post {self.choices.number(1, 9)}"
            case 3:
                settings.logo = None if settings.logo_id else self.any_of(Picture)
            case 4:
                text = f"Registered under {self.choices.number(1, 9)}"
                settings.imprint = [("line", {"language": "en", "text": text})]
            case 5:
                settings.tells_search_engines = not settings.tells_search_engines
            case 6:
                settings.keeps_read_stories = not settings.keeps_read_stories
        settings.save()
