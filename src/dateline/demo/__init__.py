"""A believable small newspaper, The Selmar Lantern, built through the public actions."""
