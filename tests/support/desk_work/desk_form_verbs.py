"""The desk's lists of records: add, change and delete in their forms, one by one and many at once."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale

from dateline.entities.models import Entity
from dateline.fronts.models import Front
from dateline.lib.slugs import slug_from
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.sections.models import Series, Topic
from dateline.stories.models import StoryPage
from tests.factories.stories import jpeg
from tests.support.desk_work.names import NEW_SERIES, NEW_TOPICS, NEWCOMERS
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import Somebody

ENTITIES = "wagtailsnippets_paper_entities_entity"
RECORDS: dict[str, Any] = {
    "people": Contributor,
    "topics": Topic,
    "series": Series,
    "fronts": Front,
    ENTITIES: Entity,
    "wagtaildocs": Document,
    "wagtailimages": Picture,
}
ADDED = {"people": NEWCOMERS, "topics": NEW_TOPICS, "series": NEW_SERIES}


class DeskFormVerbs(Somebody):
    """What is sent by the forms of records that are no pages."""

    @verb
    def add_in_form(self) -> None:
        namespace = self.choices.pick(list(ADDED))
        name, address = self.choices.pick(ADDED[namespace]), reverse(f"{namespace}:add")
        self.send(address, self.form(address, name=name, slug=slug_from(name)))

    @verb
    def copy_record_in_form(self) -> None:
        namespace = self.in_turn(list(ADDED))
        address = reverse(f"{namespace}:copy", args=[self.any_of(RECORDS[namespace]).pk])
        name = self.choices.pick(ADDED[namespace])
        self.send(address, self.form(address, name=name, slug=slug_from(name)))

    @weighty(2)
    def edit_record_in_form(self) -> None:
        namespace, number = self.choices.pick(("topics", "series", "wagtaildocs")), self.choices.number(1, 9)
        address = reverse(f"{namespace}:edit", args=[self.any_of(RECORDS[namespace]).pk])
        changes = {"title": f"Tides in form {number}"} if namespace == "wagtaildocs" else {}
        changes = changes or {"description": f"In form {number}"}
        self.send(address, self.form(address, **changes))

    @verb
    def edit_names_in_form(self) -> None:
        """Rename an entity on its own screen, with everything that belongs to it."""
        address = reverse(f"{ENTITIES}:edit", args=[self.any_of(Entity).pk])
        text = self.choices.pick(("Grey Gulls", "Pharos", "Old Gulls", "White Gulls"))
        form = self.form(address)
        if "names-0-text" not in form:
            raise NothingToDoError
        self.send(address, {**form, "names-0-text": text})

    @verb
    def delete_in_desk(self) -> None:
        """Delete a record on its own screen; what a story is made of stays."""
        namespace = self.in_turn(list(RECORDS))
        row = self.any_of(RECORDS[namespace])
        self.send(reverse(f"{namespace}:delete", args=[row.pk]))

    @verb
    def upload(self) -> None:
        number = self.count
        if self.choices.chance(50):
            address = reverse("wagtailimages:add")
            file = SimpleUploadedFile(f"up-{number}.jpg", jpeg(number), "image/jpeg")
        else:
            address = reverse("wagtaildocs:add")
            file = SimpleUploadedFile(f"up-{number}.txt", b"tides", "text/plain")
        self.send(address, self.form(address, title=f"Up {number}", credit="Pharos", file=file))

    @weighty(3)
    def file_in_collection(self) -> None:
        """Begin, rename or close a collection; put files into it or tag them."""
        match self.choices.number(0, 3) if Collection.objects.count() > 1 else 0:
            case 0:
                data = {"name": f"Drawer {self.count}", "parent": Collection.get_first_root_node().pk}
                self.send(reverse("wagtailadmin_collections:add"), data)
            case 1:
                found = self.any_of(Collection.objects.filter(depth=2))
                address = reverse("wagtailadmin_collections:edit", args=[found.pk])
                self.send(address, self.form(address, name=f"Drawer {self.choices.number(1, 9)}"))
            case 2:
                found = self.any_of(Collection.objects.filter(depth=2))
                self.send(reverse("wagtailadmin_collections:delete", args=[found.pk]))
            case 3:
                found = self.any_of(Collection)
                address = reverse("wagtailadmin_collections:set_privacy", args=[found.pk])
                restriction = self.choices.pick(("none", "login"))
                self.send(address, {"restriction_type": restriction, "password": ""}, done=(200,))

    @verb
    def bulk_records(self) -> None:
        """Do one thing to several records of a list."""
        model = self.choices.pick(list(RECORDS.values()))
        is_file = model in (Picture, Document)
        action = self.choices.pick(("add_to_collection", "add_tags", "delete")) if is_file else "delete"
        chosen = self.choices.some(list(model.objects.order_by("pk")), most=2)
        if not chosen:
            raise NothingToDoError
        ids = "&".join(f"id={row.pk}" for row in chosen)
        address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
        data = {"collection": self.any_of(Collection).pk, "tags": "pier"}
        self.send(f"{address}?{ids}&next=/desk/", data)

    @verb
    def promote_in_search(self) -> None:
        """Put a story above what a search finds, or take it away; results are made for each reader."""
        query = Query.objects.filter(editors_picks__isnull=False).order_by("pk").first()
        if query is not None and self.choices.chance(50):
            self.send(reverse("wagtailsearchpromotions:delete", args=[query.pk]))
            return
        prefix, story = "editors_picks", self.any_of(StoryPage)
        data = {"query_string": f"gulls {self.choices.number(1, 3)}", f"{prefix}-TOTAL_FORMS": 1}
        data |= {f"{prefix}-{name}": count for name, count in (("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0))}
        data |= {f"{prefix}-MAX_NUM_FORMS": 1000, f"{prefix}-0-page": story.pk, f"{prefix}-0-ORDER": 1}
        data |= {f"{prefix}-0-description": "Read this", f"{prefix}-0-DELETE": ""}
        self.send(reverse("wagtailsearchpromotions:add"), data)

    @verb
    def add_or_drop_locale(self) -> None:
        """Wagtail's idea of languages. The paper does not switch it on, and no screen shows it."""
        other = Locale.objects.exclude(language_code="en").first()
        if other is None:
            Locale.objects.create(language_code="ru")
        else:
            other.delete()
