"""The public history of each story: its versions, and the differences between any two of them."""
