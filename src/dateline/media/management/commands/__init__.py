"""Commands of the media package."""
