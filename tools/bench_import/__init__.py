"""How fast an archive comes in, how much memory that takes, and whether a killed import ends like another."""
