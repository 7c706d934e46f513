"""The read API: stories as ninjs, lists with cursors, everything without a key a page of the edition."""
