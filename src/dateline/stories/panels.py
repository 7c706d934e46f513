"""Edit screens of stories and company pages, in the newsroom's words."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)

_CHANGE = MultiFieldPanel(
    [FieldPanel("change_kind"), FieldPanel("change_summary")],
    heading=_("If this is already published: what is this change?"),
    help_text=_("Readers see “Updated” move for everything but a typo. Corrections carry a public notice."),
)

STORY_PANELS = [
    FieldPanel("kicker"),
    TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline")),
    FieldPanel("standfirst"),
    InlinePanel(
        "bylines", label=_("Byline"), panels=[FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")])]
    ),
    FieldRowPanel([FieldPanel("dateline_place"), FieldPanel("label"), FieldPanel("language")]),
    MultiFieldPanel(
        [FieldPanel("lead_picture"), FieldPanel("lead_caption"), FieldPanel("lead_credit")],
        heading=_("Lead picture"),
    ),
    FieldPanel("body"),
    _CHANGE,
]
STORY_PROMOTE_PANELS = [
    FieldPanel("short_headline"),
    FieldPanel("slug", heading=_("Address")),
    FieldPanel("topics"),
    FieldPanel("series"),
    InlinePanel(
        "chosen_related",
        label=_("Related story"),
        panels=[
            PageChooserPanel("target", "paper_stories.StoryPage"),
            FieldPanel("wanted_headline", read_only=True),
        ],
    ),
    FieldPanel("search_description"),
]
STORY_SETTINGS_PANELS = [
    FieldPanel("published_at"),
    MultiFieldPanel(
        [
            FieldPanel("go_live_at", heading=_("Publish at")),
            FieldPanel("expire_at", heading=_("Unpublish at")),
        ],
        heading=_("Schedule"),
    ),
    FieldPanel("content_note"),
    FieldPanel("age_rating"),
    FieldPanel("legal_labels"),
    CommentPanel(),
]
COMPANY_PANELS = [FieldPanel("title"), FieldPanel("body"), _CHANGE]
COMPANY_PROMOTE_PANELS = [
    FieldPanel("slug", heading=_("Address")),
    FieldPanel("language"),
    FieldPanel("order"),
    FieldPanel("in_footer"),
    FieldPanel("search_description"),
]
