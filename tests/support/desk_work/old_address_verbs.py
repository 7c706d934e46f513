"""Addresses of the site before this one: kept, by themselves or by their form, and forgotten."""

from __future__ import annotations

from typing import Any

from dateline.archive.choices import ListKind
from dateline.archive.models import ImportRun
from dateline.archive.old.actions import Old, forget_addresses, keep_addresses, keep_patterns
from dateline.archive.rules import AddressRule
from dateline.sections.models import SectionPage
from dateline.stories.models import CompanyPage, StoryPage
from tests.support.desk_work.names import OLD_PATTERNS, OLD_SITE
from tests.support.desk_work.outcome import NothingToDoError, verb
from tests.support.desk_work.somebody import Somebody


class OldAddressVerbs(Somebody):
    """What an import says of the old site; import_dump brings stories with its numbers."""

    @verb
    def keep_old_address(self) -> None:
        """Keep that an address led to a story, somewhere else, or nowhere any more."""
        leads: dict[str, Any] = {
            "story_uuid": self.any_of(self.choices.pick((StoryPage, SectionPage, CompanyPage))).uuid
        }
        if self.choices.chance(40):
            leads = {"target": "/sea/"} if self.choices.chance(60) else {"is_gone": True}
        run, address = self._run(), self.choices.pick(OLD_SITE)
        if keep_addresses(addresses=[Old(address, ListKind.STORY, **leads)], run=run):
            raise NothingToDoError

    @verb
    def keep_old_pattern(self) -> None:
        """Keep where addresses of a form lead: to the story of their number, to one place, or nowhere."""
        to = self.choices.pick(("", "", "/town/"))
        rule = AddressRule(
            pattern=self.choices.pick(OLD_PATTERNS), to=to, gone=not to and self.choices.chance(20)
        )
        keep_patterns(rules=[rule], run=self._run())

    @verb
    def forget_old_addresses(self) -> None:
        """Forget what one import brought."""
        runs = ImportRun.objects.filter(addresses__isnull=False) | ImportRun.objects.filter(
            patterns__isnull=False
        )
        forget_addresses(run=self.any_of(runs.distinct()))

    def _run(self) -> ImportRun:
        return ImportRun.objects.create(sources=["old.xml"], format="wxr")
