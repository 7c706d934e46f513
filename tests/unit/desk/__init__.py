"""Pure logic of the desk."""
