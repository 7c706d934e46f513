"""The whole paper as static files, for any host, folder or stick. Knows pages and keys, not newspapers."""
