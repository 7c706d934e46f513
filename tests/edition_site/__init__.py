"""A tiny site whose pages announce keys: the newspaper that the edition is tested with."""
