"""What each role looks at on the desk, and the accounts for it."""

from __future__ import annotations

import json
from typing import Any

from tests.keeping.newsroom import PASSWORD
from tests.support.paper_process import PaperProcess
from tests.support.report_tour import EDITOR_STOPS, READER, READER_STOPS, REPORT_IN, Stop

LENGTHS = "[data-side-panel-toggle=lengths]"
COPY_DESK = "[data-side-panel-toggle=copydesk]"


HOME = Stop("home", "/desk/")
ROLES: dict[str, tuple[Stop, ...]] = {
    "reporter": (
        HOME,
        Stop("new-story", "/desk/pages/add/paper_stories/storypage/{section}/"),
        Stop("writing", "/desk/pages/{draft}/edit/", (LENGTHS,)),
        Stop("planning", "/desk/planning/"),
        Stop("security", "/desk/security/", is_in_guide=False),
    ),
    "section-editor": (
        HOME,
        Stop("stories", "/desk/stories/"),
        Stop("publish", "/desk/publish/{handed}/"),
        Stop("calendar", "/desk/planning/calendar/"),
        Stop("share", "/desk/share/{draft}/", is_in_guide=False),
        Stop("embargo", "/desk/embargo/{draft}/", is_in_guide=False),
        *EDITOR_STOPS,
    ),
    "copy-editor": (
        HOME,
        Stop("checks", "/desk/pages/{handed}/edit/", (COPY_DESK,)),
        Stop("report", "/desk/copydesk/report/", is_in_guide=False),
    ),
    "photo-editor": (
        HOME,
        Stop("pictures", "/desk/images/"),
        Stop("upload", "/desk/images/multiple/add/"),
        Stop("picture", "/desk/images/{picture}/"),
        Stop("twice", "/desk/photos/twice/", is_in_guide=False),
        Stop("uses", "/desk/images/usage/{picture}/", is_in_guide=False),
    ),
    "listings-editor": (HOME,),
    "editor-in-chief": (
        HOME,
        Stop("front", "/desk/fronts/edit/{front}/"),
        Stop("breaking", "/desk/breaking/", is_in_guide=False),
        Stop("alerts", "/desk/alerts/", is_in_guide=False),
        Stop("new-alert", "/desk/alerts/new/{public}/", is_in_guide=False),
        Stop("alert-settings", "/desk/settings/paper_alerts/alertsettings/", is_in_guide=False),
        Stop("plans", "/desk/plans/"),
        Stop("new-plan", "/desk/plans/add/", is_in_guide=False),
        Stop("delivery", "/desk/reports/delivery/", is_in_guide=False),
        Stop("imports", "/desk/imports/", is_in_guide=False),
        Stop("partners", "/desk/partners/", is_in_guide=False),
        Stop("hub", "/desk/partners/hub/", is_in_guide=False),
        Stop("channels", "/desk/channels/", is_in_guide=False),
        Stop("new-channel", "/desk/channels/new/telegram/", is_in_guide=False),
    ),
    "administrator": (
        HOME,
        Stop("staff", "/desk/users/"),
        Stop("staff-member", "/desk/users/edit/{member}/", is_in_guide=False),
        Stop("staff-security", "/desk/staff-security/{member}/"),
        Stop("accounts", "/desk/reports/accounts/", is_in_guide=False),
    ),
    READER: READER_STOPS,
}
# Run by ``dateline manage shell``: it has the paper's settings, the tests have their own.
SETTLE_IN = """
import json
import uuid
from datetime import timedelta
from django.contrib.auth.models import Group
from django.utils import timezone
from dateline.alerts.actions import call_off, write_alert
from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import AlertSettings
from dateline.alerts.queries import publication_of
from dateline.fronts.breaking_actions import begin_breaking
from dateline.fronts.models import Front
from dateline.media.models import Picture
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
for role in Role:
    name = role.value.lower().replace("editors-in", "editor-in").removesuffix("s").replace(" ", "-")
    user = User(username=name, email=name + "@demo.example")
    user.first_name, user.last_name = {names!r}[name]
    user.set_password({password!r})
    user.save()
    user.groups.add(Group.objects.get(name=role))
reporter = User.objects.get(username="reporter")
section = SectionPage.objects.live().order_by("pk").first()
def story(slug, title):
    made = StoryPage(slug=slug, title=title, live=False, owner=reporter, **{story!r})
    section.add_child(instance=made)
    made.save_revision(user=reporter)
    return made
draft = story("harbour-opens-early", "Harbour opens its gates a week early")
handed = story("night-ferry-returns", "The night ferry returns after eleven years")
handed.get_workflow().start(handed, reporter)
front, picture = (model.objects.order_by("pk").first() for model in (Front, Picture))
now, public = timezone.now(), StoryPage.objects.newest().first()
until, line = now + timedelta(hours=2), "The bridge is closed to all traffic"
begin_breaking(text=line, story=public, until=until, by=None, at=now)
AlertSettings.objects.create(is_on=True, quiet_from=0, quiet_until=23)
keep_identity(at=now)
def alert(subject, text):
    told = dict(publication=publication_of(public), title=line, text=text, language="en", hours=4)
    return write_alert(key=uuid.uuid4(), subject=subject, ignores_quiet=False, by=reporter, at=now, **told)
call_off(alert=alert("breaking", ""), by=reporter, at=now)
alert("section-" + str(section.pk), "A crack was found this morning. Trams go as far as the market.")
places = dict(section=section, draft=draft, handed=handed, front=front, picture=picture, member=reporter)
places.update(public=public)
places = dict((name, found.pk) for name, found in places.items())
"""
STORY = {
    "standfirst": "The council wants to see the first boats before the festival.",
    "body": [
        ("paragraph", "<p>The gates open on Monday. “We could of waited”, said the mayor.</p>"),
        ("subheading", "Boats are ready"),
        ("paragraph", "<p>The the first ferry leaves at 8 a.m., the harbour master said.</p>"),
    ],
}
NAMES = {
    "reporter": ("Rita", "Sandoval"),
    "section-editor": ("Samir", "Aziz"),
    "copy-editor": ("Clara", "Berg"),
    "photo-editor": ("Pavel", "Orlov"),
    "listings-editor": ("Lena", "Marsh"),
    "editor-in-chief": ("Edith", "Moreau"),
    "administrator": ("Adam", "Kite"),
}


def settle_in(paper: PaperProcess) -> dict[str, Any]:
    """Make accounts, drafts, reports and a correction, start the paper, and return what names them."""
    code = f"{SETTLE_IN}{REPORT_IN}print('PLACES', json.dumps(places))\n"
    code = code.format(names=NAMES, password=PASSWORD, story=STORY)
    said = paper.run("manage", "shell", "-v", "0", "-c", code)
    places: dict[str, Any] = json.loads(said.rsplit("PLACES", 1)[1])
    paper.start()
    return places
