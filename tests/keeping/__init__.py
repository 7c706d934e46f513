"""Random work of two people in two browsers, with everything going wrong; and what must be left of it."""
