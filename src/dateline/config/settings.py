"""Django's settings, derived from the installation's. Safe for production as they stand.

What an installation may choose is in ``installation``; what stands here is the same for every paper.
"""

from __future__ import annotations

import os
import sys

from django.conf.locale import LANG_INFO

from dateline.config.databases import database_settings, mail_settings
from dateline.config.doors import DESK_PATH, FILE_PATHS
from dateline.config.generation import generation_of
from dateline.config.installation import LOOPBACK_NAMES, load_installation
from dateline.config.logs import configure_structlog, logging_settings
from dateline.config.problems import ConfigurationError
from dateline.config.public_headers import HSTS_SECONDS, OPENER, REFERRER, public_headers

try:
    INSTALLATION = load_installation(os.environ)
except ConfigurationError as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(2)

# What the packages below may know of the installation. They read it through django.conf.settings.
PAPER = INSTALLATION.paper
BASE_URL = INSTALLATION.base_url
DATA_DIR = INSTALLATION.data
LOG_FOLDER = INSTALLATION.log_folder
LOG_COPIES = INSTALLATION.log_copies
LOG_SIGNER = INSTALLATION.log_signing.socket
LOG_WITNESS = INSTALLATION.log_witness
LOG_WITNESS_IS_NAMED = INSTALLATION.log_witness_is_named
EMBED_HOSTS = INSTALLATION.embed_hosts
# After how many days the front editor calls a chosen story old.
FRONT_STORY_OLD_AFTER_DAYS = 7
# Where forms of a copy of the paper are sent; empty for the paper itself.
REPORTS_DOOR = INSTALLATION.reports_door
TRUSTED_PROXIES = INSTALLATION.trusted_proxies
METRICS_TOKEN = INSTALLATION.metrics_token
# Whether webhooks of partners may lead into private networks, and need no https.
PRIVATE_WEBHOOKS = INSTALLATION.private_webhooks
LISTENS_AT = INSTALLATION.listening.from_here

DEBUG = INSTALLATION.debug
SECRET_KEY = INSTALLATION.secret_key
ALLOWED_HOSTS = sorted({BASE_URL.split("//")[1].rsplit(":", 1)[0], *LOOPBACK_NAMES, *INSTALLATION.hosts})

