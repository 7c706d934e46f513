"""Contributors: the people named in bylines and picture credits."""
