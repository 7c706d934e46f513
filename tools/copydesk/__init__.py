"""How many slips the copy desk finds, how many false alarms it raises, its time and its memory."""
