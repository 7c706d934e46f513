"""What codes may look like."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

language_code = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Use a language code such as en or ru.")
)
jurisdiction_code = RegexValidator(
    r"^[A-Z][A-Z0-9-]{1,11}$", _("Use a short code in capitals, such as RU or EU.")
)
