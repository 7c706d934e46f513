"""The page of search and what is suggested while somebody types."""
