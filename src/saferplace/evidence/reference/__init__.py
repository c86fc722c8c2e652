"""Bundled reference tables: which areas there are, which lie in which, and how many people live there.

`bundled` opens a table, `lsoa` and `forces` answer the questions that an import asks. See README.md for sources.
"""

from saferplace.evidence.reference.bundled import reference_edition, reference_path, reference_table
from saferplace.evidence.reference.forces import Force, force_of, forces, forces_of_police_area
from saferplace.evidence.reference.lsoa import edition_of, lsoa_editions, successors_2021

__all__ = [
    "Force",
    "edition_of",
    "force_of",
    "forces",
    "forces_of_police_area",
    "lsoa_editions",
    "reference_edition",
    "reference_path",
    "reference_table",
    "successors_2021",
]
