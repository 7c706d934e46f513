"""Names that the paper writes about: spellings, owners, labels."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dateline.entities.choices import Kind
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

GULLS, PHAROS, PORT = ("grey-gulls", "Grey Gulls"), ("pharos", "Pharos"), ("port", "Port Authority")


def entity(slug: str, name: str) -> Entity:
    """Return the organization, found or made."""
    found = Entity.objects.filter(slug=slug).first()
    if found is None:
        if EntityName.objects.filter(language="en", text__iexact=name).exists():
            raise NothingToDoError
        found = Entity.objects.create(kind=Kind.ORGANIZATION, slug=slug)
        EntityName.objects.create(entity=found, language="en", text=name, is_preferred=True)
    return found


class NameVerbs(Somebody):
    """What is done to names. The base paper's stories tell of the Grey Gulls, their pictures of Pharos."""

    @weighty(2)
    def label_entity(self) -> None:
        gulls, newest = entity(*GULLS), LegalLabel.objects.order_by("pk").last()
        LegalLabel.objects.create(
            entity=gulls,
            jurisdiction="PT",
            language="en",
            note=f"banned by court {newest.pk + 1 if newest else 1}",
            from_date=timezone.now().date() - timedelta(days=self.choices.pick((10, 1000))),
        )

    @verb
    def edit_label(self) -> None:
        label = self.any_of(LegalLabel)
        match self.choices.number(0, 2):
            case 0:
                label.is_active = not label.is_active
            case 1:
                label.note = f"named by court {label.pk}"
            case 2:
                label.from_date -= timedelta(days=400)
        label.save()

    @verb
    def drop_label(self) -> None:
        self.any_of(LegalLabel).delete()

    @verb
    def rename_entity(self) -> None:
        name = self.any_of(EntityName)
        name.text = self.choices.pick(("Grey Gulls", "Pharos", "Old Gulls", "White Gulls"))
        others = EntityName.objects.filter(language=name.language, text__iexact=name.text).exclude(pk=name.pk)
        if others.exists():
            raise NothingToDoError
        name.save()

    @verb
    def own_agency(self) -> None:
        agency = entity(*self.choices.pick((PHAROS, PORT)))
        OwnershipNote.objects.filter(entity=agency).delete()
        if not self.choices.chance(30):
            text = f"owned by pier {self.choices.number(1, 9)}"
            OwnershipNote.objects.create(entity=agency, language="en", text=text)

    @verb
    def change_owner(self) -> None:
        agency = entity(*PHAROS)
        agency.owner = None if agency.owner_id else entity(*PORT)
        agency.save()

    @verb
    def delete_entity(self) -> None:
        self.any_of(Entity).delete()
