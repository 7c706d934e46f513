"""The fixed lists of values that the copy desk uses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """How much a finding matters."""

    BLOCKER = "blocker", _("Stops publishing")
    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    STYLE = "style", _("Style")


SEVERITY_ORDER = {severity.value: place for place, severity in enumerate(Severity)}


class RuleKind(models.TextChoices):
    """What a rule looks at."""

    SPELLING = "spelling", _("Spelling")
    GRAMMAR = "grammar", _("Grammar")
    REGEX = "regex", _("Pattern")
    WORDLIST = "wordlist", _("Word list")
    CONSISTENCY = "consistency", _("Consistency")
    ENTITY = "entity", _("Names")
    LABEL = "label", _("Legal label")
    TYPOGRAPHY = "typography", _("Typography")
    ATTRIBUTION = "attribution", _("Attribution")
    NUMERALS = "numerals", _("Numerals")
    FIRST_MENTION = "first_mention", _("First mention")
    STRUCTURE = "structure", _("Parts of the story")


class HouseRuleKind(models.TextChoices):
    """What the paper can write rules of."""

    WORDLIST = "wordlist", _("Words to replace")
    REGEX = "regex", _("Pattern")
    FIRST_MENTION = "first_mention", _("Explain at first mention")


class State(models.TextChoices):
    """What became of a finding in one story."""

    SHOWN = "shown", _("Shown")
    ACCEPTED = "accepted", _("Accepted")
    IGNORED_HERE = "here", _("Ignored here")
    IGNORED_IN_STORY = "story", _("Ignored in this story")
    IN_DICTIONARY = "dictionary", _("Added to the dictionary")
    BAD_RULE = "bad_rule", _("Bad rule")
    OVERRIDDEN = "overridden", _("Published anyway")


DISMISSALS = (State.IGNORED_HERE, State.IGNORED_IN_STORY, State.IN_DICTIONARY, State.BAD_RULE)
