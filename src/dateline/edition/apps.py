"""The edition as a Django app: every process with this app tells the node what it has committed."""

from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "dateline.edition"
    label = "paper_edition"
    verbose_name = "Edition"

    def ready(self) -> None:
        from dateline.edition.following import announce_on_this_node  # noqa: PLC0415 - needs the app registry
        from dateline.publishlog.listeners import register_commit_listener  # noqa: PLC0415 - as above

        register_commit_listener("edition", announce_on_this_node)
