"""WebSub (W3C Recommendation, 23 January 2018): a hub is told of changed feeds, ours or another."""
