"""How exactly a reader's place in a story is carried to later texts."""
