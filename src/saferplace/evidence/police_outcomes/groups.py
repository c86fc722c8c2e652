"""The publisher's outcome types in the groups of the Home Office's crime outcomes statistics.

Source: Home Office, Crime outcomes in England and Wales (user guide): charged or summonsed; out-of-court (formal);
out-of-court (informal); taken over or diverted; prosecution not in the public interest; evidential difficulties;
investigation complete, no suspect identified. The publisher's wordings since 2011 are those of data.police.uk/about.
"""

from __future__ import annotations

CHARGED = "Charged or summonsed"
FORMAL = "Out of court, formal"
INFORMAL = "Out of court, informal"
ELSEWHERE = "Action taken by another body"
NOT_IN_PUBLIC_INTEREST = "Not in the public interest"
EVIDENTIAL = "Evidential difficulties"
NO_SUSPECT = "No suspect identified"
COURT = "Result at court"
OTHER = "Not in a group"

GROUPS = {
    "Suspect charged": CHARGED,
    "Suspect charged as part of another case": CHARGED,
    "Offender given a caution": FORMAL,
    "Offender given penalty notice": FORMAL,
    "Offender given a drugs possession warning": INFORMAL,
    "Local resolution": INFORMAL,
    "Action to be taken by another organisation": ELSEWHERE,
    "Formal action is not in the public interest": NOT_IN_PUBLIC_INTEREST,
    "Further action is not in the public interest": NOT_IN_PUBLIC_INTEREST,
    "Further investigation is not in the public interest": NOT_IN_PUBLIC_INTEREST,
    "Unable to prosecute suspect": EVIDENTIAL,
    "Investigation complete; no suspect identified": NO_SUSPECT,
    "Court case unable to proceed": COURT,
    "Defendant found not guilty": COURT,
    "Defendant sent to Crown Court": COURT,
    "Offender deprived of property": COURT,
    "Offender fined": COURT,
    "Offender given absolute discharge": COURT,
    "Offender given community sentence": COURT,
    "Offender given conditional discharge": COURT,
    "Offender given suspended prison sentence": COURT,
    "Offender ordered to pay compensation": COURT,
    "Offender otherwise dealt with": COURT,
    "Offender sent to prison": COURT,
}
