"""Copy desk: checks of spelling, grammar, house style, names and legal labels. Knows no story."""
