"""Whether each single announcement is needed, and whether the random work would notice its absence."""
