"""Partners on the desk: keys, quotas, webhooks and what became of them, republishing."""
