"""Put stories and company pages on the desk."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from dateline.stories.viewsets import company_pages_viewset, stories_viewset, story_viewset


@hooks.register("register_admin_viewset")
def register_story_screens() -> list[ViewSet]:
    return [stories_viewset, story_viewset, company_pages_viewset]
