"""Edit screen of a section."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel

SECTION_PANELS = [
    TitleFieldPanel("title", heading=_("Name"), placeholder=_("Name")),
    FieldPanel("label"),
    FieldPanel("description"),
    InlinePanel("names", label=_("Name in another language")),
    MultiFieldPanel(
        [
            FieldPanel("order"),
            FieldPanel("in_navigation"),
            FieldPanel("is_opinion"),
            FieldPanel("is_light"),
        ],
        heading=_("In the paper"),
    ),
]
SECTION_PROMOTE_PANELS = [
    FieldPanel("slug", heading=_("Address")),
    FieldPanel("change_kind"),
    FieldPanel("change_summary"),
]
TOPIC_PANELS = [
    TitleFieldPanel("name", placeholder=_("Name")),
    FieldPanel("slug"),
    FieldPanel("description"),
]
SERIES_PANELS = [*TOPIC_PANELS, FieldPanel("oldest_first")]
