"""The engine: what is wrong with a text. Pure functions of a story and the desk's rules; no database."""
