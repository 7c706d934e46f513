"""Records that many pages show: contributors, topics, series, names, the paper's settings."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dateline.entities.choices import Kind as EntityKind
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.sections.models import Series, Topic
from tests.support.desk_work.base import DeskBase
from tests.support.desk_work.outcome import verb


def entity(slug: str, name: str) -> Entity:
    """Return the organization, found or made."""
    found = Entity.objects.filter(slug=slug).first()
    if found is None:
        found = Entity.objects.create(kind=EntityKind.ORGANIZATION, slug=slug)
        EntityName.objects.create(entity=found, language="en", text=name, is_preferred=True)
    return found


class RecordVerbs(DeskBase):
    """What is done to records."""

    @verb
    def rename_contributor(self) -> None:
        person = self.any_of(Contributor)
        person.name += " Jr."
        person.save()

    @verb
    def hide_contributor(self) -> None:
        person = self.any_of(Contributor)
        person.has_page = not person.has_page
        person.save()

    @verb
    def rename_topic(self) -> None:
        found = self.any_of(Topic)
        found.name += "s"
        found.save()

    @verb
    def rename_series(self) -> None:
        series = self.any_of(Series)
        series.name, series.oldest_first = f"Piers {self.choices.number(1, 9)}", not series.oldest_first
        series.save()

    @verb
    def label_entity(self) -> None:
        LegalLabel.objects.create(
            entity=entity("grey-gulls", "Grey Gulls"),
            jurisdiction="PT",
            language="en",
            note=f"banned by court {LegalLabel.objects.count()}",
            from_date=timezone.now().date() - timedelta(days=self.choices.pick((10, 1000))),
        )

    @verb
    def drop_label(self) -> None:
        self.any_of(LegalLabel).delete()

    @verb
    def own_agency(self) -> None:
        agency = entity("pharos", "Pharos")
        OwnershipNote.objects.filter(entity=agency).delete()
        text = f"owned by pier {self.choices.number(1, 99)}"
        OwnershipNote.objects.create(entity=agency, language="en", text=text)

    @verb
    def change_settings(self) -> None:
        settings = PaperSettings.objects.get()
        settings.tagline = f"Number {self.choices.number(1, 99)}"
        settings.adds_legal_labels, settings.label_jurisdictions = not self.choices.chance(30), "PT"
        settings.save()
