"""Draw every picture of the demo paper, by stem."""

from collections.abc import Callable, Iterator

from dateline.demo.drawing import (
    charts,
    country,
    maps,
    nights,
    objects,
    oddities,
    places,
    scenes,
    streets,
)
from dateline.demo.drawing.canvas import Canvas
from dateline.demo.drawing.portraits import FACES, portrait

SCENES: dict[str, Callable[[Canvas], None]] = {
    **scenes.SCENES,
    **streets.SCENES,
    **country.SCENES,
    **oddities.SCENES,
    **places.SCENES,
    **nights.SCENES,
    **objects.SCENES,
    "chart-river-level": charts.river_level,
    "chart-ships": charts.ships,
    "chart-rents": charts.rents,
    "chart-rate": charts.rate,
    "council-vote": charts.council,
    "map-flood": maps.flood,
    "map-mercury": maps.mercury,
    "map-narrows": maps.narrows,
    "weather-chart": maps.weather,
    "barrier-section": maps.barrier,
}

# Everything else lies on its side at 1600 by 1067.
SIZES = {"flood-2023": (1200, 1500), "cover-1642": (1200, 1600)}

COPYRIGHT = "© The Selmar Lantern"


def stems() -> tuple[str, ...]:
    """Return the stems of all pictures, in a fixed order."""
    return (*SCENES, *FACES)


def draw(stem: str) -> bytes:
    """Return a picture as JPEG; raise KeyError for an unknown stem."""
    if stem in FACES:
        canvas = Canvas(stem, width=800, height=800)
        portrait(canvas, FACES[stem])
    else:
        width, height = SIZES.get(stem, (1600, 1067))
        canvas = Canvas(stem, width=width, height=height)
        SCENES[stem](canvas)
    # Only drawings by hand are signed inside the file, so that both cases are seen in the demo.
    signed = stem not in FACES and not stem.startswith(("chart-", "map-"))
    return canvas.jpeg(artist="Suna Pell" if signed else "", copyright_line=COPYRIGHT if signed else "")


def draw_all() -> Iterator[tuple[str, bytes]]:
    """Draw every picture, one at a time."""
    for stem in stems():
        yield stem, draw(stem)
