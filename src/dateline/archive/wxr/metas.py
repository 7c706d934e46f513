"""What well-known plug-ins keep in a post's custom fields."""

from __future__ import annotations

from collections.abc import Mapping

SUBTITLES = (
    "_subtitle", "subtitle", "wps_subtitle", "kia_subtitle", "secondary_title", "_secondary_title",
    "sub_title", "_sub_title", "post_subtitle", "_post_subtitle", "newspaper_subtitle", "standfirst",
    "lead", "_lead", "dek", "deck", "subheadline", "sub_headline", "subheading", "podzagolovok",
    "article_subtitle",
)  # fmt: skip
DESCRIPTIONS = (
    "_yoast_wpseo_metadesc", "_aioseo_description", "_aioseop_description", "rank_math_description",
    "_seopress_titles_desc", "_genesis_description", "_su_description", "the_seo_framework_description",
)  # fmt: skip
PRIMARY = (
    "_yoast_wpseo_primary_category",
    "rank_math_primary_category",
    "_primary_category",
    "epc_primary_category",
)
LABELS = ("kicker", "_kicker", "label", "rubric", "post_label")
CREDITS = ("photo_credit", "_photo_credit", "image_credit", "featured_image_credit", "photo_author")
CAPTIONS = ("featured_image_caption", "photo_caption", "image_caption", "_cybocfi_caption")
_READ = frozenset((*SUBTITLES, *DESCRIPTIONS, *PRIMARY, *LABELS, *CREDITS, *CAPTIONS))
_NOISE = (
    "views",
    "post_views",
    "post_views_count",
    "ratings_",
    "dsq_",
    "syndication_",
    "essb_",
    "footnotes",
    "om_",
)


def first_of(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Return the first of some fields that says something."""
    return next((meta[name].strip() for name in names if meta.get(name, "").strip()), "")


def unread(meta: Mapping[str, str]) -> list[str]:
    """Return the names of custom fields that people filled and nothing here reads."""
    return [
        f"field {name}"
        for name, value in meta.items()
        if name not in _READ and not name.startswith(("_", *_NOISE)) and value.strip()
    ]
