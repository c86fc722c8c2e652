"""Whether a bare text has the shape of a person's name. Only asked of columns whose heading may mean people."""

from __future__ import annotations

import re

from saferplace.evidence.tables.street_words import BUILDING_WORDS, STREET_WORDS

_WORD = (
    r"(?:(?:O|D|L)[’'])?[A-Z][a-zà-ÿ]+(?:[-’'][A-Z]?[a-zà-ÿ]+)*|(?:Mc|Mac)[A-Z][a-z]+"
    r"|[A-ZÀ-Ý]{2,}(?:[-’'][A-ZÀ-Ý]+)*"
)
_INITIALS = r"[A-Z](?:\.? ?[A-Z])?\.?"
_SMALL = r"(?:de|la|van|von|der|den|bin|al|el|da|dos|le|du|ap)"
_SHAPE = re.compile(
    rf"(?:{_WORD})(?: (?:{_SMALL}|{_WORD}|{_INITIALS}))*,? (?:{_WORD}|{_INITIALS})"  # John Smith; SMITH, John; Smith J
    rf"|{_INITIALS} (?:{_SMALL} )?(?:{_WORD})"  # J Smith
)
_MOST_WORDS = 5
# Words that stand in such columns and name nobody.
_NOBODY = frozenset(
    """
    team unit council police officer officers warden wardens pcso constable sergeant inspector patrol service services
    public member members resident residents tenant customer anonymous unknown male female adult adults child children
    youth young person persons people group company business shop staff student manager housing environmental
    enforcement street scene cleansing contractor councillor councillors ward parish town borough county district
    authority highways highway agency fire rescue ambulance nhs trust hospital primary secondary community safety
    partnership website online web form telephone phone email self service line app social media call center contact
    not known recorded stated given provided available applicable none other various multiple north south east west
    upper lower old new great little car vehicle van lorry household waste crime crown prosecution probation control
    room force department office operator cctv camera partner partners organisation victim support limited ltd
    constabulary valley metropolitan midlands transport
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
_NO_NAME = _NOBODY | STREET_WORDS | BUILDING_WORDS


def is_like_a_persons_name(text: str) -> bool:
    """
    >>> [is_like_a_persons_name(text) for text in ("Jane O’Hara", "SMITH, John", "Housing Team", "Member of public")]
    [True, True, False, False]
    """
    if not _SHAPE.fullmatch(text):
        return False
    words = [word.lower() for word in re.split(r"[ ,.]+", text) if len(word) > 1]
    return len(words) <= _MOST_WORDS and not any(word in _NO_NAME for word in words)
