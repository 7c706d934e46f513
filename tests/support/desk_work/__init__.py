"""Everything that a newsroom does, as verbs that a random test can choose from.

``Desk(choices).do(verb)`` does one thing to the paper in the database, through the same entry points as the
desk; ``VERBS`` names all of them and ``addresses()`` all pages that they could change. What the numbers in
``Choices`` say decides everything, so that a sequence can be repeated and made smaller.
"""

from tests.support.desk_work.addresses import addresses
from tests.support.desk_work.base_paper import make_base_paper
from tests.support.desk_work.choices import Choices
from tests.support.desk_work.clock import Clock
from tests.support.desk_work.desk import VERBS, Desk
from tests.support.desk_work.outcome import Outcome

__all__ = ["VERBS", "Choices", "Clock", "Desk", "Outcome", "addresses", "make_base_paper"]
