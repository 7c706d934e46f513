"""The first page of the desk: what somebody has to do, what goes out, what is read, how the paper runs."""
