"""The photo desk: many pictures at once, what is there twice, where each is used, whose rights end."""
