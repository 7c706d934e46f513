"""How many slips the copy desk finds, how many false alarms it raises, how long it takes and what it weighs."""
