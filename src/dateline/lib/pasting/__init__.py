"""What people paste from word processors and the web, taken apart into the pieces that a story is made of."""
