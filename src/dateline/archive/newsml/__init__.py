"""NewsML-G2, the IPTC's XML for news, with XHTML or NITF inside, and NITF by itself."""
