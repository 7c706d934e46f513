"""What can be wrong with a rule or a decision."""


class DecisionRefusedError(ValueError):
    """The decision cannot be taken; the text says why, for whoever took it."""
