"""Did it work? Areas where something was done, beside similar ones where it was not, before and after it began."""

from saferplace.intelligence.analyses.did_it_work.answering import METHOD, again, answered
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

DID_IT_WORK = PageAnalysis(
    text="Did it work?",
    address="intelligence:did-it-work",
    asks="Did crime change where we did something, more than elsewhere and more than chance would have it?",
    methods={METHOD: "Change where something was done, beside similar areas (weighted displacement difference)"},
    again=again,
)

__all__ = ["DID_IT_WORK", "answered"]
