"""The copy desk at work on stories: neither package knows the other, so they meet here."""
