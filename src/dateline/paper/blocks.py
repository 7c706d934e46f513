"""Lists inside the paper's settings. Kept as blocks, so that the settings are read with one query."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ImprintLineBlock(blocks.StructBlock):
    """A line of the imprint, such as a registration, in one language."""

    language = blocks.CharBlock(
        max_length=12, default="en", label=_("Language"), help_text=_("Such as en or ru.")
    )
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "form"
        label = _("Imprint line")


class SocialLinkBlock(blocks.StructBlock):
    """An account of the paper elsewhere."""

    name = blocks.CharBlock(max_length=60, label=_("Name"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")
