"""The paper itself: its name, tagline, imprint, social links and what holds for every page."""
