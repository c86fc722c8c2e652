"""Writes about people and their roles, about who a partnership is, and about its agreements."""

from saferplace.partnership.commands.agreements import (
    AgreementRefused,
    AgreementTerms,
    add_agreement,
    amend_agreement,
)
from saferplace.partnership.commands.people import add_person, end_role, give_role
from saferplace.partnership.commands.structure import NameTaken, record_structure

__all__ = [
    "AgreementRefused",
    "AgreementTerms",
    "NameTaken",
    "add_agreement",
    "add_person",
    "amend_agreement",
    "end_role",
    "give_role",
    "record_structure",
]
