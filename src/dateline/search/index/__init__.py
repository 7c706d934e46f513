"""The index itself: words and their stems, questions, conditions, and where the two databases keep them."""
