"""From documents of any format to pages of the paper."""
