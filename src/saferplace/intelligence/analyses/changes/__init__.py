"""Change between two periods: the question, the page it gives in words, and its receipt computed again."""

from saferplace.intelligence.analyses.changes.page import CHANGE, change_page
from saferplace.intelligence.analyses.changes.question import Against, By, ChangeQuestion, Order
from saferplace.intelligence.analyses.changes.shapes import ChangedRow, ChangePage

__all__ = ["CHANGE", "Against", "By", "ChangePage", "ChangeQuestion", "ChangedRow", "Order", "change_page"]
