"""Help with writing a story: clean pasting, texts that always open, lengths as readers will see them."""
