"""Help with writing a story: clean pasting, texts that always open again, lengths as readers will see them."""
