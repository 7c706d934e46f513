"""How fast people read, by language.

Source: Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance: The New
International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53 (2012), 5452-5461:
means of readers with normal sight, reading aloud, in words a minute. Who reads silently is somewhat faster,
so that a promise made with these figures is kept. Languages that were not measured have the figure of the
nearest relative that was.
"""

from __future__ import annotations

from types import MappingProxyType

WORDS_A_MINUTE = MappingProxyType(
    {
        "en": 228,
        "ru": 184,
        "de": 179,
        "fr": 195,
        "es": 218,
        "ar": 138,
        "he": 187,
        # Not measured: relatives of Russian, then languages that build words as long as Turkish does.
        "uk": 184,
        "be": 184,
        "kk": 166,
        "az": 166,
        "ka": 166,
        "hy": 184,
        "fa": 138,
    }
)
