"""Small pure-Python helpers by subject; no Django in here."""
