"""What each role may do, as data. ``docs/reference/roles.md`` is the same table for people."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.sections.permissions import MAY_CHANGE_STRUCTURE
from dateline.users.choices import Role

DESK = "wagtailadmin.access_admin"
STRUCTURE = (MAY_CHANGE_STRUCTURE,)
ALL_PAGE_RULES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def _all_of(app_label: str, *models: str) -> tuple[str, ...]:
    return tuple(
        f"{app_label}.{verb}_{model}" for model in models for verb in ("add", "change", "delete", "view")
    )


def _kept_up(app_label: str, *models: str) -> tuple[str, ...]:
    """Add and change, but never delete: a deleted name is gone from every story that had it."""
    return tuple(f"{app_label}.{verb}_{model}" for model in models for verb in ("add", "change", "view"))


BYLINES_AND_TOPICS = (
    *_kept_up("paper_people", "contributor"),
    *_kept_up("paper_sections", "topic", "series"),
)
NAMES = _kept_up("paper_entities", "entity")
HOUSE_STYLE = _all_of("paper_copydesk", "houserule", "dictionaryword", "rulesetting")
FRONTS = _kept_up("paper_fronts", "front")
EDITORIAL = (
    *_all_of("paper_people", "contributor"),
    *_all_of("paper_sections", "topic", "series"),
    *_all_of("paper_entities", "entity"),
    *_all_of("paper_fronts", "front"),
    *_all_of("wagtailredirects", "redirect"),
    *_all_of("paper_users", "user"),
    *HOUSE_STYLE,
    "paper_alerts.change_alertsettings",
    "paper_archive.import_archive",
    "paper_feeds.manage_partners",
    "paper_paper.change_papersettings",
    "paper_publishing.lift_embargo",
    "paper_publishing.take_down",
    "paper_social.manage_channels",
    *STRUCTURE,
)
WORKFLOWS = _all_of("wagtailcore", "workflow", "task")
TECHNICAL = (*_all_of("auth", "group"), *_all_of("wagtailcore", "site", "collection"), *WORKFLOWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """What the group of one role is given when it is made."""

    pages: tuple[str, ...] = ()
    """Wagtail's rules on the home page, so on every section; a copy of the group can have them on one."""
    pictures: tuple[str, ...] = ()
    """Rules on all pictures: ``add`` lets people change their own."""
    documents: tuple[str, ...] = ()
    """Rules on all documents."""
    permissions: tuple[str, ...] = ()
    """Permissions by full name, besides the way into the desk."""


GRANTS: dict[Role, Grants] = {
    Role.REPORTER: Grants(pages=("add",), pictures=("add", "choose"), documents=("add", "choose")),
    Role.EDITOR: Grants(
        pages=("add", "change", "publish", "lock", "unlock"),
        pictures=("add", "change", "choose"),
        documents=("add", "change", "choose"),
        permissions=(*BYLINES_AND_TOPICS, *NAMES, *FRONTS),
    ),
    Role.COPY_EDITOR: Grants(
        pages=("change",),
        pictures=("change", "choose"),
        documents=("choose",),
        permissions=(*BYLINES_AND_TOPICS, *NAMES, *HOUSE_STYLE),
    ),
    Role.PHOTO_EDITOR: Grants(pictures=("add", "change", "choose")),
    Role.LISTINGS_EDITOR: Grants(),
    Role.EDITOR_IN_CHIEF: Grants(
        pages=ALL_PAGE_RULES,
        pictures=("add", "change", "choose"),
        documents=("add", "change", "choose"),
        permissions=EDITORIAL,
    ),
    Role.ADMINISTRATOR: Grants(
        pages=ALL_PAGE_RULES,
        pictures=("add", "change", "choose"),
        documents=("add", "change", "choose"),
        permissions=(*EDITORIAL, *TECHNICAL),
    ),
}
