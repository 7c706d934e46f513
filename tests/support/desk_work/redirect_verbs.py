"""Redirects and sites, through Wagtail's own screens."""

from __future__ import annotations

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests.support.desk_work.names import OLD_PATHS
from tests.support.desk_work.outcome import verb, weighty
from tests.support.desk_work.somebody import Somebody


class RedirectVerbs(Somebody):
    """What is done to addresses that are no page's."""

    def _target(self) -> dict[str, object]:
        if self.choices.chance(60):
            # Stories outnumber sections, which come and go as well.
            depth = 3 if self.choices.chance(40) else 4
            pages = Page.objects.filter(depth=depth).order_by("pk")
            return {"redirect_page": self.any_of(pages).pk, "redirect_link": ""}
        return {
            "redirect_page": "",
            "redirect_link": f"https://elsewhere.example/{self.choices.number(1, 9)}",
        }

    @weighty(2)
    def add_redirect(self) -> None:
        form = {
            "old_path": self.choices.pick(OLD_PATHS),
            "site": "",
            "is_permanent": "" if self.choices.chance(20) else "on",
            "redirect_page_route_path": "",
            **self._target(),
        }
        self.send(
            reverse("wagtailredirects:add"), {name: value for name, value in form.items() if value != ""}
        )

    @verb
    def edit_redirect(self) -> None:
        redirect = self.any_of(Redirect)
        form = {
            "old_path": self.choices.pick((redirect.old_path, *OLD_PATHS)),
            "is_permanent": "on",
            **self._target(),
        }
        address = reverse("wagtailredirects:edit", args=[redirect.pk])
        self.send(address, {name: value for name, value in form.items() if value != ""})

    @verb
    def drop_redirect(self) -> None:
        redirect = self.any_of(Redirect)
        if self.choices.chance(50):
            self.send(reverse("wagtailredirects:delete", args=[redirect.pk]), {"confirm": "yes"})
        else:
            Redirect.objects.filter(pk=redirect.pk).delete()

    @verb
    def change_site(self) -> None:
        """Wagtail's own idea of where the paper is found. Pages take theirs from the installation."""
        site = self.any_of(Site)
        form = {
            "hostname": self.choices.pick(("localhost", "paper.example")),
            "port": self.choices.pick(("8000", "80")),
            "site_name": "Harbour",
            "root_page": site.root_page_id,
            "is_default_site": "on",
        }
        self.send(reverse("wagtailsites:edit", args=[site.pk]), form)
