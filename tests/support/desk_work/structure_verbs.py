"""Sections, the home page's own page, and company pages."""

from __future__ import annotations

from dateline.fronts.models import Front, HomePage
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.sections.models import SectionName, SectionPage
from dateline.stories.models import CompanyPage, StoryPage
from tests.support.desk_work.names import COMPANY, NEW_SECTIONS, SECTIONS
from tests.support.desk_work.outcome import verb
from tests.support.desk_work.somebody import Somebody


class StructureVerbs(Somebody):
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
    def describe_section(self) -> None:
        section = self.any_of(SectionPage, live=True)
        section.description = f"All about {self.choices.number(1, 99)}"
        publish_page(page=section, by=None)

    @verb
    def name_section(self) -> None:
        """Give it a label, or a name in another language."""
        section = self.any_of(SectionPage, live=True)
        if self.choices.chance(50):
            section.label = self.choices.pick(("", "Short", "Shorter"))
        else:
            section.names.set([SectionName(language="ru", name=f"Раздел {self.choices.number(1, 9)}")])
        publish_page(page=section, by=None)

    @verb
    def hide_section(self) -> None:
        section = self.any_of(SectionPage, live=True)
        flag = self.choices.pick(("in_navigation", "is_light", "is_opinion"))
        setattr(section, flag, not getattr(section, flag))
        publish_page(page=section, by=None)

    @verb
    def open_section(self) -> None:
        """Begin a section, or bring one back."""
        hidden = SectionPage.objects.filter(live=False).first()
        if hidden is None:
            name = self.choices.pick(NEW_SECTIONS)
            hidden = SectionPage(title=name, slug=name.lower(), live=False)
            HomePage.objects.get().add_child(instance=hidden)
            Front.objects.create(section=hidden)
        publish_page(page=hidden, by=None)

    @verb
    def close_section(self) -> None:
        section = self.any_of(SectionPage.objects.exclude(slug__in=SECTIONS), live=True)
        if self.choices.chance(30) and not StoryPage.objects.filter(section=section).exists():
            section.delete()
        else:
            unpublish_page(page=section, by=None)

    @verb
    def move_address_of_section(self) -> None:
        section = self.any_of(SectionPage.objects.exclude(slug__in=SECTIONS), live=True)
        section.slug = self.choices.pick(("moved-culture", "culture", "sport"))
        publish_page(page=section, by=None)

    @verb
    def rename_home(self) -> None:
        home = HomePage.objects.get()
        home.title = f"The Front {self.choices.number(1, 9)}"
        publish_page(page=home, by=None)

    @verb
    def edit_company_page(self) -> None:
        slug = self.choices.pick(COMPANY)
        page = CompanyPage.objects.filter(slug=slug).first()
        if page is None:
            page = CompanyPage(title=f"The page {slug}", slug=slug, live=False)
            HomePage.objects.get().add_child(instance=page)
        page.body = f"<p>We are {self.choices.number(1, 9)}.</p>"
        if self.choices.chance(40):
            page.title = f"{slug.title()} us {self.choices.number(1, 9)}"
        page.in_footer = not self.choices.chance(30)
        page.order = self.choices.number(1, 3)
        page.search_description = self.choices.pick(("", "Who we are"))
        publish_page(page=page, by=None)

    @verb
    def move_company_page(self) -> None:
        page = self.any_of(CompanyPage, live=True)
        page.slug = self.choices.pick(COMPANY)
        publish_page(page=page, by=None)

    @verb
    def close_company_page(self) -> None:
        page = self.any_of(CompanyPage, live=True)
        if self.choices.chance(30):
            page.delete()
        else:
            unpublish_page(page=page, by=None)
