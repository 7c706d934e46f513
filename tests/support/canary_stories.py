"""Stories with invented words in all that they are made of; run inside a paper, by ``dateline manage shell``.

None of the words is in an address: those of topics and people may be asked for without telling of a story.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from dateline.feeds.choices import HubKind
from dateline.feeds.models import Republishing
from dateline.feeds.partner_actions import make_partner
from dateline.feeds.partner_feed_actions import make_partner_feed
from dateline.feeds.partner_feeds import address_of
from dateline.feeds.webhooks.actions import make_webhook
from dateline.feeds.websub.actions import choose_hub
from dateline.fronts.models import Front
from dateline.lib.feed_addresses import Format
from dateline.media.actions import make_renditions
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page, schedule_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishing.requests import Wish
from dateline.sections.models import Series, Topic
from dateline.social.account_actions import make_channel, switch_channel
from dateline.social.pieces import USUAL_TEMPLATE
from dateline.stories.models import Byline, StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft, picture
from tests.support.canary_words import WORDS


def canary(name: str, *, within: str) -> StoryPage:
    """Return a draft with these words in headline, text, pictures, people, topic, series and file."""
    word, other = WORDS[name]
    document = get_document_model().objects.create(
        title=f"Paper on {other}", file=ContentFile(other.encode(), name=f"{name}.txt")
    )
    person = Contributor.objects.create(name=f"Ada {word.title()}", slug=f"canary-{name}")
    topic = Topic.objects.create(name=f"Matter of {word}", slug=f"canary-{name}")
    lead = picture(caption=f"A {word} on the pier", credit=f"Cam {other.title()}", description=f"One {word}.")
    story = draft(
        f"The {word} report",
        slug=f"canary-{name}",
        within=within,
        standfirst=f"In brief: {word}.",
        kicker=f"On {word}",
        body=[
            ("paragraph", f'<p>A {other} sails; <a linktype="document" id="{document.pk}">read it</a>.</p>'),
            ("subheading", f"Why {word}"),
            ("picture", {"picture": picture(caption=f"Another {other}"), "caption": f"Seen: {other}"}),
        ],
        series=Series.objects.create(name=f"Times of {word}", slug=f"canary-{name}"),
        lead_picture=lead,
    )
    make_renditions(picture=lead)
    story.bylines = [Byline(contributor=person, role="words")]
    story.topics.set([topic])
    story.save()
    return story


def settle(*, within: str, receiver: str, channels: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Let everybody listen who can be told, publish two canaries and hold one; return what names them."""
    now, chief = timezone.now(), member(Role.EDITOR_IN_CHIEF)
    Republishing.objects.create(is_on=True)
    choose_hub(kind=HubKind.OWN, by=chief)
    partner = make_partner(name="The Island Echo", by=chief, at=now)
    make_webhook(partner=partner, url=receiver, by=chief, at=now)
    feed, words = make_partner_feed(partner=partner, title="All", has_pictures=True, by=chief, at=now)
    for service, of in channels.items():
        fields = {"name": service, "template": USUAL_TEMPLATE, **of["fields"]}
        made = make_channel(service=service, fields=fields, secret=of["secret"], by=chief, at=now)
        switch_channel(channel=made, is_on=True, by=chief)
    stories = {name: canary(name, within=within) for name in WORDS}
    for name in ("open", "killed"):
        publish_page(page=stories[name], by=chief, at=timezone.now())
    held, ends = stories["held"], now + timedelta(days=1)
    held.save_revision()
    set_embargo(page=held, until=ends, words="Ministry", by=chief, at=now)
    home = Front.objects.get(section=None)
    wish = Wish("front", {"front": home.pk, "zone": "lead", "until": None})
    schedule_page(page=held, by=chief, at=ends, wishes=[wish])
    return {
        "addresses": {name: story.public_path() for name, story in stories.items()},
        "uuids": {name: str(story.uuid) for name, story in stories.items()},
        "feeds": [address_of(words, form=form) for form in Format],
        "feed": feed.pk,
    }


def kill() -> None:
    """Take the story down and withhold what it said."""
    take_down(
        page=StoryPage.objects.get(slug="canary-killed"),
        by=member(Role.EDITOR_IN_CHIEF),
        reason=RemovalReason.SAFETY,
        withholds_content=True,
    )
