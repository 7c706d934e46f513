"""Sections, the front page's page, and company pages."""

from __future__ import annotations

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.sections.models import SectionPage
from dateline.stories.models import CompanyPage
from tests.support.desk_work.base import DeskBase
from tests.support.desk_work.outcome import verb


class StructureVerbs(DeskBase):
    """What is done to the pages that stories stand on."""

    @verb
    def rename_section(self) -> None:
        section = self.any_of(SectionPage, live=True)
        section.title = f"{section.title.split()[0]} {self.choices.number(1, 99)}"
        publish_page(page=section, by=None)

    @verb
    def reorder_section(self) -> None:
        section = self.any_of(SectionPage, live=True)
        section.order = self.choices.number(1, 99)
        publish_page(page=section, by=None)

    @verb
    def hide_section(self) -> None:
        section = self.any_of(SectionPage, live=True)
        section.in_navigation = not section.in_navigation
        section.is_light = not section.is_light
        publish_page(page=section, by=None)

    @verb
    def edit_company_page(self) -> None:
        page = CompanyPage.objects.order_by("pk").first()
        if page is None:
            page = CompanyPage(title="About us", slug="about", live=False)
            HomePage.objects.get().add_child(instance=page)
        page.body = f"<p>We are {self.choices.number(1, 99)}.</p>"
        page.in_footer = not self.choices.chance(30)
        publish_page(page=page, by=None)
