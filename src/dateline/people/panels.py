"""Edit screen of a contributor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

CONTRIBUTOR_PANELS = [
    TitleFieldPanel("name", placeholder=_("Name as printed")),
    FieldRowPanel([FieldPanel("role_title"), FieldPanel("sort_name")]),
    FieldPanel("portrait"),
    FieldPanel("bio"),
    FieldPanel("email"),
    MultiFieldPanel([FieldPanel("slug"), FieldPanel("has_page")], heading=_("Author page")),
]
