"""Writes about people and their roles, and about who a partnership is."""

from saferplace.partnership.commands.people import add_person, end_role, give_role
from saferplace.partnership.commands.structure import NameTaken, record_structure

__all__ = ["NameTaken", "add_person", "end_role", "give_role", "record_structure"]
