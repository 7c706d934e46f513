"""RSS of every version and Atom: files that feeds were saved in."""
