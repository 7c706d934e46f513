"""The home front and section fronts: slots, curated order, automatic fill, the ticker."""
