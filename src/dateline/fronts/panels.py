"""Edit screens of fronts."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel

HOME_PANELS = [FieldPanel("title")]
FRONT_PANELS = [
    FieldPanel("section", widget=Select),
    InlinePanel(
        "slots",
        heading=_("Chosen stories"),
        label=_("story"),
        panels=[
            PageChooserPanel("story", "paper_stories.StoryPage"),
            FieldRowPanel([FieldPanel("zone"), FieldPanel("until")]),
        ],
        help_text=_("Places that you leave empty fill themselves with the newest stories."),
    ),
]
