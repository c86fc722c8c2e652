"""Tables for everybody: what is hidden or rounded so that nobody can be found in them, and the attack that proves it.

Counts in, what may be shown out. `narrowed` is the judge: it knows nothing of how a table was protected.
"""

from saferplace.analysis.disclosure.attack import Bounds, attackers_bounds, narrowed
from saferplace.analysis.disclosure.linked_suppression import suppress_linked
from saferplace.analysis.disclosure.percentages import percent_of
from saferplace.analysis.disclosure.rounding import randomly_rounded
from saferplace.analysis.disclosure.small_counts import SmallCounts
from saferplace.analysis.disclosure.sums import Sums, side_by_side, two_way, within_groups
from saferplace.analysis.disclosure.two_way_suppression import Protected, suppress

__all__ = [
    "Bounds",
    "Protected",
    "SmallCounts",
    "Sums",
    "attackers_bounds",
    "narrowed",
    "percent_of",
    "randomly_rounded",
    "side_by_side",
    "suppress",
    "suppress_linked",
    "two_way",
    "within_groups",
]
