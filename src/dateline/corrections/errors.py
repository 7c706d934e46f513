"""Why a report is not taken in, or an outcome not noted."""

from __future__ import annotations


class ReportRefusedError(Exception):
    """A report that is not taken in; nothing of it is stored."""


class WordsNotFoundError(ReportRefusedError):
    """The words do not stand in the version that was named, or there is no such version."""


class AmbiguousWordsError(WordsNotFoundError):
    """The words stand there more than once, and nothing says which are meant."""


class TokenRefusedError(ReportRefusedError):
    """The form is too old, of another story, or none of ours."""


class WorkWantedError(ReportRefusedError):
    """So many reports are coming in that this one must prove some work first."""


class QueueFullError(ReportRefusedError):
    """The desk has as many open reports on this story as it can look at."""


class OutcomeRefusedError(Exception):
    """An outcome that contradicts the reports, or reports that have one already."""


class PlaceChangedError(Exception):
    """The place reads otherwise than whoever decided saw it; ``found`` are its words now, empty when gone."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found
