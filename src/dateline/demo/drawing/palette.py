"""The colors of the demo paper's illustrations."""

from dateline.demo.drawing.canvas import rgb

INK = rgb("16202f")
NIGHT = rgb("1d3148")
PETROL = rgb("23566a")
SEA = rgb("3e8290")
FOAM = rgb("cfe0da")
PAPER = rgb("f4ead7")
SAND = rgb("e3cda4")
OCHRE = rgb("e2a33b")
AMBER = rgb("ffd27a")
RED = rgb("cf4530")
BRICK = rgb("9c3b2e")
ROSE = rgb("e9a48c")
SAGE = rgb("8ea583")
MOSS = rgb("4b6a52")
PLUM = rgb("5a3a55")
STEEL = rgb("6f8796")
SNOW = rgb("eef3f4")

STORM_SKY = (rgb("15202e"), rgb("2c4456"), rgb("5c7781"))
DAWN_SKY = (rgb("34506b"), rgb("c98f86"), rgb("f6d29b"))
DAY_SKY = (rgb("86b4c3"), rgb("c6d9d2"), rgb("f4ead7"))
DUSK_SKY = (rgb("27324f"), rgb("7a4a63"), rgb("e08a5b"))
HEAT_SKY = (rgb("d9563b"), rgb("eda04a"), rgb("f9dc93"))
NIGHT_SKY = (rgb("0f1826"), rgb("1d3148"), rgb("35566b"))
WINTER_SKY = (rgb("9fb6c6"), rgb("d5dfe3"), rgb("f3e6dc"))
