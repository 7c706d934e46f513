"""A verifiable log: its tree, its files, its signatures, and what anybody can check about them."""
