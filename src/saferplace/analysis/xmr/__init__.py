"""Statistical process control: the XmR chart, its limits, its rules, and how to read it in words."""

from saferplace.analysis.xmr.chart import xmr
from saferplace.analysis.xmr.figures import one_a_month
from saferplace.analysis.xmr.reading import reading_in_words, signal_in_words
from saferplace.analysis.xmr.shapes import Assurance, Break, Kind, Limits, Point, Polarity, Rebase, Rule, Segment, Xmr

__all__ = [
    "Assurance",
    "Break",
    "Kind",
    "Limits",
    "Point",
    "Polarity",
    "Rebase",
    "Rule",
    "Segment",
    "Xmr",
    "one_a_month",
    "reading_in_words",
    "signal_in_words",
    "xmr",
]
