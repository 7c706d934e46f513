"""Reports of mistakes as readers meet them: the form, the answer, the receipt."""
