"""House rules: tried when saved, kept as versions, counted, demoted when nobody follows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.copydesk.actions import demote_if_unloved
from dateline.copydesk.choices import Severity, State
from dateline.copydesk.models import FindingRecord, HouseRule, HouseRuleVersion, PaperCheck, RuleSetting
from dateline.copydesk.queries import desk_for, open_blockers, rule_figures
from dateline.desk.copy_checks.story_texts import text_of
from dateline.entities.models import Entity, EntityName, LegalLabel
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page
from dateline.publishing.errors import PublicationRefusedError
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.stories import draft, published

pytestmark = pytest.mark.any_database

FIELDS: dict[str, Any] = {
    "name": "Kyiv",
    "kind": "wordlist",
    "language": "en",
    "pattern": "Kiev = Kyiv",
    "replacement": "",
    "severity": "warning",
    "any_case": "on",
    "message": "",
    "why": "",
    "must_match": "in Kiev\nKiev again",
    "must_not_match": "in Kyiv\nKievan",
    "is_active": "on",
}


def rule(**fields: Any) -> HouseRule:
    made = {**FIELDS, "any_case": True, "is_active": True, **fields}
    return HouseRule.objects.create(**made)


def save(client: Client, **fields: Any) -> Any:
    return client.post(
        reverse("wagtailsnippets_paper_copydesk_houserule:add"), {**FIELDS, **fields}, follow=True
    )


def test_rule_is_kept_with_its_versions_and_says_how_often_it_would_have_fired(copy_editor: Client) -> None:
    published("Trains to Kiev", body=[("paragraph", "<p>Kiev and Kiev.</p>")])

    answer = save(copy_editor)

    assert "it would have fired 3 times" in answer.content.decode()
    saved = HouseRule.objects.get()
    edit = reverse("wagtailsnippets_paper_copydesk_houserule:edit", args=[saved.pk])
    copy_editor.post(edit, {**FIELDS, "why": "It is their city."})
    versions = HouseRuleVersion.objects.filter(rule=saved)
    assert [(one.number, one.content["why"]) for one in versions] == [(2, "It is their city."), (1, "")]
    assert (
        "Trains to Kiev"
        in copy_editor.get(reverse("copydesk:rule_preview", args=[saved.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"must_match": "nothing here\nnor here"}, "must_match"),
        ({"must_not_match": "in Kiev\nfine"}, "must_not_match"),
        ({"must_match": "only Kiev"}, "must_match"),
        ({"kind": "regex", "pattern": "("}, "pattern"),
        ({"kind": "regex", "pattern": "(a+)+$"}, "pattern"),
    ],
)
def test_rule_that_does_not_hold_is_refused_beside_the_field(
    copy_editor: Client, fields: dict[str, str], field: str
) -> None:
    answer = save(copy_editor, **fields)

    assert field in answer.context["form"].errors
    assert not HouseRule.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"), [(Role.COPY_EDITOR, True), (Role.EDITOR_IN_CHIEF, True), (Role.REPORTER, False)]
)
def test_report_is_for_those_who_write_rules(
    desk_of: Callable[[Role], Client], role: Role, may: bool
) -> None:
    assert (desk_of(role).get(reverse("copydesk:report")).status_code == 200) is may


def test_house_rule_and_avoided_name_reach_the_engine(paper: object) -> None:
    entity = Entity.objects.create(kind="place", slug="lisbon")
    EntityName.objects.create(entity=entity, language="en", text="Lisbon", is_preferred=True)
    EntityName.objects.create(entity=entity, language="en", text="Lisboa", is_avoided=True)
    rule()

    desk = desk_for("en")

    assert [one.pattern for one in desk.house_rules] == ["Kiev = Kyiv"]
    assert {(fact.text, fact.preferred, fact.is_avoided) for fact in desk.names.values()} == {
        ("Lisbon", "Lisbon", False),
        ("Lisboa", "Lisbon", True),
    }


def test_preferred_spelling_cannot_be_avoided(paper: object) -> None:
    entity = Entity.objects.create(kind="place", slug="lisbon")
    with pytest.raises(IntegrityError), transaction.atomic():
        EntityName.objects.create(
            entity=entity, language="en", text="Lisbon", is_preferred=True, is_avoided=True
        )


def test_blocker_stops_publishing_until_somebody_says_why(copy_editor: Client) -> None:
    made = rule(severity=Severity.BLOCKER)
    story = draft("Trains", body=[("paragraph", "<p>Trains to Kiev run again.</p>")])

    with pytest.raises(PublicationRefusedError, match="Copy desk"):
        publish_page(page=story, by=None)

    stop = open_blockers(text_of(story), subject=f"page/{story.pk}")[0]
    FindingRecord.objects.create(
        subject=f"page/{story.pk}",
        rule=made.rule_id,
        fingerprint=stop.fingerprint,
        place=stop.place,
        state=State.OVERRIDDEN,
        reason="It is a quotation.",
        changed_at=timezone.now(),
    )
    publish_page(page=story, by=None)
    assert StoryPage.objects.get(pk=story.pk).live


def test_missing_legal_label_stops_publishing_where_writers_write_the_note(paper: object) -> None:
    entity = Entity.objects.create(kind="organization", slug="open-harbor")
    EntityName.objects.create(entity=entity, language="en", text="Open Harbor", is_preferred=True)
    LegalLabel.objects.create(
        entity=entity,
        jurisdiction="KV",
        language="en",
        note="banned in Kelvia",
        from_date=datetime(2020, 1, 1, tzinfo=UTC).date(),
    )
    PaperSettings.objects.update(label_jurisdictions="KV", adds_legal_labels=False)
    story = draft("Mud", body=[("paragraph", "<p>Open Harbor measured the mud.</p>")])

    with pytest.raises(PublicationRefusedError, match="banned in Kelvia"):
        publish_page(page=story, by=None)

    PaperSettings.objects.update(adds_legal_labels=True)
    publish_page(page=story, by=None)


def test_rule_that_nobody_follows_is_demoted_once(paper: object) -> None:
    made = rule(severity=Severity.ERROR)
    for number in range(30):
        FindingRecord.objects.create(
            subject=f"page/{number}",
            rule=made.rule_id,
            fingerprint="f",
            place=str(number),
            state=State.ACCEPTED if number < 14 else State.BAD_RULE,
            changed_at=timezone.now(),
        )
        if number == 28:
            assert demote_if_unloved(rule=made.rule_id, severity="error") is False

    assert demote_if_unloved(rule=made.rule_id, severity="error") is True
    assert demote_if_unloved(rule=made.rule_id, severity="error") is False
    assert RuleSetting.objects.get().severity == Severity.WARNING
    assert [(one.fired, one.accepted, one.dismissed) for one in rule_figures()] == [(30, 14, 16)]


def test_whole_paper_is_checked_and_nothing_is_changed(story: StoryPage, copy_editor: Client) -> None:
    before = StoryPage.objects.get(pk=story.pk).latest_revision_id

    copy_editor.post(reverse("copydesk:start"))

    done = PaperCheck.objects.get()
    assert (done.done, done.total, done.failure) == (1, 1, "")
    assert done.finished_at is not None
    assert "servicement" in copy_editor.get(reverse("copydesk:report")).content.decode()
    assert StoryPage.objects.get(pk=story.pk).latest_revision_id == before


def test_command_prints_the_report(story: StoryPage, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_paper")

    assert "servicement" in capsys.readouterr().out


def test_panel_stands_beside_a_story(copy_editor: Client, story: StoryPage) -> None:
    page = copy_editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    assert "data-copydesk-status" in page
    assert 'type="module"' in page
