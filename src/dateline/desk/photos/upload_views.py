"""Many pictures at once: Wagtail's uploader, with what a photo editor needs beside each file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.forms import get_image_form
from wagtail.images.views.multiple import AddView, CreateFromUploadedImageView, EditView

from dateline.desk.photos.forms import WordsForm
from dateline.media.look_queries import open_pairs_of
from dateline.media.words import clean_text

FORM = "desk/photos/upload_form.html"


class UploadView(AddView):
    """Takes each file by itself: what is wrong with one is said beside it, and the others go on."""

    template_name = "desk/photos/upload.html"
    edit_form_template_name = FORM

    def get_upload_form_class(self) -> Any:
        """Only the file decides whether it is taken: everything else can be said afterwards."""
        return get_image_form(self.model, fields=("title", "file", "collection"))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "files[]" not in request.FILES:
            # What a proxy cut off, or a browser whose card was pulled out meanwhile.
            return JsonResponse({"success": False, "error_message": _("No file arrived. Try again.")})
        posted: Any = request.POST.copy()
        file: Any = request.FILES["files[]"]
        # A title that cannot be kept would cost the picture; the name of the file can be no worse.
        titles = (clean_text(text, 255) for text in (posted.get("title"), PurePath(file.name or "").stem))
        posted["title"] = next(filter(None, titles), _("Picture"))
        request.POST = posted
        return super().post(request)

    def get_edit_object_response_data(self) -> dict[str, Any]:
        data = {
            "success": True,
            self.context_object_id_name: self.object.pk,
            "form": render_to_string(
                self.edit_form_template_name, self.get_edit_object_form_context_data(), request=self.request
            ),
            "duplicate": False,
        }
        pairs = list(open_pairs_of(self.object)[:3])
        if pairs:
            data["duplicate"] = True
            data["confirm_duplicate_upload"] = render_to_string(
                "desk/photos/there_already.html",
                {
                    "picture": self.object,
                    "others": [
                        {
                            "picture": pair.older if pair.newer_id == self.object.pk else pair.newer,
                            "pair": pair,
                        }
                        for pair in pairs
                    ],
                    "delete_action": reverse(self.delete_object_url_name, args=(self.object.pk,)),
                },
                request=self.request,
            )
        return data

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        same = WordsForm(prefix="same")
        context = super().get_context_data(same=same, **kwargs)
        # Forms that come with the answers bring no scripts along.
        words = self.get_edit_form_class()(user=self.request.user)
        context["form_media"] = context["form_media"] + words.media + same.media
        return context


class UploadedWordsView(EditView):
    """Takes the words of one picture that was uploaded with others."""

    edit_form_template_name = FORM


class UploadedFileView(CreateFromUploadedImageView):
    """Makes a picture of a file that waited for its words."""

    edit_form_template_name = FORM
