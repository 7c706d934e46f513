"""What the newsroom means to do: the board of planned stories and the calendar of what goes out by itself."""
