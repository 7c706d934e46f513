"""ninjs, the IPTC's JSON for news, in versions 1.x, 2.x and 3.x."""
