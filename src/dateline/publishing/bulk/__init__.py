"""Publishing many new pages in one go, as an archive brings them: the same rows, in few statements."""
