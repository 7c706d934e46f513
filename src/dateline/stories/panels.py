"""Edit screens of stories and company pages, in the newsroom's words."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from dateline.stories.edit_screen import Checkboxes


class DecidedElsewherePanel(FieldPanel):
    """A field of the form that the screen does not show: the publishing dialog asks for it."""

    class BoundPanel(FieldPanel.BoundPanel):
        """Never shown. Scripts and other doors may still send it."""

        def is_shown(self) -> bool:
            return False


_CHANGE = MultiFieldPanel(
    [FieldPanel("change_kind"), FieldPanel("change_summary")],
    heading=_("What is this change?"),
    help_text=_("Readers see “Updated” move for everything but a typo. Corrections carry a public notice."),
)
_STORY = [
    TitleFieldPanel(
        "title",
        heading=_("Headline"),
        placeholder=_("Headline"),
        help_text=_("What happened. The panel “Lengths” shows how it will look."),
    ),
    FieldPanel("standfirst", help_text=_("One or two sentences; fronts show them too.")),
    InlinePanel(
        "bylines",
        heading=_("Byline"),
        label=_("name"),
        panels=[FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")])],
    ),
    FieldPanel("lead_picture", heading=_("Lead picture")),
    # Mostly the picture brings both.
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("lead_caption"), FieldPanel("lead_credit")])],
        heading=_("Caption and credit"),
        classname="collapsed",
    ),
    FieldPanel(
        "body",
        heading=_("Text"),
        help_text=_("Write or paste. Type / for pictures, quotations and other parts."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("label"), FieldPanel("language")]),
            FieldRowPanel(
                [
                    FieldPanel("kicker", help_text=_("A word or two above the headline.")),
                    FieldPanel("dateline_place"),
                ]
            ),
        ],
        heading=_("What it is"),
    ),
    DecidedElsewherePanel("change_kind"),
    DecidedElsewherePanel("change_summary"),
]
_LISTS = [
    FieldPanel("short_headline"),
    FieldPanel("topics", widget=Checkboxes),
    FieldPanel("series", widget=Select),
    InlinePanel(
        "chosen_related",
        heading=_("Related stories"),
        label=_("related story"),
        panels=[
            PageChooserPanel("target", "paper_stories.StoryPage"),
            FieldPanel("wanted_headline", read_only=True),
        ],
        help_text=_("Places that you leave empty fill themselves with the nearest stories."),
    ),
    FieldPanel(
        "slug",
        heading=_("Address"),
        help_text=_("Made from the headline. If it changes later, the old one leads to the new one."),
    ),
    FieldPanel(
        "search_description", help_text=_("For search engines and shared links; empty: the standfirst.")
    ),
]
_NOTES = [
    PublishingPanel(),
    FieldPanel("published_at"),
    FieldPanel("content_note"),
    FieldPanel("age_rating"),
    FieldPanel("legal_labels"),
    CommentPanel(),
]
STORY_SCREEN = TabbedInterface(
    [
        ObjectList(_STORY, heading=_("Story"), classname="desk-story"),
        ObjectList(_LISTS, heading=_("Lists and links")),
        ObjectList(_NOTES, heading=_("Dates and notes")),
    ]
)
COMPANY_PANELS = [FieldPanel("title"), FieldPanel("body"), _CHANGE]
COMPANY_PROMOTE_PANELS = [
    FieldPanel("slug", heading=_("Address")),
    FieldPanel("language"),
    FieldPanel("order"),
    FieldPanel("in_footer"),
    FieldPanel("search_description"),
]
