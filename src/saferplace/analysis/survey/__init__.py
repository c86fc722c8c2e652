"""What residents say: weighted shares of a sample with their margin of error, and change between two surveys.

People who chose to reply are kept apart by type: their shares have no margin of error.
"""

from saferplace.analysis.survey.one_question import Answers, Replies, answers, replies
from saferplace.analysis.survey.sampling import Design, design, kish_effective_n
from saferplace.analysis.survey.self_selected import NOT_A_SAMPLE, ShareOfReplies, share_of_replies
from saferplace.analysis.survey.waves import BetweenWaves, between_waves
from saferplace.analysis.survey.weighted_proportion import (
    WeightedProportion,
    linearised_variance,
    weighted_proportion,
)

__all__ = [
    "NOT_A_SAMPLE",
    "Answers",
    "BetweenWaves",
    "Design",
    "Replies",
    "ShareOfReplies",
    "WeightedProportion",
    "answers",
    "between_waves",
    "design",
    "kish_effective_n",
    "linearised_variance",
    "replies",
    "share_of_replies",
    "weighted_proportion",
]
