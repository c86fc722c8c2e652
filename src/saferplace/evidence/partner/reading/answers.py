"""Yes, no, and not known."""

from __future__ import annotations

from saferplace.evidence.partner.reading.unread import Unread

_YES = frozenset({"yes", "y", "true", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0"})
_UNKNOWN = frozenset({"not known", "unknown", "n/k", "nk", "not recorded", "not stated", "-", "–", "n/a", "?"})


def read_yes_or_no(text: str) -> bool | Unread | None:
    """
    >>> read_yes_or_no("Y"), read_yes_or_no("No"), read_yes_or_no("not known")
    (True, False, None)
    """
    written = " ".join(text.split()).casefold()
    if written in _UNKNOWN:
        return None
    if written in _YES or written in _NO:
        return written in _YES
    return Unread("is not yes or no; leave the cell blank where it is not known")
