"""The blocks that a story's body is made of. Their names are part of the record and never change."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE_FEATURES = ["bold", "italic", "link", "superscript", "subscript", "strikethrough", "ul", "ol"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text: one paragraph, or several that were pasted together, and lists."""

    def __init__(self, **kwargs: Any) -> None:
        # A new story begins with an empty one; publishing leaves those out, see ``page_forms``.
        super().__init__(features=INLINE_FEATURES, required=False, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class SubheadingBlock(blocks.CharBlock):
    """A heading inside the story."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    class Meta:
        icon = "title"
        label = _("Subheading")


class PictureBlock(blocks.StructBlock):
    """One picture with its caption."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, max_length=600, label=_("Caption"), help_text=_("Empty: the picture’s own caption.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(blocks.StructBlock):
    """Several pictures together."""

    title = blocks.CharBlock(required=False, max_length=200, label=_("Title"))
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Gallery")


class PullQuoteBlock(blocks.StructBlock):
    """A quotation set large."""

    quote = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks."))
    attribution = blocks.CharBlock(required=False, max_length=200, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class FactBoxBlock(blocks.StructBlock):
    """Background in a box."""

    title = blocks.CharBlock(max_length=200, label=_("Title"))
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Fact box")


class EmbedBlock(blocks.StructBlock):
    """Something from elsewhere. Nothing is asked of the provider before the reader clicks."""

    provider = blocks.CharBlock(max_length=80, label=_("Provider"), help_text=_("Such as YouTube."))
    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(max_length=200, label=_("What it shows"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["url"].startswith("https://"):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Expected an address that begins with https://."))}
            )
        return cleaned

    class Meta:
        icon = "media"
        label = _("Embed")


class StoryTableBlock(blocks.StructBlock):
    """A table of plain cells."""

    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))
    table = TableBlock(
        label=_("Table"),
        table_options={"minSpareRows": 0, "startRows": 3, "startCols": 3, "renderer": "text"},
    )

    class Meta:
        icon = "table"
        label = _("Table")


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("Title"))

    class Meta:
        icon = "doc-full"
        label = _("Document")


class RelatedStoryBlock(blocks.StructBlock):
    """A link to another story inside the text."""

    story = blocks.PageChooserBlock(page_type="paper_stories.StoryPage", label=_("Story"))

    class Meta:
        icon = "link"
        label = _("Related story")


class BodyBlock(blocks.StreamBlock):
    """The body of a story."""

    paragraph = ParagraphBlock()
    subheading = SubheadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    pull_quote = PullQuoteBlock()
    fact_box = FactBoxBlock()
    embed = EmbedBlock()
    table = StoryTableBlock()
    document = DocumentBlock()
    related_story = RelatedStoryBlock()

    class Meta:
        required = False
