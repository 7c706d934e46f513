"""Put stories and company pages on the desk."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.documents.models import Document
from wagtail.permissions import register_permission_policy

from dateline.media.models import Picture
from dateline.stories.file_permissions import own_until_public
from dateline.stories.viewsets import company_pages_viewset, stories_viewset, story_viewset

# For the exact class, because Wagtail's own apps come after ours and would register theirs on top.
register_permission_policy(
    Picture, own_until_public(Picture, auth_model="wagtailimages.Image"), exact_class=True
)
register_permission_policy(
    Document, own_until_public(Document, auth_model="wagtaildocs.Document"), exact_class=True
)


@hooks.register("register_admin_viewset")
def register_story_screens() -> list[ViewSet]:
    return [stories_viewset, story_viewset, company_pages_viewset]
