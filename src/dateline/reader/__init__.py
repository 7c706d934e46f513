"""The reader's paper: theme, base templates, styles, scripts, error pages and page assembly."""
