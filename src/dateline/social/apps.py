"""Channels as a Django app; on start they follow the log, and words that must go."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "dateline.social"
    label = "paper_social"
    verbose_name = "Channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.publishing.withholding import register_words_holder  # noqa: PLC0415 - models first
        from dateline.publishlog.followers import register_follower  # noqa: PLC0415 - as above
        from dateline.social.following import channel_follower, forget_words  # noqa: PLC0415 - as above

        register_follower(channel_follower())
        register_words_holder(forget_words)
