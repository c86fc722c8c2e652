"""Why each kind of partner shares what it shares, in words for people.

The Crime and Disorder (Prescribed Information) Regulations 2007 as made name bodies and codes of their day; paragraphs
are given where they were read, and “to be checked” stands where they were not.
"""

from __future__ import annotations

PRESCRIBED = "Crime and Disorder Act 1998 s.17A and SI 2007/1831: depersonalised, each quarter by the end of the next"
POLICE_INCIDENTS = f"{PRESCRIBED} (Schedule, paragraph 1)."
POLICE_CRIMES = f"{PRESCRIBED} (Schedule, paragraph 2)."
FIRE = f"{PRESCRIBED} (Schedule, paragraph 3; malicious calls: paragraph to be checked)."
COUNCIL = f"{PRESCRIBED} (council paragraphs to be checked)."
HEALTH = f"{PRESCRIBED} (health paragraphs: first half of postcode, date and sub-category only)."
AMBULANCE = f"{PRESCRIBED} (health paragraphs: calls to crime and disorder)."
VIOLENCE = (
    "Information Sharing to Tackle Violence, the NHS's minimum data set; Serious Violence Duty (Police, Crime, "
    "Sentencing and Courts Act 2022, Part 2 Chapter 1)."
)
BY_AGREEMENT = "By local agreement (Crime and Disorder Act 1998 s.115 allows it); no duty to share it is known."
