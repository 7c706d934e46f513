"""A paper in which two saves of one story can be made to meet between reading and writing."""
