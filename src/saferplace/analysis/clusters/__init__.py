"""Which areas are hotter, or colder, than chance would make them: Getis-Ord Gi*, local Moran, p-values by shuffling,
false discoveries kept few, and rates that small denominators cannot make wild.
"""

from saferplace.analysis.clusters.empirical_bayes import (
    locally_smoothed_rates,
    smoothed_rates,
    standardised_rates,
)
from saferplace.analysis.clusters.false_discovery import benjamini_hochberg, benjamini_yekutieli
from saferplace.analysis.clusters.getis_ord import GetisOrd, gi, gi_star
from saferplace.analysis.clusters.local_moran import LocalMoran, Quadrant, local_moran
from saferplace.analysis.clusters.permutation import (
    Shuffled,
    shuffled_all,
    shuffled_others,
)
from saferplace.analysis.clusters.verdicts import Clusters, Verdict, hot_and_cold, moran_clusters

__all__ = [
    "Clusters",
    "GetisOrd",
    "LocalMoran",
    "Quadrant",
    "Shuffled",
    "Verdict",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "gi",
    "gi_star",
    "hot_and_cold",
    "local_moran",
    "locally_smoothed_rates",
    "moran_clusters",
    "shuffled_all",
    "shuffled_others",
    "smoothed_rates",
    "standardised_rates",
]
