"""How well old pages are read: original pages in many layouts, as HTML and as text dumps, and the measurement."""
