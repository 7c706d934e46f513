"""Pictures: files, captions, credits, rights, and the sizes made of them."""
