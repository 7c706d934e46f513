"""Changes to the tables of pictures, in order."""