INSTALLED_APPS = [
    "dateline.config.apps.ConfigConfig",
    "dateline.desk.apps.DeskConfig",
    "dateline.reader.apps.ReaderConfig",
    "dateline.archive.apps.ArchiveConfig",
    "dateline.search.apps.SearchConfig",
    "dateline.feeds.apps.FeedsConfig",
    "dateline.placards.apps.PlacardsConfig",
    "dateline.social.apps.SocialConfig",
    "dateline.alerts.apps.AlertsConfig",
    "dateline.fronts.apps.FrontsConfig",
    "dateline.corrections.apps.CorrectionsConfig",
    "dateline.record.apps.RecordConfig",
    "dateline.transparency.apps.TransparencyConfig",
    "dateline.stories.apps.StoriesConfig",
    "dateline.copydesk.apps.CopyDeskConfig",
    "dateline.paper.apps.PaperConfig",
    "dateline.entities.apps.EntitiesConfig",
    "dateline.sections.apps.SectionsConfig",
    "dateline.people.apps.PeopleConfig",
    "dateline.media.apps.MediaConfig",
    "dateline.publishing.apps.PublishingConfig",
    "dateline.users.apps.UsersConfig",
    "dateline.edition.apps.EditionConfig",
    "dateline.publishlog.apps.PublishLogConfig",
    "whitenoise.runserver_nostatic",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "dateline.desk.apps.StaffConfig",  # wagtail.users with our screens
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "dateline.config.apps.PaperStaticFilesConfig",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "dateline.config.metrics.MetricsMiddleware",
    "dateline.config.middleware.TrustedProxyMiddleware",
    "dateline.config.health.HealthMiddleware",
    "dateline.config.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dateline.config.middleware.PublicPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dateline.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.desk.accounts.middleware.AccountsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dateline.desk.middleware.RefusalMiddleware",
    "dateline.desk.held_pictures.HeldPicturesMiddleware",
    "dateline.reader.old_addresses.OldAddressesMiddleware",
    "dateline.publishing.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "dateline.config.urls"
WSGI_APPLICATION = "dateline.config.wsgi.application"
THEME_TEMPLATES = INSTALLATION.theme / "templates"
THEME_STATIC = INSTALLATION.theme / "static"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [THEME_TEMPLATES] if THEME_TEMPLATES.is_dir() else [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_settings(INSTALLATION.database)}
# Pages are kept by the edition, which knows when they change. A cache in each process knows of its own
# changes only: after one made elsewhere Wagtail would go on with what it remembers. Ours ends with a request.
CACHES = {"default": {"BACKEND": "dateline.config.request_cache.RequestCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
globals().update(mail_settings(INSTALLATION.mail))
DEFAULT_FROM_EMAIL = PAPER.contact_email or "paper@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = logging_settings(log_format=INSTALLATION.log_format, debug=DEBUG)
configure_structlog()

# Languages: those that the interface is translated into, and the paper's own.
LANGUAGE_CODE = PAPER.language
LANGUAGES = sorted(
    {("en", "English"), ("ru", "Русский"), (LANGUAGE_CODE, LANG_INFO[LANGUAGE_CODE]["name_local"])}
)
TIME_ZONE = PAPER.time_zone
USE_TZ = True

# Static files carry their digest in their name, so they are kept for ever; media never change under a name.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [THEME_STATIC] if THEME_STATIC.is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = INSTALLATION.media
STORAGES = {
    "default": {"BACKEND": "dateline.media.storages.PictureFileStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "dateline.config.static_files.PaperStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o644

# Accounts and sessions. Cookies belong to the desk alone; public pages neither set nor get any.
AUTH_USER_MODEL = "paper_users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["dateline.users.authentication.NameOrAddressBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SESSION_ENGINE = "dateline.users.session_store"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = DESK_PATH
SESSION_COOKIE_NAME = "dateline_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = INSTALLATION.is_https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "dateline.config.failures.refused"

# Second factors. allauth's own limits count in the cache, which is one request long here: ours are in
# users.limits. Nobody signs up, and no page of allauth has an address that the desk did not give it.
SECOND_FACTOR = INSTALLATION.second_factor
ACCOUNT_ADAPTER = "dateline.users.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {"reauthenticate": "dateline.desk.accounts.forms.ConfirmPasswordForm"}
MFA_ADAPTER = "dateline.users.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "dateline.desk.accounts.forms.CodeForm",
    "reauthenticate": "dateline.desk.accounts.forms.ConfirmCodeForm",
    "activate_totp": "dateline.desk.accounts.forms.FirstCodeForm",
}

# Transport. Behind a proxy its word about https counts; the first middleware drops everybody else's.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = INSTALLATION.is_https
# Files are redirected at the front, like the pages that use them: only when a trusted proxy says "http".
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", *(f"^{path.lstrip('/')}" for path in FILE_PATHS)]
SECURE_HSTS_SECONDS = HSTS_SECONDS if INSTALLATION.is_https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = REFERRER
SECURE_CROSS_ORIGIN_OPENER_POLICY = OPENER
# Wagtail shows the preview in a frame on the desk; public pages get DENY from our own middleware.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other services of the paper may live on subdomains without https
    "security.W019",  # the desk's preview needs SAMEORIGIN
    "security.W021",  # preloading is a decision about the whole domain
    # Without https these only repeat what the doctor's own check says once.
    *([] if INSTALLATION.is_https else ["security.W004", "security.W008", "security.W012", "security.W016"]),
]

# The edition: pages from memory. What a worker keeps in memory is a share of what the machine gives.
PUBLIC_HEADERS = (
    *public_headers(embed_hosts=EMBED_HOSTS, is_https=INSTALLATION.is_https),
    ("content-language", LANGUAGE_CODE),
)
EDITION = {
    "GENERATION": generation_of(
        INSTALLATION.theme, INSTALLATION.folder / "paper.toml", shown=(BASE_URL, PUBLIC_HEADERS)
    ),
    "MEMORY_BYTES": 256 * 1024 * 1024 // INSTALLATION.workers,
    "TRUSTED_PROXIES": TRUSTED_PROXIES,
    "DOWNSTREAM": bool(INSTALLATION.caches),
    "NGINX_FOLDER": INSTALLATION.nginx_folder,
    "NGINX_HEADERS": PUBLIC_HEADERS,
}

# Wagtail. Nothing may call home: an update check or an avatar service tells others who works here.
WAGTAIL_SITE_NAME = PAPER.name
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "dateline.desk.writing.rich_text_area.SafeRichTextArea"}
}
WAGTAILADMIN_USER_LOGIN_FORM = "dateline.desk.forms.LoginForm"
WAGTAILIMAGES_IMAGE_MODEL = "paper_media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "tif", "tiff", "webp"]
WAGTAIL_I18N_ENABLED = False
# The address logs in and receives links for new passwords: an administrator changes it, not whoever sits at
# a desk that was left open.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A link that nobody would receive is worse than none.
WAGTAIL_PASSWORD_RESET_ENABLED = INSTALLATION.mail.kind != "console"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# A password would have to be remembered in a cookie, and public addresses get none.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# Addresses that change are kept with the record of publications; a second register would contradict it.
WAGTAILREDIRECTS_AUTO_CREATE = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Without files. The longest story with a thousand blocks has less than one.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# Latin letters only in addresses: percent-encoded Cyrillic breaks when it is copied into mail and chats.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
