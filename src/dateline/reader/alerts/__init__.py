"""The page on which readers ask for alerts, and where their devices say so."""
