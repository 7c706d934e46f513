"""Let stories and the copy desk meet."""

from dateline.copydesk.side_panel import CopyDeskSidePanel
from dateline.copydesk.sources import register
from dateline.desk.copy_checks.publishing_stops import stops_of_story
from dateline.desk.copy_checks.story_texts import stories_source
from dateline.publishing.publications import register_check
from dateline.stories.side_panels import register_side_panel


def connect_copy_desk() -> None:
    """Register the stories as texts to be checked, the panel beside them, and what stops publishing."""
    register(stories_source())
    register_side_panel(CopyDeskSidePanel)
    register_check("story", stops_of_story)
