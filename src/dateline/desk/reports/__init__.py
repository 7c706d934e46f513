"""What readers report: the queue, one place with what to do about it, and the panel beside the story."""
